//! What people stumbled over on pages, at prompts and in the line below.

use std::sync::Arc;

use cjm::model::{Address, Emotion, JourneyMap, Level};
use cjm::ui::Mode;
use cjm::ui::form::{Row, Target};

use crate::maps::{order, sized, titled};
use crate::screen::Screen;

fn opened(map: JourneyMap, (width, height): (u16, u16), keys: &str) -> Screen {
    let mut screen = Screen::new(map, width, height);
    screen.keys(keys);
    screen
}

fn rows(screen: &Screen) -> Vec<Row> {
    screen.state.pages.last().unwrap().rows(screen.state.map(), screen.state.look)
}

fn chosen(screen: &Screen) -> Row {
    rows(screen)[screen.state.pages.last().unwrap().chosen].clone()
}

/// The last line but the footer.
fn said(screen: &Screen) -> String {
    let text = screen.text();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len() - 2].to_owned()
}

#[test]
fn the_line_below_says_all_that_there_is_room_for_and_ends_at_a_word() {
    let mut map = titled(&["Waits"]);
    let card = Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[0]);
    card.feeling = "lost".into();
    card.goal = "Clear, simple".into();
    card.target = Emotion::new(1).ok();
    let whole = "feels lost · should be: Clear, simple · should feel +1";
    let wide = opened(map.clone(), (120, 24), "");
    assert!(said(&wide).contains(whole), "{}", wide.text());
    for width in 30..110 {
        let screen = opened(map.clone(), (width, 24), "");
        let line = said(&screen).trim().to_owned();
        let Some(kept) = line.strip_suffix('…') else { continue };
        assert!(whole.starts_with(kept), "{width}: {line}");
        let next = whole[kept.len()..].chars().next().unwrap();
        assert!(" ,:·".contains(next), "{width}: {line}");
        assert!(line.chars().count() + 14 > usize::from(width), "{width}: {line}");
    }
}

#[test]
fn a_prompt_says_what_it_is_for_while_there_is_room_and_then_gives_way_to_what_is_typed() {
    let title = "Waits until the payment has arrived at the shop";
    let mut map = titled(&[title]);
    let card = Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[0]);
    card.owner = "Ops".into();
    let mut screen = opened(map, (80, 24), "vm/goal<enter>ap");
    assert!(said(&screen).contains(&format!("pain for “{title}”:")), "{}", screen.text());
    let typed = "Nobody tells her whether the money has come at all";
    screen.keys(typed);
    let line = said(&screen);
    assert!(line.contains(typed), "{line}");
    assert!(line.contains("pain for “Waits until the… Nobody"), "{line}");
}

#[test]
fn a_message_takes_no_more_rows_than_it_needs() {
    let mut screen = opened(sized(1, 1), (40, 12), "4");
    screen.state.notice =
        Some(cjm::ui::Notice::info("Effort of action “Put duties into the price” changed"));
    screen.resize(40, 12);
    let text = screen.text();
    assert!(text.contains("Effort of action “Put duties into the"), "{text}");
    assert!(said(&screen).contains("not saved yet"), "{text}");
}

#[test]
fn pgdn_turns_the_page_that_is_open_and_no_other_card() {
    for (keys, size) in
        [("vi", (80, 24)), ("<enter>", (80, 24)), ("<enter>", (120, 34)), ("vi", (40, 12))]
    {
        let mut screen = opened(order(), size, keys);
        let (focus, first) = (screen.state.focus.clone(), screen.text());
        screen.keys("<pgdn>");
        let page = screen.state.pages.last().unwrap();
        assert!(
            page.chosen > 0 && (page.top != [0; 2] || !first.contains('↓')),
            "{}",
            screen.text()
        );
        assert_eq!((screen.state.pages.len(), &screen.state.focus), (1, &focus));
        screen.keys(&"<pgdn>".repeat(40));
        let last = screen.state.pages[0].chosen;
        screen.keys("<pgdn>");
        assert_eq!(screen.state.pages[0].chosen, last);
        screen.keys(&"<pgup>".repeat(42));
        assert_eq!(screen.text(), first);
        screen.keys("<esc>");
        assert_eq!(screen.state.focus, focus);
    }
}

#[test]
fn every_row_comes_into_view_by_pgdn_alone() {
    let mut screen = opened(order(), (80, 24), "vi");
    let all = rows(&screen);
    let mut seen = screen.text();
    for _ in 0..20 {
        screen.keys("<pgdn>");
        seen.push_str(&screen.text());
    }
    for row in all.iter().filter(|row| !row.label.is_empty()) {
        assert!(seen.contains(&row.label), "{} was never in view", row.label);
    }
}

#[test]
fn the_next_card_is_a_key_away_from_an_opened_card_and_from_the_board() {
    let mut screen = opened(sized(2, 2), (80, 24), "j<enter>>");
    assert!(screen.text().contains("Step 2.1"), "{}", screen.text());
    screen.keys("<");
    assert_eq!(screen.state.focus.spot().unwrap().id.as_str(), "t-0-1");
    screen.keys("<esc>>>>");
    assert_eq!(screen.state.focus.spot().unwrap().id.as_str(), "t-1-1");
    assert!(screen.text().contains("no more card"), "{}", screen.text());
}

#[test]
fn a_page_closes_for_another_view_and_for_finding() {
    for (keys, view) in [("vb", "Board"), ("va", "Actions"), ("vm", "Missing")] {
        for open in ["<enter>", "vi"] {
            let screen = opened(order(), (100, 30), &format!("{open}{keys}"));
            assert!(screen.state.pages.is_empty(), "{open}{keys}");
            assert_eq!(format!("{:?}", screen.state.view), view, "{open}{keys}");
        }
    }
    let mut screen = opened(order(), (100, 30), "<enter>/duties");
    assert!(screen.text().contains("find: duties"), "{}", screen.text());
    screen.keys("<esc>");
    assert_eq!(screen.state.pages.len(), 1, "given up, the page is there again");
    screen.keys("/duties<enter>");
    assert!(screen.state.pages.is_empty());
}

#[test]
fn what_is_typed_behind_a_refusal_is_no_command() {
    for refused in ["vi<down>ap", "viar", "vico", "vm<home>ggap", "viag"] {
        let map = sized(2, 2);
        let mut screen =
            opened(map.clone(), (100, 30), &format!("{refused}ddtuq35oKundin ruft an<enter>"));
        assert_eq!(**screen.state.map(), map, "{refused}: {}", screen.text());
        assert!(screen.effects.iter().all(|it| !matches!(it, cjm::ui::Effect::Quit)), "{refused}");
        screen.keys("<esc>");
    }
}

#[test]
fn behind_a_refusal_letters_are_named_and_arrows_go_on() {
    let mut screen = opened(sized(2, 2), (100, 30), "viapquick");
    assert!(screen.text().contains("quick"), "{}", screen.text());
    screen.keys("<enter>");
    assert_eq!(screen.state.pages.len(), 1);
    assert!(matches!(screen.state.mode, Mode::Board));
    screen.keys("j");
    assert_eq!(screen.state.pages[0].chosen, 1, "after enter keys are commands again");
    screen.keys("ap<esc>");
    assert!(screen.state.pages.is_empty(), "without a text esc goes back");
    screen.keys("viap<down>j");
    assert_eq!(screen.state.pages[0].chosen, 2);
}

#[test]
fn a_step_of_the_work_leads_to_its_card_whatever_was_looked_at() {
    for before in ["vagg", "vr", "vf", "vm", "foLogistics<enter>", "<space><space>", "va"] {
        let mut screen = opened(order(), (120, 34), &format!("{before}:five steps<enter>"));
        let step = |row: &Row| matches!(row.target, Target::Step(cjm::insight::Task::Breaks));
        let at = rows(&screen).iter().position(step).unwrap();
        screen.state.pages.last_mut().unwrap().chosen = at;
        screen.keys("<enter>");
        let line = screen.state.notice.as_ref().unwrap().text.clone();
        let spot = screen.state.focus.spot().unwrap();
        let title = screen.state.map().touchpoint(&spot).unwrap().title.to_string();
        assert!(line.contains(&title), "{before}: {line}, but the focus is on {title}");
        let others = |screen: &Screen| -> Vec<Option<i8>> {
            let all = screen.state.map().stages.iter().flat_map(|stage| &stage.touchpoints);
            all.filter(|it| it.id != spot.id).map(|it| it.emotion.map(Emotion::get)).collect()
        };
        let before_key = others(&screen);
        screen.keys("4");
        assert_eq!(others(&screen), before_key, "{before}");
        assert_eq!(screen.state.map().touchpoint(&spot).unwrap().emotion, Emotion::new(1).ok());
    }
}

#[test]
fn all_five_steps_are_in_view_when_they_are_asked_for() {
    for size in [(120, 34), (80, 24)] {
        let screen = opened(order(), size, ":five steps<enter>");
        let text = screen.text();
        for step in ["1 list", "2 set goals", "3 breaks", "4 fix first", "5 track"] {
            assert!(text.contains(step), "{step} at {size:?}\n{text}");
        }
    }
}

#[test]
fn features_are_found_by_words_of_every_day() {
    for (typed, expected) in [
        ("metric", "add metric"),
        ("measure", "add metric"),
        ("csat", "add metric"),
        ("nps", "add metric"),
        ("rule", "rule level"),
        ("rules off", "rule level"),
        ("switch off", "rule level"),
        ("vote", "add vote"),
        ("preventive", "preventive"),
        ("next card", "next card"),
    ] {
        let screen = opened(order(), (100, 30), &format!(":{typed}"));
        let text = screen.text();
        assert!(
            text.lines().take(6).any(|line| line.trim_start().starts_with(expected)),
            "{typed}\n{text}"
        );
    }
}

#[test]
fn a_metric_is_added_by_its_name_to_the_card_or_to_the_map() {
    let mut screen = opened(sized(1, 1), (100, 30), "j:metric<enter>CSAT<enter>");
    let card = |screen: &Screen| screen.state.map().stages[0].touchpoints[0].clone();
    assert_eq!(&*card(&screen).metrics[0].name, "CSAT");
    screen.keys("<esc><esc><esc><esc>vi:metric<enter>NPS<enter>");
    assert_eq!(&*screen.state.map().metrics[0].name, "NPS");
    screen.keys("<esc><esc><esc><esc>gg:vote<enter>Maya<enter>");
    assert_eq!(&*card(&screen).votes[0].by, "Maya");
}

#[test]
fn a_rule_is_switched_off_or_weighed_from_its_row_and_undone() {
    let mut screen = opened(sized(1, 2), (100, 30), "vm/goal<enter>cl");
    assert!(screen.text().contains("goal-missing"), "{}", screen.text());
    screen.keys("4");
    let off = |screen: &Screen| -> Vec<String> {
        screen.state.map().findings.off.iter().map(ToString::to_string).collect()
    };
    assert_eq!(off(&screen), ["goal-missing"]);
    assert!(screen.text().contains("u brings it back"), "{}", screen.text());
    screen.keys("<esc>");
    assert!(screen.text().contains("1 rule is off"), "{}", screen.text());
    assert!(!screen.text().contains("no goal"), "{}", screen.text());
    screen.keys("u");
    assert!(off(&screen).is_empty());
    screen.keys("/owner<enter>cl1");
    let levels = &screen.state.map().findings.levels;
    assert_eq!(levels.len(), 1);
    assert_eq!((&*levels[0].0, levels[0].1), ("owner-missing", Level::Error));
    screen.keys("cl<bs>");
    assert!(screen.state.map().findings.levels.is_empty());
}

#[test]
fn a_rule_is_asked_for_where_rows_say_which() {
    let screen = opened(sized(1, 2), (100, 30), "cl");
    assert_eq!(format!("{:?}", screen.state.view), "Missing");
    assert!(screen.text().contains("c l"), "{}", screen.text());
}

#[test]
fn unfolding_leads_to_the_first_field_that_was_folded() {
    for (keys, size) in [("<enter>", (80, 24)), ("vi", (80, 24)), ("<enter>", (120, 34))] {
        let mut screen = opened(sized(1, 1), size, &format!("j{keys}"));
        let before: Vec<Target> = rows(&screen).into_iter().map(|row| row.target).collect();
        let folded = before.iter().position(|target| *target == Target::Folded).unwrap();
        screen.state.pages.last_mut().unwrap().chosen = folded;
        screen.keys("<enter>");
        let first = rows(&screen).into_iter().find(|row| !before.contains(&row.target)).unwrap();
        assert_eq!(chosen(&screen).target, first.target);
        assert!(screen.text().contains(&first.label), "{}", screen.text());
    }
}

#[test]
fn a_review_says_by_whom_and_enter_opens_the_name_to_change_it() {
    let mut map = sized(1, 1);
    map.owner = "Maya".into();
    let mut screen = opened(map, (100, 30), "rr");
    assert!(said(&screen).contains("review by Maya, why now:"), "{}", screen.text());
    screen.keys("New carrier<enter>");
    assert!(screen.text().contains("Review by Maya, the owner of the map, recorded"));
    screen.keys("<enter>");
    assert_eq!((chosen(&screen).label.as_str(), chosen(&screen).value.as_str()), ("who", "Maya"));
    // the name itself is open, and is replaced by what is typed
    screen.keys("Jürgen");
    let footer = screen.text().lines().last().unwrap().to_owned();
    assert!(footer.contains("enter keep"), "{footer}");
    screen.keys("<enter>");
    assert_eq!(&*screen.state.map().review.log[0].by, "Jürgen");

    let mut screen = opened(sized(1, 1), (100, 30), "rrNew<enter>");
    assert!(screen.text().contains("enter says by whom"), "{}", screen.text());
    screen.keys("j<enter>");
    assert!(matches!(screen.state.pages[0].at, Address::Touchpoint(_)), "only while it is said");
}

#[test]
fn what_is_added_on_an_opened_card_is_in_view_and_has_the_focus() {
    for size in [(80, 24), (120, 34), (40, 12)] {
        let mut screen = opened(order(), size, "ljj<enter>");
        screen.keys("atTell her on day two<enter><esc>");
        assert_eq!(chosen(&screen).value, "Tell her on day two");
        assert!(screen.text().contains("Tell her on"), "{}", screen.text());
        screen.keys("ggapNobody says so<enter>Nor why<enter><esc>");
        assert_eq!(chosen(&screen).value, "Nor why");
        screen.keys("gg");
        let before = screen.state.map().clone();
        screen.keys("ac2");
        assert_ne!(**screen.state.map(), *before);
        assert!(
            matches!(&chosen(&screen).target, Target::Item { list, .. }
                if format!("{list:?}").contains("checklist")),
            "{}",
            screen.text()
        );
    }
}

#[test]
fn a_new_action_is_planned_by_a_key_a_field() {
    let mut screen = opened(sized(1, 1), (100, 30), "j<enter>atTell her<enter><esc>");
    screen.keys("coOps<enter>cd15.12.<enter>ce2cB4cmFewer calls<enter>cp");
    let card = screen.state.map().stages[0].touchpoints[0].clone();
    let action = &card.actions[0];
    assert_eq!((&*action.owner, &*action.measure), ("Ops", "Fewer calls"));
    assert_eq!(action.due.unwrap().as_str(), "2026-12-15");
    assert!(action.effort.is_some() && action.benefit.is_some() && action.preventive);
    assert!(card.owner.is_empty(), "the card keeps its own");
    screen.keys("cp");
    assert!(!screen.state.map().stages[0].touchpoints[0].actions[0].preventive);
}

#[test]
fn the_next_missing_thing_is_opened_where_it_is_mended() {
    let mut screen = opened(sized(1, 2), (100, 30), "jvbgg]]]");
    let line = screen.state.notice.as_ref().unwrap().text.clone();
    screen.keys("<enter>");
    let label = chosen(&screen).label;
    assert!(label != "title" && line.contains(&label), "{line}: {label}");
}

#[test]
fn the_head_of_a_stage_says_its_mean_at_any_width_and_never_a_bare_worst() {
    let mut map = sized(3, 5);
    Arc::make_mut(&mut map.stages[0]).name = "Return and refund".into();
    for width in 24..120 {
        let screen = opened(map.clone(), (width, 24), "");
        let text = screen.text();
        let head = text.lines().find(|line| line.contains("Return")).unwrap();
        // five cards from −2 to +2
        assert!(head.contains("0.0") || head.contains("+0.0"), "{width}: {head}");
        assert_eq!(head.matches("−2").count(), head.matches("worst −2").count(), "{head}");
    }
}

#[test]
fn a_card_that_is_too_high_keeps_its_title_and_the_line_that_is_typed() {
    let mut map = titled(&["Sees duties in the last step"]);
    let card = Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[0]);
    card.goal = "Clear and predictable".into();
    for n in 0..14 {
        let id = cjm::model::Id::new(&format!("n-{n}"));
        let text = format!("Nobody says why, and that is complaint number {n}");
        card.notes.push(cjm::model::Note::new(id, cjm::model::NoteKind::Pain, &text));
    }
    let mut screen = opened(map, (80, 24), "jatShow duties");
    let text = screen.text();
    assert!(text.contains("Sees duties") && text.contains("Show duties"), "{text}");
    screen.keys("<enter>Early");
    let text = screen.text();
    assert!(text.contains("Sees duties") && text.contains("Early"), "{text}");
}

#[test]
fn the_keys_that_a_refusal_names_are_heard() {
    let mut screen = opened(sized(1, 1), (100, 30), "ft");
    assert!(screen.text().contains("c # gives one"), "{}", screen.text());
    screen.keys("c#late<enter>");
    assert_eq!(&*screen.state.map().stages[0].touchpoints[0].tags[0], "late");
}

#[test]
fn the_footer_offers_a_row_more_where_o_adds_one_and_nowhere_else() {
    for keys in ["<enter>", "k<enter>", "vi"] {
        let count = rows(&opened(order(), (120, 40), keys)).len();
        let mut offers = 0;
        for row in 0..count {
            let mut screen = opened(order(), (120, 40), keys);
            screen.state.pages[0].chosen = row;
            screen.resize(120, 40);
            let is_offered = screen.text().lines().last().unwrap().contains("o add row");
            screen.keys("o");
            let adds = !said(&screen).contains("This is no list");
            assert_eq!(is_offered, adds, "{keys}, row {row}\n{}", screen.text());
            offers += usize::from(is_offered);
        }
        assert!(0 < offers && offers < count, "{keys}: {offers} of {count}");
    }
}
