//! What a run found, kept for the next one over the same content.
//!
//! An entry says what its findings depend on: the content of files, the names in directories, what
//! identifies a dependency. It counts where all of that is as it was, and then the report is what a
//! run would make, so that whatever writes findings need not know where they come from. Dates
//! count for nothing, and neither does how findings are written.

mod inputs;
pub(crate) mod packages;
mod report;

use std::path::PathBuf;

use rayon::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use self::{inputs::Input, report::KeptReport};
use crate::{
    cache::{Cache, Key},
    run::Report,
    settings::{CachePlace, Settings},
    sources::Sources,
    terminal,
    workspace::{externals::Outside, plan::Plan},
};

/// Variables of the environment by which cargo finds other things.
const VARIABLES: [&str; 6] =
    ["CARGO", "CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "RUSTUP_TOOLCHAIN", "PATH"];

/// Something that is kept, with all that it depends on.
#[derive(Debug, Serialize, Deserialize)]
struct Entry<T> {
    inputs: Vec<Input>,
    content: T,
}

impl<T: Serialize> Entry<T> {
    fn write(&self, cache: &Cache, name: &str, key: Key) {
        if let Ok(bytes) = serde_json::to_vec(self) {
            cache.write(name, key, &bytes);
        }
    }
}

/// What lies under a name wherever it may, and depends on nothing that has changed.
fn entries<T: DeserializeOwned>(settings: &Settings, name: String, key: Key) -> impl Iterator<Item = T> {
    directories(settings).filter_map(move |directory| {
        let bytes = Cache::new(Some(directory), false).read(&name, key)?;
        let entry: Entry<T> = serde_json::from_slice(&bytes).ok()?;
        entry.inputs.par_iter().all(Input::is_still_true).then_some(entry.content)
    })
}

/// What a run found.
#[derive(Debug, Serialize, Deserialize)]
struct Found {
    /// How things were found, for `-v`.
    notes: Vec<String>,
    report: KeptReport,
}

/// The report of an earlier run with these settings, if nothing that it depends on has changed.
pub(crate) fn recall(settings: &Settings) -> Option<Report> {
    if !is_kept(settings) {
        return None;
    }
    let key = key(settings);
    let mut found = entries(settings, name(key), key);
    let (notes, report) = found.find_map(|Found { notes, report }| Some((notes, report.restore()?)))?;
    notes.iter().for_each(|note| settings.note(format_args!("{note}")));
    settings.note(format_args!("nothing has changed since an earlier run, whose findings these are"));
    Some(report)
}

/// Keeps a report for the next run, with what it depends on.
pub(crate) fn keep(report: &Report, inputs: Inputs, settings: &Settings) {
    if !report.failures.is_empty() || terminal::has_complained() {
        return;
    }
    let cache = Cache::of(settings, report.plan.workspaces.first());
    let key = key(settings);
    let notes = settings.notes.lock().map(|notes| notes.clone()).unwrap_or_default();
    let content = Found { notes, report: KeptReport::of(report) };
    Entry { inputs: inputs.0, content }.write(&cache, &name(key), key);
}

/// Not what is worked out on the way and told of this run only, nor what comes from no file.
fn is_kept(settings: &Settings) -> bool {
    let is_of_this_run = settings.statistics || settings.timings.is_some() || settings.stdin.is_some();
    settings.cache != CachePlace::None && !is_of_this_run
}

fn name(key: Key) -> String {
    format!("findings/{key}")
}

/// What is asked for, however it is written.
fn key(settings: &Settings) -> Key {
    let asked: Vec<_> = [settings.what_decides_findings()].into_iter().chain(variables()).collect();
    Cache::key(asked.iter().map(String::as_bytes))
}

/// What the environment says of where cargo finds things.
fn variables() -> impl Iterator<Item = String> {
    VARIABLES.into_iter().map(|name| format!("{name}={:?}", std::env::var_os(name)))
}

/// Where an entry may lie: which workspace it is and where that builds is not known yet.
fn directories(settings: &Settings) -> impl Iterator<Item = PathBuf> {
    let (named, guessed) = match &settings.cache {
        CachePlace::None => (None, false),
        CachePlace::Directory(directory) => (Some(directory.clone()), false),
        CachePlace::Target(Some(directory)) => (Some(directory.join("letgo")), false),
        CachePlace::Target(None) => {
            let variables = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"];
            let told = variables.iter().find_map(std::env::var_os).map(PathBuf::from);
            (told.map(|directory| settings.directory.join(directory).join("letgo")), true)
        }
    };
    let start = settings.start();
    let above = start.ancestors().map(|directory| directory.join("target/letgo")).collect::<Vec<_>>();
    named.into_iter().chain(above.into_iter().filter(move |_| guessed))
}

/// Everything that could make another run find something else.
#[derive(Debug)]
pub(crate) struct Inputs(Vec<Input>);

/// What the findings of a run depend on that has read all this. `None` where they are not kept.
pub(crate) fn inputs(
    plan: &Plan,
    sources: &Sources,
    outside: &Outside,
    settings: &Settings,
) -> Option<Inputs> {
    if !is_kept(settings) || !settings.writes_cache || !outside.is_certain {
        return None;
    }
    let mut inputs = inputs::of_workspaces(&plan.workspaces, settings);
    let config = settings.config_file.iter().map(|path| settings.directory.join(path));
    inputs.extend(config.map(Input::file));
    for path in &settings.paths {
        let path = settings.directory.join(path);
        inputs.push(if path.is_dir() { Input::tree(path) } else { Input::file(path) });
    }
    let files: Vec<_> = sources.iter().map(|(_, file)| file).collect();
    inputs.par_extend(files.par_iter().map(|file| Input::text(file.path.clone(), &file.text)));
    inputs.extend(inputs::of_modules(&files));
    inputs.extend(outside.packages.iter().map(|(package, key)| Input::Package(package.clone(), key.clone())));
    inputs.extend(outside.manifests.iter().cloned().map(Input::file));
    Some(Inputs(inputs))
}
