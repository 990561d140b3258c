//! What a new map can start from: the templates of the program, and the user's own.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::model::JourneyMap;

use super::document::{OpenError, look_at};
use super::fs::FileSystem;
use super::library::maps_in;
use super::places::Places;
use super::read::{ReadError, ReadOnly, read};

/// All templates there are.
#[derive(Debug)]
pub struct Templates {
    /// The program's, the emptiest first and the finished example last, then the user's by name. An own one stands in the place
    /// of a built-in one of its name.
    pub all: Vec<Template>,
    /// Why the user's own are not among them, if they could not be looked for.
    pub problem: Option<TemplateError>,
}

/// A map to start from. Its file is read only when it is asked for its map.
#[derive(Debug)]
pub struct Template {
    /// What it is called.
    pub name: String,
    origin: Origin,
}

/// Where a template is from.
#[derive(Debug)]
enum Origin {
    BuiltIn { about: &'static str, text: &'static str },
    Own(PathBuf),
}

/// The templates of the program; and of the user, where there is a config folder. A folder that
/// is not there holds none.
pub fn all(fs: &dyn FileSystem, places: Option<&Places>) -> Templates {
    let mut all: Vec<Template> = BUILT_IN
        .iter()
        .chain([&EXAMPLE])
        .map(|&(name, about, text)| Template {
            name: name.to_owned(),
            origin: Origin::BuiltIn { about, text },
        })
        .collect();
    let (own, problem) = match places.map_or(Ok(Vec::new()), |places| own(fs, places)) {
        Ok(own) => (own, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    for own in own {
        match all.iter_mut().find(|template| template.name == own.name) {
            Some(built_in) => *built_in = own,
            None => all.push(own),
        }
    }
    Templates { all, problem }
}

impl Template {
    /// The file of a template that is the user's own.
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::BuiltIn { .. } => None,
            Origin::Own(path) => Some(path),
        }
    }

    /// The map it holds.
    ///
    /// # Errors
    /// Where an own one cannot be read or is no map ([`TemplateError::Own`]), or needs a newer
    /// program ([`TemplateError::Newer`]).
    pub fn map(&self, fs: &dyn FileSystem) -> Result<JourneyMap, TemplateError> {
        match &self.origin {
            Origin::BuiltIn { text, .. } => match read(text.as_bytes()) {
                Ok(document) => Ok(document.map),
                Err(error) => Err(TemplateError::BuiltIn { name: self.name.clone(), error }),
            },
            Origin::Own(path) => {
                let document = look_at(fs, path).map_err(TemplateError::Own)?;
                match document.read_only {
                    // a copy would lose what was passed over
                    Some(ReadOnly::NewerFormat(format)) => {
                        Err(TemplateError::Newer { path: path.clone(), format })
                    }
                    None => Ok(document.map),
                }
            }
        }
    }

    /// What it is for, in a line, given the map it holds: of an own one, what the map is to
    /// decide, else its title. Empty where the map has neither.
    pub fn about<'a>(&'a self, map: &'a JourneyMap) -> &'a str {
        match &self.origin {
            Origin::BuiltIn { about, .. } => about,
            Origin::Own(_) if map.decision.is_empty() => &map.title,
            Origin::Own(_) => &map.decision,
        }
    }
}

/// Why a template could not be used, or not be found.
#[derive(Debug)]
pub enum TemplateError {
    /// The folder of the user's own could not be looked into.
    List {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An own one could not be read.
    Own(OpenError),
    /// An own one is in a format that is newer than ours.
    Newer {
        /// Its file.
        path: PathBuf,
        /// The number of that format.
        format: u32,
    },
    /// One of the program's is no map, which is a fault of the program.
    BuiltIn {
        /// Its name.
        name: String,
        /// What is wrong in it.
        error: ReadError,
    },
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { path, source } => write!(
                f,
                "could not look for your own templates in {}: {source}; make it a folder that can \
                 be read, or remove it",
                path.display()
            ),
            Self::Own(error) => error.fmt(f),
            Self::Newer { path, format } => write!(
                f,
                "could not start from {}: it is in format {format}, newer than this cjm knows; \
                 use a newer cjm",
                path.display()
            ),
            Self::BuiltIn { name, error } => write!(
                f,
                "could not read the built-in template {name}: {error}; choose another one, and \
                 report this fault of cjm"
            ),
        }
    }
}

impl std::error::Error for TemplateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::List { source, .. } => Some(source),
            Self::Own(error) => Some(error),
            Self::Newer { .. } => None,
            Self::BuiltIn { error, .. } => Some(error),
        }
    }
}

/// Name, what it is for, and text of the program's own, the emptiest first.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("blank", "nothing but the file", include_str!("../../assets/templates/blank.ron")),
    (
        "awareness-to-loyalty",
        "a purchase in the five usual stages, from the first ad to the recommendation",
        include_str!("../../assets/templates/awareness-to-loyalty.ron"),
    ),
    (
        "cross-border",
        "an online shop that sells abroad, from the first ad to the refund",
        include_str!("../../assets/templates/cross-border.ron"),
    ),
    (
        "service-visit",
        "a visit to a practice, a bank branch or a workshop, from finding it to coming again",
        include_str!("../../assets/templates/service-visit.ron"),
    ),
    (
        "software-onboarding",
        "a program for teams, from hearing of it to renewing or cancelling",
        include_str!("../../assets/templates/software-onboarding.ron"),
    ),
];

/// The finished example: what a map can become, and one to play with.
const EXAMPLE: (&str, &str, &str) = (
    "example",
    "a finished map to play with, rated and measured, with breaks, actions and results",
    include_str!("../../assets/examples/cross-border-order.ron"),
);

/// The map of the finished example.
///
/// # Errors
/// Where it is no map, which is a fault of the program ([`TemplateError::BuiltIn`]).
pub fn example() -> Result<JourneyMap, TemplateError> {
    let (name, _, text) = EXAMPLE;
    match read(text.as_bytes()) {
        Ok(document) => Ok(document.map),
        Err(error) => Err(TemplateError::BuiltIn { name: name.to_owned(), error }),
    }
}

fn own(fs: &dyn FileSystem, places: &Places) -> Result<Vec<Template>, TemplateError> {
    let folder = places.templates();
    let maps = match maps_in(fs, &folder) {
        // nothing can be in a config folder that is none; whoever needs it says so
        Err(error) if error.kind() == io::ErrorKind::NotADirectory && fs.stat(&folder).is_err() => {
            Vec::new()
        }
        maps => maps.map_err(|source| TemplateError::List { path: folder, source })?,
    };
    let templates =
        maps.into_iter().map(|map| Template { name: map.name, origin: Origin::Own(map.path) });
    Ok(templates.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight;
    use crate::model::{Id, Phase};
    use crate::store::fs::faulty::{Faulty, Plan};
    use crate::store::print::print;

    fn places() -> Places {
        Places { config: "/config".into(), state: "/state".into() }
    }

    fn with(files: &[(&str, &str)]) -> Faulty {
        let fs = Faulty::new();
        for (name, text) in files {
            fs.put(&Path::new("/config/templates").join(name), text.as_bytes(), 0o644, 1000);
        }
        fs
    }

    fn map(fields: &str) -> String {
        format!("#![enable(implicit_some)]\nJourneyMap(\n    format: 1,\n    {fields}\n)\n")
    }

    fn names(templates: &Templates) -> Vec<&str> {
        templates.all.iter().map(|template| template.name.as_str()).collect()
    }

    #[test]
    fn every_built_in_template_is_canonical_and_nothing_in_it_is_rated() {
        for (template, (name, _, text)) in all(&Faulty::new(), None).all.iter().zip(BUILT_IN) {
            let map = template.map(&Faulty::new()).unwrap();
            assert_eq!(print(&map), *text, "{name}");
            let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
            assert!(touchpoints.clone().all(|it| it.emotion.is_none()), "{name}");
            assert!(map.stages.iter().all(|stage| stage.phase.is_some()), "{name}");
            assert!(map.stages.iter().all(|stage| !stage.goal.is_empty()), "{name}");
            for it in touchpoints {
                let told = !it.goal.is_empty() && !it.channel.is_empty();
                let placed = it.contact.is_some() && it.medium.is_some() && it.side.is_some();
                assert!(told && placed, "{name}: {}", it.title);
            }
        }
    }

    #[test]
    fn the_example_is_a_template_and_is_finished() {
        let map = built_in("example");
        assert_eq!(map, example().unwrap());
        let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
        assert!(touchpoints.filter(|it| it.emotion.is_some()).count() > 40);
        assert!(!map.title.is_empty() && insight::breaks::count(&map) > 10);
    }

    fn built_in(name: &str) -> crate::model::JourneyMap {
        let templates = all(&Faulty::new(), None);
        let template = templates.all.iter().find(|it| it.name == name).unwrap();
        template.map(&Faulty::new()).unwrap()
    }

    #[test]
    fn the_templates_hold_what_the_sources_ask_for() {
        let map = built_in("cross-border");
        let phases: Vec<Phase> = map.stages.iter().filter_map(|stage| stage.phase).collect();
        assert!(phases.is_sorted(), "{phases:?}");
        assert!(
            [Phase::PreSale, Phase::Sale, Phase::PostSale].iter().all(|it| phases.contains(it))
        );
        let risks: Vec<_> = insight::risks(&map).collect();
        for stage in ["Checkout", "Shipping", "Customs", "Return and refund"] {
            assert!(risks.iter().any(|risk| &*risk.stage.name == stage), "{stage}");
        }
        // each with what it should be like, and a proposal that prevents it
        for (phase, goal) in [
            (Phase::PreSale, "Fast, native"),
            (Phase::Sale, "Clear, predictable"),
            (Phase::PostSale, "Proactive updates"),
            (Phase::PostSale, "Simple, fast"),
        ] {
            let mut known = risks
                .iter()
                .filter(|risk| risk.stage.phase == Some(phase) && &*risk.touchpoint.goal == goal);
            assert!(known.any(|risk| risk.preventive().next().is_some()), "{goal}");
        }
        let paying = map.stages.iter().flat_map(|stage| &stage.touchpoints);
        let paying = paying.filter(|it| !it.checklist.is_empty());
        let points: Vec<String> =
            paying.flat_map(|it| &it.checklist).map(|point| point.text.to_string()).collect();
        for asked in ["only for the data", "total with duties", "safe", "cancelled", "Support"] {
            assert!(points.iter().any(|point| point.contains(asked)), "{asked}: {points:?}");
        }

        let map = built_in("awareness-to-loyalty");
        let names: Vec<&str> = map.stages.iter().map(|stage| &*stage.name).collect();
        let usual = ["Awareness", "Consideration", "Decision", "Post-purchase", "Loyalty"];
        assert_eq!(names, usual);
        let titles: Vec<&str> = map.stages[4].touchpoints.iter().map(|it| &*it.title).collect();
        for asked in ["Is reminded", "thank-you", "Asks for help again", "Is asked how"] {
            assert!(titles.iter().any(|title| title.contains(asked)), "{asked}: {titles:?}");
        }
    }

    #[test]
    fn every_action_of_a_built_in_template_is_a_proposal_that_prevents_a_risk() {
        for (name, ..) in BUILT_IN {
            let map = built_in(name);
            for placed in insight::actions(&map) {
                let (action, card) = (placed.action, placed.touchpoint.unwrap());
                assert!(action.preventive && card.high_risk, "{name}: {}", action.title);
                assert!(!action.measure.is_empty(), "{name}: {}", action.title);
                let is_open = action.owner.is_empty() && action.due.is_none();
                assert!(is_open && action.states.is_empty(), "{name}: {}", action.title);
                let known = |id: &Id| card.notes.iter().any(|note| note.id == *id);
                assert!(action.answers.iter().all(known), "{name}: {}", action.title);
            }
        }
    }

    #[test]
    fn what_a_built_in_template_refers_to_is_in_it() {
        for template in all(&Faulty::new(), None).all {
            let map = template.map(&Faulty::new()).unwrap();
            let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
            let named = touchpoints().flat_map(|it| &it.notes).map(|note| &*note.with);
            for id in named.filter(|id| !id.is_empty()) {
                assert!(touchpoints().any(|it| it.id.as_str() == id), "{}: {id}", template.name);
            }
        }
    }

    #[test]
    fn own_templates_follow_by_name_and_one_of_a_built_in_name_takes_its_place() {
        let text = map("title: \"Ours\",");
        let fs = with(&[("z.ron", &text), ("cross-border.ron", &text), ("a b.ron", &text)]);
        let templates = all(&fs, Some(&places()));
        assert!(templates.problem.is_none());
        let mut expected: Vec<&str> = BUILT_IN.iter().map(|(name, _, _)| *name).collect();
        expected.extend(["example", "a b", "z"]);
        assert_eq!(names(&templates), expected);
        for template in &templates.all {
            let title = template.map(&fs).unwrap().title;
            match template.file() {
                Some(path) => {
                    assert_eq!(path, places().templates().join(format!("{}.ron", template.name)));
                    assert_eq!(title.to_string(), "Ours");
                }
                None => assert_ne!(template.name, "cross-border"),
            }
        }
    }

    #[test]
    fn an_own_template_is_for_what_its_map_is_to_decide_else_for_its_title() {
        let fs = with(&[
            ("both.ron", &map("title: \"Loans\",\n    decision: \"Which desk to close\",")),
            ("neither.ron", &map("title: \"\",")),
            ("title.ron", &map("title: \"Loans\",")),
        ]);
        for (name, about) in [("both", "Which desk to close"), ("title", "Loans"), ("neither", "")]
        {
            let templates = all(&fs, Some(&places()));
            let template = templates.all.iter().find(|it| it.name == name).unwrap();
            assert_eq!(template.about(&template.map(&fs).unwrap()), about);
        }
    }

    #[test]
    fn an_own_template_that_is_no_map_is_found_and_says_its_place_when_it_is_read() {
        let newer = map("title: \"\",\n    moods: [],").replace("format: 1", "format: 99");
        let fs = with(&[("bad.ron", &map("title: \"\",\n    moods: [],")), ("new.ron", &newer)]);
        let templates = all(&fs, Some(&places()));
        let said = |name: &str| {
            let template = templates.all.iter().find(|it| it.name == name).unwrap();
            template.map(&fs).unwrap_err().to_string()
        };
        assert!(said("bad").starts_with("/config/templates/bad.ron:5:5: "), "{}", said("bad"));
        assert!(said("new").contains("/config/templates/new.ron"), "{}", said("new"));
        assert!(said("new").contains("format 99"), "{}", said("new"));
    }

    #[test]
    fn the_built_in_ones_are_there_where_own_ones_cannot_be_looked_for() {
        let mut built_in: Vec<&str> = BUILT_IN.iter().map(|(name, _, _)| *name).collect();
        built_in.push("example");
        let fs = Faulty::new();
        let templates = all(&fs, Some(&places()));
        assert_eq!(names(&templates), built_in);
        assert!(templates.problem.is_none());
        fs.plan(Plan::FailAt(1, io::ErrorKind::PermissionDenied));
        let templates = all(&fs, Some(&places()));
        assert_eq!(names(&templates), built_in);
        let problem = templates.problem.unwrap().to_string();
        assert!(problem.contains("/config/templates"), "{problem}");
    }
}
