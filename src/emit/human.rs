//! rustc's manner: the message, the source with labels, and below it what it means and what to
//! do.

use std::{io::Write, ops::Range};

use anyhow::Result;
use codespan_reporting::{
    diagnostic::{Diagnostic, Label, Severity},
    files::{Error, Files},
    term::{self, Chars, Config, Styles, StylesWriter, termcolor::Buffer},
};
use letgo_analysis::{
    diagnostic::Suggestion,
    span::{FileId, Span},
};
use letgo_lints::Level;

use crate::{
    run::{Finding, Report},
    sources::{SourceFile, Sources},
    terminal::{harmless, harmless_line},
};

/// A suggestion that changes more lines is told in words only.
const LONGEST_DIFF: usize = 12;

/// Writes all findings.
pub(crate) fn write(report: &Report, colour: bool, out: &mut impl Write) -> Result<()> {
    let renderer = Renderer::new(colour);
    for finding in &report.findings {
        out.write_all(&renderer.render(report, finding)?)?;
    }
    Ok(())
}

/// Draws findings.
pub(super) struct Renderer {
    config: Config,
    styles: Styles,
    colour: bool,
}

impl Renderer {
    /// One that draws in colour, or not.
    pub(super) fn new(colour: bool) -> Self {
        // Editors know rustc's arrow; they would take a corner for a part of the file name.
        let chars = Chars { snippet_start: "-->".to_owned(), ..Chars::box_drawing() };
        Renderer { config: Config { chars, ..Config::default() }, styles: Styles::default(), colour }
    }

    /// A finding as people see it, an empty line behind it.
    pub(super) fn render(&self, report: &Report, finding: &Finding) -> Result<Vec<u8>> {
        self.draw(&report.sources, &diagnostic(&report.sources, finding))
    }

    /// A mistake in a file that people write for letgo.
    pub(super) fn render_mistake(&self, sources: &Sources, span: Span, message: &str) -> Result<Vec<u8>> {
        let range = sources.get(span.file).map_or(0..0, |file| file.indices(span.range));
        let diagnostic = Diagnostic::error()
            .with_message(harmless_line(message))
            .with_label(Label::primary(span.file, range));
        self.draw(sources, &diagnostic)
    }

    fn draw(&self, sources: &Sources, diagnostic: &Diagnostic<FileId>) -> Result<Vec<u8>> {
        let mut buffer = if self.colour { Buffer::ansi() } else { Buffer::no_color() };
        let mut writer = StylesWriter::new(&mut buffer, &self.styles);
        term::emit_to_write_style(&mut writer, &self.config, &Drawn(sources), diagnostic)?;
        let drawn = buffer.into_inner();
        Ok(if self.colour { drawn } else { without_space_at_line_ends(&drawn) })
    }
}

/// The drawing library fills some lines up with spaces, which diffs and editors complain of.
fn without_space_at_line_ends(drawn: &[u8]) -> Vec<u8> {
    let lines = drawn.split_inclusive(|byte| *byte == b'\n').map(|line| line.trim_ascii_end());
    lines.flat_map(|line| line.iter().copied().chain([b'\n'])).collect()
}

/// A finding in the drawing library's terms.
fn diagnostic(sources: &Sources, finding: &Finding) -> Diagnostic<FileId> {
    let found = &finding.diagnostic;
    let severity = match finding.level {
        Level::Deny => Severity::Error,
        Level::Warn | Level::Allow => Severity::Warning,
    };
    let range = |span: Span| sources.get(span.file).map_or(0..0, |file| file.indices(span.range));
    let mut labels = Vec::new();
    if sources.get(found.primary.span.file).is_some() {
        let label = Label::primary(found.primary.span.file, range(found.primary.span));
        labels.push(label.with_message(harmless_line(&found.primary.text)));
    }
    for label in found.secondary.iter().filter(|label| sources.get(label.span.file).is_some()) {
        let drawn = Label::secondary(label.span.file, range(label.span));
        labels.push(drawn.with_message(harmless_line(&label.text)));
    }
    let notes = found.notes.iter().map(|note| format!("note: {}", harmless(note)));
    let helps = found.helps.iter().map(|help| format!("help: {}", harmless(help)));
    let suggestion = found.suggestion.iter().map(|suggestion| words(sources, suggestion));
    Diagnostic::new(severity)
        .with_code(format!("letgo::{}", found.lint))
        .with_message(harmless_line(&found.message))
        .with_labels(labels)
        .with_notes(notes.chain(helps).chain(suggestion).collect())
}

/// A suggestion as a note: the new text where it is short, else the lines before and after.
fn words(sources: &Sources, suggestion: &Suggestion) -> String {
    let message = harmless_line(&suggestion.message);
    if let [(span, replacement)] = &suggestion.parts[..]
        && !replacement.contains('\n')
    {
        let old = sources.get(span.file).and_then(|file| file.text.get(file.indices(span.range)));
        return match old {
            Some(old) if replacement.is_empty() && !old.contains('\n') => {
                format!("help: {message}: remove `{}`", harmless_line(old))
            }
            _ if replacement.is_empty() => format!("help: {message}"),
            _ => format!("help: {message}: `{}`", harmless_line(replacement.trim())),
        };
    }
    let changed = diff(sources, suggestion).filter(|diff| diff.lines().count() <= LONGEST_DIFF);
    format!("help: {message}{}", changed.map(|diff| format!("\n{}", harmless(&diff))).unwrap_or_default())
}

/// The lines that a suggestion changes, before and after.
fn diff(sources: &Sources, suggestion: &Suggestion) -> Option<String> {
    let file_id = suggestion.parts.first()?.0.file;
    let file = sources.get(file_id)?;
    let mut parts: Vec<_> =
        suggestion.parts.iter().map(|(span, text)| (file.indices(span.range), text)).collect();
    parts.sort_by_key(|(range, _)| range.start);
    if suggestion.parts.iter().any(|(span, _)| span.file != file_id) {
        return None;
    }
    let first = file.line_of(parts.first()?.0.start);
    let last = file.line_of(parts.last()?.0.end);
    let start = file.line_range(first)?.start;
    let end = file.line_range(last)?.end;
    let mut new = String::new();
    let mut done = start;
    for (range, text) in &parts {
        new.push_str(file.text.get(done..range.start)?);
        new.push_str(text);
        done = range.end;
    }
    new.push_str(file.text.get(done..end)?);
    let old = file.text.get(start..end)?.lines().map(|line| format!("- {line}"));
    let new = new.lines().map(|line| format!("+ {line}"));
    Some(old.chain(new).collect::<Vec<_>>().join("\n"))
}

/// The files as the drawing library asks for them.
struct Drawn<'a>(&'a Sources);

impl<'a> Drawn<'a> {
    fn file(&self, id: FileId) -> Result<&'a SourceFile, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Drawn<'a> {
    type FileId = FileId;
    type Name = std::borrow::Cow<'a, str>;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<Self::Name, Error> {
        Ok(harmless_line(&self.file(id)?.shown))
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.file(id)?.harmless_text())
    }

    fn line_index(&'a self, id: FileId, offset: usize) -> Result<usize, Error> {
        Ok(self.file(id)?.line_of(offset))
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        let file = self.file(id)?;
        file.line_range(line).ok_or(Error::LineTooLarge { given: line, max: file.line_count() })
    }
}
