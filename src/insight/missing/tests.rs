//! A map on which nothing is missing, and what is found once something is.

use super::*;

const TODAY: &str = "2026-11-22";

/// Nothing is missing here on that day.
const COMPLETE: &str = r#"#![enable(implicit_some)]
JourneyMap(
    format: 1,
    title: "Order",
    decision: "What to mend first",
    objectives: ["Fewer questions"],
    scope: (from: "Sees the ad", to: "Has the parcel"),
    persona: (name: "Lena"),
    review: (every_days: 90, log: [(on: "2026-08-24", by: "Maya")]),
    stages: [
        (
            id: "s-1",
            name: "Checkout",
            phase: Sale,
            notes: [
                (id: "n-stage", kind: Pain, text: "Five pages", owner: "Web"),
            ],
            actions: [
                (id: "a-stage", title: "Fewer pages", owner: "Web", due: "2026-11-22", measure: "Three"),
            ],
            touchpoints: [
                (
                    id: "t-1",
                    title: "Sees the total",
                    emotion: -2,
                    channel: "Website",
                    medium: Digital,
                    goal: "Clear",
                    owner: "Payments",
                    high_risk: true,
                    evidence: Assumed,
                    checked: "2026-08-24",
                    sources: [Analytics],
                    votes: [(by: "Ivo", dots: 2)],
                    notes: [
                        (id: "n-1", kind: Pain, text: "Duties on top", owner: "Payments"),
                        (id: "n-2", kind: Pain, text: "No invoice", states: [(on: "2026-06-02", state: Verified)]),
                    ],
                    handover: (text: "The parcel is on its way"),
                    support: (
                        months: [
                            (month: "2026-08", tickets: 0),
                            (month: "2026-09", tickets: 12),
                        ],
                    ),
                    metrics: [
                        (name: "CSAT", unit: Percent),
                    ],
                    actions: [
                        (id: "a-1", title: "Say it before", owner: "Payments", due: "2026-12-15", measure: "Half", preventive: true),
                        (
                            id: "a-2",
                            title: "Send an invoice",
                            metric: "CSAT",
                            after: 70.0,
                            change: "It comes by mail",
                            states: [(on: "2026-06-02", state: Verified)],
                        ),
                    ],
                ),
            ],
        ),
        (
            id: "s-2",
            name: "Shipping",
            phase: PostSale,
            touchpoints: [
                (
                    id: "t-2",
                    title: "Opens the door",
                    emotion: 1,
                    channel: "Courier",
                    medium: Physical,
                    goal: "Friendly",
                    owner: "Logistics",
                ),
            ],
        ),
    ],
    findings: (off: [], levels: []),
)
"#;

fn found(text: &str) -> Vec<String> {
    let map: JourneyMap = ron::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let findings = missing(&map, Day::parse(TODAY).unwrap());
    findings.iter().map(in_short).collect()
}

/// `owner-missing t-1 owner`, with what else it says behind.
fn in_short(finding: &Finding) -> String {
    let id = finding.at.id().map_or("map", |id| id.as_str());
    let detail = match &finding.detail {
        Detail::None => String::new(),
        Detail::Days(days) => format!(" {days}"),
        Detail::Other(spot) => format!(" {}", spot.id),
        Detail::Nearest(rule) => format!(" {}", rule.map_or("none", Rule::code)),
    };
    format!("{} {id} {}{detail}", finding.rule.code(), finding.path)
}

/// The complete map with each of these texts in place of the one beside it.
fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(COMPLETE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

#[test]
fn nothing_is_missing_on_a_complete_map() {
    assert_eq!(found(COMPLETE), Vec::<String>::new());
}

/// What is changed on the complete map, and all that is found then.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const HANDED: &str = "handover: (text: \"The parcel is on its way\"),";
const SHIPPING: &str = "            id: \"s-2\",\n";
/// A stage before it in which the customer meets nobody and waits.
const WAITS: &str = r#"            id: "s-w",
            name: "Waiting",
            phase: Sale,
            notes: [(id: "n-g", kind: Gap, text: "Nobody")],
            handover: (text: "A card in the letter box"),
        ),
        (
            id: "s-2",
"#;
const FIRST: &str = "                    id: \"t-1\",\n";
/// A touchpoint before it.
const IN_THE_SHOP: &str = r#"                    id: "t-0",
                    title: "Asks in the shop",
                    emotion: 1,
                    channel: "Shop",
                    medium: Physical,
                    goal: "Friendly",
                    owner: "Sales",
                ),
                (
                    id: "t-1",
"#;

const CASES: &[Case] = &[
    (&[("name: \"Lena\"", "about: \"34\"")], &["persona-missing map persona.name"]),
    (&[("[\"Fewer questions\"]", "[]")], &["objective-missing map objectives"]),
    (&[("from: \"Sees the ad\", ", "")], &["scope-missing map scope.from"]),
    (&[(", to: \"Has the parcel\"", "")], &["scope-missing map scope.to"]),
    (&[("    decision: \"What to mend first\",\n", "")], &["decision-missing map decision"]),
    // one says what it is made of, and it is of the other sort
    (&[("medium: Digital,", "")], &["digital-missing map stages"]),
    (&[("medium: Physical,", "medium: Digital,")], &["physical-missing map stages"]),
    (&[("medium: Digital,", ""), ("medium: Physical,", "")], &[]),
    // the 90th day is the day of the review, the 91st is too late
    (&[("on: \"2026-08-24\", by", "on: \"2026-08-23\", by")], &["review-overdue map review.log 1"]),
    (&[("(on: \"2026-08-24\", by: \"Maya\")", "")], &["review-never map review.log"]),
    (
        &[(
            "findings: (",
            "conflicts: [(at: \"t-1\", field: \"emotion\", base: \"None\", ours: \"1\", theirs: \"2\")], findings: (",
        )],
        &["conflict-unsettled map conflicts.0"],
    ),
    (
        &[("off: []", "off: [\"ownr-missing\", \"owner-missing\", \"weather\"]")],
        &["code-unknown map findings.off.0 owner-missing", "code-unknown map findings.off.2 none"],
    ),
    (
        &[("levels: []", "levels: [(\"goal-missing\", Error), (\"goal-mising\", Error)]")],
        &["code-unknown map findings.levels.1 goal-missing"],
    ),
    // a stage
    (&[("phase: PostSale,", "")], &["phase-missing s-2 phase"]),
    (
        &[(
            "            phase: PostSale,\n",
            "            phase: PostSale,\n        ),\n        (\n            id: \"s-3\",\n            name: \"Returns\",\n            phase: PostSale,\n",
        )],
        &["stage-empty s-2 touchpoints"],
    ),
    (
        &[(
            "            phase: PostSale,\n",
            "            phase: PostSale,\n            notes: [(id: \"n-g\", kind: Gap, text: \"Nobody\")],\n        ),\n        (\n            id: \"s-3\",\n            name: \"Returns\",\n            phase: PostSale,\n",
        )],
        &[],
    ),
    // what is filled in
    (&[("emotion: 1,", "")], &["emotion-missing t-2 emotion"]),
    (&[("emotion: 1,", "detour: true,")], &[]),
    (&[("goal: \"Friendly\",", "")], &["goal-missing t-2 goal"]),
    (&[("goal: \"Friendly\",", "detour: true,")], &["goal-missing t-2 goal"]),
    (&[("owner: \"Logistics\",", "")], &["owner-missing t-2 owner"]),
    (&[("owner: \"Logistics\",", "detour: true,")], &["owner-missing t-2 owner"]),
    (&[("owner: \"Logistics\",", "contact: Indirect,")], &["owner-missing t-2 owner"]),
    (&[("channel: \"Courier\",", "")], &["channel-missing t-2 channel"]),
    (&[("channel: \"Courier\",", "side: OnStage,")], &["channel-missing t-2 channel"]),
    (&[("channel: \"Courier\",", "side: OffStage,")], &[]),
    (&[("Opens the door", "Ship the parcel")], &["title-process t-2 title"]),
    (&[("Opens the door", " SÉES the total ")], &["title-twice t-2 title t-1"]),
    // lows, breaks, risks
    (&[("emotion: 1,", "emotion: -1,")], &["low-unexplained t-2 notes"]),
    (&[("emotion: 1,", "emotion: -1, detour: true,")], &["low-unexplained t-2 notes"]),
    (&[("emotion: 1,", "emotion: 0,")], &[]),
    (
        &[("emotion: 1,", "emotion: -1, notes: [(id: \"n-3\", kind: Quote, text: \"Late\")],")],
        &["low-unexplained t-2 notes"],
    ),
    (&[("emotion: 1,", "emotion: -1, notes: [(id: \"n-3\", kind: Gap, text: \"Late\")],")], &[]),
    (
        &[(
            "emotion: 1,",
            "emotion: -1, actions: [(id: \"a-3\", title: \"x\", states: [(on: \"2026-06-02\", state: Dropped)])],",
        )],
        &["low-unexplained t-2 notes"],
    ),
    (
        &[("emotion: 1,", "emotion: 1, votes: [(by: \"Ivo\", dots: 1)],")],
        &["break-unanswered t-2 actions"],
    ),
    (&[("emotion: 1,", "emotion: 1, votes: [(by: \"Ivo\", dots: 0)],")], &[]),
    (
        &[("emotion: 1,", "emotion: 1, support: (months: [(month: \"2026-09\", tickets: 3)]),")],
        &["break-unanswered t-2 actions"],
    ),
    // the newest month counts, wherever it stands
    (
        &[(
            "emotion: 1,",
            "emotion: 1, support: (months: [(month: \"2026-10\", tickets: 0), (month: \"2026-09\", tickets: 3)]),",
        )],
        &[],
    ),
    (&[("emotion: 1,", "emotion: 1, high_risk: true,")], &["risk-unprevented t-2 actions"]),
    (&[("preventive: true", "preventive: false")], &["risk-unprevented t-1 actions"]),
    // an action of the stage counts where it answers a note of the touchpoint
    (
        &[
            (", preventive: true", ""),
            ("measure: \"Three\"", "measure: \"Three\", preventive: true"),
        ],
        &["risk-unprevented t-1 actions"],
    ),
    (
        &[
            (", preventive: true", ""),
            ("measure: \"Three\"", "measure: \"Three\", preventive: true, answers: [\"n-1\"]"),
        ],
        &[],
    ),
    // what is known
    (&[("sources: [Analytics],", "")], &["assumed-only t-1 evidence"]),
    (&[("sources: [Analytics],", ""), ("Assumed", "Observed")], &[]),
    (&[("checked: \"2026-08-24\"", "checked: \"2026-08-23\"")], &["truth-stale t-1 checked 91"]),
    // from a screen to a person: said of the touchpoint, of its stage, or of a
    // stage between the two
    (&[(HANDED, "")], &["handover-missing t-1 handover.text t-2"]),
    (&[(HANDED, "handover: (emotion: -1),")], &[]),
    (&[(HANDED, ""), ("phase: Sale,", "phase: Sale, handover: (text: \"By mail\"),")], &[]),
    (&[(HANDED, ""), (SHIPPING, WAITS)], &[]),
    // what is in other hands is not handed over by us, nor to us
    (&[(HANDED, "contact: Indirect,")], &[]),
    (&[(HANDED, ""), ("emotion: 1,", "emotion: 1, contact: Indirect,")], &[]),
    // one does not say what it is made of, or is no step of the customer
    (&[(HANDED, ""), ("medium: Physical,", "")], &["physical-missing map stages"]),
    (&[(HANDED, ""), ("emotion: 1,", "emotion: 1, detour: true,")], &[]),
    (&[(HANDED, ""), ("emotion: 1,", "emotion: 1, side: OffStage,")], &[]),
    (&[(FIRST, IN_THE_SHOP)], &["handover-missing t-0 handover.text t-1"]),
    (&[(FIRST, IN_THE_SHOP), ("medium: Digital,", "medium: Digital, detour: true,")], &[]),
    // notes
    (&[("\"Five pages\", owner: \"Web\"", "\"Five pages\"")], &["pain-unowned n-stage owner"]),
    (&[("on top\", owner: \"Payments\"", "on top\"")], &["pain-unowned n-1 owner"]),
    (
        &[
            ("on top\", owner: \"Payments\"", "on top\""),
            ("measure: \"Half\"", "measure: \"Half\", answers: [\"n-1\"]"),
        ],
        &[],
    ),
    (
        &[
            ("on top\", owner: \"Payments\"", "on top\""),
            ("measure: \"Three\"", "measure: \"Three\", answers: [\"n-1\"]"),
        ],
        &[],
    ),
    (
        &[("kind: Pain, text: \"Duties on top\", owner: \"Payments\"", "kind: Idea, text: \"x\"")],
        &[],
    ),
    (
        &[(
            "\"No invoice\", states: [(on: \"2026-06-02\", state: Verified)]",
            "\"No invoice\", states: [(on: \"2026-06-02\", state: Fixed)]",
        )],
        &["fix-unverified n-2 states"],
    ),
    (
        &[(
            "\"No invoice\", states: [(on: \"2026-06-02\", state: Verified)]",
            "\"No invoice\", states: [(on: \"2026-06-02\", state: Reopened)]",
        )],
        &["pain-unowned n-2 owner"],
    ),
    // actions
    (&[("\"Fewer pages\", owner: \"Web\"", "\"Fewer pages\"")], &["action-unowned a-stage owner"]),
    (&[("due: \"2026-12-15\", ", "")], &["action-undated a-1 due"]),
    (&[("measure: \"Half\", ", "")], &["action-unmeasured a-1 measure"]),
    (&[("measure: \"Half\", ", "metric: \"CSAT\", ")], &[]),
    (&[("due: \"2026-12-15\"", "due: \"2026-11-20\"")], &["action-overdue a-1 due 2"]),
    (&[("change: \"It comes by mail\",", "")], &["result-missing a-2 change"]),
    (&[("after: 70.0,", "")], &["result-missing a-2 after"]),
    (&[("after: 70.0,", ""), ("metric: \"CSAT\",", "")], &[]),
    (
        &[(
            "by mail\",\n                            states: [(on: \"2026-06-02\", state: Verified)]",
            "by mail\",\n                            states: [(on: \"2026-06-02\", state: Done)]",
        )],
        &["fix-unverified a-2 states"],
    ),
    (
        &[(
            "by mail\",\n                            states: [(on: \"2026-06-02\", state: Verified)]",
            "by mail\",\n                            states: [(on: \"2026-06-02\", state: Reopened)]",
        )],
        &["action-unowned a-2 owner", "action-undated a-2 due"],
    ),
    // links: to a note of another card, of a stage, and what cannot be meant
    (
        &[("measure: \"Half\"", "measure: \"Half\", answers: [\"n-1\", \"n-gone\", \"t-2\"]")],
        &["link-broken a-1 answers.1", "link-broken a-1 answers.2"],
    ),
    (&[("measure: \"Half\"", "measure: \"Half\", answers: [\"n-stage\"]")], &[]),
    (&[("on top\", owner", "on top\", with: \"t-2\", owner")], &[]),
    (&[("on top\", owner", "on top\", with: \"t-9\", owner")], &["link-broken n-1 with"]),
    (&[("on top\", owner", "on top\", with: \"s-2\", owner")], &["link-broken n-1 with"]),
    (
        &[("\"Five pages\", owner", "\"Five pages\", with: \"n-1\", owner")],
        &["link-broken n-stage with"],
    ),
];

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    for (changes, expected) in CASES {
        assert_eq!(found(&changed(changes)), *expected, "{changes:?}");
    }
}

#[test]
fn every_rule_has_its_cases() {
    for rule in Rule::ALL {
        let is_of = |found: &&str| found.split(' ').next() == Some(rule.code());
        assert!(CASES.iter().any(|(_, expected)| expected.iter().any(is_of)), "{rule:?}");
    }
}

#[test]
fn rules_that_are_off_find_nothing_and_levels_are_those_of_the_map() {
    let text = changed(&[
        ("owner: \"Logistics\",", ""),
        ("goal: \"Friendly\",", ""),
        (
            "off: [], levels: []",
            "off: [\"owner-missing\"], levels: [(\"goal-missing\", Info), (\"owner-missing\", Error), (\"goal-missing\", Error)]",
        ),
    ]);
    assert_eq!(found(&text), ["goal-missing t-2 goal"]);
    let map: JourneyMap = ron::from_str(&text).unwrap();
    let findings = missing(&map, Day::parse(TODAY).unwrap());
    assert_eq!(findings[0].level, Level::Error);
}

#[test]
fn findings_stand_in_reading_order() {
    let text = changed(&[
        ("name: \"Lena\"", ""),
        ("phase: Sale,", ""),
        ("Sees the total", "Opens the door"),
        ("goal: \"Clear\",", ""),
        ("\"Say it before\", owner: \"Payments\"", "\"Say it before\""),
        ("phase: PostSale,", ""),
        ("owner: \"Logistics\",", ""),
        ("emotion: 1,", "emotion: 1, notes: [(id: \"n-3\", kind: Pain, text: \"Late\")],"),
    ]);
    assert_eq!(
        found(&text),
        [
            "persona-missing map persona.name",
            "phase-missing s-1 phase",
            "goal-missing t-1 goal",
            "action-unowned a-1 owner",
            "phase-missing s-2 phase",
            "owner-missing t-2 owner",
            "pain-unowned n-3 owner",
            "title-twice t-2 title t-1",
        ]
    );
}

#[test]
fn errors_come_first_and_the_rest_stays_in_its_order() {
    let finding = |level, path: &'static str| {
        let (rule, at, detail) = (Rule::OwnerMissing, Address::Map, Detail::None);
        Arc::new(Finding { rule, level, at, path: path.into(), detail })
    };
    let (info, warning, error) = (Level::Info, Level::Warning, Level::Error);
    let mut found =
        vec![finding(info, "a"), finding(error, "b"), finding(warning, "c"), finding(error, "d")];
    errors_first(&mut found);
    let paths: Vec<&str> = found.iter().map(|it| &*it.path).collect();
    assert_eq!(paths, ["b", "d", "a", "c"]);
}

#[test]
fn the_rules_are_the_same_until_the_day_or_what_the_map_says_of_them_changes() {
    let map: JourneyMap = ron::from_str(COMPLETE).unwrap();
    let day = |text: &str| Day::parse(text).unwrap();
    let rules = Rules::of(&map, day(TODAY));
    let mut other = map.clone();
    other.title = "Another".into();
    assert_eq!(rules, Rules::of(&other, day(TODAY)));
    assert_ne!(rules, Rules::of(&map, day("2026-11-23")));
    other.findings.off.push("owner-missing".into());
    assert_ne!(rules, Rules::of(&other, day(TODAY)));
}
