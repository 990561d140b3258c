//! What a map says about rules, in words.

use super::label::count;
use super::missing::level;
use crate::edit::Ruled;
use crate::insight::missing::Rule;
use crate::model::JourneyMap;

/// A rule is not looked for.
pub const RULE_OFF: &str = "off";
/// A rule is asked for where nothing is missing.
pub const NO_RULE_HERE: &str =
    "No row says which rule is meant; those that are off stand on the brief (v i), under Findings";
/// Nothing is missing, as far as rules look for it.
pub const NOTHING_IS_MISSING_BUT: &str = "Nothing is missing. Rules that are off look for nothing: the brief (v i) lists them under Findings.";

/// A rule is as serious as it is on any map.
pub fn rule_as_usual(rule: Rule) -> String {
    format!("as usual ({})", level(rule.default_level()))
}

/// The table of what is missing is shown, so that a rule is chosen there.
pub fn choose_rule(key: &str) -> String {
    format!("Choose a row: {key} there switches its rule off, or says how serious it is")
}

/// The map says so about a rule from now on; `undo` is the key that takes it
/// back.
pub fn rule_was_set(rule: Rule, to: Ruled, undo: &str) -> String {
    let code = rule.code();
    match to {
        Ruled::Off => {
            format!("{code} is off on this map: {undo} brings it back, the brief lists it")
        }
        Ruled::At(to) => {
            format!("{code} is of level {} on this map: {undo} takes it back", level(to))
        }
        Ruled::Usual => format!("{code} is as usual again: {}", level(rule.default_level())),
    }
}

/// Which rules are off; empty where none is.
pub fn rules_off(map: &JourneyMap) -> String {
    let off: Vec<&str> = map.findings.off.iter().map(|code| &**code).collect();
    match off.len() {
        0 => String::new(),
        1 => format!("1 rule is off: {}", off[0]),
        n => format!("{} are off: {}", count(n, "rule", "rules"), off.join(", ")),
    }
}
