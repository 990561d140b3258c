//! A map as large as the budgets name.

use std::sync::Arc;

use cjm::model::{
    Action, Count, Counts, Day, Emotion, Id, JourneyMap, Month, Note, NoteKind, Phase, Scale,
    Stage, Support, Touchpoint, Vote,
};

/// A map of `stages` columns with `cards` touchpoints each; a card takes about
/// 1,100 bytes in the file.
pub(crate) fn large_map(stages: u32, cards: u32) -> JourneyMap {
    let mut map = JourneyMap::new("First order from abroad");
    map.stages = (0..stages)
        .map(|column| {
            let mut stage = Stage::new(id('s', column), &format!("Stage {column}"));
            stage.phase = Some(Phase::ALL[column as usize % 3]);
            stage.touchpoints =
                (0..cards).map(|row| Arc::new(touchpoint(column * cards + row))).collect();
            Arc::new(stage)
        })
        .collect();
    map
}

fn id(prefix: char, number: u32) -> Id {
    Id::from_number(prefix, u64::from(number) + 1)
}

fn touchpoint(n: u32) -> Touchpoint {
    let small = u8::try_from(n % 5).unwrap();
    let scale = Scale::new(i64::from(small) + 1).ok();
    let on = Day::parse("2026-09-30").unwrap();
    let mut card =
        Touchpoint::new(id('t', n), &format!("Waits {n} days without news / 六天没有消息"));
    card.doing = "Compares the total with the price that the ad had shown".into();
    card.emotion = Emotion::new(i64::from(small) - 2).ok();
    card.feeling = "cheated".into();
    card.channel = "Website".into();
    card.goal = "Clear, predictable".into();
    card.owner = "Payments".into();
    card.importance = scale;
    card.impact = scale;
    card.tags = vec!["duties".into(), "europe".into()];
    card.votes = vec![Vote { by: "Maya".into(), dots: n % 4, comments: None }];
    let mut note = Note::new(id('n', n), NoteKind::Pain, "Nobody says that duties come on top");
    note.by = "Ivo".into();
    card.notes = vec![note];
    card.support = Support { months: vec![counts(n)], ..Support::default() };
    let mut action = Action::new(id('a', n), "Show duties on the product page");
    action.owner = "Payments".into();
    action.due = Some(on);
    card.actions = vec![action];
    card
}

fn counts(n: u32) -> Counts {
    Counts {
        month: Month::parse("2026-09").unwrap(),
        tickets: Count::new(i64::from(n)).ok(),
        orders: Count::new(39_800).ok(),
        csat: None,
        languages: vec![("de".into(), Count::new(820).unwrap())],
        channels: Vec::new(),
        comments: None,
    }
}
