//! What `cargo metadata` says. `--no-deps` needs no rustc, no lock file and no network.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Dependency, Package, Target, Workspace, cargo_metadata};
use crate::cli::Cargo;

/// Asks cargo for the workspace of `manifest`.
pub(crate) fn load(manifest: &Path, flags: &Cargo) -> Result<Workspace> {
    let mut command = cargo_metadata();
    command.arg("--no-deps");
    for (is_set, flag) in
        [(flags.locked, "--locked"), (flags.offline, "--offline"), (flags.frozen, "--frozen")]
    {
        if is_set {
            command.arg(flag);
        }
    }
    let output = command.arg("--manifest-path").arg(manifest).output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cannot read its answer")?;
    Ok(metadata.into())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<RawPackage>,
    workspace_members: Vec<String>,
    workspace_default_members: Option<Vec<String>>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct RawPackage {
    id: String,
    name: String,
    version: String,
    manifest_path: PathBuf,
    targets: Vec<RawTarget>,
    #[serde(default)]
    dependencies: Vec<RawDependency>,
}

#[derive(Deserialize)]
struct RawDependency {
    name: String,
    rename: Option<String>,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct RawTarget {
    name: String,
    kind: Vec<String>,
    crate_types: Vec<String>,
    src_path: PathBuf,
    edition: String,
    #[serde(default)]
    doc: bool,
    #[serde(default)]
    doctest: bool,
    #[serde(default)]
    test: bool,
    #[serde(default, rename = "required-features")]
    required_features: Vec<String>,
}

impl From<Metadata> for Workspace {
    fn from(metadata: Metadata) -> Self {
        let members = metadata.workspace_default_members.unwrap_or(metadata.workspace_members);
        let packages: Vec<_> = metadata.packages.into_iter().map(Package::from).collect();
        let is_default = |(_, package): &(usize, &Package)| members.contains(&package.id);
        let default_members =
            packages.iter().enumerate().filter(is_default).map(|(index, _)| index).collect();
        Workspace {
            root: metadata.workspace_root,
            target_directory: metadata.target_directory,
            packages,
            default_members,
        }
    }
}

impl From<RawPackage> for Package {
    fn from(package: RawPackage) -> Self {
        Package {
            id: package.id,
            name: package.name,
            version: package.version,
            manifest: package.manifest_path,
            targets: package.targets.into_iter().map(Target::from).collect(),
            dependencies: package.dependencies.into_iter().map(Dependency::from).collect(),
        }
    }
}

impl From<RawDependency> for Dependency {
    fn from(dependency: RawDependency) -> Self {
        Dependency { package: dependency.name, rename: dependency.rename, path: dependency.path }
    }
}

impl From<RawTarget> for Target {
    fn from(target: RawTarget) -> Self {
        Target {
            name: target.name,
            kinds: target.kind,
            crate_types: target.crate_types,
            source: target.src_path,
            edition: target.edition,
            doc: target.doc,
            doctest: target.doctest,
            test: target.test,
            required_features: target.required_features,
        }
    }
}
