//! The comments of three records become those of one.

use std::collections::BTreeMap;

use super::combine::elements;
use super::literal;
use crate::model::record::Record;
use crate::model::{Comments, JourneyMap, Place, Text};

/// The comments of one record, brought together place by place.
pub(super) fn merged(
    base: Option<&Comments>,
    ours: Option<&Comments>,
    theirs: Option<&Comments>,
) -> Option<Box<Comments>> {
    let decided = if ours == theirs || base == theirs {
        Some(ours)
    } else if base == ours {
        Some(theirs)
    } else {
        None
    };
    if let Some(decided) = decided {
        return decided.cloned().map(Box::new);
    }
    let mut places: BTreeMap<&Place, [&[Text]; 3]> = BTreeMap::new();
    for (side, comments) in [base, ours, theirs].into_iter().enumerate() {
        for (place, lines) in comments.map_or(&[][..], Comments::entries) {
            places.entry(place).or_default()[side] = lines;
        }
    }
    let merged: Comments = places
        .into_iter()
        .map(|(place, [base, ours, theirs])| {
            let lines = elements(base, ours, theirs, literal::key, |_, _, ours, _| ours.clone());
            (place.clone(), lines)
        })
        .collect();
    (!merged.is_empty()).then(|| Box::new(merged))
}

/// Moves comments for which a merged record has no room: where both sides put
/// one at the same end of a line, and where one side took out the text at which
/// the other put one. Each goes to a line of its own, as near as there is one,
/// so that the file says of the map what the map says itself.
pub(super) fn make_room<R: Record>(record: &mut R) {
    let at_a_text = |place: &Place| matches!(place, Place::AboveLine(..) | Place::BehindLine(..));
    let entries = record.comments().map_or(&[][..], Comments::entries);
    if !entries.iter().any(|(place, lines)| lines.len() > 1 || at_a_text(place)) {
        return;
    }
    let crowded = record.comments_mut().and_then(Option::take).unwrap_or_default();
    let mut roomy = Comments::default();
    for (place, mut lines) in crowded.entries().iter().cloned() {
        let (place, crowd) = settled(record, place);
        if let Some((stays, elsewhere)) = crowd {
            let stays = match stays {
                Stays::First => lines.remove(0),
                Stays::Last => lines.remove(lines.len() - 1),
            };
            lines.iter().for_each(|line| roomy.add(elsewhere.clone(), line));
            lines = vec![stays];
        }
        lines.iter().for_each(|line| roomy.add(place.clone(), line));
    }
    if let Some(comments) = record.comments_mut() {
        *comments = Some(Box::new(roomy));
    }
}

/// Which of several comments keeps the place.
enum Stays {
    First,
    Last,
}

/// Where a place is in this record, and, if that is the end of a line, which
/// comment may stay there and where the others go.
fn settled<R: Record>(record: &mut R, place: Place) -> (Place, Option<(Stays, Place)>) {
    match place {
        Place::AboveLine(field, line) | Place::BehindLine(field, line)
            if !has_line(record, &field, &line) =>
        {
            (Place::Last(field), None)
        }
        Place::Open => {
            let first = Place::Before(R::FIELDS[0].name.into());
            (place, Some((Stays::First, first)))
        }
        Place::In(ref field) => {
            let before = Place::Before(field.clone());
            (place, Some((Stays::First, before)))
        }
        // after the map there is room for any number of lines
        Place::Behind if R::NAME == JourneyMap::NAME => (place, None),
        _ => {
            let above = place.above().map(|above| (Stays::Last, above));
            (place, above)
        }
    }
}

/// Whether the field is a list of texts that holds this one.
fn has_line<R: Record>(record: &mut R, field: &str, line: &Text) -> bool {
    let Some(texts) = record.child(field) else { return false };
    (0..).map_while(|index| texts.line(index)).any(|text| text == line)
}
