//! The four marks for how a touchpoint is made.

use crate::model::{Quality, Scale};

/// One of the four marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It suits the customer.
    Appropriate,
    /// It matters to her.
    Relevant,
    /// It is easy.
    Simple,
    /// It is pleasant.
    Appealing,
}

/// The lowest mark that was given, and all that have it. None where fewer than
/// two were given, and where all given are the same: then none is the weakest.
pub fn weakest(quality: &Quality) -> Option<(Scale, Vec<Mark>)> {
    let given: Vec<(Scale, Mark)> = [
        (quality.appropriate, Mark::Appropriate),
        (quality.relevant, Mark::Relevant),
        (quality.simple, Mark::Simple),
        (quality.appealing, Mark::Appealing),
    ]
    .into_iter()
    .filter_map(|(scale, mark)| Some((scale?, mark)))
    .collect();
    let lowest = given.iter().map(|(scale, _)| *scale).min()?;
    let weakest: Vec<Mark> =
        given.iter().filter(|(scale, _)| *scale == lowest).map(|(_, mark)| *mark).collect();
    (weakest.len() < given.len()).then_some((lowest, weakest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weakest_of(marks: [Option<i64>; 4]) -> Option<(u8, Vec<Mark>)> {
        let [appropriate, relevant, simple, appealing] =
            marks.map(|mark| mark.map(|mark| Scale::new(mark).unwrap()));
        let quality = Quality { appropriate, relevant, simple, appealing, ..Quality::default() };
        weakest(&quality).map(|(scale, marks)| (scale.get(), marks))
    }

    #[test]
    fn the_weakest_is_below_another_one() {
        assert_eq!(weakest_of([Some(4), Some(4), Some(1), Some(2)]), Some((1, vec![Mark::Simple])));
        let two = Some((2, vec![Mark::Appropriate, Mark::Appealing]));
        assert_eq!(weakest_of([Some(2), None, Some(3), Some(2)]), two);
        assert_eq!(weakest_of([Some(2), None, None, Some(2)]), None);
        assert_eq!(weakest_of([None, None, Some(1), None]), None);
        assert_eq!(weakest_of([None; 4]), None);
    }
}
