//! The built binary: what it knows of the crates that a project depends on, and what it keeps.

mod support;

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use support::{Project, Run, manifest};

const APP: &str = "\
async fn other() {}
pub async fn through_an_alias(pool: &facade::Pool) {
    let guard = pool.state().lock().unwrap();
    other().await;
    drop(guard);
}
pub fn under_another_name(gate: &renamed::Gate) {
    let _one = gate.inner.lock().unwrap();
    let _two = gate.inner.lock().unwrap();
}
";

const LOCK: &str = "\
version = 4

[[package]]
name = \"app\"
version = \"0.1.0\"
dependencies = [\"facade\", \"locker\"]

[[package]]
name = \"core-pool\"
version = \"0.1.0\"

[[package]]
name = \"facade\"
version = \"0.1.0\"
dependencies = [\"core-pool\"]

[[package]]
name = \"locker\"
version = \"1.0.0\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"
checksum = \"0000000000000000000000000000000000000000000000000000000000000000\"
";

/// What is found where everything is there.
const BOTH: &str = "src/lib.rs:4:12\nsrc/lib.rs:9:16";

/// An application with a path dependency, one of that, and a vendored one under another name.
fn project() -> Project {
    let vendored =
        "[source.crates-io]\nreplace-with = \"vendored\"\n[source.vendored]\ndirectory = \"vendor\"\n";
    let sums = format!("{{\"files\":{{\"src/lib.rs\":\"{0}\"}},\"package\":\"{0}\"}}", "0".repeat(64));
    let app = format!(
        "{}[dependencies]\nfacade = {{ path = \"../facade\" }}\n\
         renamed = {{ package = \"locker\", version = \"1\" }}\n[workspace]\n",
        manifest("app")
    );
    Project::new()
        .file("app/Cargo.toml", app)
        .file("app/Cargo.lock", LOCK)
        .file("app/.cargo/config.toml", vendored)
        .file("app/src/lib.rs", APP)
        .file(
            "facade/Cargo.toml",
            manifest("facade") + "[dependencies]\ncore-pool = { path = \"../core\" }\n",
        )
        .file(
            "facade/src/lib.rs",
            "pub use core_pool as core;\npub struct Db;\npub type Pool = core::pool::Pool<Db>;\n",
        )
        .file(
            "core/Cargo.toml",
            manifest("core-pool") + "[lib]\nname = \"core_pool\"\npath = \"lib/root.rs\"\n",
        )
        .file("core/lib/root.rs", "pub mod pool;\n")
        .file(
            "core/lib/pool.rs",
            "pub struct Pool<D>(State, D);\ntype State = std::sync::Mutex<u8>;\n\
             impl<D> Pool<D> { pub fn state(&self) -> &State { &self.0 } }\n",
        )
        .file(
            "app/vendor/locker/Cargo.toml",
            "[package]\nname = \"locker\"\nversion = \"1.0.0\"\nedition = \"2021\"\n",
        )
        .file("app/vendor/locker/.cargo-checksum.json", sums)
        .file("app/vendor/locker/src/lib.rs", "mod gate;\npub use gate::Gate;\n")
        .file("app/vendor/locker/src/gate.rs", "pub struct Gate { pub inner: std::sync::Mutex<u8> }\n")
}

#[track_caller]
fn found(project: &Project, arguments: &str) -> String {
    let run = project.letgo_in("app", &format!("--message-format short -q {arguments}"));
    assert_eq!(run.stderr, "");
    support::places(&run.stdout)
}

#[test]
fn types_come_from_the_sources_of_dependencies() {
    let project = project();
    assert_eq!(found(&project, "--no-cache"), BOTH);
    assert_eq!(found(&project, "--no-cache --without-dependencies"), "");
    assert!(!project.path("app/target").exists());
}

#[test]
fn the_cache_changes_nothing_but_time() {
    let project = project();
    let run = |arguments| project.letgo_in("app", arguments);
    let plain = run("--no-cache");
    assert_eq!((run(""), run(""), run("-j 1")), (plain, run("-j 4"), run("--no-cache -j 3")));
    let cache = project.path("app/target/letgo");
    assert!(cache.join("CACHEDIR.TAG").is_file());
    let entries = files(&cache);
    assert_eq!(
        entries.len(),
        7,
        "a tag, the workspace, the graph, three packages and what was found: {entries:?}"
    );
    // Nothing is written again.
    let before: Vec<_> = entries.iter().map(|file| fs::metadata(file).unwrap().modified().unwrap()).collect();
    run("");
    let after: Vec<_> = entries.iter().map(|file| fs::metadata(file).unwrap().modified().unwrap()).collect();
    assert_eq!((before, files(&cache)), (after, entries));
}

#[test]
fn a_spoiled_cache_is_made_anew() {
    let project = project();
    assert_eq!(found(&project, ""), BOTH);
    let mut entries = files(&project.path("app/target/letgo"));
    entries.retain(|entry| !entry.ends_with("CACHEDIR.TAG"));
    for (content, entry) in [&b""[..], b"x", &[0xff; 4096]].iter().cycle().zip(&entries) {
        fs::write(entry, content).unwrap();
    }
    assert_eq!(found(&project, ""), BOTH);
    for entry in &entries {
        let mut bytes = fs::read(entry).unwrap();
        bytes.truncate(bytes.len() - 1);
        fs::write(entry, bytes).unwrap();
    }
    assert_eq!((found(&project, ""), found(&project, "")), (BOTH.to_owned(), BOTH.to_owned()));
}

#[test]
fn a_place_that_cannot_be_written_is_no_failure() {
    let project = project().file("app/file", "");
    assert_eq!(found(&project, "--cache-dir file"), BOTH);
    let told = project.letgo_in("app", "--cache-dir file -v").stderr;
    assert!(told.contains("cannot be written"), "{told}");
}

#[test]
fn the_cache_is_where_it_is_wanted_and_only_where_it_is_expected() {
    let project = project();
    for arguments in ["--isolated", "src/lib.rs", "--no-cache --cache-dir kept"] {
        assert_eq!(found(&project, arguments), BOTH, "{arguments}");
        assert!(!project.path("app/target").exists() && !project.path("app/kept").exists(), "{arguments}");
    }
    assert_eq!(found(&project, "--cache-dir kept"), BOTH);
    assert_eq!(found(&project, "--target-dir built"), BOTH);
    assert!(project.path("app/kept/graphs").is_dir() && project.path("app/built/letgo/graphs").is_dir());
    assert!(!project.path("app/target").exists());
}

#[test]
fn changes_of_dependencies_are_seen() {
    let project = project();
    assert_eq!(found(&project, ""), BOTH);
    let project = project.file("core/lib/pool.rs", "pub struct Pool<D>(D);\n");
    assert_eq!(found(&project, ""), "src/lib.rs:9:16");
    let sums = format!(
        "{{\"files\":{{\"src/lib.rs\":\"{0}\"}},\"package\":\"{1}\"}}",
        "1".repeat(64),
        "0".repeat(64)
    );
    let project = project
        .file("app/vendor/locker/src/gate.rs", "pub struct Gate;\n")
        .file("app/vendor/locker/.cargo-checksum.json", sums);
    assert_eq!(found(&project, ""), "");
}

#[test]
fn what_is_missing_is_told_and_the_rest_is_checked() {
    let project = project();
    assert_eq!(found(&project, ""), BOTH);
    fs::remove_dir_all(project.path("app/vendor")).unwrap();
    assert_eq!(found(&project, ""), "");
    let told = project.letgo_in("app", "-v").stderr;
    assert!(told.contains("checked without its dependencies: `cargo metadata` failed"), "{told}");
    fs::remove_file(project.path("app/Cargo.lock")).unwrap();
    assert_eq!(found(&project, ""), "");
    let told = project.letgo_in("app", "-v").stderr;
    assert!(told.contains("checked without its dependencies: Cargo.lock cannot be read"), "{told}");
    assert!(!project.path("app/Cargo.lock").exists());
}

#[test]
fn two_processes_share_a_cache() {
    let project = project();
    let plain = project.letgo_in("app", "--no-cache");
    for _ in 0..3 {
        let start = || {
            let mut command = project.command(["letgo", "--cache-dir", "shared"]);
            let command = command.current_dir(project.path("app"));
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let running = [start(), start(), start()];
        for child in running {
            let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
            assert_eq!(
                (status.code(), String::from_utf8(stdout).unwrap()),
                (Some(plain.code), plain.stdout.clone())
            );
            assert_eq!(String::from_utf8(stderr).unwrap(), plain.stderr);
        }
    }
    // Whoever was first, what is kept is whole: nothing of it is written again.
    let entries = files(&project.path("app/shared"));
    assert_eq!(found(&project, "--cache-dir shared"), BOTH);
    assert_eq!(files(&project.path("app/shared")), entries);
}

#[test]
fn types_come_from_git_dependencies() {
    let project = Project::new()
        .file("gate/Cargo.toml", manifest("gate"))
        .file("gate/src/lib.rs", "pub struct Gate { pub inner: std::sync::Mutex<u8> }\n");
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=letgo", "-c", "user.email=letgo@example.org"];
        let mut command = Command::new("git");
        command.args(identity).args(arguments).current_dir(project.path("gate"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", project.path("")).output().unwrap()
    };
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "gate"]] {
        assert!(git(arguments).status.success(), "{arguments:?}");
    }
    let source = support::url(&project.path("gate"));
    let app = format!("{}[dependencies]\ngate = {{ git = \"{source}\" }}\n[workspace]\n", manifest("app"));
    let project = project.file("app/Cargo.toml", app).file(
        "app/src/lib.rs",
        "pub fn twice(gate: &gate::Gate) {\n    let _one = gate.inner.lock().unwrap();\n    \
         let _two = gate.inner.lock().unwrap();\n}\n",
    );
    let home = project.path("home");
    let mut fetch = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let fetch = fetch.args(["fetch", "-q"]).current_dir(project.path("app")).env("CARGO_HOME", &home);
    assert!(fetch.status().unwrap().success());
    let run = |arguments: &[&str]| {
        let mut command = project.command(["letgo", "--message-format", "short", "-q", "--no-cache"]);
        Run::of(command.args(arguments).current_dir(project.path("app")).env("CARGO_HOME", &home))
    };
    assert_eq!(support::places(&run(&[]).stdout), "src/lib.rs:3:16");
    assert_eq!(run(&["--without-dependencies"]).stdout, "");
}

/// All files below a directory, sorted.
fn files(directory: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The crate that the catalogue speaks of is linted too, and builds its lock by forgetting guards.
#[test]
fn the_crate_that_defines_a_guard_may_forget_it() {
    let lib = "\
pub mod mutex {
    pub struct Mutex;
    pub struct MutexGuard<'a>(&'a Mutex);
    impl Drop for MutexGuard<'_> {
        fn drop(&mut self) {}
    }
    impl Mutex {
        pub fn lock(&self) -> MutexGuard<'_> {
            MutexGuard(self)
        }
        pub fn lock_raw(&self) {
            std::mem::forget(self.lock());
        }
        pub fn lock_of_another(inner: &std::sync::Mutex<u32>) {
            std::mem::forget(inner.lock());
        }
    }
}
";
    let project = Project::new().file("Cargo.toml", manifest("spin")).file("src/lib.rs", lib);
    assert_eq!(project.places("-A all -W forgotten_guards"), "src/lib.rs:15:13");
}
