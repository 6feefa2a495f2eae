//! Fetches the crates of `known.toml`: published versions with a mistake that was mended later.
//!
//! `DIR/NAME-VERSION` is the crate as it was published, and a workspace of its own. What it depends
//! on is left out: old versions cannot be resolved together, and what is known of a library is in
//! the catalogue.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{cargo, copy};

#[derive(Deserialize)]
struct Table {
    bug: Vec<Bug>,
}

/// A mistake in a crate; `tests/known.rs` reads the rest of it.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Bug {
    #[serde(rename = "crate")]
    krate: String,
    version: String,
}

/// Fetches every crate of the table into `folder`.
pub(crate) fn fetch(folder: &Path) -> Result<()> {
    let table: Table = toml::from_str(include_str!("known.toml"))?;
    fs::create_dir_all(folder)?;
    let mut bugs: BTreeSet<Bug> = table.bug.into_iter().collect();
    // That lies beside the table.
    bugs.retain(|bug| bug.krate != "reconstructed");
    for Bug { krate, version } in bugs {
        let target = folder.join(format!("{krate}-{version}"));
        if target.exists() {
            continue;
        }
        // The one command of cargo's that downloads a package and none of those it needs.
        cargo(folder, &["info", &format!("{krate}@{version}")])?;
        copy(&source(&krate, &version)?, &target)?;
        let manifest = target.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        if !text.lines().any(|line| line == "[workspace]") {
            fs::write(manifest, text + "\n[workspace]\n")?;
        }
    }
    Ok(())
}

/// Where cargo has unpacked a package.
fn source(krate: &str, version: &str) -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    for store in fs::read_dir(home.join("registry/src"))? {
        let folder = store?.path().join(format!("{krate}-{version}"));
        if folder.join("Cargo.toml").is_file() {
            return Ok(folder);
        }
    }
    bail!("cargo did not fetch {krate} {version}")
}
