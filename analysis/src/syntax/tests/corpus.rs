//! Reads real code, and compares with what `syn` makes of it. With a folder, by hand:
//! `LETGO_CORPUS=dir cargo test -p letgo-analysis --release -- --ignored corpus --nocapture`

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{lexer, on_large_stack, oracle};
use crate::{
    span::TextRange,
    syntax::{items::FileItems, read_file, tokens},
};

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Where two readings of a file part.
fn difference(ours: &FileItems, theirs: &FileItems) -> Option<String> {
    let (ours, theirs) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    if ours == theirs {
        return None;
    }
    let same = ours.lines().zip(theirs.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let around = |text: &str| -> String {
        text.lines().skip(same.saturating_sub(8)).take(14).map(|line| format!("{line}\n")).collect()
    };
    Some(format!("ours:\n{}theirs:\n{}", around(&ours), around(&theirs)))
}

/// Asserts that both readers say the same of a text.
fn check(text: &str) {
    lexer::check(text);
    let (ours, theirs) = (read_file(text), oracle::read_file(text));
    if let Some(difference) = difference(&ours, &theirs) {
        panic!("{text}\n{difference}");
    }
}

#[test]
fn own_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    on_large_stack(move || {
        let mut files = Vec::new();
        for folder in ["analysis", "lints", "src", "tests", "ui-tests", "corpus", "benches"] {
            rust_files(&root.join(folder), &mut files);
        }
        assert!(files.len() > 50, "the repository has its files");
        for path in files {
            check(&std::fs::read_to_string(&path).expect("a file can be read"));
        }
    });
}

#[test]
#[ignore = "reads a folder named by LETGO_CORPUS"]
#[allow(clippy::print_stdout)]
fn corpus() {
    let folder = std::env::var_os("LETGO_CORPUS").expect("LETGO_CORPUS names a folder");
    on_large_stack(move || {
        let mut files = Vec::new();
        rust_files(Path::new(&folder), &mut files);
        files.sort();
        let (mut count, mut different, mut fewer) = (0, 0, 0);
        for path in files {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            count += 1;
            lexer::check(&text);
            // These only our reader knows.
            if ["task_local!", "bitflags!"].iter().any(|name| text.contains(name)) {
                continue;
            }
            let (ours, theirs) = (read_file(&text), oracle::read_file(&text));
            if theirs.problems.is_empty() || !ours.problems.is_empty() {
                if let Some(difference) = difference(&ours, &theirs) {
                    different += 1;
                    println!("{}:\n{difference}", path.display());
                }
            } else {
                fewer += 1;
                println!("{}: only read by us: {:?}", path.display(), theirs.problems);
            }
        }
        println!("{count} files, {different} differ, {fewer} are read by us only");
        assert_eq!(different, 0);
    });
}

#[test]
#[ignore = "reads a folder named by LETGO_CORPUS"]
#[allow(clippy::print_stdout)]
fn speed() {
    let folder = std::env::var_os("LETGO_CORPUS").expect("LETGO_CORPUS names a folder");
    on_large_stack(move || {
        let mut files = Vec::new();
        rust_files(Path::new(&folder), &mut files);
        files.sort();
        let texts: Vec<String> = files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        let (mut ours, mut full, mut lexing) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        for text in &texts {
            let begin = Instant::now();
            drop(tokens::lex(text, TextRange::new(0, text.len() as u32)));
            lexing += begin.elapsed();
            let begin = Instant::now();
            drop(read_file(text));
            ours += begin.elapsed();
            let begin = Instant::now();
            drop(syn::parse_file(text));
            full += begin.elapsed();
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        println!("{} files, {bytes} bytes", texts.len());
        println!(
            "read_file {ours:?} (lex {lexing:?}), syn {full:?}: {:.3}",
            ours.as_secs_f64() / full.as_secs_f64()
        );
    });
}
