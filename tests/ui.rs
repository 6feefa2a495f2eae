//! The lints on the files below `ui-tests`: what the built binary reports against marks that are
//! written by hand, and how it looks against snapshots beside the files.
//!
//! Each file is a crate of its own. A mark stands at the end of the line on which a finding's
//! primary span begins, or below it with one caret for each line up:
//!
//! ```text
//! let _ = m.lock(); //~ discarded_guards
//! f(m.lock(), m.lock()); //~ double_acquires, guards_held_across_await
//! //~^ another_lint
//! ```
//!
//! The first lines may say `// edition: 2021` (2024 where nothing is said), or
//! `// editions: 2021, 2024`, where `//~2021 lint` marks one edition alone. A file without marks
//! says `// clean`.
//!
//! `UI=text cargo test --test ui` runs the files whose path contains the text; `cargo bless`
//! accepts how findings look. Marks are never written by a program.

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use letgo_lints::LINTS;
use serde_json::Value;
use support::Project;

const EDITIONS: [&str; 2] = ["2021", "2024"];
const DEFAULT_EDITION: &str = "2024";

/// A file with marks.
struct Case {
    /// Its path below `ui-tests`, or what it is a part of, as it is shown to the binary.
    path: String,
    /// The text without marks, which the binary gets to see.
    text: String,
    /// The editions in which it is run.
    editions: Vec<&'static str>,
    /// Where findings are expected, by edition.
    marks: BTreeSet<Place<'static>>,
    /// What is wrong with the file as a test.
    faults: Vec<String>,
}

/// A finding, or where one is expected: edition, file, line, lint.
type Place<'a> = (&'a str, String, usize, String);

/// A finding as the binary tells it.
struct Finding {
    edition: &'static str,
    path: String,
    line: usize,
    lint: String,
    message: Value,
}

impl Finding {
    fn place(&self) -> Place<'static> {
        (self.edition, self.path.clone(), self.line, self.lint.clone())
    }

    fn rendered(&self) -> &str {
        self.message["rendered"].as_str().unwrap_or_default()
    }
}

/// The files below `ui-tests`, and what is found in them.
struct Files {
    cases: Vec<Case>,
    findings: Vec<Finding>,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let filter = std::env::var("UI").unwrap_or_default();
    let mut paths = Vec::new();
    rust_files(&directory(), &mut paths);
    let cases: Vec<Case> = paths
        .iter()
        .filter_map(|path| {
            let name = path.strip_prefix(directory()).unwrap().to_str().unwrap().replace('\\', "/");
            name.contains(&filter).then(|| Case::new(name, &fs::read_to_string(path).unwrap()))
        })
        .collect();
    let findings = run(&cases, "-W all");
    Files { cases, findings }
});

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui-tests")
}

fn rust_files(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

impl Case {
    fn new(path: String, marked: &str) -> Self {
        let header: Vec<&str> =
            marked.lines().map_while(|line| line.strip_prefix("//")).map(str::trim).collect();
        let named = header.iter().find_map(|line| line.strip_prefix("edition"));
        let editions: Vec<&'static str> =
            match named.map(|rest| rest.trim_start_matches("s").trim_start_matches(':')) {
                None => vec![DEFAULT_EDITION],
                Some(names) => EDITIONS.into_iter().filter(|edition| names.contains(edition)).collect(),
            };
        let mut case =
            Case { path, text: String::new(), editions, marks: BTreeSet::new(), faults: Vec::new() };
        if case.editions.is_empty() {
            case.faults.push(format!("{}: names no edition that is known", case.path));
        }
        for (index, line) in marked.lines().enumerate() {
            let mut parts = line.split("//~");
            let code = parts.next().unwrap_or_default();
            for mark in parts {
                case.mark(index + 1, mark);
            }
            // A mark is no part of what is looked at: comments can matter.
            case.text.push_str(if code.len() == line.len() { line } else { code.trim_end() });
            case.text.push('\n');
        }
        if case.marks.is_empty() != header.contains(&"clean") {
            case.faults.push(format!("{}: a file without marks, and no other, says `// clean`", case.path));
        }
        case
    }

    /// Reads what stands behind `//~` on a line.
    fn mark(&mut self, line: usize, mark: &str) {
        let year = EDITIONS.into_iter().find(|year| mark.starts_with(year));
        let mark = mark.trim_start_matches(|character: char| character.is_ascii_digit());
        let names = mark.trim_start_matches('^');
        let line = line.saturating_sub(mark.len() - names.len());
        let editions = year.map_or_else(|| self.editions.clone(), |year| vec![year]);
        for name in names.split(',').map(str::trim) {
            if !LINTS.iter().any(|lint| lint.name == name) {
                self.faults.push(format!("{}:{line}: there is no lint `{name}`", self.path));
            }
            for edition in &editions {
                self.marks.insert((edition, self.path.clone(), line, name.to_owned()));
            }
        }
    }
}

/// Runs the binary once for each edition on copies outside of any package.
fn run(cases: &[Case], levels: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for edition in EDITIONS {
        let cases: Vec<&Case> = cases.iter().filter(|case| case.editions.contains(&edition)).collect();
        if cases.is_empty() {
            continue;
        }
        let project = cases.iter().fold(Project::new(), |project, case| project.file(&case.path, &case.text));
        let flags = format!(
            "letgo --isolated --no-cache --offline --edition {edition} {levels} --message-format json"
        );
        let arguments = flags.split_whitespace().chain(cases.iter().map(|case| &*case.path));
        let run = support::Run::of(&mut project.command(arguments));
        assert!(run.code < 2, "could not run: {}", run.stderr);
        findings.extend(run.json().into_iter().filter_map(|line| finding(edition, line)));
    }
    findings
}

fn finding(edition: &'static str, mut line: Value) -> Option<Finding> {
    if line["reason"] != "compiler-message" {
        return None;
    }
    let message = line["message"].take();
    let code = message["code"]["code"].as_str().expect("every finding has a code");
    let spans = message["spans"].as_array().expect("every finding has spans");
    let primary =
        spans.iter().find(|span| span["is_primary"] == true).expect("every finding has a primary span");
    Some(Finding {
        edition,
        path: primary["file_name"].as_str().unwrap().replace('\\', "/"),
        line: primary["line_start"].as_u64().unwrap() as usize,
        lint: code.strip_prefix("letgo::").expect("every code is a lint's").to_owned(),
        message,
    })
}

/// Compares findings with marks, and tells all differences at once.
fn compare(cases: &[Case], findings: &[Finding]) {
    let expected: BTreeSet<Place<'_>> = cases.iter().flat_map(|case| case.marks.iter().cloned()).collect();
    let found: BTreeSet<Place<'_>> = findings.iter().map(Finding::place).collect();
    let mut report: Vec<String> = cases.iter().flat_map(|case| case.faults.iter().cloned()).collect();
    let both = |(_, path, line, lint): &Place<'_>, set: &BTreeSet<Place<'_>>| {
        EDITIONS.iter().all(|edition| set.contains(&(edition, path.clone(), *line, lint.clone())))
    };
    for (word, places) in [("missing", &expected - &found), ("unexpected", &found - &expected)] {
        for place in &places {
            let (edition, path, line, lint) = place;
            let edition = match both(place, &places) {
                true if *edition == EDITIONS[0] => continue,
                true => "both editions",
                false => edition,
            };
            let case = cases.iter().find(|case| case.path == *path);
            let text = case.and_then(|case| case.text.lines().nth(line - 1)).unwrap_or_default().trim();
            report.push(format!("{word}: {path}:{line}: {lint} ({edition})    {text}"));
        }
    }
    report.sort();
    assert!(report.is_empty(), "\n{}\n{} differences", report.join("\n"), report.len());
}

/// `ui-tests/peers_cases.rs` has the cases that other tools get wrong.
#[test]
fn cases_of_other_tools_are_named_by_number() {
    let text = fs::read_to_string(directory().join("peers_cases.rs")).unwrap();
    let missing: Vec<_> = (1..=25).filter(|number| !text.contains(&format!("// B{number}: "))).collect();
    assert_eq!(missing, [0; 0], "cases without a place in ui-tests/peers_cases.rs");
}

#[test]
fn findings_are_where_the_marks_are() {
    compare(&FILES.cases, &FILES.findings);
}

#[test]
fn findings_look_as_they_did() {
    let mut looks: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for finding in &FILES.findings {
        let look = looks.entry((&finding.path, finding.edition)).or_default();
        if !look.is_empty() {
            look.push('\n');
        }
        look.push_str(finding.rendered().trim_end());
        look.push('\n');
    }
    let mut failed = Vec::new();
    for case in &FILES.cases {
        let default = looks.get(&(&*case.path, DEFAULT_EDITION));
        for edition in &case.editions {
            let look = looks.get(&(&*case.path, *edition));
            let path = directory().join(&case.path);
            let mut name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if *edition != DEFAULT_EDITION && case.editions.contains(&DEFAULT_EDITION) {
                if look == default {
                    continue;
                }
                name = format!("{name}-{edition}");
            }
            let Some(look) = look else { continue };
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(path.parent().unwrap());
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                settings.bind(|| insta::assert_snapshot!(name.clone(), look));
            }));
            if outcome.is_err() {
                failed.push(format!("{} ({edition})", case.path));
            }
        }
    }
    assert!(failed.is_empty(), "these look different; `cargo bless` accepts it:\n{}", failed.join("\n"));
}

#[test]
fn messages_keep_to_the_conventions() {
    let mut faults = BTreeSet::new();
    for finding in &FILES.findings {
        let children = finding.message["children"].as_array().into_iter().flatten();
        let labels = finding.message["spans"].as_array().into_iter().flatten().map(|span| &span["label"]);
        let texts =
            children.map(|child| &child["message"]).chain(labels).chain([&finding.message["message"]]);
        for text in texts.filter_map(Value::as_str) {
            let begins_well = text.starts_with(|first: char| !first.is_uppercase() && !first.is_whitespace());
            if !begins_well || text.ends_with(['.', ' ', ':']) || text.contains("  ") {
                faults.insert(format!("{}: {text}", finding.lint));
            }
        }
    }
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "lower case first, no dot at the end:\n{}", faults.join("\n"));
}

/// What the docs show is what the lints do, at default levels.
#[test]
fn examples_in_docs_hold() {
    let filter = std::env::var("UI").unwrap_or_default();
    let mut cases = Vec::new();
    for lint in LINTS.iter().filter(|lint| lint.name.contains(&filter)) {
        let docs = lint.docs();
        for (heading, raises) in [("Example", true), ("Use instead", false)] {
            for (number, block) in rust_blocks(&docs, heading).iter().enumerate() {
                let path = format!(
                    "docs/{}/{}-{}.rs",
                    lint.name,
                    heading.to_lowercase().replace(' ', "-"),
                    number + 1
                );
                // A crate root of the same shape, so that a file's header cannot be forgotten.
                let clean = if raises { "" } else { "// clean\n" };
                let mut case = Case::new(path, &format!("{clean}{block}"));
                if case.marks.iter().any(|(_, _, _, name)| name != lint.name) {
                    case.faults.push(format!("{}: marks another lint", case.path));
                }
                cases.push(case);
            }
        }
    }
    // Lints that are off by themselves have examples too.
    compare(&cases, &run(&cases, "-W all"));
}

/// The Rust blocks below a heading, without the `# ` of lines that rustdoc hides.
fn rust_blocks(docs: &str, heading: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut below = false;
    let mut block: Option<String> = None;
    for line in docs.lines() {
        match &mut block {
            Some(text) if line.trim_start().starts_with("```") => {
                blocks.push(std::mem::take(text));
                block = None;
            }
            Some(text) => {
                text.push_str(if line == "#" { "" } else { line.strip_prefix("# ").unwrap_or(line) });
                text.push('\n');
            }
            None if line.starts_with("## ") => below = line[3..].trim() == heading,
            None if below && line.starts_with("```rust") => block = Some(String::new()),
            None => {}
        }
    }
    blocks
}
