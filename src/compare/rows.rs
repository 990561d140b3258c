//! The same rows in several lists.

use std::borrow::Cow;
use std::collections::HashMap;

/// Rows that have no id, told apart by their key; where several of a list
/// have the same key, by which of those they are. Each row is a number here.
pub(super) struct Rows<const N: usize> {
    /// The numbers of each list's rows, in its order.
    pub(super) lists: [Vec<usize>; N],
    /// By number: the name of the row in a path, such as `2026-09`.
    pub(super) labels: Vec<String>,
    /// By number: the index of the row in each list.
    pub(super) places: Vec<[Option<usize>; N]>,
}

impl<const N: usize> Rows<N> {
    /// Numbers the rows of all lists.
    pub(super) fn of<'e, E>(lists: [&'e [E]; N], key: impl Fn(&'e E) -> Cow<'e, str>) -> Self {
        let mut numbers: HashMap<(Cow<'_, str>, usize), usize> = HashMap::new();
        let mut rows = Self {
            lists: std::array::from_fn(|_| Vec::new()),
            labels: Vec::new(),
            places: Vec::new(),
        };
        for (list, elements) in lists.into_iter().enumerate() {
            let mut equal: HashMap<Cow<'_, str>, usize> = HashMap::new();
            for (index, element) in elements.iter().enumerate() {
                let key = key(element);
                let nth = equal.entry(key.clone()).or_default();
                *nth += 1;
                let number = *numbers.entry((key, *nth)).or_insert_with_key(|(key, nth)| {
                    rows.labels.push(label(key, *nth));
                    rows.places.push([None; N]);
                    rows.labels.len() - 1
                });
                rows.lists[list].push(number);
                rows.places[number][list] = Some(index);
            }
        }
        rows
    }
}

/// The parts of a key are separated by a zero character; the second row of
/// the same key is `Maya#2`.
pub(crate) fn label(key: &str, nth: usize) -> String {
    let name = key.replace('\u{0}', " ");
    let name = name.trim();
    if nth == 1 { name.into() } else { format!("{name}#{nth}") }
}
