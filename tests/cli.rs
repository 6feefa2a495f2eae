//! The built binary: how it is called and how it ends.

mod support;

use std::process::Stdio;

use support::{Project, Run, places};

#[test]
fn all_three_ways_to_call_give_the_same() {
    let project = Project::bad();
    let by_cargo = Run::of(&mut project.command(["letgo", "--message-format=short"]));
    let by_hand = Run::of(&mut project.command(["--message-format=short"]));
    let with_flags_first = Run::of(&mut project.command(["--message-format=short", "."]));
    assert_eq!(
        by_cargo.stdout,
        "src/lib.rs:2:4: warning[letgo::unparsed_files]: the file is not UTF-8 text\n"
    );
    assert_eq!(by_cargo, by_hand);
    assert_eq!(by_cargo.stdout, with_flags_first.stdout);
}

#[test]
fn the_exit_status_is_0_for_warnings_and_1_for_errors() {
    let project = Project::bad();
    assert_eq!(Project::good().letgo("").code, 0);
    assert_eq!(project.letgo("").code, 0);
    assert_eq!(project.letgo("-D warnings").code, 1);
    assert_eq!(project.letgo("-- -Dwarnings").code, 1);
    assert_eq!(project.letgo("-D letgo::unparsed_files").code, 1);
    assert_eq!(project.letgo("-D warnings --exit-zero").code, 0);
    assert_eq!(Run::of(project.command(["letgo"]).env("CARGO_BUILD_WARNINGS", "deny")).code, 1);
}

#[test]
fn the_exit_status_is_2_where_the_run_cannot_be_done() {
    let project = Project::bad();
    for arguments in [
        "--nope",
        "-W nope",
        "-- --nope",
        "-p nope",
        "--bin nope",
        "--explain nope",
        "no/such/file.rs",
        "--manifest-path no/Cargo.toml",
        "--message-format bogus",
        "--message-format human,json",
        "-j 0",
    ] {
        let run = project.letgo(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}: {run:?}");
        assert!(run.stderr.starts_with("error: "), "{arguments}: {run:?}");
    }
    assert_eq!(Project::new().letgo("").code, 2);
}

#[test]
fn an_unknown_lint_is_told_with_the_nearest() {
    let run = Project::bad().letgo("-W letgo::unparsed-file");
    assert_eq!(
        run.stderr,
        "error: there is no lint or group `unparsed_file`: did you mean `unparsed_files`?\n"
    );
}

#[test]
fn levels_go_by_the_order_of_the_command_line() {
    let project = Project::bad();
    assert_eq!(project.places("-A all"), "");
    assert_eq!(project.places("-A all -W unparsed_files"), "src/lib.rs:2:4");
    assert_eq!(project.places("-W unparsed_files -A all"), "");
    assert_eq!(project.places("-W all -- -A suspicious"), "");
    assert_eq!(project.letgo("-D all -- -W letgo::all").code, 0);
    assert_eq!(project.letgo("--forbid all -- -A all").code, 1);
}

#[test]
fn the_summary_is_on_standard_error() {
    let run = Project::bad().letgo("");
    assert_eq!(run.stderr, "1 warning in 1 file; 1 file could not be parsed\n");
    assert_eq!(Project::good().letgo("").stderr, "nothing found in 1 file\n");
    assert_eq!(Project::good().letgo("-q"), Run { code: 0, stdout: String::new(), stderr: String::new() });
}

#[test]
fn the_version_is_one_line() {
    let run = Project::new().letgo("-V");
    assert_eq!(run.stdout, format!("cargo-letgo {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run.code, 0);
}

#[test]
fn help_names_cargo_letgo() {
    let run = Project::new().letgo("--help");
    assert!(run.stdout.contains("Usage: cargo letgo [OPTIONS] [PATHS]..."), "{}", run.stdout);
    assert!(!run.stdout.contains("--dump"));
}

#[test]
fn every_lint_is_listed_and_explained() {
    let project = Project::new();
    let listed = project.letgo("--list --message-format json").json();
    let shown = project.letgo("--list").stdout;
    assert_eq!(listed.len(), shown.lines().count());
    assert!(!listed.is_empty());
    for lint in listed {
        let name = lint["name"].as_str().unwrap();
        assert!(shown.contains(name));
        assert!(["allow", "warn", "deny"].contains(&lint["level"].as_str().unwrap()));
        let run = project.letgo(&format!("--explain {name}"));
        assert_eq!(run.code, 0);
        assert!(run.stdout.starts_with(&format!("letgo::{name}\n")), "{}", run.stdout);
        assert!(run.stdout.contains(lint["summary"].as_str().unwrap().split(' ').next().unwrap()));
        assert!(!run.stdout.contains("```"), "fences are not for reading");
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads_and_any_directory() {
    let project = Project::bad().file("src/main.rs", support::BROKEN).file("src/bin/b.rs", support::BROKEN);
    for format in ["human", "short", "json"] {
        let alone = project.letgo(&format!("-j 1 --message-format {format}"));
        let many = project.letgo(&format!("-j 8 --message-format {format}"));
        let elsewhere = project.letgo_in("src/bin", &format!("--message-format {format}"));
        assert_eq!(alone, many);
        assert_eq!(alone, elsewhere);
        assert!(!alone.stdout.is_empty());
    }
}

#[test]
fn what_rust_analyzer_sends_is_accepted() {
    let project = Project::bad();
    let root = project.path("");
    let root = root.display();
    let id = format!("path+{}#bad@0.1.0", support::url(&project.path("")));
    for arguments in [
        format!(
            "--workspace --message-format=json --manifest-path {root}/Cargo.toml --keep-going --all-targets"
        ),
        format!("-p {id} --message-format=json --manifest-path {root}/Cargo.toml --keep-going --all-targets"),
        format!(
            "--workspace --message-format=json-diagnostic-rendered-ansi --manifest-path {root}/Cargo.toml \
             --keep-going --target x86_64-unknown-linux-gnu --lib --bins --examples --features a \
             --target-dir /tmp/t --config x=1 -Zscript -- -W letgo::all"
        ),
    ] {
        let run = project.letgo(&arguments);
        assert_eq!((run.code, run.json().len(), run.stderr.as_str()), (0, 1, ""), "{arguments}: {run:?}");
    }
}

#[test]
fn a_clean_run_for_a_machine_is_silent() {
    assert_eq!(
        Project::good().letgo("--message-format json"),
        Run { code: 0, stdout: String::new(), stderr: String::new() }
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut project = Project::new().file("Cargo.toml", support::manifest("many"));
    for number in 0..2000 {
        project = project
            .file(&format!("examples/a_rather_long_name_to_fill_the_pipe_{number}.rs"), support::BROKEN);
    }
    let mut command = project.command(["letgo", "--examples"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn verbose_tells_how_the_packages_were_found() {
    let run = Project::bad().letgo("-v");
    assert!(run.stderr.contains("Cargo.toml: read by `cargo metadata`\n"), "{}", run.stderr);
}

#[test]
fn a_file_without_a_package_is_a_crate_of_its_own() {
    let project = Project::new().file("dir/script.rs", support::BROKEN).file("dir/other.rs", "fn f() {}");
    assert_eq!(project.places("dir/script.rs"), "dir/script.rs:2:4");
    assert_eq!(
        places(&project.letgo("--message-format short dir --edition 2018").stdout),
        "dir/script.rs:2:4"
    );
    assert_eq!(project.letgo("dir").stderr, "1 warning in 2 files; 1 file could not be parsed\n");
}

#[test]
fn statistics_tell_what_is_known_of_receivers() {
    let text = "\
use std::sync::{Mutex, PoisonError};
struct Own;
impl Own {
    fn lock(&self) {}
}
fn f(lock: &Mutex<u8>, own: Own, unread: elsewhere::Lock) -> Result<(), PoisonError<()>> {
    let _ = *lock.lock().unwrap();
    own.lock();
    unread.lock();
    unread.lock();
    unread.flush();
    Ok(())
}
";
    let project = Project::new().file("Cargo.toml", support::manifest("known")).file("src/lib.rs", text);
    let run = project.letgo("-q --statistics --message-format json");
    assert_eq!(run.stdout, "");
    let expected = "\
5 method calls are named like one that acquires, ends or waits; the receiver
       1   20.0 %  is of a type that does
       1   20.0 %  is of another type
       3   60.0 %  is not known
not known, by method
       2   40.0 %  lock
       1   20.0 %  flush
";
    assert_eq!(run.stderr, expected);
    let run = project.letgo("-v --statistics");
    assert!(run.stderr.contains("src/lib.rs:11:12: not known: the receiver of `flush`\n"), "{}", run.stderr);
    assert_eq!(project.letgo("-j 1 -v --statistics"), project.letgo("-j 2 -v --statistics"));
}

#[test]
fn files_are_listed_and_not_checked() {
    let project = Project::bad();
    let run = project.letgo("--show-files");
    assert_eq!((run.code, run.stdout.as_str()), (0, "src/lib.rs\n"));
    assert_eq!(project.letgo("--show-files -D warnings").code, 0);
}
