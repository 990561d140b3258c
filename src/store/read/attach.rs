//! Puts the comments of a file to the records at which they stand.

use crate::model::record::{Layout, Node, Shape};
use crate::model::{JourneyMap, Place, Text};

use super::outline::{Spot, Step, Watch, outline};

/// One line of a comment, and where it was found.
#[derive(Debug)]
pub(super) struct Found<'t> {
    path: Vec<Step<'t>>,
    spot: Spot<'t>,
    line: Box<str>,
}

/// Every comment of `text`, in its order.
pub(super) fn find_comments(text: &str) -> Vec<Found<'_>> {
    // Most files have all their comments near the top, or none; slashes in
    // texts only make us look too far.
    let last = ["//", "/*"].iter().filter_map(|sign| text.rfind(sign)).max();
    let mut found = Comments(Vec::new());
    if let Some(last) = last {
        outline(text, last + 1, &mut found);
    }
    found.0
}

struct Comments<'t>(Vec<Found<'t>>);

impl<'t> Watch<'t> for Comments<'t> {
    fn comment(&mut self, path: &[Step<'t>], spot: Spot<'t>, line: &str) {
        self.0.push(Found { path: path.to_vec(), spot, line: line.into() });
    }
}

/// Adds the comments of a text to the map that was read from it.
pub(super) fn attach_comments(map: &mut JourneyMap, comments: Vec<Found<'_>>) {
    for Found { path, spot, line } in comments {
        let around = match spot {
            Spot::Top => Some(Place::Top),
            Spot::Head => Some(Place::Head),
            Spot::Foot => Some(Place::Behind),
            _ => None,
        };
        let (way, place) = match around {
            Some(place) => (Vec::new(), place),
            None => settle(map, &path, spot),
        };
        // `settle` ends at a record; the map itself is the last resort.
        let record = match descend(map, &way) {
            Some(record) => record.comments_mut(),
            None => map.comments_mut(),
        };
        if let Some(comments) = record.map(Option::get_or_insert_default) {
            match spot {
                // after the map there is room for any number of lines
                Spot::Foot => comments.add(place, &line),
                _ => comments.add_read(place, &line),
            }
        }
    }
}

fn descend<'m>(mut node: &'m mut dyn Node, way: &[Step<'_>]) -> Option<&'m mut dyn Node> {
    for step in way {
        node = match step {
            Step::Field(name) => node.child(name)?,
            Step::Item(index) => node.element(*index)?,
        };
    }
    Some(node)
}

/// The way to the record that keeps a comment, and the place there. Inside
/// what stands on one line there is no place: the comment goes above that.
fn settle<'t>(map: &mut JourneyMap, path: &[Step<'t>], spot: Spot<'t>) -> (Vec<Step<'t>>, Place) {
    let mut node: &mut dyn Node = map;
    let mut above = (0, Place::End);
    for (depth, &step) in path.iter().enumerate() {
        let next = match (node.shape(), step) {
            (Shape::Record(Layout::Block, fields), Step::Field(name)) => {
                if !fields.iter().any(|field| field.name == name) {
                    return (path[..depth].to_vec(), Place::End);
                }
                above = (depth, Place::Before(name.into()));
                node.child(name)
            }
            (Shape::Records, Step::Item(index)) => {
                above = (depth + 1, Place::Above);
                node.element(index)
            }
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => return (path[..above.0].to_vec(), above.1),
        }
    }
    let shape = node.shape();
    let list = match path.split_last() {
        Some((Step::Field(name), holder)) => Some((Text::from(*name), holder)),
        _ => None,
    };
    match (shape, list) {
        (Shape::Record(Layout::Block, fields), _) => {
            let known = |name: &str| fields.iter().any(|field| field.name == name);
            let place = match spot {
                Spot::Opening => Place::Open,
                Spot::Above(Step::Field(name)) if known(name) => Place::Before(name.into()),
                Spot::Behind(Step::Field(name)) if known(name) => Place::After(name.into()),
                _ => Place::End,
            };
            (path.to_vec(), place)
        }
        (Shape::Records | Shape::Lines, Some((field, holder))) => match spot {
            Spot::Opening => (holder.to_vec(), Place::In(field)),
            Spot::Above(Step::Item(index)) | Spot::Behind(Step::Item(index)) => {
                let above = matches!(spot, Spot::Above(_));
                if let Some(line) = node.line(index).cloned() {
                    let at = if above { Place::AboveLine } else { Place::BehindLine };
                    (holder.to_vec(), at(field, line))
                } else {
                    let element = [path, &[Step::Item(index)]].concat();
                    (element, if above { Place::Above } else { Place::Behind })
                }
            }
            _ => (holder.to_vec(), Place::Last(field)),
        },
        _ => (path[..above.0].to_vec(), above.1),
    }
}
