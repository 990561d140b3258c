//! Changing fields of touchpoints: emotions, choices, marks, and again.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::Turn;
use crate::edit::{Edit, Join, NotNext};
use crate::model::{ActionState, Emotion, NoteKind, StageField, Touchpoint, TouchpointField, Wait};
use crate::ui::choice::{Choice, Value};
use crate::ui::command::Command;
use crate::ui::key::Key;
use crate::ui::state::{Mode, Repeat, Sign};
use crate::ui::writing::{Attribute, Passing, Slot};
use crate::words;

/// How long a digit behind `+` or `-` is a part of one value with it.
const SIGN_HOLDS: Duration = Duration::from_secs(1);

impl Turn<'_> {
    /// Runs a command that changes fields of touchpoints; says whether it was
    /// one. `last` is the command before it.
    pub(super) fn change(&mut self, command: Command, last: Option<Command>) -> bool {
        let sign = self.sign.map(i64::from);
        let felt = |value: i64| Repeat::Set(TouchpointField::Emotion(Emotion::new(value).ok()));
        match (command, sign) {
            // `-2` is two keys: the step is taken back into the value
            (Command::Emotion1, Some(sign)) => self.make(&felt(sign), Join::Previous),
            (Command::Emotion2, Some(sign)) => self.make(&felt(2 * sign), Join::Previous),
            (Command::Emotion1, None) => self.make(&felt(-2), Join::New),
            (Command::Emotion2, None) => self.make(&felt(-1), Join::New),
            (Command::Emotion3 | Command::EmotionZero, _) => self.make(&felt(0), Join::New),
            (Command::Emotion4, _) => self.make(&felt(1), Join::New),
            (Command::Emotion5, _) => self.make(&felt(2), Join::New),
            (Command::EmotionUp, _) => self.step_emotion(1),
            (Command::EmotionDown, _) => self.step_emotion(-1),
            (Command::EmotionNone, _) => {
                self.make(&Repeat::Set(TouchpointField::Emotion(None)), Join::New)
            }
            (Command::ToggleDetour, _) => self.toggle(|it| TouchpointField::Detour(!it.detour)),
            (Command::ToggleTruth, _) => {
                self.toggle(|it| TouchpointField::MomentOfTruth(!it.moment_of_truth))
            }
            (Command::ToggleRisk, _) => self.toggle(|it| TouchpointField::HighRisk(!it.high_risk)),
            (Command::ChangeImpact, _) => {
                self.state.mode = Mode::Choice(Choice::Impact(self.targets()))
            }
            (Command::ChangeTarget, _) => {
                self.state.mode = Mode::Choice(Choice::Target(self.targets()))
            }
            (Command::RateHandover, _) => {
                self.state.mode = Mode::Choice(Choice::Handover(self.holders()))
            }
            (Command::StagePhase, _) => {
                if let Some(stage) = self.state.focus.stage() {
                    self.state.mode = Mode::Choice(Choice::Phase(stage.clone()));
                }
            }
            (Command::Mark, _) => self.mark(last),
            (Command::Repeat, _) => match self.state.repeat.clone() {
                Some(Repeat::Note(kind, text)) => self.add_note(kind, &text),
                Some(Repeat::Handover(passing)) => {
                    let of = self.holders();
                    self.hand_over(&of, &passing);
                }
                Some(repeat) => self.make(&repeat, Join::New),
                None => self.warn(words::NOTHING_TO_REPEAT),
            },
            _ => return false,
        }
        true
    }

    /// One step better or worse. For as long as the line about it is seen, a
    /// `1` or `2` means that value.
    fn step_emotion(&mut self, by: i8) {
        self.make(&Repeat::Step(by), Join::New);
        if self.state.notice.is_none() {
            self.state.sign = Some(Sign { by, until: self.now + SIGN_HOLDS });
            self.say(words::sign_may_follow(by));
        }
    }

    /// The sign that the key before this one may have begun a value with.
    pub(super) fn take_sign(&mut self) -> Option<i8> {
        let sign = self.state.sign.take()?;
        let is_seen = self.shows_sign(sign);
        (is_seen && self.now < sign.until).then_some(sign.by)
    }

    fn shows_sign(&self, sign: Sign) -> bool {
        let line = words::sign_may_follow(sign.by);
        self.state.notice.as_ref().is_some_and(|notice| notice.text == line)
    }

    /// The time for a digit behind a sign is over.
    pub(super) fn sign_deadline(&mut self) {
        let Some(sign) = self.state.sign.filter(|sign| sign.until <= self.now) else { return };
        if self.shows_sign(sign) {
            self.state.notice = None;
        }
        self.state.sign = None;
    }

    /// Makes a change to all targets, and remembers it.
    pub(super) fn make(&mut self, change: &Repeat, join: Join) {
        let map = self.state.map().clone();
        let edits = self
            .targets()
            .into_iter()
            .filter_map(|spot| {
                let field = field_for(map.touchpoint(&spot)?, change)?;
                Some(Edit::Touchpoint(spot, field))
            })
            .collect();
        if self.commit(edits, join) {
            self.state.repeat = Some(change.clone());
        }
    }

    fn toggle(&mut self, field: impl Fn(&Touchpoint) -> TouchpointField) {
        let map = self.state.map().clone();
        // all become what the first one becomes
        let first = self.targets().iter().find_map(|spot| map.touchpoint(spot).map(|it| field(it)));
        if let Some(field) = first {
            self.make(&Repeat::Set(field), Join::New);
        }
    }

    fn mark(&mut self, last: Option<Command>) {
        if let Some(spot) = self.state.focus.spot() {
            // on the last card the focus stays: held down, Space does not take
            // back what it has just done
            if last != Some(Command::Mark) && !self.state.marked.remove(&spot) {
                self.state.marked.insert(spot.clone());
            }
            let column = self.state.focus.column();
            let rank = self.state.focus.row().map(|row| self.state.rows(column).rank(row) + 1);
            self.go_to_rank(column, rank);
            if self.state.focus.spot() != Some(spot) {
                self.state.last = None;
            }
            self.say(words::marked(self.state.marked.len()));
        }
    }

    fn add_note(&mut self, kind: NoteKind, text: &str) {
        let on = self.holders();
        self.keep_note(&on, kind, text);
    }

    pub(super) fn choice_key(&mut self, event: KeyEvent) {
        let Mode::Choice(choice) = &self.state.mode else { return };
        if let Choice::Walk(ask) = choice {
            return self.walk_key(*ask, event);
        }
        let key = Key::from(event);
        let zero = key == Key::letter('0');
        let options = choice.options(self.state.look);
        let found = options
            .iter()
            .find(|(of, ..)| *of == key)
            .or_else(|| options.last().filter(|_| zero && takes_zero(choice)));
        let value = found.map(|(_, _, value)| value.clone());
        let choice = choice.clone();
        match value {
            Some(value) => {
                self.state.mode = Mode::Board;
                self.choose(&choice, value);
                self.after_choice(&choice);
            }
            None if matches!(event.code, KeyCode::Tab | KeyCode::BackTab) => {
                self.tab_in_choice(event.code == KeyCode::Tab);
            }
            None if self.ends_closing(&choice, event) => {}
            None if event.code == KeyCode::Esc => self.state.mode = Mode::Board,
            None if self.says_what_follows(&choice, key) => {}
            None => self.warn(words::CHOOSE_ONE),
        }
    }

    /// The key of a state that cannot follow is answered with those that can;
    /// says whether it was one.
    fn says_what_follows(&mut self, choice: &Choice, key: Key) -> bool {
        let Choice::ActionState { now, .. } = choice else { return false };
        let digit = |at: usize| char::from_digit(u32::try_from(at + 1).ok()?, 10);
        let meant = ActionState::ALL
            .iter()
            .enumerate()
            .find(|(at, _)| digit(*at).is_some_and(|digit| Key::letter(digit) == key));
        let Some((_, to)) = meant else { return false };
        self.warn(words::not_next(NotNext::Order { from: *now, to: *to }));
        true
    }

    fn choose(&mut self, choice: &Choice, value: Value) {
        match (choice, value) {
            (
                Choice::Word { at, way, .. } | Choice::Felt { at, way } | Choice::Scale { at, way },
                Value::Typed(typed),
            ) => {
                self.enter(at, way, &typed);
            }
            (Choice::NewNote(on), Value::NewNote(kind)) => {
                self.write_on(Slot::NewNote { on: vec![on.clone()], kind });
            }
            (Choice::ActionState { on, id, .. }, Value::ActionState(state)) => {
                self.set_action_state(on, id, state);
            }
            (Choice::MeasuredBy { on, id, .. }, Value::Metric(name)) => {
                self.close_measured_by(on, id, &name);
            }
            (Choice::Checklist { of, .. }, Value::Checklist(number)) => {
                self.add_checklist(of, number);
            }
            (Choice::Rule(rule), Value::Rule(to)) => self.set_rule(*rule, to),
            (Choice::Conflict { conflict, .. }, Value::Settle(settle)) => {
                self.settle(conflict, settle);
            }
            (Choice::Phase(stage), Value::Phase(phase)) => {
                self.commit(vec![Edit::Stage(stage.clone(), StageField::Phase(phase))], Join::New);
            }
            (Choice::Handover(of), Value::Handover(emotion)) => {
                self.hand_over(of, &Passing::Felt(emotion));
            }
            (_, Value::Impact(impact)) => {
                self.make(&Repeat::Set(TouchpointField::Impact(impact)), Join::New)
            }
            (_, Value::Target(target)) => {
                self.make(&Repeat::Set(TouchpointField::Target(target)), Join::New)
            }
            (_, value) => self.choose_filter(value),
        }
    }
}

/// Whether `0` takes the value away.
fn takes_zero(choice: &Choice) -> bool {
    !matches!(
        choice,
        Choice::Word { .. }
            | Choice::Conflict { .. }
            | Choice::NewNote(_)
            | Choice::Walk(_)
            | Choice::Checklist { .. }
            | Choice::ActionState { .. }
            | Choice::MeasuredBy { .. }
            | Choice::Scale { .. }
            | Choice::Rule(_)
    )
}

/// What a change means for this touchpoint; nothing where it is so already.
pub(super) fn field_for(touchpoint: &Touchpoint, change: &Repeat) -> Option<TouchpointField> {
    Some(match change {
        Repeat::Set(field) => field.clone(),
        Repeat::Step(by) => {
            TouchpointField::Emotion(Some(touchpoint.emotion.unwrap_or(Emotion::NEUTRAL).step(*by)))
        }
        Repeat::Line(what, text) => line_field(touchpoint, *what, text)?,
        Repeat::Note(..) | Repeat::Handover(_) => return None,
    })
}

/// The field that a typed line becomes. None where the line cannot be read.
pub(super) fn line_field(
    touchpoint: &Touchpoint,
    what: Attribute,
    line: &str,
) -> Option<TouchpointField> {
    let line = line.trim();
    Some(match what {
        Attribute::Goal => TouchpointField::Goal(line.into()),
        Attribute::Owner => TouchpointField::Owner(line.into()),
        Attribute::Channel => TouchpointField::Channel(line.into()),
        Attribute::Feeling => TouchpointField::Feeling(line.into()),
        Attribute::Wait if line.is_empty() => TouchpointField::Wait(None),
        Attribute::Wait => TouchpointField::Wait(Some(Wait::said(line).ok()?)),
        Attribute::Tags => {
            let tags = line.split(',').map(str::trim).filter(|tag| !tag.is_empty());
            TouchpointField::Tags(tags.map(Into::into).collect())
        }
        Attribute::Behind => {
            let mut steps = touchpoint.behind.clone();
            steps.push(crate::model::Step {
                text: line.into(),
                owner: "".into(),
                system: "".into(),
                wait: None,
                comments: None,
            });
            TouchpointField::Behind(steps)
        }
    })
}

pub(super) fn line_of(touchpoint: &Touchpoint, what: Attribute) -> String {
    let line: &str = match what {
        Attribute::Goal => &touchpoint.goal,
        Attribute::Owner => &touchpoint.owner,
        Attribute::Channel => &touchpoint.channel,
        Attribute::Feeling => &touchpoint.feeling,
        Attribute::Wait => touchpoint.wait.as_ref().map_or("", Wait::as_str),
        Attribute::Behind => "",
        Attribute::Tags => {
            let tags: Vec<&str> = touchpoint.tags.iter().map(|tag| &**tag).collect();
            return tags.join(", ");
        }
    };
    line.to_owned()
}
