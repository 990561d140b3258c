//! Which fields stand together, under which heads, in which order.

use super::Side;
use crate::words;

/// A head, its side, and its fields: names of the file with points between;
/// `#notes`, `#actions`, `#parking` and `#conflicts` stand for the things of
/// that kind, `#steps` for how far the map is, and `#weakest` adds to the row
/// above it which mark is the weakest.
pub(super) type Table = &'static [(&'static str, Side, &'static [&'static str])];

/// Heads and fields of a touchpoint, in the order in which a mapper thinks.
pub(super) const TOUCHPOINT: Table = &[
    ("What happens", Side::Left, &["title", "doing", "expecting", "wait", "drop_off", "detour"]),
    ("How it feels", Side::Left, &["emotion", "feeling", "target", "voices"]),
    (
        "Whose it is",
        Side::Left,
        &[
            "goal",
            "owner",
            "channel",
            "contact",
            "medium",
            "side",
            "languages",
            "importance",
            "impact",
            "moment_of_truth",
            "high_risk",
            "response.typical",
            "response.hours",
        ],
    ),
    ("Behind the line of visibility", Side::Left, &["behind"]),
    ("Handover to the next", Side::Left, &["handover.emotion", "handover.text"]),
    ("Evidence", Side::Left, &["evidence", "checked", "sources", "tags", "votes"]),
    ("Notes", Side::Right, &["#notes"]),
    ("Actions", Side::Right, &["#actions"]),
    ("Support", Side::Right, &["support.months", "support.top"]),
    ("Measures", Side::Right, &["metrics"]),
    ("Checklist", Side::Right, &["checklist"]),
    (
        "Quality",
        Side::Right,
        &[
            "quality.appropriate",
            "quality.relevant",
            "quality.simple",
            "quality.appealing",
            "#weakest",
        ],
    ),
    ("Walks", Side::Right, &["walks"]),
];

/// Heads and fields of the brief.
pub(super) const BRIEF: Table = &[
    ("Changed on both sides", Side::Left, &["#conflicts"]),
    ("The map", Side::Left, &["title", "owner", "state", "twin", "priority", "tags"]),
    ("Why", Side::Left, &["decision", "objectives"]),
    ("From where to where", Side::Left, &["scope.from", "scope.to", "scope.scenario"]),
    ("Team", Side::Left, &["team"]),
    ("Review", Side::Left, &["review.every_days", "review.log"]),
    (words::HOW_FAR, Side::Right, &["#steps"]),
    (
        "Persona",
        Side::Right,
        &[
            "persona.name",
            "persona.kind",
            "persona.about",
            "persona.market",
            "persona.value",
            "persona.need",
            "persona.quote",
            "persona.goals",
            "persona.challenges",
            "persona.behaviours",
            "persona.drivers",
            "persona.preferences",
            "persona.sources",
        ],
    ),
    ("Parking lot", Side::Right, &["#parking"]),
    ("Measures", Side::Right, &["metrics"]),
    ("Workshops", Side::Right, &["sessions"]),
    (
        "Support data",
        Side::Right,
        &[
            "tickets.columns.text",
            "tickets.columns.category",
            "tickets.columns.date",
            "tickets.columns.score",
            "tickets.columns.channel",
            "tickets.columns.language",
            "tickets.columns.count",
            "tickets.score_max",
            "tickets.rules",
        ],
    ),
    ("Findings", Side::Right, &["findings.off", "findings.levels"]),
];

/// Heads and fields of a stage.
pub(super) const STAGE: Table = &[
    ("The stage", Side::Left, &["name", "phase", "goal"]),
    ("Handover to the next", Side::Left, &["handover.emotion", "handover.text"]),
    ("Notes", Side::Right, &["#notes"]),
    ("Actions", Side::Right, &["#actions"]),
];

/// Heads and fields of a note.
pub(super) const NOTE: Table = &[(
    "The note",
    Side::Left,
    &["kind", "text", "by", "owner", "cause", "source", "with", "tags", "votes", "states"],
)];

/// Heads and fields of an action.
pub(super) const ACTION: Table = &[
    (
        "The action",
        Side::Left,
        &["title", "owner", "due", "effort", "benefit", "preventive", "resources", "answers"],
    ),
    (
        "What it changes",
        Side::Right,
        &["was", "change", "measure", "metric", "before", "after", "states"],
    ),
];

/// Heads and fields of an entry in the parking lot.
pub(super) const PARKED: Table = &[("Parked", Side::Left, &["text", "by"])];
