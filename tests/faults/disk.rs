//! Saving and reading on the machine's own file system.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use cjm::store::Hash;
use cjm::store::fs::{FileSystem, Kind, MAX_FILE, ReadError, Real};
use cjm::store::save::{Expected, Save, SaveError, Saved, Way, restore_torn, write};
use tempfile::TempDir;

struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Bench {
        Bench { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str) -> PathBuf {
        fs::write(self.path(name), "old").unwrap();
        self.path(name)
    }

    fn save(&self, path: &Path, expected: Expected) -> Result<Saved, SaveError> {
        let save = Save::new(path, b"new", expected);
        write(&Real, Some(&self.path("state")), &save)
    }

    fn save_over(&self, path: &Path) -> Saved {
        self.save(path, Expected::Content(Hash::of(b"old"))).unwrap()
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_link_stays_a_link_and_its_file_is_written() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    fs::create_dir(bench.path("links")).unwrap();
    let link = bench.path("links/link.ron");
    symlink("../map.ron", &link).unwrap();
    let saved = bench.save_over(&link);
    assert_eq!(saved.path, file.canonicalize().unwrap());
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("../map.ron"));
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(fs::read_dir(bench.path("links")).unwrap().count(), 1);
}

#[test]
fn a_link_that_leads_nowhere_gets_the_file_it_names() {
    let bench = Bench::new();
    let link = bench.path("link.ron");
    symlink("later/map.ron", &link).unwrap();
    bench.save(&link, Expected::Missing).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(bench.path("later/map.ron")).unwrap(), b"new");
}

#[test]
fn links_in_a_circle_are_an_error() {
    let bench = Bench::new();
    symlink(bench.path("b.ron"), bench.path("a.ron")).unwrap();
    symlink(bench.path("a.ron"), bench.path("b.ron")).unwrap();
    let done = bench.save(&bench.path("a.ron"), Expected::Missing);
    assert!(matches!(done, Err(SaveError::Resolve { .. })), "{done:?}");
}

#[test]
fn a_hard_link_stays_one_and_both_names_have_the_new_content() {
    let bench = Bench::new();
    let (file, second) = (bench.file("map.ron"), bench.path("second.ron"));
    fs::hard_link(&file, &second).unwrap();
    assert_eq!(bench.save_over(&file).way, Way::InPlace);
    assert_eq!(fs::read(&second).unwrap(), b"new");
    assert_eq!(fs::metadata(&file).unwrap().nlink(), 2);
}

#[test]
fn the_mode_is_kept_whatever_it_is() {
    let bench = Bench::new();
    for bits in [0o600, 0o640, 0o664, 0o666, 0o755, 0o2664] {
        let file = bench.file("map.ron");
        fs::set_permissions(&file, fs::Permissions::from_mode(bits)).unwrap();
        bench.save_over(&file);
        assert_eq!(mode(&file), bits, "{bits:o}");
        fs::remove_file(&file).unwrap();
    }
}

#[test]
fn a_new_file_has_the_mode_that_new_files_have() {
    let bench = Bench::new();
    let usual = bench.file("usual.ron");
    bench.save(&bench.path("map.ron"), Expected::Missing).unwrap();
    assert_eq!(mode(&bench.path("map.ron")), mode(&usual));
}

#[test]
fn another_owner_is_kept() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    // Only root can give files away; for others the faulty disk has this case.
    if std::os::unix::fs::chown(&file, Some(12345), Some(54321)).is_err() {
        return;
    }
    bench.save_over(&file);
    let meta = fs::metadata(&file).unwrap();
    assert_eq!((meta.uid(), meta.gid()), (12345, 54321));
    assert_eq!(fs::read(&file).unwrap(), b"new");
}

#[test]
fn a_read_only_file_is_refused_until_the_user_says_so_and_stays_read_only() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let expected = Expected::Content(Hash::of(b"old"));
    assert!(matches!(bench.save(&file, expected), Err(SaveError::ReadOnly { .. })));
    assert_eq!(fs::read(&file).unwrap(), b"old");
    let save = Save::new(&file, b"new", expected).force();
    write(&Real, None, &save).unwrap();
    assert_eq!((fs::read(&file).unwrap(), mode(&file)), (b"new".to_vec(), 0o444));
}

#[test]
fn a_file_changed_by_another_program_is_seen_by_its_content_alone() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    fs::write(&file, "odd").unwrap();
    for at in [before, before - Duration::from_secs(3600)] {
        fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
        match bench.save(&file, Expected::Content(Hash::of(b"old"))) {
            Err(SaveError::Changed { bytes, hash, .. }) => {
                assert_eq!((bytes, hash), (b"odd".to_vec(), Hash::of(b"odd")));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read(&file).unwrap(), b"odd");
    }
}

#[test]
fn a_new_map_is_never_written_over_a_file() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    let done = bench.save(&file, Expected::Missing);
    assert!(matches!(done, Err(SaveError::Changed { .. })));
    assert_eq!(fs::read(&file).unwrap(), b"old");
}

#[test]
fn a_file_that_is_gone_is_said_to_be_gone_and_can_be_made_anew() {
    let bench = Bench::new();
    let file = bench.path("map.ron");
    let done = bench.save(&file, Expected::Content(Hash::of(b"old")));
    assert!(matches!(done, Err(SaveError::Gone { .. })));
    assert!(!file.exists());
    bench.save(&file, Expected::Missing).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
}

#[test]
fn an_export_goes_over_whatever_is_there() {
    let bench = Bench::new();
    let file = bench.file("poster.svg");
    bench.save(&file, Expected::Anything).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
}

#[test]
fn a_pipe_a_folder_and_a_device_are_refused_and_nothing_waits() {
    let bench = Bench::new();
    let pipe = bench.path("pipe.ron");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let cases = [
        (pipe.clone(), Kind::Pipe),
        (bench.dir.path().to_owned(), Kind::Folder),
        (PathBuf::from("/dev/null"), Kind::Device),
    ];
    for (path, expected) in cases {
        match Real.read(&path, MAX_FILE) {
            Err(ReadError::NotAFile { kind, .. }) => assert_eq!(kind, expected),
            other => panic!("{}: {other:?}", path.display()),
        }
        let done = bench.save(&path, Expected::Anything);
        assert!(matches!(done, Err(SaveError::Read(ReadError::NotAFile { .. }))), "{done:?}");
    }
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn a_file_of_64_mb_is_refused_and_one_byte_less_is_read() {
    let bench = Bench::new();
    let path = bench.path("huge.ron");
    let file = fs::File::create(&path).unwrap();
    file.set_len(MAX_FILE).unwrap();
    match Real.read(&path, MAX_FILE) {
        Err(ReadError::TooLarge { len, limit, .. }) => {
            assert_eq!((len, limit), (MAX_FILE, MAX_FILE))
        }
        other => panic!("{:?}", other.map(|bytes| bytes.len())),
    }
    let done = bench.save(&path, Expected::Anything);
    assert!(matches!(done, Err(SaveError::Read(ReadError::TooLarge { .. }))));
    file.set_len(MAX_FILE - 1).unwrap();
    assert_eq!(Real.read(&path, MAX_FILE).unwrap().len() as u64, MAX_FILE - 1);
}

#[test]
fn a_map_too_large_to_be_read_again_is_not_written() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    let bytes = vec![b' '; usize::try_from(MAX_FILE).unwrap()];
    let save = Save::new(&file, &bytes, Expected::Anything);
    assert!(matches!(write(&Real, None, &save), Err(SaveError::TooLarge { .. })));
    assert_eq!(fs::read(&file).unwrap(), b"old");
}

#[test]
fn what_a_killed_save_left_is_swept_and_what_others_left_is_not() {
    let bench = Bench::new();
    let file = bench.file("map.ron");
    let key = Hash::of(file.canonicalize().unwrap().as_os_str().as_encoded_bytes());
    let (dead, alive) = (format!(".cjm-{key}-dead.tmp"), format!(".cjm-{key}-alive.tmp"));
    let other = ".cjm-0000000000000000-other.tmp";
    for name in [&dead, &alive, other] {
        fs::write(bench.path(name), "").unwrap();
    }
    let held = fs::File::open(bench.path(&alive)).unwrap();
    held.lock().unwrap();
    restore_torn(&Real, &bench.path("state"), &file).unwrap();
    let there = [&dead, &alive, other].map(|name| bench.path(name).exists());
    assert_eq!(there, [false, true, true]);
}

#[test]
fn two_writers_at_once_lose_nothing_of_each_other() {
    const EACH: usize = 40;
    let bench = Bench::new();
    let file = bench.path("map.ron");
    fs::write(&file, "").unwrap();
    let add = |letter: u8| {
        let mut seen = fs::read(&file).unwrap();
        let mut done = 0;
        while done < EACH {
            let expected = Expected::Content(Hash::of(&seen));
            let bytes = [&seen[..], &[letter]].concat();
            let save = Save::new(&file, &bytes, expected);
            match write(&Real, Some(&bench.path("state")), &save) {
                Ok(_) => {
                    seen = bytes;
                    done += 1;
                }
                Err(SaveError::Changed { bytes, .. }) => seen = bytes,
                Err(error) => panic!("{error}"),
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| add(b'a'));
        scope.spawn(|| add(b'b'));
    });
    let content = fs::read(&file).unwrap();
    let count = |letter| content.iter().filter(|byte| **byte == letter).count();
    assert_eq!((count(b'a'), count(b'b'), content.len()), (EACH, EACH, 2 * EACH));
}
