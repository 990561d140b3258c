//! What several people say that a touchpoint feels like.

use crate::model::{Emotion, Voice};

/// From this distance on people do not mean the same thing.
const APART: i8 = 3;

/// How far voices lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The lowest emotion that somebody says.
    pub lowest: Emotion,
    /// The highest.
    pub highest: Emotion,
    /// How many say one.
    pub count: usize,
}

impl Spread {
    /// The spread of those that say an emotion; none where nobody does.
    pub fn of(voices: &[Voice]) -> Option<Self> {
        let said = || voices.iter().filter_map(|voice| voice.emotion);
        Some(Self { lowest: said().min()?, highest: said().max()?, count: said().count() })
    }

    /// Whether they mean about the same: no more than two steps apart.
    pub fn agrees(self) -> bool {
        self.highest.get() - self.lowest.get() < APART
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(emotions: &[Option<i64>]) -> Option<Spread> {
        let voices: Vec<Voice> = emotions
            .iter()
            .map(|emotion| Voice {
                by: "".into(),
                department: "".into(),
                emotion: emotion.map(|value| Emotion::new(value).unwrap()),
                text: "".into(),
                comments: None,
            })
            .collect();
        Spread::of(&voices)
    }

    #[test]
    fn voices_without_an_emotion_do_not_count() {
        assert_eq!(spread(&[]), None);
        assert_eq!(spread(&[None, None]), None);
        let spread = spread(&[None, Some(-1), Some(1)]).unwrap();
        assert_eq!((spread.lowest.get(), spread.highest.get(), spread.count), (-1, 1, 2));
    }

    #[test]
    fn three_steps_apart_is_no_agreement() {
        for (a, b, agrees) in [(0, 0, true), (-1, 1, true), (-2, 1, false), (-2, 2, false)] {
            assert_eq!(spread(&[Some(a), Some(b)]).unwrap().agrees(), agrees, "{a} {b}");
        }
    }
}
