//! The baseline: what was found when a project began to use letgo, or decided to live with. It is
//! kept in a file beside the code, and only what is not in it is reported.
//!
//! An entry names no line. It says which lint, in which file and function, and has a hash of the
//! statement's tokens, so that it holds while code moves about, and another finding in the same
//! function is reported.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::{
    cli::BaselineCommand,
    fingerprint::Identity,
    levels::LevelTable,
    narrow::withhold,
    output, paths,
    run::{Reason, Report, UNPARSED_FILES},
    settings::Settings,
};

/// Its name, where nobody gives another one.
pub(crate) const FILE: &str = "letgo-baseline.toml";

/// The version of the file's form.
const VERSION: u32 = 1;

const HEAD: &str = "\
# Findings of letgo that are known and not reported. Written by `cargo letgo baseline write`;
# `cargo letgo baseline prune` takes out those that are gone.
";

/// A kind of finding, and how often it is there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    /// The file, seen from the directory of the baseline.
    path: String,
    scope: String,
    lint: String,
    hash: String,
}

/// A baseline.
#[derive(PartialEq, Eq, Debug, Default)]
pub(crate) struct Baseline {
    counts: BTreeMap<Key, usize>,
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default, rename = "finding", skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    lint: String,
    path: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    scope: String,
    hash: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the baseline {}", path.display()))?;
        let written: Written =
            toml::from_str(&text).with_context(|| format!("{} is no baseline", path.display()))?;
        if written.version != VERSION {
            bail!("{} is of version {}, this letgo reads {VERSION}", path.display(), written.version);
        }
        let mut counts = BTreeMap::new();
        for Entry { lint, path, scope, hash, count } in written.findings {
            *counts.entry(Key { path, scope, lint, hash }).or_default() += count;
        }
        Ok(Baseline { counts })
    }

    fn write(&self, path: &Path) -> Result<()> {
        let findings = self.counts.iter().map(|(key, count)| {
            let Key { path, scope, lint, hash } = key.clone();
            Entry { lint, path, scope, hash, count: *count }
        });
        let written = Written { version: VERSION, findings: findings.collect() };
        output::write(path, format!("{HEAD}{}", toml::to_string(&written)?).as_bytes())
    }

    /// The same after files were moved: an entry whose file is no more stands for what is found in
    /// another one of which nothing is known yet, in a function of that name and in those words.
    fn moved(mut self, found: &BTreeMap<Key, usize>, directory: &Path) -> Self {
        let known: BTreeSet<String> = self.counts.keys().map(|key| key.path.clone()).collect();
        let is_gone = |path: &str| !directory.join(path).exists();
        let gone: BTreeSet<String> = known.iter().filter(|path| is_gone(path)).cloned().collect();
        let words = |key: &Key| (key.lint.clone(), key.scope.clone(), key.hash.clone());
        let mut elsewhere: BTreeMap<_, _> =
            found.keys().filter(|key| !known.contains(&key.path)).map(|key| (words(key), key)).collect();
        let old: Vec<Key> = self.counts.keys().filter(|key| gone.contains(&key.path)).cloned().collect();
        for key in old {
            if let Some(new) = elsewhere.remove(&words(&key))
                && let Some(count) = self.counts.remove(&key)
            {
                self.counts.insert(new.clone(), count);
            }
        }
        self
    }

    /// How many findings it knows.
    fn len(&self) -> usize {
        self.counts.values().sum()
    }
}

/// The key of each finding of a report, in order.
fn keys(report: &Report, baseline: &Path) -> Vec<Option<Key>> {
    let directory = baseline.parent().unwrap_or(Path::new(""));
    let key = |identity: Identity| {
        let file = report.sources.get(identity.file)?;
        Some(Key {
            path: paths::shown(directory, &file.path),
            scope: identity.scope,
            lint: identity.lint.to_owned(),
            hash: format!("{:016x}", identity.hash),
        })
    };
    (report.findings.iter()).map(|finding| Identity::of(&report.sources, finding).and_then(key)).collect()
}

/// How often each finding is there.
fn counts(keys: impl IntoIterator<Item = Option<Key>>) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for key in keys.into_iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Withholds what the baseline in that file knows. How many findings it knows that are gone is
/// returned.
pub(crate) fn apply(baseline: Baseline, path: &Path, report: &mut Report) -> usize {
    let keys = keys(report, path);
    let directory = path.parent().unwrap_or(Path::new(""));
    let mut left = baseline.moved(&counts(keys.iter().cloned()), directory).counts;
    let mut keys = keys.into_iter();
    withhold(report, Reason::Baseline, |_, _| {
        let known = keys.next().flatten().and_then(|key| left.get_mut(&key));
        known.is_some_and(|count| {
            let is_known = *count > 0;
            *count = count.saturating_sub(1);
            is_known
        })
    });
    let judged = Judged::new(report, path);
    left.into_iter().filter(|(key, _)| judged.has(key)).map(|(_, count)| count).sum()
}

/// The entries that a run can say something about: of files that it looked at or that are no more,
/// and lints that were on. Of a file that does not parse, it can say nothing else.
struct Judged<'a> {
    directory: PathBuf,
    paths: BTreeSet<String>,
    unparsed: BTreeSet<String>,
    levels: &'a LevelTable,
}

impl<'a> Judged<'a> {
    fn new(report: &'a Report, baseline: &Path) -> Self {
        let directory = baseline.parent().unwrap_or(Path::new("")).to_owned();
        let shown = |paths: &[PathBuf]| paths.iter().map(|path| paths::shown(&directory, path)).collect();
        let (paths, unparsed) = (shown(&report.looked_at), shown(&report.unparsed));
        Judged { directory, paths, unparsed, levels: &report.levels }
    }

    fn has(&self, key: &Key) -> bool {
        let is_on = letgo_lints::find(&key.lint).is_none_or(|_| self.levels.is_on(&key.lint));
        let was_read = key.lint == UNPARSED_FILES || !self.unparsed.contains(&key.path);
        is_on && was_read && (self.paths.contains(&key.path) || !self.directory.join(&key.path).exists())
    }
}

/// Makes, changes or shows the baseline of a run, and says what was done.
pub(crate) fn command(what: BaselineCommand, report: &mut Report, settings: &Settings) -> Result<String> {
    let place = settings.narrowing.baseline_path(report, settings.isolated);
    let Some(path) = place else { bail!("which baseline is meant? `--baseline FILE` says so") };
    let shown = paths::shown(&settings.directory, &path);
    if what == BaselineCommand::Write && path.exists() {
        bail!("{shown} is there already: `update` takes in what is new and takes out what is gone");
    }
    if !report.failures.is_empty() {
        bail!("{shown} stays as it is, for this run could not be done: {}", report.failures.join("; "));
    }
    let old = match what {
        BaselineCommand::Write => Baseline::default(),
        BaselineCommand::Update if !path.exists() => Baseline::default(),
        _ => Baseline::read(&path)?,
    };
    if what == BaselineCommand::Show {
        let known = old.len();
        apply(old, &path, report);
        let is_known = |withheld: &crate::run::Withheld| withheld.reason == Reason::Baseline;
        let withheld = std::mem::take(&mut report.withheld).into_iter().filter(is_known);
        report.findings = withheld.map(|withheld| withheld.finding).collect();
        return Ok(format!("{shown} knows {}", number(known)));
    }
    let found = counts(keys(report, &path));
    let judged = Judged::new(report, &path);
    let known = old.len();
    let old = old.moved(&found, &judged.directory);
    let mut new = Baseline::default();
    for (key, count) in &old.counts {
        let kept = match judged.has(key) {
            true => found.get(key).copied().unwrap_or_default().min(*count),
            false => *count,
        };
        if kept > 0 {
            new.counts.insert(key.clone(), kept);
        }
    }
    if what != BaselineCommand::Prune {
        for (key, count) in found {
            new.counts.insert(key, count);
        }
    }
    new.write(&path)?;
    Ok(match known {
        0 => format!("{shown} now knows {}", number(new.len())),
        before => format!("{shown} now knows {}, before {before}", number(new.len())),
    })
}

fn number(count: usize) -> String {
    format!("{count} finding{}", if count == 1 { "" } else { "s" })
}
