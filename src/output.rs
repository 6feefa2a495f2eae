//! Files that a user asks for. They are there whole or not at all: whoever reads one, or stops
//! letgo half way, never sees a part.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context, Result};

/// Writes a file: under another name beside it first, then put in its place.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    write_whole(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// The same, for those who word the error themselves.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let known = fs::metadata(path);
    // A pipe or a device is not to be replaced by a file.
    if known.as_ref().is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        return File::options().write(true).open(path)?.write_all(content);
    }
    // What a link leads to is replaced, not the link.
    let target = if fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink()) {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    if let Some(directory) = target.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        fs::create_dir_all(directory)?;
    }
    let temporary = beside(&target);
    let written = fs::write(&temporary, content)
        .and_then(|()| known.map_or(Ok(()), |known| fs::set_permissions(&temporary, known.permissions())))
        .and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    // Two threads may write one file at once.
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    name.push(format!(".{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed)));
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("new/report.sarif");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(directory.path().join("new")).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let error = write(directory.path(), b"one").unwrap_err().to_string();
        assert!(error.starts_with("cannot write "), "{error}");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}
