//! The order of lists.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The elements of both lists that need not be moved to get from the order of
/// `from` to that of `to`: as many as can be.
pub(crate) fn kept<K: Copy + Eq + Hash>(from: &[K], to: &[K]) -> HashSet<K> {
    let index: HashMap<K, usize> =
        from.iter().enumerate().map(|(index, key)| (*key, index)).collect();
    let common: Vec<(K, usize)> =
        to.iter().filter_map(|key| Some((*key, *index.get(key)?))).collect();

    // A longest rising row of indices. `ends[n]` is the element with the
    // smallest index at which a row of n + 1 can end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(common.len());
    for (at, (_, index)) in common.iter().enumerate() {
        let length = ends.partition_point(|end| common[*end].1 < *index);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| common[at].0).collect()
}

/// The order of `members`, each of which stands in `ours` or in `theirs`.
///
/// Whoever changed the order of what all three lists have decides it, and
/// ours does where both did. What only the other side has stands after its
/// neighbour there, and additions of both at one place stand ours first.
pub(super) fn merged<K: Copy + Eq + Hash>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    members: &HashSet<K>,
) -> Vec<K> {
    let set = |list: &[K]| list.iter().copied().collect::<HashSet<K>>();
    let (in_base, in_ours, in_theirs) = (set(base), set(ours), set(theirs));
    let everywhere = |list: &[K]| {
        let all =
            |key: &K| in_base.contains(key) && in_ours.contains(key) && in_theirs.contains(key);
        list.iter().copied().filter(all).collect::<Vec<K>>()
    };
    let was = everywhere(base);
    let theirs_decides = everywhere(ours) == was && everywhere(theirs) != was;
    let (frame, other, in_other) =
        if theirs_decides { (theirs, ours, &in_ours) } else { (ours, theirs, &in_theirs) };

    let mut order: Vec<K> = frame.iter().copied().filter(|key| members.contains(key)).collect();
    let mut placed: HashSet<K> = set(&order);
    let mut neighbour = None;
    for key in other.iter().copied().filter(|key| members.contains(key)) {
        if placed.insert(key) {
            let mut at = neighbour
                .and_then(|neighbour| order.iter().position(|key| *key == neighbour))
                .map_or(0, |index| index + 1);
            while !theirs_decides && order.get(at).is_some_and(|next| !in_other.contains(next)) {
                at += 1;
            }
            order.insert(at, key);
        }
        neighbour = Some(key);
    }
    order
}
