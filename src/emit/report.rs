//! Everything that a run found, so that the reports of several runs can be put together and then
//! written in any format: the findings, and the files that they name with their text.

use std::{collections::BTreeMap, io::Write, mem, path::PathBuf, sync::Arc};

use anyhow::{Result, bail};
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

/// The file of text that is not on disk.
const NOWHERE: FileId = FileId(u32::MAX);

/// The report of one run. Files are numbered as they stand here.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    /// The letgo that wrote it; another one may know other lints.
    letgo: String,
    /// The files on which it reports, as servers see them.
    looked_at: Vec<String>,
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
    let mut files = Vec::new();
    for span in all(&mut findings, &mut withheld).flat_map(|finding| finding.diagnostic.spans_mut()) {
        let Some(file) = report.sources.get(span.file) else {
            span.file = NOWHERE;
            continue;
        };
        span.file = *numbers.entry(span.file).or_insert_with(|| {
            let text = file.text.clone();
            files.push(File { shown: file.shown.clone(), path: hosted(report, file), text });
            FileId(files.len() as u32 - 1)
        });
    }
    let shown = |paths: &[PathBuf]| paths.iter().map(|path| paths::shown(&report.root, path)).collect();
    let part = Part {
        letgo: env!("CARGO_PKG_VERSION").to_owned(),
        looked_at: shown(&report.looked_at),
        unparsed: shown(&report.unparsed),
        levels: report.levels.without_files(),
        failures: report.failures.clone(),
        files,
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
    let joined = |paths: fn(&Part) -> &[String]| {
        parts.iter().flat_map(paths).map(|path| root.join(path)).collect::<Vec<_>>()
    };
    let (looked_at, unparsed) = (joined(|part| &part.looked_at), joined(|part| &part.unparsed));
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
        looked_at,
        unparsed,
        statistics: None,
        failures: Vec::new(),
    };
    for Part { files, mut findings, mut withheld, failures, .. } in parts {
        let number = |old: FileId| numbers.get(&files.get(old.0 as usize)?.shown).copied();
        for span in all(&mut findings, &mut withheld).flat_map(|finding| finding.diagnostic.spans_mut()) {
            span.file = number(span.file).unwrap_or(NOWHERE);
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
    report.findings.sort_by_key(order);
    report.withheld.sort_by_key(|withheld| order(&withheld.finding));
    Ok(report)
}

fn order(finding: &Finding) -> (Span, &'static str) {
    (finding.diagnostic.primary.span, finding.diagnostic.lint)
}
