//! The catalogue against the sources of the real crates. Nothing is built: letgo's own reader and
//! index look for every path and method that an entry names, and compare how methods take their
//! receiver and whether they can fail.
//!
//! It needs the sources, so it runs by hand, on a folder that `cargo vendor --versioned-dirs` has
//! made for a package that depends on them:
//!
//! ```sh
//! LETGO_VENDOR=/tmp/vendor cargo test -p letgo-analysis --test catalogue_sources -- --ignored
//! ```
//!
//! With `LETGO_VENDOR_UPDATE=1` it writes what it has checked into `catalogue/CHECKED.toml`. Facts
//! that a reader of signatures cannot confirm, and why, are in [`EXCUSED`].

mod check;
mod vendor;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use check::{Outcome, check};
use letgo_analysis::catalogue::{Entry, parse};
use semver::VersionReq;
use vendor::Vendor;

/// Facts that are right though the sources do not show them.
const EXCUSED: &[(&str, &str)] = &[
    ("sentry::ScopeGuard", "one of two types of that name, by a feature"),
    ("redis::Client::get_multiplexed_tokio_connection", "of versions before 1.0"),
    ("sea_orm.connection.close.close_by_ref", "since 1.1"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue")
}

/// Every entry but that of the standard library, as it stands in the folder.
fn entries() -> Vec<Entry> {
    let files = fs::read_dir(folder()).expect("the folder is there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    paths.sort();
    let facts = paths.iter().filter(|path| {
        path.extension().is_some_and(|extension| extension == "toml")
            && !["CHECKED.toml", "std.toml"].iter().any(|name| path.ends_with(name))
    });
    let entry = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("it can be read");
        parse(&text).unwrap_or_else(|errors| {
            let place = |at: u32| text[..at as usize].lines().count();
            let lines: Vec<_> = errors
                .iter()
                .map(|error| format!("line {}: {}", place(error.range.start), error.message))
                .collect();
            panic!("{}:\n{}", path.display(), lines.join("\n"))
        })
    };
    facts.map(entry).collect()
}

#[test]
#[ignore = "needs the sources of all crates; see the head of this file"]
fn every_fact_is_in_the_sources() {
    let vendored = env::var_os("LETGO_VENDOR").expect("LETGO_VENDOR names a folder of vendored crates");
    let entries = entries();
    let vendor = Vendor::read(Path::new(&vendored));
    let (index, versions) = vendor.index(&entries);
    let mut problems = Vec::new();
    let mut rows = BTreeMap::new();
    for entry in &entries {
        let Some(version) = versions.get(&entry.krate) else {
            problems.push(format!("{}: no version {} in the folder", entry.krate, entry.versions));
            continue;
        };
        let outcome = check(&index, entry);
        let excused = |problem: &&String| !EXCUSED.iter().any(|(fact, _)| problem.starts_with(fact));
        let open: Vec<&String> = outcome.problems.iter().filter(excused).collect();
        problems.extend(open.iter().map(|problem| format!("{} {version}: {problem}", entry.krate)));
        // What a crate hands on from another one is not there without it.
        let absent = vendor.absent(&entry.krate, version);
        if !open.is_empty() && !absent.is_empty() {
            let absent = absent.join(", ");
            problems
                .push(format!("{} {version}: depends on what is not in the folder: {absent}", entry.krate));
        }
        rows.insert(entry.krate.clone(), row(&version.to_string(), &outcome));
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    if env::var_os("LETGO_VENDOR_UPDATE").is_some() {
        let head = "# What of the catalogue was held against the real sources, and in which version. \
                    Written by\n# analysis/tests/catalogue_sources; std is held against rustdoc.\n";
        let rows: String = rows.iter().map(|(krate, row)| format!("\n[{krate}]\n{row}")).collect();
        fs::write(folder().join("CHECKED.toml"), format!("{head}{rows}")).expect("the table can be written");
    }
}

fn row(version: &str, outcome: &Outcome) -> String {
    format!(
        "version = \"{version}\"\nfacts = {}\npaths = {}\nmust-use = {:?}\n",
        outcome.facts, outcome.paths, outcome.must_use
    )
}

#[test]
fn every_crate_was_checked_in_a_version_that_its_entry_speaks_of() {
    let text = fs::read_to_string(folder().join("CHECKED.toml")).expect("CHECKED.toml is there");
    let table: toml::Table = text.parse().expect("CHECKED.toml is TOML");
    let entries = entries();
    let expected: BTreeSet<&str> = entries.iter().map(|entry| entry.krate.as_str()).collect();
    let found: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(found, expected, "run this file's other test with LETGO_VENDOR_UPDATE=1");
    for entry in &entries {
        let row = &table[&entry.krate];
        let version = row["version"].as_str().expect("a version").parse().expect("a version");
        let requirement = VersionReq::parse(&entry.versions).expect("a requirement");
        assert!(requirement.matches(&version), "{}: {version} is not {requirement}", entry.krate);
        let facts = row["facts"].as_integer().expect("a number");
        assert_eq!(facts, check::count(entry) as i64, "{} has changed since it was checked", entry.krate);
    }
}
