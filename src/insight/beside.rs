//! Two maps beside each other: which stages and touchpoints are the same.

use std::collections::{HashMap, HashSet};

use super::Summary;
use crate::model::{Id, JourneyMap, Stage, Touchpoint};
use crate::text::fold;

/// A stage in both maps, or in one of them.
#[derive(Debug, Clone)]
pub struct StagePair<'a> {
    /// In the first map.
    pub one: Option<&'a Stage>,
    /// In the other.
    pub other: Option<&'a Stage>,
    /// Its touchpoints, in the order of the first map; those that only the
    /// other has follow the one that they follow there.
    pub cards: Vec<CardPair<'a>>,
}

/// A touchpoint in both maps, or in one of them; and the stage it stands in.
#[derive(Debug, Clone, Copy)]
pub struct CardPair<'a> {
    /// In the first map.
    pub one: Option<(&'a Stage, &'a Touchpoint)>,
    /// In the other, where it may stand in another stage.
    pub other: Option<(&'a Stage, &'a Touchpoint)>,
}

impl StagePair<'_> {
    /// The figures on both sides.
    pub fn summaries(&self) -> [Option<Summary>; 2] {
        [self.one.map(Summary::of), self.other.map(Summary::of)]
    }

    /// The mean in the other less the mean in the first; none where one of
    /// them is not rated.
    pub fn difference(&self) -> Option<f64> {
        let [one, other] = self.summaries().map(|it| it.and_then(|it| it.mean()));
        Some(other? - one?)
    }
}

impl CardPair<'_> {
    /// The emotion in the other less that in the first, -4 to +4; none where
    /// one of them is not rated or not there.
    pub fn difference(&self) -> Option<i8> {
        let (one, other) = (self.one?.1.emotion?, self.other?.1.emotion?);
        Some(other.get() - one.get())
    }

    /// Whether both maps have it, with another emotion, or one of them with
    /// none.
    pub fn differs(&self) -> bool {
        matches!((self.one, self.other), (Some(a), Some(b)) if a.1.emotion != b.1.emotion)
    }

    /// Whether only one of the maps has it.
    pub fn is_single(&self) -> bool {
        self.one.is_none() || self.other.is_none()
    }
}

/// Two maps beside each other. Stages are the same by their id, else by their
/// name; touchpoints by their id wherever they stand, else by their title in
/// the same stage. Case and accents do not count.
pub fn beside<'a>(one: &'a JourneyMap, other: &'a JourneyMap) -> Vec<StagePair<'a>> {
    let columns = partners(
        one.stages.iter().map(|stage| (&stage.id, &*stage.name)),
        other.stages.iter().map(|stage| (&stage.id, &*stage.name)),
    );
    let pairs = woven(&columns, &(0..other.stages.len()).collect::<Vec<_>>());
    let cards = cards(one, other, &columns);
    let pair = |(a, b): (Option<usize>, Option<usize>)| {
        let (stage, its) = (a.map(|a| &*one.stages[a]), b.map(|b| &*other.stages[b]));
        let partners = a.map_or(&[][..], |a| &cards.of[a]);
        let left = b.map(|b| (0..other.stages[b].touchpoints.len()).map(move |row| (b, row)));
        // those that stand here in the other map, and are paired elsewhere or
        // here, only say where the rest goes
        let here: HashSet<(usize, usize)> = partners.iter().flatten().copied().collect();
        let left = left.into_iter().flatten();
        let left = left.filter(|at| here.contains(at) || !cards.taken.contains(at));
        let rows = woven(partners, &left.collect::<Vec<_>>());
        let placed = |(column, row): (usize, usize)| {
            let stage = &*other.stages[column];
            (stage, &*stage.touchpoints[row])
        };
        let rows = rows.into_iter().map(|(row, at)| CardPair {
            one: row.zip(stage).map(|(row, stage)| (stage, &*stage.touchpoints[row])),
            other: at.map(placed),
        });
        StagePair { one: stage, other: its, cards: rows.collect() }
    };
    pairs.into_iter().map(pair).collect()
}

/// What of the other map each touchpoint is: stage and row.
struct Cards {
    /// By stage and row of the first map.
    of: Vec<Vec<Option<(usize, usize)>>>,
    /// All that is the same as one of the first map.
    taken: HashSet<(usize, usize)>,
}

fn cards(one: &JourneyMap, other: &JourneyMap, columns: &[Option<usize>]) -> Cards {
    let mut by_id = HashMap::new();
    for (column, stage) in other.stages.iter().enumerate() {
        for (row, card) in stage.touchpoints.iter().enumerate() {
            by_id.entry(&card.id).or_insert((column, row));
        }
    }
    let mut taken = HashSet::new();
    let mut of: Vec<Vec<Option<(usize, usize)>>> = Vec::new();
    for stage in &one.stages {
        let found = stage.touchpoints.iter().map(|card| {
            let at = by_id.get(&card.id).copied();
            at.filter(|at| taken.insert(*at))
        });
        of.push(found.collect());
    }
    for ((stage, found), column) in one.stages.iter().zip(&mut of).zip(columns) {
        let Some(column) = *column else { continue };
        let free = other.stages[column].touchpoints.iter().enumerate();
        let free = free.filter(|(row, _)| !taken.contains(&(column, *row)));
        let mut by_title = names(free.map(|(row, card)| (row, &*card.title)));
        for (card, found) in stage.touchpoints.iter().zip(found) {
            if found.is_none()
                && let Some(row) = take(&mut by_title, &card.title)
            {
                taken.insert((column, row));
                *found = Some((column, row));
            }
        }
    }
    Cards { of, taken }
}

/// For each of the first its place among the others: by id, else by name.
fn partners<'a>(
    one: impl Iterator<Item = (&'a Id, &'a str)> + Clone,
    other: impl Iterator<Item = (&'a Id, &'a str)> + Clone,
) -> Vec<Option<usize>> {
    let ids: HashMap<&Id, usize> = other.clone().enumerate().map(|(n, (id, _))| (id, n)).collect();
    let mut taken = HashSet::new();
    let mut found: Vec<Option<usize>> =
        one.clone().map(|(id, _)| ids.get(id).copied().filter(|at| taken.insert(*at))).collect();
    let free = other.enumerate().filter(|(n, _)| !taken.contains(n));
    let mut by_name = names(free.map(|(n, (_, name))| (n, name)));
    for (found, (_, name)) in found.iter_mut().zip(one) {
        *found = found.or_else(|| take(&mut by_name, name));
    }
    found
}

/// Places by folded name, the last one first; without those that have none.
fn names<'a>(of: impl Iterator<Item = (usize, &'a str)>) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in of.filter(|(_, name)| !name.trim().is_empty()) {
        by_name.entry(fold(name.trim())).or_default().push(at);
    }
    by_name.values_mut().for_each(|places| places.reverse());
    by_name
}

fn take(by_name: &mut HashMap<String, Vec<usize>>, name: &str) -> Option<usize> {
    by_name.get_mut(&fold(name.trim()))?.pop()
}

/// All of the first in their order, each with its partner; those of the others
/// that are nobody's partner follow the one that they follow there.
fn woven<T: Copy + Eq + std::hash::Hash>(
    partners: &[Option<T>],
    others: &[T],
) -> Vec<(Option<usize>, Option<T>)> {
    let place: HashMap<T, usize> =
        partners.iter().enumerate().filter_map(|(n, of)| Some(((*of)?, n))).collect();
    let mut follow: Vec<Vec<T>> = vec![Vec::new(); partners.len() + 1];
    let mut last = 0;
    for other in others {
        match place.get(other) {
            Some(at) => last = at + 1,
            None => follow[last].push(*other),
        }
    }
    let mut all = Vec::new();
    for (n, behind) in follow.into_iter().enumerate() {
        if let Some(row) = n.checked_sub(1) {
            all.push((Some(row), partners[row]));
        }
        all.extend(behind.into_iter().map(|other| (None, Some(other))));
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Emotion;

    /// Stages with their id and name, and cards with id, title, emotion.
    type Given<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str, Option<i64>)]);

    fn map(stages: &[Given<'_>]) -> JourneyMap {
        let mut map = JourneyMap::new("Map");
        for (id, name, cards) in stages {
            let mut stage = Stage::new(Id::new(id), name);
            for (id, title, emotion) in *cards {
                let mut card = Touchpoint::new(Id::new(id), title);
                card.emotion = emotion.map(|it| Emotion::new(it).unwrap());
                stage.touchpoints.push(Arc::new(card));
            }
            map.stages.push(Arc::new(stage));
        }
        map
    }

    /// `name|name: title=title …`, with what is not there left out.
    fn told(one: &JourneyMap, other: &JourneyMap) -> Vec<String> {
        let name = |stage: Option<&Stage>| stage.map_or(String::new(), |it| it.name.to_string());
        let title = |card: Option<(&Stage, &Touchpoint)>| {
            card.map_or(String::new(), |(_, it)| it.title.to_string())
        };
        let pair = |it: &StagePair<'_>| {
            let cards = it.cards.iter();
            let cards = cards.map(|it| format!("{}={}", title(it.one), title(it.other)));
            let cards = cards.collect::<Vec<_>>().join(" ");
            format!("{}|{}: {cards}", name(it.one), name(it.other))
        };
        beside(one, other).iter().map(pair).collect()
    }

    #[test]
    fn what_is_the_same_is_known_by_id_and_else_by_name() {
        let one = map(&[
            ("s1", "Buy", &[("a", "Pays", None), ("b", "Wählt", None)]),
            ("s2", "Send", &[("c", "Waits", None)]),
        ]);
        let other = map(&[
            ("x1", "BUY", &[("z", "wahlt", None), ("a", "Pays in cash", None)]),
            ("s2", "Shipping", &[("y", "Cries", None), ("c", "Waits", None)]),
        ]);
        assert_eq!(
            told(&one, &other),
            ["Buy|BUY: Pays=Pays in cash Wählt=wahlt", "Send|Shipping: =Cries Waits=Waits",]
        );
    }

    #[test]
    fn what_only_the_other_has_follows_what_it_follows_there() {
        let one = map(&[("s1", "Buy", &[("a", "A", None)]), ("s4", "Return", &[])]);
        let other = map(&[
            ("s0", "Hear", &[("h", "H", None)]),
            ("s1", "Buy", &[("a", "A", None), ("n", "N", None)]),
            ("s2", "Send", &[]),
        ]);
        assert_eq!(told(&one, &other), ["|Hear: =H", "Buy|Buy: A=A =N", "|Send: ", "Return|: "]);
    }

    #[test]
    fn a_touchpoint_in_another_stage_is_the_same_one_and_there_once() {
        let one = map(&[("s1", "Buy", &[("a", "A", Some(1))]), ("s2", "Send", &[])]);
        let other = map(&[("s1", "Buy", &[]), ("s2", "Send", &[("a", "A", Some(-2))])]);
        assert_eq!(told(&one, &other), ["Buy|Buy: A=A", "Send|Send: "]);
        let pairs = beside(&one, &other);
        let card = &pairs[0].cards[0];
        assert_eq!((card.difference(), card.differs(), card.is_single()), (Some(-3), true, false));
        assert_eq!(&*card.other.unwrap().0.name, "Send");
    }

    #[test]
    fn two_of_one_title_are_two_and_what_has_no_title_is_the_same_as_nothing() {
        let one = map(&[("s", "S", &[("a", "A", None), ("b", "A", None), ("c", "", None)])]);
        let other = map(&[("s", "S", &[("d", "A", None), ("e", "", None)])]);
        assert_eq!(told(&one, &other), ["S|S: A=A = A= ="]);
    }

    #[test]
    fn the_difference_is_the_other_less_the_first_and_none_where_one_is_not_rated() {
        let one = map(&[("s", "S", &[("a", "A", Some(-1)), ("b", "B", None)])]);
        let other = map(&[("s", "S", &[("a", "A", Some(1)), ("b", "B", Some(2))])]);
        let pairs = beside(&one, &other);
        assert_eq!(pairs[0].difference(), Some(2.5));
        let cards: Vec<_> =
            pairs[0].cards.iter().map(|it| (it.difference(), it.differs())).collect();
        assert_eq!(cards, [(Some(2), true), (None, true)]);
        assert!(beside(&one, &one).iter().all(|it| it.cards.iter().all(|it| !it.differs())));
    }
}
