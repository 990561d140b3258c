//! The thread that writes files, so that the screen never waits for a disk.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::SystemTime;

use super::editor;
use super::lookout::{Lookout, capital, told};
use super::{shelf, snapshots};
use crate::edit::Edit;
use crate::model::{Day, Fresh, JourneyMap};
use crate::store::backups::Keeper;
use crate::store::document::Record;
use crate::store::fs::FileSystem;
use crate::store::journal::{Journal, JournalError, Orphan};
use crate::store::places::Places;
use crate::store::save::SaveError;
use crate::store::saver::{SaveFailure, SaveResult, Saver};
use crate::ui::maps::MapTask;
use crate::ui::{Event, Notice, Saved, Wanted};
use crate::words;

/// What the thread is asked to do.
enum Job {
    /// Write a map in which all records of the journal up to `record` are.
    Save { seq: u64, record: u64, map: Arc<JourneyMap>, force: bool },
    /// What another program wrote, up to that number, is in what is saved from
    /// now on.
    Merged(u64),
    /// Look whether another program wrote the file, and answer in any case.
    Look,
    /// Something happened to the file: look, and answer where it is news.
    Touched,
    /// Write a map to another file.
    Copy { path: PathBuf, map: Arc<JourneyMap> },
    /// Greet, where that is due.
    Greet { today: Day, is_late: bool },
    /// It greeted.
    Greeted(Day),
    /// Keep a snapshot.
    KeepSnapshot { map: Arc<JourneyMap>, on: Day },
    /// Look for the newest snapshot.
    ReadSnapshot(Wanted),
    /// Look at the library, as it stands on that day.
    List(Day),
    /// Do something with maps that are not open.
    Maps { task: MapTask, now: Fresh },
    /// Make the journal durable.
    Sync,
    /// All that was asked for is done.
    Stop,
}

/// What the thread starts with.
pub(super) struct Start {
    /// Where files are written.
    pub(super) fs: Arc<dyn FileSystem>,
    /// The folders; none where there are none.
    pub(super) places: Option<Places>,
    /// Writes the map.
    pub(super) saver: Saver,
    /// What the map's file holds.
    pub(super) bytes: Option<Vec<u8>>,
    /// What was brought back, to be in our own journal before the old ones go.
    pub(super) recovered: Option<Found>,
    /// The old ones.
    pub(super) orphans: Vec<Orphan>,
    /// What others write into the file is of interest.
    pub(super) is_watched: bool,
}

/// What was brought back from windows that died.
pub(super) struct Found {
    /// What turns the file into what they had made.
    pub(super) edits: Vec<Edit>,
    /// What is being typed.
    pub(super) typing: Option<String>,
    /// The files in which editors had that.
    pub(super) drafts: Vec<PathBuf>,
}

/// The journal of this window, once it is there; none where there can be none.
type Slot = Arc<OnceLock<Option<Arc<Journal>>>>;

/// The thread, and the journal that it shares with the window.
pub(super) struct Worker {
    jobs: Sender<Job>,
    journal: Slot,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; it answers through `answer`.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub(super) fn start(
        start: Start,
        answer: impl Fn(Event) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, received) = channel();
        let journal = Slot::default();
        let shared = Arc::clone(&journal);
        let to_us = jobs.clone();
        let wake = move || {
            // a thread that has ended needs not know
            let _ = to_us.send(Job::Touched);
        };
        let thread = std::thread::Builder::new().name("files".into()).spawn(move || {
            work(start, &shared, &received, wake, &answer);
        })?;
        Ok(Self { jobs, journal, thread: Some(thread) })
    }

    /// Writes a record into the journal before anything else happens. Where
    /// that cannot be done, gives the reason; none where there is no journal.
    pub(super) fn journal(&self, record: &Record) -> Result<(), Option<String>> {
        let journal = self.journal.wait().as_ref().ok_or(None)?;
        let appended = journal.append(&record.to_bytes());
        appended.map(drop).map_err(|error| Some(capital(&error.to_string())))
    }

    /// The number of the last record of the journal; 0 where there is none.
    pub(super) fn last_record(&self) -> u64 {
        self.journal.wait().as_ref().map_or(0, |journal| journal.last())
    }

    /// Asks for a save of a map in which all records up to `record` are.
    pub(super) fn save(&self, seq: u64, record: u64, map: Arc<JourneyMap>, force: bool) {
        self.ask(Job::Save { seq, record, map, force });
    }

    /// Tells that what another program wrote is merged.
    pub(super) fn merged(&self, number: u64) {
        self.ask(Job::Merged(number));
    }

    /// Asks whether another program wrote the file.
    pub(super) fn look(&self) {
        self.ask(Job::Look);
    }

    /// Asks for a copy in another file.
    pub(super) fn copy(&self, path: PathBuf, map: Arc<JourneyMap>) {
        self.ask(Job::Copy { path, map });
    }

    /// Asks for a greeting, where that is due; a review `is_late`.
    pub(super) fn greet(&self, today: Day, is_late: bool) {
        self.ask(Job::Greet { today, is_late });
    }

    /// Tells that it greeted.
    pub(super) fn greeted(&self, today: Day) {
        self.ask(Job::Greeted(today));
    }

    /// Asks for a snapshot of this map.
    pub(super) fn keep_snapshot(&self, map: Arc<JourneyMap>, on: Day) {
        self.ask(Job::KeepSnapshot { map, on });
    }

    /// Asks for the newest snapshot.
    pub(super) fn read_snapshot(&self, wanted: Wanted) {
        self.ask(Job::ReadSnapshot(wanted));
    }

    /// Asks for what is in the library, as it stands on that day.
    pub(super) fn list(&self, today: Day) {
        self.ask(Job::List(today));
    }

    /// Asks for something to be done with maps that are not open.
    pub(super) fn maps(&self, task: MapTask, now: Fresh) {
        self.ask(Job::Maps { task, now });
    }

    /// Asks for the journal to be made durable.
    pub(super) fn sync(&self) {
        self.ask(Job::Sync);
    }

    fn ask(&self, job: Job) {
        // a thread that is gone has said so
        let _ = self.jobs.send(job);
    }

    /// Waits until everything that was asked for is done. With `all_saved`
    /// the journal has served its purpose and goes.
    pub(super) fn stop(mut self, all_saved: bool) {
        self.ask(Job::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let journal = Arc::try_unwrap(self.journal).ok().and_then(OnceLock::into_inner).flatten();
        if let Some(journal) = journal.and_then(Arc::into_inner)
            && all_saved
        {
            let last = journal.last();
            // what stays behind is found, and is empty
            let _ = journal.close(last);
        }
    }
}

fn warning(error: impl std::fmt::Display) -> Notice {
    Notice::warning(capital(&error.to_string()))
}

fn work(
    start: Start,
    slot: &Slot,
    jobs: &Receiver<Job>,
    wake: impl Fn() + Send + Sync + 'static,
    answer: &impl Fn(Event),
) {
    let Start { fs, places, saver, bytes, recovered, mut orphans, is_watched } = start;
    let begun = catch_unwind(AssertUnwindSafe(|| {
        let journal = saver.start_journal(bytes.as_deref())?.map(Arc::new);
        if let Some(journal) = &journal {
            take_over(journal, recovered, &mut orphans, &*fs);
        }
        Ok(journal)
    }));
    drop(bytes);
    let journal = slot.get_or_init(|| {
        let begun: Result<_, JournalError> = begun.unwrap_or_else(|_| {
            answer(Event::Said(Notice::warning(words::FAULT_IN_JOURNAL)));
            Ok(None)
        });
        begun.unwrap_or_else(|error| {
            answer(Event::Said(warning(error)));
            None
        })
    });
    let mut desk = Desk {
        lookout: Lookout::new(Arc::clone(&fs), wake),
        is_watched,
        keeper: saver.keeper(),
        said: false,
        orphans,
        journal: journal.clone(),
        fs,
        places,
        saver,
    };
    desk.watch(answer);
    while let Ok(job) = jobs.recv() {
        if matches!(job, Job::Stop) {
            break;
        }
        let is_save = matches!(job, Job::Save { .. });
        // what went wrong once may go well the next time: the thread goes on.
        // What a save has changed of the saver is changed when it is done
        if catch_unwind(AssertUnwindSafe(|| desk.perform(job, answer))).is_err() {
            answer(match is_save {
                true => Event::Saved(Saved::Failed {
                    why: words::FAULT_IN_SAVING.to_owned(),
                    next: words::SAVE_AGAIN.to_owned(),
                }),
                false => Event::Said(Notice::warning(words::FAULT_IN_FILES)),
            });
        }
    }
}

/// Brings what dead windows had into the journal of this one, then removes
/// theirs; those stay where it cannot be written.
fn take_over(
    journal: &Journal,
    recovered: Option<Found>,
    orphans: &mut Vec<Orphan>,
    fs: &dyn FileSystem,
) {
    let mut taken = Vec::new();
    let kept = recovered.map_or(Ok(()), |Found { edits, typing, drafts }| {
        taken = drafts;
        let from = orphans.iter().map(Orphan::name).collect();
        let record = Record::Recovered { edits, typing, from };
        journal.append(&record.to_bytes()).map(drop)
    });
    if kept.and_then(|()| journal.sync()).is_ok() {
        discard(orphans, fs);
        taken.iter().for_each(|draft| editor::clear(draft));
    }
}

/// Removes journals of dead windows: what is in them is safe elsewhere.
fn discard(orphans: &mut Vec<Orphan>, fs: &dyn FileSystem) {
    for orphan in orphans.drain(..) {
        // it is found again, and passed over: nothing comes twice
        let _ = orphan.discard(fs);
    }
}

/// That a map was not saved and why, and what to do: short enough for the screen.
fn failed(failure: &SaveFailure) -> Saved {
    let (why, next) = match failure {
        SaveFailure::Save(
            SaveError::Write { path, source, .. } | SaveError::Folder { path, source },
        ) => {
            let why = words::refusal(source);
            match source.kind() {
                // where it is full is no matter; the name leaves room on a small screen
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    (words::not_saved(&name.to_string_lossy(), &why), words::MAKE_ROOM)
                }
                _ => (words::not_saved(&path.display().to_string(), &why), words::SAVE_AGAIN),
            }
        }
        SaveFailure::Save(SaveError::ReadOnly { path }) => {
            let path = path.display().to_string();
            (words::not_saved(&path, words::FILE_IS_READ_ONLY), words::WRITE_ANYWAY)
        }
        other => (words::save_failed(&other.to_string()), words::SAVE_AGAIN),
    };
    Saved::Failed { why, next: next.to_owned() }
}

/// What the thread has at hand.
struct Desk {
    fs: Arc<dyn FileSystem>,
    places: Option<Places>,
    saver: Saver,
    journal: Option<Arc<Journal>>,
    /// Sees what others write.
    lookout: Lookout,
    /// That is of interest.
    is_watched: bool,
    /// Makes backups; none without a state folder.
    keeper: Option<Keeper>,
    /// That no backup could be made was said: once is enough.
    said: bool,
    /// Journals of dead windows that our own journal could not take over.
    orphans: Vec<Orphan>,
}

impl Desk {
    fn watch(&mut self, answer: &impl Fn(Event)) {
        if self.is_watched {
            self.lookout.watch(&mut self.saver, answer);
        }
    }

    fn perform(&mut self, job: Job, answer: &impl Fn(Event)) {
        let Self { fs, places, saver, journal, lookout, is_watched, keeper, orphans, .. } = self;
        match job {
            Job::Stop => {}
            Job::Merged(number) => {
                saver.merged(number);
                lookout.catch_up(saver, answer);
            }
            Job::Look => lookout.look(saver, true, answer),
            Job::Touched => {
                // a link may lead elsewhere now, or the folder be another one
                lookout.watch(saver, answer);
                lookout.look(saver, false, answer);
            }
            Job::Greet { today, is_late } => {
                let found = snapshots::greet(&**fs, places.as_ref(), saver.path(), today, is_late);
                found.into_iter().for_each(answer);
            }
            Job::Greeted(today) => {
                snapshots::greeted(&**fs, places.as_ref(), saver.path(), today);
            }
            Job::KeepSnapshot { map, on } => {
                let said = snapshots::keep(&**fs, places.as_ref(), saver.path(), &map, on);
                said.into_iter().for_each(answer);
            }
            Job::ReadSnapshot(wanted) => {
                answer(snapshots::read(&**fs, places.as_ref(), saver.path(), wanted));
            }
            Job::List(today) => {
                if let Some(places) = places {
                    answer(shelf::list(&**fs, places, today));
                }
            }
            Job::Maps { task, now } => {
                if let Some(places) = places {
                    answer(shelf::perform(&**fs, places, &task, now));
                }
            }
            Job::Copy { path, map } => {
                let said = match saver.save_copy(&map, &path) {
                    Ok(()) => Notice::info(words::copy_saved(&path.display().to_string())),
                    Err(SaveError::Changed { .. }) => {
                        Notice::warning(words::copy_failed("the file is there already"))
                    }
                    Err(error) => Notice::warning(words::copy_failed(&error.to_string())),
                };
                answer(Event::Said(said));
            }
            Job::Save { seq, record, map, force } => {
                let now = SystemTime::now();
                let is_due = keeper.as_mut().is_some_and(|keeper| keeper.is_due(now));
                let replaced = if is_due { saver.replaced() } else { None };
                let journal = journal.as_deref().map(|journal| (journal, record));
                let saved = match saver.save(&map, journal, force) {
                    Ok(SaveResult::Saved) => Saved::Done { seq },
                    Ok(SaveResult::Changed(foreign)) => Saved::Changed(told(foreign)),
                    Ok(SaveResult::Overtaken) => Saved::Overtaken,
                    Err(failure) => failed(&failure),
                };
                let is_saved = matches!(saved, Saved::Done { .. });
                if is_saved {
                    // brought back later it would stand against what is done from now on
                    discard(orphans, &**fs);
                }
                answer(Event::Saved(saved));
                if let Some(error) = saver.take_unjournaled() {
                    answer(Event::Unjournaled(capital(&error.to_string())));
                }
                if *is_watched {
                    // the folder may be there only now
                    lookout.watch(saver, answer);
                }
                // nobody waits for this any more
                if let (true, Some(keeper), Some(replaced)) = (is_saved, keeper, replaced)
                    && !saver.holds(&replaced)
                    && let Err(error) = keeper.keep(&replaced, now)
                    && !std::mem::replace(&mut self.said, true)
                {
                    answer(Event::Said(Notice::info(capital(&error.to_string()))));
                }
            }
            Job::Sync => match journal.as_deref().map(Journal::sync) {
                // said with the append, and since then another one may have gone well
                Some(Err(JournalError::Append { .. })) | Some(Ok(())) | None => {}
                Some(Err(error)) => answer(Event::Unjournaled(capital(&error.to_string()))),
            },
        }
    }
}
