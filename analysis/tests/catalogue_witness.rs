//! The standard library's part of the catalogue against the real one: every path it names is a
//! link in a documentation of nothing else, and rustdoc refuses a link that leads nowhere. Methods
//! and trait methods are found that way too, which no `use` can name. Other crates are held
//! against their sources by `catalogue_sources`.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use letgo_analysis::catalogue::{Catalogue, Entry};

#[test]
fn every_path_of_the_standard_library_is_there() {
    let entry = Catalogue::builtin().entries.iter().find(|entry| entry.krate == "std");
    let links = links(entry.expect("there is an entry for std"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let library = folder.join("witness.rs");
    fs::write(&library, format!("//! {}\n", links.into_iter().collect::<Vec<_>>().join("\n//! ")))
        .expect("the library can be written");
    let output = Command::new("rustdoc")
        .args(["--edition=2024", "--crate-name=witness", "-Drustdoc::broken_intra_doc_links", "-o"])
        .arg(folder.join("witness"))
        .arg(&library)
        .output()
        .expect("rustdoc runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A link per path.
fn links(entry: &Entry) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    let ty = |path: &String| format!("[type@{path}]");
    let function = |path: &String| format!("[fn@{path}]");
    for resource in &entry.resources {
        links.extend(resource.types.iter().map(ty));
        links.extend(resource.acquire.iter().map(|(path, _)| function(path)));
        links.extend(resource.pass.iter().map(|(path, _)| function(path)));
    }
    for (path, facts) in &entry.functions {
        links.insert(match path.strip_suffix("::*") {
            Some(container) => format!("[type@{container}]"),
            None => function(path),
        });
        links.extend(facts.receivers.iter().map(ty));
        links.extend(facts.undone_by.iter().map(function));
    }
    links.extend(entry.in_memory.iter().chain(&entry.best_effort).map(ty));
    // Of other crates nothing is known here.
    links.retain(|link| link.contains("@std::"));
    links
}
