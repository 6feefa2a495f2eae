//! The model by itself: bodies and holds of small files as text, in both editions.

use std::{fs, path::Path};

/// Dumps `what` of a file as a loose crate of that edition.
fn dump(what: &str, name: &str, text: &str, edition: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = format!("{name}.rs");
    fs::write(folder.path().join(&file), text).expect("the file is written");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-letgo"))
        .args(["letgo", "--isolated", "--no-cache", "--edition", edition, "--dump", what, &file])
        .current_dir(folder.path())
        .output()
        .expect("the built binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn check(name: &str) {
    check_all(name, &["body", "holds"]);
}

fn check_all(name: &str, whats: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model");
    let text = fs::read_to_string(folder.join(format!("{name}.rs"))).expect("the file is there");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for what in whats {
            let new = dump(what, name, &text, "2024");
            let old = dump(what, name, &text, "2021");
            insta::assert_snapshot!(format!("{name}.{what}"), new);
            if old != new {
                insta::assert_snapshot!(format!("{name}.{what}-2021"), old);
            }
        }
    });
}

#[test]
fn moves_wrappers_and_ends() {
    check("moves");
}

#[test]
fn temporaries_by_edition() {
    check("temporaries");
}

#[test]
fn loops_and_the_ways_out() {
    check("loops");
}

#[test]
fn patterns_and_variants() {
    check("patterns");
}

#[test]
fn closures_and_async_blocks() {
    check("closures");
}

#[test]
fn macros_that_are_read_through() {
    check("macros");
}

#[test]
fn summaries_and_ways_of_calls() {
    check_all("calls", &["summaries"]);
}
