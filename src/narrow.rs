//! Which of all findings a run reports: those of a part of the files, those that a baseline does
//! not know, those that concern new lines. The analysis is the same whatever is left of it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use letgo_analysis::diagnostic::Label;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    baseline::{self, Baseline},
    cli::Adoption,
    git::{NewLines, Since},
    paths,
    run::{Finding, Reason, Report, Withheld},
    sources::Sources,
};

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Narrowing {
    /// Only what concerns lines that are new since then.
    pub(crate) since: Option<Since>,
    /// All that concerns a file with such lines.
    pub(crate) whole_files: bool,
    /// Where the baseline is.
    pub(crate) baseline: BaselinePlace,
    /// A part of the files.
    pub(crate) partition: Option<Partition>,
}

/// Where the baseline is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum BaselinePlace {
    /// Where it lies by default, should there be one.
    #[default]
    Default,
    /// In this file.
    File(PathBuf),
    /// There is none.
    None,
}

/// One part of the files of several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Partition {
    by_hash: bool,
    /// Which, from 1.
    part: usize,
    parts: usize,
}

impl Narrowing {
    /// What `adoption` means in a directory.
    pub(crate) fn new(adoption: Adoption, directory: &Path) -> Result<Self> {
        let Adoption { new_from_rev, new_from_merge_base, staged, .. } = adoption;
        let revision = new_from_rev.map(Since::Revision);
        let since =
            revision.or(new_from_merge_base.map(Since::MergeBase)).or(staged.then_some(Since::Staged));
        if adoption.whole_files && since.is_none() {
            bail!("`--whole-files` goes with `--new-from-rev`, `--new-from-merge-base` or `--staged`");
        }
        let baseline = match adoption.baseline {
            Some(path) => BaselinePlace::File(paths::absolute(directory, &path)),
            None if adoption.no_baseline => BaselinePlace::None,
            None => BaselinePlace::Default,
        };
        let partition = adoption.partition.as_deref().map(Partition::read).transpose()?;
        Ok(Narrowing { since, whole_files: adoption.whole_files, baseline, partition })
    }

    /// Takes the files of other parts out of what is reported on.
    pub(crate) fn keep_partition(&self, sources: &mut Sources) {
        let Some(partition) = self.partition else { return };
        let total = sources.iter().filter(|(_, file)| file.reported).count();
        let mut number = 0;
        sources.report_only(|file| {
            number += 1;
            partition.has(&file.shown, number - 1, total)
        });
    }

    /// Withholds findings; what is to be told of that is returned.
    pub(crate) fn apply(&self, report: &mut Report, isolated: bool) -> Result<Vec<String>> {
        let mut told = Vec::new();
        let place = self.baseline_path(report, isolated);
        // One that was named and is not there is a mistake.
        if let Some(path) =
            place.filter(|path| matches!(self.baseline, BaselinePlace::File(_)) || path.is_file())
        {
            let baseline = Baseline::read(&path)?;
            let gone = baseline::apply(baseline, &path, report);
            if gone > 0 {
                let shown = paths::shown(&report.plan.base, &path);
                let entries =
                    if gone == 1 { "1 finding is".to_owned() } else { format!("{gone} findings are") };
                told.push(format!(
                    "warning: {entries} in {shown} and no longer in the code; `cargo letgo baseline prune` takes \
                     them out"
                ));
            }
        }
        if let Some(since) = &self.since {
            let new = NewLines::since(since, &report.plan.base)?;
            withhold(report, Reason::Unchanged, |sources, finding| !self.is_new(sources, finding, &new));
        }
        Ok(told)
    }

    /// Where the baseline of a run is, or would be.
    pub(crate) fn baseline_path(&self, report: &Report, isolated: bool) -> Option<PathBuf> {
        match &self.baseline {
            BaselinePlace::File(path) => Some(path.clone()),
            BaselinePlace::Default if !isolated => Some(report.plan.base.join(baseline::FILE)),
            BaselinePlace::Default | BaselinePlace::None => None,
        }
    }

    /// A finding is new where any of the places that it names is: what was there before may have
    /// become wrong by a line that holds something longer.
    fn is_new(&self, sources: &Sources, finding: &Finding, new: &NewLines) -> bool {
        let diagnostic = &finding.diagnostic;
        let is_new = |label: &Label| {
            let Some((file, place)) = sources.locate(label.span) else { return false };
            match self.whole_files {
                true => new.touch_file(&file.shown),
                false => new.touch(&file.shown, place.start.line, place.end.line),
            }
        };
        std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary).any(is_new)
    }
}

/// Takes findings out of a report, and keeps why.
pub(crate) fn withhold(
    report: &mut Report,
    reason: Reason,
    mut is_withheld: impl FnMut(&Sources, &Finding) -> bool,
) {
    let Report { findings, withheld, sources, .. } = report;
    for finding in std::mem::take(findings) {
        if is_withheld(sources, &finding) {
            withheld.push(Withheld { finding, reason: reason.clone() });
        } else {
            findings.push(finding);
        }
    }
    withheld.sort_by_key(|withheld| {
        let span = withheld.finding.diagnostic.primary.span;
        (span.file, span.range.start, span.range.end)
    });
}

impl Partition {
    /// Reads `hash:1/4` or `slice:1/4`.
    fn read(text: &str) -> Result<Self> {
        let read = || {
            let (how, which) = text.split_once(':')?;
            let (part, parts) = which.split_once('/')?;
            let (part, parts) = (part.parse().ok()?, parts.parse().ok()?);
            let by_hash = match how {
                "hash" => true,
                "slice" => false,
                _ => return None,
            };
            (1..=parts).contains(&part).then_some(Partition { by_hash, part, parts })
        };
        match read() {
            Some(partition) => Ok(partition),
            None => bail!("`--partition {text}`: `hash:M/N` or `slice:M/N` is wanted, M from 1 to N"),
        }
    }

    /// Whether a file belongs to it, the one of that number (from 0) of so many.
    fn has(self, shown: &str, number: usize, total: usize) -> bool {
        let index = match self.by_hash {
            true => (xxh3_64(shown.as_bytes()) % self.parts as u64) as usize,
            false => number * self.parts / total.max(1),
        };
        index + 1 == self.part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_part() {
        for how in ["hash", "slice"] {
            let parts: Vec<_> =
                (1..=3).map(|part| Partition::read(&format!("{how}:{part}/3")).unwrap()).collect();
            for number in 0..10 {
                let shown = format!("src/file{number}.rs");
                let owners = parts.iter().filter(|part| part.has(&shown, number, 10));
                assert_eq!(owners.count(), 1, "{how} {shown}");
            }
        }
    }

    #[test]
    fn parts_are_counted_from_one() {
        for wrong in ["hash:0/2", "hash:3/2", "1/2", "count:1/2", "slice:1", "hash:1/0"] {
            assert!(Partition::read(wrong).is_err(), "{wrong}");
        }
    }
}
