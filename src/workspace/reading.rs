//! All that a run reads: the workspace's files, its dependencies, and the catalogue's stubs.

use letgo_analysis::{catalogue::Catalogue, names::CrateInput, span::FileId, syntax::items::Problem};

use super::{
    early::Early,
    externals::{self, Dependencies, Outside},
    modules::{self, Loaded},
    plan::Plan,
};
use crate::{cache::Cache, progress::Progress, run::guarded, settings::Settings, sources::Sources};

/// What was read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// What was to be read, and for whom.
    pub(crate) plan: Plan,
    /// The workspace's files.
    pub(crate) sources: Sources,
    /// The crates of the plan, in its order, then those outside of the workspace.
    pub(crate) crates: Vec<CrateInput>,
    /// What lies outside of the workspace.
    pub(crate) outside: Outside,
    /// What could not be read of each file that has such places.
    pub(crate) problems: Vec<(FileId, Problem)>,
    /// What else went wrong.
    pub(crate) failures: Vec<String>,
}

/// Reads all files, but for those that were read before, and of dependencies what others may know of
/// them.
pub(crate) fn read(
    plan: Plan,
    early: Early,
    settings: &Settings,
    catalogue: &Catalogue,
    progress: &Progress,
) -> Reading {
    let cache = Cache::of(settings, plan.workspaces.first());
    // cargo takes as long to tell dependencies as it takes to read the workspace; where they are
    // known from before, they fill the time in which a file's modules are waited for.
    let (loaded, dependencies) = rayon::join(
        || modules::load(&plan, early, progress),
        || {
            guarded(|| {
                let mut dependencies = externals::graphs(&plan, settings, &cache);
                dependencies.read(&plan, &cache, progress);
                dependencies
            })
        },
    );
    let Loaded { sources, mut crates, problems, mut failures, unreached } = loaded;
    for path in &unreached {
        settings.note(format_args!("{path}: no target reaches it, checked as a module of its package"));
    }
    let dependencies = dependencies.unwrap_or_else(|panic| {
        failures.push(format!("internal error while looking for dependencies: {panic}"));
        Dependencies::default()
    });
    for note in dependencies.notes.iter().map(String::as_str).chain(cache.trouble()) {
        settings.note(format_args!("{note}"));
    }
    settings.note(format_args!("signatures of {} dependencies", dependencies.len()));
    let outside = dependencies.outside();
    dependencies.add_to(&mut crates, &plan, catalogue, sources.iter().len());
    Reading { plan, sources, crates, outside, problems, failures }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use letgo_analysis::{names::CrateOrigin, types::Index};

    use super::*;
    use crate::cli::Arguments;

    /// Lists what the catalogue speaks of and real sources do not have, for a person to judge:
    /// `LETGO_WORKSPACE=DIR cargo test --bin cargo-letgo catalogue -- --ignored --nocapture`.
    #[test]
    #[ignore = "reads a workspace with many dependencies"]
    #[expect(clippy::print_stdout, reason = "what it prints is what it is for")]
    fn paths_of_the_catalogue_lead_to_real_definitions() {
        let root = std::env::var("LETGO_WORKSPACE").expect("LETGO_WORKSPACE names a workspace");
        let words = ["letgo", "--workspace", "--no-cache", "--manifest-path", &format!("{root}/Cargo.toml")];
        let arguments = Arguments::parse(words.iter().map(Into::into).collect()).unwrap();
        let settings = Settings::new(arguments, &|_| None).unwrap();
        let catalogue = Catalogue::builtin();
        let progress = Progress::new(&|_| None, true);
        let (reading, index) = crate::run::on_threads(None, || {
            let reading = read(Plan::new(&settings)?, Early::default(), &settings, catalogue, &progress);
            // Bound to nothing: it makes up functions that it knows and no source declares.
            let index = Index::build(&reading.crates, Arc::default());
            Ok((reading, index))
        })
        .unwrap();
        let is_real = |path: &str| {
            let krate = path.split("::").next().unwrap_or_default();
            let mut named = reading.crates.iter().filter(|input| input.name.as_str() == krate);
            named.any(|input| input.origin == CrateOrigin::Dependency)
        };
        let mut missing = BTreeSet::new();
        let mut known = 0;
        for path in catalogue.entries.iter().flat_map(paths_of).filter(|path| is_real(path)) {
            match index.definition(&path) {
                // A module may share its name with a function: `tokio::time::sleep`.
                Some(_) => known += 1,
                None => missing.extend([path]),
            }
        }
        println!("{known} are known; not found:\n{}", Vec::from_iter(missing).join("\n"));
        assert!(known > 0);
    }

    fn paths_of(entry: &letgo_analysis::catalogue::Entry) -> Vec<String> {
        let mut paths: Vec<String> = entry.in_memory.clone();
        paths.extend(entry.functions.iter().map(|(path, _)| path.trim_end_matches("::*").to_owned()));
        for resource in &entry.resources {
            paths.extend(resource.types.iter().cloned());
            paths.extend(resource.acquire.iter().map(|(path, _)| path.clone()));
            paths.extend(resource.pass.iter().map(|(path, _)| path.clone()));
            let own = resource.writes.iter().chain(resource.close.iter().map(|close| &close.method));
            let own = own.filter(|name| *name != "await" && !name.contains("::"));
            paths.extend(own.flat_map(|name| resource.types.first().map(|ty| format!("{ty}::{name}"))));
        }
        paths
    }
}
