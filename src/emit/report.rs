//! Everything that a run found, so that the reports of several runs can be put together and then
//! written in any format: the findings, and the files that they name with their text.

use std::{collections::BTreeMap, io::Write, mem, path::PathBuf, sync::Arc};

use anyhow::{Context, Result, bail};
use letgo_analysis::{
    span::{FileId, Span},
    syntax,
};
use letgo_lints::Level;
use serde::{Deserialize, Serialize};

use super::{hosted, text};
use crate::{
    levels::{self, Change, LevelTable},
    paths,
    run::{Finding, Report, Withheld},
    sources::{SourceFile, Sources},
    workspace::{Owner, plan::Plan},
};

/// The report of one run. Files are numbered as they stand here.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    /// The letgo that wrote it; another one may know other lints.
    letgo: String,
    checked: usize,
    /// As servers see them.
    unparsed: Vec<String>,
    levels: LevelTable,
    failures: Vec<String>,
    files: Vec<File>,
    findings: Vec<Finding>,
    withheld: Vec<Withheld>,
}

#[derive(Serialize, Deserialize)]
struct File {
    /// As people see it.
    shown: String,
    /// As servers see it.
    path: String,
    text: String,
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let (mut findings, mut withheld) = (report.findings.clone(), report.withheld.clone());
    let mut numbers: BTreeMap<FileId, FileId> = BTreeMap::new();
    for finding in all(&mut findings, &mut withheld) {
        for span in finding.diagnostic.spans_mut() {
            let next = FileId(numbers.len() as u32);
            span.file = *numbers.entry(span.file).or_insert(next);
        }
    }
    let mut order: Vec<_> = numbers.into_iter().collect();
    order.sort_unstable_by_key(|(_, new)| *new);
    let files = order.into_iter().map(|(id, _)| {
        let file = report.sources.get(id).context("a finding is of a file that was not read")?;
        Ok(File { shown: file.shown.clone(), path: hosted(report, file), text: file.text.clone() })
    });
    let part = Part {
        letgo: env!("CARGO_PKG_VERSION").to_owned(),
        checked: report.checked,
        unparsed: report.unparsed.iter().map(|path| paths::shown(&report.root, path)).collect(),
        levels: report.levels.without_files(),
        failures: report.failures.clone(),
        files: files.collect::<Result<_>>()?,
        findings,
        withheld,
    };
    writeln!(out, "{}", text::json(&part)?)?;
    Ok(())
}

fn all<'a>(
    findings: &'a mut [Finding],
    withheld: &'a mut [Withheld],
) -> impl Iterator<Item = &'a mut Finding> {
    findings.iter_mut().chain(withheld.iter_mut().map(|withheld| &mut withheld.finding))
}

impl Part {
    /// Reads a report.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let part: Part = serde_json::from_slice(bytes)?;
        if part.letgo != env!("CARGO_PKG_VERSION") {
            bail!("it was written by letgo {}", part.letgo);
        }
        Ok(part)
    }
}

/// Puts reports together: what one run over everything would have found. Flags of levels change what
/// was found, and cannot bring back what was allowed then.
pub(crate) fn merge(mut parts: Vec<Part>, root: PathBuf, changes: &[Change]) -> Result<Report> {
    let levels = parts.iter_mut().map(|part| mem::take(&mut part.levels));
    let levels = LevelTable::joined(levels, changes)?;
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    for file in parts.iter().flat_map(|part| &part.files) {
        let source = || {
            let items = Arc::new(syntax::read_file(&file.text));
            SourceFile::new(root.join(&file.path), file.shown.clone(), file.text.clone(), items, Owner::None)
        };
        let known = files.entry(file.shown.clone()).or_insert_with(source);
        if known.text != file.text {
            bail!("the reports are of different code: {} is not the same in all of them", file.shown);
        }
    }
    let numbers: BTreeMap<String, FileId> =
        (0..).zip(files.keys()).map(|(number, shown)| (shown.clone(), FileId(number))).collect();
    let unparsed = parts.iter().flat_map(|part| &part.unparsed).map(|path| root.join(path));
    let unparsed: Vec<_> = unparsed.collect();
    let mut report = Report {
        plan: Plan {
            base: root.clone(),
            workspaces: Vec::new(),
            loose_edition: String::new(),
            crates: Vec::new(),
            named_files: None,
        },
        root,
        sources: Sources::new(files.into_values().collect()),
        findings: Vec::new(),
        withheld: Vec::new(),
        levels,
        checked: parts.iter().map(|part| part.checked).sum(),
        unparsed,
        statistics: None,
        failures: Vec::new(),
    };
    for Part { files, mut findings, mut withheld, failures, .. } in parts {
        for span in all(&mut findings, &mut withheld).flat_map(|finding| finding.diagnostic.spans_mut()) {
            let file = files.get(span.file.0 as usize).and_then(|file| numbers.get(&file.shown));
            span.file = *file.context("it names a file that is not there")?;
        }
        for mut finding in findings {
            finding.level = levels::changed(finding.level, finding.diagnostic.lint, changes)?;
            if finding.level != Level::Allow {
                report.findings.push(finding);
            }
        }
        report.withheld.append(&mut withheld);
        report.failures.extend(failures);
    }
    let order = |finding: &Finding| {
        let Span { file, range } = finding.diagnostic.primary.span;
        (file, range.start, range.end, finding.diagnostic.lint)
    };
    report.findings.sort_by_key(order);
    report.withheld.sort_by_key(|withheld| order(&withheld.finding));
    Ok(report)
}
