//! Which words a map uses already, for completing what is typed.
//!
//! A visitor over the schema: fields of one name hold words of one sort,
//! wherever they stand, and a new field needs no code of its own.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::record::{FieldDef, Leaf, Literal, Record, Value, Visit};
use crate::model::{Breaks, JourneyMap, Text};
use crate::text::sort_key;

/// A sort of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort<'a> {
    /// Somebody.
    Person,
    /// Those who answer for something: a part of the company, or somebody.
    Team,
    /// The name of what is measured.
    Metric,
    /// A step of the company.
    Step,
    /// What fields of that name hold.
    Field(&'a str),
}

/// The sort of words in `field`, which stands in the field `parent` of
/// another record (empty: it does not). None where every text is one of its
/// own, or is the name of a thing that nobody reads.
fn sort<'a>(parent: &str, field: &'a str) -> Option<Sort<'a>> {
    Some(match (parent, field) {
        ("team", "name") | (_, "by") => Sort::Person,
        (_, "owner" | "department") => Sort::Team,
        ("metrics", "name") | (_, "metric") => Sort::Metric,
        ("behind", "text") => Sort::Step,
        // these name columns of a table of tickets
        ("columns", _) => return None,
        (_, "id" | "title" | "name" | "with" | "answers" | "touchpoint" | "twin") => return None,
        _ if Breaks::of_field(field) != Breaks::None => return None,
        _ => Sort::Field(field),
    })
}

/// The sort that may stand in for another, less often.
fn kin(sort: Sort<'_>) -> Option<Sort<'_>> {
    match sort {
        Sort::Person => Some(Sort::Team),
        Sort::Team => Some(Sort::Person),
        _ => None,
    }
}

/// The words that `map` uses in fields like `field`, which stands in the
/// field `parent` of another record (empty: it does not), most used first, of
/// equals the first by name; behind them those of a sort that may stand in for them.
pub fn used(map: &JourneyMap, parent: &str, field: &str) -> Vec<String> {
    let Some(own) = sort(parent, field) else { return Vec::new() };
    let mut found = most_used(map, own);
    if let Some(kin) = kin(own) {
        let more = most_used(map, kin);
        found.extend(more.into_iter().filter(|word| !found.contains(word)).collect::<Vec<_>>());
    }
    found
}

fn most_used(map: &JourneyMap, wanted: Sort<'_>) -> Vec<String> {
    let mut reader = Reader { wanted, parent: "", field: "", counts: HashMap::new() };
    map.fields(&mut reader);
    let mut found: Vec<(String, usize)> = reader.counts.into_iter().collect();
    found.sort_by_cached_key(|(word, count)| (Reverse(*count), sort_key(word)));
    found.into_iter().map(|(word, _)| word).collect()
}

/// Walks through a map and counts.
struct Reader<'w> {
    wanted: Sort<'w>,
    /// The field in which the record stands that is being visited.
    parent: &'static str,
    field: &'static str,
    counts: HashMap<String, usize>,
}

impl Reader<'_> {
    fn word(&mut self, literal: Literal<'_>) {
        let Literal::Text(text) = literal else { return };
        if text.is_empty() || sort(self.parent, self.field) != Some(self.wanted) {
            return;
        }
        match self.counts.get_mut(text) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(text.to_owned(), 1);
            }
        }
    }
}

impl Visit for Reader<'_> {
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T) {
        if !value.is_unset() {
            self.field = field.name;
            value.visit(self);
        }
    }

    fn literal(&mut self, literal: Literal<'_>) {
        self.word(literal);
    }

    fn words<T: Leaf>(&mut self, words: &[T]) {
        for word in words {
            self.word(word.literal());
        }
    }

    fn lines(&mut self, _: &[Text]) {}

    fn named<T: Leaf>(&mut self, _: &[(Text, T)]) {}

    fn record<R: Record>(&mut self, record: &R) {
        let before = (self.parent, self.field);
        self.parent = self.field;
        record.fields(self);
        (self.parent, self.field) = before;
    }

    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]) {
        for record in records {
            self.record(record.borrow());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    #[test]
    fn people_are_those_who_say_something_then_those_who_own() {
        let found = used(&example(), "voices", "by");
        let place = |word: &str| found.iter().position(|found| found == word);
        assert!(place("Ivo") < place("Payments"), "{found:?}");
        assert!(place("Ivo").is_some(), "{found:?}");
        let owners = used(&example(), "", "owner");
        assert_eq!(owners[0], "Payments", "{owners:?}");
        assert!(owners.iter().any(|word| word == "Ivo"), "{owners:?}");
    }

    #[test]
    fn a_metric_is_completed_from_what_is_measured() {
        let found = used(&example(), "actions", "metric");
        assert!(found.iter().any(|word| word == "CSAT"), "{found:?}");
        assert_eq!(found, used(&example(), "metrics", "name"));
    }

    #[test]
    fn what_is_said_once_is_not_offered() {
        for (parent, field) in
            [("", "title"), ("notes", "text"), ("", "doing"), ("columns", "channel")]
        {
            assert_eq!(used(&example(), parent, field), Vec::<String>::new(), "{field}");
        }
    }

    #[test]
    fn most_used_comes_first_and_of_equals_the_first_by_name() {
        let mut map = example();
        for tags in [["b", "c"], ["c", "a"]] {
            map.tags.extend(tags.map(Text::from));
        }
        let found = used(&map, "", "tags");
        assert_eq!(found[0], "c", "{found:?}");
        map.tags = ["发货", "зима", "Zoll 10", "äpfel", "Zoll 9", "apfel"].map(Text::from).into();
        let found = used(&map, "", "tags");
        let own: Vec<&str> = found
            .iter()
            .map(String::as_str)
            .filter(|it| map.tags.iter().any(|tag| **tag == **it))
            .collect();
        assert_eq!(own, ["apfel", "äpfel", "Zoll 9", "Zoll 10", "зима", "发货"]);
    }
}
