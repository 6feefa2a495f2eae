//! The hooks for pre-commit and prek: what they run, and what they see of a partial list of files.

mod support;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use support::{Project, Run, manifest};

const CALLER: &str = "\
use crate::store::Store;
pub fn twice(store: &Store) {
    let _one = store.state.lock().unwrap();
    store.refresh();
}
";

const STORE: &str = "\
pub struct Store {
    pub state: std::sync::Mutex<u8>,
}
impl Store {
    pub fn refresh(&self) {
        *self.state.lock().unwrap() += 1;
    }
}
";

/// A package in which a finding in one file needs another one.
fn project() -> Project {
    Project::new()
        .file("Cargo.toml", manifest("app"))
        .file("src/lib.rs", "pub mod caller;\npub mod store;\n")
        .file("src/caller.rs", CALLER)
        .file("src/store.rs", STORE)
}

/// The commands of the hooks, by id.
fn entries() -> Vec<(String, String)> {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    let value =
        |line: &str, key: &str| line.trim_start_matches("- ").trim().strip_prefix(key).map(str::to_owned);
    let ids = text.lines().filter_map(|line| value(line, "id: "));
    let entries = text.lines().filter_map(|line| value(line, "entry: "));
    let entries: Vec<_> = ids.zip(entries).collect();
    assert_eq!(entries.len(), 2);
    entries
}

#[test]
fn a_partial_list_gives_what_a_full_run_gives_for_those_files() {
    let project = project();
    let all = project.places("");
    assert_eq!(all, "src/caller.rs:4:11");
    assert_eq!(project.places("src/caller.rs"), all);
    assert_eq!(project.places("src/store.rs src/lib.rs"), "");
    assert_eq!(project.places("src/lib.rs src/caller.rs src/store.rs"), all);
}

const SHARED: &str = "\
use std::sync::Mutex;
pub static FIRST: Mutex<u8> = Mutex::new(0);
pub static SECOND: Mutex<u8> = Mutex::new(0);
";

#[test]
fn a_file_of_one_package_is_seen_with_the_other_packages() {
    let member =
        |name: &str| format!("{}[dependencies]\nshared = {{ path = \"../shared\" }}\n", manifest(name));
    let locks = |one: &str, other: &str| {
        format!(
            "pub fn both() -> u8 {{\n    let one = shared::{one}.lock().unwrap();\n    \
             let other = shared::{other}.lock().unwrap();\n    *one + *other\n}}\n"
        )
    };
    let project = Project::new()
        .file("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"*\"]\nexclude = [\"target\"]\n")
        .file("shared/Cargo.toml", manifest("shared"))
        .file("shared/src/lib.rs", SHARED)
        .file("a/Cargo.toml", member("a"))
        .file("a/src/lib.rs", locks("FIRST", "SECOND"))
        .file("b/Cargo.toml", member("b"))
        .file("b/src/lib.rs", locks("SECOND", "FIRST"));
    let all = project.places("--workspace --no-cache");
    assert!(all.starts_with("a/src/lib.rs:3"), "{all}");
    for file in ["a/src/lib.rs", "b/src/lib.rs", "shared/src/lib.rs"] {
        let own: Vec<_> = all.lines().filter(|place| place.starts_with(file)).collect();
        assert_eq!(project.places(file), own.join("\n"), "{file}");
    }
}

#[test]
fn what_the_hooks_run_is_understood() {
    let project = project();
    for (id, entry) in entries() {
        let words = entry.strip_prefix("cargo-letgo ").unwrap().split(' ');
        let run = |file| Run::of(&mut project.command(words.clone().chain([file])));
        let (caller, store) = (run("src/caller.rs"), run("src/store.rs"));
        assert_eq!((caller.code, store.code), (1, 0), "{id}: {} {}", caller.stderr, store.stderr);
        assert!(caller.stdout.contains("double_acquires"), "{id}: {}", caller.stdout);
    }
}

/// A program of the `PATH`, if it is there.
fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(name)).find(|path| path.is_file())
}

fn git(directory: &Path, words: &str) -> String {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let mut command = Command::new("git");
    command.args(identity).args(words.split(' ')).current_dir(directory);
    let run = Run::of(&mut command);
    assert_eq!(run.code, 0, "git {words}: {}", run.stderr);
    run.stdout.trim().to_owned()
}

/// Lets a tool run the hook of the installed letgo in a real repository.
#[expect(clippy::print_stderr, reason = "who reads the log of the tests should know what was not tried")]
fn run_by(tool: &str) {
    let (Some(tool), Some(_)) = (program(tool), program("git")) else {
        eprintln!("{tool} is not there: skipped");
        return;
    };
    let hooks = Project::new();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml"),
        hooks.path(".pre-commit-hooks.yaml"),
    )
    .unwrap();
    git(&hooks.path(""), "init -q");
    git(&hooks.path(""), "add .");
    git(&hooks.path(""), "commit -q -m hooks");
    let revision = git(&hooks.path(""), "rev-parse HEAD");
    let config = format!(
        "repos:\n- repo: {}\n  rev: {revision}\n  hooks:\n  - id: letgo-system\n",
        hooks.path("").display()
    );
    let project = project().file(".pre-commit-config.yaml", config).file("notes.txt", "text\n");
    git(&project.path(""), "init -q");
    git(&project.path(""), "add .");
    let binary = Path::new(env!("CARGO_BIN_EXE_cargo-letgo")).parent().unwrap().to_owned();
    let path = env::join_paths([binary].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&tool);
        command.arg("run").args(arguments).current_dir(project.path(""));
        command.env("PATH", path.as_ref().unwrap()).env("PRE_COMMIT_HOME", hooks.path("home"));
        Run::of(command.env("PREK_HOME", hooks.path("prek")))
    };
    let all = run(&["--all-files"]);
    assert_eq!(all.code, 1, "{} {}", all.stdout, all.stderr);
    assert!(all.stdout.contains("src/caller.rs:4:11"), "{}", all.stdout);
    let clean = run(&["--files", "src/store.rs", "notes.txt"]);
    assert_eq!(clean.code, 0, "{} {}", clean.stdout, clean.stderr);
    let none = run(&["--files", "notes.txt"]);
    assert_eq!(none.code, 0, "{} {}", none.stdout, none.stderr);
}

#[test]
fn pre_commit_runs_the_hook() {
    run_by("pre-commit");
}

#[test]
fn prek_runs_the_hook() {
    run_by("prek");
}
