//! Reads and parses every Rust file below some folders with plain `syn` on all cores, and
//! does nothing else: the least that a tool which parses whole files can take.
//!
//! An argument `@FILE` names a file that lists files, one a line.

use std::{env, fs, path::PathBuf, process::ExitCode};

use rayon::prelude::*;
use walkdir::WalkDir;

/// Address space only: `syn` recurses as deep as the source nests.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    if let Err(error) = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global() {
        eprintln!("error: {error}");
        return ExitCode::FAILURE;
    }
    let files = rust_files(env::args_os().skip(1).map(PathBuf::from));
    let (bytes, lines, unparsed) = files
        .par_iter()
        .map(|path| {
            let Ok(text) = fs::read_to_string(path) else { return (0, 0, 1) };
            let unparsed = usize::from(syn::parse_file(&text).is_err());
            (text.len(), text.bytes().filter(|byte| *byte == b'\n').count(), unparsed)
        })
        .reduce(|| (0, 0, 0), |left, right| (left.0 + right.0, left.1 + right.1, left.2 + right.2));
    println!("{} {bytes} {lines} {unparsed}", files.len());
    ExitCode::SUCCESS
}

/// Files named `*.rs`, but for those in hidden folders and in folders named `target`.
fn rust_files(folders: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        if let Some(list) = folder.to_str().and_then(|argument| argument.strip_prefix('@')) {
            files.extend(fs::read_to_string(list).unwrap_or_default().lines().map(PathBuf::from));
            continue;
        }
        let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !(entry.file_type().is_dir() && (name.starts_with('.') || name == "target"))
        });
        for entry in entries.flatten() {
            if entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "rs") {
                files.push(entry.into_path());
            }
        }
    }
    files
}
