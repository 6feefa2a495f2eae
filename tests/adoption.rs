//! How a project takes letgo up: a baseline, only what is new, a run in parts. All of it with the
//! built binary, and with git where git is asked.

use std::{fs, process::Command};

use support::{BROKEN, Project, Run, manifest, places};

mod support;

const HEAD: &str = "use std::{fs::File, io::{BufWriter, Write}, sync::Mutex};\n";

/// A function that loses an error.
fn lost(name: &str) -> String {
    format!("pub fn {name}(file: &mut BufWriter<File>) {{\n    let _ = file.flush();\n}}\n")
}

fn project(source: &str) -> Project {
    Project::new().file("Cargo.toml", manifest("fixture")).file("src/lib.rs", format!("{HEAD}{source}"))
}

fn findings(run: &Run) -> usize {
    run.stdout.lines().filter(|line| line.contains("[letgo::")).count()
}

const SHORT: &str = "--message-format short";

#[test]
fn a_baseline_keeps_what_was_there_and_shows_what_is_new() {
    let project = project(&(lost("one") + &lost("two")));
    let written = project.letgo("baseline write");
    assert_eq!((written.code, &*written.stdout), (0, ""));
    assert_eq!(written.stderr, "letgo-baseline.toml now knows 2 findings\n");
    assert_eq!(project.letgo("-D warnings"), project.letgo("-D warnings --baseline letgo-baseline.toml"));
    assert_eq!(findings(&project.letgo(&format!("{SHORT} -D warnings"))), 0);
    assert_eq!(findings(&project.letgo(&format!("{SHORT} --no-baseline"))), 2);
    assert_eq!(findings(&project.letgo(&format!("{SHORT} --isolated"))), 2);

    // The code moves, is laid out anew and gets comments.
    let moved =
        (lost("zero") + &lost("two") + &lost("one")).replace("file.flush", "file /* why */\n        .flush");
    let project = project.file("src/lib.rs", format!("{}{HEAD}{}", "// more\n".repeat(50), moved));
    let run = project.letgo(&format!("{SHORT} -D warnings"));
    assert_eq!((run.code, findings(&run)), (1, 1), "{run:?}");
    assert!(run.stdout.starts_with("src/lib.rs:54:"), "the one in `zero` is new: {}", run.stdout);

    // Another one in a function that is known, of the same words.
    let twice = lost("one").replace("flush();\n", "flush();\n    let _ = file.flush();\n");
    let project = project.file("src/lib.rs", format!("{HEAD}{}{}", lost("two"), twice));
    assert_eq!(findings(&project.letgo(SHORT)), 1);
}

#[test]
fn what_is_gone_is_told_and_taken_out() {
    let project = project(&(lost("one") + &lost("two")));
    project.letgo("baseline write");
    let before = fs::read_to_string(project.path("letgo-baseline.toml")).unwrap();
    let project = project.file("src/lib.rs", format!("{HEAD}{}{}", lost("two"), lost("three")));
    let run = project.letgo(SHORT);
    assert_eq!((run.code, findings(&run)), (0, 1));
    assert!(
        run.stderr.contains("1 finding is in letgo-baseline.toml and no longer in the code"),
        "{}",
        run.stderr
    );

    assert_eq!(project.letgo(SHORT), run, "a run whose findings are kept says the same");

    assert_eq!(project.letgo("baseline prune").code, 0);
    let after = fs::read_to_string(project.path("letgo-baseline.toml")).unwrap();
    assert_eq!((after.matches("[[finding]]").count(), before.matches("[[finding]]").count()), (1, 2));
    let run = project.letgo(SHORT);
    assert_eq!((findings(&run), run.stderr.contains("no longer")), (1, false), "prune takes nothing in");

    assert_eq!(
        project.letgo("baseline update").stderr,
        "letgo-baseline.toml now knows 2 findings, before 1\n"
    );
    assert_eq!(findings(&project.letgo(SHORT)), 0);
    let shown = project.letgo(&format!("baseline show {SHORT}"));
    assert_eq!((shown.code, findings(&shown)), (0, 2), "{shown:?}");
    let again = project.letgo("baseline write");
    assert_eq!(again.code, 2, "what is there is not written over: {again:?}");
}

#[test]
fn a_run_over_a_part_judges_that_part() {
    let project = project(&lost("one")).file("src/main.rs", format!("{HEAD}{}fn main() {{}}\n", lost("two")));
    project.letgo("baseline write");
    let project = project.file("src/lib.rs", HEAD).file("src/main.rs", "fn main() {}\n");
    // Only one of the two files is looked at, and only one lint that found something is on.
    let run = project.letgo(&format!("{SHORT} src/main.rs"));
    assert!(run.stderr.contains("1 finding is in"), "{}", run.stderr);
    assert!(!project.letgo(&format!("{SHORT} -A swallowed_close_errors")).stderr.contains("no longer"));
    project.letgo("baseline prune src/main.rs");
    let text = fs::read_to_string(project.path("letgo-baseline.toml")).unwrap();
    assert!(text.contains("src/lib.rs") && !text.contains("src/main.rs"), "{text}");
    // A file that is no more is judged by every run.
    fs::remove_file(project.path("src/lib.rs")).unwrap();
    assert!(project.letgo(&format!("{SHORT} src/main.rs")).stderr.contains("1 finding is in"));
}

#[test]
fn a_file_that_moves_or_does_not_parse_keeps_its_entries() {
    let project = project("pub mod one;\n").file("src/one.rs", format!("{HEAD}{}", lost("one")));
    project.letgo("baseline write");
    fs::rename(project.path("src/one.rs"), project.path("src/two.rs")).unwrap();
    let project = project.file("src/lib.rs", "pub mod two;\n");
    let run = project.letgo(SHORT);
    assert_eq!((findings(&run), run.stderr.contains("no longer")), (0, false), "{run:?}");
    assert_eq!(project.letgo("baseline prune").code, 0);
    let text = fs::read_to_string(project.path("letgo-baseline.toml")).unwrap();
    assert!(text.contains("path = \"src/two.rs\"") && !text.contains("one.rs"), "{text}");
    // A second copy is new.
    let project = project
        .file("src/three.rs", format!("{HEAD}{}", lost("one")))
        .file("src/lib.rs", "pub mod three;\npub mod two;\n");
    assert_eq!(findings(&project.letgo(SHORT)), 1);

    let project = project.file("src/lib.rs", "pub mod two;\n").file("src/two.rs", "fn f( {");
    let run = project.letgo(&format!("{SHORT} -A unparsed_files"));
    assert!(!run.stderr.contains("no longer"), "{}", run.stderr);
    let run = project.letgo(SHORT);
    assert!(run.stdout.contains("unparsed_files") && !run.stderr.contains("no longer"), "{run:?}");
    assert_eq!(project.letgo("baseline prune").code, 0);
    assert_eq!(fs::read_to_string(project.path("letgo-baseline.toml")).unwrap(), text);
}

#[test]
fn a_baseline_names_no_line_and_is_sorted() {
    let project = project(&(lost("two") + &lost("one")));
    project.letgo("baseline write");
    let text = fs::read_to_string(project.path("letgo-baseline.toml")).unwrap();
    let scopes: Vec<_> = text.lines().filter(|line| line.starts_with("scope")).collect();
    assert_eq!(scopes, ["scope = \"one\"", "scope = \"two\""]);
    assert!(text.contains("path = \"src/lib.rs\"") && !text.contains("\nline"), "{text}");
}

#[test]
fn a_broken_or_missing_baseline_ends_the_run_with_2() {
    let project = project("").file("letgo-baseline.toml", "version = 1\n[[findings]]\n");
    let run = project.letgo("");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("letgo-baseline.toml is no baseline"), "{}", run.stderr);
    assert_eq!(project.letgo("--baseline other.toml").code, 2);
    assert_eq!(project.letgo("--no-baseline").code, 0);
    assert_eq!(project.letgo("baseline").code, 2);
    assert_eq!(project.letgo("baseline forget").code, 2);
}

/// A project in a git repository whose first commit it is.
struct Repository {
    project: Project,
}

impl Repository {
    fn new(project: Project) -> Self {
        let repository = Repository { project };
        repository.git("init -q -b main");
        repository.commit();
        repository
    }

    fn git(&self, arguments: &str) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
            .args(["-c", "core.autocrlf=false", "-c", "core.hooksPath=none"])
            .args(arguments.split(' '))
            .current_dir(self.project.path(""))
            .output()
            .expect("there is git");
        assert!(output.status.success(), "git {arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self) {
        self.git("add -A");
        self.git("commit -q --allow-empty -m more");
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.project.path(path).parent().unwrap()).unwrap();
        fs::write(self.project.path(path), text).unwrap();
    }

    fn places(&self, arguments: &str) -> String {
        let run = self.project.letgo(&format!("{SHORT} -q {arguments}"));
        assert!(run.code < 2, "{run:?}");
        places(&run.stdout)
    }
}

#[test]
fn only_what_concerns_new_lines_is_reported() {
    let repository = Repository::new(project(&lost("one")));
    repository.write("src/lib.rs", format!("{HEAD}{}{}", lost("one"), lost("two")));
    // A name with a blank and a letter beyond ASCII, and not yet known to git.
    repository.write("src/bin/ein tür.rs", format!("{HEAD}{}fn main() {{}}\n", lost("three")));
    let expected = "src/bin/ein tür.rs:3:18\nsrc/lib.rs:6:18";
    assert_eq!(repository.places("--new-from-rev HEAD"), expected);
    // Whatever git is told to do with prefixes, colours and context.
    for option in [
        "diff.noprefix true",
        "diff.mnemonicPrefix true",
        "diff.context 9",
        "diff.interHunkContext 9",
        "color.ui always",
        "diff.external /bin/false",
        "diff.relative true",
        "core.quotePath true",
    ] {
        repository.git(&format!("config {option}"));
    }
    assert_eq!(repository.places("--new-from-rev HEAD"), expected);
    repository.commit();
    assert_eq!(repository.places("--new-from-rev HEAD"), "");
    assert_eq!(repository.places("--new-from-rev HEAD~1"), expected);
    assert_eq!(repository.places("--new-from-rev HEAD~1 src/lib.rs"), "src/lib.rs:6:18");
    let whole = repository.places("--new-from-rev HEAD~1 --whole-files");
    assert_eq!(whole, "src/bin/ein tür.rs:3:18\nsrc/lib.rs:3:18\nsrc/lib.rs:6:18");
    // Seen from a directory of the repository, and in a hook.
    let run = repository.project.letgo_in("src", &format!("{SHORT} -q --new-from-rev HEAD~1"));
    assert_eq!(places(&run.stdout), expected);
    let mut hook =
        repository.project.command(["letgo", "--message-format", "short", "-q", "--new-from-rev", "HEAD~1"]);
    let run = Run::of(hook.env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index").env("GIT_PREFIX", ""));
    assert_eq!(places(&run.stdout), expected);
}

#[test]
fn a_finding_is_new_where_any_of_its_places_is() {
    let body = "pub fn f(l: &Mutex<u8>) {\n    let b = l.lock();\n    drop(b);\n}\n";
    let repository = Repository::new(project(body));
    let held = body.replace("{\n", "{\n    let _a = l.lock();\n");
    repository.write("src/lib.rs", format!("{HEAD}{held}"));
    assert_eq!(repository.places("--new-from-rev HEAD"), "src/lib.rs:4:13", "the second acquire is old");
}

#[test]
fn what_came_with_a_branch_is_told_from_what_was_there() {
    let repository = Repository::new(project(&lost("one")));
    repository.git("checkout -q -b topic");
    repository.write("src/lib.rs", format!("{HEAD}{}{}", lost("one"), lost("two")));
    repository.commit();
    repository.git("checkout -q main");
    repository.write("src/main.rs", format!("{HEAD}{}fn main() {{}}\n", lost("three")));
    repository.commit();
    repository.git("checkout -q topic");
    assert_eq!(repository.places("--new-from-merge-base main"), "src/lib.rs:6:18");
    // What was moved is not new.
    repository.git("mv src/lib.rs src/moved.rs");
    repository.write("src/lib.rs", "mod moved;\n");
    assert_eq!(repository.places("--new-from-rev HEAD"), "");
}

#[test]
fn what_is_staged_is_told_from_what_is_not() {
    let repository = Repository::new(project(&lost("one")));
    repository.write("src/lib.rs", format!("{HEAD}{}{}", lost("one"), lost("two")));
    repository.write("src/main.rs", format!("{HEAD}{}fn main() {{}}\n", lost("three")));
    assert_eq!(repository.places("--staged"), "");
    repository.git("add src/lib.rs");
    assert_eq!(repository.places("--staged"), "src/lib.rs:6:18");
    // Lines above it that are not staged move it.
    repository.write("src/lib.rs", format!("{HEAD}{}{}{}", lost("zero"), lost("one"), lost("two")));
    assert_eq!(repository.places("--staged"), "src/lib.rs:9:18");

    let first = project(&lost("one"));
    Command::new("git").args(["init", "-q"]).current_dir(first.path("")).status().unwrap();
    Command::new("git").args(["add", "src"]).current_dir(first.path("")).status().unwrap();
    assert_eq!(first.places("--staged"), "src/lib.rs:3:18", "before the first commit");
}

#[test]
fn a_revision_that_is_not_there_is_no_silence() {
    let repository = Repository::new(project(&lost("one")));
    repository.write("src/lib.rs", HEAD);
    repository.commit();
    for flag in ["--new-from-rev nowhere", "--new-from-merge-base nowhere", "--new-from-rev=--all"] {
        let run = repository.project.letgo(flag);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{flag}");
        assert!(run.stderr.contains("git knows no revision"), "{}", run.stderr);
    }
    let clone = Project::new();
    let url = format!("file://{}", repository.project.path("").display());
    let cloned = Command::new("git")
        .args(["clone", "-q", "--depth=1", &url, "c"])
        .current_dir(clone.path(""))
        .status();
    assert!(cloned.unwrap().success());
    let run = clone.letgo_in("c", "--new-from-rev HEAD~1");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("shallow") && run.stderr.contains("fetch-depth: 0"), "{}", run.stderr);
    let outside = project(&lost("one")).letgo("--staged");
    assert_eq!(outside.code, 2);
    assert!(outside.stderr.contains("only git can tell"), "{}", outside.stderr);
    assert_eq!(project("").letgo("--whole-files").code, 2);
}

#[test]
fn warnings_can_fail_a_run() {
    let project = project(&(lost("one") + &lost("two")));
    let code = |arguments: &str| project.letgo(arguments).code;
    assert_eq!((code(""), code("--max-warnings 2"), code("--max-warnings 1")), (0, 0, 1));
    assert_eq!((code("--max-warnings 0 --exit-zero"), code("--deny-warnings")), (0, 1));
    let run = project.letgo("-q --max-warnings 1");
    assert_eq!(run.stderr, "error: 2 warnings, which is more than --max-warnings 1\n");
    let mut denied = project.command(["letgo", "-q"]);
    assert_eq!(Run::of(denied.env("CARGO_BUILD_WARNINGS", "deny")).code, 1);
    let allowed = Run::of(project.command(["letgo", "-q"]).env("CARGO_BUILD_WARNINGS", "allow"));
    assert_eq!((allowed.code, &*allowed.stdout), (0, ""));
    // What the baseline knows and what is old does not count.
    project.letgo("baseline write");
    assert_eq!(code("--max-warnings 0"), 0);
}

#[test]
fn parts_put_together_are_the_whole_in_every_format() {
    let lints = "[lints]\npedantic = \"warn\"\n[[per-file]]\npaths = [\"src/m1.rs\"]\n\
                 lints = { swallowed_close_errors = \"deny\" }\n";
    let mut project = Project::new().file("Cargo.toml", manifest("fixture")).file("letgo.toml", lints);
    let mut modules = String::new();
    for number in 0..7 {
        modules.push_str(&format!("pub mod m{number};\n"));
        let source = format!("{HEAD}{}{}", lost("one"), lost("two").repeat(number % 2));
        project = project.file(&format!("src/m{number}.rs"), source);
    }
    let acquires = "pub fn f(l: &Mutex<u8>) { let a = l.lock(); let b = l.lock(); drop(b); drop(a); }\n";
    let allowed =
        lost("known").replace("    let", "    // letgo: allow(swallowed_close_errors): known\n    let");
    let lib = HEAD.to_owned() + &modules + acquires + &allowed;
    let project = project.file("src/lib.rs", lib).file("src/main.rs", BROKEN);
    for how in ["hash", "slice"] {
        let mut total = 0;
        for part in 1..=3 {
            let run = project.letgo(&format!("{SHORT} --partition {how}:{part}/3 -o report=part{part}.json"));
            total += findings(&run);
        }
        assert_eq!(total, findings(&project.letgo(SHORT)));
        let formats = ["human", "short", "sarif", "github", "gitlab", "azure", "junit", "checkstyle"];
        let suppressed = "sarif --sarif-include-suppressed";
        for format in formats.into_iter().chain(["sonar", "rdjsonl", "markdown", suppressed]) {
            let whole = project.letgo(&format!("--message-format {format}"));
            let merged =
                project.letgo(&format!("merge part2.json part1.json part3.json --message-format {format}"));
            assert_eq!(merged, whole, "{how} {format}");
            assert!(!whole.stdout.is_empty());
        }
    }
    // Flags of levels count for what was found, whatever it counted as then.
    let all = "merge part1.json part2.json part3.json";
    assert_eq!(findings(&project.letgo(&format!("{all} {SHORT} -A swallowed_close_errors"))), 2);
    let denied = project.letgo(&format!("{all} {SHORT} -D warnings"));
    assert_eq!((denied.code, denied.stdout.contains(": warning[")), (1, false), "{denied:?}");
    assert_eq!(project.letgo(&format!("{all} -W all --max-warnings 99")).code, 0);
    assert_eq!(project.letgo("merge").code, 2);
    assert_eq!(project.letgo("merge src/lib.rs").code, 2);
    assert_eq!(project.letgo("--partition hash:4/3").code, 2);
}
