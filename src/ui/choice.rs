//! A value that one key chooses.

use ratatui::crossterm::event::KeyCode;

use super::key::Key;
use super::look::Look;
use super::walk::{Answer, Ask};
use crate::edit::{Part, Ruled, Settle, Way};
use crate::insight::missing::Rule;
use crate::model::{
    ActionState, Address, Conflict, Emotion, Holder, Id, Level, NoteKind, Phase, Scale, Spot,
};
use crate::words;

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The impact of touchpoints.
    Impact(Vec<Spot>),
    /// The emotion that touchpoints should have.
    Target(Vec<Spot>),
    /// How the way from these to what comes next feels.
    Handover(Vec<Holder>),
    /// The phase of a stage.
    Phase(Id),
    /// A word in a field of an open page.
    Word {
        /// Of this thing.
        at: Address,
        /// Where in it.
        way: Way,
        /// What it can be.
        words: &'static [&'static str],
    },
    /// An emotion in a field of an open page.
    Felt {
        /// Of this thing.
        at: Address,
        /// Where in it.
        way: Way,
    },
    /// How far an action is.
    ActionState {
        /// The card or stage that has it.
        on: Holder,
        /// The action.
        id: Id,
        /// How far it is now.
        now: ActionState,
    },
    /// By what an action was measured that is about to be done.
    MeasuredBy {
        /// The card or stage that has it.
        on: Holder,
        /// The action.
        id: Id,
        /// What the metrics are called.
        names: Vec<String>,
    },
    /// A rating from 1 to 5 in a field.
    Scale {
        /// Of this thing.
        at: Address,
        /// Where in it.
        way: Way,
    },
    /// The kind of a note that is added to this.
    NewNote(Holder),
    /// What a merge could not decide.
    Conflict {
        /// Which.
        conflict: Box<Conflict>,
        /// What there is to choose from, in words; nothing where the thing is
        /// gone.
        sides: Vec<(Settle, String)>,
    },
    /// What is asked on a walk.
    Walk(Ask),
    /// A checklist that touchpoints get.
    Checklist {
        /// Which touchpoints.
        of: Vec<Spot>,
        /// What the lists are called.
        names: Vec<String>,
    },
    /// How serious a rule is, or that it is off.
    Rule(Rule),
    /// The emotion of the cards that are shown.
    OnlyEmotion,
    /// A kind of note of the cards that are shown.
    OnlyNote,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// What is typed into a field; nothing takes it away.
    Typed(String),
    /// An action is so far.
    ActionState(ActionState),
    /// It was measured by the metric of that name; empty: by none.
    Metric(String),
    /// Add a note of this kind.
    NewNote(NoteKind),
    /// An answer on a walk.
    Walked(Answer),
    /// The checklist of that number, from 0.
    Checklist(usize),
    /// What the map says about a rule.
    Rule(Ruled),
    /// Which side of a conflict is to stand.
    Settle(Settle),
    /// An impact; none takes it away.
    Impact(Option<Scale>),
    /// A target; none takes it away.
    Target(Option<Emotion>),
    /// How a handover feels; none takes that away.
    Handover(Option<Emotion>),
    /// A phase; none takes it away.
    Phase(Option<Phase>),
    /// Show cards with this emotion, or not rated; none: with any.
    OnlyEmotion(Option<Option<Emotion>>),
    /// Show cards with such a note; none: with or without.
    OnlyNote(Option<NoteKind>),
}

impl Choice {
    /// What is asked.
    pub fn question(&self) -> String {
        match self {
            Self::Word { way, .. } | Self::Felt { way, .. } | Self::Scale { way, .. } => {
                match way.last() {
                    Some(Part::Field(name)) => words::field_label(name),
                    _ => String::new(),
                }
            }
            Self::Conflict { conflict, .. } => words::field_of(conflict),
            Self::ActionState { now, .. } => words::after_state(*now),
            Self::MeasuredBy { .. } => words::MEASURED_BY.into(),
            Self::NewNote(_) => "add".into(),
            Self::Walk(ask) => ask.question(),
            Self::Checklist { .. } => words::ADD_CHECKLIST.into(),
            Self::Rule(rule) => rule.code().into(),
            Self::Impact(_) => "impact".into(),
            Self::Target(_) => "target".into(),
            Self::Handover(_) => words::HANDOVER.into(),
            Self::Phase(_) => "phase".into(),
            Self::OnlyEmotion => "only emotion".into(),
            Self::OnlyNote => "only with".into(),
        }
    }

    /// The values, each with the key that chooses it and what to call it.
    pub fn options(&self, look: Look) -> Vec<(Key, String, Value)> {
        let key = |n: usize| {
            Key::letter(char::from_digit(u32::try_from(n).unwrap_or(0), 10).unwrap_or('0'))
        };
        let none: Key = Key::from(ratatui::crossterm::event::KeyEvent::from(KeyCode::Backspace));
        let mut options: Vec<(Key, String, Value)> = match self {
            Self::Impact(_) => ["very low", "low", "middle", "high", "very high"]
                .iter()
                .zip(1_u8..)
                .map(|(name, n)| {
                    (key(n.into()), (*name).to_owned(), Value::Impact(Scale::new(n.into()).ok()))
                })
                .collect(),
            Self::Target(_) => Emotion::ALL
                .iter()
                .enumerate()
                .map(|(n, emotion)| {
                    let name = format!("{} {}", look.mark(Some(*emotion)), words::signed(*emotion));
                    (key(n + 1), name, Value::Target(Some(*emotion)))
                })
                .collect(),
            Self::Handover(_) => Emotion::ALL
                .iter()
                .enumerate()
                .map(|(n, emotion)| {
                    let name = format!("{} {}", look.mark(Some(*emotion)), words::signed(*emotion));
                    (key(n + 1), name, Value::Handover(Some(*emotion)))
                })
                .collect(),
            Self::Word { words, .. } => words
                .iter()
                .enumerate()
                .map(|(n, word)| {
                    (key((n + 1) % 10), words::spoken_word(word), Value::Typed((*word).into()))
                })
                .collect(),
            Self::Conflict { sides, .. } if sides.is_empty() => {
                vec![(key(1), words::DISMISS.into(), Value::Settle(Settle::KeepOurs))]
            }
            Self::Conflict { sides, .. } => (1..)
                .zip(sides)
                .map(|(n, (settle, side))| {
                    let name = words::settle_by(*settle, side, sides.len());
                    (key(n), name, Value::Settle(*settle))
                })
                .collect(),
            Self::Felt { .. } => Emotion::ALL
                .iter()
                .enumerate()
                .map(|(n, emotion)| {
                    let name = format!("{} {}", look.mark(Some(*emotion)), words::signed(*emotion));
                    (key(n + 1), name, Value::Typed(emotion.get().to_string()))
                })
                .collect(),
            Self::Phase(_) => Phase::ALL
                .iter()
                .enumerate()
                .map(|(n, phase)| {
                    (key(n + 1), words::phase(*phase).to_owned(), Value::Phase(Some(*phase)))
                })
                .collect(),
            Self::OnlyEmotion => Emotion::ALL
                .iter()
                .enumerate()
                .map(|(n, emotion)| {
                    let name = format!("{} {}", look.mark(Some(*emotion)), words::signed(*emotion));
                    (key(n + 1), name, Value::OnlyEmotion(Some(Some(*emotion))))
                })
                .chain([(Key::letter('a'), "any".to_owned(), Value::OnlyEmotion(None))])
                .collect(),
            Self::OnlyNote => kinds(|kind| Value::OnlyNote(Some(kind))),
            Self::Scale { .. } => (1..=5)
                .filter_map(|n| Some((n, Scale::new(n).ok()?)))
                .zip(1..)
                .map(|((n, scale), at)| {
                    (key(at), words::scale(scale).to_owned(), Value::Typed(n.to_string()))
                })
                .collect(),
            // each state has its key, whichever may follow
            Self::ActionState { now, .. } => ActionState::ALL
                .iter()
                .enumerate()
                .filter(|(_, state)| now.followers().contains(state))
                .map(|(n, state)| {
                    let name = words::action_state(*state).to_owned();
                    (key(n + 1), name, Value::ActionState(*state))
                })
                .collect(),
            Self::MeasuredBy { names, .. } => names
                .iter()
                .zip(('1'..='9').chain('a'..='z'))
                .map(|(name, key)| (key, name.clone(), name.clone()))
                .chain([('0', words::WITHOUT_A_METRIC.to_owned(), String::new())])
                .map(|(key, shown, name)| (Key::letter(key), shown, Value::Metric(name)))
                .collect(),
            Self::Rule(_) => [Level::Error, Level::Warning, Level::Info]
                .into_iter()
                .map(|level| (words::level(level), Ruled::At(level)))
                .chain([(words::RULE_OFF, Ruled::Off)])
                .zip(1..)
                .map(|((name, to), at)| (key(at), name.to_owned(), Value::Rule(to)))
                .collect(),
            Self::NewNote(_) => kinds(Value::NewNote),
            Self::Walk(ask) => ask
                .answers(look)
                .into_iter()
                .map(|(key, name, answer)| (key, name, Value::Walked(answer)))
                .collect(),
            Self::Checklist { names, .. } => names
                .iter()
                .zip(('1'..='9').chain('a'..='z'))
                .enumerate()
                .map(|(n, (name, key))| (Key::letter(key), name.clone(), Value::Checklist(n)))
                .collect(),
        };
        let nothing = match self {
            // one of these, or none by Esc
            Self::Conflict { .. }
            | Self::NewNote(_)
            | Self::ActionState { .. }
            | Self::MeasuredBy { .. }
            | Self::Walk(_)
            | Self::Checklist { .. } => return options,
            Self::Word { .. } | Self::Felt { .. } | Self::Scale { .. } => {
                Value::Typed(String::new())
            }
            Self::Rule(_) => Value::Rule(Ruled::Usual),
            Self::OnlyEmotion => Value::OnlyEmotion(Some(None)),
            Self::OnlyNote => Value::OnlyNote(None),
            Self::Impact(_) => Value::Impact(None),
            Self::Target(_) => Value::Target(None),
            Self::Handover(_) => Value::Handover(None),
            Self::Phase(_) => Value::Phase(None),
        };
        let name = match self {
            Self::Rule(rule) => words::rule_as_usual(*rule),
            Self::OnlyEmotion => "not rated".into(),
            Self::OnlyNote => "any".into(),
            _ => "none".into(),
        };
        options.push((none, name, nothing));
        options
    }
}

/// The kinds of notes, with the letters that add them.
fn kinds(value: impl Fn(NoteKind) -> Value) -> Vec<(Key, String, Value)> {
    NoteKind::ALL
        .iter()
        .zip("pdogqi".chars())
        .map(|(kind, letter)| {
            (Key::letter(letter), words::note_kind(*kind).to_owned(), value(*kind))
        })
        .collect()
}
