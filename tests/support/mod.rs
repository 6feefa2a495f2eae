//! Projects in temporary directories, and the built binary run in them.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

/// A file that is not text, which `unparsed_files` reports at line 2, column 4.
pub(crate) const BROKEN: &[u8] = b"fn main() {}\n// \xff\n";

/// A manifest.
pub(crate) fn manifest(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
}

/// A directory with files, taken away in the end.
pub(crate) struct Project {
    directory: PathBuf,
}

impl Project {
    /// An empty one, outside of any package.
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("letgo-test-{}-{number}", std::process::id());
        // cargo tells real paths.
        let directory = fs::canonicalize(std::env::temp_dir()).unwrap().join(name);
        fs::create_dir_all(&directory).unwrap();
        Project { directory }
    }

    /// A package `bad` whose library is [`BROKEN`].
    pub(crate) fn bad() -> Self {
        Project::new().file("Cargo.toml", manifest("bad")).file("src/lib.rs", BROKEN)
    }

    /// A package `good` with nothing to report.
    pub(crate) fn good() -> Self {
        Project::new().file("Cargo.toml", manifest("good")).file("src/lib.rs", "pub fn f() {}\n")
    }

    /// With a file more.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.directory.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// A path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.directory.clone() } else { self.directory.join(path) }
    }

    /// `cargo-letgo` with arguments, to be changed further.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"));
        command.args(arguments).current_dir(&self.directory).stdin(Stdio::null());
        let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let ours = ["CARGO_TERM_", "CARGO_BUILD_", "CARGO_TARGET_DIR", "CLICOLOR", "NO_COLOR", "LETGO_"];
        for name in variables.filter(|name| ours.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
        command
    }

    /// Runs `cargo-letgo letgo` with arguments, split at white space.
    pub(crate) fn letgo(&self, arguments: &str) -> Run {
        Run::of(&mut self.command(["letgo"].into_iter().chain(arguments.split_whitespace())))
    }

    /// Runs it in one of the project's directories.
    pub(crate) fn letgo_in(&self, directory: &str, arguments: &str) -> Run {
        let mut command = self.command(["letgo"].into_iter().chain(arguments.split_whitespace()));
        Run::of(command.current_dir(self.path(directory)))
    }

    /// Where findings are, one per line: `src/lib.rs:2:4`.
    pub(crate) fn places(&self, arguments: &str) -> String {
        places(&self.letgo(&format!("--message-format short -q {arguments}")).stdout)
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// The places in short output.
pub(crate) fn places(short: &str) -> String {
    let places = short.lines().map(|line| line.split_once(": ").map_or(line, |(place, _)| place));
    places.collect::<Vec<_>>().join("\n")
}

/// What a run gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Run {
            code: status.code().expect("ended by a signal"),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Its standard output as JSON, one value per line.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The URL by which cargo knows a directory.
pub(crate) fn url(directory: &Path) -> String {
    format!("file://{}", directory.display())
}
