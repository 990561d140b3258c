//! The README says what the program does.
#![expect(clippy::unwrap_used, reason = "a README that cannot be read is a failed test")]

use cjm::insight::missing::Rule;
use cjm::store::fs::Real;
use cjm::store::templates;
use cjm::ui::command::{Command, Group};
use cjm::ui::key::show_keys;
use cjm::ui::keymap::Keymap;
use cjm::words;

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

/// The table of keys as the README has it.
fn keys() -> String {
    let keymap = Keymap::default();
    let mut lines = vec![
        "| | keys | command | what it does |".to_owned(),
        "| --- | --- | --- | --- |".to_owned(),
    ];
    for group in Group::ALL {
        let entries = Command::TABLE.iter().filter(|entry| entry.group == group);
        for (n, entry) in entries.enumerate() {
            let keys: Vec<String> = keymap
                .keys_of(entry.command)
                .map(|keys| format!("`{}`", show_keys(keys)))
                .collect();
            let head = if n == 0 { group.title() } else { "" };
            lines.push(format!(
                "| {head} | {} | {} | {} |",
                keys.join(" "),
                entry.name,
                entry.help
            ));
        }
    }
    lines.join("\n")
}

#[test]
fn the_table_of_keys_is_that_of_the_program() {
    let keys = keys();
    assert!(readme().contains(&keys), "the README should hold this table:\n{keys}");
}

/// The table of rules as the README has it.
fn rules() -> String {
    let mut lines = vec![
        "| rule | level | what it finds | what to do |".to_owned(),
        "| --- | --- | --- | --- |".to_owned(),
    ];
    lines.extend(Rule::ALL.iter().map(|rule| {
        let level = words::level(rule.default_level());
        let (what, repair) = (words::rule_what(*rule), words::rule_repair(*rule));
        format!("| `{}` | {level} | {what} | {repair} |", rule.code())
    }));
    lines.join("\n")
}

#[test]
fn the_table_of_rules_is_that_of_the_program() {
    let rules = rules();
    assert!(readme().contains(&rules), "the README should hold this table:\n{rules}");
}

#[test]
fn every_command_is_named() {
    let readme = readme();
    for command in [
        "cjm [MAP]",
        "cjm new NAME",
        "cjm list",
        "cjm templates",
        "cjm show",
        "cjm check",
        "cjm fix [MAP]",
        "cjm paths",
        "cjm keys",
        "cjm config",
    ] {
        assert!(readme.contains(command), "{command}");
    }
}

#[test]
fn every_built_in_template_is_named() {
    let readme = readme();
    let templates = templates::all(&Real, None).all;
    assert!(!templates.is_empty());
    for template in templates {
        let row = format!("\n| `{}` | ", template.name);
        assert!(readme.contains(&row), "{}", template.name);
    }
}
