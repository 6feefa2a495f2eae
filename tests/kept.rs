//! The built binary: what a run keeps of what it found, and when that does not count any more.

mod support;

use std::{collections::BTreeSet, fs, process::Command};

use support::{Project, Run, manifest};

const TWICE: &str = "\
use std::sync::Mutex;
pub fn twice(lock: &Mutex<u8>) {
    let _one = lock.lock().unwrap();
    let _two = lock.lock().unwrap();
}
";

/// What `-v` says where nothing was looked into again.
const KEPT: &str = "nothing has changed since an earlier run";

/// A workspace of one member, found by a pattern, with one finding in its library.
fn project() -> Project {
    Project::new()
        .file("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n")
        .file("crates/one/Cargo.toml", manifest("one"))
        .file("crates/one/src/lib.rs", format!("mod inner;\n{TWICE}"))
        .file("crates/one/src/inner.rs", "pub fn f() {}\n")
}

/// A run, and whether its findings were kept from an earlier one.
fn run(project: &Project, arguments: &str) -> (Run, bool) {
    let told = project.letgo(&format!("{arguments} -v"));
    let silent = project.letgo(arguments);
    let kept = told.stderr.contains(KEPT);
    assert_eq!((told.code, &told.stdout), (silent.code, &silent.stdout));
    (silent, kept)
}

#[test]
fn a_second_run_gives_the_same_bytes_in_every_format() {
    for arguments in ["", "--message-format short", "--message-format json"] {
        let project = project();
        let first = project.letgo(arguments);
        assert_eq!(first.code, 1, "{}", first.stderr);
        let (second, kept) = run(&project, arguments);
        assert!(kept && first == second, "{arguments}: {first:?} {second:?}");
    }
}

#[test]
fn how_findings_are_written_does_not_matter_and_what_is_asked_for_does() {
    let project = project();
    let anew = |arguments| project.letgo(&format!("--no-cache {arguments}"));
    project.letgo("");
    for arguments in ["--message-format json", "--color always", "-j 1", "--exit-zero"] {
        assert!(run(&project, arguments) == (anew(arguments), true), "{arguments}");
    }
    for arguments in ["-A all", "--all-targets", "-p one", "crates/one/src/lib.rs"] {
        assert!(run_once(&project, arguments) == (anew(arguments), false), "{arguments}");
    }
}

/// As [`run`], with a single run, so that nothing was kept by another.
fn run_once(project: &Project, arguments: &str) -> (Run, bool) {
    let told = project.letgo(&format!("{arguments} -v"));
    let kept = told.stderr.contains(KEPT);
    (Run { stderr: project.letgo(&format!("--no-cache {arguments}")).stderr, ..told }, kept)
}

/// Changes something, and says whether the next run looks again and finds what one without a
/// cache finds.
fn sees(change: impl FnOnce(&Project)) -> bool {
    let project = project();
    let before = project.letgo("");
    let (again, kept) = run(&project, "");
    assert!(kept && before == again);
    change(&project);
    let (after, kept) = run_once(&project, "");
    assert_eq!(after, project.letgo("--no-cache"));
    !kept
}

fn write(project: &Project, path: &str, text: &str) {
    let path = project.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn every_change_is_seen() {
    assert!(sees(|project| write(project, "crates/one/src/inner.rs", TWICE)), "another text");
    assert!(sees(|project| fs::remove_file(project.path("crates/one/src/inner.rs")).unwrap()), "no file");
    assert!(sees(|project| write(project, "crates/one/src/inner/mod.rs", TWICE)), "a module in two places");
    assert!(sees(|project| write(project, "crates/one/src/main.rs", TWICE)), "another target");
    assert!(sees(|project| write(project, "crates/one/src/bin/tool.rs", TWICE)), "a binary");
    assert!(sees(|project| write(project, "crates/one/src/bin/tool/main.rs", TWICE)), "one with a directory");
    assert!(sees(|project| write(project, "crates/one/letgo.toml", "")), "settings of a package");
    assert!(sees(|project| write(project, "crates/letgo.toml", "")), "settings of several packages");
    assert!(sees(|project| write(project, "letgo.toml", "")), "settings");
    assert!(sees(|project| write(project, "Cargo.lock", "version = 4\n")), "a lock file");
    assert!(sees(|project| write(project, ".cargo/config.toml", "")), "cargo's settings");
    assert!(sees(|project| {
        write(project, "crates/two/Cargo.toml", &manifest("two"));
        write(project, "crates/two/src/lib.rs", TWICE);
    }));
    let edition = manifest("one").replace("2024", "2021");
    assert!(sees(|project| write(project, "crates/one/Cargo.toml", &edition)), "another edition");
}

#[test]
fn what_does_not_matter_is_no_change() {
    assert!(!sees(|project| write(project, "README.md", "text")));
    assert!(!sees(|project| write(project, "crates/one/notes.txt", "text")));
    let same = format!("mod inner;\n{TWICE}");
    assert!(!sees(|project| write(project, "crates/one/src/lib.rs", &same)), "the date counts for nothing");
}

#[test]
fn a_spoiled_entry_is_made_anew() {
    let project = project();
    let first = project.letgo("");
    let entries = || fs::read_dir(project.path("target/letgo/findings")).unwrap();
    let entry = entries().next().unwrap().unwrap().path();
    assert_eq!(entries().count(), 1);
    let whole = fs::read(&entry).unwrap();
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    for spoiled in [&whole[..whole.len() / 2], &changed, b""] {
        fs::write(&entry, spoiled).unwrap();
        let (again, kept) = run_once(&project, "");
        assert!(!kept && again == first);
        assert!(fs::read(&entry).unwrap() == whole, "it is whole again");
    }
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let project = project();
    let alone = project.letgo("--no-cache");
    let start = || project.command(["letgo"]).stdout(piped()).stderr(piped()).spawn().unwrap();
    for _ in 0..3 {
        let runs: Vec<_> = (0..4).map(|_| start()).collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), alone.stdout);
            assert_eq!(String::from_utf8(output.stderr).unwrap(), alone.stderr);
        }
        let names = |directory| {
            let entries = fs::read_dir(project.path(directory)).unwrap().flatten();
            entries.map(|entry| entry.file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
        };
        assert_eq!(
            names("target/letgo"),
            ["CACHEDIR.TAG", "findings", "workspaces"].map(str::to_owned).into()
        );
        assert_eq!(names("target/letgo/findings").len(), 1);
        fs::remove_dir_all(project.path("target")).unwrap();
    }
}

fn piped() -> std::process::Stdio {
    std::process::Stdio::piped()
}

#[test]
fn a_place_that_cannot_be_written_changes_nothing() {
    let project = project().file("target", "a file");
    let alone = project.letgo("--no-cache");
    assert_eq!(run(&project, ""), (alone, false));
}

/// A limit on the size of files fails a write half-way, as a full disk does.
#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing() {
    let project = project();
    let alone = project.letgo("--no-cache");
    let full = || {
        let mut command = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_cargo-letgo");
        command.args(["-c", &format!("trap '' XFSZ; ulimit -f 0; exec '{program}' letgo")]);
        command.current_dir(project.path(""));
        Run::of(&mut command)
    };
    assert_eq!((full(), full()), (project.letgo("--no-cache"), alone));
    assert_eq!(fs::read_dir(project.path("target/letgo/findings")).map_or(0, Iterator::count), 0);
    project.letgo("");
    assert!(run(&project, "").1, "there is room again");
}

/// What cargo says is kept by itself: it counts where findings do not any more.
#[cfg(unix)]
#[test]
fn cargo_is_asked_again_only_where_its_answer_may_be_another() {
    let project = project();
    let cargo = project.path("asks");
    write(&project, "asks", "#!/bin/sh\necho asked >>\"${0%/*}/asked\"\nexec cargo \"$@\"\n");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&cargo, executable).unwrap();
    let asks = |arguments: &str| {
        let mut command = project.command(["letgo"].into_iter().chain(arguments.split_whitespace()));
        let run = Run::of(command.env("CARGO", &cargo));
        assert_eq!(run, project.letgo(&format!("--no-cache {arguments}")));
        let asked = project.path("asked");
        let times = fs::read_to_string(&asked).map_or(0, |text| text.lines().count());
        let _ = fs::remove_file(asked);
        times
    };
    assert_eq!((asks(""), asks("")), (1, 0));
    write(&project, "crates/one/src/inner.rs", TWICE);
    assert_eq!(asks(""), 0, "a text that cargo does not read");
    assert_eq!(asks("--all-targets"), 0, "another question to the same answer");
    write(&project, "crates/one/tests/more.rs", TWICE);
    assert_eq!(asks("--all-targets"), 1, "another target");
    write(&project, "crates/two/Cargo.toml", &manifest("two"));
    write(&project, "crates/two/src/lib.rs", TWICE);
    assert_eq!((asks("--workspace"), asks("--workspace")), (1, 0), "another package");
    write(&project, ".cargo/config.toml", "[build]\ntarget-dir = \"target\"\n");
    assert_eq!(asks(""), 1, "other settings");
}
