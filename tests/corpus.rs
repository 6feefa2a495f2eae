//! What letgo finds in well-known crates, beside what people said of it.
//!
//! `LETGO_CORPUS` names the folder that `cargo run --example corpus -- fetch DIR` filled;
//! without it the test says that it was skipped. With `LETGO_CORPUS_UPDATE` set too, the
//! tables are rewritten: what is gone goes, and what is new comes in as `unread`. Of lints that are
//! off by default a sample is kept, and nothing comes in.

#![expect(clippy::print_stderr, reason = "a test that did not run must not look as if it had")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use letgo_lints::Level;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const WORDS: &str = "\
#   true       a mistake that its authors would mend
#   debatable  it is as reported, and there are reasons to leave it
#   false      it is not as reported
#   unread     nobody has looked yet
# `tests/corpus.rs` holds the rows; verdict and reason are written by hand.
";

/// A file of rows.
struct Kept {
    file: &'static str,
    /// Before [`WORDS`].
    head: &'static str,
}

const FINDINGS: Kept = Kept {
    file: "corpus/findings.toml",
    head: "\
# What letgo finds in the crates of crates.toml, at the levels it has by itself, and what
# somebody who read the place says of it:
",
};

const SAMPLES: Kept = Kept {
    file: "corpus/samples.toml",
    head: "\
# Of what each lint that is off by itself finds in the crates of crates.toml, a sample spread evenly
# over all of it, and what somebody who read the place says of it:
",
};

/// The lists of crates.toml, each a workspace.
const SETS: [&str; 5] = ["libraries", "applications", "unseen", "later", "fresh"];

/// Where a lint found something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Finding {
    /// Name and version.
    krate: String,
    /// File, line and column.
    place: Place,
    lint: String,
}

type Place = (String, u64, u64);

/// What somebody said of a finding.
#[derive(Clone)]
struct Opinion {
    verdict: Verdict,
    reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    True,
    False,
    Debatable,
    Unread,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    finding: Vec<Row>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "crate")]
    krate: String,
    place: String,
    lint: String,
    verdict: Verdict,
    reason: String,
}

#[test]
fn findings_in_well_known_crates_are_as_kept() {
    let (kept, samples) = (FINDINGS.read(), SAMPLES.read());
    let Some(corpus) = env::var_os("LETGO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: LETGO_CORPUS names no folder; CONTRIBUTING.md says how to fill one");
        return;
    };
    let all: BTreeSet<Finding> = SETS.iter().flat_map(|set| found_in(&corpus.join(set))).collect();
    let (sampled, found): (BTreeSet<_>, BTreeSet<_>) =
        all.into_iter().partition(|finding| is_off(&finding.lint));
    let new: Vec<&Finding> = found.iter().filter(|finding| !kept.contains_key(finding)).collect();
    let gone = kept.keys().filter(|finding| !found.contains(finding));
    let gone: Vec<_> = gone.chain(samples.keys().filter(|finding| !sampled.contains(finding))).collect();
    for (word, findings) in [("new", &new), ("gone", &gone)] {
        for Finding { krate, place: (file, line, column), lint } in findings {
            eprintln!("{word}: {lint} in {krate} at {file}:{line}:{column}");
        }
    }

    if env::var_os("LETGO_CORPUS_UPDATE").is_some() {
        let unread = Opinion { verdict: Verdict::Unread, reason: String::new() };
        let rows = found.iter().map(|finding| (finding, kept.get(finding).unwrap_or(&unread)));
        FINDINGS.write(rows);
        SAMPLES.write(samples.iter().filter(|(finding, _)| sampled.contains(finding)));
        assert!(new.is_empty(), "corpus/findings.toml has {} new rows to read", new.len());
    } else {
        assert!(
            new.is_empty() && gone.is_empty(),
            "{} new, {} gone; LETGO_CORPUS_UPDATE=1 takes that into corpus/findings.toml and samples.toml",
            new.len(),
            gone.len()
        );
    }
}

/// Whether nobody sees what a lint finds without asking for it.
fn is_off(lint: &str) -> bool {
    letgo_lints::find(lint).is_some_and(|registered| registered.lint.group.default_level() == Level::Allow)
}

#[test]
fn every_kept_finding_was_read_and_has_a_reason() {
    let listed: toml::Table = fs::read_to_string(root().join("corpus/crates.toml")).unwrap().parse().unwrap();
    let crates = SETS.iter().flat_map(|set| listed[*set].as_table().unwrap());
    let names: BTreeSet<String> =
        crates.map(|(name, version)| format!("{name}-{}", version.as_str().unwrap())).collect();
    for (finding, opinion) in FINDINGS.read().into_iter().chain(SAMPLES.read()) {
        assert!(names.contains(&finding.krate), "{} is not in crates.toml", finding.krate);
        assert!(letgo_lints::find(&finding.lint).is_some(), "there is no lint {}", finding.lint);
        assert!(opinion.verdict != Verdict::Unread, "nobody has read {finding:?}");
        assert!(!opinion.reason.is_empty(), "no reason for {:?}: {finding:?}", opinion.verdict);
    }
    assert!(FINDINGS.read().keys().all(|finding| !is_off(&finding.lint)));
    assert!(SAMPLES.read().keys().all(|finding| is_off(&finding.lint)));
}

/// The findings of one run over a workspace.
fn found_in(corpus: &Path) -> BTreeSet<Finding> {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"))
        .args(["letgo", "--workspace", "--all-targets", "--offline", "--locked", "--isolated", "--no-cache"])
        .args(["--message-format", "json", "--exit-zero", "-W", "pedantic"])
        .current_dir(corpus)
        .output()
        .unwrap();
    // Packages are published without files of targets that their manifests name.
    let errors = String::from_utf8_lossy(&output.stderr);
    let mut errors = errors.lines().filter(|line| line.starts_with("error: "));
    let missing = errors.all(|line| line.starts_with("error: cannot read ") && line.contains("No such file"));
    assert!(missing, "letgo failed: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(finding).collect()
}

/// The finding in a line of cargo's JSON.
fn finding(line: &str) -> Option<Finding> {
    let message: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    let message = &message["message"];
    let lint = message["code"]["code"].as_str()?.strip_prefix("letgo::")?.to_owned();
    // Packages are published without files that their tests and benches include.
    if lint == "unparsed_files" {
        return None;
    }
    let span = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let file = span["file_name"].as_str()?.replace('\\', "/");
    let (_, inside) = file.split_once("crates/")?;
    let (krate, file) = inside.split_once('/')?;
    let place = (file.to_owned(), span["line_start"].as_u64()?, span["column_start"].as_u64()?);
    Some(Finding { krate: krate.to_owned(), place, lint })
}

impl Kept {
    fn path(&self) -> PathBuf {
        root().join(self.file)
    }

    fn read(&self) -> BTreeMap<Finding, Opinion> {
        let text = fs::read_to_string(self.path()).unwrap();
        let table: Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", self.file));
        let rows = table.finding.into_iter().map(|row| {
            let place = place(&row.place).unwrap_or_else(|| panic!("{} is no file:line:column", row.place));
            let opinion = Opinion { verdict: row.verdict, reason: row.reason };
            (Finding { krate: row.krate, place, lint: row.lint }, opinion)
        });
        rows.collect()
    }

    fn write<'a>(&self, rows: impl Iterator<Item = (&'a Finding, &'a Opinion)>) {
        fs::write(self.path(), self.written(rows)).unwrap();
    }

    fn written<'a>(&self, rows: impl Iterator<Item = (&'a Finding, &'a Opinion)>) -> String {
        let mut text = [self.head, WORDS].concat();
        for (Finding { krate, place: (file, line, column), lint }, opinion) in rows {
            let row = Row {
                krate: krate.clone(),
                place: format!("{file}:{line}:{column}"),
                lint: lint.clone(),
                verdict: opinion.verdict,
                reason: opinion.reason.clone(),
            };
            write!(text, "\n[[finding]]\n{}", toml::to_string(&row).unwrap()).unwrap();
        }
        text
    }
}

fn place(text: &str) -> Option<Place> {
    let (rest, column) = text.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file.to_owned(), line.parse().ok()?, column.parse().ok()?))
}

#[test]
fn the_tables_are_read_as_they_are_written() {
    for kept in [FINDINGS, SAMPLES] {
        let text = fs::read_to_string(kept.path()).unwrap();
        let sorted = kept.written(kept.read().iter());
        assert_eq!(sorted, text, "{}: the rows are sorted, and begin with what the words mean", kept.file);
    }

    let line = r#"{"reason":"compiler-message","message":{"code":{"code":"letgo::a_lint"},"spans":[
        {"is_primary":false},
        {"is_primary":true,"file_name":"crates/b-1.0.0/src/c.rs","line_start":2,"column_start":3}]}}"#;
    let read = finding(line).unwrap();
    assert_eq!((read.krate.as_str(), read.lint.as_str()), ("b-1.0.0", "a_lint"));
    assert_eq!(Some(read.place), place("src/c.rs:2:3"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
