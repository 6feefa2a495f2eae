//! Which packages and targets a command line means, by cargo's rules.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Package, Target, Workspace};
use crate::{
    cli::{Packages, Targets},
    levels::did_you_mean,
};

/// The packages to report on, by index.
pub(crate) fn packages(workspace: &Workspace, wanted: &Packages, manifest: &Path) -> Result<Vec<usize>> {
    let all = 0..workspace.packages.len();
    let mut selected: Vec<usize> = if !wanted.package.is_empty() {
        let specs = specs(workspace, &wanted.package)?;
        all.filter(|index| specs.iter().any(|spec| spec.matches(&workspace.packages[*index]))).collect()
    } else if wanted.workspace {
        all.collect()
    } else {
        of_manifest(workspace, manifest)
    };
    let excluded = specs(workspace, &wanted.exclude)?;
    selected.retain(|index| !excluded.iter().any(|spec| spec.matches(&workspace.packages[*index])));
    Ok(selected)
}

/// The package of a manifest; for that of the workspace, its default members.
fn of_manifest(workspace: &Workspace, manifest: &Path) -> Vec<usize> {
    let is_root = manifest.parent() == Some(&*workspace.root);
    let own = workspace.packages.iter().position(|package| package.manifest == manifest);
    match own {
        Some(own) if !is_root => vec![own],
        _ => workspace.default_members.clone(),
    }
}

fn specs(workspace: &Workspace, texts: &[String]) -> Result<Vec<Spec>> {
    let mut specs = Vec::new();
    for text in texts {
        let spec = Spec::read(text)?;
        if !workspace.packages.iter().any(|package| spec.matches(package)) {
            let names = workspace.packages.iter().map(|package| &*package.name);
            bail!("no package of the workspace matches `{text}`{}", did_you_mean(text, names));
        }
        specs.push(spec);
    }
    Ok(specs)
}

/// What `-p` takes: `name`, `name@1.2`, a package id or a pattern.
#[derive(Debug)]
struct Spec {
    text: String,
    name: Option<glob::Pattern>,
    version: Option<String>,
    directory: Option<String>,
}

impl Spec {
    fn read(text: &str) -> Result<Spec> {
        let mut spec = Spec { text: text.to_owned(), name: None, version: None, directory: None };
        let (url, rest) = match text.split_once("://") {
            Some((scheme, path)) => {
                let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
                (Some(format!("{}://{path}", scheme.rsplit('+').next().unwrap_or(scheme))), fragment)
            }
            None => (None, text),
        };
        let starts_with_digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        let (name, version) = match rest.split_once(['@', ':']) {
            Some((name, version)) => (name, version),
            None if url.is_some() && starts_with_digit(rest) => ("", rest),
            None => (rest, ""),
        };
        spec.directory = url.map(|url| url.trim_end_matches('/').to_owned());
        spec.version = Some(version.to_owned()).filter(|version| !version.is_empty());
        if !name.is_empty() {
            let pattern = glob::Pattern::new(name);
            spec.name = Some(pattern.map_err(|error| anyhow::anyhow!("cannot read `{text}`: {error}"))?);
        }
        Ok(spec)
    }

    fn matches(&self, package: &Package) -> bool {
        if package.id == self.text {
            return true;
        }
        let is_version = |wanted: &String| {
            let rest = package.version.strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '+']))
        };
        let is_directory = |wanted: &String| *wanted == crate::paths::file_url(package.directory());
        self.name.as_ref().is_none_or(|name| name.matches(&package.name))
            && self.version.as_ref().is_none_or(is_version)
            && self.directory.as_ref().is_none_or(is_directory)
    }
}

/// The targets of `package` to report on, by index.
pub(crate) fn targets(package: &Package, wanted: &Targets) -> Vec<usize> {
    let is_wanted = |target: &Target| {
        let is_built = target.is_library() || target.is("bin");
        if wanted.all_targets {
            return true;
        }
        if !any(wanted) {
            // The build script is always compiled with the rest.
            return is_built || target.is("custom-build");
        }
        let named = |names: &[String], kind| target.is(kind) && names.contains(&target.name);
        wanted.lib && target.is_library()
            || wanted.bins && target.is("bin")
            || wanted.examples && target.is("example")
            || wanted.tests && (target.test || target.is("test"))
            || wanted.benches && (is_built || target.is("bench"))
            || named(&wanted.bin, "bin")
            || named(&wanted.example, "example")
            || named(&wanted.test, "test")
            || named(&wanted.bench, "bench")
    };
    package
        .targets
        .iter()
        .enumerate()
        .filter(|(_, target)| is_wanted(target))
        .map(|(index, _)| index)
        .collect()
}

fn any(wanted: &Targets) -> bool {
    wanted.lib
        || wanted.bins
        || wanted.examples
        || wanted.tests
        || wanted.benches
        || [&wanted.bin, &wanted.example, &wanted.test, &wanted.bench].iter().any(|names| !names.is_empty())
}

/// Fails where a target is named that no package has.
pub(crate) fn check_names<'a>(
    packages: impl Iterator<Item = &'a Package> + Clone,
    wanted: &Targets,
) -> Result<()> {
    let kinds = [
        ("bin", &wanted.bin),
        ("example", &wanted.example),
        ("test", &wanted.test),
        ("bench", &wanted.bench),
    ];
    for (kind, names) in kinds {
        let targets = packages.clone().flat_map(|package| &package.targets).filter(|target| target.is(kind));
        let known: Vec<_> = targets.map(|target| &*target.name).collect();
        if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
            bail!("no {kind} target named `{unknown}`{}", did_you_mean(unknown, known));
        }
    }
    Ok(())
}

/// The manifest that a run without paths is about.
pub(crate) fn manifest(directory: &Path, wanted: &Packages) -> Result<PathBuf> {
    if let Some(path) = &wanted.manifest_path {
        let manifest = crate::paths::absolute(directory, path);
        if manifest.is_dir() {
            bail!("`--manifest-path {}` is a directory: name the Cargo.toml in it", path.display());
        }
        if !manifest.is_file() {
            bail!("manifest path `{}` does not exist", path.display());
        }
        return Ok(manifest);
    }
    match crate::paths::nearest_manifest(directory) {
        Some(manifest) => Ok(manifest),
        None => bail!(
            "could not find `Cargo.toml` in `{}` or any parent directory; \
             `cargo letgo PATH` checks files without one",
            directory.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str, directory: &str) -> Package {
        let url = crate::paths::file_url(Path::new(directory));
        Package {
            id: format!("path+{url}#{name}@{version}"),
            name: name.to_owned(),
            version: version.to_owned(),
            manifest: Path::new(directory).join("Cargo.toml"),
            targets: Vec::new(),
            dependencies: Vec::new(),
        }
    }

    #[track_caller]
    fn check(spec: &str, expected: bool) {
        let package = package("tokio-util", "1.2.3", "/w/util");
        assert_eq!(Spec::read(spec).unwrap().matches(&package), expected, "{spec}");
    }

    #[test]
    fn names_and_versions() {
        check("tokio-util", true);
        check("tokio", false);
        check("tokio-util@1.2.3", true);
        check("tokio-util@1.2", true);
        check("tokio-util@1.20", false);
        check("tokio-util:1", true);
    }

    #[test]
    fn patterns() {
        check("tokio-*", true);
        check("*util", true);
        check("[a-c]*", false);
    }

    #[test]
    fn package_ids() {
        check("path+file:///w/util#tokio-util@1.2.3", true);
        check("file:///w/util", true);
        check("file:///w/util#1.2.3", true);
        check("path+file:///w/util#2.0.0", false);
        check("path+file:///w/other#tokio-util", false);
    }
}
