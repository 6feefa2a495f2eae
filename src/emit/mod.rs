//! Formats in which findings are written, one file each.

use std::io::{self, Write};

use anyhow::Result;
use letgo_analysis::{
    catalogue::CatalogueError,
    span::{FileId, Span},
};
use letgo_lints::Level;

use crate::{
    run::Report,
    settings::{Format, Settings},
    sources::{SourceFile, Sources},
};

pub(crate) mod docs;
mod human;
mod json;
mod short;

/// Writes all findings of a run.
pub(crate) fn report(report: &Report, settings: &Settings, out: &mut impl Write) -> Result<()> {
    match settings.format {
        Format::Human => human::write(report, settings.colour, out),
        Format::Short => short::write(report, out),
        Format::Json(rendered) => json::write(report, rendered, out),
        Format::JsonWithoutDiagnostics => {
            human::write(report, settings.colour_of_errors, &mut io::stderr().lock())
        }
    }
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

    use super::*;
    use crate::{
        run::Finding,
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
            checked: 1,
            unparsed: 0,
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
}
