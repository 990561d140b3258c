//! Whole maps in words: the list of them, and the questions before a new one.

use std::collections::HashMap;

use super::label::{count, progress, quoted, signed, signed_mean};
use super::sheet::{Cell, Column, Kind, Sheet, plain};
use crate::insight::{NextReview, Standing};
use crate::model::{Address, JourneyMap, MapState};
use crate::text;

/// The head of the list.
pub const MAPS: &str = "Maps";
/// The list is empty.
pub const NO_MAPS: &str = "No map is in the library yet: o begins one";
/// The list is not read yet.
pub const READING_MAPS: &str = "reading the maps…";
/// No map has what is looked for.
pub const NO_SUCH_MAP: &str = "No map has that";
/// Over the maps that were deleted.
pub const IN_THE_TRASH: &str = "In the trash";
/// Heads of the columns.
pub const RATED: &str = "rated";
/// Heads of the columns.
pub const GOALS: &str = "goals";
/// Heads of the columns.
pub const OWNERS: &str = "owners";
/// Heads of the columns.
pub const WORST: &str = "worst";
/// A map was never looked at again.
pub const NEVER_REVIEWED: &str = "never reviewed";
/// Heads of the columns.
pub const BREAKS: &str = "breaks";
/// Heads of the columns: actions whose day is over.
pub const LATE: &str = "late";
/// Heads of the columns: which map is worked on first.
pub const PRIORITY: &str = "prio";
/// Heads of the columns.
pub const REVIEW: &str = "review";
/// There is no library, because there is no home folder.
pub const NO_LIBRARY: &str = "There is no library here: no folder for it could be found";
/// The line that is chosen is no map.
pub const NO_MAP_CHOSEN: &str = "Choose a map first";
/// Nothing was deleted since the list was opened.
pub const NO_MAP_DELETED: &str =
    "Nothing was deleted here: enter on a map in the trash brings it back";
/// What is in the trash is not deleted once more.
pub const STAYS_IN_TRASH: &str = "It is in the trash already; enter brings it back";
/// The prompt of the search in all maps.
pub const FIND_IN_MAPS: &str = "find in all maps:";
/// The prompt for the persona of a copy.
pub const PERSONA_OF_COPY: &str = "who makes the journey in the copy:";
/// The prompt for the title of a copy as it should be.
pub const TITLE_TO_BE: &str = "title of the map as it should be:";
/// The prompt for tags.
pub const TAGS_WITH_COMMAS: &str = "tags, with commas between:";
/// In the footer.
pub const FOOTER_OPEN_MAP: &str = "open";
/// In the footer.
pub const FOOTER_NEW_MAP: &str = "new";
/// In the footer.
pub const FOOTER_FIND_IN_MAPS: &str = "find in all";
/// In the footer.
pub const FOOTER_RENAME: &str = "rename";
/// In the footer.
pub const FOOTER_COPY_MAP: &str = "copy for another persona";
/// In the footer.
pub const FOOTER_COPY: &str = "copy";
/// In the footer.
pub const FOOTER_BRING_BACK: &str = "bring back";
/// In the footer: the template, or the question.
pub const FOOTER_TAKE: &str = "answer, or begin with this";
/// In the footer.
pub const FOOTER_QUESTIONS: &str = "back to the questions";
/// In the footer.
pub const FOOTER_BEGIN_EMPTY: &str = "begin empty";
/// In the footer: back to the map that was open before.
pub const FOOTER_NO_NEW_MAP: &str = "give up";
/// In the footer, while a question is answered.
pub const FOOTER_NEXT_QUESTION: &str = "next";
/// In the footer, while a question is answered.
pub const FOOTER_SKIP: &str = "to the templates";

/// The head of the questions.
pub const NEW_MAP: &str = "A new journey map";
/// Under it.
pub const ALL_CAN_BE_SKIPPED: &str =
    "Enter goes on. Everything can be left out, and changed later.";
/// Over the templates.
pub const START_FROM: &str = "Start from";
/// A key that has to wait until the map is begun.
pub const BEGIN_FIRST: &str = "Esc begins the map; that is for the board";
/// The map was begun from a template.
pub const BEGUN: &str = "Begun. o adds a touchpoint, 1 to 5 say how one feels, ? shows all keys";
/// The map was begun with nothing in it.
pub const BEGUN_EMPTY: &str = "Begun. s o names the first stage, ? shows all keys";

/// Stages of a template that have no room.
pub fn more_stages(stages: usize) -> String {
    count(stages, "more stage", "more stages")
}

/// A copy of the finished example was opened.
pub const EXAMPLE_OPENED: &str =
    "A copy of the example, to play with: m shows all maps, d d there deletes it";

/// A question, the same in a word where there is no room for it, and an
/// answer somebody could give.
pub fn question(field: &str) -> [&'static str; 3] {
    match field {
        "title" => ["What is it called?", "called", "First order from abroad"],
        "persona.name" => {
            ["Who makes the journey?", "who", "Lena, who orders abroad for the first time"]
        }
        "scope.from" => ["Where does it begin?", "from", "Sees the first ad"],
        "scope.to" => ["Where does it end?", "to", "Gets the refund for a return"],
        _ => ["What is it to decide?", "decides", "Which three fixes go into the spring release"],
    }
}

/// An answer somebody could give, as it stands in an empty field.
pub fn for_example(answer: &str) -> String {
    format!("for example: {answer}")
}

/// The title of a map that nobody gave one.
pub fn title_of_journey(persona: &str, from: &str, to: &str) -> String {
    match (persona.is_empty(), from.is_empty() && to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("The journey of {persona}"),
        (true, false) => super::screen::scope(from, to),
        (false, false) => format!("{persona}: {}", super::screen::scope(from, to)),
    }
}

/// What a map of how it should be is called, unless somebody says otherwise.
pub fn title_to_be(title: &str) -> String {
    format!("{title}, as it should be").trim_start_matches(", ").to_owned()
}

/// How many maps there are.
pub fn maps_count(maps: usize) -> String {
    count(maps, "map", "maps")
}

/// When a map is to be looked at again, in a few cells.
pub fn review_due(review: Option<NextReview>) -> String {
    match review.map(|review| review.days) {
        None => "no review".into(),
        Some(0) => "today".into(),
        Some(days @ 1..) => format!("in {days} d"),
        Some(days) => format!("{} d late", days.unsigned_abs()),
    }
}

/// The same as a sentence: `review in 12 days`, `review 4 days late`.
pub fn next_review(review: Option<NextReview>) -> String {
    match review.map(|review| review.days) {
        None => NEVER_REVIEWED.into(),
        Some(0) => "review today".into(),
        Some(days) => {
            let number = count(days.unsigned_abs() as usize, "day", "days");
            if days > 0 { format!("review in {number}") } else { format!("review {number} late") }
        }
    }
}

/// What is wrong with a map, when it is to be looked at again, and where it
/// stands among the others; what is 0, or was not said, is not there.
pub fn standing(standing: &Standing) -> Vec<String> {
    let wrong = [break_count(standing.breaks), overdue_count(standing.overdue)];
    let rest = [Some(next_review(standing.review)), priority(standing)];
    wrong.into_iter().chain(rest).flatten().collect()
}

fn priority(standing: &Standing) -> Option<String> {
    standing.priority.map(|priority| format!("priority {}", priority.get()))
}

fn break_count(breaks: usize) -> Option<String> {
    (breaks > 0).then(|| count(breaks, "break", "breaks"))
}

fn overdue_count(actions: usize) -> Option<String> {
    (actions > 0).then(|| count(actions, "action late", "actions late"))
}

/// A map in the list of the library.
#[derive(Debug, Clone, Copy)]
pub struct MapLine<'a> {
    /// What commands call it.
    pub name: &'a str,
    /// Its title and how it stands; else why it cannot be read.
    pub map: Result<(&'a str, &'a Standing), &'a str>,
}

/// The list of the library as text, a line a map where there is room. What
/// gives way where there is not, in this order: the priority, owners, goals,
/// what is rated, how it feels, the review. Below 50 cells nothing does: there is a line for
/// the map, and others for its figures.
pub fn library_lines(maps: &[MapLine<'_>], width: usize) -> Vec<String> {
    let column = |rank| Column::giving_way("", Kind::Whole, rank);
    let columns = vec![
        Column::new("", Kind::Whole),
        Column::new("", Kind::Text(18)),
        column(3),
        column(4),
        column(5),
        column(2),
        Column::new("", Kind::Whole),
        Column::new("", Kind::Whole),
        column(1),
        column(6),
    ];
    let mut sheet = Sheet::new(String::new(), "", columns).brief();
    for line in maps {
        let mut cells = vec![Cell::plain(line.name)];
        if let Ok((title, standing)) = line.map {
            let summary = &standing.summary;
            let felt = summary
                .mean()
                .zip(summary.worst)
                .map(|(mean, worst)| format!("{} worst {}", signed_mean(mean), signed(worst)));
            let wrong = [break_count(standing.breaks), overdue_count(standing.overdue)];
            cells.push(Cell::plain(title));
            cells.extend(progress(summary).map(Cell::plain));
            let rest = [felt].into_iter().chain(wrong);
            let rest = rest.chain([Some(next_review(standing.review)), priority(standing)]);
            cells.extend(rest.map(|it| it.map_or_else(Cell::default, Cell::plain)));
        }
        sheet.push(Address::Map, cells);
    }
    let fitted = sheet.fit(width);
    let names = maps.iter().map(|it| text::shown_width(it.name)).max().unwrap_or(0);
    let in_columns = fitted.names().is_some();
    let mut lines = Vec::new();
    for (n, map) in maps.iter().enumerate() {
        let mut own: Vec<String> = fitted.row(n).iter().map(plain).collect();
        if let Err(why) = map.map {
            let why = text::display(&cannot_be_read(why)).into_owned();
            let wrapped = text::wrap(&why, width.saturating_sub(2).max(1)).into_iter();
            let mut wrapped: Vec<&str> = wrapped.map(|range| why[range].trim_end()).collect();
            if in_columns && names + 2 + text::width(&why) <= width {
                let name = own.pop().unwrap_or_default();
                own.push(format!("{}  {why}", text::pad(&name, names)));
                wrapped.clear();
            }
            own.extend(wrapped.iter().map(|line| format!("  {line}")));
        }
        lines.extend(own);
    }
    lines
}

/// The title of a map in a list, with what tells it from its twin.
pub fn title_in_list(map: &JourneyMap, name: &str) -> String {
    let title = if map.title.is_empty() { name } else { &map.title };
    match map.state {
        MapState::ToBe if !title.contains("as it should be") => format!("{title} (to be)"),
        _ => title.to_owned(),
    }
}

/// What each of several maps is called where all are listed, and whether
/// another one is called the same: then the name of its file tells it apart.
pub fn titles_in_list<'a>(
    maps: impl Iterator<Item = (&'a JourneyMap, &'a str)>,
) -> Vec<(String, bool)> {
    let titles: Vec<String> = maps.map(|(map, name)| title_in_list(map, name)).collect();
    let mut times: HashMap<String, usize> = HashMap::new();
    for title in &titles {
        *times.entry(text::fold(title)).or_default() += 1;
    }
    let is_taken = |title: &String| times.get(&text::fold(title)).is_some_and(|times| *times > 1);
    titles.into_iter().map(|title| (is_taken(&title), title)).map(|(is, it)| (it, is)).collect()
}

/// A title with the name of its file behind it, in so many cells.
pub fn title_with_name(title: &str, name: &str, cells: usize) -> String {
    let name = format!(" ({name})");
    let room = cells.saturating_sub(text::shown_width(&name));
    format!("{}{name}", text::clip(&text::display(title), room))
}

/// What each of several maps is called, told apart.
pub fn called_apart<'a>(
    maps: impl Iterator<Item = (&'a JourneyMap, &'a str)> + Clone,
) -> Vec<String> {
    let names = maps.clone().map(|(_, name)| name);
    let titles = titles_in_list(maps).into_iter().zip(names);
    let called = |((title, is_taken), name): ((String, bool), &str)| {
        if is_taken { format!("{title} ({name})") } else { title }
    };
    titles.map(called).collect()
}

/// Whether a map shows how it is or how it should be, beside its title: where
/// there is a twin, and where its title does not say it.
pub fn state_beside_title(map: &JourneyMap) -> Option<&'static str> {
    match map.state {
        MapState::ToBe if !map.title.contains("as it should be") => Some("as it should be"),
        MapState::AsIs if !map.twin.is_empty() => Some("as is"),
        _ => None,
    }
}

/// The map has no twin.
pub fn no_twin(keys: &str) -> String {
    format!("This map has no twin: {keys} makes the map as it should be")
}

/// Tags as they are read.
pub fn tags(map: &JourneyMap) -> String {
    map.tags.iter().map(|tag| format!("#{}", &**tag)).collect::<Vec<_>>().join(" ")
}

/// A map that cannot be read.
pub fn cannot_be_read(why: &str) -> String {
    format!("cannot be read: {}", why.lines().next().unwrap_or_default())
}

/// When something was deleted.
pub fn deleted_at(when: &str) -> String {
    if when.is_empty() { String::new() } else { format!("deleted {}", when.replace('.', ":")) }
}

/// A map was copied for another customer.
pub fn map_copied(persona: &str) -> String {
    format!("Copied for {}: the same touchpoints, nothing felt yet", quoted(persona))
}

/// A map was copied as it should be; where no card says how it should feel,
/// it cannot show that yet.
pub fn map_to_be_made(title: &str, has_targets: bool) -> String {
    let felt = if has_targets {
        "it feels as the targets say"
    } else {
        "no targets are set yet: c t sets them"
    };
    format!("{} is made: {felt}", quoted(title))
}

/// How to come to a map that was just made, from the list of maps.
pub const ENTER_OPENS_IT: &str = "enter opens it";

/// How to come to a map that was just made, from the board.
pub fn shows_it(keys: &str) -> String {
    format!("{keys} shows it")
}

/// A map is in the trash.
pub fn map_deleted(name: &str) -> String {
    format!("{} is in the trash; u brings it back", quoted(name))
}

/// The open map is in the trash, and another one is open.
pub fn map_deleted_and_next(name: &str, next: &str) -> String {
    format!(
        "{} is in the trash; u in the list brings it back. {} is open now",
        quoted(name),
        quoted(next)
    )
}

/// A map that was never written is left for good.
pub fn map_let_go(name: &str) -> String {
    format!("{} was not written yet: nothing is left of it", quoted(name))
}

/// A map is back.
pub fn map_restored(name: &str) -> String {
    format!("{} is back", quoted(name))
}

/// A map has another title.
pub fn map_renamed(title: &str, name: &str) -> String {
    format!("Called {}; commands call it {name}", quoted(title))
}

/// A map has other tags.
pub const TAGS_CHANGED: &str = "The tags are changed";

/// In the list: a map whose window died before it had a file.
pub fn begun_in_list(title: &str) -> String {
    match title {
        "" => "A map that was begun, not finished".into(),
        title => format!("{title} (begun, not finished)"),
    }
}

/// At the start: such a map is there, and what shows it.
pub fn begun_is_left(keys: &str) -> String {
    format!("A map was begun and not finished: {keys} lists it, and Enter goes on with it")
}

/// A map cannot be made: one was begun by that name, in a window that died.
pub fn begun_already(path: &str) -> String {
    format!(
        "could not make {path}: a map was begun by that name and not finished; open it to go on \
         with it, or choose another name"
    )
}

/// Nothing can be done to a map that was only begun.
pub const BEGUN_ONLY: &str =
    "It has no file yet: Enter goes on with it, and there Ctrl-C gives it up";
