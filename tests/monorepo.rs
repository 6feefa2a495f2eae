//! The built binary as a build system runs it: explicit files from a file of arguments, a read-only
//! tree of links, an empty environment, and output that is the same bytes wherever it runs.

#![cfg(unix)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use support::{Project, Run};

const ARGUMENTS: &str = "letgo\n--isolated\n--no-cache\n--quiet\n--color\nnever\n--edition\n2024\n--root\n.\n\
                         --output=sarif=out.sarif\n--output=human=out.txt\n--deny=warnings\n\
                         --config-file\nletgo.toml\nlib/a b.rs\nlib/pool.rs\n";

const TWICE: &str = "\
pub fn twice(lock: &std::sync::Mutex<u8>) {
    let _one = lock.lock().unwrap();
    let _two = lock.lock().unwrap();
}
";

/// A tree whose files are links to files elsewhere, and in which nothing can be made but in `out`.
struct Sandbox {
    real: Project,
    forest: Project,
}

impl Sandbox {
    fn new() -> Self {
        let real = Project::new()
            .file("pool.rs", TWICE)
            .file("a b.rs", "pub fn nothing() {}\n")
            .file("letgo.toml", "[lints]\ndouble_acquires = \"warn\"\n");
        // The file around the sandbox must not be read.
        let forest = Project::new().file("letgo.toml", "[lints]\nall = \"allow\"\n");
        let tree = forest.path("tree");
        fs::create_dir_all(tree.join("lib")).unwrap();
        fs::write(tree.join("arguments"), ARGUMENTS).unwrap();
        symlink(real.path("pool.rs"), tree.join("lib/pool.rs")).unwrap();
        symlink(real.path("a b.rs"), tree.join("lib/a b.rs")).unwrap();
        symlink(real.path("letgo.toml"), tree.join("letgo.toml")).unwrap();
        fs::set_permissions(tree.join("lib"), fs::Permissions::from_mode(0o555)).unwrap();
        Sandbox { real, forest }
    }

    fn run(&self) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-letgo"));
        Run::of(command.arg("@arguments").env_clear().current_dir(self.forest.path("tree")))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.forest.path("tree").join(path)).unwrap()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.forest.path("tree/lib"), fs::Permissions::from_mode(0o755));
    }
}

fn files(directory: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        files.extend(if path.is_dir() { files_of(&path) } else { BTreeSet::from([path]) });
    }
    files
}

fn files_of(directory: &Path) -> BTreeSet<PathBuf> {
    files(directory)
}

#[test]
fn a_run_needs_nothing_but_its_files_and_writes_nothing_but_its_output() {
    let sandbox = Sandbox::new();
    let before = (files(&sandbox.forest.path("")), files(&sandbox.real.path("")));
    let run = sandbox.run();
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    assert!(run.stdout.contains("error[letgo::double_acquires]"), "{}", run.stdout);
    let mut after = (files(&sandbox.forest.path("")), files(&sandbox.real.path("")));
    for output in ["tree/out.sarif", "tree/out.txt"] {
        assert!(after.0.remove(&sandbox.forest.path(output)), "{output}");
    }
    assert_eq!(after, before);
}

#[test]
fn the_output_is_the_same_bytes_in_another_place_and_names_none() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    assert_eq!(one.run(), other.run());
    for output in ["out.sarif", "out.txt"] {
        let text = one.text(output);
        assert_eq!(text, other.text(output), "{output}");
        assert!(text.contains("lib/pool.rs"), "{text}");
        for place in [one.forest.path(""), one.real.path("")] {
            assert!(!text.contains(place.to_str().unwrap()), "{output} names {}", place.display());
        }
    }
}

#[test]
fn a_file_of_arguments_that_is_not_there_is_named() {
    let project = Project::good();
    let run = project.letgo("@missing");
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("missing"), "{}", run.stderr);
}
