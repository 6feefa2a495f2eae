//! Only the path of a temporary directory is kept.

use std::{fs, io, path::PathBuf};

use tempfile::TempDir;

fn clone_into_place(name: &str) -> io::Result<()> {
    let folder: PathBuf = TempDir::new()?.path().to_path_buf();
    fs::write(folder.join(name), "contents")
}

fn main() {}
