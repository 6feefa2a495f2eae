//! The built binary over a workspace in which every lint finds something: whoever runs it, with
//! however many threads, from wherever, with or without a cache, gets the same bytes.

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use letgo_lints::LINTS;
use support::{Project, Run, manifest};

/// Everything below `ui-tests` as modules of two packages, one of which depends on the other, with
/// the catalogue's stubs for the libraries that they use.
fn project() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let libraries: Vec<String> =
        names(&root.join("analysis/catalogue"), "rs").into_iter().filter(|name| name != "std").collect();
    let mut project = Project::new()
        .file("own/Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"top\", \"base\"]\n")
        .file("own/Cargo.lock", lock(&libraries))
        .file("own/base/src/bin/broken.rs", support::BROKEN);
    let needed = libraries.iter().fold(String::from("[dependencies]\n"), |mut text, name| {
        writeln!(text, "{name} = {{ path = \"../../libraries/{name}\" }}").unwrap();
        text
    });
    project = project
        .file("own/base/Cargo.toml", manifest("base").replace("2024", "2021") + &needed)
        .file("own/top/Cargo.toml", manifest("top") + &needed + "base = { path = \"../base\" }\n");
    for name in &libraries {
        let text = fs::read(root.join(format!("analysis/catalogue/{name}.rs"))).unwrap();
        project = project
            .file(&format!("libraries/{name}/Cargo.toml"), manifest(name))
            .file(&format!("libraries/{name}/src/lib.rs"), text);
    }
    let cases = root.join("ui-tests");
    let mut of_base = String::new();
    let mut of_top = String::new();
    for name in names(&cases, "rs") {
        writeln!(of_base, "pub mod {name};").unwrap();
        let text = fs::read(cases.join(format!("{name}.rs"))).unwrap();
        project = project.file(&format!("own/base/src/{name}.rs"), text);
    }
    for folder in names(&cases, "") {
        for name in names(&cases.join(&folder), "rs") {
            writeln!(of_top, "mod {folder}_{name};").unwrap();
            let text = fs::read(cases.join(format!("{folder}/{name}.rs"))).unwrap();
            project = project.file(&format!("own/top/src/{folder}_{name}.rs"), text);
        }
    }
    project.file("own/base/src/lib.rs", of_base).file("own/top/src/lib.rs", of_top)
}

/// The names in a folder, without their extension, of files that have it.
fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let wanted = paths.filter(|path| match path.extension() {
        Some(own) => own == extension,
        None => extension.is_empty() && path.is_dir(),
    });
    wanted.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn lock(libraries: &[String]) -> String {
    let mut packages: Vec<(&str, Vec<&str>)> =
        libraries.iter().map(|name| (name.as_str(), Vec::new())).collect();
    let known: Vec<&str> = libraries.iter().map(String::as_str).collect();
    let mut of_top = [known.as_slice(), &["base"]].concat();
    of_top.sort_unstable();
    packages.extend([("base", known), ("top", of_top)]);
    packages.sort_unstable();
    let mut text = String::from("version = 4\n");
    for (name, needed) in packages {
        writeln!(text, "\n[[package]]\nname = \"{name}\"\nversion = \"0.1.0\"").unwrap();
        if !needed.is_empty() {
            writeln!(text, "dependencies = {needed:?}").unwrap();
        }
    }
    text
}

fn run(project: &Project, directory: &str, arguments: &str) -> Run {
    project.letgo_in(&format!("own/{directory}"), &format!("--workspace -W all {arguments}"))
}

#[test]
fn every_lint_finds_the_same_in_every_run() {
    let project = project();
    let alone = run_all(&project, "", "--no-cache -j 1");
    assert!(alone.values().all(|text| !text.is_empty()));
    let others = [
        ("many threads", run_all(&project, "", "--no-cache -j 8")),
        ("a cache that is written", run_all(&project, "", "-j 3")),
        ("a cache that is read", run_all(&project, "", "-j 2")),
        ("another directory", run_all(&project, "top/src", "-j 5")),
    ];
    for (what, other) in others {
        for (format, text) in &alone {
            assert!(other[format] == *text, "{what} gives something else with {format}");
        }
    }
    // Only the formats of cargo say where the code lies.
    for (format, text) in run_all(&self::project(), "", "--no-cache") {
        assert!(
            format == "json" || alone[&format] == text,
            "another place gives something else with {format}"
        );
    }
}

const FORMATS: [&str; 13] = [
    "human",
    "short",
    "json",
    "sarif",
    "github",
    "gitlab",
    "azure",
    "junit",
    "checkstyle",
    "sonar",
    "rdjsonl",
    "markdown",
    "report",
];

/// What a run writes in every format, and what it says.
fn run_all(project: &Project, directory: &str, arguments: &str) -> BTreeMap<String, String> {
    let place = |format: &str| project.path(&format!("written/{format}"));
    let outputs: Vec<_> =
        FORMATS.iter().map(|format| format!("-o {format}={}", place(format).display())).collect();
    let Run { code, stdout, stderr } = run(project, directory, &format!("{arguments} {}", outputs.join(" ")));
    let written =
        FORMATS.iter().map(|format| (format.to_string(), fs::read_to_string(place(format)).unwrap()));
    let said = format!("{code}\n{stdout}\n{stderr}");
    written.chain([("standard output".to_owned(), said)]).collect()
}

#[test]
fn every_lint_finds_something() {
    let found = run(&project(), "", "--no-cache --message-format json");
    let lints: BTreeSet<String> = found
        .json()
        .iter()
        .filter_map(|line| {
            line["message"]["code"]["code"].as_str()?.strip_prefix("letgo::").map(str::to_owned)
        })
        .collect();
    let all: BTreeSet<String> = LINTS.iter().map(|lint| lint.name.to_owned()).collect();
    assert_eq!(lints, all, "{}", found.stderr);
}
