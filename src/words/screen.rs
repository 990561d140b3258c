//! Sentences of the screen.

use std::sync::Arc;

use super::label::{count, in_one_line, quoted};
use crate::model::Touchpoint;

/// There is no theme to change to.
pub const NO_OTHER_THEME: &str = "NO_COLOR is set: without it there are themes in colour";
/// The mouse does something.
pub const MOUSE_IS_ON: &str = "The mouse selects, opens, scrolls and drags";
/// The mouse does nothing any more.
pub const MOUSE_IS_OFF: &str = "The mouse is the terminal's own now: it marks and copies text; mouse: \"off\" in settings.ron keeps it so";
/// The line of visibility is drawn.
pub const VISIBILITY_IS_ON: &str = "What is behind each card stands below the line of visibility; visibility: \"on\" in settings.ron keeps it so";
/// It is drawn where the board is looked at.
pub const VISIBILITY_IS_ON_THE_BOARD: &str =
    "The board shows the line of visibility: v b goes there";
/// It is to be drawn, and there is no room.
pub const VISIBILITY_HAS_NO_ROOM: &str =
    "The line of visibility is on, but this screen is too low to show it";
/// It is not drawn any more.
pub const VISIBILITY_IS_OFF: &str = "The line of visibility is off";
/// The name of the line.
pub const LINE_OF_VISIBILITY: &str = "line of visibility";
/// Its name where there is less room.
pub const BEHIND: &str = "behind";
/// On a card that is off-stage.
pub const NOT_SEEN: &str = "not seen by the customer";
/// The same in a word.
pub const OFF_STAGE: &str = "off-stage";
/// A handover that has an emotion and no text yet.
pub const HANDOVER: &str = "handover";
/// A command wants a stage and there is none.
pub const NO_STAGE_YET: &str = "There is no stage yet: s o makes the first one";
/// A command wants a card and the focus is on a head.
pub const NO_CARD_HERE: &str = "No card has the focus: go down to one, or write one with o";
/// The history is at its beginning.
pub const NOTHING_TO_UNDO: &str = "Nothing to undo: this is how the map was opened";
/// The history is at its end.
pub const NOTHING_TO_REDO: &str = "Nothing to redo";
/// Nothing was changed yet.
pub const NOTHING_TO_REPEAT: &str = "Nothing to repeat yet: change a card first";
/// The clipboard is empty.
pub const NOTHING_TO_PASTE: &str = "Nothing to paste yet: y copies a card, d d takes it away";
/// Text was pasted on a page, and no field of it is open.
pub const PASTE_INTO_A_FIELD: &str =
    "Nothing was pasted: open the field with enter first, then paste";
/// Everything is in the file.
pub const ALL_SAVED: &str = "Everything is saved";
/// A title was emptied.
pub const A_NAME_STAYS: &str = "The name stays: it cannot be empty. d d deletes";
/// Marked cards are not next to each other.
pub const MARKED_MOVE_SIDEWAYS: &str = "Marked cards move left and right; Esc lets go of the marks";
/// A move goes beyond the first or last stage.
pub const NO_STAGE_THERE: &str = "There is no stage on that side: s o makes one";
/// Letters behind a command for a text that was refused; what ran as keys
/// before them, as [`ran_as_keys`] says it.
pub fn not_heard(typed: &str, done: Option<&str>) -> String {
    let typed = quoted(typed);
    match done {
        Some(done) => format!("{done}. No text is open for {typed}"),
        None => format!("No text is open for {typed}, and none of it was run as keys: Esc goes on"),
    }
}
/// What keys did that may have been meant as a text: the last of so many
/// steps, in the line of undo, and how that is taken back.
pub fn ran_as_keys(keys: &str, line: &str, steps: usize, undo: &str) -> String {
    let line = crate::text::clip(line, DONE_WIDTH);
    match steps {
        ..=1 => format!("{keys} ran as keys: {line} (Esc, then {undo} takes it back)"),
        _ => format!(
            "Keys before it made {steps} changes, at last: {line} (Esc, then each {undo} takes one back)"
        ),
    }
}
/// How many cells what was done may take there.
const DONE_WIDTH: usize = 60;
/// Keys wait for the map that this window turns to.
pub const HELD_UNTIL_SAVED: &str =
    "Saving first: what you type now is for the map that comes; ctrl-c stays here";
/// This window does not turn to another map after all.
pub const STAYED_HERE: &str = "Stayed with this map";
/// What was typed for another map, where this window stays with its own.
pub fn held_in_vain(typed: &str) -> String {
    format!("What you typed meanwhile was not run: {}", quoted(typed.trim()))
}
/// On a page, a command of the board.
pub const BACK_TO_THE_BOARD: &str = "That is for the board: Esc goes back to it";
/// In a table, a command of the board.
pub const TO_THE_BOARD: &str = "That is for the board: v b goes there";
/// In a table, on a row that is about the map, a command for a card.
pub const ABOUT_THE_MAP: &str = "That row is about the whole map: enter opens where it is mended";
/// In a table without a row.
pub const NO_ROW_HERE: &str = "There is no row to change here: v b goes to the board";
/// On a page inside that of a card, a command that changes the card.
pub const BACK_TO_THE_CARD: &str = "That is for the card: Esc goes back to it";
/// On a page inside that of a stage, a command that changes the stage.
pub const BACK_TO_THE_STAGE: &str = "That is for the stage: Esc goes back to it";
/// The last card was reached.
pub const NO_MORE_CARDS: &str = "There is no more card on that side";
/// What was to be changed is gone.
pub const GONE: &str = "What was to be changed is not there any more";
/// A row is no part of a list.
pub const NO_LIST_HERE: &str = "This is no list: choose a row of one";
/// In the footer of a page: open the chosen row.
pub const FOOTER_CHANGE_ROW: &str = "change";
/// In the footer of a page: add a row.
pub const FOOTER_ADD_ROW: &str = "add row";
/// In the footer of a page: take the value or the row away.
pub const FOOTER_TAKE_AWAY: &str = "take away";
/// In the footer of a page: the next card.
pub const FOOTER_NEXT_CARD: &str = "next card";
/// Where a row is added to a list that has some.
pub const ADD_ANOTHER: &str = "add";
/// The head of the brief.
pub const THE_BRIEF: &str = "The brief";
/// The state of an action is to be set, and no action is chosen.
pub const CHOOSE_ACTION: &str = "Choose an action first: open the card, and go to its row";
/// A key that is no option.
pub const CHOOSE_ONE: &str = "Choose one of the keys below, or Esc";
/// Nothing in the palette fits.
pub const NO_SUCH_COMMAND: &str = "No command is called like that: ? shows them all";
/// A map without a stage.
pub const EMPTY_MAP: [&str; 2] =
    ["This map has no stage yet.", "s o makes the first one; : finds every command by its name."];
/// A stage without a card.
pub const EMPTY_STAGE: &str = "nothing here yet";
/// A stage without a name.
pub const NO_NAME: &str = "no name";
/// A map without a title.
pub const NO_TITLE: &str = "no title";
/// A new stage has no name yet.
pub const NAME_THE_STAGE: &str = "name the stage…";
/// The list of commands is open and nothing is typed.
pub const TYPE_A_COMMAND: &str = "type a few letters of what you want to do";
/// Help is open and nothing is typed.
pub const TYPE_TO_FIND_A_KEY: &str = "type what you look for; esc closes";
/// The head over the list of keys.
pub const HELP_TITLE: &str = "What the keys do";
/// Saving failed.
pub const NOT_SAVED: &str = "not saved";
/// Saving is about to happen.
pub const NOT_SAVED_YET: &str = "not saved yet";
/// The map cannot be changed.
pub const READ_ONLY: &str = "read-only";
/// In the footer: keep the line and go on with the next.
pub const FOOTER_KEEP_NEXT: &str = "keep, next";
/// In the footer: keep the line.
pub const FOOTER_KEEP: &str = "keep";
/// In the footer: keep the line and stop writing.
pub const FOOTER_DONE: &str = "keep, done";
/// In the footer: keep the line, and go on in the next stage.
pub const FOOTER_NEXT_STAGE: &str = "next stage";
/// In the footer: keep the field and go to the next.
pub const FOOTER_NEXT_FIELD: &str = "next field";
/// In the footer: complete what is typed, then keep it and go to the next.
pub const FOOTER_COMPLETE_NEXT: &str = "complete, next field";
/// There is no field behind the last one, or before the first.
pub const NO_MORE_FIELDS: &str = "There is no more field on that side";
/// In the footer: keep the field of several lines and go to the next.
pub const FOOTER_KEEP_FIELD: &str = "keep, next field";
/// In the footer: begin a new line.
pub const FOOTER_NEW_LINE: &str = "new line";
/// In the footer: let go of what was typed.
pub const FOOTER_THROW_AWAY: &str = "throw away";
/// In the footer: take what was used before.
pub const FOOTER_COMPLETE: &str = "complete";
/// In the footer: save.
pub const FOOTER_SAVE: &str = "save";
/// In the footer: run the command.
pub const FOOTER_RUN: &str = "run";
/// In the footer: leave the list.
pub const FOOTER_BACK: &str = "back";
/// In the footer: what the digits do.
pub const FOOTER_RATE: &str = "rate";
/// In the footer: the prefix of notes.
pub const FOOTER_NOTE: &str = "note…";
/// In the footer: the prefix of changes.
pub const FOOTER_CHANGE: &str = "change…";
/// In the footer: the prefix of stages.
pub const FOOTER_STAGE: &str = "stage…";

/// Asks for a text whose place another program took away while it was typed.
pub const GOES_TO_THE_PARKING_LOT: &str = "its place is gone; for the parking lot:";

/// The thread that writes files panicked.
pub const FAULT_IN_SAVING: &str = "Not saved, by a fault of cjm";

/// It panicked over something else.
pub const FAULT_IN_FILES: &str = "Not done, by a fault of cjm. Nothing is lost: try it again";

/// The thread that writes files panicked before it had a journal.
pub const FAULT_IN_JOURNAL: &str = "No journal could be begun, by a fault of cjm: until it is saved, work is lost if this window is killed";

/// A save did not succeed: why.
pub fn save_failed(why: &str) -> String {
    format!("Not saved: {why}")
}

/// A file was not written: which, and why.
pub fn not_saved(file: &str, why: &str) -> String {
    format!("Not saved to {file}: {why}")
}

/// What is not saved is not lost, if it is in the journal; and what to do next.
pub fn still_unsaved(not_saved: &str, next: &str, is_journaled: bool) -> String {
    let safe = if is_journaled { "Nothing is lost" } else { "Only this window has the last of it" };
    format!("{not_saved}. {safe}: {next}")
}

/// What to do where nothing better is known.
pub const SAVE_AGAIN: &str = "Ctrl-S tries again, :save copy elsewhere";

/// What to do where the disk is full.
pub const MAKE_ROOM: &str = "make room, then Ctrl-S, or :save copy elsewhere";

/// What to do where the file is read-only.
pub const WRITE_ANYWAY: &str = ":w! tries to write it all the same, :save copy elsewhere";

/// Why a file was not written.
pub const FILE_IS_READ_ONLY: &str = "the file is read-only";

/// What the system says of a file that it did not write, in plain words where there are some.
pub fn refusal(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "no more room for you on the disk".into(),
        ErrorKind::PermissionDenied => "you may not write there".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        _ => {
            let said = error.to_string();
            said.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

/// Another theme is looked at.
pub fn theme_is(name: &str) -> String {
    format!("Theme {name}; theme: {name:?} in settings.ron keeps it")
}

/// Other signs are shown.
pub fn marks_are(name: &str) -> String {
    format!("Marks: {name}; marks: {name:?} in settings.ron keeps them")
}

/// Mistakes in the user's own files: the first in words, and how many more.
pub fn mistakes(first: &str, more: usize) -> String {
    match more {
        0 => first.to_owned(),
        more => format!(
            "{first} (and {}: cjm config says them all)",
            count(more, "more mistake", "more mistakes")
        ),
    }
}

/// A copy was saved.
pub fn copy_saved(path: &str) -> String {
    format!("A copy is saved in {path}")
}

/// A copy was not saved.
pub fn copy_failed(why: &str) -> String {
    format!("No copy was saved: {why}")
}

/// What stands under the last card of the stage that has the focus.
pub fn add_with(keys: &str) -> String {
    format!("add with {keys}")
}

/// Below the line of visibility, where no card in view has a step.
pub fn nothing_behind(keys: &str) -> String {
    format!("nothing yet: {keys} adds")
}

/// What of a list has no room.
pub fn more(number: usize) -> String {
    format!("{number} more")
}

/// The passage from a stage to the next is asked for.
pub fn handover_to(stage: &str) -> String {
    format!("handover to {}:", quoted(stage))
}

/// How many cards of a stage stand above its column.
pub fn more_above(cards: usize) -> String {
    format!("↑ {cards} more")
}

/// How many lines of a page are hidden below.
pub fn more_rows(lines: usize) -> String {
    format!("↓ {lines} more")
}

/// What of a stage does not fit into its column.
pub fn more_below(cards: usize) -> String {
    match cards {
        0 => "↓ the rest of it".into(),
        cards => format!("↓ {cards} more"),
    }
}

/// A field of several cards is asked for.
pub fn of_several(field: &str, cards: usize) -> String {
    format!("{field} of {cards} cards:")
}

/// A note or action for a card that is not seen is asked for.
pub fn for_card(what: &str, title: &str) -> String {
    format!("{what} for {}:", quoted(title))
}

/// A title or name is typed where a table covers the board.
pub fn written_over_table(name: &str) -> String {
    format!("{name}:")
}

/// A note or action for a whole stage is asked for.
pub fn for_stage(what: &str, stage: &str) -> String {
    format!("{what} for stage {}:", quoted(stage))
}

/// What somebody says, between quotation marks.
pub fn spoken(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("“{}”", in_one_line(words)) }
}

/// What the map is to inform.
pub fn decision(text: &str) -> String {
    format!("to decide: {}", in_one_line(text))
}
/// Enter was pressed on an empty line.
pub const ENTER_AGAIN_ENDS: &str = "The line is empty: enter again or esc ends";
/// A key that leads away from a text that is typed.
pub const ESC_ENDS_TYPING: &str = "Esc keeps what is typed, and the keys move the focus again";
/// A new line is empty.
pub const TYPE_THE_NEXT: &str = "type the next touchpoint…";

/// Keys that mean nothing.
pub fn no_such_key(keys: &str) -> String {
    if keys == "ctrl-c" {
        return "To leave, press q: it saves first".into();
    }
    format!("{keys} does nothing here: ? shows what the keys do")
}

/// A key that means nothing in a list in which one types.
pub fn not_in_a_list(key: &str) -> String {
    format!("{key} does nothing in this list: letters look for something, enter runs, esc closes")
}

/// What was taken back.
pub fn undone(what: &str) -> String {
    format!("Undone: {what}")
}

/// What was made again.
pub fn redone(what: &str) -> String {
    format!("Redone: {what}")
}

/// After a step of the emotion: what a digit typed next means.
pub fn sign_may_follow(by: i8) -> String {
    let sign = if by < 0 { '−' } else { '+' };
    format!("{sign}…   1 makes it {sign}1, 2 makes it {sign}2")
}

/// How many cards are marked.
pub fn marked(number: usize) -> String {
    match number {
        0 => "No card is marked".into(),
        _ => format!(
            "{} marked: a change goes to all of them, Esc lets go",
            count(number, "card", "cards")
        ),
    }
}

/// Lines became cards; while text is typed a key of the board is a letter.
pub fn pasted(number: usize, is_typing: bool, undo: &str) -> String {
    let undo = if is_typing { format!("Esc, then {undo}") } else { undo.to_owned() };
    format!(
        "{} made of what was pasted; {undo} takes them back",
        count(number, "touchpoint", "touchpoints")
    )
}

/// Points of a list became notes or actions.
pub fn points_pasted(number: usize, undo: &str) -> String {
    format!("{number} made of what was pasted, one a point; Esc, then {undo} takes them back")
}

/// Several lines were pasted into a title.
pub const LINES_BECAME_ONE: &str =
    "The pasted lines are one title now; pasted on the board, each becomes a card";

/// A stage is gone.
pub fn stage_deleted(name: &str, cards: usize) -> String {
    let with =
        if cards == 0 { String::new() } else { format!(" and {}", count(cards, "card", "cards")) };
    format!("Stage {}{with} deleted; u brings it back", quoted(name))
}

/// Cards are gone.
pub fn cards_deleted(cards: &[Arc<Touchpoint>]) -> String {
    match cards {
        [card] => format!("{} deleted; u brings it back, p pastes it", quoted(&card.title)),
        cards => format!(
            "{} deleted; u brings them back, p pastes them",
            count(cards.len(), "card", "cards")
        ),
    }
}

/// There is one card only.
pub const NOTHING_TO_JOIN: &str =
    "Nothing to join: mark the cards with space, or go to one that has a card below it";

/// Cards became one.
pub fn cards_joined(cards: usize, title: &str) -> String {
    format!("{cards} cards are one now: {}; u takes them apart", quoted(title))
}

/// A note was taken away.
pub fn note_taken(text: &str) -> String {
    format!(
        "{} taken away; u brings it back, p on another card puts it there",
        quoted(&in_one_line(text))
    )
}

/// A note was put somewhere else.
pub fn note_pasted(text: &str) -> String {
    format!("{} is noted here now", quoted(&in_one_line(text)))
}

/// Cards were copied.
pub fn cards_copied(number: usize) -> String {
    format!("{} copied; p pastes below the focus", count(number, "card", "cards"))
}

/// The screen is too small to draw on.
pub fn too_small(width: u16, height: u16) -> String {
    format!("{width}x{height} is too small: 20x6 is needed")
}

/// Where the journey begins and ends.
pub fn scope(from: &str, to: &str) -> String {
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("from {from}"),
        (true, false) => format!("to {to}"),
        (false, false) => format!("{from} → {to}"),
    }
}

/// Work that a window that died had not saved is back.
pub fn recovered(steps: usize, typing: bool) -> String {
    let changes = match steps {
        0 => String::new(),
        steps => count(steps, "change", "changes"),
    };
    let what = match (steps, typing) {
        (0, _) => "what was being typed".to_owned(),
        (_, false) => changes,
        (_, true) => format!("{changes} and what was being typed"),
    };
    format!("Unsaved work came back: {what}")
}

/// Esc left a text that only Enter takes.
pub fn laid_aside(text: &str) -> String {
    format!("Enter takes that, and Esc leaves it: {} stands there again next time", quoted(text))
}

/// What was typed is no day.
pub fn no_such_day(typed: &str) -> String {
    format!("a day is written like 15 Dec, 15.12., tomorrow, fri or 2026-12-15, not {typed:?}")
}

/// Typed text cannot be kept, and the field stays open.
pub fn not_taken(why: &str) -> String {
    format!("{why}; ctrl-c gives it up")
}

/// Typed text was let go of.
pub fn thrown_away(text: &str) -> String {
    format!("Thrown away: {}", quoted(text))
}
