//! The built binary: which packages, targets and files it looks at.

mod support;

use support::{BROKEN, Project, Run, manifest};

/// Two members, each with a broken library, and one with everything else.
fn workspace() -> Project {
    Project::new()
        .file("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n[workspace.package]\nedition = \"2021\"\n")
        .file("crates/one/Cargo.toml", manifest("one"))
        .file("crates/one/src/lib.rs", BROKEN)
        .file("crates/two/Cargo.toml", "[package]\nname = \"second\"\nversion = \"1.2.3\"\nedition.workspace = true\n")
        .file("crates/two/src/lib.rs", BROKEN)
        .file("crates/two/src/main.rs", BROKEN)
        .file("crates/two/build.rs", BROKEN)
        .file("crates/two/src/bin/tool.rs", BROKEN)
        .file("crates/two/tests/it.rs", BROKEN)
        .file("crates/two/examples/show/main.rs", BROKEN)
        .file("crates/two/benches/fast.rs", BROKEN)
}

#[track_caller]
fn check(project: &Project, arguments: &str, expected: &[&str]) {
    let places = project.places(arguments).replace(":2:4", "");
    assert_eq!(places.lines().collect::<Vec<_>>(), expected, "{arguments}");
}

const DEFAULT_TWO: [&str; 4] =
    ["crates/two/build.rs", "crates/two/src/bin/tool.rs", "crates/two/src/lib.rs", "crates/two/src/main.rs"];

#[test]
fn packages_are_chosen_as_cargo_does() {
    let project = workspace();
    let all: Vec<_> = ["crates/one/src/lib.rs"].into_iter().chain(DEFAULT_TWO).collect();
    check(&project, "", &all);
    check(&project, "--workspace", &all);
    check(&project, "--all --exclude second", &["crates/one/src/lib.rs"]);
    check(&project, "--manifest-path crates/one/Cargo.toml", &["crates/one/src/lib.rs"]);
    let inside = project.letgo_in("crates/one/src", "--message-format short -q");
    assert_eq!(support::places(&inside.stdout), "crates/one/src/lib.rs:2:4");
}

#[test]
fn a_package_is_named_in_every_way_that_cargo_knows() {
    let project = workspace();
    let url = support::url(&project.path("crates/two"));
    for spec in [
        "second",
        "second@1.2.3",
        "second@1",
        "sec*",
        &format!("path+{url}#second@1.2.3"),
        &url,
        &format!("{url}#1.2.3"),
    ] {
        check(&project, &format!("-p {spec}"), &DEFAULT_TWO);
    }
    check(&project, "-p one -p second --lib", &["crates/one/src/lib.rs", "crates/two/src/lib.rs"]);
    let unknown = project.letgo("-p secon");
    assert_eq!(
        (unknown.code, unknown.stderr.as_str()),
        (2, "error: no package of the workspace matches `secon`: did you mean `second`?\n")
    );
}

#[test]
fn targets_are_chosen_as_cargo_does() {
    let project = workspace();
    let bins = ["crates/two/src/bin/tool.rs", "crates/two/src/main.rs"];
    check(&project, "-p second --bins", &bins);
    check(&project, "-p second --bin tool", &bins[..1]);
    check(&project, "-p second --test it", &["crates/two/tests/it.rs"]);
    check(
        &project,
        "-p second --examples --benches --bench fast",
        &[
            "crates/two/benches/fast.rs",
            "crates/two/examples/show/main.rs",
            "crates/two/src/bin/tool.rs",
            "crates/two/src/lib.rs",
            "crates/two/src/main.rs",
        ],
    );
    check(
        &project,
        "-p second --tests",
        &[
            "crates/two/src/bin/tool.rs",
            "crates/two/src/lib.rs",
            "crates/two/src/main.rs",
            "crates/two/tests/it.rs",
        ],
    );
    assert_eq!(project.places("-p second --all-targets").lines().count(), 7);
}

/// Runs without any cargo to be found.
fn without_cargo(project: &Project, arguments: &str) -> Run {
    let mut command = project.command(["letgo"].into_iter().chain(arguments.split_whitespace()));
    Run::of(command.env_clear())
}

#[test]
fn without_cargo_the_same_is_found() {
    let project = workspace();
    for arguments in ["", "--all-targets", "-p second", "-p one --lib", "crates/two/tests/it.rs", "crates"] {
        for format in ["short", "json"] {
            let arguments = format!("--message-format {format} {arguments}");
            assert_eq!(without_cargo(&project, &arguments), project.letgo(&arguments), "{arguments}");
        }
    }
    let verbose = without_cargo(&project, "-v").stderr;
    assert!(verbose.contains("read by letgo itself"), "{verbose}");
}

#[test]
fn explicit_targets_are_found_without_cargo() {
    let table = "[lib]\nname = \"other\"\npath = \"code/here.rs\"\n[[bin]]\nname = \"tool\"\npath = \"code/tool.rs\"\n\
                 required-features = [\"x\"]\n[[test]]\nname = \"slow\"\n[features]\nx = []\n";
    let project = Project::new()
        .file(
            "Cargo.toml",
            manifest("explicit").replace("[package]\n", "[package]\nautobins = false\n") + table,
        )
        .file("code/here.rs", BROKEN)
        .file("code/tool.rs", BROKEN)
        .file("src/bin/unseen.rs", BROKEN)
        .file("tests/slow/main.rs", BROKEN);
    for arguments in ["--message-format json", "--message-format json --all-targets"] {
        assert_eq!(without_cargo(&project, arguments), project.letgo(arguments));
    }
    check(&project, "", &["code/here.rs", "code/tool.rs"]);
}

#[test]
fn a_manifest_that_cargo_cannot_read_is_read_all_the_same() {
    let project = Project::new()
        .file("Cargo.toml", manifest("future").replace("2024", "2099"))
        .file("src/lib.rs", BROKEN);
    check(&project, "", &["src/lib.rs"]);
    assert!(project.letgo("-v").stderr.contains("as `cargo metadata` failed"));
}

#[test]
fn a_manifest_that_nobody_can_read_is_an_error_for_a_package_and_a_warning_for_a_file() {
    let project = Project::new().file("Cargo.toml", "[package\n").file("src/lib.rs", BROKEN);
    let run = project.letgo("");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: cannot read "), "{}", run.stderr);
    let run = project.letgo("--message-format short src/lib.rs");
    assert_eq!((run.code, support::places(&run.stdout).as_str()), (0, "src/lib.rs:2:4"));
    assert!(run.stderr.starts_with("warning: cannot read "), "{}", run.stderr);
}

#[test]
fn a_named_file_gives_what_a_full_run_gives_for_it() {
    let project = workspace();
    let full = project.letgo("--message-format json --workspace --all-targets");
    let mut one_by_one = String::new();
    for file in project.places("--workspace --all-targets").replace(":2:4", "").lines() {
        one_by_one.push_str(&project.letgo(&format!("--message-format json {file}")).stdout);
    }
    assert_eq!(one_by_one, full.stdout);
    assert_eq!(full.json().len(), 8);
}

#[test]
fn a_file_that_no_target_reaches_is_checked_in_its_package() {
    let project = Project::good().file("src/lost/found.rs", BROKEN);
    check(&project, "", &[]);
    check(&project, "src/lost/found.rs", &["src/lost/found.rs"]);
    check(&project, "src", &["src/lost/found.rs"]);
    let run = project.letgo("-v src --message-format json");
    assert!(run.stderr.contains("src/lost/found.rs: no target reaches it"), "{}", run.stderr);
    assert_eq!(run.json()[0]["target"]["name"], "good");
}

#[test]
fn build_output_and_hidden_directories_are_not_walked() {
    let project = Project::bad()
        .file("target/debug/build/out.rs", BROKEN)
        .file(".git/hook.rs", BROKEN)
        .file("src/target/mod.rs", BROKEN);
    check(&project, ".", &["src/lib.rs", "src/target/mod.rs"]);
}

#[cfg(unix)]
#[test]
fn links_in_circles_are_no_trap() {
    let project = Project::new().file("dir/a.rs", BROKEN);
    std::os::unix::fs::symlink("..", project.path("dir/up")).unwrap();
    check(&project, "dir", &["dir/a.rs"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_fails_the_run_and_the_rest_is_checked() {
    let project = Project::bad();
    std::os::unix::fs::symlink("/nonexistent", project.path("src/main.rs")).unwrap();
    let manifest = manifest("bad") + "[[bin]]\nname = \"b\"\npath = \"src/main.rs\"\n";
    let project = project.file("Cargo.toml", manifest);
    let run = project.letgo("--message-format short");
    assert_eq!((run.code, support::places(&run.stdout).as_str()), (2, "src/lib.rs:2:4"));
    assert!(run.stderr.contains("src/main.rs: No such file"), "{}", run.stderr);
}

#[test]
fn nothing_is_written() {
    let project = workspace();
    project.letgo("--workspace");
    assert!(!project.path("Cargo.lock").exists() && !project.path("target").exists());
}

/// Runs with a text for standard input.
fn letgo_with(project: &Project, input: &str, arguments: &str) -> Run {
    let given = project.path("input");
    std::fs::write(&given, input).unwrap();
    let mut command = project.command(["letgo"].into_iter().chain(arguments.split_whitespace()));
    Run::of(command.stdin(std::fs::File::open(given).unwrap()))
}

#[test]
fn what_comes_by_standard_input_stands_for_the_file() {
    let bad = "pub fn f(l: &std::sync::Mutex<u8>) { let a = l.lock(); let b = l.lock(); drop((a, b)); }\n";
    let project = Project::new()
        .file("Cargo.toml", manifest("fixture"))
        .file("src/lib.rs", "mod a;\npub fn f() {}\n")
        .file("src/a.rs", bad);
    let on_disk = project.letgo("src/a.rs");
    assert!(on_disk.stdout.contains("src/a.rs:1:"), "{on_disk:?}");
    let name = "- --stdin-filename src/a.rs";
    assert_eq!(letgo_with(&project, bad, name), on_disk);
    // An editor has it as it will be, and perhaps a file that is not there yet.
    let moved = letgo_with(&project, &format!("\n\n{bad}"), name);
    assert!(moved.stdout.contains("src/a.rs:3:") && moved.stdout.contains("let a = l.lock()"), "{moved:?}");
    assert_eq!(letgo_with(&project, "fn f() {}\n", name).stdout, "");
    assert_eq!(project.letgo("src/a.rs"), on_disk, "nothing of it is kept");
    let new = letgo_with(&project, bad, "- --stdin-filename src/new.rs");
    assert!(new.stdout.contains("src/new.rs:1:"), "{new:?}");
    assert!(letgo_with(&project, bad, "-").stdout.contains("stdin.rs:1:"));
    assert_eq!(project.letgo("--stdin-filename src/a.rs").code, 2);
    assert_eq!(letgo_with(&project, bad, &format!("{name} --suppress")).code, 2);
}
