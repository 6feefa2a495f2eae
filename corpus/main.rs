//! Fetches the sources of the crates in `corpus/crates.toml` with cargo alone.
//!
//! `cargo run --example corpus -- fetch DIR` makes a workspace of each list, `DIR/libraries`,
//! `DIR/applications`, `DIR/unseen`, `DIR/later` and `DIR/fresh`, or only of those whose names follow: its
//! members, below `crates`, are the listed crates, and everything they depend on is vendored into `vendor`. Nothing
//! of it is ever built.
//!
//! The published manifests are changed so far that cargo can resolve all of them at once:
//! dev-dependencies go (tests are not looked at, and would treble what has to be fetched),
//! optional dependencies stay only where another listed crate needs the package anyway, and
//! features become empty names.
//!
//! `cargo run --example corpus -- known DIR` fetches the crates of `corpus/known.toml`, see there.

#![expect(clippy::print_stderr, reason = "it is a program that tells what it does")]

mod known;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::{Table, Value};

const LIST: &str = include_str!("crates.toml");

/// The lists by name, and versions of everything that their crates depend on, so that everyone
/// reads the same types.
const SETS: [(&str, &str); 5] = [
    ("libraries", include_str!("libraries.lock")),
    ("applications", include_str!("applications.lock")),
    ("unseen", include_str!("unseen.lock")),
    ("later", include_str!("later.lock")),
    ("fresh", include_str!("fresh.lock")),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["fetch", folder, sets @ ..] => SETS
            .iter()
            .filter(|(set, _)| sets.is_empty() || sets.contains(set))
            .try_for_each(|(set, lock)| fetch(&Path::new(folder).join(set), set, lock)),
        ["known", folder] => known::fetch(Path::new(folder)),
        _ => Err(anyhow::anyhow!("usage: cargo run --example corpus -- fetch DIR [LIST]..|known DIR")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// A crate of the list.
struct Listed {
    name: String,
    version: String,
}

impl Listed {
    /// Name of its folder, in the registry and in the corpus.
    fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}

fn listed(set: &str) -> Result<Vec<Listed>> {
    let list: Table = LIST.parse()?;
    let crates = list.get(set).and_then(Value::as_table);
    let crates = crates.with_context(|| format!("crates.toml has no [{set}]"))?;
    let mut listed = Vec::new();
    for (name, version) in crates {
        let version = version.as_str().with_context(|| format!("{name} has no version"))?.to_owned();
        listed.push(Listed { name: name.clone(), version });
    }
    Ok(listed)
}

fn fetch(folder: &Path, set: &str, lock: &str) -> Result<()> {
    let listed = listed(set)?;
    fs::create_dir_all(folder)?;
    let folder = std::path::absolute(folder)?;
    if folder.join("Cargo.toml").exists() {
        bail!("{} is there already; give an empty folder", folder.display());
    }

    eprintln!("fetching {} {set}", listed.len());
    let packages = download(&folder.join("download"), &listed)?;
    for krate in &listed {
        let source = packages.folder_of(krate)?;
        let member = folder.join("crates").join(krate.folder());
        copy(&source, &member).with_context(|| format!("copying {}", source.display()))?;
        simplify_manifest(&member.join("Cargo.toml"), &packages)
            .with_context(|| format!("rewriting the manifest of {}", krate.name))?;
    }
    fs::remove_dir_all(folder.join("download"))?;

    eprintln!("vendoring what they depend on");
    fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n")?;
    if !lock.is_empty() {
        fs::write(folder.join("Cargo.lock"), lock)?;
    }
    let config = cargo(&folder, &["vendor", "--versioned-dirs", "vendor"])?;
    fs::create_dir_all(folder.join(".cargo"))?;
    fs::write(folder.join(".cargo/config.toml"), config)?;
    cargo(&folder, &["metadata", "--format-version=1", "--offline", "--locked"])?;
    eprintln!("done: {}", folder.display());
    Ok(())
}

/// Has cargo download the listed crates and what they need at the least.
fn download(folder: &Path, listed: &[Listed]) -> Result<Packages> {
    let mut manifest = String::from(
        "[package]\nname = \"list\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [lib]\npath = \"lib.rs\"\n[workspace]\n[dependencies]\n",
    );
    for Listed { name, version } in listed {
        writeln!(manifest, "{name} = {{ version = \"={version}\", default-features = false }}")?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("lib.rs"), "")?;
    let metadata = cargo(folder, &["metadata", "--format-version=1"])?;
    Ok(serde_json::from_str(&metadata)?)
}

/// What cargo downloaded, as `cargo metadata` says it.
#[derive(Deserialize)]
struct Packages {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

impl Packages {
    /// The folder of a listed crate in cargo's own store.
    fn folder_of(&self, krate: &Listed) -> Result<PathBuf> {
        let named = |package: &&Package| package.name == krate.name && package.version == krate.version;
        if let Some(package) = self.packages.iter().find(named) {
            return Ok(package.manifest_path.parent().context("a manifest has a folder")?.to_owned());
        }
        // Cargo downloads a package without a library and says nothing of it: it lies beside the others.
        let stores = self.packages.iter().filter_map(|package| package.manifest_path.parent()?.parent());
        stores
            .map(|store| store.join(krate.folder()))
            .find(|folder| folder.join("Cargo.toml").is_file())
            .with_context(|| format!("cargo did not fetch {}", krate.folder()))
    }

    fn contains(&self, name: &str) -> bool {
        self.packages.iter().any(|package| package.name == name)
    }
}

/// Runs cargo and returns what it prints; its progress goes to our stderr.
fn cargo(folder: &Path, arguments: &[&str]) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(folder).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("`cargo {}` failed in {}", arguments.join(" "), folder.display());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else if entry.file_name() != "Cargo.lock" {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn simplify_manifest(manifest: &Path, packages: &Packages) -> Result<()> {
    let mut table: Table = fs::read_to_string(manifest)?.parse()?;
    simplify_dependencies(&mut table, packages);
    if let Some(targets) = table.get_mut("target").and_then(Value::as_table_mut) {
        for (_, target) in targets.iter_mut() {
            if let Some(target) = target.as_table_mut() {
                simplify_dependencies(target, packages);
            }
        }
    }
    if let Some(features) = table.get_mut("features").and_then(Value::as_table_mut) {
        for (_, implied) in features.iter_mut() {
            *implied = Value::Array(Vec::new());
        }
    }
    Ok(fs::write(manifest, toml::to_string(&table)?)?)
}

fn simplify_dependencies(section: &mut Table, packages: &Packages) {
    section.remove("dev-dependencies");
    for kind in ["dependencies", "build-dependencies"] {
        let Some(dependencies) = section.get_mut(kind).and_then(Value::as_table_mut) else { continue };
        dependencies.retain(|key, dependency| {
            let Some(dependency) = dependency.as_table_mut() else { return true };
            let optional = dependency.remove("optional").is_some_and(|value| value == Value::Boolean(true));
            let name = dependency.get("package").and_then(Value::as_str).unwrap_or(key);
            !optional || packages.contains(name)
        });
    }
}
