use proptest::prelude::*;

use super::*;

fn sheet(rows: &[(&str, &str, &str)]) -> Sheet {
    let columns = vec![
        Column::new("what", Kind::Text(14)),
        Column::giving_way("where", Kind::Text(10), 1),
        Column::new("how much", Kind::Figure),
    ];
    let mut sheet = Sheet::new("Three things.".into(), "Nothing yet.", columns);
    for (what, place, figure) in rows {
        let cells = vec![Cell::plain(what), Cell::dim(place), Cell::plain(figure)];
        sheet.push(Address::Map, cells);
    }
    sheet
}

const ROWS: [(&str, &str, &str); 2] = [
    ("Show duties beside the price, before she chooses", "Checkout", "+32.5 points"),
    ("每天给她写一封信，说包裹在哪里", "发货", "−3 days"),
];

#[test]
fn columns_stand_side_by_side_where_there_is_room() {
    assert_eq!(
        sheet(&ROWS).print(60),
        [
            "Three things.",
            "",
            "what                                  where         how much",
            "Show duties beside the price, before  Checkout  +32.5 points",
            "she chooses",
            "每天给她写一封信，说包裹在哪里        发货           −3 days",
        ]
    );
}

#[test]
fn without_room_each_row_has_lines_of_its_own() {
    assert_eq!(
        sheet(&ROWS).print(40),
        [
            "Three things.",
            "",
            "Show duties beside the price, before she",
            "chooses",
            "  Checkout · +32.5 points",
            "每天给她写一封信，说包裹在哪里",
            "  发货 · −3 days",
        ]
    );
}

#[test]
fn what_a_column_that_gives_way_says_stands_below_its_row() {
    let wide = "x".repeat(70);
    let lines = sheet(&[("Name", "Place", &wide), ("Other", "", &wide)]).print(80);
    assert_eq!(lines[2].trim_end(), format!("what   {}how much", " ".repeat(62)));
    assert_eq!(lines[3], format!("Name   {wide}"));
    assert_eq!(lines[4..], ["  Place".to_owned(), format!("Other  {wide}")]);
    // at no width a row says less than at another
    for width in 50..160 {
        let said = sheet(&ROWS).print(width).join("\n");
        assert!(
            ["Checkout", "发货", "points", "days"].iter().all(|it| said.contains(it)),
            "{said}"
        );
    }
}

#[test]
fn an_empty_table_says_how_it_gets_filled() {
    assert_eq!(sheet(&[]).print(80), ["Nothing yet."]);
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_width(
        rows in prop::collection::vec(
            (text::any_text(), text::any_text(), text::any_text()), 0..5),
        width in 1_usize..160,
    ) {
        let rows: Vec<(&str, &str, &str)> =
            rows.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        for line in sheet(&rows).print(width) {
            prop_assert!(text::width(&line) <= width, "{line:?} in {width}");
        }
    }

    #[test]
    fn figures_are_whole_wherever_one_has_room(
        names in prop::collection::vec(text::any_text(), 1..5),
        figure in "[−+][0-9]{1,6}\\.[0-9] points",
        width in 20_usize..160,
    ) {
        let rows: Vec<(&str, &str, &str)> =
            names.iter().map(|name| (name.as_str(), "", figure.as_str())).collect();
        let lines = sheet(&rows).print(width);
        let found = lines.iter().filter(|line| line.contains(&figure)).count();
        prop_assert_eq!(found, rows.len(), "{:?}", lines);
    }
}
