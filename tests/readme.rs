//! What the README shows is what letgo prints.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

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

    hold("demo", "text", &printed);
}

/// Holds what stands between two marks of the README against what was printed.
#[track_caller]
fn hold(mark: &str, language: &str, printed: &str) {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&readme).unwrap();
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (head, rest) = text.split_once(&begin).expect(&begin);
    let (_, tail) = rest.split_once(&end).expect(&end);
    let wanted = format!("{head}{begin}```{language}\n{}\n```\n{end}{tail}", printed.trim_end());
    if wanted != text {
        fs::write(&readme, wanted).unwrap();
        panic!("letgo prints something else ({mark}), and so does README.md now; run the tests again");
    }
}

/// What a person types on a Monday, in a workspace with git.
const MONDAY: [&str; 5] = [
    "cargo letgo --message-format markdown | head -n 7",
    "cargo letgo baseline write",
    "git add letgo-baseline.toml && git commit -q -m 'Begin to use letgo'",
    "cargo letgo -D warnings",
    "cargo letgo -D warnings --new-from-merge-base main",
];

#[cfg(unix)]
#[test]
fn a_gate_for_new_code_takes_the_commands_that_the_readme_shows() {
    let workspace = Workspace::new();
    let mut shown = Vec::new();
    for (number, command) in MONDAY.into_iter().enumerate() {
        if number == 4 {
            shown.push("# A month later, on a branch with a new endpoint:".to_owned());
            workspace.run("git checkout -q -b endpoint");
            let file = workspace.directory.join("services/search/src/lib.rs");
            let endpoint = "\npub fn export(out: &mut BufWriter<File>) {\n    let _ = out.flush();\n}\n";
            fs::write(&file, fs::read_to_string(&file).unwrap() + endpoint).unwrap();
        }
        let (code, printed) = workspace.run(command);
        let expected = if number == 4 { 1 } else { 0 };
        assert_eq!(code, expected, "{command}: {printed}");
        shown.push(format!("$ {command}\n{printed}").trim_end().to_owned());
    }
    let shown = shown.join("\n\n");
    assert!(shown.contains("200 warnings in 10 files"), "{shown}");
    hold("adoption", "console", &shown);
}

/// Ten packages, in each of which are twenty findings.
struct Workspace {
    directory: PathBuf,
}

impl Workspace {
    fn new() -> Self {
        let directory = fs::canonicalize(std::env::temp_dir()).unwrap();
        let directory = directory.join(format!("letgo-readme-{}", std::process::id()));
        let workspace = Workspace { directory };
        workspace.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"services/*\"]\n");
        let names =
            ["api", "audit", "billing", "cart", "images", "login", "mail", "orders", "search", "stock"];
        for name in names {
            let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
            workspace.write(&format!("services/{name}/Cargo.toml"), &manifest);
            let mut source = String::from("use std::{fs::File, io::{BufWriter, Write}};\n");
            for number in 1..=20 {
                write!(
                    source,
                    "\npub fn save{number}(out: &mut BufWriter<File>) {{\n    let _ = out.flush();\n}}\n"
                )
                .unwrap();
            }
            workspace.write(&format!("services/{name}/src/lib.rs"), &source);
        }
        workspace.write(".gitignore", "target\n");
        workspace.run("git init -q -b main && git add -A && git commit -q -m 'All there is'");
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.directory.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a line in a shell. What a terminal would show, and the exit status.
    fn run(&self, command: &str) -> (i32, String) {
        let binary = env!("CARGO_BIN_EXE_cargo-letgo");
        let output = Command::new("sh")
            .args([
                "-c",
                &format!("exec 2>&1; {}", command.replace("cargo letgo", &format!("'{binary}' letgo"))),
            ])
            .current_dir(&self.directory)
            .env_remove("CARGO_TARGET_DIR")
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
            .envs([("GIT_AUTHOR_NAME", "a"), ("GIT_COMMITTER_NAME", "a")])
            .envs([("GIT_AUTHOR_EMAIL", "a@example.org"), ("GIT_COMMITTER_EMAIL", "a@example.org")])
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}
