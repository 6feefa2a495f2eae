//! Files and directories on disk.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use letgo_analysis::{span::TextRange, syntax::items::Problem};
use walkdir::{DirEntry, WalkDir};

use crate::paths;

/// The text of a file, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// The text. Each byte that is not part of a character is a `?`, so that offsets stay true.
    pub(crate) text: String,
    /// What of the file is not text.
    pub(crate) problem: Option<Problem>,
}

impl Text {
    /// What the bytes of a file say.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        if u32::try_from(bytes.len()).is_err() {
            let message = "the file is too large to be checked".to_owned();
            let problem = Some(Problem { range: TextRange::default(), message });
            return Text { problem, ..Text::default() };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Text { text, problem: None },
            Err(error) => mask(error.as_bytes()),
        }
    }
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> io::Result<Text> {
    fs::read(path).map(Text::new)
}

fn mask(bytes: &[u8]) -> Text {
    let mut text = String::with_capacity(bytes.len());
    let mut problem = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid();
        if !invalid.is_empty() {
            let start = text.len() as u32;
            problem.get_or_insert_with(|| Problem {
                range: TextRange::new(start, start + invalid.len() as u32),
                message: "the file is not UTF-8 text".to_owned(),
            });
            text.extend(invalid.iter().map(|_| '?'));
        }
    }
    Text { text, problem }
}

/// All files that `paths` stand for: a file itself, a directory for all Rust files in it. The file
/// whose text is `given` need not be there.
pub(crate) fn expand(directory: &Path, paths: &[PathBuf], given: Option<&Path>) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for path in paths {
        let absolute = paths::absolute(directory, path);
        if given == Some(&absolute) {
            files.insert(absolute);
            continue;
        }
        let kind = fs::metadata(&absolute).with_context(|| format!("cannot read `{}`", path.display()))?;
        if kind.is_dir() {
            files.extend(rust_files(&absolute));
        } else {
            files.insert(absolute);
        }
    }
    Ok(files)
}

/// The Rust files below a directory. Links to files are followed (a build sandbox is full of
/// them), those to directories are not: they lead in circles, or to the same files again.
pub(crate) fn rust_files(directory: &Path) -> impl Iterator<Item = PathBuf> {
    rust_files_while(directory, || true)
}

/// Those that are found as long as that is true: it is asked at every entry, of which there may be many
/// without a Rust file among them.
pub(super) fn rust_files_while(
    directory: &Path,
    goes_on: impl Fn() -> bool,
) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(directory).into_iter();
    let is_wanted = move |entry: &DirEntry| {
        goes_on() && (entry.depth() == 0 || !is_hidden(entry) && !is_build_directory(entry))
    };
    let is_rust =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs") && path.is_file();
    entries.filter_entry(is_wanted).flatten().map(DirEntry::into_path).filter(is_rust)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}

/// A `target` that cargo made: a module may bear that name too.
fn is_build_directory(entry: &DirEntry) -> bool {
    entry.file_name() == "target"
        && (entry.path().join("CACHEDIR.TAG").is_file()
            || entry.path().with_file_name("Cargo.toml").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_keeps_its_place() {
        let Text { text, problem } = mask(b"ab\xff\xfe\xc3\xa9\xc3");
        assert_eq!(text, "ab??\u{e9}?");
        assert_eq!(problem.unwrap().range, TextRange::new(2, 3));
    }
}
