//! Checklists that a touchpoint can get: ours, and the user's own.

use super::table::{Mistake, Mistakes, rows};

/// The lists that ship with the program.
const BUILT_IN: &str = include_str!("../../assets/checklists.ron");

/// A list to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// What it is called.
    pub name: String,
    /// What must be so, a sentence each.
    pub points: Vec<String>,
}

/// All that there are to choose from, in the order of their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklists {
    all: Vec<Checklist>,
}

impl Default for Checklists {
    fn default() -> Self {
        // the file ships with the program and a test reads it
        Self { all: read(BUILT_IN).0 }
    }
}

impl Checklists {
    /// What they are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|list| list.name.as_str())
    }

    /// The list of that number, from 0.
    pub fn get(&self, number: usize) -> Option<&Checklist> {
        self.all.get(number)
    }

    /// Lays the user's own over ours: one of the same name stands in the place
    /// of ours, an empty one takes it away. Gives what is wrong in `source`.
    pub fn add_own(&mut self, source: &str) -> Vec<Mistake> {
        let (own, mistakes) = read(source);
        for list in own {
            match self.all.iter_mut().find(|known| known.name == list.name) {
                Some(known) => *known = list,
                None => self.all.push(list),
            }
        }
        self.all.retain(|list| !list.points.is_empty());
        mistakes
    }
}

/// The lists in a text like `{ "payment": ["One", "Two"] }`, and what is
/// wrong with the rest of it.
fn read(source: &str) -> (Vec<Checklist>, Vec<Mistake>) {
    let mut mistakes = Mistakes::of(source);
    let mut all = Vec::new();
    let hint = "checklists are written like {\"payment\": [\"It is safe\", \"It is short\"]}";
    match rows(source) {
        Ok(rows) => {
            mistakes.add_repeated(&rows);
            for row in rows {
                match row.read::<Vec<String>>() {
                    Some(points) => all.push(Checklist { name: row.name.into(), points }),
                    None => mistakes.add(row.value, hint.to_owned()),
                }
            }
        }
        Err((at, problem)) => mistakes.add_after(source, at, format!("{problem}: {hint}")),
    }
    (all, mistakes.all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_lists_are_read_and_none_says_a_thing_twice() {
        let (all, mistakes) = read(BUILT_IN);
        assert_eq!(mistakes, []);
        assert!(all.len() >= 5);
        for list in all {
            let mut points = list.points.clone();
            points.sort();
            points.dedup();
            assert_eq!(points.len(), list.points.len(), "{}", list.name);
            assert!((4..=10).contains(&points.len()), "{}", list.name);
        }
    }

    #[test]
    fn the_list_for_paying_asks_for_all_that_makes_paying_safe() {
        let lists = Checklists::default();
        let payment = lists.all.iter().find(|list| list.name == "payment").unwrap();
        for asked in [
            "only for the data it needs",
            "reviewed before paying",
            "is safe, and who vouches",
            "usual in her country",
            "be cancelled",
            "whether the payment went through",
            "Support can be reached",
        ] {
            assert!(payment.points.iter().any(|point| point.contains(asked)), "{asked}");
        }
    }

    #[test]
    fn own_lists_are_added_put_in_the_place_of_ours_or_take_them_away() {
        let mut lists = Checklists::default();
        let count = lists.names().count();
        let own = r#"{ "payment": ["Is safe"], "support": [], "desk": ["Somebody is there"] }"#;
        assert_eq!(lists.add_own(own), []);
        assert_eq!(lists.names().count(), count);
        assert_eq!(lists.get(0).unwrap().points, ["Is safe"]);
        assert_eq!(lists.names().last(), Some("desk"));
        assert!(!lists.names().any(|name| name == "support"));
    }

    #[test]
    fn a_mistake_is_said_with_its_place_and_hides_no_other_list() {
        let mut lists = Checklists::default();
        let mistakes = lists.add_own("{\n  \"desk\": \"no list\",\n  \"door\": [\"It opens\"],\n}");
        assert_eq!(mistakes.len(), 1);
        assert_eq!((mistakes[0].line, mistakes[0].column), (2, 11));
        assert_eq!(lists.names().last(), Some("door"));
    }
}
