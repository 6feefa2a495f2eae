//! The built binary: what silences a finding, what is told of that, and `--suppress`.

mod support;

use std::{
    fs,
    process::{Command, Stdio},
};

use support::{Project, Run, manifest};

/// A library whose line 4 is wrong.
const GUARD: &str = "use std::sync::Mutex;\n\npub fn f(m: &Mutex<u32>) {\n    let _ = m.lock();\n    g();\n}\n\n\
                     fn g() {}\n";

fn library(text: &str) -> Project {
    Project::new().file("Cargo.toml", manifest("app")).file("src/lib.rs", text)
}

/// Lints and lines of what is found.
fn found(project: &Project, arguments: &str) -> Vec<String> {
    let run = project.letgo(&format!("--message-format short -q {arguments}"));
    assert!(run.code < 2, "{run:?}");
    let lint = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let lint = rest.split_once("letgo::")?.1.split(']').next()?;
        Some(format!("{} {lint}", place.rsplit_once(':')?.0))
    };
    run.stdout.lines().filter_map(lint).collect()
}

#[test]
fn every_form_silences() {
    for (form, replacement) in [
        ("nothing", "    let _ = m.lock();"),
        ("above", "    // letgo: allow(discarded_guards): r\n    let _ = m.lock();"),
        ("behind", "    let _ = m.lock(); // letgo: allow(discarded_guards): r"),
        ("expect", "    // letgo: expect(discarded_guards): r\n    let _ = m.lock();"),
        (
            "attribute",
            "    #[cfg_attr(any(), letgo::allow(discarded_guards, reason = \"r\"))]\n    let _ = m.lock();",
        ),
        ("twin", "    #[allow(clippy::let_underscore_lock)]\n    let _ = m.lock();"),
        ("file", "    let _ = m.lock();\n    // letgo: allow-file(discarded_guards): r"),
    ] {
        let expected: &[&str] = if form == "nothing" { &["src/lib.rs:4 discarded_guards"] } else { &[] };
        let project = library(&GUARD.replace("    let _ = m.lock();", replacement));
        assert_eq!(found(&project, ""), expected, "{form}");
        assert_eq!(found(&project, "--ignore-suppressions").len(), 1, "{form}");
    }
}

#[test]
fn a_module_in_another_file_inherits_but_for_what_is_about_one_file() {
    for (above, is_silent) in [
        ("#[allow(clippy::let_underscore_lock)]\nmod inner;", true),
        ("#[cfg_attr(any(), letgo::allow(discarded_guards, reason = \"r\"))]\nmod inner;", true),
        ("// letgo: allow(discarded_guards): r\nmod inner;", true),
        ("mod inner; // letgo: allow(discarded_guards): r", true),
        ("#![allow(clippy::let_underscore_lock)]\nmod inner;", true),
        ("// letgo: allow-file(discarded_guards): r\nmod inner;", false),
        ("mod inner;", false),
    ] {
        let project = library(above).file("src/inner.rs", "pub mod deep;\n").file("src/inner/deep.rs", GUARD);
        let guards = found(&project, "-A unused_suppressions");
        assert_eq!(guards.is_empty(), is_silent, "{above}: {guards:?}");
    }
}

#[test]
fn what_does_nothing_is_reported_unless_its_lint_is_off() {
    let project = library("// letgo: allow(discarded_guards): r\npub fn f() {}\n");
    assert_eq!(found(&project, ""), ["src/lib.rs:1 unused_suppressions"]);
    assert_eq!(found(&project, "-A discarded_guards"), [""; 0]);
    assert_eq!(found(&project, "-A unused_suppressions"), [""; 0]);
    assert_eq!(project.letgo("-D unused_suppressions").code, 1);
    // Nothing can be said of a file that was not read as a whole.
    let broken = library("// letgo: allow(discarded_guards): r\npub fn f( {}\n");
    assert_eq!(found(&broken, "-A unparsed_files"), [""; 0]);
}

#[test]
fn a_suppression_that_does_nothing_can_be_taken_out() {
    let project = library("pub fn f() {}\n// letgo: allow(discarded_guards): r\npub fn g() {}\n");
    let messages = project.letgo("--message-format json").json();
    let child = &messages[0]["message"]["children"][0]["spans"][0];
    assert_eq!(child["suggestion_applicability"], "MachineApplicable");
    let (start, end) = (child["byte_start"].as_u64().unwrap(), child["byte_end"].as_u64().unwrap());
    let text = fs::read_to_string(project.path("src/lib.rs")).unwrap();
    assert_eq!(&text[start as usize..end as usize], "// letgo: allow(discarded_guards): r\n");
}

/// Findings in every sort of place, in a file with everything that is easy to break.
const EVERYWHERE: &str = "\u{feff}use std::sync::{Mutex, RwLock};

pub fn plain(m: &Mutex<u32>) {
    let _ = m.lock();
    g(\"\");
}

pub fn in_a_call(m: &Mutex<u32>, n: &RwLock<u32>) {
\tg(
\t\t\"a
    // letgo: allow(discarded_guards): no comment
    \",
\t);
\tif *n.read().unwrap() > 1 { let _ = m.lock(); g(\"\"); }
    println!(\"{:?}\", {
        let _ = m.lock();
        g(\"\"); 1
    });
}

pub fn chain(m: &Mutex<u32>) {
    match 1 {
        1 => { let _ = m
            .lock(); g(\"\"); }
        _ => {
            /* two
               lines */ let _ = m.lock();
            g(\"\");
        }
    }
}

macro_rules! run {
    ($($body:tt)*) => { $($body)* };
}

pub fn twice(m: &Mutex<u32>, n: &Mutex<u32>) {
    let _ = m.lock(); let _ = n.lock(); g(\"\");
    run! { let _ = m.lock(); g(\"\"); }
}

fn g(_: &str) {}
";

#[test]
fn what_is_written_silences_everything_and_is_the_same_program() {
    for text in [EVERYWHERE.to_owned(), EVERYWHERE.replace('\n', "\r\n")] {
        let project = library(&text);
        let before = found(&project, "").len();
        assert!(before >= 6, "{:?}", found(&project, ""));
        let run = project.letgo("--suppress=because");
        assert_eq!((run.code, &*run.stdout), (0, ""), "{run:?}");
        let told =
            format!("wrote comments that suppress {before} findings in 1 file\nnothing found in 1 file\n");
        assert_eq!(run.stderr, told);
        assert_eq!(found(&project, ""), [""; 0]);
        let written = fs::read_to_string(project.path("src/lib.rs")).unwrap();
        assert_eq!(written.contains("\r\n"), text.contains("\r\n"));
        assert_eq!(
            written.matches('\n').count(),
            written.matches(if text.contains('\r') { "\r\n" } else { "\n" }).count()
        );
        // Taking the comments out gives the file as it was.
        let is_ours = |line: &&str| {
            line.trim_start_matches(['\u{feff}', ' ', '\t'])
                .starts_with("// letgo: allow(discarded_guards): because")
        };
        let without: String = written.split_inclusive('\n').filter(|line| !is_ours(line)).collect();
        assert_eq!(without, text);
        // A second time changes nothing.
        assert!(
            project.letgo("--suppress=because").stderr.starts_with("wrote comments that suppress 0 findings")
        );
        assert_eq!(fs::read_to_string(project.path("src/lib.rs")).unwrap(), written);
        compiles(&project);
    }
}

/// rustc takes the library, and has nothing to say that it did not say before.
fn compiles(project: &Project) {
    let mut rustc = Command::new("rustc");
    rustc.args([
        "--edition",
        "2024",
        "--crate-type",
        "lib",
        "--emit",
        "metadata",
        "-A",
        "let_underscore_lock",
    ]);
    let run = Run::of(
        rustc.args(["-o", "lib.rmeta", "src/lib.rs"]).current_dir(project.path("")).stdin(Stdio::null()),
    );
    assert_eq!((run.code, &*run.stderr), (0, ""), "{run:?}");
}

#[test]
fn an_attribute_form_compiles_without_a_warning() {
    let text = "#![cfg_attr(any(), letgo::allow(double_acquires, reason = \"r\"))]\n\
                #[cfg_attr(any(), letgo::allow(discarded_guards, reason = \"r\"))]\npub fn f() {\n    \
                #[cfg_attr(false, letgo::expect(discarded_guards))]\n    let _x = 1;\n}\n";
    compiles(&library(text));
}

#[test]
fn what_cannot_be_silenced_stays() {
    let project = Project::bad();
    let run = project.letgo("--suppress -D warnings");
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(fs::read(project.path("src/lib.rs")).unwrap(), support::BROKEN);
}

#[test]
fn without_words_of_ones_own_the_reason_says_so() {
    let project = library(GUARD);
    assert_eq!(project.letgo("--suppress").code, 0);
    let text = fs::read_to_string(project.path("src/lib.rs")).unwrap();
    let comment = "    // letgo: allow(discarded_guards): not looked at yet\n    let _ = m.lock();\n";
    assert!(text.contains(comment), "{text}");
    assert_eq!(found(&project, ""), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_and_its_mode_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = library(GUARD).file("real.rs", GUARD);
    fs::remove_file(project.path("src/lib.rs")).unwrap();
    symlink("../real.rs", project.path("src/lib.rs")).unwrap();
    fs::set_permissions(project.path("real.rs"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(project.letgo("--suppress --no-cache").code, 0);
    assert!(fs::symlink_metadata(project.path("src/lib.rs")).unwrap().is_symlink());
    assert_eq!(fs::metadata(project.path("real.rs")).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(project.path("real.rs")).unwrap().contains("letgo: allow"));
    assert_eq!(fs::read_dir(project.path("")).unwrap().count(), 3);
}

/// What the README shows compiles and is silent, and every line of it is needed.
#[test]
fn the_example_in_the_readme_is_right() {
    let readme = include_str!("../README.md");
    let example =
        readme.split("<!-- suppressions -->\n```rust\n").nth(1).and_then(|rest| rest.split("```").next());
    let project = library(example.expect("there is an example"));
    assert_eq!(found(&project, "-W all"), [""; 0]);
    assert_eq!(found(&project, "-W all --ignore-suppressions").len(), 5);
    compiles(&project);
}
