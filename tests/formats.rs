//! The formats that servers read, each by the rules of its reader.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::{Value, json};
use support::{BROKEN, Project, Run, manifest};

mod support;

/// A lock that is acquired twice, behind a crab, and an error that is lost.
const SOURCE: &str = "\
use std::{fs::File, io::{BufWriter, Write}, sync::Mutex};

pub fn twice(lock: &Mutex<u32>) {
    let first = lock.lock().unwrap();
    /* 🦀 */ let second = lock.lock().unwrap();
    drop(second);
    drop(first);
}

pub fn lost(file: &mut BufWriter<File>) {
    let _ = file.flush();
}
";

/// All formats that are written for programs, but for those of cargo.
const FORMATS: [&str; 10] =
    ["sarif", "github", "gitlab", "azure", "junit", "checkstyle", "sonar", "rdjsonl", "markdown", "report"];

fn project() -> Project {
    Project::new().file("Cargo.toml", manifest("fixture")).file("src/lib.rs", SOURCE)
}

fn written(project: &Project, format: &str) -> String {
    let run = project.letgo(&format!("--message-format {format}"));
    assert_eq!(run.stderr, "", "a format for programs is all there is");
    run.stdout
}

fn json_of(project: &Project, format: &str) -> Value {
    serde_json::from_str(&written(project, format)).unwrap()
}

#[test]
fn several_are_written_at_once_and_to_files() {
    let project = project();
    let outputs: Vec<_> = FORMATS.iter().map(|format| format!("-o {format}=out/{format}")).collect();
    let run =
        project.letgo(&format!("--message-format short {} --output human=out/human", outputs.join(" ")));
    assert_eq!(run.stdout, project.letgo("--message-format short").stdout);
    for format in FORMATS.into_iter().chain(["human"]) {
        let file = fs::read_to_string(project.path(&format!("out/{format}"))).unwrap();
        assert_eq!(file, project.letgo(&format!("--message-format {format}")).stdout, "{format}");
    }
    let names = fs::read_dir(project.path("out")).unwrap().count();
    assert_eq!(names, FORMATS.len() + 1, "nothing is left beside them");
}

#[test]
fn a_file_that_cannot_be_written_ends_the_run_with_2() {
    let project = project().file("out/file", "");
    for wrong in [
        "-o sarif=out",
        "-o sarif=out/file/x",
        "-o sarif",
        "-o sarif=",
        "-o serif=x",
        "-o sarif=-",
        "-o sarif=x -o junit=x",
    ] {
        let run = project.letgo(wrong);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{wrong}");
    }
    assert!(project.letgo("-o serif=x").stderr.contains("did you mean `sarif`?"));
    assert_eq!(project.letgo("-o json-render-diagnostics=x").code, 2);
    assert_eq!(fs::read_dir(project.path("out")).unwrap().count(), 1);
}

#[test]
fn a_format_is_the_same_in_every_environment() {
    let project = project();
    let plain = project.letgo("").stdout;
    let mut command = project.command(["letgo"]);
    for name in ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "CI"] {
        command.env(name, "true");
    }
    assert_eq!(Run::of(&mut command).stdout, plain);
}

#[test]
fn no_character_of_a_name_drives_a_terminal_or_a_runner() {
    let project = Project::new().file("a,b:c%d;e]\u{1b}[31m\u{202e}<&\"'`|##[error].rs", SOURCE);
    for format in FORMATS.into_iter().chain(["human", "short", "json"]) {
        let shown = project.letgo(&format!("--message-format {format} .")).stdout;
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{format}: {shown}");
    }
    let commands = annotations(&written_of(&project, "github"));
    assert_eq!(commands.len(), 2);
    assert!(commands.iter().all(|command| command.properties["file"].starts_with("a,b:c%d;e]?[31m")));
    let azure = written_of(&project, "azure");
    assert!(azure.contains("sourcepath=a,b:c%AZP25d%3Be%5D?[31m"), "{azure}");
    for format in ["junit", "checkstyle"] {
        assert_well_formed(&written_of(&project, format));
    }
}

fn written_of(project: &Project, format: &str) -> String {
    project.letgo(&format!("--message-format {format} .")).stdout
}

/// A command of GitHub's runner.
struct Annotation {
    kind: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// Reads a log as the runner does.
fn annotations(log: &str) -> Vec<Annotation> {
    let mut found = Vec::new();
    for line in log.lines() {
        let Some(command) = line.trim_start().strip_prefix("::") else {
            // The older form may stand anywhere in a line.
            assert!(!line.contains("##["), "{line}");
            continue;
        };
        let (head, message) = command.split_once("::").expect("a command ends in `::`");
        let (kind, properties) = head.split_once(' ').unwrap();
        let plain = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
            text.replace("%25", "%")
        };
        let properties = properties.split(',').map(|property| {
            let (name, value) = property.split_once('=').unwrap();
            (name.to_owned(), plain(value))
        });
        found.push(Annotation {
            kind: kind.to_owned(),
            properties: properties.collect(),
            message: plain(message),
        });
    }
    found
}

#[test]
fn github_gets_ten_of_a_kind_and_the_log_the_rest() {
    let mut source = SOURCE.to_owned();
    for number in 0..29 {
        let function = format!("pub fn more{number}(f: &mut BufWriter<File>) {{ let _ = f.flush(); }}\n");
        source.push_str(&function);
    }
    let project = project().file("src/lib.rs", source);
    let log = written(&project, "github");
    let annotations = annotations(&log);
    let count = |kind: &str| annotations.iter().filter(|annotation| annotation.kind == kind).count();
    assert_eq!((count("error"), count("warning")), (1, 10));
    assert_eq!(annotations[0].kind, "error", "the worst first");
    let properties = &annotations[0].properties;
    assert_eq!(properties["title"], "letgo::double_acquires");
    let place = ["file", "line", "endLine", "col", "endColumn"].map(|name| properties[name].as_str());
    assert_eq!(place, ["src/lib.rs", "5", "5", "26", "37"]);
    assert!(annotations[0].message.contains("\nsrc/lib.rs:4: "), "{}", annotations[0].message);
    assert!(log.contains("\n20 more, for which this page has no room:\nsrc/lib.rs:"), "{log}");
    assert_eq!(log.lines().filter(|line| line.contains(": warning[letgo::")).count(), 20);
}

#[test]
fn github_gets_columns_of_one_line_only() {
    let source = SOURCE.replace("second = lock.", "second = lock\n        .");
    let log = written(&project().file("src/lib.rs", source), "github");
    let first = &annotations(&log)[0].properties;
    assert_eq!((&*first["line"], &*first["endLine"]), ("5", "6"));
    assert!(!first.contains_key("col") && !first.contains_key("endColumn"));
}

#[test]
fn gitlab_tells_findings_apart_by_what_the_code_says() {
    let twice = "pub fn same(file: &mut BufWriter<File>) {\n    let _ = file.flush();\n    let _ = file.flush();\n}\n";
    let source = format!("{SOURCE}{twice}");
    let project = project().file("src/lib.rs", &source);
    let prints = |issues: &Value| -> Vec<String> {
        let issues = issues.as_array().unwrap().iter();
        issues.map(|issue| issue["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let issues = json_of(&project, "gitlab");
    let before = prints(&issues);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 4, "{before:?}");
    let expected = json!({
        "description": "letgo::swallowed_close_errors: the error of `flush` is lost",
        "check_name": "letgo::swallowed_close_errors",
        "fingerprint": before[1],
        "severity": "minor",
        "location": { "path": "src/lib.rs", "lines": { "begin": 11, "end": 11 } },
    });
    assert_eq!(issues[1], expected);
    assert_eq!(issues[0]["severity"], "major");
    let project = project.file("src/lib.rs", "// more\n".repeat(50) + &source);
    assert_eq!(prints(&json_of(&project, "gitlab")), before);
    assert_eq!(json_of(&Project::good(), "gitlab"), json!([]));
}

#[test]
fn azure_gets_a_command_for_each() {
    let log = written(&project(), "azure");
    let lines: Vec<_> = log.lines().collect();
    let head = "##vso[task.logissue type=error;sourcepath=src/lib.rs;linenumber=5;columnnumber=26;\
                code=letgo::double_acquires]";
    assert!(lines[0].starts_with(head), "{}", lines[0]);
    assert!(lines[0].contains("%0Asrc/lib.rs:4: "), "{}", lines[0]);
    assert_eq!(lines.len(), 2);
}

#[test]
fn junit_has_a_test_for_each_finding_and_one_where_there_is_none() {
    let page = written(&project(), "junit");
    assert_well_formed(&page);
    assert!(page.contains("<testsuites name=\"letgo\" tests=\"2\" failures=\"2\" errors=\"0\">"), "{page}");
    let case = "<testcase name=\"letgo::swallowed_close_errors\" classname=\"src/lib.rs\" file=\"src/lib.rs\" line=\"11\">";
    assert!(page.contains(case), "{page}");
    assert!(
        page.contains(
            "<failure type=\"warning\" message=\"the error of `flush` is lost\">src/lib.rs:11:18: "
        )
    );
    let clean = written(&Project::good(), "junit");
    assert_well_formed(&clean);
    assert!(
        clean.contains("tests=\"1\" failures=\"0\"") && clean.contains("<testcase name=\"nothing found\"")
    );
}

#[test]
fn checkstyle_groups_findings_by_file() {
    let page = written(&project().file("src/main.rs", BROKEN), "checkstyle");
    assert_well_formed(&page);
    assert_eq!(page.matches("<file name=").count(), 2);
    let error =
        "<error line=\"11\" column=\"18\" severity=\"warning\" message=\"the error of `flush` is lost: ";
    assert!(page.contains(error), "{page}");
    assert!(page.contains("source=\"letgo.swallowed_close_errors\"/>"));
    let clean = written(&Project::good(), "checkstyle");
    assert_well_formed(&clean);
    assert!(!clean.contains("<file"));
}

#[test]
fn sonar_gets_matters_of_reliability_with_columns_from_0() {
    let document = json_of(&project(), "sonar");
    let impact = json!([{ "softwareQuality": "RELIABILITY", "severity": "HIGH" }]);
    assert_eq!(document["rules"][0]["impacts"], impact);
    assert_eq!(document["rules"][0]["engineId"], "letgo");
    let issue = &document["issues"][0];
    assert_eq!(issue["ruleId"], "letgo::double_acquires");
    let start = "    /* 🦀 */ let second = ".encode_utf16().count();
    let range = json!({ "startLine": 5, "endLine": 5, "startColumn": start, "endColumn": start + 11 });
    assert_eq!(issue["primaryLocation"]["textRange"], range);
    assert_eq!(issue["primaryLocation"]["filePath"], "src/lib.rs");
    assert_eq!(issue["secondaryLocations"].as_array().unwrap().len(), 2);
    let rules: BTreeSet<_> =
        document["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).map(Value::to_string).collect();
    let used =
        document["issues"].as_array().unwrap().iter().map(|issue| issue["ruleId"].to_string()).collect();
    assert_eq!(rules, used);
}

#[test]
fn reviewdog_counts_bytes() {
    let lines = written(&project(), "rdjsonl");
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let start = "    /* 🦀 */ let second = ".len() + 1;
    let range =
        json!({ "start": { "line": 5, "column": start }, "end": { "line": 5, "column": start + 11 } });
    assert_eq!(first["location"], json!({ "path": "src/lib.rs", "range": range }));
    assert_eq!((&first["severity"], &first["source"]["name"]), (&json!("ERROR"), &json!("letgo")));
    assert_eq!(first["code"]["value"], "letgo::double_acquires");
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn markdown_has_numbers_then_findings() {
    let page = written(&project(), "markdown");
    assert!(page.starts_with("## letgo\n\n1 error, 1 warning in 1 file\n"), "{page}");
    assert!(page.contains("| `double_acquires` | error | 1 | "), "{page}");
    assert!(page.contains(
        "\n- `src/lib.rs:11` **warning** `letgo::swallowed_close_errors`: the error of `flush` is lost\n"
    ));
    assert_eq!(written(&Project::good(), "markdown"), "## letgo\n\nnothing found in 1 file\n");
}

/// Holds XML to what every reader of it demands: elements that nest, attributes in quotes, and no
/// sign that means something where it must not stand.
fn assert_well_formed(page: &str) {
    let body =
        page.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("it says that it is XML");
    let mut open = Vec::new();
    let mut rest = body;
    while let Some((text, behind)) = rest.split_once('<') {
        assert_references(text);
        let (tag, after) = behind.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{page}");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let quoted: Vec<_> = attributes.split('"').collect();
        assert!(quoted.len() % 2 == 1, "an attribute has two quotes: {tag}");
        for pair in quoted.chunks_exact(2) {
            assert!(pair[0].trim().strip_suffix('=').is_some_and(|name| !name.is_empty()), "{tag}");
            assert_references(pair[1]);
        }
        if !closed {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

fn assert_references(text: &str) {
    for part in text.split('&').skip(1) {
        let (name, _) = part.split_once(';').expect("a reference ends");
        assert!(["amp", "lt", "gt", "quot", "apos", "#10"].contains(&name), "&{name};");
    }
}
