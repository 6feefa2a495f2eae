//! Whether letgo finds mistakes that others have found before: `corpus/known.toml`.
//!
//! `LETGO_KNOWN` names the folder that `cargo run --example corpus -- known DIR` filled; without it
//! only those are looked at that lie in `corpus/reconstructed`.

#![expect(clippy::print_stderr, reason = "a test that did not run must not look as if it had")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// The package with what only an issue shows.
const RECONSTRUCTED: &str = "reconstructed";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bug: Vec<Bug>,
}

/// A mistake in a published crate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bug {
    #[serde(rename = "crate")]
    krate: String,
    version: String,
    /// File and line.
    place: String,
    mistake: String,
    link: String,
    lint: String,
    outcome: Outcome,
    /// Why it is missed.
    #[serde(default)]
    reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Found,
    Missed,
}

#[test]
fn known_mistakes_are_found_as_kept() {
    let folder = env::var_os("LETGO_KNOWN").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("most are skipped: LETGO_KNOWN names no folder; CONTRIBUTING.md says how to fill one");
    }
    let mut found = 0;
    let mut changed = Vec::new();
    let mut findings: BTreeMap<PathBuf, BTreeSet<(String, String)>> = BTreeMap::new();
    let mut all = 0;
    for bug in kept() {
        let krate = match (bug.krate.as_str(), &folder) {
            (RECONSTRUCTED, _) => root().join("corpus").join(RECONSTRUCTED),
            (krate, Some(folder)) => folder.join(format!("{krate}-{}", bug.version)),
            (_, None) => continue,
        };
        all += 1;
        let known = findings.entry(krate).or_insert_with_key(|krate| found_in(krate));
        let is_found = known.contains(&(bug.place.clone(), bug.lint.clone()));
        found += u32::from(is_found);
        let outcome = if is_found { Outcome::Found } else { Outcome::Missed };
        if outcome != bug.outcome {
            changed.push(format!("{outcome:?}: {} in {} at {}", bug.lint, bug.krate, bug.place));
        }
    }
    eprintln!("found {found} of {all}");
    assert!(changed.is_empty(), "corpus/known.toml says otherwise:\n{}", changed.join("\n"));
}

#[test]
fn every_known_mistake_is_told_of_and_every_miss_has_a_reason() {
    for Bug { krate, place, mistake, link, lint, outcome, reason, .. } in kept() {
        let number = place.rsplit_once(':').map(|(_, line)| line.parse::<u32>());
        assert!(matches!(number, Some(Ok(_))), "{place} in {krate} is no file:line");
        assert!(link.starts_with("https://"), "{link} is no link");
        assert!(letgo_lints::find(&lint).is_some(), "there is no lint {lint}");
        assert!(!mistake.is_empty(), "what is wrong in {krate} at {place}?");
        assert_eq!(outcome == Outcome::Missed, !reason.is_empty(), "{krate} at {place}: {reason}");
    }
}

/// File, line and lint of every finding in a crate, of whatever lint.
fn found_in(krate: &Path) -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"))
        .args(["letgo", "--offline", "--isolated", "--no-cache", "-W", "all"])
        .args(["--message-format", "short", "--exit-zero"])
        .current_dir(krate)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", krate.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(finding).collect()
}

/// `src/a.rs:1:2: warning[letgo::a_lint]: ..`
fn finding(line: &str) -> Option<(String, String)> {
    let (place, rest) = line.split_once(": ")?;
    let (place, _column) = place.rsplit_once(':')?;
    let (_, lint) = rest.split_once("[letgo::")?;
    Some((place.replace('\\', "/"), lint.split_once(']')?.0.to_owned()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn kept() -> Vec<Bug> {
    let path = root().join("corpus/known.toml");
    let table: Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    table.bug
}

#[test]
fn a_finding_is_read_off_its_line() {
    let line = "src/a.rs:1:2: warning[letgo::a_lint]: a message: with more";
    assert_eq!(finding(line), Some(("src/a.rs:1".to_owned(), "a_lint".to_owned())));
    assert_eq!(finding("1 warning in 2 files"), None);
}
