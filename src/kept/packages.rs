//! What cargo says of packages and targets, kept for the next run over the same manifests: to ask takes
//! longer than to read a small package.

use std::{path::Path, slice};

use xxhash_rust::xxh3::xxh3_64;

use super::{Entry, entries, inputs, variables};
use crate::{
    cache::{Cache, Key},
    settings::{CachePlace, Settings},
    workspace::Workspace,
};

/// The workspace of `manifest` as cargo told it to an earlier run, if all that decides it is as it was.
pub(crate) fn recall(manifest: &Path, settings: &Settings) -> Option<Workspace> {
    if settings.cache == CachePlace::None {
        return None;
    }
    entries(settings, name(manifest), key(manifest, settings)).next()
}

/// Keeps what cargo has told.
pub(crate) fn keep(workspace: &Workspace, manifest: &Path, settings: &Settings) {
    if settings.cache == CachePlace::None || !settings.writes_cache {
        return;
    }
    let inputs = inputs::of_workspaces(slice::from_ref(workspace), settings);
    let cache = Cache::of(settings, Some(workspace));
    Entry { inputs, content: workspace }.write(&cache, &name(manifest), key(manifest, settings));
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
