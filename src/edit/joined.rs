//! One touchpoint out of several.

use crate::model::{Text, Touchpoint};

/// The first touchpoint with what the others have: lists one behind the
/// other, titles side by side where they differ, and of a single value the
/// first that is there.
pub fn joined(first: &Touchpoint, others: &[&Touchpoint]) -> Touchpoint {
    let mut all = first.clone();
    for other in others {
        if !other.title.is_empty() && all.title != other.title {
            all.title = match &*all.title {
                "" => other.title.clone(),
                title => format!("{title} / {}", other.title).as_str().into(),
            };
        }
        take(&mut all, other);
    }
    all
}

fn take(all: &mut Touchpoint, other: &Touchpoint) {
    let texts = [
        (&mut all.doing, &other.doing),
        (&mut all.expecting, &other.expecting),
        (&mut all.feeling, &other.feeling),
        (&mut all.channel, &other.channel),
        (&mut all.goal, &other.goal),
        (&mut all.owner, &other.owner),
    ];
    for (text, more) in texts {
        if text.is_empty() {
            text.clone_from(more);
        }
    }
    all.emotion = all.emotion.or(other.emotion);
    all.target = all.target.or(other.target);
    all.contact = all.contact.or(other.contact);
    all.medium = all.medium.or(other.medium);
    all.side = all.side.or(other.side);
    all.importance = all.importance.or(other.importance);
    all.impact = all.impact.or(other.impact);
    all.wait = all.wait.take().or_else(|| other.wait.clone());
    all.drop_off = all.drop_off.or(other.drop_off);
    all.evidence = all.evidence.or(other.evidence);
    all.checked = all.checked.or(other.checked);
    all.moment_of_truth |= other.moment_of_truth;
    all.high_risk |= other.high_risk;
    all.voices.extend(other.voices.iter().cloned());
    all.votes.extend(other.votes.iter().cloned());
    all.checklist.extend(other.checklist.iter().cloned());
    all.behind.extend(other.behind.iter().cloned());
    all.notes.extend(other.notes.iter().cloned());
    all.actions.extend(other.actions.iter().cloned());
    all.walks.extend(other.walks.iter().cloned());
    add_missing(&mut all.languages, &other.languages);
    add_missing(&mut all.tags, &other.tags);
    for source in &other.sources {
        if !all.sources.contains(source) {
            all.sources.push(*source);
        }
    }
    // two metrics of one name would be one
    for metric in &other.metrics {
        if !all.metrics.iter().any(|it| it.name == metric.name) {
            all.metrics.push(metric.clone());
        }
    }
    if all.response == Default::default() {
        all.response = other.response.clone();
    }
    if all.quality == Default::default() {
        all.quality = other.quality.clone();
    }
    if all.support == Default::default() {
        all.support = other.support.clone();
    }
    // the way on is that of the last
    if other.handover.is_there() {
        all.handover = other.handover.clone();
    }
}

fn add_missing(words: &mut Vec<Text>, more: &[Text]) {
    for word in more {
        if !words.contains(word) {
            words.push(word.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Emotion, Id, Note, NoteKind};

    #[test]
    fn lists_follow_each_other_and_the_first_value_wins() {
        let mut first = Touchpoint::new(Id::new("t-a"), "Pays");
        let mut second = Touchpoint::new(Id::new("t-b"), "Waits");
        first.owner = "Payments".into();
        second.owner = "Ops".into();
        second.channel = "E-mail".into();
        second.emotion = Emotion::new(-1).ok();
        second.notes.push(Note::new(Id::new("n-a"), NoteKind::Pain, "No news"));
        let all = joined(&first, &[&second]);
        assert_eq!(
            (&*all.title, &*all.owner, &*all.channel),
            ("Pays / Waits", "Payments", "E-mail")
        );
        assert_eq!((all.id, all.emotion, all.notes), (first.id, second.emotion, second.notes));
    }
}
