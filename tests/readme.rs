//! What the README shows is what letgo prints.

use std::{fs, path::Path, process::Command};

/// The first command of the README, without `cargo run --release --`.
const DEMO: &str = "letgo --manifest-path demo/Cargo.toml";

#[test]
fn the_demo_prints_what_the_readme_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme).unwrap();
    assert!(text.contains(&format!("cargo run --release -- {DEMO}\n")), "README.md has another command");

    let output = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"))
        .args(DEMO.split(' '))
        .args(["--color", "never"])
        .current_dir(root)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    for file in ["service.rs", "engine.rs", "journal.rs"] {
        assert!(printed.contains(file), "nothing is found in {file} of the demo:\n{printed}{errors}");
    }
    assert_eq!(output.status.code(), Some(1), "one of the faults is at deny level:\n{printed}{errors}");

    let (head, rest) = text.split_once("<!-- demo -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- /demo -->").unwrap();
    let wanted = format!("{head}<!-- demo -->\n```text\n{}\n```\n<!-- /demo -->{tail}", printed.trim_end());
    if wanted != text {
        fs::write(&readme, wanted).unwrap();
        panic!("letgo prints something else for the demo, and so does README.md now; run the tests again");
    }
}
