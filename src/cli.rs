//! The commands: arguments in, exit code out.

mod add;
mod beside;
mod brief;
mod check;
mod config;
mod diff;
mod editor;
mod fix;
mod keys;
mod list;
mod moment;
mod new;
mod opening;
mod output;
mod paths;
mod place;
mod recover;
mod review;
mod rows;
mod settings;
mod show;
mod templates;
mod then;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Parser, Subcommand, ValueEnum};

use crate::model::Day;
use place::Place;

/// The editor for customer journey maps in the terminal.
#[derive(Debug, Parser)]
#[command(name = "cjm", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "MAP is the name of a map in the library, or the path of a file: it is a path if it \
                        has a / in it or ends in .ron.\n\
                        Exit codes: 0 done, 1 there are findings or differences, 2 it could not be done."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The map to open; none: the one opened last
    map: Option<OsString>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new map
    New {
        /// What it is called
        name: OsString,
        /// What it starts from; `cjm templates` lists them
        #[arg(long, short, value_name = "NAME", default_value = "blank")]
        template: String,
        /// Make it in this file instead of in the library
        #[arg(long, value_name = "FILE")]
        path: Option<PathBuf>,
    },
    /// Add touchpoints to a map, also while it is open
    #[command(
        after_help = "Nothing after MAP: on a terminal it asks line by line, else it reads standard \
                      input."
    )]
    Add {
        /// The map
        map: OsString,
        /// The stage they go to, by its name or how that begins; none: the last
        #[arg(long, short, value_name = "S")]
        stage: Option<String>,
        /// What happens, a touchpoint each; - reads lines from standard input
        text: Vec<OsString>,
    },
    /// List the maps of the library: how far each is, breaks, late actions, the next review
    List {
        /// How wide to print, in cells; else as wide as the terminal, else as wide as it takes
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
        width: Option<u16>,
        /// As if today were this day, such as 2026-09-30
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<Day>,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// List the templates
    Templates {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Print a map as text, two maps beside each other, or the actions of all maps
    #[command(
        after_help = "--against prints a row a stage, with mean and worst of both maps, and below \
                      it the touchpoints that do not feel the same or that only one map has; \
                      stages and touchpoints are the same by their id, else by their name.\n\
                      --view curve --against MAP@review draws how the map felt at its newest \
                      review into the curve, and lists what feels different; MAP@2026-08-20 and \
                      MAP@REVISION as for cjm diff.\n\
                      --all prints the actions of all maps of the library; exit code 1 where one \
                      of them cannot be read."
    )]
    Show {
        /// The map; none: the one opened last
        map: Option<OsString>,
        /// What of it; none: the board, with --all the actions
        #[arg(long, value_name = "VIEW")]
        view: Option<View>,
        /// Another map, to see this one beside it: by stage, and what feels different; with
        /// --view curve MAP@review, to see how it felt then
        #[arg(long, value_name = "OTHER")]
        against: Option<OsString>,
        /// All maps of the library, with --view actions
        #[arg(long, conflicts_with_all = ["map", "against"])]
        all: bool,
        /// The order of actions
        #[arg(long, value_name = "ORDER", conflicts_with = "against")]
        order: Option<Order>,
        /// As if today were this day, such as 2026-09-30
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<Day>,
        /// How wide to print, in cells; else as wide as the terminal, else 100
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
        width: Option<u16>,
        /// How to print; json prints the rows of a table, the brief as an object, else the whole
        /// map; csv and markdown are for tables: fix, actions, missing, results, risks
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TableFormat,
    },
    /// Say what is missing on maps, or overdue: file:line:column: code: sentence
    #[command(
        after_help = "A line a finding, in the order of the file; how many there are goes to \
                            standard error.\n\
                            A map switches rules off and sets their levels with its field \
                            findings: (off: [\"title-process\"], levels: [(\"owner-missing\", \
                            Error)]).\n\
                            Exit codes: 0 nothing from level warning up, 1 there is, 2 a map could \
                            not be read; the others are checked all the same."
    )]
    Check {
        /// The maps, names or paths
        #[arg(required_unless_present = "rules", value_name = "MAP")]
        maps: Vec<OsString>,
        /// Only findings of this level and above
        #[arg(long, value_name = "LEVEL", default_value = "info")]
        level: CheckLevel,
        /// As if today were this day, such as 2026-09-30
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<Day>,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
        /// List the rules: code, level, why it matters, what to do
        #[arg(long, conflicts_with_all = ["maps", "level", "today"])]
        rules: bool,
    },
    /// Record a review of a map, and keep the map as it is as a snapshot
    #[command(
        after_help = "It may be open meanwhile. The same review twice on one day is recorded once. \
                      The snapshot goes to snapshots/NAME/DATE.ron in the config folder."
    )]
    Review {
        /// The map
        map: OsString,
        /// Who reviewed it; none: the owner of the map
        #[arg(long, value_name = "B")]
        by: Option<String>,
        /// Why now
        #[arg(long, value_name = "R")]
        reason: Option<String>,
    },
    /// Say in words what is different between two maps, or a map then and now
    #[command(
        after_help = "OLD and NEW are maps: names, files, - for standard input, or a map at a time:\n  \
                      MAP@review      its newest snapshot\n  \
                      MAP@2026-08-20  the snapshot of that day, else the newest before it\n  \
                      MAP@REVISION    as git knows it: HEAD~3, a branch, a tag\n\
                      Without NEW it is the same map now, and MAP alone is MAP@review.\n\
                      Exit codes: 0 no differences, 1 differences, 2 it could not be done."
    )]
    Diff {
        /// The older one
        old: OsString,
        /// The newer one; none: the same map now
        new: Option<OsString>,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Say what to fix first and why, then list where the journey breaks
    #[command(
        after_help = "A touchpoint breaks where customers run into it: tickets in the newest month \
                            (of 1,000 orders where they are known), else votes, else the pains and \
                            gaps that are written down. They are ordered by level × impact: the \
                            level is how often, 1 to 5, relative to the greatest of its kind.\n\
                            --format json prints an object: map, today, sentence, and the arrays \
                            breaks and mended. The README says what is in them, and in the \
                            columns of csv."
    )]
    Fix {
        /// The map; none: the one opened last
        map: Option<OsString>,
        /// How wide to print, in cells; else as wide as the terminal, else 100
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
        width: Option<u16>,
        /// As if today were this day, such as 2026-09-30
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<Day>,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TableFormat,
    },
    /// List what can be brought back: unsaved work, cut-off saves, backups, deleted maps
    #[command(after_help = "The newest comes first. Without MAP, of each map only its newest \
                            backup is listed.\n\
                            --take N writes what has number N in that same list to a new file: \
                            NAME-recovered.ron beside the map, unless -o says where. Nothing is \
                            ever written over, and what is kept stays kept.")]
    Recover {
        /// Only what is kept of this map, and all backups of it; it need not be there any more
        map: Option<OsString>,
        /// Bring back what has this number in the list
        #[arg(long, value_name = "N")]
        take: Option<usize>,
        /// The new file to bring it back into; - is standard output
        #[arg(long, short, value_name = "FILE", requires = "take")]
        output: Option<PathBuf>,
        /// How to print the list
        #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "take")]
        format: Format,
    },
    /// Print where files are kept
    Paths {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Print what the keys do
    Keys {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Print the settings: what each is, where that comes from, what it does
    Config {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How to print what may be a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// A table for spreadsheets.
    Csv,
    /// A table for documents.
    Markdown,
}

impl TableFormat {
    /// How `what`, which is no table, is printed; else what can be printed so.
    fn of(self, what: &str) -> anyhow::Result<Format> {
        let name = match self {
            Self::Text => return Ok(Format::Text),
            Self::Json => return Ok(Format::Json),
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        };
        bail!(
            "--format {name} prints tables, not {what}: take --view fix, actions, missing, \
             results or risks, or --all; else --format text or json"
        )
    }
}

/// From which level on findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckLevel {
    /// What must be mended.
    Error,
    /// And what should be.
    Warning,
    /// And what is good to know.
    Info,
}

/// What of a map to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// Stages as columns, touchpoints as cards, the curve below.
    Board,
    /// One sentence a touchpoint.
    List,
    /// What is done about it: by whom, until when, how far.
    Actions,
    /// What is not filled in, or is due.
    Missing,
    /// What came of that: old issue, change, before, after.
    Results,
    /// The high risks: common problem, experience goal, what prevents it.
    Risks,
    /// The emotions from the first touchpoint to the last.
    Curve,
    /// What to fix first and why; what `cjm fix` prints.
    Fix,
    /// Who makes the journey, why it is mapped, and what is known.
    Brief,
}

impl View {
    /// What it is called in a sentence.
    fn what(self) -> &'static str {
        match self {
            Self::Board => "the board",
            Self::List => "the list of sentences",
            Self::Curve => "the curve",
            Self::Brief => "the brief",
            Self::Actions | Self::Missing | Self::Results | Self::Risks | Self::Fix => "a table",
        }
    }
}

/// The order of a table of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// By when they are due, the earliest first.
    Date,
    /// By who does them.
    Owner,
    /// What is being done, then what is to be done, then the rest.
    State,
    /// Quick wins, then the most benefit for the least effort.
    Worth,
}

impl From<Order> for crate::insight::ActionOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Date => Self::Date,
            Order::Owner => Self::Owner,
            Order::State => Self::State,
            Order::Worth => Self::Worth,
        }
    }
}

/// Runs the program with these arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            if error.use_stderr() {
                output::usage(&error.render().to_string());
            } else {
                // help and version are no errors, and go to standard output
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match perform(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}

/// A day as an argument.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| error.to_string())
}

fn perform(arguments: Arguments) -> anyhow::Result<u8> {
    let place = Place::find();
    match arguments.command {
        None => editor::run(&place, arguments.map.as_deref()),
        Some(Command::New { name, template, path }) => new::run(&place, &name, &template, path),
        Some(Command::Add { map, stage, text }) => add::run(&place, &map, stage.as_deref(), &text),
        Some(Command::List { width, today, format }) => {
            list::run(&place, &list::Asked { width, today, format })
        }
        Some(Command::Templates { format }) => templates::run(&place, format),
        Some(Command::Show { map, view, against, all, order, today, width, format }) => {
            let order = order.map(Into::into);
            let asked = show::Asked { view, order, today, width, format };
            match against {
                Some(against) => match view {
                    None => beside::run(&place, map.as_deref(), &against, &asked),
                    Some(View::Curve) => then::run(&place, map.as_deref(), &against, &asked),
                    Some(_) => anyhow::bail!(
                        "--against is for --view curve, or without --view for two maps beside \
                         each other"
                    ),
                },
                None if all => show::run_all(&place, &asked),
                None => show::run(&place, map.as_deref(), &asked),
            }
        }
        Some(Command::Check { maps, level, today, format, rules }) => {
            if rules {
                return check::list_rules(format);
            }
            check::run(&place, &maps, check::Asked { level, today, format })
        }
        Some(Command::Review { map, by, reason }) => {
            review::run(&place, &map, by.as_deref(), reason.as_deref())
        }
        Some(Command::Diff { old, new, format }) => diff::run(&place, &old, new.as_deref(), format),
        Some(Command::Fix { map, width, today, format }) => {
            fix::run(&place, map.as_deref(), fix::Asked { width, today, format })
        }
        Some(Command::Recover { map, take, output, format }) => {
            let asked = recover::Asked { take, output, format };
            recover::run(&place, map.as_deref(), asked)
        }
        Some(Command::Paths { format }) => paths::run(&place, format),
        Some(Command::Keys { format }) => keys::run(&place, format),
        Some(Command::Config { format }) => config::run(&place, format),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
