//! Text that is being typed, and what it will become.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::closing::Closing;
use super::field::Field;
use super::look::Role;
use crate::edit::{Edit, Part, Way};
use crate::model::{Address, Breaks, Day, Emotion, Holder, Id, NoteKind, Spot};
use crate::text::{find_folded, fold};

/// What typed text will become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// A new touchpoint.
    NewTouchpoint {
        /// In this stage,
        stage: Id,
        /// as this card.
        index: usize,
    },
    /// A new stage.
    NewStage {
        /// As this column.
        index: usize,
    },
    /// The title of a touchpoint.
    Title(Spot),
    /// The name of a stage.
    StageName(Id),
    /// The title of the map.
    MapTitle,
    /// Why a review is recorded now.
    Review,
    /// The file that a copy is saved in.
    CopyName,
    /// The title of a map in the list of maps.
    RenameMap(PathBuf),
    /// Who makes the journey in a copy of a map.
    CopyMap(PathBuf),
    /// What a copy is called that shows the map as it should be.
    MapToBe(PathBuf),
    /// The tags of a map in the list of maps.
    MapTags(PathBuf),
    /// A field on an open page.
    Field {
        /// Of this thing.
        at: Address,
        /// Where in it.
        way: Way,
    },
    /// A new note.
    NewNote {
        /// At this stage, or at these touchpoints.
        on: Vec<Holder>,
        /// Of this kind.
        kind: NoteKind,
    },
    /// A new action.
    NewAction {
        /// At this stage, or at these touchpoints.
        on: Vec<Holder>,
        /// The note that it was begun from, and answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Id>,
    },
    /// What came of an action that is done with this.
    Measured(Closing),
    /// What happens on the way to the next card or stage.
    Handover {
        /// From this stage, or from these touchpoints.
        of: Vec<Holder>,
    },
    /// A new entry in the parking lot.
    NewParked {
        /// As this entry.
        index: usize,
    },
    /// Who walks the journey as the customer.
    Walker,
    /// What happened on a walk.
    Walked {
        /// At this touchpoint,
        at: Spot,
        /// on this day,
        on: Day,
        /// by this person: it is the record of the two
        by: String,
        /// that is the nth, from 0.
        nth: usize,
    },
    /// A field of some touchpoints.
    Change {
        /// Which.
        what: Attribute,
        /// Of which.
        of: Vec<Spot>,
    },
}

impl Slot {
    /// The thing that it belongs to; none for the map.
    pub fn address(&self) -> Option<Address> {
        let held = |on: &[Holder]| match on.first()? {
            Holder::Stage(id) => Some(Address::Stage(id.clone())),
            Holder::Touchpoint(spot) => Some(Address::Touchpoint(spot.clone())),
        };
        match self {
            Self::NewTouchpoint { stage, .. } | Self::StageName(stage) => {
                Some(Address::Stage(stage.clone()))
            }
            Self::Title(spot) | Self::Walked { at: spot, .. } => {
                Some(Address::Touchpoint(spot.clone()))
            }
            Self::NewNote { on, .. } | Self::NewAction { on, .. } | Self::Handover { of: on } => {
                held(on)
            }
            Self::Change { of, .. } => of.first().cloned().map(Address::Touchpoint),
            Self::Field { at, .. } => Some(at.clone()),
            Self::Measured(it) => Some(Address::Action(it.on.clone(), it.id.clone())),
            Self::NewStage { .. }
            | Self::MapTitle
            | Self::CopyName
            | Self::Review
            | Self::NewParked { .. }
            | Self::Walker
            | Self::RenameMap(_)
            | Self::CopyMap(_)
            | Self::MapToBe(_)
            | Self::MapTags(_) => None,
        }
    }
}

impl Slot {
    /// What the text is, in a word of the file.
    pub fn name(&self) -> &str {
        match self {
            Self::NewTouchpoint { .. } | Self::Title(_) | Self::MapTitle => "title",
            Self::NewStage { .. } | Self::StageName(_) => "stage",
            Self::CopyName => "file",
            Self::Review => "reason",
            Self::Field { way, .. } => way
                .iter()
                .rev()
                .find_map(|part| match part {
                    Part::Field(name) => Some(name.as_str()),
                    Part::Row(_) => None,
                })
                .unwrap_or("text"),
            Self::NewNote { .. } => "note",
            Self::NewAction { .. } => "action",
            Self::NewParked { .. } => "parked",
            Self::Handover { .. } => "handover",
            Self::Measured(it) => it.asks.field(),
            Self::RenameMap(_) | Self::MapToBe(_) => "title",
            Self::CopyMap(_) => "persona",
            Self::MapTags(_) => "tags",
            Self::Walker => "by",
            Self::Walked { .. } => "walked",
            Self::Change { what, .. } => what.name(),
        }
    }
}

/// A field of a touchpoint that is changed by typing a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attribute {
    /// The experience goal.
    Goal,
    /// Who answers for it.
    Owner,
    /// Where it happens.
    Channel,
    /// The feeling in a word.
    Feeling,
    /// How long the customer waits.
    Wait,
    /// A step that stands behind it.
    Behind,
    /// Its tags, with commas between.
    Tags,
}

/// A part of a handover that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passing {
    /// What happens.
    Text(String),
    /// How it feels; none takes that away.
    Felt(Option<Emotion>),
}

impl Slot {
    /// Whether a line becomes a new thing, and the field stays open for the
    /// next one.
    pub fn adds(&self) -> bool {
        matches!(
            self,
            Self::NewTouchpoint { .. }
                | Self::NewStage { .. }
                | Self::NewNote { .. }
                | Self::NewAction { .. }
                | Self::NewParked { .. }
                | Self::Change { what: Attribute::Behind, .. }
        )
    }

    /// Whether the text may have line breaks.
    pub fn breaks(&self) -> Breaks {
        match self {
            Self::NewNote { .. } | Self::NewParked { .. } => Breaks::Within,
            Self::Field { .. } => Breaks::of_field(self.name()),
            _ => Breaks::None,
        }
    }
}

impl Attribute {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Owner => "owner",
            Self::Channel => "channel",
            Self::Feeling => "feeling",
            Self::Wait => "wait",
            Self::Behind => "behind",
            Self::Tags => "tags",
        }
    }
}

/// Text that is being typed, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// What it will become.
    pub slot: Slot,
    /// The text so far.
    pub text: String,
    /// What turns the map into the one on which the text was begun, where
    /// others have changed it since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub begun: Vec<Edit>,
    /// The file in which an editor outside has it: what that saved comes back,
    /// whatever becomes of this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<PathBuf>,
}

/// A text field on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    /// What the text will become.
    pub slot: Slot,
    /// The text and the cursor in it.
    pub field: Field,
    /// What was in the slot before.
    pub original: String,
    /// What the map uses already, most used first.
    pub used: Vec<String>,
    /// Several values are typed, with commas between them.
    pub is_list: bool,
    /// Other things of the map are named, by their words.
    pub is_links: bool,
    /// Why the text was not taken.
    pub problem: Option<String>,
    /// The line is empty and Enter was pressed: once more, and typing ends.
    pub ends: bool,
}

impl Writing {
    /// A field with `text` in it and the cursor at its end.
    pub fn new(slot: Slot, text: &str) -> Self {
        let has_lines = slot.breaks() != Breaks::None;
        Self {
            slot,
            field: if has_lines { Field::with_lines(text) } else { Field::new(text) },
            original: text.into(),
            used: Vec::new(),
            is_list: false,
            is_links: false,
            problem: None,
            ends: false,
        }
    }

    /// How the text looks: what was refused is seen to be.
    pub fn role(&self) -> Role {
        if self.problem.is_some() { Role::Error } else { Role::Typing }
    }

    /// Whether Enter begins a new line instead of keeping the text: where
    /// lines are what is entered, and in a field that has several already. A
    /// note that is written down quickly is kept all the same.
    pub fn enter_breaks(&self) -> bool {
        match self.slot.breaks() {
            Breaks::None => false,
            Breaks::Within => {
                matches!(self.slot, Slot::Field { .. }) && self.field.text().contains('\n')
            }
            Breaks::Between => true,
        }
    }

    /// As the journal keeps it where nobody else has changed the map since.
    pub fn typed(&self) -> Typed {
        let text = self.field.text().to_owned();
        Typed { slot: self.slot.clone(), text, begun: Vec::new(), outside: None }
    }

    /// What was used before and fits the text typed so far: what begins with
    /// it first, then what holds it.
    pub fn suggestions(&self) -> Vec<&str> {
        let (before, part) = self.parts();
        let typed = fold(part.trim());
        let fits = |text: &&String| find_folded(text, &typed).is_some();
        let begins =
            |text: &String| find_folded(text, &typed).is_some_and(|range| range.start == 0);
        let all = typed.is_empty() || (self.field.text() == self.original && !self.is_list);
        let mut found: Vec<&String> = self.used.iter().filter(|text| all || fits(text)).collect();
        if !all {
            found.sort_by_key(|text| !begins(text));
        }
        // what is there already needs no offer
        let there: Vec<&str> = before.split(self.separators()).map(str::trim).collect();
        found.retain(|text| **text != part.trim() && !there.contains(&text.as_str()));
        found.into_iter().map(String::as_str).collect()
    }

    /// Puts the first suggestion into the field; again, the next. Says
    /// whether there was one.
    pub fn complete(&mut self) -> bool {
        let part = self.parts().1.trim();
        let at = self.used.iter().position(|used| used == part);
        let next = match at {
            Some(at) => self.used.get((at + 1) % self.used.len()).cloned(),
            None => self.suggestions().first().map(|text| (*text).to_owned()),
        };
        next.is_some_and(|next| {
            self.put(&next);
            true
        })
    }

    /// Puts the first suggestion into the field where what was typed is the
    /// beginning of it. Says whether it did.
    pub fn complete_beginning(&mut self) -> bool {
        let typed = fold(self.parts().1.trim());
        let begins = |text: &&str| find_folded(text, &typed).is_some_and(|range| range.start == 0);
        let is_beginning = !typed.is_empty() && self.suggestions().first().is_some_and(begins);
        is_beginning && self.take_offer()
    }

    /// Puts the first suggestion into the field where the cursor is behind
    /// all that was typed. Says whether it did.
    pub fn take_offer(&mut self) -> bool {
        let text = self.field.text();
        let is_at_end = self.field.cursor() == text.len() && self.field.selection().is_none();
        // what stands there untouched, or is one of those used, is meant so
        let is_meant = !text.is_empty() && text == self.original;
        let is_used = self.used.iter().any(|used| used == self.parts().1.trim());
        if !is_at_end || is_meant || is_used {
            return false;
        }
        let Some(offer) = self.suggestions().first().map(|text| (*text).to_owned()) else {
            return false;
        };
        self.put(&offer);
        true
    }

    /// What stands before the part that is typed, and that part: in a list
    /// what comes behind the last comma.
    fn parts(&self) -> (&str, &str) {
        let text = self.field.text();
        let at = if self.is_list { text.rfind(self.separators()) } else { None };
        let end = at.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        text.split_at(end)
    }

    /// What stands between the parts of a list: where those are sentences, no
    /// comma.
    fn separators(&self) -> &'static [char] {
        if self.is_links { &SEPARATORS[2..] } else { &SEPARATORS }
    }

    fn put(&mut self, value: &str) {
        let before = self.parts().0;
        let blank = if before.is_empty() { "" } else { " " };
        self.field = Field::new(format!("{before}{blank}{value}"));
    }
}

/// What stands between the parts of a list.
const SEPARATORS: [char; 4] = [',', '，', ';', '；'];
