//! Words around the curve.

use super::label::{count, signed, signed_mean, voices};
use super::sentence::{ASSUMED, feels, handover_sentence, title_of};
use crate::insight::{Spread, Summary, is_assumed};
use crate::model::{Emotion, Stage, Touchpoint};

/// A touchpoint is asked for, where it has no place of its own.
pub const NEW_TOUCHPOINT: &str = "new touchpoint:";
/// A stage is asked for.
pub const NEW_STAGE: &str = "new stage:";
/// The title of a touchpoint is asked for.
pub const TITLE: &str = "title:";
/// The name of a stage is asked for.
pub const STAGE_NAME: &str = "name:";

/// Along the journey nothing is written yet.
pub fn no_touchpoint_yet(write: &str) -> String {
    format!("No touchpoint yet: {write} writes the first one.")
}

/// No touchpoint has an emotion yet.
pub fn nothing_rated_yet(worst: &str, best: &str) -> String {
    format!("Nothing is rated yet: {worst} to {best} rate the touchpoint that has the focus.")
}

/// The row of moments of truth and high risks.
pub const ROW_MARKS: &str = "marks";
/// The row of waits.
pub const ROW_WAIT: &str = "wait";
/// The row of those who leave.
pub const ROW_LEAVE: &str = "leave";
/// The row of handovers.
pub const ROW_HANDOVER: &str = "handover";
/// The row of what is beside the route.
pub const ROW_BESIDE: &str = "beside";

/// What the line of mapped emotions is.
pub const LEGEND_MAPPED: &str = "mapped";
/// The line of target emotions.
pub const LEGEND_TARGET: &str = "should be";
/// The line of the newest walk.
pub const LEGEND_WALKED: &str = "walked";
/// A touchpoint is mapped as it should be.
pub const LEGEND_AS_IT_SHOULD_BE: &str = "mapped as it should be";
/// A touchpoint was walked as it is mapped.
pub const LEGEND_WALKED_AS_MAPPED: &str = "walked as mapped";
/// A touchpoint was walked as it should be.
pub const LEGEND_WALKED_AS_IT_SHOULD_BE: &str = "walked as it should be";
/// A point without an emotion.
pub const LEGEND_NOT_RATED: &str = "not rated";
/// The spread of voices.
pub const LEGEND_VOICES: &str = "voices";
/// A moment of truth.
pub const LEGEND_TRUTH: &str = "moment of truth";
/// A high risk.
pub const LEGEND_RISK: &str = "high risk";
/// A wait.
pub const LEGEND_WAIT: &str = "wait";
/// How many leave.
pub const LEGEND_LEAVE: &str = "leave here";
/// A handover that is rated.
pub const LEGEND_HANDOVER: &str = "handover";
/// A handover inside a stage that is not.
pub const LEGEND_HANDOVER_UNRATED: &str = "handover, not rated";
/// A handover to the next stage that is not.
pub const LEGEND_HANDOVER_TO_STAGE: &str = "handover to the next stage, not rated";
/// A detour.
pub const LEGEND_BESIDE: &str = "beside the route";

/// How an emotion feels, in a word.
pub fn emotion_word(emotion: Emotion) -> &'static str {
    match emotion.get() {
        -2 => "very bad",
        -1 => "bad",
        0 => "neutral",
        1 => "good",
        _ => "very good",
    }
}

/// The share of customers who leave, as short as it can be said: `31%`.
pub fn share(percent: f64) -> String {
    format!("{}%", (percent * 10.0).round() / 10.0)
}

/// A touchpoint as its point on the curve says it: the title, and the rest;
/// first of all what became of it since a time that is looked back to.
pub fn on_curve(
    touchpoint: &Touchpoint,
    walked: Option<Emotion>,
    became: Option<String>,
) -> (String, String) {
    let mut parts: Vec<String> = became.into_iter().collect();
    if touchpoint.detour {
        parts.push("beside the route".to_owned());
    }
    parts.push(feels(touchpoint));
    if let Some(walked) = walked {
        parts.push(format!("walked {} ({})", emotion_word(walked), signed(walked)));
    }
    // of what is not rated they are said already
    if let Some(spread) = Spread::of(&touchpoint.voices).filter(|_| touchpoint.emotion.is_some()) {
        parts.push(format!("voices {}", voices(spread)));
    }
    if let Some(wait) = &touchpoint.wait {
        parts.push(format!("takes {}", wait.as_str()));
    }
    if let Some(percent) = touchpoint.drop_off {
        parts.push(format!("{} {LEGEND_LEAVE}", share(percent.get())));
    }
    for (is, what) in
        [(touchpoint.moment_of_truth, LEGEND_TRUTH), (touchpoint.high_risk, LEGEND_RISK)]
    {
        if is {
            parts.push(what.into());
        }
    }
    if is_assumed(touchpoint) {
        parts.push(ASSUMED.into());
    }
    if touchpoint.handover.is_there() {
        parts.push(handover_sentence(&touchpoint.handover));
    }
    (title_of(&touchpoint.title).to_owned(), parts.join(" · "))
}

/// A stage as its part of the curve says it: the name, and the rest.
pub fn stage_on_curve(stage: &Stage, summary: Summary) -> (String, String) {
    let mut parts = vec![count(summary.touchpoints, "touchpoint", "touchpoints")];
    if let (Some(mean), Some(worst)) = (summary.mean(), summary.worst) {
        parts.push(format!("{} on average", signed_mean(mean)));
        parts.push(format!("worst {}", signed(worst)));
    }
    if stage.handover.is_there() {
        parts.push(handover_sentence(&stage.handover));
    }
    let name = if stage.name.is_empty() { super::NO_NAME } else { &stage.name };
    (name.to_owned(), parts.join(" · "))
}
