//! What is missing on any map: each rule is silent exactly when its repair is
//! made, and speaks exactly when its fault is.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only the tests themselves for tests, not what they share"
)]

use cjm::insight::missing::{Finding, Rule, Rules, missing};
use cjm::model::{Address, Day, JourneyMap};
use cjm::{edit, words};
use proptest::prelude::*;

#[path = "shared/arbitrary.rs"]
mod arbitrary;
#[path = "missing/faults.rs"]
mod faults;
#[path = "missing/repairs.rs"]
mod repairs;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn any_map() -> impl Strategy<Value = JourneyMap> {
    prop_oneof![arbitrary::any_map(), arbitrary::any_bare_map()]
}

/// Which things a rule speaks of, those of the map as often as it does.
fn spoken_of(findings: &[Finding], rule: Rule) -> Vec<&Address> {
    findings.iter().filter(|it| it.rule == rule).map(|it| &it.at).collect()
}

fn repaired(map: &JourneyMap, finding: &Finding) -> JourneyMap {
    let edits = repairs::repair(map, finding, today());
    edit::apply(map, &edits).unwrap_or_else(|error| panic!("{finding:?}: {error}"))
}

/// The map with everything repaired, and how many repairs that took.
fn all_repaired(mut map: JourneyMap) -> (JourneyMap, usize) {
    for repairs in 0.. {
        let findings = missing(&map, today());
        let Some(finding) = findings.first() else { return (map, repairs) };
        assert!(repairs < 2000, "it does not end: {findings:#?}");
        map = repaired(&map, finding);
    }
    unreachable!()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_rule_is_silent_where_its_repair_is_made_and_only_there(map in any_map()) {
        let before = missing(&map, today());
        for finding in &before {
            let after = missing(&repaired(&map, finding), today());
            let mut expected = spoken_of(&before, finding.rule);
            let mended = expected.iter().position(|at| **at == finding.at).unwrap();
            expected.remove(mended);
            prop_assert_eq!(spoken_of(&after, finding.rule), expected, "{:?}", finding);
        }
    }

    #[test]
    fn whoever_repairs_all_comes_to_an_end(map in any_map()) {
        let (map, _) = all_repaired(map);
        prop_assert_eq!(missing(&map, today()), vec![]);
    }

    #[test]
    fn a_rule_speaks_where_its_fault_is_made_and_only_until_its_repair(map in any_map()) {
        let complete = edit::apply(&map, &[faults::stage()]).unwrap();
        let (complete, _) = all_repaired(complete);
        for rule in Rule::ALL {
            let (edits, at) = faults::fault(&complete, *rule, today());
            let broken = edit::apply(&complete, &edits).unwrap();
            let found = missing(&broken, today());
            prop_assert_eq!(spoken_of(&found, *rule), vec![&at], "{:?} in {:?}", rule, found);
            let finding = found.iter().find(|it| it.rule == *rule).unwrap();
            let mended = missing(&repaired(&broken, finding), today());
            prop_assert!(spoken_of(&mended, *rule).is_empty(), "{:?} stays in {:?}", rule, mended);
        }
    }

    #[test]
    fn what_is_kept_beside_stages_is_what_is_found_anew(map in any_map()) {
        let rules = Rules::of(&map, today());
        let kept: Vec<_> = map.stages.iter().map(|stage| rules.stage(stage)).collect();
        let mut parts = rules.whole(&map, &kept);
        parts.extend(kept.into_iter().flat_map(|stage| stage.findings).map(std::sync::Arc::unwrap_or_clone));
        let all = missing(&map, today());
        prop_assert_eq!(parts.len(), all.len());
        prop_assert!(parts.iter().all(|finding| all.contains(finding)));
    }

    #[test]
    fn every_finding_is_a_sentence_of_one_line_and_has_its_place(map in any_map()) {
        let text = cjm::store::print::print(&map);
        let read = cjm::store::read::read(text.as_bytes()).unwrap().map;
        let findings = missing(&read, today());
        let paths: Vec<String> = findings
            .iter()
            .map(|it| format!("{}.{}", read.path_of(&it.at).unwrap(), it.path))
            .map(|path| path.trim_start_matches('.').to_owned())
            .collect();
        let places = cjm::store::read::places(text.as_bytes(), paths.iter().map(String::as_str));
        prop_assert_eq!(places.len(), findings.len());
        let lines: Vec<&str> = text.split('\n').collect();
        for (finding, place) in findings.iter().zip(places) {
            let sentence = words::finding(&read, finding);
            prop_assert_eq!(cjm::text::display(&sentence), &*sentence);
            prop_assert!(!sentence.is_empty() && sentence.chars().count() < 400, "{}", sentence);
            let line = lines[place.line - 1];
            prop_assert!(place.column <= line.chars().count(), "{:?} {:?}", finding, place);
        }
    }
}

#[test]
fn every_rule_is_explained() {
    for rule in Rule::ALL {
        let lines = [words::rule_what(*rule), words::rule_help(*rule), words::rule_repair(*rule)];
        for line in lines {
            assert!(line.ends_with('.') && !line.contains('\n'), "{rule:?}: {line}");
            assert!(line.chars().count() <= 90, "{rule:?}: {line}");
        }
    }
}

#[test]
fn each_finding_says_what_is_missing_where() {
    let empty = JourneyMap::new("Order");
    let (complete, _) = all_repaired(edit::apply(&empty, &[faults::stage()]).unwrap());
    let sentences: Vec<String> = Rule::ALL
        .iter()
        .map(|rule| {
            let (edits, _) = faults::fault(&complete, *rule, today());
            let broken = edit::apply(&complete, &edits).unwrap();
            let found = missing(&broken, today());
            let finding = found.iter().find(|it| it.rule == *rule).unwrap();
            format!("{}: {}", rule.code(), words::finding(&broken, finding))
        })
        .collect();
    insta::assert_snapshot!("sentences", sentences.join("\n"));
}
