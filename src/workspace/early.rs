//! Files that are read before anybody knows whether they are wanted: cargo takes its time to tell what
//! a workspace is made of, and there is nothing else to do until then.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use rayon::prelude::*;

use super::{
    files,
    modules::{self, ReadFile},
    select,
};
use crate::{progress::Progress, settings::Settings};

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct Early {
    files: Mutex<HashMap<PathBuf, ReadFile>>,
    is_over: AtomicBool,
}

impl Early {
    /// Reads files beside and below the manifest, until [`Early::stop`].
    pub(crate) fn read(&self, settings: &Settings, progress: &Progress) {
        // Where files are named, few others are wanted.
        if !settings.paths.is_empty() {
            return;
        }
        let manifest = select::manifest(&settings.directory, &settings.packages).ok();
        let Some(directory) = manifest.as_deref().and_then(|manifest| manifest.parent()) else { return };
        let goes_on = || !self.is_over.load(Ordering::Relaxed);
        files::rust_files_while(directory, goes_on).par_bridge().for_each(|path| {
            if !goes_on() {
                return;
            }
            // What cannot be read is told where it is wanted.
            if let Ok(file) = modules::read(path, &HashMap::new(), progress) {
                let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
                files.insert(file.path.clone(), file);
            }
        });
    }

    /// It is known what is wanted.
    pub(crate) fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// The files, by path.
    pub(super) fn into_files(self) -> HashMap<PathBuf, ReadFile> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cli::Arguments;

    #[test]
    fn reads_what_is_beside_the_manifest_until_it_is_told_to_stop() {
        let directory = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        fs::create_dir(directory.path().join("src")).unwrap();
        file("Cargo.toml", "[package]\nname = \"early\"");
        file("src/lib.rs", "fn f() {}");
        file("notes.txt", "");
        let manifest = directory.path().join("Cargo.toml");
        let read = |stops: bool| {
            let words = ["letgo", "--manifest-path", manifest.to_str().unwrap()];
            let arguments = Arguments::parse(words.iter().map(Into::into).collect()).unwrap();
            let settings = Settings::new(arguments, &|_| None).unwrap();
            let early = Early::default();
            if stops {
                early.stop();
            }
            early.read(&settings, &Progress::new(&|_| None, true));
            early.into_files().into_keys().collect::<Vec<_>>()
        };
        assert_eq!(read(false), [directory.path().join("src/lib.rs")]);
        assert!(read(true).is_empty());
    }
}
