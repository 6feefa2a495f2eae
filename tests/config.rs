//! `letgo.toml`: facts about a project's own resources, and mistakes in them.

mod support;

use support::{Project, manifest};

/// A lease that has to be ended, in the project's own code.
const POOL: &str = "
pub struct Lease(u32);
pub struct Pool;

impl Pool {
    pub fn lease(&self) -> Lease { Lease(1) }
}

impl Lease {
    pub fn put(&mut self, text: &str) { self.0 += text.len() as u32; }
    pub fn end(self) -> Result<(), String> { Ok(()) }
}
";

/// Each of the lints that a lease can matter to.
const USE: &str = "
async fn wait() {}

pub async fn across_await(pool: &Pool) {
    let lease = pool.lease();
    wait().await;
    drop(lease);
}

pub fn across_loop(pool: &Pool, jobs: std::sync::mpsc::Receiver<u32>) {
    let lease = pool.lease();
    for _ in jobs.iter() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    drop(lease);
}

pub fn swallowed(pool: &Pool) {
    let mut lease = pool.lease();
    lease.put(\"text\");
    let _ = lease.end();
}

pub fn discarded(pool: &Pool) {
    let _ = pool.lease();
}
";

/// What `letgo.toml` says of the lease, in the crate that it is in.
fn lease(krate: &str) -> String {
    format!(
        "[resource.lease]\ntype = \"{krate}::Lease\"\nkind = \"lock\"\nwaits = \"thread\"\n\
         on-drop = \"unlocks\"\nwrites = [\"put\"]\n\n\
         [resource.lease.close]\nend = {{ takes = \"self\", returns = \"Result<()>\", effect = \"closed\" }}\n"
    )
}

/// The lints that found something, with their lines.
fn found(short: &str) -> Vec<String> {
    let lint = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let lint = rest.split_once("letgo::")?.1.split(']').next()?;
        Some(format!("{lint} {}", place.split(':').nth(1)?))
    };
    short.lines().filter_map(lint).collect()
}

#[test]
fn a_type_of_the_workspace_is_a_resource_in_all_lints() {
    let project = Project::new()
        .file("Cargo.toml", manifest("app"))
        .file("src/lib.rs", format!("{POOL}{USE}"))
        .file("letgo.toml", lease("app"));
    let expected = [
        "guards_held_across_await 18",
        "guards_held_across_loops 24",
        "swallowed_close_errors 33",
        "discarded_guards 37",
    ];
    assert_eq!(found(&project.letgo("--message-format short").stdout), expected);
    assert_eq!(found(&project.letgo("--message-format short --isolated").stdout), [""; 0]);
}

#[test]
fn a_type_of_a_dependency_is_a_resource_in_all_lints() {
    let application = format!("{}\n[dependencies]\nacme-pool = {{ path = \"../pool\" }}\n", manifest("app"));
    let project = Project::new()
        .file("Cargo.toml", "[workspace]\nmembers = [\"app\", \"pool\"]\nresolver = \"3\"\n")
        .file("app/Cargo.toml", application)
        .file("app/src/lib.rs", format!("use acme_pool::Pool;{USE}"))
        .file("pool/Cargo.toml", manifest("acme-pool"))
        .file("pool/src/lib.rs", POOL)
        .file("letgo.toml", lease("acme_pool"));
    let run = project.letgo("-p app --message-format short");
    assert_eq!(
        found(&run.stdout),
        [
            "guards_held_across_await 6",
            "guards_held_across_loops 12",
            "swallowed_close_errors 21",
            "discarded_guards 25",
        ],
        "{run:?}"
    );
    // From a member's directory, the file at the root counts.
    assert_eq!(project.letgo_in("app", "--message-format short").stdout, run.stdout);
}

#[test]
fn a_function_that_blocks_is_known_by_its_path() {
    let text = "pub fn settle() {}\n\npub fn f(m: &std::sync::Mutex<u32>, jobs: &[u32]) {\n    \
                let mut sum = m.lock().unwrap();\n    for job in jobs {\n        settle();\n        \
                *sum += job;\n    }\n}\n";
    let project = Project::new().file("Cargo.toml", manifest("app")).file("src/lib.rs", text);
    assert_eq!(found(&project.letgo("--message-format short").stdout), [""; 0]);
    let project = project.file("letgo.toml", "[functions]\n\"app::settle\" = { blocks = \"network\" }\n");
    assert_eq!(found(&project.letgo("--message-format short").stdout), ["guards_held_across_loops 5"]);
}

#[test]
fn a_mistake_is_drawn_with_the_nearest_word_and_ends_the_run() {
    let text = lease("app").replace("\"lock\"", "\"lok\"").replace("\"unlocks\"", "\"unlock\"");
    let run = Project::good().file("letgo.toml", text).letgo("");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "error: unknown kind `lok`, did you mean `lock`?
  --> letgo.toml:3:8
  │
3 │ kind = \"lok\"
  │        ^^^^^

error: unknown effect of a drop `unlock`, did you mean `unlocks`?
  --> letgo.toml:5:11
  │
5 │ on-drop = \"unlock\"
  │           ^^^^^^^^
"
    );
}

#[test]
fn what_is_not_read_from_the_file_is_refused() {
    let run = Project::good().file("letgo.toml", "[lints]\nall = \"warn\"\n").letgo("");
    assert_eq!(run.code, 2);
    let first = "error: `lints` is not read from this file: give levels as flags: `-A`, `-W`, `-D`\n  \
                 --> letgo.toml:1:2\n";
    assert!(run.stderr.starts_with(first), "{run:?}");
}

#[test]
fn another_file_is_read_in_its_place() {
    let project = Project::good().file("letgo.toml", "[lints]\n").file("ci/other.toml", "");
    assert_eq!(project.letgo("").code, 2);
    assert_eq!(project.letgo("--config-file ci/other.toml").code, 0);
    let run = project.letgo("--config-file ci/none.toml");
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: cannot read ci/none.toml: "), "{run:?}");
    assert_eq!(project.letgo("--config-file ci/other.toml --isolated").code, 2);
}

#[test]
fn files_without_a_package_look_upwards() {
    let project = Project::new().file("letgo.toml", "[lints]\n").file("scripts/a.rs", "fn main() {}\n");
    assert_eq!(project.letgo_in("scripts", "a.rs").code, 2);
    assert_eq!(project.letgo_in("scripts", "a.rs --isolated").code, 0);
}

#[test]
fn what_is_best_effort_for_a_project_is_its_own_to_say() {
    let text = "use std::{fs::File, io::Write};\n\npub fn f(mut file: File) -> std::io::Result<()> {\n    \
                file.write_all(b\"x\")?;\n    let _ = file.sync_all();\n    Ok(())\n}\n";
    let project = Project::new().file("Cargo.toml", manifest("app")).file("src/lib.rs", text);
    assert_eq!(found(&project.letgo("--message-format short").stdout), ["swallowed_close_errors 5"]);
    let project = project.file("letgo.toml", "best-effort = [\"std::fs::File\"]\n");
    assert_eq!(found(&project.letgo("--message-format short").stdout), [""; 0]);
}

/// What the README shows is read without a mistake, and lists every word there is.
#[test]
fn the_example_in_the_readme_is_right() {
    let readme = include_str!("../README.md");
    let section = readme.split("### Your own resources").nth(1).expect("the section is there");
    let example = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let project = Project::good().file("letgo.toml", example.expect("there is an example"));
    assert_eq!(project.letgo("").code, 0, "{:?}", project.letgo(""));
    for (key, line) in [("kind", "kind = \"?\""), ("on-drop", "kind = \"lock\"\non-drop = \"?\"")] {
        let text = format!("[resource.x]\ntype = \"a::B\"\n{line}\n");
        let run = Project::good().file("letgo.toml", text).letgo("");
        let words = run.stderr.lines().next().unwrap_or_default().split("expected one of ").nth(1);
        let words = words.expect("the message lists them");
        assert!(section.contains(&format!("| `{key}` | {words} |")), "{key}: {words}");
    }
}
