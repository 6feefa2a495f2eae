//! `letgo.toml`: facts about a project's own resources, and mistakes in them.

mod support;

use support::{Project, Run, manifest};

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
    let run = Project::good().file("letgo.toml", "[suppressions]\nunused = \"warn\"\n").letgo("");
    assert_eq!(run.code, 2);
    let first = "error: `suppressions` is not read from this file: give levels to `unused_suppressions` and \
                 `suppressions_without_reason` under `[lints]`\n  --> letgo.toml:1:2\n";
    assert!(run.stderr.starts_with(first), "{run:?}");
}

#[test]
fn another_file_is_read_in_its_place() {
    let project = Project::good().file("letgo.toml", "[lint]\n").file("ci/other.toml", "");
    assert_eq!(project.letgo("").code, 2);
    assert_eq!(project.letgo("--config-file ci/other.toml").code, 0);
    assert_eq!(Run::of(project.command(["letgo"]).env("LETGO_CONFIG", "ci/other.toml")).code, 0);
    let run = project.letgo("--config-file ci/none.toml");
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: cannot read ci/none.toml: "), "{run:?}");
    // Nothing is looked for, and what is named is read.
    let project = Project::bad().file("ci/deny.toml", "lints.unparsed_files = \"deny\"\n");
    assert_eq!(project.letgo("--config-file ci/deny.toml --isolated").code, 1);
}

#[test]
fn files_without_a_package_look_upwards() {
    let project = Project::new().file("letgo.toml", "[lint]\n").file("scripts/a.rs", "fn main() {}\n");
    assert_eq!(project.letgo_in("scripts", "a.rs").code, 2);
    assert_eq!(project.letgo_in("scripts", "a.rs --isolated").code, 0);
}

/// A workspace of two packages, each with one finding of `unparsed_files`.
fn workspace() -> Project {
    Project::new()
        .file("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n")
        .file("a/Cargo.toml", manifest("a"))
        .file("a/src/lib.rs", support::BROKEN)
        .file("b/Cargo.toml", manifest("b"))
        .file("b/src/lib.rs", support::BROKEN)
}

/// The level of the finding in each package: `a warning, b error`.
fn levels(project: &Project, arguments: &str) -> String {
    let run = project.letgo(&format!("--workspace --message-format short -q {arguments}"));
    assert!(run.code < 2, "{run:?}");
    let level = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        format!("{} {}", &place[..1], rest.split('[').next().unwrap())
    };
    run.stdout.lines().map(level).collect::<Vec<_>>().join(", ")
}

#[test]
fn each_layer_goes_before_the_weaker_ones() {
    let root = "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n";
    let lints = |level: &str| format!("unparsed_files = \"{level}\"\n");
    let project = workspace();
    assert_eq!(levels(&project, ""), "a warning, b warning");
    let of_workspace = format!("{root}[workspace.metadata.letgo.lints]\n{}", lints("deny"));
    let project = project.file("Cargo.toml", of_workspace);
    assert_eq!(levels(&project, ""), "a error, b error");
    let project = project.file("letgo.toml", format!("[lints]\n{}", lints("warn")));
    assert_eq!(levels(&project, ""), "a warning, b warning");
    let of_package = format!("{}[package.metadata.letgo.lints]\n{}", manifest("a"), lints("deny"));
    let project = project.file("a/Cargo.toml", of_package);
    assert_eq!(levels(&project, ""), "a error, b warning");
    let project = project.file("a/letgo.toml", format!("[lints]\n{}", lints("warn")));
    let project = project.file("b/letgo.toml", format!("[lints]\n{}", lints("allow")));
    assert_eq!(levels(&project, ""), "a warning");
    assert_eq!(levels(&project, "--set lints.unparsed_files=deny"), "a error, b error");
    assert_eq!(levels(&project, "--set lints.unparsed_files=deny -W unparsed_files"), "a warning, b warning");
    assert_eq!(levels(&project, "--isolated"), "a warning, b warning");
    // Only one of them is read where it is named.
    assert_eq!(levels(&project, "a/src/lib.rs"), "a warning");
}

#[test]
fn priorities_are_those_of_cargo() {
    let project = Project::bad();
    for (lints, code) in [
        ("all = \"allow\"\nunparsed_files = \"deny\"", 1),
        ("unparsed_files = \"deny\"\nall = \"allow\"", 1),
        ("unparsed_files = \"deny\"\nall = { level = \"allow\", priority = 1 }", 0),
        ("suspicious = { level = \"deny\", priority = -1 }\nall = { level = \"allow\", priority = -2 }", 1),
        ("warnings = \"deny\"", 1),
        ("unparsed-files = \"forbid\"", 1),
    ] {
        let project = Project::bad().file("letgo.toml", format!("[lints]\n{lints}\n"));
        assert_eq!(project.letgo("").code, code, "{lints}");
    }
    let project = project.file("letgo.toml", "[lints]\nall = \"forbid\"\n");
    assert_eq!(project.letgo("-A all").code, 1, "what is forbidden stays so");
}

#[test]
fn levels_go_by_path() {
    let text = "[[per-file]]\npaths = [\"a/**\"]\nlints = { unparsed_files = \"deny\" }\n\
                [[per-file]]\npaths = [\"**/src/lib.rs\"]\nlints = { all = \"warn\" }\n";
    let project = workspace().file("letgo.toml", text);
    assert_eq!(levels(&project, ""), "a warning, b warning");
    let project = project.file("letgo.toml", text.split("[[").take(2).collect::<Vec<_>>().join("[["));
    assert_eq!(levels(&project, ""), "a error, b warning");
    assert_eq!(levels(&project, "-A all"), "");
}

#[test]
fn files_are_left_out_unless_they_are_named() {
    let project = workspace().file("letgo.toml", "[files]\nexclude = [\"a\"]\n");
    assert_eq!(levels(&project, ""), "b warning");
    assert_eq!(levels(&project, "a/src/lib.rs"), "a warning");
    assert_eq!(levels(&project, "a"), "");
    assert_eq!(levels(&project, "a/src/lib.rs --force-exclude"), "");
    assert_eq!(project.letgo("--workspace --show-files").stdout, "b/src/lib.rs\n");
}

#[test]
fn test_code_is_left_out_on_demand() {
    let text = "use std::sync::Mutex;\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    \
                fn f() {\n        let m = Mutex::new(1);\n        let _ = m.lock();\n        g();\n    }\n\n    \
                fn g() {}\n}\n\npub fn p(m: &Mutex<u32>) {\n    #[cfg(test)]\n    let _ = m.lock();\n    \
                println!(\"{m:?}\");\n}\n";
    let project = Project::new().file("Cargo.toml", manifest("app")).file("src/lib.rs", text);
    let project = project.file("tests/t.rs", text.replace("use super::*;", "use std::sync::Mutex;"));
    let count =
        |project: &Project| project.letgo("--all-targets --message-format short -q").stdout.lines().count();
    assert_eq!(count(&project), 4);
    assert_eq!(count(&project.file("letgo.toml", "[files]\ntests = false\n")), 0);
}

#[test]
fn a_mistake_in_a_manifest_or_flag_has_its_place() {
    let text = format!("{}\n[package.metadata.letgo.lints]\nunparsed_file = \"warn\"\n", manifest("good"));
    let run = Project::good().file("Cargo.toml", text).letgo("");
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            2,
            "error: unknown lint or group `unparsed_file`, did you mean `unparsed_files`?
  --> Cargo.toml:7:1
  │
7 │ unparsed_file = \"warn\"
  │ ^^^^^^^^^^^^^
"
        )
    );
    let run = Project::good().letgo("--set lints.all=wern");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: unknown level `wern`, did you mean `warn`?\n  --> --set:1:"),
        "{run:?}"
    );
}

#[test]
fn the_configuration_is_told() {
    let project = workspace()
        .file("letgo.toml", "[lints]\nunparsed_files = \"deny\"\n[files]\nexclude = [\"x/**\"]\n")
        .file("b/letgo.toml", "lints.unparsed_files = \"allow\"\n");
    assert_eq!(project.letgo("config path --workspace").stdout, "letgo.toml\nb/letgo.toml\n");
    assert_eq!(project.letgo("config verify -p a").stdout, "letgo.toml: nothing is wrong\n");
    let shown = project.letgo("config show -p a").stdout;
    for line in [
        "# from letgo.toml",
        "unparsed_files = \"deny\" # warn by default",
        "exclude = [\"x/**\"]",
        "tests = true",
    ] {
        assert!(shown.lines().any(|own| own == line), "{line}: {shown}");
    }
    // What is shown says the same when it is read.
    let again = workspace().file("letgo.toml", &shown);
    assert_eq!(again.letgo("config show -p a").stdout, shown);
    let both = project.letgo("config show --workspace").stdout;
    assert!(
        both.starts_with("# a\n# from letgo.toml\n") && both.contains("\n# b\n# # from letgo.toml\n"),
        "{both}"
    );
    assert_eq!(project.file("letgo.toml", "x = 1\n").letgo("config verify").code, 2);
    assert_eq!(Project::good().letgo("config verify").stdout, "no configuration; defaults count\n");
    assert_eq!(Project::good().letgo("config nope").code, 2);
}

#[test]
fn a_first_file_is_right_and_never_written_over() {
    let project = workspace();
    let printed = project.letgo("init --stdout").stdout;
    assert_eq!(project.letgo_in("a/src", "init").code, 0);
    assert_eq!(std::fs::read_to_string(project.path("letgo.toml")).unwrap(), printed);
    let run = project.letgo("init");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("letgo.toml is there already"), "{run:?}");
    assert_eq!(project.letgo("config verify").code, 0);
    // What is commented out is right as well.
    let all: Vec<_> = printed
        .lines()
        .skip_while(|line| !line.starts_with("version"))
        .map(|line| {
            let code = line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('['));
            code.unwrap_or(line)
        })
        .collect();
    let project = project.file("letgo.toml", all.join("\n"));
    let run = project.letgo("config verify");
    assert_eq!(run.code, 0, "{run:?}\n{}", all.join("\n"));
    // A path of that name is written with a dot.
    let run = Project::good().file("init/a.rs", "").letgo("./init --show-files");
    assert_eq!(run.stdout, "init/a.rs\n");
}

/// Checks a value against the part of JSON schema that ours is written in.
fn agrees(value: &serde_json::Value, schema: &serde_json::Value, root: &serde_json::Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        return agrees(value, &root["$defs"][name.rsplit('/').next().unwrap()], root, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let kinds = any.iter().filter(|one| one["type"] != "null");
        let fits = |one: &&serde_json::Value| one["enum"].is_array() == value.is_string();
        return agrees(value, kinds.into_iter().find(fits).expect(at), root, at);
    }
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at}: {value}");
    }
    if let Some(table) = value.as_object() {
        for (key, value) in table {
            let known = schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
            assert!(known.is_object(), "{at}: no {key}");
            agrees(value, known, root, &format!("{at}.{key}"));
        }
        for key in schema["required"].as_array().into_iter().flatten() {
            assert!(table.contains_key(key.as_str().unwrap()), "{at}: {key}");
        }
    }
    for entry in value.as_array().into_iter().flatten() {
        agrees(entry, &schema["items"], root, at);
    }
}

#[test]
fn the_schema_takes_what_letgo_takes() {
    let schema: serde_json::Value =
        serde_json::from_str(&Project::new().letgo("config schema").stdout).unwrap();
    let printed = Project::new().letgo("init --stdout").stdout;
    let readme = include_str!("../README.md").split("### Your own resources").nth(1).unwrap();
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for text in [&printed, example, &lease("app"), "[lints]\nall = { level = \"warn\", priority = -1 }\n"] {
        let value: serde_json::Value = toml::from_str::<toml::Table>(text).unwrap().try_into().unwrap();
        agrees(&value, &schema, &schema, "");
    }
    for lint in letgo_lints::LINTS {
        assert!(schema["properties"]["lints"]["properties"].get(lint.name).is_some(), "{}", lint.name);
    }
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

#[test]
fn the_configuration_in_the_readme_is_right() {
    let section =
        include_str!("../README.md").split("### Configuration").nth(1).expect("the section is there");
    let example = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let project = Project::good().file("letgo.toml", example.expect("there is an example"));
    assert_eq!(project.letgo("config verify").stdout, "letgo.toml: nothing is wrong\n");
    let shown = project.letgo("config show").stdout;
    assert!(shown.contains("double_acquires = \"deny\"\n") && shown.contains("tests = false\n"), "{shown}");
}
