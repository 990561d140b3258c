//! The one table of commands: name, what it does, where it applies.
//!
//! Keymap, footer, help, palette, `cjm keys` and the README are read from it;
//! the default keys are in `assets/keys.ron`.

/// What must have the focus so that a command does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A stage: its head, or a card in it.
    Stage,
    /// A card, or marked cards.
    Card,
}

/// The groups in which help shows the commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Moving the focus.
    Move,
    /// Writing touchpoints.
    Write,
    /// Emotions.
    Rate,
    /// Other fields of a touchpoint.
    Change,
    /// Notes and actions.
    Note,
    /// Stages.
    Stage,
    /// Rearranging.
    Arrange,
    /// Looking at the map again.
    Review,
    /// Finding and filtering.
    Find,
    /// Ways to look at the map.
    View,
    /// All the rest.
    General,
}

impl Group {
    /// All, in the order of help.
    pub const ALL: [Self; 11] = [
        Self::Move,
        Self::Write,
        Self::Rate,
        Self::Change,
        Self::Note,
        Self::Stage,
        Self::Arrange,
        Self::Review,
        Self::Find,
        Self::View,
        Self::General,
    ];

    /// The head above the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Write => "Write",
            Self::Rate => "Rate",
            Self::Change => "Change",
            Self::Note => "Note",
            Self::Stage => "Stages",
            Self::Arrange => "Arrange",
            Self::Review => "Review",
            Self::Find => "Find and filter",
            Self::View => "Views",
            Self::General => "General",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in keymaps and the palette.
    pub name: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// One word for the footer and the list after a prefix key.
    pub short: &'static str,
    /// What else people call it, with commas between.
    pub also: &'static str,
    /// Where help shows it.
    pub group: Group,
    /// What must have the focus.
    pub needs: Needs,
}

macro_rules! commands {
    ($($Command:ident $name:literal $short:literal $help:literal $group:ident $needs:ident $($also:literal)?;)*) => {
        /// Everything that a key can do on the board.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $help] $Command,)*
        }

        impl Command {
            /// The table.
            pub const TABLE: &'static [Entry] = &[$(Entry {
                command: Command::$Command,
                name: $name,
                help: $help,
                short: $short,
                also: concat!($($also)?),
                group: Group::$group,
                needs: Needs::$needs,
            },)*];
        }
    };
}

commands! {
    Up "up" "up" "To the card above; above the first stands the stage's head" Move Nothing;
    Down "down" "down" "To the card below" Move Nothing;
    Left "left" "left" "To the stage on the left" Move Nothing;
    Right "right" "right" "To the stage on the right" Move Nothing;
    FirstStage "first-stage" "first stage" "To the first stage" Move Nothing;
    LastStage "last-stage" "last stage" "To the last stage" Move Nothing;
    FirstCard "first-card" "first card" "To the first card of the stage" Move Nothing;
    LastCard "last-card" "last card" "To the last card of the stage" Move Nothing;
    PageUp "page-up" "page up" "Up by a screenful" Move Nothing;
    PageDown "page-down" "page down" "Down by a screenful" Move Nothing;
    NextCard "next-card" "next card" "To the next card of the map, over the ends of stages; on an opened card, to its page" Move Nothing;
    PreviousCard "previous-card" "card before" "To the card before; on an opened card, to its page" Move Nothing;

    AddBelow "add-below" "add" "Write touchpoints below this one; Enter keeps one and opens the next" Write Nothing "new card, new touchpoint, write, insert, create";
    AddAbove "add-above" "add above" "Write touchpoints above this one" Write Nothing;
    Edit "edit" "edit" "Edit the title in place; on a head, the stage's name" Write Stage;
    EditOutside "edit-outside" "editor" "Edit the text in an editor of your own: $VISUAL, $EDITOR, or vi" Write Stage;
    RenameMap "rename-map" "rename map" "Edit the title of the map" Write Nothing "title of the map";

    Open "open" "open" "Open the card, or the stage on a head: all its fields" Write Stage "details, edit card, fields, voices, metrics, support, open card";
    Brief "brief" "brief" "Open the brief: title, why, persona, team, review" Write Nothing "persona, team, objectives, decision, scope, customer, about the map, review, priority, market";

    Emotion1 "emotion-1" "very bad" "It feels very bad: −2" Rate Card "rate, emotion, rating, score, mood, very sad, −2";
    Emotion2 "emotion-2" "bad" "It feels bad: −1" Rate Card "sad, −1";
    Emotion3 "emotion-3" "neutral" "It feels neither good nor bad: 0" Rate Card;
    Emotion4 "emotion-4" "good" "It feels good: +1" Rate Card "happy, +1";
    Emotion5 "emotion-5" "very good" "It feels very good: +2" Rate Card "very happy, +2";
    EmotionZero "emotion-zero" "neutral" "It feels neither good nor bad: 0; where ratings or impacts are set, it takes them away" Rate Card;
    EmotionUp "emotion-up" "better" "One step better; a 1 or 2 typed next is that value" Rate Card;
    EmotionDown "emotion-down" "worse" "One step worse; a 1 or 2 typed next is that value" Rate Card;
    EmotionNone "emotion-none" "not rated" "Take the rating away" Rate Card "unrate, clear emotion, no emotion";

    ChangeGoal "change-goal" "goal" "Set the experience goal" Change Card "experience goal";
    ChangeOwner "change-owner" "owner" "Set the owner" Change Card "responsible, who owns it, owner";
    ChangeChannel "change-channel" "channel" "Set the channel" Change Card "channel";
    ChangeFeeling "change-feeling" "feeling" "Set the feeling, in a word" Change Card "word for the feeling";
    ChangeWait "change-wait" "wait" "Set how long the customer waits" Change Card "time, duration, delay";
    ChangeImpact "change-impact" "impact" "Set the impact, 1 to 5" Change Card;
    ChangeTarget "change-target" "target" "Set the emotion that it should have" Change Card "target emotion, desired";
    ChangeBehind "change-behind" "behind" "Add a step of ours that stands behind it" Change Card "backstage, blueprint, our steps, process";
    ChangeTags "change-tags" "tags" "Set the tags of the card, with commas between" Change Card "tag, label, keyword";
    ChangeHandover "change-handover" "handover" "Set what happens on the way to the next card; on a head, to the next stage" Change Stage "passage, transition";
    RateHandover "rate-handover" "rate handover" "Set how the way to the next card feels; on a head, to the next stage" Change Stage;
    ActionDue "action-due" "due" "Set by when an action is to be done" Change Stage "deadline, due date, by when";
    ActionEffort "action-effort" "effort" "Set how much work an action is, 1 to 5" Change Stage;
    ActionBenefit "action-benefit" "benefit" "Set the benefit of an action to the business, 1 to 5" Change Stage;
    ActionMeasure "action-measure" "measure" "Set how one will see that an action worked" Change Stage;
    TogglePreventive "preventive" "preventive" "Say that an action prevents a risk, or not" Change Stage "prevent, prevention, preventive action, kind of action";
    ActionState "action-state" "state of action" "Set how far an action is, from today on: to do, doing, done, verified, reopened, dropped" Change Stage "status, state, done, progress, task done, verified";
    RuleLevel "rule-level" "rule" "Switch a rule of what is missing off, or say how serious it is: on its row in that table" Change Nothing "rule, rules, rules off, switch off, switch rule off, disable, ignore, level, severity, turn off, warnings";
    ToggleDetour "toggle-detour" "detour" "Put it beside the best route, or back on it" Change Card;
    ToggleTruth "toggle-moment-of-truth" "moment of truth" "Mark it as a moment of truth, or not" Change Card;
    ToggleRisk "toggle-high-risk" "high risk" "Mark it as a high risk, or not" Change Card;
    Mark "mark" "mark" "Mark the card; a change is made to all marked cards" Change Card "select, choose several, multi select";
    Repeat "repeat" "again" "Make the last change again, here" Change Card "again, same change";

    NotePain "note-pain" "pain" "Add a pain" Note Stage "problem, pain point, issue, complaint";
    NoteDelight "note-delight" "delight" "Add a delight" Note Stage "joy, highlight";
    NoteOpportunity "note-opportunity" "opportunity" "Add an opportunity" Note Stage "chance";
    NoteGap "note-gap" "gap" "Add a gap: nobody serves the customer here" Note Stage "missing service";
    NoteQuote "note-quote" "quote" "Add what a customer said" Note Stage "customer said, citation, verbatim";
    NoteIdea "note-idea" "idea" "Add an idea" Note Stage "solution";
    AddAction "add-action" "action" "Add an action: what is done about it" Note Stage "deadline, due, due date, task, todo, fix, measure";
    AddChecklist "add-checklist" "checklist" "Add a checklist: payment, delivery, returns, support … or one of your own" Note Card "checks, check list";
    AddMetric "add-metric" "metric" "Add a metric with its target and readings to the card; on the brief, to the map" Note Nothing "metric, metrics, measure, measures, measurement, kpi, csat, nps, ces, score, number, reading, indicator";
    AddVote "add-vote" "vote" "Add a vote to the card: who gives it how many dots" Note Card "vote, votes, voting, dots, dot voting";
    Park "park" "parking lot" "Put something aside for later, in the parking lot of the brief" Note Nothing "later, put aside, parking lot";

    StageAfter "stage-after" "new after" "Add a stage after this one" Stage Nothing "new stage, add stage, add column, new column, insert stage";
    StageBefore "stage-before" "new before" "Add a stage before this one" Stage Nothing;
    StageRename "stage-rename" "rename" "Rename the stage" Stage Stage "rename stage, rename column";
    StageDelete "stage-delete" "delete" "Delete the stage with its cards" Stage Stage "delete stage, delete column, remove stage";
    StageLeft "stage-left" "left" "Move the stage to the left" Stage Stage "move stage";
    StageRight "stage-right" "right" "Move the stage to the right" Stage Stage "move stage";
    StagePhase "stage-phase" "phase" "Set the phase: pre-sale, sale, post-sale" Stage Stage;

    MoveLeft "move-left" "move left" "Move the card to the stage on the left; on a head, the stage" Arrange Stage "move card";
    MoveDown "move-down" "move down" "Move the card down" Arrange Card "move card, reorder, order";
    MoveUp "move-up" "move up" "Move the card up" Arrange Card "move card";
    MoveRight "move-right" "move right" "Move the card to the stage on the right; on a head, the stage" Arrange Stage "move card to another stage";
    MoveToParking "move-to-parking" "park the card" "Move the card to the parking lot, or all marked cards" Arrange Card;
    MakeTouchpoint "make-touchpoint" "to the board" "Make a touchpoint of an entry of the parking lot, in the stage with the focus" Arrange Nothing;
    CardSplit "card-split" "split" "Write the second part of the card below it; notes go over with d d and p" Arrange Card "split card, divide";
    CardJoin "card-join" "join" "Join the marked cards into the first, or the card with the one below" Arrange Card "join cards, merge cards, merge";
    Delete "delete" "delete" "Delete the card, or all marked cards; on a head, the stage" Arrange Stage "delete card, remove card, delete touchpoint, cut";
    Copy "copy" "copy" "Copy the card, or all marked cards" Arrange Card "copy card, duplicate card, clone, yank";
    Paste "paste" "paste" "Paste what was copied, or deleted last, below" Arrange Nothing "insert copied, move note";

    Review "review" "record one" "Record a review, with why now, and keep the map as it is to compare with" Review Nothing "reviewed, retrospective";
    StillTrue "still-true" "still true" "Found to be still true today: the card, all marked cards, or all of the stage on a head" Review Stage "confirm, checked today";
    Due "due" "what is due" "List what is late, got worse or is not verified" Review Nothing "overdue, late";
    SinceReview "since-review" "changed since" "List what changed since the last review" Review Nothing "diff, what changed, history";

    Find "find" "find" "Find text as it is typed, in all that the cards and stages say" Find Nothing "search, look for";
    FindNext "find-next" "find next" "To the next card or stage that has what was found" Find Nothing;
    FindPrevious "find-previous" "find previous" "To the one before that has what was found" Find Nothing;
    FilterOwner "filter-owner" "owner" "Show only the cards of an owner" Find Nothing "only owner";
    FilterChannel "filter-channel" "channel" "Show only the cards of a channel" Find Nothing;
    FilterEmotion "filter-emotion" "emotion" "Show only the cards with an emotion, or those not rated" Find Nothing;
    FilterNote "filter-note" "note" "Show only the cards with a kind of note" Find Nothing;
    FilterAssumed "filter-assumed" "assumed" "Show only the cards that are assumed, and not seen or confirmed; again shows the others too" Find Nothing "only assumed, guess, evidence";
    FilterTag "filter-tag" "tag" "Show only the cards with a tag" Find Nothing "only tag";
    FilterText "filter-text" "text" "Show only the cards that say something" Find Nothing;
    FilterClear "filter-clear" "show all" "Show all cards again" Find Nothing "clear filter, no filter, reset filter";

    ViewBoard "view-board" "board" "Stages side by side, with the curve" View Nothing;
    ViewCurve "view-curve" "curve" "The curve as high as the screen, a point a touchpoint" View Nothing "emotion curve, graph, chart";
    ThenAndNow "then-and-now" "then and now" "Show on the curve how it felt at the last review, too; again: at the review before, at last none" View Nothing "emotion then, felt before, as of, compare with the review, before and after";
    ViewFix "view-fix" "fix first" "What fails, what to fix first, as a table: how often, how grave, what is done; 1 to 5 set the impact" View Nothing "breaks, what to fix, priorities, worst";
    ViewActions "view-actions" "actions" "All actions as a table: by whom, until when, how far, worth what" View Nothing "tasks, to do, plan";
    ViewMissing "view-missing" "missing" "What is not filled in, or is due, as a table; enter goes to where it is mended" View Nothing "check, lint, what is left";
    ViewResults "view-results" "results" "What came of the actions: what was wrong, what was changed, before, after" View Nothing "outcome, what came of it";
    ViewRisks "view-risks" "risks" "The high risks: what usually goes wrong, what it should be like, what prevents it" View Nothing "risk table";
    NextOrder "next-order" "order" "Put the table of actions into another order: date, owner, state, benefit for the effort" View Nothing "sort";
    ViewList "view-list" "list" "One sentence a card, from the first stage to the last" View Nothing "linear, text view";
    NextMissing "next-missing" "next missing" "To the next thing that is missing, and how it is mended" View Nothing "next gap";
    PreviousMissing "previous-missing" "previous missing" "To the thing before that is missing" View Nothing;
    Walk "walk" "walk as the customer" "Walk the journey as the customer, from this touchpoint on: passed or not, how it felt, a line" View Stage "walkthrough, test the journey";
    Steps "steps" "five steps" "Show how far the map is: list touchpoints, set goals, locate breaks, fix first, track" View Nothing "progress, how far, checklist of steps";
    Twin "twin" "twin" "Go to the twin of the map: as it is, or as it should be" View Nothing "as is, to be, other state";
    ParkingLot "parking-lot" "parking lot" "Show the parking lot, in the brief" View Nothing "parked, put aside, later";
    Conflicts "conflicts" "clashes" "Show what was changed in two ways, to choose" View Nothing "conflict, both changed";
    VisibilityOnOff "visibility-on-or-off" "visibility" "Show or hide the line of visibility, with what is behind the cards below it" View Nothing "line of visibility, blueprint, backstage, off-stage";
    ViewNext "view-next" "view" "To the next view" View Nothing;
    ViewPrevious "view-previous" "view back" "To the view before" View Nothing;

    Maps "maps" "maps" "All maps: open, begin, rename, copy, delete, look into all" General Nothing "delete map, trash, open map, all maps, library, switch map, restore, search all maps, other maps";
    Beside "beside" "beside" "In the list of maps: show the chosen one beside the open one, by stage" General Nothing "compare maps, personas, side by side";
    AllActions "all-actions" "all actions" "The actions of all maps as a table; enter goes to the card in its map" General Nothing "all tasks, tasks of all maps";
    NewMap "new-map" "new map" "Begin a new map" General Nothing "create map, begin map, template";
    OpenExample "open-example" "the example" "Open a copy of the finished example, to play with" General Nothing "open the example, example, demo, sample map, tutorial, show me";
    DuplicateMap "duplicate-map" "copy the map" "Copy the map for another customer, without what was felt" General Nothing "copy map, copy the map, duplicate, another persona";
    MakeToBe "make-to-be" "to-be" "Copy the map as it should be" General Nothing "as it should be, future state, target map, to be";
    MapTags "map-tags" "tags" "Change the tags of the map" General Nothing "tags of the map, labels, keywords";
    Undo "undo" "undo" "Take the last change back" General Nothing "back, take back";
    Redo "redo" "redo" "Make the change again that was taken back" General Nothing "again";
    Palette "palette" "all" "Find any command by its name" General Nothing "commands, command";
    Help "help" "help" "Show what the keys do" General Nothing "keys, shortcuts, legend, signs, manual";
    Save "save" "save" "Save now; it also happens by itself" General Nothing "write";
    SaveAnyway "save-anyway" "save anyway" "Save although the file is marked read-only" General Nothing;
    SaveCopy "save-copy" "save a copy" "Save a copy in another file" General Nothing "save as, backup, other file";
    CopyView "copy-view" "copy the view" "Copy the table on the screen as Markdown, into the clipboard of the terminal" General Nothing "markdown, clipboard, export, copy table";
    NextTheme "next-theme" "next theme" "Look at the map in the next theme" General Nothing "colour, colours, color, colors, dark, light, dark mode, appearance";
    NextMarks "next-marks" "next marks" "Show other signs for emotions" General Nothing "emoji, emojis, smileys, faces, marks, symbols, ascii";
    MouseOnOff "mouse-on-or-off" "mouse" "Switch the mouse off, or on again" General Nothing "mouse on, mouse off";
    Leave "leave" "quit" "Close the page, the list or the view; on the board, save and leave" General Nothing;
    Quit "quit" "quit" "Save and leave, from wherever you are" General Nothing "exit, leave, end, close the program";
    QuitUnsaved "quit-without-saving" "leave unsaved" "Leave although the map could not be saved" General Nothing;
    Repaint "repaint" "repaint" "Draw the screen anew" General Nothing "redraw, refresh";
    Suspend "suspend" "suspend" "Go to the shell; fg comes back" General Nothing "shell, background";
}

impl Command {
    /// Its row of the table.
    pub fn entry(self) -> &'static Entry {
        // the table is made from the same list, in the same order
        &Self::TABLE[self as usize]
    }

    /// The command of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.command)
    }

    /// Whether it may lose something that is not brought back by doing the
    /// opposite: it is not offered for letters that fit by chance.
    pub fn loses(self) -> bool {
        matches!(
            self,
            Self::Delete
                | Self::StageDelete
                | Self::MoveToParking
                | Self::EmotionNone
                | Self::SaveAnyway
                | Self::QuitUnsaved
        )
    }

    /// What the letters after `:` mean that an editor has taught people.
    pub fn abbreviated(word: &str) -> Option<Self> {
        match word {
            "w" => Some(Self::Save),
            "w!" => Some(Self::SaveAnyway),
            "q" | "wq" | "x" | "qa" | "wqa" | "xa" => Some(Self::Quit),
            "q!" | "qa!" => Some(Self::QuitUnsaved),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_finds_its_own_row() {
        for entry in Command::TABLE {
            assert_eq!(entry.command.entry(), entry);
            assert_eq!(Command::named(entry.name), Some(entry.command));
        }
    }

    #[test]
    fn no_two_commands_have_one_name() {
        let mut names: Vec<_> = Command::TABLE.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Command::TABLE.len());
    }
}
