//! Which rules are looked for on a map, and how serious each is there.

use super::Edit;
use crate::model::{JourneyMap, Level, MapField};

/// What a map says about a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruled {
    /// Nothing: it is as serious as it is everywhere.
    Usual,
    /// It is so serious here.
    At(Level),
    /// It is not looked for.
    Off,
}

/// What `map` says about the rule with that code.
pub fn ruled(map: &JourneyMap, code: &str) -> Ruled {
    if map.findings.off.iter().any(|off| **off == *code) {
        return Ruled::Off;
    }
    // of several the last counts
    let level = map.findings.levels.iter().rev().find(|(of, _)| **of == *code);
    level.map_or(Ruled::Usual, |(_, level)| Ruled::At(*level))
}

/// The edits that make `map` say that about a rule; none where it does.
pub fn rule_set(map: &JourneyMap, code: &str, to: Ruled) -> Vec<Edit> {
    let mut findings = map.findings.clone();
    findings.off.retain(|off| **off != *code);
    match to {
        // a level that it had is there again when it is switched on
        Ruled::Off => findings.off.push(code.into()),
        Ruled::Usual => findings.levels.retain(|(of, _)| **of != *code),
        Ruled::At(level) => match findings.levels.iter_mut().rfind(|(of, _)| **of == *code) {
            Some((_, known)) => *known = level,
            None => findings.levels.push((code.into(), level)),
        },
    }
    if findings == map.findings {
        Vec::new()
    } else {
        vec![Edit::Map(MapField::Findings(findings))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[test]
    fn a_rule_is_what_was_said_last_and_one_that_is_off_keeps_its_level() {
        let mut map = JourneyMap::new("Order");
        for (to, then) in [
            (Ruled::At(Level::Error), Ruled::At(Level::Error)),
            (Ruled::Off, Ruled::Off),
            (Ruled::At(Level::Info), Ruled::At(Level::Info)),
            (Ruled::Usual, Ruled::Usual),
        ] {
            map = apply(&map, &rule_set(&map, "goal-missing", to)).unwrap();
            assert_eq!(ruled(&map, "goal-missing"), then);
            assert!(rule_set(&map, "goal-missing", to).is_empty());
            assert_eq!(ruled(&map, "owner-missing"), Ruled::Usual);
        }
        assert_eq!(map, JourneyMap::new("Order"));
    }
}
