//! A line that asks what to look for, or what to show alone.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::field::Field;
use super::focus::Focus;
use super::form::Page;
use super::state::Scroll;
use crate::text::{find_folded, fold};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Text to go to.
    Find,
    /// The owner of the cards to show.
    Owner,
    /// Their channel.
    Channel,
    /// A tag of theirs.
    Tag,
    /// Text in them.
    Text,
    /// Text in all maps.
    Maps,
}

impl About {
    /// What to call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Owner => "owner",
            Self::Channel => "channel",
            Self::Tag => "tag",
            Self::Text => "text",
            Self::Maps => "find in all maps",
        }
    }

    /// Whether one of the values that the map uses is chosen.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::Owner | Self::Channel | Self::Tag)
    }
}

/// The line, and the way back.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// What is asked for.
    pub about: About,
    /// What is typed.
    pub field: Field,
    /// The values that the map uses, most used first.
    pub used: Vec<String>,
    /// What was typed before Tab put a value in its place, and which value.
    pub completed: Option<(String, usize)>,
    /// Why what was typed was not taken.
    pub problem: Option<String>,
    /// Where the focus was.
    pub focus: Focus,
    /// What was in view.
    pub scroll: Scroll,
    /// Which row of a table was chosen.
    pub row: Option<usize>,
    /// The pages that were closed for it.
    pub pages: Vec<Page>,
}

impl Asking {
    /// The values that fit what was typed, the best first: what begins with
    /// it, what holds it, what has its letters in that order.
    pub fn suggestions(&self) -> Vec<&str> {
        let typed = self.completed.as_ref().map_or(self.field.text(), |(typed, _)| typed);
        let folded = fold(typed.trim());
        if folded.is_empty() {
            return self.used.iter().map(String::as_str).collect();
        }
        let pattern = Pattern::parse(&folded, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut found: Vec<(u32, &str)> = self
            .used
            .iter()
            .filter_map(|value| {
                let rank = match find_folded(value, &folded) {
                    Some(range) if range.start == 0 => u32::MAX,
                    Some(_) => u32::MAX - 1,
                    None => {
                        let value = fold(value);
                        pattern.score(Utf32Str::new(&value, &mut letters), &mut matcher)?
                    }
                };
                Some((rank, value.as_str()))
            })
            .collect();
        // of equals the most used stays first
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, value)| value).collect()
    }

    /// Puts the next suggestion, or the one before, into the field.
    pub fn complete(&mut self, forward: bool) {
        let suggestions = self.suggestions();
        let count = suggestions.len();
        let at = match &self.completed {
            Some((_, at)) if forward => at + 1,
            Some((_, at)) => at + count.saturating_sub(1),
            None if forward => 0,
            None => count.saturating_sub(1),
        };
        let Some(at) = at.checked_rem(count) else { return };
        let value = suggestions[at].to_owned();
        let typed = self.completed.take().map_or_else(|| self.field.text().to_owned(), |it| it.0);
        self.field = Field::new(value);
        self.completed = Some((typed, at));
    }

    /// The value that Enter takes: what was typed where the map uses it, else
    /// the best suggestion.
    pub fn value(&self) -> Option<String> {
        let typed = self.field.text().trim();
        let folded = fold(typed);
        let same = self.used.iter().find(|value| fold(value) == folded);
        same.map(String::as_str).or(self.suggestions().first().copied()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(typed: &str) -> Asking {
        Asking {
            about: About::Owner,
            field: Field::new(typed),
            used: ["Payments", "Logistics", "Customer support", "客服", "الدعم", "Käufe"]
                .map(String::from)
                .into(),
            completed: None,
            problem: None,
            focus: Focus::default(),
            scroll: Scroll::default(),
            row: None,
            pages: Vec::new(),
        }
    }

    #[test]
    fn the_best_value_begins_with_what_was_typed() {
        for (typed, value) in
            [("l", "Logistics"), ("sup", "Customer support"), ("kau", "Käufe"), ("服", "客服")]
        {
            assert_eq!(asking(typed).value().as_deref(), Some(value), "{typed}");
        }
    }

    #[test]
    fn letters_in_order_are_enough() {
        assert_eq!(asking("pmts").value().as_deref(), Some("Payments"));
        assert_eq!(asking("دعم").value().as_deref(), Some("الدعم"));
        assert_eq!(asking("zzz").value(), None);
    }

    #[test]
    fn tab_goes_through_what_fits() {
        let mut asking = asking("s");
        let all = asking.suggestions().len();
        assert!(all >= 2);
        let mut seen = Vec::new();
        for _ in 0..=all {
            asking.complete(true);
            seen.push(asking.field.text().to_owned());
        }
        assert_eq!(seen[0], seen[all]);
        assert_ne!(seen[0], seen[1]);
        asking.complete(false);
        assert_eq!(asking.field.text(), seen[all - 1]);
    }
}
