//! Packages and targets: what cargo knows of the code without building it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;
use letgo_analysis::names::Edition;
use serde::{Deserialize, Serialize};

use crate::{kept::packages, settings::Settings};

mod attached;
pub(crate) mod early;
pub(crate) mod externals;
pub(crate) mod files;
pub(crate) mod graph;
pub(crate) mod manifest;
pub(crate) mod metadata;
pub(crate) mod modules;
pub(crate) mod plan;
pub(crate) mod reading;
pub(crate) mod select;

/// A workspace, or a package that is one by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Workspace {
    /// Its directory.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target_directory: PathBuf,
    /// Its members, in cargo's order.
    pub(crate) packages: Vec<Package>,
    /// Those that are meant where none is named, by index.
    pub(crate) default_members: Vec<usize>,
}

/// A package.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Package {
    /// cargo's id of it, as cargo writes it.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its `Cargo.toml`.
    pub(crate) manifest: PathBuf,
    /// What is compiled of it.
    pub(crate) targets: Vec<Target>,
    /// What it may use.
    pub(crate) dependencies: Vec<Dependency>,
}

/// A package's dependency, of any kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Dependency {
    /// The package's name.
    pub(crate) package: String,
    /// Another name that the package has given to it.
    pub(crate) rename: Option<String>,
    /// Its directory, where it is a path dependency.
    pub(crate) path: Option<PathBuf>,
}

/// Something that is compiled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Target {
    /// Its name.
    pub(crate) name: String,
    /// What it is: `lib`, `bin`, `test`, ..
    pub(crate) kinds: Vec<String>,
    /// What comes out.
    pub(crate) crate_types: Vec<String>,
    /// Its root file.
    pub(crate) source: PathBuf,
    /// Its edition.
    pub(crate) edition: String,
    /// It is documented.
    pub(crate) doc: bool,
    /// Its docs are tested.
    pub(crate) doctest: bool,
    /// It holds tests.
    pub(crate) test: bool,
    /// Features without which it is not built.
    pub(crate) required_features: Vec<String>,
}

/// Whom findings in a file are counted for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    /// A target: indices of workspace, package and target.
    Target(usize, usize, usize),
    /// The file belongs to no package.
    None,
}

impl Package {
    /// Its directory.
    pub(crate) fn directory(&self) -> &Path {
        self.manifest.parent().unwrap_or(&self.manifest)
    }

    /// The index of its library.
    pub(crate) fn library(&self) -> Option<usize> {
        self.targets.iter().position(Target::is_library)
    }
}

impl Target {
    /// A target of one kind as cargo describes it where the manifest says nothing more.
    pub(crate) fn new(kind: &str, name: String, source: PathBuf, edition: String) -> Self {
        let is_library = matches!(kind, "lib" | "proc-macro");
        Target {
            name,
            kinds: vec![kind.to_owned()],
            crate_types: vec![if is_library { kind } else { "bin" }.to_owned()],
            source,
            edition,
            doc: is_library || kind == "bin",
            doctest: is_library,
            test: is_library || matches!(kind, "bin" | "test"),
            required_features: Vec::new(),
        }
    }

    /// Whether it is of that kind.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|own| own == kind)
    }

    /// Whether other crates can depend on it.
    pub(crate) fn is_library(&self) -> bool {
        !["bin", "example", "test", "bench", "custom-build"].iter().any(|kind| self.is(kind))
    }

    /// Whether all of it is test code.
    pub(crate) fn is_test_only(&self) -> bool {
        ["example", "test", "bench"].iter().any(|kind| self.is(kind))
    }

    /// The name under which code knows it.
    pub(crate) fn crate_name(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Its edition, as far as it is known.
    pub(crate) fn edition(&self) -> Edition {
        crate::settings::edition(&self.edition)
    }
}

/// Reads the workspace to which `manifest` belongs: by `cargo metadata`, which is not asked again where
/// nothing has changed that decides its answer, and where that fails
/// (there is no cargo, or it does not know the edition) by reading the manifests ourselves.
pub(crate) fn load(manifest: &Path, settings: &Settings) -> Result<Workspace> {
    let told = packages::recall(manifest, settings).map(Ok).unwrap_or_else(|| {
        metadata::load(manifest, &settings.cargo)
            .inspect(|workspace| packages::keep(workspace, manifest, settings))
    });
    match told {
        Ok(workspace) => {
            settings.note(format_args!("{}: read by `cargo metadata`", manifest.display()));
            Ok(workspace)
        }
        Err(error) => {
            let workspace = manifest::load(manifest)?;
            settings.note(format_args!(
                "{}: read by letgo itself, as `cargo metadata` failed: {error:#}",
                manifest.display()
            ));
            Ok(workspace)
        }
    }
}

/// `cargo metadata`, of the cargo that runs us if one does.
fn cargo_metadata() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["metadata", "--format-version", "1"]);
    command
}
