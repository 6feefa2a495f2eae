//! Reads a folder of real code and compares with a full parse. By hand:
//! `LETGO_CORPUS=dir cargo test -p letgo-analysis --release -- --ignored corpus --nocapture`

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{functions, on_large_stack};
use crate::syntax::{read_file, skeleton::Skeleton};

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

fn statement_functions(statements: &[syn::Stmt], count: &mut usize) {
    for statement in statements {
        if let syn::Stmt::Item(item) = statement {
            item_functions(std::slice::from_ref(item), count);
        }
    }
}

/// Functions outside expressions' inner blocks: a lower bound of what the skeleton holds.
fn item_functions(items: &[syn::Item], count: &mut usize) {
    for item in items {
        match item {
            syn::Item::Fn(item) => {
                *count += 1;
                statement_functions(&item.block.stmts, count);
            }
            syn::Item::Mod(item) => {
                item_functions(item.content.as_ref().map_or(&[][..], |(_, items)| items), count);
            }
            syn::Item::ForeignMod(item) => {
                *count += item.items.iter().filter(|item| matches!(item, syn::ForeignItem::Fn(_))).count();
            }
            syn::Item::Impl(item) => {
                for item in &item.items {
                    if let syn::ImplItem::Fn(item) = item {
                        *count += 1;
                        statement_functions(&item.block.stmts, count);
                    }
                }
            }
            syn::Item::Trait(item) => {
                for item in &item.items {
                    if let syn::TraitItem::Fn(item) = item {
                        *count += 1;
                        if let Some(block) = &item.default {
                            statement_functions(&block.stmts, count);
                        }
                    }
                }
            }
            _ => {}
        }
    }
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
        let (mut ours, mut full, mut scan, mut bytes) = (Duration::ZERO, Duration::ZERO, Duration::ZERO, 0);
        let (mut count, mut failures, mut fewer) = (0, 0, 0);
        for path in files {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            bytes += text.len();
            count += 1;
            let begin = Instant::now();
            drop(Skeleton::new(&text));
            scan += begin.elapsed();
            let begin = Instant::now();
            let read = read_file(&text);
            ours += begin.elapsed();
            let begin = Instant::now();
            let parsed = syn::parse_file(&text);
            full += begin.elapsed();
            match parsed {
                Ok(parsed) => {
                    for problem in &read.problems {
                        failures += 1;
                        println!("{}: {problem:?}", path.display());
                    }
                    let mut expected = 0;
                    item_functions(&parsed.items, &mut expected);
                    let found = functions(&read.items).len();
                    if found < expected {
                        fewer += 1;
                        println!("{}: {found} functions instead of {expected}", path.display());
                    }
                }
                Err(error) if read.problems.is_empty() => {
                    println!("{}: only the full parse fails: {error}", path.display());
                }
                Err(_) => {}
            }
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        println!("{count} files, {bytes} bytes, {failures} problems of our own, {fewer} files with fewer");
        println!(
            "read_file {ours:?} (scan {scan:?}), syn {full:?}: {:.2}",
            ours.as_secs_f64() / full.as_secs_f64()
        );
        assert_eq!((failures, fewer), (0, 0));
    });
}
