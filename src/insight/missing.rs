//! What is missing on a map, or is due: findings, by rules with stable codes.
//!
//! The findings of a stage depend on that stage and on [`Rules`] alone, so
//! that they can be kept beside it ([`StageMissing`]) and renewed only where
//! one of the two has changed. What is found between stages, or on the map
//! itself, is put together out of them ([`Rules::whole`]) without reading a
//! touchpoint again.

mod acting;
mod crossing;
mod links;
mod process;
mod rule;
#[cfg(test)]
mod tests;
mod touchpoint;
mod whole;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Address, Day, Holder, Id, JourneyMap, Level, Medium, Spot, Stage};
use crate::text;
use crossing::Ends;
use links::Link;

pub use process::sounds_like_a_process;
pub use rule::Rule;

/// One thing that is missing or due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What rule says so.
    pub rule: Rule,
    /// How serious that is on this map.
    pub level: Level,
    /// The thing that it is about.
    pub at: Address,
    /// The field of that thing which mends it, and the way inside it: names of
    /// fields and numbers of elements, from 0, with points between, such as
    /// `owner` or `scope.from`.
    pub path: Cow<'static, str>,
    /// What else there is to say.
    pub detail: Detail,
}

/// What a finding says beside its rule and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// So many days late, or old.
    Days(i32),
    /// The other touchpoint that it is about.
    Other(Spot),
    /// The known rule that an unknown code is most like.
    Nearest(Option<Rule>),
}

/// The rules as one map has them on one day: which are off, and how serious
/// each is. Compare them to see whether findings must be renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// By the number of the rule; none where it is off.
    levels: Vec<Option<Level>>,
    today: Day,
    /// Days after which what was found to be true is to be looked at again.
    interval: i64,
}

/// What is missing in one stage, and what the map as a whole must know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageMissing {
    /// What was found in it, in its order: the stage, its notes and actions,
    /// then touchpoint by touchpoint.
    pub findings: Vec<Arc<Finding>>,
    /// Titles as they are compared, and whose they are.
    titles: Vec<(Box<str>, Spot)>,
    has_touchpoints: bool,
    digital: bool,
    physical: bool,
    /// Links that lead to nothing in the stage.
    links: Vec<Link>,
    /// Its first and its last step on the customer's way.
    ends: Option<Ends>,
}

impl Finding {
    /// The field of the thing that mends it, in the file's word.
    pub fn field(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }
}

impl Rules {
    /// The rules of `map` on the day `today`. What is in `findings.off` is
    /// off; of several levels for one code the last counts.
    pub fn of(map: &JourneyMap, today: Day) -> Self {
        let mut levels: Vec<Option<Level>> =
            Rule::ALL.iter().map(|rule| Some(rule.default_level())).collect();
        for (code, level) in &map.findings.levels {
            if let Some(rule) = Rule::from_code(code) {
                levels[rule.number()] = Some(*level);
            }
        }
        for rule in map.findings.off.iter().filter_map(|code| Rule::from_code(code)) {
            levels[rule.number()] = None;
        }
        Self { levels, today, interval: map.review.every_days.get().into() }
    }

    /// How serious a rule is here; none where it is off.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        self.levels.get(rule.number()).copied().flatten()
    }

    /// What is missing in a stage.
    pub fn stage(&self, stage: &Stage) -> StageMissing {
        let mut found = Found { rules: self, findings: Vec::new() };
        touchpoint::stage(stage, &mut found);
        let findings = found.findings.into_iter().map(Arc::new).collect();
        let links = self.level(Rule::LinkBroken).map(|_| links::outward(stage));
        let ends = self.level(Rule::HandoverMissing).and_then(|_| Ends::of(stage));
        let links = links.unwrap_or_default();
        let mut missing = StageMissing { findings, links, ends, ..StageMissing::default() };
        for touchpoint in &stage.touchpoints {
            missing.has_touchpoints = true;
            missing.digital |= touchpoint.medium == Some(Medium::Digital);
            missing.physical |= touchpoint.medium == Some(Medium::Physical);
            let title = text::fold(touchpoint.title.trim());
            if !title.is_empty() && self.level(Rule::TitleTwice).is_some() {
                missing.titles.push((title.into(), Spot::new(&stage.id, &touchpoint.id)));
            }
        }
        missing
    }

    /// What is missing on the map as a whole, and between its stages:
    /// findings whose address is the map, then touchpoints that have the title
    /// of an earlier one, links that lead nowhere, and steps from one stage to
    /// the next. `stages` is what [`Rules::stage`] gave for each
    /// stage of the map, in order.
    pub fn whole<'s>(
        &self,
        map: &JourneyMap,
        stages: impl IntoIterator<Item = &'s StageMissing>,
    ) -> Vec<Finding> {
        let mut found = Found { rules: self, findings: Vec::new() };
        whole::map(map, stages.into_iter(), &mut found);
        found.findings
    }

    /// All that is missing on the map: first what is about the map, then stage
    /// by stage in reading order. `stages` is what [`Rules::stage`] gave for
    /// each stage of the map, in order.
    pub fn all<'s>(
        &self,
        map: &JourneyMap,
        stages: impl IntoIterator<Item = &'s StageMissing> + Clone,
    ) -> Vec<Arc<Finding>> {
        let mut apart: HashMap<Id, Vec<Arc<Finding>>> = HashMap::new();
        let mut all = Vec::new();
        for finding in self.whole(map, stages.clone()) {
            let stage = finding.at.holder().map(|holder| match holder {
                Holder::Stage(id) => id,
                Holder::Touchpoint(spot) => spot.stage,
            });
            match stage {
                Some(stage) => apart.entry(stage).or_default().push(Arc::new(finding)),
                None => all.push(Arc::new(finding)),
            }
        }
        for (stage, missing) in map.stages.iter().zip(stages) {
            let start = all.len();
            all.extend(missing.findings.iter().cloned());
            if let Some(more) = apart.remove(&stage.id) {
                all.extend(more);
                let rows: HashMap<&Id, usize> =
                    stage.touchpoints.iter().zip(1..).map(|(it, row)| (&it.id, row)).collect();
                all[start..].sort_by_key(|finding| {
                    touchpoint_of(&finding.at).and_then(|spot| rows.get(&spot.id).copied())
                });
            }
        }
        all
    }
}

/// All that is missing on a map on the day `today`: first what is about the
/// map, then stage by stage in reading order.
pub fn missing(map: &JourneyMap, today: Day) -> Vec<Finding> {
    let rules = Rules::of(map, today);
    let stages: Vec<StageMissing> = map.stages.iter().map(|stage| rules.stage(stage)).collect();
    let all = rules.all(map, &stages);
    drop(stages);
    all.into_iter().map(Arc::unwrap_or_clone).collect()
}

/// Brings errors to the front; the rest stays in the order of the map, in which
/// what belongs together stands together.
pub fn errors_first(findings: &mut [Arc<Finding>]) {
    findings.sort_by_key(|finding| finding.level != Level::Error);
}

/// The touchpoint that a thing is or belongs to.
fn touchpoint_of(at: &Address) -> Option<&Spot> {
    match at {
        Address::Touchpoint(spot)
        | Address::Note(Holder::Touchpoint(spot), _)
        | Address::Action(Holder::Touchpoint(spot), _) => Some(spot),
        _ => None,
    }
}

/// Findings being gathered.
struct Found<'r> {
    rules: &'r Rules,
    findings: Vec<Finding>,
}

impl Found<'_> {
    /// Notes a finding where `is_missing`, unless its rule is off.
    fn note(
        &mut self,
        is_missing: bool,
        rule: Rule,
        at: impl FnOnce() -> Address,
        path: &'static str,
    ) {
        if is_missing {
            self.add(rule, at, path.into(), Detail::None);
        }
    }

    fn add(
        &mut self,
        rule: Rule,
        at: impl FnOnce() -> Address,
        path: Cow<'static, str>,
        detail: Detail,
    ) {
        if let Some(level) = self.rules.level(rule) {
            self.findings.push(Finding { rule, level, at: at(), path, detail });
        }
    }

    /// How many days lie between a day and today; less than 0: it is to come.
    fn days_since(&self, day: Day) -> i32 {
        let days = day.date().until(self.rules.today.date());
        days.map_or(0, |span| span.get_days())
    }
}
