//! The action for GitHub: its script, run as the runner would.

#![cfg(unix)]

mod support;

use std::{fs, path::Path, process::Command};

use support::{Project, Run};

const TWICE: &str = "\
pub fn twice(lock: &std::sync::Mutex<u8>) {
    let _one = lock.lock().unwrap();
    let _two = lock.lock().unwrap();
}
";

/// The script of the step that runs letgo.
fn script() -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml")).unwrap();
    let (_, script) = text.rsplit_once("run: |\n").expect("the last step has a script");
    let lines = script.lines().map(|line| line.strip_prefix("        ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn run(project: &Project, args: &str, fail_on: &str) -> Run {
    let temporary = project.path("runner");
    fs::create_dir_all(temporary.join("letgo/bin")).unwrap();
    let installed = temporary.join("letgo/bin/cargo-letgo");
    if !installed.exists() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_cargo-letgo"), installed).unwrap();
    }
    let mut command = Command::new("bash");
    // As the runner calls it for `shell: bash`.
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script()]).current_dir(project.path(""));
    command.env("ARGS", args).env("FAIL_ON", fail_on).env("SARIF", "letgo.sarif");
    command.env("RUNNER_TEMP", &temporary).env("GITHUB_STEP_SUMMARY", project.path("summary.md"));
    Run::of(&mut command)
}

#[test]
fn the_script_annotates_sums_up_and_writes_sarif_and_fails_as_asked() {
    let manifest = support::manifest("app");
    let project = Project::new().file("Cargo.toml", manifest).file("src/lib.rs", TWICE);
    let failed = run(&project, "--workspace --no-cache", "deny");
    assert_eq!(failed.code, 1, "{}", failed.stderr);
    assert!(failed.stdout.starts_with("::error title=letgo%3A%3Adouble_acquires,"), "{}", failed.stdout);
    assert!(fs::read_to_string(project.path("summary.md")).unwrap().contains("double_acquires"));
    assert!(fs::read_to_string(project.path("letgo.sarif")).unwrap().contains("\"2.1.0\""));
    assert_eq!(run(&project, "--workspace --no-cache", "never").code, 0);
    assert_eq!(run(&project, "--workspace -A all", "warnings").code, 0);
    assert_eq!(run(&project, "--workspace -W double_acquires", "warnings").code, 1);
    assert_eq!(run(&project, "--workspace", "sometimes").code, 2);
}
