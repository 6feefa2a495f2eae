//! What cargo says of packages and targets, kept for the next run over the same manifests: to ask takes
//! longer than to read a small package.

use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    directories,
    inputs::{self, Input},
    variables,
};
use crate::{
    cache::{Cache, Key},
    settings::{CachePlace, Settings},
    workspace::Workspace,
};

#[derive(Debug, Serialize, Deserialize)]
struct Entry<W> {
    inputs: Vec<Input>,
    workspace: W,
}

/// The workspace of `manifest` as cargo told it to an earlier run, if all that decides it is as it was.
pub(crate) fn recall(manifest: &Path, settings: &Settings) -> Option<Workspace> {
    if settings.cache == CachePlace::None {
        return None;
    }
    let key = key(manifest, settings);
    directories(settings).find_map(|directory| {
        let bytes = Cache::new(Some(directory), false).read(&name(manifest), key)?;
        let entry: Entry<Workspace> = serde_json::from_slice(&bytes).ok()?;
        entry.inputs.par_iter().all(Input::is_still_true).then_some(entry.workspace)
    })
}

/// Keeps what cargo has told.
pub(crate) fn keep(workspace: &Workspace, manifest: &Path, settings: &Settings) {
    if settings.cache == CachePlace::None || !settings.writes_cache {
        return;
    }
    let mut inputs = inputs::of_workspace(workspace);
    inputs.extend(inputs::above([settings.directory.clone(), settings.start(), workspace.root.clone()]));
    if let Ok(bytes) = serde_json::to_vec(&Entry { inputs, workspace }) {
        let cache = Cache::of(settings, Some(workspace));
        cache.write(&name(manifest), key(manifest, settings), &bytes);
    }
}

fn name(manifest: &Path) -> String {
    format!("workspaces/{:016x}", xxh3_64(manifest.as_os_str().as_encoded_bytes()))
}

/// What is asked, and by whom.
fn key(manifest: &Path, settings: &Settings) -> Key {
    let flags = &settings.cargo;
    let asked = format!("{manifest:?} {:?}", (flags.locked, flags.offline, flags.frozen));
    let asked = [asked].into_iter().chain(variables()).collect::<Vec<_>>();
    Cache::key(asked.iter().map(String::as_bytes))
}
