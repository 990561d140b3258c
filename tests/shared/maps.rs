//! Small maps for the screen, each with one thing to see.

use std::sync::Arc;

use cjm::model::{Emotion, Id, JourneyMap, Phase, Stage, Touchpoint};

/// The map of `tests/formats/example.ron`.
pub(crate) fn example() -> JourneyMap {
    ron::from_str(include_str!("../formats/example.ron")).unwrap()
}

/// Nothing but a title.
pub(crate) fn empty() -> JourneyMap {
    JourneyMap::new("Parcel")
}

/// Stages of so many cards each, rated in turn from bad to good.
pub(crate) fn sized(stages: usize, cards: usize) -> JourneyMap {
    let mut map = JourneyMap::new("Parcel");
    for s in 0..stages {
        let mut stage = Stage::new(Id::new(&format!("s-{s}")), &format!("Stage {}", s + 1));
        stage.phase = Some(Phase::ALL[s * 3 / stages]);
        for t in 0..cards {
            let mut touchpoint = Touchpoint::new(
                Id::new(&format!("t-{s}-{t}")),
                &format!("Step {}.{}", s + 1, t + 1),
            );
            touchpoint.emotion = Emotion::new((t % 5) as i64 - 2).ok();
            stage.touchpoints.push(Arc::new(touchpoint));
        }
        map.stages.push(Arc::new(stage));
    }
    map
}

/// One stage with these titles.
pub(crate) fn titled(titles: &[&str]) -> JourneyMap {
    let mut map = sized(1, titles.len());
    let stage = Arc::make_mut(&mut map.stages[0]);
    for (touchpoint, title) in stage.touchpoints.iter_mut().zip(titles) {
        Arc::make_mut(touchpoint).title = (*title).into();
    }
    map
}

/// Titles in many scripts, and what must not reach a terminal.
pub(crate) fn scripts() -> JourneyMap {
    titled(&[
        "六天没有消息，也没有人接电话",
        "배송이 언제 오는지 모른다",
        "배송 decomposed",
        "يدفع الرسوم عند الباب",
        "ग्राहक को कोई जवाब नहीं मिलता",
        "பார்சல் எங்கே இருக்கிறது",
        "รอพัสดุหกวันโดยไม่มีข่าว",
        "Где моя посылка?",
        "A family 👨‍👩‍👧‍👦 in 🇩🇪 cheers 👍🏽",
        "e\u{301}te\u{301} with accents apart",
        "red \u{1b}[31m and \u{202e}turned",
        "zero\u{200b}width",
    ])
}

/// The example that ships with the program.
pub(crate) fn order() -> JourneyMap {
    ron::from_str(include_str!("../../assets/examples/cross-border-order.ron")).unwrap()
}

/// Two stages; after every card of the first, and after it, a handover in
/// another script or with less than all of it.
pub(crate) fn handed_over() -> JourneyMap {
    let texts = [
        "客服看不到快递公司看到的东西，她要从头再说一遍",
        "A family 👨‍👩‍👧‍👦 in 🇩🇪 waits at the door and does not know why",
        "يدفع الرسوم عند الباب",
        "red \u{1b}[31m and \u{202e}turned",
        "",
    ];
    let mut map = sized(2, texts.len());
    let stage = Arc::make_mut(&mut map.stages[0]);
    for (n, (touchpoint, text)) in stage.touchpoints.iter_mut().zip(texts).enumerate() {
        let handover = &mut Arc::make_mut(touchpoint).handover;
        handover.text = text.into();
        handover.emotion = Emotion::new(n as i64 - 2).ok();
    }
    stage.handover.text = "没有评价".into();
    map
}
