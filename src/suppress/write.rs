//! `--suppress`: a comment above each finding that is left, so that the next run is clean.

use std::{collections::BTreeMap, fs};

use anyhow::{Result, bail};
use letgo_analysis::{
    span::FileId,
    syntax::suppressions::{is_same_code, lines_for_suppressions, suppressions},
};

use super::{UNUSED, WITHOUT_REASON};
use crate::{
    output,
    run::{Finding, Report},
    sources::SourceFile,
    terminal::harmless_line,
};

/// What stands for a reason that nobody has given.
pub(crate) const NO_REASON: &str = "not looked at yet";

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Written {
    /// Number of findings that are silenced now.
    pub(crate) findings: usize,
    /// Number of files that have changed.
    pub(crate) files: usize,
}

/// Writes comments for all findings of a report, and takes those out of it. What cannot be silenced
/// by a comment stays: files that are no Rust, and what is wrong with suppressions.
pub(crate) fn write(report: &mut Report, reason: &str) -> Result<Written> {
    let reason = match harmless_line(reason.trim()) {
        reason if reason.is_empty() => NO_REASON.into(),
        reason => reason,
    };
    let mut by_file: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
    for (number, finding) in report.findings.iter().enumerate() {
        let lint = finding.diagnostic.lint;
        let is_about_code = ![UNUSED, WITHOUT_REASON, crate::run::UNPARSED_FILES].contains(&lint);
        if is_about_code && report.sources.get(finding.diagnostic.primary.span.file).is_some() {
            by_file.entry(finding.diagnostic.primary.span.file).or_default().push(number);
        }
    }
    let mut written = Written::default();
    let mut done = vec![false; report.findings.len()];
    for (file, numbers) in by_file {
        let Some(file) = report.sources.get(file) else { continue };
        let findings: Vec<&Finding> =
            numbers.iter().filter_map(|number| report.findings.get(*number)).collect();
        let Some(text) = with_comments(file, &findings, &reason) else { continue };
        if fs::read(&file.path).ok().as_deref() != Some(file.text.as_bytes()) {
            bail!("{} has changed since it was read", harmless_line(&file.shown));
        }
        output::write(&file.path, text.as_bytes())?;
        written.files += 1;
        written.findings += findings.len();
        for number in numbers {
            done[number] = true;
        }
    }
    let mut done = done.into_iter();
    report.findings.retain(|_| !done.next().unwrap_or_default());
    Ok(written)
}

/// The text of a file with a comment above each finding; `None` where that would change the program
/// or would not silence them all.
fn with_comments(file: &SourceFile, findings: &[&Finding], reason: &str) -> Option<String> {
    let start = |finding: &&Finding| finding.diagnostic.primary.span.range.start;
    let offsets: Vec<u32> = findings.iter().map(start).collect();
    let lines = lines_for_suppressions(&file.text, &offsets);
    let mut comments: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (finding, line) in findings.iter().zip(lines) {
        let lints = comments.entry(line?).or_default();
        if !lints.contains(&finding.diagnostic.lint) {
            lints.push(finding.diagnostic.lint);
        }
    }
    let mut text = String::with_capacity(file.text.len() + comments.len() * 80);
    let mut done = 0;
    // Where each comment was put, and how long it is.
    let mut inserted = Vec::new();
    for (line, mut lints) in comments {
        lints.sort_unstable();
        let line = line as usize;
        let rest = file.text.get(line..)?;
        let indentation = rest.get(..rest.len() - rest.trim_start_matches([' ', '\t']).len())?;
        let end = rest.split_inclusive('\n').next().filter(|line| line.ends_with("\r\n"));
        let end = if end.is_some() { "\r\n" } else { "\n" };
        let comment = format!("{indentation}// letgo: allow({}): {reason}{end}", lints.join(", "));
        text.push_str(file.text.get(done..line)?);
        text.push_str(&comment);
        inserted.push((line, comment.len()));
        done = line;
    }
    text.push_str(file.text.get(done..)?);
    let now = suppressions(&text);
    let is_silenced = |finding: &&Finding| {
        let old = start(finding) as usize;
        let moved: usize = inserted.iter().filter(|(at, _)| *at <= old).map(|(_, length)| length).sum();
        let here = |offset: usize| {
            now.iter().any(|suppression| {
                suppression.scope.has(offset as u32)
                    && suppression.lints.iter().any(|lint| lint.name == finding.diagnostic.lint)
            })
        };
        here(old + moved)
    };
    (is_same_code(&file.text, &text) && findings.iter().all(is_silenced)).then_some(text)
}
