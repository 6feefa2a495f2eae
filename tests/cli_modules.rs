//! The built binary: how it follows module trees. Every file that is reached is broken, so that
//! it is reported.

mod support;

use support::{BROKEN, Project, manifest};

/// A package whose library is `text`, with broken files.
fn package(text: &str, broken: &[&str]) -> Project {
    let project = Project::new().file("Cargo.toml", manifest("tree")).file("src/lib.rs", text);
    broken.iter().fold(project, |project, path| project.file(path, BROKEN))
}

/// The library `text` leads to exactly `expected`, of which the first `unreached` do not count.
#[track_caller]
fn check(text: &str, unreached: &[&str], expected: &[&str]) {
    let all: Vec<_> = unreached.iter().chain(expected).copied().collect();
    let places = package(text, &all).places("").replace(":2:4", "");
    assert_eq!(places.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_module_lies_beside_or_in_a_directory() {
    check("mod a;\npub mod b;\nmod r#type;\n", &["src/c.rs"], &["src/a.rs", "src/b/mod.rs", "src/type.rs"]);
}

#[test]
fn inline_modules_are_directories() {
    check("mod a {\n    mod b { mod c; }\n}\n", &["src/c.rs"], &["src/a/b/c.rs"]);
}

#[test]
fn a_path_counts_from_the_file_or_the_inline_module() {
    check(
        "#[path = \"x/y.rs\"]\nmod a;\nmod inline {\n    #[path = \"z.rs\"]\n    mod b;\n}\n\
         #[path = \"moved\"]\nmod c { mod d; }\n",
        &["src/a.rs"],
        &["src/inline/z.rs", "src/moved/d.rs", "src/x/y.rs"],
    );
}

#[test]
fn files_below_files_lie_in_a_directory_of_that_name() {
    let project =
        package("mod a;\nmod b;\n", &["src/a/c.rs", "src/b/d.rs", "src/beside.rs", "src/a/deep/x.rs"])
            .file(
                "src/a.rs",
                "mod c;\n#[path = \"beside.rs\"]\nmod e;\nmod deep {\n#[path = \"x.rs\"]\nmod f; }\n",
            )
            .file("src/b/mod.rs", "mod d;\n");
    let expected = "src/a/c.rs:2:4\nsrc/a/deep/x.rs:2:4\nsrc/b/d.rs:2:4\nsrc/beside.rs:2:4";
    assert_eq!(project.places(""), expected);
}

#[test]
fn included_files_are_read_with_what_they_declare() {
    let project = package(
        "include!(\"parts/one.in\");\nmod a { include!(\"two.rs\"); }\n",
        &["src/two.rs", "src/parts/b.rs"],
    )
    .file("src/parts/one.in", "mod b;\n");
    assert_eq!(project.places(""), "src/parts/b.rs:2:4\nsrc/two.rs:2:4");
}

#[test]
fn a_missing_module_is_reported_where_it_is_declared() {
    let project = package("fn f() {}\nmod gone;\n", &[]);
    let run = project.letgo("--message-format short");
    let expected = "src/lib.rs:2:5: warning[letgo::unparsed_files]: file not found for module `gone`\n";
    assert_eq!((run.stdout.as_str(), run.code), (expected, 0));
}

#[test]
fn a_module_that_may_be_switched_off_need_not_exist() {
    check("#[cfg(windows)]\nmod gone;\n#[cfg(feature = \"x\")]\nmod a { mod gone; }\n", &[], &[]);
}

#[test]
fn modules_in_a_circle_end() {
    check("#[path = \"lib.rs\"]\nmod a;\nmod b;\n", &[], &["src/b.rs"]);
}

#[test]
fn a_file_of_two_targets_is_reported_once() {
    let project = package("mod a;\n", &["src/a.rs"]).file("src/main.rs", "mod a;\nfn main() {}\n");
    assert_eq!(project.places(""), "src/a.rs:2:4");
}

#[test]
fn a_file_that_does_not_parse_is_counted_and_the_rest_is_checked() {
    let project = package("mod a;\nmod b;\n", &["src/b.rs"]).file("src/a.rs", "struct {\n");
    let run = project.letgo("--message-format short");
    assert_eq!(run.stdout.lines().count(), 2, "{run:?}");
    assert_eq!(run.stderr, "2 warnings in 3 files; 2 files could not be parsed\n");
}

#[test]
fn deep_nesting_ends_no_run() {
    for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
        let body = format!("fn f() {{ let _ = {}1{}; }}\n", open.repeat(5000), close.repeat(5000));
        let project = Project::new().file("bomb.rs", body);
        let run = project.letgo("bomb.rs");
        assert!(run.code <= 1, "{run:?}");
    }
    // Nor where it is called under a lock, for which bodies are looked into.
    let called =
        format!("fn f(m: &std::sync::Mutex<u8>) {{ {}m.lock(){}; }}\n", "(".repeat(5000), ")".repeat(5000));
    let caller = "fn g(m: &std::sync::Mutex<u8>) { let _held = m.lock(); f(m); }\n";
    let run = Project::new().file("bomb.rs", called + caller).letgo("bomb.rs");
    assert!(run.code <= 1 && run.stderr.contains("1 file could not be parsed"), "{run:?}");
    let chain = format!("fn f() {{ x{}; }}\n", ".f()".repeat(50_000));
    assert!(Project::new().file("chain.rs", chain).letgo("chain.rs").code <= 1);
    let types = format!("type A = {}u8{};\n", "Vec<".repeat(5000), ">".repeat(5000));
    assert!(Project::new().file("types.rs", types).letgo("types.rs").code <= 1);
}

#[test]
fn a_file_without_a_package_that_another_declares_is_its_module() {
    let project = Project::new().file("main.rs", "mod a;\nfn main() {}\n").file("a.rs", BROKEN);
    assert_eq!(project.places("."), "a.rs:2:4");
}

#[test]
fn the_analysis_sees_included_and_unreached_functions_once() {
    let project = package("mod a;\ninclude!(\"inc.rs\");\n", &[])
        .file("src/a/mod.rs", "fn in_module() {}\n")
        .file("src/inc.rs", "fn in_included() {}\n")
        .file("src/a/lost.rs", "fn in_lost() {}\n");
    let functions = |arguments: &str| {
        let dump = project.letgo(&format!("--dump holds {arguments}")).stdout;
        let heads = dump.lines().filter_map(|line| line.strip_prefix("// ")).map(str::to_owned);
        heads.collect::<Vec<_>>()
    };
    let all = functions("");
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[0], "src/a/mod.rs: tree::a::in_module");
    assert!(all[1].starts_with("src/inc.rs: tree::") && all[1].ends_with("::in_included"), "{all:?}");
    assert_eq!(functions("src/a/lost.rs"), ["src/a/lost.rs: tree::a::lost::in_lost"]);
}
