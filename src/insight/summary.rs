//! The figures of one stage, and of all.

use crate::model::{Emotion, Stage, Touchpoint};

/// How far a stage is mapped, and how it feels. Cheap to keep beside the
/// stage, and to add up over a map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Touchpoints in all.
    pub touchpoints: usize,
    /// Touchpoints on the best route: all but the detours.
    pub on_route: usize,
    /// Touchpoints on the best route that have an emotion.
    pub rated: usize,
    /// Touchpoints with an experience goal.
    pub goals: usize,
    /// Touchpoints with an owner.
    pub owners: usize,
    /// The lowest emotion on the best route.
    pub worst: Option<Emotion>,
    sum: i64,
}

impl Summary {
    /// The figures of one stage.
    pub fn of(stage: &Stage) -> Self {
        stage
            .touchpoints
            .iter()
            .fold(Self::default(), |all, touchpoint| all.and(Self::of_one(touchpoint)))
    }

    fn of_one(touchpoint: &Touchpoint) -> Self {
        let emotion = touchpoint.emotion.filter(|_| !touchpoint.detour);
        Self {
            touchpoints: 1,
            on_route: usize::from(!touchpoint.detour),
            rated: usize::from(emotion.is_some()),
            goals: usize::from(!touchpoint.goal.is_empty()),
            owners: usize::from(!touchpoint.owner.is_empty()),
            worst: emotion,
            sum: emotion.map_or(0, |emotion| emotion.get().into()),
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            touchpoints: self.touchpoints + other.touchpoints,
            on_route: self.on_route + other.on_route,
            rated: self.rated + other.rated,
            goals: self.goals + other.goals,
            owners: self.owners + other.owners,
            worst: match (self.worst, other.worst) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
            sum: self.sum + other.sum,
        }
    }

    /// The arithmetic mean of the rated emotions on the best route, -2 to +2.
    #[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
    pub fn mean(&self) -> Option<f64> {
        (self.rated > 0).then(|| self.sum as f64 / self.rated as f64)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Id;

    fn stage(emotions: &[Option<i64>]) -> Stage {
        let mut stage = Stage::new(Id::new("s"), "Stage");
        for (n, emotion) in emotions.iter().enumerate() {
            let mut touchpoint = Touchpoint::new(Id::new(&format!("t{n}")), "Title");
            touchpoint.emotion = emotion.map(|value| Emotion::new(value).unwrap());
            stage.touchpoints.push(Arc::new(touchpoint));
        }
        stage
    }

    #[test]
    fn what_is_not_rated_does_not_count_as_neutral() {
        let summary = Summary::of(&stage(&[Some(2), None, Some(1)]));
        assert_eq!((summary.mean(), summary.rated, summary.on_route), (Some(1.5), 2, 3));
    }

    #[test]
    fn nothing_rated_has_no_mean_and_no_worst() {
        let summary = Summary::of(&stage(&[None]));
        assert_eq!((summary.mean(), summary.worst), (None, None));
    }

    #[test]
    fn a_detour_is_owned_but_not_felt() {
        let mut stage = stage(&[Some(1), Some(-2)]);
        let detour = Arc::make_mut(&mut stage.touchpoints[1]);
        detour.detour = true;
        detour.owner = "Ops".into();
        let summary = Summary::of(&stage);
        assert_eq!(
            (summary.worst, summary.owners, summary.touchpoints),
            (Emotion::new(1).ok(), 1, 2)
        );
    }
}
