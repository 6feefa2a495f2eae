//! cargo's JSON messages, one per line, as rust-analyzer and others read them from `cargo check
//! --message-format json`. Fields that say nothing are there as `null`: some readers need them.

use std::{borrow::Cow, io::Write};

use anyhow::Result;
use letgo_analysis::{
    diagnostic::{Applicability, Suggestion},
    span::Span,
};
use serde::Serialize;

use super::{human::Renderer, level_name, short, text};
use crate::{
    paths,
    run::{Finding, Report},
    settings::Rendered,
    sources::SourceFile,
};

/// Writes all findings.
pub(crate) fn write(report: &Report, rendered: Rendered, out: &mut impl Write) -> Result<()> {
    let renderer = Renderer::new(rendered.ansi);
    for finding in &report.findings {
        let Some(file) = report.sources.get(finding.diagnostic.primary.span.file) else { continue };
        let rendered = match rendered.short {
            true => short::line(report, finding),
            false => String::from_utf8_lossy(&renderer.render(report, finding)?).into_owned(),
        };
        let diagnostic = diagnostic(report, finding, rendered);
        writeln!(out, "{}", text::json(&message(report, file, diagnostic))?)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Message<'a> {
    reason: &'static str,
    package_id: Cow<'a, str>,
    manifest_path: Cow<'a, str>,
    target: Target<'a>,
    message: Diagnostic<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    kind: Vec<&'a str>,
    crate_types: Vec<&'a str>,
    name: Cow<'a, str>,
    src_path: Cow<'a, str>,
    edition: &'a str,
    #[serde(rename = "required-features", skip_serializing_if = "<[_]>::is_empty")]
    required_features: &'a [String],
    doc: bool,
    doctest: bool,
    test: bool,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    #[serde(rename = "$message_type")]
    message_type: &'static str,
    message: Cow<'a, str>,
    code: Option<Code>,
    level: &'static str,
    spans: Vec<DiagnosticSpan<'a>>,
    children: Vec<Diagnostic<'a>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct Code {
    code: String,
    explanation: Option<String>,
}

#[derive(Serialize)]
struct DiagnosticSpan<'a> {
    file_name: &'a str,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    text: Vec<Line<'a>>,
    label: Option<&'a str>,
    suggested_replacement: Option<&'a str>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    highlight_start: usize,
    highlight_end: usize,
}

fn message<'a>(report: &'a Report, file: &'a SourceFile, diagnostic: Diagnostic<'a>) -> Message<'a> {
    let (package_id, manifest_path, target) = match report.plan.target(file.owner) {
        Some((package, target)) => {
            (Cow::from(&package.id), package.manifest.to_string_lossy(), self::target(target))
        }
        None => loose(file, &report.plan.loose_edition),
    };
    Message { reason: "compiler-message", package_id, manifest_path, target, message: diagnostic }
}

fn target(target: &crate::workspace::Target) -> Target<'_> {
    Target {
        kind: target.kinds.iter().map(String::as_str).collect(),
        crate_types: target.crate_types.iter().map(String::as_str).collect(),
        name: Cow::from(&target.name),
        src_path: target.source.to_string_lossy(),
        edition: &target.edition,
        required_features: &target.required_features,
        doc: target.doc,
        doctest: target.doctest,
        test: target.test,
    }
}

/// A file without a package, described as cargo does with a script.
fn loose<'a>(file: &'a SourceFile, edition: &'a str) -> (Cow<'a, str>, Cow<'a, str>, Target<'a>) {
    let path = file.path.to_string_lossy();
    let name = file.path.file_stem().unwrap_or_default().to_string_lossy();
    let id = format!("path+{}#{name}@0.0.0", paths::file_url(&file.path));
    let target = Target {
        kind: vec!["bin"],
        crate_types: vec!["bin"],
        name,
        src_path: path.clone(),
        edition,
        required_features: &[],
        doc: false,
        doctest: false,
        test: false,
    };
    (Cow::from(id), path, target)
}

fn diagnostic<'a>(report: &'a Report, finding: &'a Finding, rendered: String) -> Diagnostic<'a> {
    let found = &finding.diagnostic;
    let labels =
        std::iter::once((&found.primary, true)).chain(found.secondary.iter().map(|label| (label, false)));
    let spans = labels.filter_map(|(label, is_primary)| {
        let mut span = span(report, label.span)?;
        span.is_primary = is_primary;
        span.label = Some(&*label.text).filter(|text| !text.is_empty());
        Some(span)
    });
    let notes = found.notes.iter().map(|note| child("note", note));
    let helps = found.helps.iter().map(|help| child("help", help));
    let suggestion = found.suggestion.iter().map(|suggestion| self::suggestion(report, suggestion));
    Diagnostic {
        code: Some(Code { code: format!("letgo::{}", found.lint), explanation: None }),
        level: level_name(finding.level),
        spans: spans.collect(),
        children: notes.chain(helps).chain(suggestion).collect(),
        rendered: Some(rendered),
        ..child("", &found.message)
    }
}

/// A diagnostic below another one.
fn child<'a>(level: &'static str, message: &'a str) -> Diagnostic<'a> {
    Diagnostic {
        message_type: "diagnostic",
        message: Cow::from(message),
        code: None,
        level,
        spans: Vec::new(),
        children: Vec::new(),
        rendered: None,
    }
}

fn suggestion<'a>(report: &'a Report, suggestion: &'a Suggestion) -> Diagnostic<'a> {
    let applicability = match suggestion.applicability {
        Applicability::MachineApplicable => "MachineApplicable",
        Applicability::MaybeIncorrect => "MaybeIncorrect",
        Applicability::HasPlaceholders => "HasPlaceholders",
        Applicability::Unspecified => "Unspecified",
    };
    let spans = suggestion.parts.iter().filter_map(|(place, replacement)| {
        let mut span = span(report, *place)?;
        span.suggested_replacement = Some(replacement);
        span.suggestion_applicability = Some(applicability);
        Some(span)
    });
    Diagnostic { spans: spans.collect(), ..child("help", &suggestion.message) }
}

/// A primary span without label or suggestion.
fn span(report: &Report, span: Span) -> Option<DiagnosticSpan<'_>> {
    let (file, place) = report.sources.locate(span)?;
    let (start, end) = (place.start, place.end);
    let lines = (start.line..=end.line).map(|line| {
        let text = file.line_text(line - 1);
        Line {
            text,
            highlight_start: if line == start.line { start.column } else { 1 },
            highlight_end: if line == end.line { end.column } else { text.chars().count() + 1 },
        }
    });
    Some(DiagnosticSpan {
        file_name: &file.shown,
        byte_start: place.range.start,
        byte_end: place.range.end,
        line_start: start.line,
        line_end: end.line,
        column_start: start.column,
        column_end: end.column,
        is_primary: true,
        text: lines.collect(),
        label: None,
        suggested_replacement: None,
        suggestion_applicability: None,
        expansion: None,
    })
}
