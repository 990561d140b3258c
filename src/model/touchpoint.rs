//! A touchpoint: one meeting of the customer and the company.

use super::action::Action;
use super::choice::{Contact, Evidence, Medium, Side, Source};
use super::id::Id;
use super::metric::Metric;
use super::note::{Note, Vote};
use super::schema::record;
use super::support::Support;
use super::text::Text;
use super::value::{Emotion, Percent, Scale};
use super::when::{Day, Wait};

record! {
    /// One thing that happens between the customer and the company.
    #[derive(Default)]
    Touchpoint Block key(touchpoint) { touchpoint.id.as_str().into() } set by TouchpointField {
        /// Its name for good.
        id: Id => id;
        /// What happens, from the customer's view.
        title / Title: Text => always;
        /// Beside the best route: off the curve.
        detour / Detour: bool => maybe;
        /// What the customer does.
        doing / Doing: Text => maybe;
        /// What she expects.
        expecting / Expecting: Text => maybe;
        /// How it feels; none while it is not rated.
        emotion / Emotion: Option<Emotion> => maybe;
        /// How it should feel.
        target / Target: Option<Emotion> => maybe;
        /// What several people say it feels like.
        voices / Voices: Vec<Voice> => maybe;
        /// The feeling in a word.
        feeling / Feeling: Text => maybe;
        /// Where it happens.
        channel / Channel: Text => maybe;
        /// Whether we control it.
        contact / Contact: Option<Contact> => maybe;
        /// Digital or physical.
        medium / Medium: Option<Medium> => maybe;
        /// Whether the customer sees it.
        side / Side: Option<Side> => maybe;
        /// What the experience should be.
        goal / Goal: Text => maybe;
        /// Who answers for it.
        owner / Owner: Text => maybe;
        /// How much it matters to the customer.
        importance / Importance: Option<Scale> => maybe;
        /// How much it matters to the business; none: derived.
        impact / Impact: Option<Scale> => maybe;
        /// It decides whether she stays.
        moment_of_truth / MomentOfTruth: bool => maybe;
        /// It is known to go wrong.
        high_risk / HighRisk: bool => maybe;
        /// How long she waits.
        wait / Wait: Option<Wait> => maybe;
        /// How fast the company answers.
        response / Response: Response => maybe;
        /// The share of customers who leave here.
        drop_off / DropOff: Option<Percent> => maybe;
        /// The languages it is offered in.
        languages / Languages: Vec<Text> => maybe;
        /// Free words.
        tags / Tags: Vec<Text> => maybe;
        /// How well founded it is.
        evidence / Evidence: Option<Evidence> => maybe;
        /// When it was last found to be still true.
        checked / Checked: Option<Day> => maybe;
        /// How we know.
        sources / Sources: Vec<Source> => maybe;
        /// Who finds it important.
        votes / Votes: Vec<Vote> => maybe;
        /// Four marks for how it is made.
        quality / Quality: Quality => maybe;
        /// What must be so.
        checklist / Checklist: Vec<Check> => maybe;
        /// The company's own steps, under the line of visibility.
        behind / Behind: Vec<Step> => maybe;
        /// What was noted.
        notes: Vec<Note> => items;
        /// What the support counts here.
        support / Support: Support => maybe;
        /// What is measured here.
        metrics / Metrics: Vec<Metric> => maybe;
        /// What is done about it.
        actions: Vec<Action> => items;
        /// The passage to the next touchpoint, where the channel changes.
        handover / Handover: Handover => maybe;
        /// What happened when somebody walked the journey.
        walks / Walks: Vec<Walk> => maybe;
    }
}

record! {
    /// What one person says a touchpoint feels like.
    Voice Row key(voice) { voice.by.as_ref().into() } {
        /// Who says it.
        by: Text => maybe;
        /// From which part of the company.
        department: Text => maybe;
        /// How it feels.
        emotion: Option<Emotion> => maybe;
        /// Why.
        text: Text => always;
    }
}

record! {
    /// How fast the company answers.
    #[derive(Default)]
    Response Row key(_response) { "".into() } {
        /// The usual time.
        typical: Option<Wait> => maybe;
        /// When somebody is there, in free words.
        hours: Text => maybe;
    }
}

record! {
    /// Four marks, 1 to 5 each.
    #[derive(Default)]
    Quality Block key(_quality) { "".into() } {
        /// It suits the customer.
        appropriate: Option<Scale> => maybe;
        /// It matters to her.
        relevant: Option<Scale> => maybe;
        /// It is easy.
        simple: Option<Scale> => maybe;
        /// It is pleasant.
        appealing: Option<Scale> => maybe;
    }
}

record! {
    /// One point of a checklist.
    Check Row key(check) { check.text.as_ref().into() } {
        /// What must be so.
        text: Text => always;
        /// Whether it is.
        done: bool => always;
    }
}

record! {
    /// A step of the company that the customer does not see.
    Step Row key(step) { step.text.as_ref().into() } {
        /// What is done.
        text: Text => always;
        /// By whom.
        owner: Text => maybe;
        /// With which system.
        system: Text => maybe;
        /// How long it takes.
        wait: Option<Wait> => maybe;
    }
}

record! {
    /// The passage to what comes next.
    #[derive(Default)]
    Handover Block key(_handover) { "".into() } {
        /// How it feels.
        emotion: Option<Emotion> => maybe;
        /// What happens to the customer on the way.
        text: Text => default;
    }
}

record! {
    /// Somebody walked the journey as the customer.
    Walk Row key(walk) { format!("{}\u{0}{}", walk.on, walk.by).into() } {
        /// When.
        on: Day => always;
        /// Who.
        by: Text => maybe;
        /// Whether it went as it should.
        passed: bool => always;
        /// How it felt.
        emotion: Option<Emotion> => maybe;
        /// What happened.
        text: Text => maybe;
    }
}

impl Handover {
    /// Whether it says anything: a text, or how it feels.
    pub fn is_there(&self) -> bool {
        !self.text.is_empty() || self.emotion.is_some()
    }
}

impl Touchpoint {
    /// A touchpoint with nothing but a title.
    pub fn new(id: Id, title: &str) -> Self {
        Self { id, title: title.into(), ..Self::default() }
    }
}
