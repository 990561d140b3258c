//! The figures of the small shop as the commands say them.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{KIOSK, SHOP};

/// A home with both maps in its library.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let maps = home.path().join("config/maps");
        fs::create_dir_all(&maps).unwrap();
        fs::write(maps.join("shop.ron"), SHOP).unwrap();
        fs::write(maps.join("kiosk.ron"), KIOSK).unwrap();
        Self(home)
    }

    /// What a command prints on the day of the figures.
    fn says(&self, arguments: &[&str]) -> String {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_cjm"));
        command.env("CJM_CONFIG_DIR", self.0.path().join("config"));
        command.env("XDG_STATE_HOME", self.0.path().join("state"));
        command.env("HOME", self.0.path());
        command.args(arguments).args(["--today", "2026-11-22"]);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.says(&[arguments, &["--format", "json"]].concat())).unwrap()
    }
}

/// The same fields of each row.
fn fields(rows: &Value, names: &[&str]) -> Vec<Value> {
    let row = |row: &Value| names.iter().map(|name| row[name].clone()).collect();
    rows.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_library_says_how_each_map_stands() {
    let home = Home::new();
    let names = [
        "name",
        "touchpoints",
        "on_route",
        "rated",
        "goals",
        "owners",
        "worst",
        "breaks",
        "overdue",
    ];
    let rows = home.json(&["list"]);
    // the kiosk: 7 touchpoints, all rated, nothing else is known of it
    assert_eq!(
        fields(&rows, &names),
        [json!(["kiosk", 7, 7, 7, 0, 0, -1, 0, 0]), json!(["shop", 20, 19, 11, 2, 4, -2, 10, 2])]
    );
    // (−1 + 1 + 0 + 1 + 2 + 0 + 2) / 7 and −3 / 11
    let means: Vec<f64> =
        rows.as_array().unwrap().iter().map(|row| row["mean"].as_f64().unwrap()).collect();
    assert_eq!(means, [5.0 / 7.0, -3.0 / 11.0]);
    let review = ["reviewed", "next_review", "review_in_days"];
    assert_eq!(fields(&rows, &review)[1], json!(["2026-10-20", "2026-11-19", -3]));
    let lines = home.says(&["list"]);
    let lines: Vec<String> =
        lines.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        lines,
        [
            "kiosk A kiosk rated 7/7 goals 0/7 owners 0/7 +0.7 worst −1 never reviewed",
            "shop A small shop rated 11/19 goals 2/20 owners 4/20 −0.3 worst −2 10 breaks 2 \
             actions late review 3 days late",
        ]
    );
}

#[test]
fn what_to_fix_first_has_its_ranks_as_numbers() {
    let report = Home::new().json(&["fix", "shop"]);
    assert_eq!(
        report["sentence"],
        "Fix first: Waits without news · 50 of 1,000 orders in October, CSAT 47, one action 12 \
         days late"
    );
    // level × impact: 5 × 5, 4 × 4, 5 × 3, 5 × 2, 3 × 3, 2 × 4, 2 × 4, 2 × 3,
    // 1 × 5, 1 × 5
    let rows = fields(&report["breaks"], &["place", "rank"]);
    let ranks = [25, 16, 15, 10, 9, 8, 8, 6, 5, 5];
    let expected: Vec<Value> = (1..).zip(ranks).map(|(place, rank)| json!([place, rank])).collect();
    assert_eq!(rows, expected);
    let duty = &report["breaks"][1];
    // 132 / 4; 4.405 of the four parts
    assert_eq!(duty["frequency"]["value"], 33.0);
    assert_eq!(duty["impact"]["csat"], 4.32);
    assert_eq!(duty["impact"]["value"], 4);
}

#[test]
fn the_check_counts_what_the_rules_find() {
    let report = Home::new().json(&["check", "shop"]);
    assert_eq!(report["errors"], 0);
    assert_eq!(report["warnings"], 94);
    assert_eq!(report["infos"], 10);
    assert_eq!(report["findings"].as_array().unwrap().len(), 104);
}

#[test]
fn the_tables_say_the_same_as_rows() {
    let home = Home::new();
    let actions = home.json(&["show", "shop", "--view", "actions", "--order", "worth"]);
    let first = fields(&actions, &["id", "late", "quick_win", "effort", "benefit"]);
    assert_eq!(first[0], json!(["a-again", false, true, 2, 4]));
    assert_eq!(first[2], json!(["a-wait", true, false, 3, 5]));
    assert_eq!(first.len(), 16);
    let results = home.json(&["show", "shop", "--view", "results"]);
    let rows = fields(&results, &["id", "unit", "before", "after", "difference", "verdict"]);
    assert_eq!(rows[4], json!(["a-club", "Percent", 84.5, 88.5, 4.0, "better"]));
    assert_eq!(rows[5], json!(["a-again2", "Days", 4.0, 5.0, 1.0, "worse"]));
    assert_eq!(rows[7], json!(["a-gift2", "Count", null, 1180.0, null, null]));
    assert_eq!(rows.len(), 10);
    // all of all maps are those of the shop
    let all = home.json(&["show", "--all", "--view", "actions"]);
    assert_eq!(all.as_array().unwrap().len(), 16);
}

#[test]
fn the_curve_has_its_points_in_the_cells_that_were_worked_out() {
    let printed = Home::new().says(&["show", "shop", "--view", "curve", "--width", "120"]);
    let marked = |sign: char| -> Vec<usize> {
        let cells = |line: &str| -> Vec<usize> {
            let at = line.chars().enumerate().filter(|(_, it)| *it == sign);
            at.map(|(cell, _)| cell).collect()
        };
        // without the legend
        let lines = printed.lines().filter(|line| !line.contains("mapped"));
        let mut all: Vec<usize> = lines.flat_map(cells).collect();
        all.sort_unstable();
        all
    };
    // 20 units in 110 cells behind 10: 10 + floor(5.5 × x) at x = 0.5, 3.5, 4.5,
    // 5.5, 8.5, 9.5, 11.5, 13.5 to 16.5
    assert_eq!(marked('●'), [12, 29, 34, 40, 56, 62, 73, 84, 89, 95, 100]);
    // 1.5, 2.5, 6.5, 7.5, 10.5, 12.5, 18.5; at 17.5 who walked says 0
    assert_eq!(marked('?'), [18, 23, 45, 51, 67, 78, 111]);
    // where nobody felt as it is mapped: 13.5, 15.5, 17.5
    assert_eq!(marked('×'), [84, 95, 106]);
    // the detour at 15
    assert_eq!(marked('◇'), [92]);
    for row in ["    marks ", "     wait ", "    leave ", " handover ", "   beside "] {
        assert!(printed.lines().any(|line| line.starts_with(row)), "{row}: {printed}");
    }
    assert!(printed.contains("12.3%"), "{printed}");
}
