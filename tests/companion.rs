//! The built binary with Clippy behind it.

#![expect(clippy::print_stderr, reason = "a test that did not run must not look as if it had")]

mod support;

use std::process::Command;

use support::{Project, Run, manifest};

/// One finding of letgo, one of Clippy.
const BOTH: &str = "\
use std::sync::Mutex;

pub fn twice(lock: &Mutex<u32>) -> u32 {
    let one = lock.lock().unwrap();
    let two = lock.lock().unwrap();
    return *one + *two;
}
";

fn project() -> Option<Project> {
    if !Command::new("cargo").args(["clippy", "--version"]).output().is_ok_and(|run| run.status.success()) {
        eprintln!("skipped: there is no Clippy");
        return None;
    }
    Some(Project::new().file("Cargo.toml", manifest("app")).file("src/lib.rs", BOTH))
}

/// The codes of cargo's messages in the order in which they come.
fn codes(run: &Run) -> Vec<String> {
    let code = |line: serde_json::Value| line["message"]["code"]["code"].as_str().map(str::to_owned);
    run.json().into_iter().filter_map(code).collect()
}

#[test]
fn what_both_find_is_told_ours_first() {
    let Some(project) = project() else { return };
    let run = project.letgo("--with clippy --message-format json");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(codes(&run), ["letgo::double_acquires", "clippy::needless_return"]);
    let by_environment =
        Run::of(project.command(["letgo", "--message-format=json"]).env("LETGO_WITH", "clippy"));
    assert_eq!(codes(&by_environment), codes(&run));
    assert_eq!(codes(&project.letgo("--with check --message-format json")), ["letgo::double_acquires"]);
    let human = project.letgo("--with clippy -A all");
    assert_eq!((human.code, human.stdout.as_str()), (0, ""));
    assert!(human.stderr.contains("warning: unneeded `return` statement"), "{}", human.stderr);
}

#[test]
fn the_worse_end_counts() {
    let Some(project) = project() else { return };
    assert_eq!(project.letgo("--with clippy -A letgo::all").code, 0);
    assert_eq!(project.letgo("--with clippy -A letgo::all -- -D clippy::needless_return").code, 1);
    assert_eq!(project.letgo("--with clippy -A letgo::all -- -D warnings").code, 1);
    assert_eq!(project.letgo("--with clippy -- -D warnings").code, 1);
    assert_eq!(project.letgo("--with clippy --exit-zero -- -D warnings").code, 0);
    assert_eq!(project.letgo("--with clippy -p nope").code, 2);
    let no_cargo = Run::of(project.command(["letgo", "--with", "clippy"]).env("CARGO", "/nonexistent"));
    assert_eq!(no_cargo.code, 2);
    assert!(no_cargo.stderr.contains("error: cannot run /nonexistent"), "{no_cargo:?}");
}

#[test]
fn it_goes_with_formats_of_cargo() {
    let project = Project::good();
    for arguments in ["--with clippy --message-format sarif", "--with nope"] {
        assert_eq!(project.letgo(arguments).code, 2, "{arguments}");
    }
    let wrong = Run::of(project.command(["letgo"]).env("LETGO_WITH", "rustc"));
    assert_eq!(
        (wrong.code, wrong.stderr.as_str()),
        (2, "error: LETGO_WITH is `clippy` or `check`, not `rustc`\n")
    );
}
