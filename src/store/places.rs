//! Which folders there are, from the environment.

use std::path::{Path, PathBuf};
use std::{env, fmt, io};

use super::fs::{FileSystem, Kind, make_folders};
use super::{backups, journal, lock};

/// What the environment says about folders. A value of its own, so that tests need not change
/// the environment of their process. Empty variables count as unset, and so do relative ones of
/// XDG, as its specification asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `$CJM_CONFIG_DIR`.
    pub cjm_config_dir: Option<PathBuf>,
    /// `$XDG_CONFIG_HOME`.
    pub xdg_config_home: Option<PathBuf>,
    /// `$XDG_STATE_HOME`.
    pub xdg_state_home: Option<PathBuf>,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// Whether this is macOS, where an existing Application Support folder is honoured.
    pub mac: bool,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Environment {
        let get = |name| env::var_os(name).map(PathBuf::from);
        Environment {
            cjm_config_dir: get("CJM_CONFIG_DIR"),
            xdg_config_home: get("XDG_CONFIG_HOME"),
            xdg_state_home: get("XDG_STATE_HOME"),
            home: directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()),
            mac: cfg!(target_os = "macos"),
        }
    }
}

/// The two folders everything is in: the user's work, and what can be lost without losing work
/// that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Maps, snapshots, settings, keys, templates, themes.
    pub config: PathBuf,
    /// Journals, locks, copies, backups, trash, which map was opened last.
    pub state: PathBuf,
}

impl Places {
    /// Finds the folders; makes none.
    ///
    /// Config is `$CJM_CONFIG_DIR`, else `$XDG_CONFIG_HOME/cjm`, else on macOS
    /// `~/Library/Application Support/cjm` where that exists and `~/.config/cjm` does not, else
    /// `~/.config/cjm`. State is `$XDG_STATE_HOME/cjm`, else `~/.local/state/cjm`; with neither,
    /// but with `$CJM_CONFIG_DIR`, the folder `state` in it.
    ///
    /// # Errors
    /// [`PlacesError::NoHome`] where the environment names no folder at all.
    pub fn find(fs: &dyn FileSystem, environment: &Environment) -> Result<Places, PlacesError> {
        let named = |path: &Option<PathBuf>| path.clone().filter(|p| !p.as_os_str().is_empty());
        let absolute = |path| named(path).filter(|path| path.is_absolute());
        let home = named(&environment.home);
        let own = named(&environment.cjm_config_dir)
            .map(|path| std::path::absolute(&path).unwrap_or(path));
        let config = own.clone().or_else(|| {
            let xdg = absolute(&environment.xdg_config_home).map(|xdg| xdg.join("cjm"));
            xdg.or_else(|| home.as_deref().map(|home| home_config(fs, home, environment.mac)))
        });
        let state = absolute(&environment.xdg_state_home)
            .or_else(|| home.map(|home| home.join(".local/state")))
            .map(|folder| folder.join("cjm"))
            .or_else(|| own.map(|own| own.join("state")));
        match (config, state) {
            (Some(config), Some(state)) => Ok(Places { config, state }),
            (None, _) => Err(PlacesError::NoHome { wanted: "maps" }),
            (_, None) => Err(PlacesError::NoHome { wanted: "journals" }),
        }
    }

    /// Makes the folders that every start needs, and says so where that cannot be.
    ///
    /// # Errors
    /// [`PlacesError::Unusable`], with the folder.
    pub fn make(&self, fs: &dyn FileSystem) -> Result<(), PlacesError> {
        for (path, mode) in [(self.maps(), 0o777), (self.state.clone(), lock::PRIVATE_FOLDER)] {
            make_folders(fs, &path, mode)
                .and_then(|()| match fs.stat(&path)? {
                    stat if stat.kind == Kind::Folder && stat.writable => Ok(()),
                    _ => Err(io::ErrorKind::PermissionDenied.into()),
                })
                .map_err(|source| PlacesError::Unusable { path, source })?;
        }
        Ok(())
    }

    /// The library: `NAME.ron` for each map.
    pub fn maps(&self) -> PathBuf {
        self.config.join("maps")
    }

    /// The snapshots of all maps: see [`super::snapshots`].
    pub fn all_snapshots(&self) -> PathBuf {
        self.config.join("snapshots")
    }

    /// The snapshots of the map with this name: `DATE.ron` for each.
    pub fn snapshots(&self, name: &str) -> PathBuf {
        self.all_snapshots().join(name)
    }

    /// The settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The user's own keys.
    pub fn keys(&self) -> PathBuf {
        self.config.join("keys.ron")
    }

    /// The user's own checklists.
    pub fn checklists(&self) -> PathBuf {
        self.config.join("checklists.ron")
    }

    /// The user's own templates: `NAME.ron` for each.
    pub fn templates(&self) -> PathBuf {
        self.config.join("templates")
    }

    /// The user's own themes: `NAME.ron` for each.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The journals of windows.
    pub fn journals(&self) -> PathBuf {
        journal::folder(&self.state)
    }

    /// Copies of files that are just written in place, or whose writing was cut off.
    pub fn copies(&self) -> PathBuf {
        lock::copies(&self.state)
    }

    /// Versions of maps that saves have replaced, a few of each: see
    /// [`backups`].
    pub fn backups(&self) -> PathBuf {
        backups::root(&self.state)
    }

    /// Maps that were deleted.
    pub fn trash(&self) -> PathBuf {
        self.state.join("trash")
    }

    /// The file that names the map opened last.
    pub fn last_opened(&self) -> PathBuf {
        self.state.join("last-opened")
    }
}

/// Why there is no place for maps.
#[derive(Debug)]
pub enum PlacesError {
    /// No variable and no home folder says where.
    NoHome {
        /// What was looked for: maps or journals.
        wanted: &'static str,
    },
    /// A folder cannot be made, or not written to.
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for PlacesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlacesError::NoHome { wanted } => write!(
                f,
                "could not find the folder for {wanted}: there is no home folder ($HOME is not \
                 set); set $CJM_CONFIG_DIR to a folder, or open a file by its path: cjm FILE"
            ),
            PlacesError::Unusable { path, source } => write!(
                f,
                "could not use the folder {}: {source}; make it writable, set $CJM_CONFIG_DIR to \
                 another one, or open a file by its path: cjm FILE",
                path.display()
            ),
        }
    }
}

impl std::error::Error for PlacesError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PlacesError::NoHome { .. } => None,
            PlacesError::Unusable { source, .. } => Some(source),
        }
    }
}

fn home_config(fs: &dyn FileSystem, home: &Path, mac: bool) -> PathBuf {
    let usual = home.join(".config/cjm");
    let support = home.join("Library/Application Support/cjm");
    let is_there = |path: &Path| fs.stat(path).is_ok_and(|stat| stat.kind == Kind::Folder);
    if mac && !is_there(&usual) && is_there(&support) { support } else { usual }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::faulty::Faulty;

    fn home() -> Environment {
        Environment { home: Some("/home/lena".into()), ..Environment::default() }
    }

    fn find(environment: &Environment) -> (String, String) {
        let places = Places::find(&Faulty::new(), environment).unwrap();
        (places.config.display().to_string(), places.state.display().to_string())
    }

    fn pair(config: &str, state: &str) -> (String, String) {
        (config.to_owned(), state.to_owned())
    }

    #[test]
    fn home_is_enough() {
        assert_eq!(find(&home()), pair("/home/lena/.config/cjm", "/home/lena/.local/state/cjm"));
    }

    #[test]
    fn our_own_variable_goes_before_xdg_and_xdg_before_home() {
        let mut environment = home();
        environment.xdg_config_home = Some("/xdg/config".into());
        environment.xdg_state_home = Some("/xdg/state".into());
        assert_eq!(find(&environment), pair("/xdg/config/cjm", "/xdg/state/cjm"));
        environment.cjm_config_dir = Some("/own".into());
        assert_eq!(find(&environment), pair("/own", "/xdg/state/cjm"));
    }

    #[test]
    fn empty_and_relative_variables_are_passed_over() {
        let mut environment = home();
        environment.cjm_config_dir = Some("".into());
        environment.xdg_config_home = Some("config".into());
        environment.xdg_state_home = Some("".into());
        assert_eq!(find(&environment), find(&home()));
    }

    #[test]
    fn without_a_home_our_own_variable_holds_the_state_too() {
        let environment =
            Environment { cjm_config_dir: Some("/own".into()), ..Environment::default() };
        assert_eq!(find(&environment), pair("/own", "/own/state"));
    }

    #[test]
    fn an_existing_application_support_folder_is_honoured_on_macos() {
        let fs = Faulty::new();
        let support = Path::new("/home/lena/Library/Application Support/cjm");
        fs.put_folder(support, 0o755, 1000);
        let mac = Environment { mac: true, ..home() };
        assert_eq!(Places::find(&fs, &mac).unwrap().config, support);
        assert_ne!(Places::find(&fs, &home()).unwrap().config, support);
        fs.put_folder(Path::new("/home/lena/.config/cjm"), 0o755, 1000);
        assert_ne!(Places::find(&fs, &mac).unwrap().config, support);
    }

    #[test]
    fn without_any_folder_the_message_names_the_way_on() {
        let error = Places::find(&Faulty::new(), &Environment::default()).unwrap_err();
        assert!(error.to_string().contains("cjm FILE"));
    }

    #[test]
    fn a_config_folder_that_cannot_be_made_is_named() {
        let fs = Faulty::new();
        fs.put_folder(Path::new("/home/lena"), 0o555, 0);
        let error = Places::find(&fs, &home()).unwrap().make(&fs).unwrap_err().to_string();
        assert!(error.contains("/home/lena/.config/cjm/maps"), "{error}");
        assert!(error.contains("cjm FILE"), "{error}");
    }

    #[test]
    fn folders_are_made_once() {
        let fs = Faulty::new();
        let places = Places::find(&fs, &home()).unwrap();
        places.make(&fs).unwrap();
        places.make(&fs).unwrap();
        assert_eq!(fs.stat(&places.state).unwrap().mode, 0o700);
        assert_eq!(fs.stat(&places.maps()).unwrap().mode, 0o755);
    }
}
