//! Budgets that are counts, and so hold on any machine: bytes to the terminal, allocations.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/large.rs"]
mod large;
#[path = "counts/window.rs"]
mod window;

use cjm::model::JourneyMap;
use cjm::ui::look::Marks;
use cjm::ui::{Effect, Event};
use large::large_map;
use ratatui::crossterm::event::KeyCode;
use window::{Cost, Window, cost, in_turn, press};

/// The most that a step of the focus may write where nothing scrolls.
const STEP: usize = 500;
/// The most memory that an edit may ask for.
const EDIT: usize = 16 * 1024;
/// How much more a map of 10,000 cards may cost than one of 100.
const RATIO: f64 = 1.5;

const SIZES: [(u16, u16); 2] = [(120, 34), (200, 50)];

fn small() -> JourneyMap {
    large_map(10, 10)
}

fn huge() -> JourneyMap {
    large_map(50, 200)
}

fn example() -> JourneyMap {
    ron::from_str(include_str!("formats/example.ron")).unwrap()
}

fn order() -> JourneyMap {
    ron::from_str(include_str!("../assets/examples/cross-border-order.ron")).unwrap()
}

#[test]
fn one_step_of_the_focus_is_at_most_500_bytes() {
    let _turn = in_turn();
    for size in SIZES {
        for marks in [Marks::Faces, Marks::Shapes, Marks::Ascii] {
            for map in [example(), small()] {
                let mut window = Window::open(map, marks, size);
                let mut steps = 0;
                for key in "jjjjkkkkkljjkklhjlkhh".chars() {
                    let before = (window.state.scroll.clone(), window.state.focus.clone());
                    let bytes = window.key(key);
                    let moved = before.1 != window.state.focus;
                    if moved && before.0 == window.state.scroll {
                        steps += 1;
                        assert!(bytes <= STEP, "{bytes} bytes for {key} at {size:?}, {marks:?}");
                    }
                }
                assert!(steps >= 8, "only {steps} steps at {size:?} did not scroll");
            }
        }
    }
}

#[test]
fn a_step_is_at_most_500_bytes_with_the_line_of_visibility_too() {
    let _turn = in_turn();
    for size in SIZES {
        let mut window = Window::open(order(), Marks::Faces, size);
        window.key('v');
        window.key('v');
        let mut steps = 0;
        for key in "jjjjjkkkkkljjjkkkhjjkkllljjjkkk".chars() {
            let before = (window.state.scroll.clone(), window.state.focus.clone());
            let bytes = window.key(key);
            if before.1 != window.state.focus && before.0 == window.state.scroll {
                steps += 1;
                assert!(bytes <= STEP, "{bytes} bytes for {key} at {size:?}");
            }
        }
        assert!(steps >= 8, "only {steps} steps at {size:?} did not scroll");
    }
}

#[test]
fn a_key_that_changes_nothing_on_the_screen_writes_nothing() {
    let _turn = in_turn();
    let mut window = Window::open(small(), Marks::Faces, (120, 34));
    // the first card of the first stage is where it stands
    window.key('g');
    window.key('g');
    assert_eq!(window.send(Event::Deadline), 0);
    assert_eq!(window.draw(), 0);
}

#[test]
fn a_step_of_the_focus_costs_10_000_cards_no_more_than_100() {
    let _turn = in_turn();
    for size in SIZES {
        let [small, huge] = [small(), huge()].map(|map| {
            let mut window = Window::open(map, Marks::Faces, size);
            "jkljkh".chars().map(|key| window.cheapest(key)).collect::<Vec<_>>()
        });
        for (key, (small, huge)) in "jkljkh".chars().zip(small.iter().zip(&huge)) {
            assert!(
                huge.within(RATIO, small),
                "{key} at {size:?}: {huge:?}, of 100 cards {small:?}"
            );
        }
    }
}

#[test]
fn a_step_along_the_curve_costs_10_000_cards_no_more_than_100() {
    let _turn = in_turn();
    for size in SIZES {
        let [small, huge] = [small(), huge()].map(|map| {
            let mut window = Window::open(map, Marks::Faces, size);
            window.key('v');
            window.key('c');
            "llljh".chars().map(|key| window.cheapest(key)).collect::<Vec<_>>()
        });
        for (key, (small, huge)) in "llljh".chars().zip(small.iter().zip(&huge)) {
            assert!(
                huge.within(RATIO, small),
                "{key} at {size:?}: {huge:?}, of 100 cards {small:?}"
            );
        }
    }
}

#[test]
fn a_step_along_the_curve_is_at_most_500_bytes() {
    let _turn = in_turn();
    for size in SIZES {
        for marks in [Marks::Faces, Marks::Shapes, Marks::Ascii] {
            for map in [example(), order(), small()] {
                let mut window = Window::open(map, marks, size);
                window.key('v');
                window.key('c');
                let mut steps = 0;
                for key in "llllllhhjkllllhhkjlh".chars() {
                    let before = (window.state.scroll.clone(), window.state.focus.clone());
                    let bytes = window.key(key);
                    if before.1 != window.state.focus && before.0 == window.state.scroll {
                        steps += 1;
                        assert!(bytes <= STEP, "{bytes} bytes for {key} at {size:?}, {marks:?}");
                    }
                }
                assert!(steps >= 8, "only {steps} steps at {size:?} did not scroll");
            }
        }
    }
}

#[test]
fn an_edit_on_10_000_cards_asks_for_at_most_16_kb() {
    let _turn = in_turn();
    let mut window = Window::open(huge(), Marks::Faces, (120, 34));
    assert!(window.state.fixing.line().is_some(), "every card has tickets, and nothing fails");
    // beyond what any message costs, which is where things stand on the screen
    let nothing = window.update_cost(Event::Deadline);
    for key in "5u5uU".chars() {
        let cost = window.update_cost(press(key));
        assert!(cost.bytes <= nothing.bytes + EDIT, "{key}: {cost:?}, nothing: {nothing:?}");
        let journaled = window.effects.iter().any(|it| matches!(it, Effect::Journal(_)));
        assert!(journaled, "{key} is no edit");
    }
}

#[test]
fn handing_a_map_to_be_saved_costs_the_same_at_any_size() {
    let _turn = in_turn();
    let [small, huge] = [small(), huge()].map(|map| {
        let mut window = Window::open(map, Marks::Faces, (120, 34));
        // what the test runner asks for meanwhile is in some rounds, not in all
        let rounds: Vec<(Cost, Cost)> = (0..8).map(|round| window.hand_over(round)).collect();
        let least = |of: fn(&(Cost, Cost)) -> usize| rounds.iter().map(of).min().unwrap();
        let (nothing, saving) = (least(|it| it.0.times), least(|it| it.1.times));
        let (nothing_bytes, saving_bytes) = (least(|it| it.0.bytes), least(|it| it.1.bytes));
        (saving - nothing, saving_bytes - nothing_bytes)
    });
    assert_eq!(small, huge);
}

#[test]
fn typing_costs_10_000_cards_no_more_than_100() {
    let _turn = in_turn();
    let [small, huge] = [small(), huge()].map(|map| {
        let mut window = Window::open(map, Marks::Faces, (120, 34));
        window.key('o');
        "abc".chars().map(|key| window.one(key)).min().unwrap()
    });
    assert!(huge.within(RATIO, &small), "{huge:?}, of 100 cards {small:?}");
}

#[test]
fn opening_a_field_with_suggestions_asks_for_no_memory_a_card() {
    let _turn = in_turn();
    let [small, huge] = [small(), huge()].map(|map| {
        let mut window = Window::open(map, Marks::Faces, (120, 34));
        let open = |_| {
            window.key('c');
            let cost = window.one('o');
            window.send(Event::Key(KeyCode::Esc.into()));
            cost
        };
        (0..5).map(open).min().unwrap()
    });
    assert!(huge.within(RATIO, &small), "{huge:?}, of 100 cards {small:?}");
}

#[test]
fn a_letter_to_find_costs_10_000_cards_no_more_than_100() {
    let _turn = in_turn();
    let [small, huge] = [small(), huge()].map(|map| {
        let mut window = Window::open(map, Marks::Faces, (120, 34));
        window.key('/');
        // the first letter folds the texts, and makes room for what is found
        window.key('a');
        "bcd".chars().map(|key| window.one(key)).min().unwrap()
    });
    assert!(huge.within(RATIO, &small), "{huge:?}, of 100 cards {small:?}");
}

#[test]
fn a_step_in_a_table_costs_10_000_actions_no_more_than_100() {
    let _turn = in_turn();
    for size in SIZES {
        let [small, huge] = [small(), huge()].map(|map| {
            let mut window = Window::open(map, Marks::Faces, size);
            window.key('v');
            window.key('a');
            // the first of each searches, and makes room
            for key in "jkjjkk".chars() {
                window.key(key);
            }
            "jkjk".chars().map(|key| window.one(key)).collect::<Vec<_>>()
        });
        for (small, huge) in small.iter().zip(&huge) {
            assert!(huge.within(RATIO, small), "{size:?}: {huge:?}, of 100 actions {small:?}");
        }
    }
}

#[test]
fn a_step_in_a_table_is_at_most_500_bytes() {
    let _turn = in_turn();
    for size in SIZES {
        for map in [order(), small()] {
            let mut window = Window::open(map, Marks::Faces, size);
            window.key('v');
            window.key('a');
            for key in "jjjkkk".chars() {
                let bytes = window.key(key);
                assert!(bytes <= STEP, "{bytes} bytes for {key} at {size:?}");
            }
        }
    }
}

#[test]
fn the_count_of_allocations_counts() {
    let _turn = in_turn();
    let least = (0..5).map(|_| cost(|| drop(vec![1_u8; 1_000])).1).min().unwrap();
    assert_eq!(least, Cost { times: 1, bytes: 1_000 });
}

#[test]
fn a_step_in_what_to_fix_first_costs_10_000_breaks_no_more_than_100_and_few_bytes() {
    let _turn = in_turn();
    for size in SIZES {
        let [small, huge] = [small(), huge()].map(|map| {
            let mut window = Window::open(map, Marks::Faces, size);
            for key in "vfjkjjkk".chars() {
                window.key(key);
            }
            let mut bytes = 0;
            let costs: Vec<Cost> =
                "jkjk".chars().map(|key| cost(|| bytes = bytes.max(window.key(key))).1).collect();
            assert!(bytes <= STEP, "{bytes} bytes at {size:?}");
            costs
        });
        for (small, huge) in small.iter().zip(&huge) {
            assert!(huge.within(RATIO, small), "{size:?}: {huge:?}, of 100 breaks {small:?}");
        }
    }
}

#[test]
fn the_next_missing_after_an_edit_reads_only_what_changed() {
    let _turn = in_turn();
    let mut window = Window::open(huge(), Marks::Faces, (120, 34));
    let first = window.one(']');
    window.key('5');
    let after_an_edit = window.one(']');
    // one stage of fifty, and what is put together of all
    assert!(after_an_edit.times * 10 <= first.times, "{after_an_edit:?}, at first {first:?}");
}
