//! Formats in which findings are written, one file each.

use std::io::{self, Write};

use anyhow::Result;
use letgo_analysis::{
    catalogue::CatalogueError,
    span::{FileId, Span},
};
use letgo_lints::Level;

use crate::{
    output, paths,
    run::{Finding, Report},
    settings::{Format, Settings},
    sources::{Location, SourceFile, Sources},
};

mod azure;
mod checkstyle;
pub(crate) mod docs;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod rdjsonl;
pub(crate) mod report;
mod sarif;
mod short;
mod sonar;
mod text;

/// Writes all findings of a run, to standard output and to the files that are asked for.
pub(crate) fn report(report: &Report, settings: &Settings, out: &mut impl Write) -> Result<()> {
    // First, for whoever reads standard output may go away.
    for (format, path) in &settings.outputs {
        let mut content = Vec::new();
        write(report, *format, settings, false, &mut content)?;
        output::write(path, &content)?;
    }
    match settings.format {
        Format::JsonWithoutDiagnostics => {
            human::write(report, settings.colour_of_errors, &mut io::stderr().lock())
        }
        format => write(report, format, settings, settings.colour, out),
    }
}

/// Writes all findings in one format.
fn write(
    report: &Report,
    format: Format,
    settings: &Settings,
    colour: bool,
    out: &mut impl Write,
) -> Result<()> {
    match format {
        Format::Human | Format::JsonWithoutDiagnostics => human::write(report, colour, out),
        Format::Short => short::write(report, out),
        Format::Json(rendered) => json::write(report, rendered, out),
        Format::Sarif => sarif::write(report, &settings.sarif, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
        Format::Azure => azure::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Checkstyle => checkstyle::write(report, out),
        Format::Sonar => sonar::write(report, out),
        Format::Rdjsonl => rdjsonl::write(report, out),
        Format::Markdown => markdown::write(report, out),
        Format::Report => self::report::write(report, out),
    }
}

/// A finding in the file where it stands, for formats that servers read.
struct Placed<'a> {
    finding: &'a Finding,
    /// The lint as servers know it: `letgo::double_acquires`.
    rule: String,
    /// The file seen from the root of the repository.
    path: String,
    place: Location,
}

impl<'a> Placed<'a> {
    fn of(report: &'a Report, finding: &'a Finding) -> Option<Self> {
        let (file, place) = report.sources.locate(finding.diagnostic.primary.span)?;
        let rule = format!("letgo::{}", finding.diagnostic.lint);
        Some(Placed { finding, rule, path: hosted(report, file), place })
    }

    /// All findings of a report.
    fn all(report: &'a Report) -> impl Iterator<Item = Self> {
        report.findings.iter().filter_map(|finding| Placed::of(report, finding))
    }

    /// What is wrong and where, then why and what to do, a line each.
    fn words(&self, report: &Report) -> String {
        let diagnostic = &self.finding.diagnostic;
        let mut words = diagnostic.message.clone();
        if !diagnostic.primary.text.is_empty() {
            words.push_str(&format!(": {}", diagnostic.primary.text));
        }
        for label in &diagnostic.secondary {
            if let Some((file, place)) = report.sources.locate(label.span) {
                words.push_str(&format!("\n{}:{}: {}", hosted(report, file), place.start.line, label.text));
            }
        }
        words.extend(diagnostic.notes.iter().map(|note| format!("\nnote: {note}")));
        words.extend(diagnostic.helps.iter().map(|help| format!("\nhelp: {help}")));
        words
    }
}

/// The path of a file as servers know it, from the root of the repository.
fn hosted(report: &Report, file: &SourceFile) -> String {
    paths::shown(&report.root, &file.path)
}

/// Mistakes in a file that people write for letgo, drawn as findings are.
pub(crate) fn mistakes(file: SourceFile, mistakes: &[CatalogueError], colour: bool) -> Result<String> {
    let sources = Sources::new(vec![file]);
    let renderer = human::Renderer::new(colour);
    let mut drawn = Vec::new();
    for CatalogueError { message, range } in mistakes {
        drawn.extend(renderer.render_mistake(&sources, Span::new(FileId(0), *range), message)?);
    }
    Ok(String::from_utf8_lossy(&drawn).into_owned())
}

/// What rustc calls a finding of that level.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, sync::Arc};

    use letgo_analysis::{
        diagnostic::{Applicability, Diagnostic, Suggestion},
        span::TextRange,
    };

    use serde_json::{Value, json};

    use super::*;
    use crate::{
        levels::LevelTable,
        settings::Rendered,
        workspace::{Owner, plan::Plan},
    };

    const TEXT: &str = "fn f() {\n    let _ = lock();\n    wait();\n}\n";

    /// A finding with everything that a finding can have; `parts` are its suggestion.
    fn example(parts: Vec<(Span, String)>) -> Report {
        let applicability = Applicability::MaybeIncorrect;
        let diagnostic = Diagnostic::new("discarded_guards", at("_"), "the guard is let go of at once")
            .primary_label("dropped here")
            .label(at("wait()"), "not held here")
            .note("`_` binds nothing")
            .help("bind it")
            .suggest(Suggestion { message: "give it a name".to_owned(), parts, applicability });
        let (path, shown) = (PathBuf::from("/w/src/lib.rs"), "src/lib.rs".to_owned());
        let file = SourceFile::new(path, shown, TEXT.to_owned(), Arc::default(), Owner::None);
        let plan = Plan {
            base: PathBuf::from("/w"),
            workspaces: Vec::new(),
            loose_edition: "2024".to_owned(),
            crates: Vec::new(),
            named_files: None,
        };
        Report {
            plan,
            sources: Sources::new(vec![file]),
            findings: vec![Finding { level: Level::Deny, diagnostic }],
            withheld: Vec::new(),
            levels: LevelTable::default(),
            root: PathBuf::from("/w"),
            looked_at: vec![PathBuf::from("/w/src/lib.rs")],
            unparsed: Vec::new(),
            statistics: None,
            failures: Vec::new(),
        }
    }

    fn at(part: &str) -> Span {
        let start = TEXT.find(part).unwrap() as u32;
        Span::new(FileId(0), TextRange::new(start, start + part.len() as u32))
    }

    fn human(report: &Report) -> String {
        let mut out = Vec::new();
        human::write(report, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn labels_notes_helps_and_a_short_suggestion() {
        let expected = "\
error[letgo::discarded_guards]: the guard is let go of at once
  --> src/lib.rs:2:9
  │
2 │     let _ = lock();
  │         ^ dropped here
3 │     wait();
  │     ------ not held here
  │
  = note: `_` binds nothing
  = help: bind it
  = help: give it a name: `_guard`

";
        assert_eq!(human(&example(vec![(at("_"), "_guard".to_owned())])), expected);
    }

    #[test]
    fn a_suggestion_in_parts_is_shown_as_lines() {
        let parts = vec![(at("wait()"), "drop(guard)".to_owned()), (at("_"), "guard".to_owned())];
        let shown = human(&example(parts));
        let lines = "  = help: give it a name
    -     let _ = lock();
    -     wait();
    +     let guard = lock();
    +     drop(guard);
";
        assert!(shown.contains(lines), "{shown}");
    }

    #[test]
    fn json_has_secondary_spans_and_children() {
        let report = example(vec![(at("_"), "_guard".to_owned())]);
        let mut out = Vec::new();
        json::write(&report, Rendered::default(), &mut out).unwrap();
        let message: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let diagnostic = &message["message"];
        assert_eq!(diagnostic["level"], "error");
        let labels: Vec<_> = (diagnostic["spans"].as_array().unwrap().iter())
            .map(|span| (span["is_primary"].as_bool(), span["label"].as_str(), span["line_start"].as_u64()))
            .collect();
        assert_eq!(
            labels,
            [(Some(true), Some("dropped here"), Some(2)), (Some(false), Some("not held here"), Some(3))]
        );
        let children: Vec<_> = (diagnostic["children"].as_array().unwrap().iter())
            .map(|child| format!("{}: {}", child["level"], child["message"]).replace('"', ""))
            .collect();
        assert_eq!(children, ["note: `_` binds nothing", "help: bind it", "help: give it a name"]);
        let change = &diagnostic["children"][2]["spans"][0];
        assert_eq!(change["suggested_replacement"], "_guard");
        assert_eq!(change["suggestion_applicability"], "MaybeIncorrect");
    }

    #[test]
    fn a_suggestion_is_a_fix_in_sarif_and_in_reviewdogs_form() {
        let report = example(vec![(at("_"), "_guard".to_owned())]);
        let mut out = Vec::new();
        sarif::write(&report, &crate::settings::Sarif::default(), &mut out).unwrap();
        let log: Value = serde_json::from_slice(&out).unwrap();
        let region = json!({ "startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 10 });
        let change = json!({
            "artifactLocation": { "uri": "src/lib.rs" },
            "replacements": [{ "deletedRegion": region, "insertedContent": { "text": "_guard" } }],
        });
        let fix = json!({ "description": { "text": "give it a name" }, "artifactChanges": [change] });
        assert_eq!(log["runs"][0]["results"][0]["fixes"], json!([fix]));

        out.clear();
        rdjsonl::write(&report, &mut out).unwrap();
        let line: Value = serde_json::from_slice(&out).unwrap();
        let range = json!({ "start": { "line": 2, "column": 9 }, "end": { "line": 2, "column": 10 } });
        assert_eq!(line["suggestions"], json!([{ "range": range, "text": "_guard" }]));
        // Each of several parts would be a suggestion by itself.
        let report = example(vec![(at("_"), "a".to_owned()), (at("wait()"), "b".to_owned())]);
        out.clear();
        rdjsonl::write(&report, &mut out).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&out).unwrap().get("suggestions"), None);
    }

    #[test]
    fn a_report_is_read_back_as_it_was() {
        let report = example(vec![(at("_"), "_guard".to_owned())]);
        let mut out = Vec::new();
        self::report::write(&report, &mut out).unwrap();
        let part = self::report::Part::read(&out).unwrap();
        let merged = self::report::merge(vec![part], PathBuf::from("/elsewhere"), &[]).unwrap();
        assert_eq!(merged.findings[0].diagnostic, report.findings[0].diagnostic);
        assert_eq!(human(&merged), human(&report));
    }
}
