//! The built binary: what it writes.

mod support;

use serde_json::{Value, json};
use support::{BROKEN, Project, Run};

/// A line with what drives a terminal: an escape sequence, a C1 control and a bidi override.
const HOSTILE: &[u8] = b"fn main() {}\n// \xff \x1b[31m \xc2\x9b \xe2\x80\xae \x07\n";

#[test]
fn human_output_is_what_rustc_would_write() {
    let run = Project::bad().letgo("");
    let expected = "\
warning[letgo::unparsed_files]: the file is not UTF-8 text
  --> src/lib.rs:2:4
  │
2 │ // ?
  │    ^

";
    assert_eq!(run.stdout, expected);
}

#[test]
fn short_output_is_one_line_per_finding() {
    let project = Project::bad().file("src/main.rs", BROKEN);
    let expected = "\
src/lib.rs:2:4: error[letgo::unparsed_files]: the file is not UTF-8 text
src/main.rs:2:4: error[letgo::unparsed_files]: the file is not UTF-8 text
";
    assert_eq!(project.letgo("--message-format short -D warnings").stdout, expected);
}

#[test]
fn json_output_has_every_field_of_cargo() {
    let project = Project::bad();
    let messages = project.letgo("--message-format json").json();
    let metadata = project.path("Cargo.toml").display().to_string();
    let rendered = project.letgo("").stdout;
    let expected = json!({
        "reason": "compiler-message",
        "package_id": format!("path+{}#bad@0.1.0", support::url(&project.path(""))),
        "manifest_path": metadata,
        "target": {
            "kind": ["lib"],
            "crate_types": ["lib"],
            "name": "bad",
            "src_path": project.path("src/lib.rs"),
            "edition": "2024",
            "doc": true,
            "doctest": true,
            "test": true,
        },
        "message": {
            "$message_type": "diagnostic",
            "message": "the file is not UTF-8 text",
            "code": { "code": "letgo::unparsed_files", "explanation": null },
            "level": "warning",
            "spans": [{
                "file_name": "src/lib.rs",
                "byte_start": 16,
                "byte_end": 17,
                "line_start": 2,
                "line_end": 2,
                "column_start": 4,
                "column_end": 5,
                "is_primary": true,
                "text": [{ "text": "// ?", "highlight_start": 4, "highlight_end": 5 }],
                "label": null,
                "suggested_replacement": null,
                "suggestion_applicability": null,
                "expansion": null,
            }],
            "children": [],
            "rendered": rendered,
        },
    });
    assert_eq!(messages, [expected]);
}

#[test]
fn columns_in_json_count_characters() {
    let project = Project::new().file("crab.rs", b"// \xf0\x9f\xa6\x80\xff\n");
    let span = &project.letgo("crab.rs --message-format json").json()[0]["message"]["spans"][0];
    assert_eq!((&span["byte_start"], &span["column_start"]), (&json!(7), &json!(5)));
    assert_eq!(span["text"][0]["text"], "// 🦀?");
}

#[test]
fn a_file_without_a_package_is_described_as_a_script() {
    let project = Project::new().file("a.rs", BROKEN);
    let message = &project.letgo("a.rs --message-format json --edition 2018").json()[0];
    let file = project.path("a.rs");
    assert_eq!(message["package_id"], format!("path+{}#a@0.0.0", support::url(&file)));
    assert_eq!(message["target"]["src_path"], json!(file));
    assert_eq!(message["target"]["edition"], "2018");
}

#[test]
fn what_is_rendered_follows_the_comma_list() {
    let project = Project::bad();
    let rendered = |format: &str| {
        let messages = project.letgo(&format!("--message-format {format}")).json();
        messages[0]["message"]["rendered"].as_str().unwrap().to_owned()
    };
    assert!(!rendered("json").contains('\u{1b}'));
    assert!(rendered("json,json-diagnostic-rendered-ansi").contains('\u{1b}'));
    let short = "src/lib.rs:2:4: warning[letgo::unparsed_files]: the file is not UTF-8 text\n";
    assert_eq!(rendered("json,json-diagnostic-short"), short);
    assert_eq!(rendered("json-diagnostic-short"), short);
}

#[test]
fn json_render_diagnostics_leaves_diagnostics_to_people() {
    let project = Project::bad();
    let run = project.letgo("--message-format json-render-diagnostics");
    assert_eq!((run.stdout.as_str(), run.stderr), ("", project.letgo("").stdout));
}

#[test]
fn colour_follows_cargo() {
    let project = Project::bad();
    let is_coloured = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = project.command(["letgo"].into_iter().chain(flags.iter().copied()));
        Run::of(command.envs(variables.iter().copied())).stdout.contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&["--color", "always"], &[("CARGO_TERM_COLOR", "never")]));
    assert!(!is_coloured(&["--color=never"], &[("CARGO_TERM_COLOR", "always")]));
    assert!(is_coloured(&[], &[("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
}

#[test]
fn nothing_from_the_source_drives_the_terminal() {
    let project = Project::new().file("src/\u{202e}evil\u{1b}[2J.rs", HOSTILE).file("plain.rs", HOSTILE);
    for format in ["human", "short", "json", "json-diagnostic-short"] {
        let run = project.letgo(&format!("--message-format {format} --color never ."));
        assert!(!run.stdout.is_empty());
        let harmful: Vec<char> = (run.stdout.chars())
            .filter(|character| character.is_control() && *character != '\n' || *character == '\u{202e}')
            .collect();
        assert_eq!(harmful, [], "{format}: {}", run.stdout);
    }
    // Editors get the text as it is.
    let messages = project.letgo("--message-format json plain.rs").json();
    let text = &messages[0]["message"]["spans"][0]["text"][0]["text"];
    assert_eq!(text, &Value::from("// ? \u{1b}[31m \u{9b} \u{202e} \u{7}"));
}
