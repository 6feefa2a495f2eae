//! The built-in files hold what they promise, and mistakes are explained.

mod stub;

use std::{collections::BTreeSet, fs, path::Path};

use super::{builtin::FILES, *};
use stub::Stub;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue")
}

#[test]
fn every_file_of_the_folder_is_listed() {
    let mut expected = vec!["CHECKED.toml".to_owned(), "README.md".to_owned()];
    for (krate, _, stub) in FILES {
        expected.push(format!("{krate}.toml"));
        expected.extend(stub.map(|_| format!("{krate}.rs")));
    }
    expected.sort();
    let mut found: Vec<String> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, expected, "files of analysis/catalogue against the list in builtin.rs");
}

#[test]
fn every_file_parses_and_speaks_of_its_crate() {
    for (krate, facts, _) in FILES {
        let entry =
            parse(facts).unwrap_or_else(|errors| panic!("{krate}.toml:\n{}", explain(facts, &errors)));
        assert_eq!(entry.krate, *krate);
        assert!(facts.starts_with("# "), "{krate}.toml starts with a line that says what it covers");
    }
    assert_eq!(Catalogue::builtin().entries.len(), FILES.len());
}

#[test]
fn the_list_is_sorted_with_the_standard_library_first() {
    let crates: Vec<&str> = FILES.iter().map(|(krate, ..)| *krate).collect();
    assert_eq!(crates.first(), Some(&"std"));
    assert!(crates[1..].is_sorted(), "{crates:?}");
}

#[test]
fn ids_are_unique() {
    let mut seen = BTreeSet::new();
    for resource in Catalogue::builtin().entries.iter().flat_map(|entry| &entry.resources) {
        assert!(seen.insert(&resource.id), "{} is there twice", resource.id);
        assert!(!resource.docs.is_empty(), "{} has no docs", resource.id);
    }
}

/// Every entry that has a stub beside its file, listed or not.
fn stubs() -> Vec<(&'static Entry, Stub)> {
    let stub = |entry: &'static Entry| {
        let text = fs::read_to_string(folder().join(format!("{}.rs", entry.krate))).ok()?;
        Some((entry, Stub::read(&entry.krate, &text)))
    };
    Catalogue::builtin().entries.iter().filter_map(stub).collect()
}

#[test]
fn stubs_parse_and_use_nothing_but_std_and_themselves() {
    for (entry, stub) in stubs() {
        let foreign = stub.foreign_imports();
        assert!(foreign.is_empty(), "{}.rs imports {foreign:?}", entry.krate);
    }
}

#[test]
fn every_path_of_a_file_is_in_its_stub() {
    let mut missing = Vec::new();
    for (entry, stub) in stubs() {
        missing.extend(paths(entry).into_iter().filter(|path| !stub.resolves(path)));
    }
    assert!(missing.is_empty(), "not in the stubs:\n{}", missing.join("\n"));
}

#[test]
fn every_closing_method_is_in_its_stub() {
    let mut missing = Vec::new();
    for (entry, stub) in stubs() {
        for resource in &entry.resources {
            let names = resource.close.iter().map(|close| close.method.as_str());
            for name in names.filter(|name| *name != "await" && !stub.has_function(name)) {
                missing.push(format!("{}: {name}", resource.id));
            }
        }
    }
    assert!(missing.is_empty(), "not in the stubs:\n{}", missing.join("\n"));
}

/// Every path of an entry that lies in its own crate.
fn paths(entry: &Entry) -> Vec<String> {
    let mut paths: Vec<&str> = Vec::new();
    for resource in &entry.resources {
        paths.extend(resource.types.iter().map(String::as_str));
        paths.extend(resource.acquire.iter().map(|(path, _)| path.as_str()));
        paths.extend(resource.pass.iter().map(|(path, _)| path.as_str()));
    }
    for (path, facts) in &entry.functions {
        paths.push(path.strip_suffix("::*").unwrap_or(path));
        paths.extend(facts.receivers.iter().chain(&facts.undone_by).map(String::as_str));
    }
    paths.extend(entry.in_memory.iter().chain(&entry.best_effort).map(String::as_str));
    let own = format!("{}::", entry.krate);
    paths.into_iter().filter(|path| path.starts_with(&own)).map(str::to_owned).collect()
}

/// Errors with the text that they point at.
fn explain(text: &str, errors: &[CatalogueError]) -> String {
    let line = |error: &CatalogueError| {
        let place = text.get(error.range.indices()).unwrap_or("a place outside");
        format!("{}\n  at {}\n", error.message, place.lines().next().unwrap_or_default())
    };
    errors.iter().map(line).collect()
}

/// A file with one resource, `fields` among its own.
fn resource(fields: &str) -> String {
    let base = [
        ("noun", "noun = \"guard\""),
        ("type", "type = \"some::Guard\""),
        ("kind", "kind = \"lock\""),
        ("docs", "docs = \"https://some.org\""),
    ];
    let base =
        base.iter().filter(|(key, _)| !fields.lines().any(|line| line.starts_with(&format!("{key} "))));
    let base: Vec<&str> = base.map(|(_, line)| *line).collect();
    format!(
        "schema = 1\ncrate = \"some\"\nversions = \"1\"\n[resource.guard]\n{}\n{fields}\n",
        base.join("\n")
    )
}

fn functions(fields: &str) -> String {
    format!("schema = 1\ncrate = \"some\"\nversions = \"*\"\n[functions]\n{fields}\n")
}

/// Parses `text` and compares messages with what they point at.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let errors = parse(text).expect_err("this is wrong");
    let found: Vec<(&str, &str)> =
        errors.iter().map(|error| (error.message.as_str(), &text[error.range.indices()])).collect();
    assert_eq!(found, expected);
}

#[test]
fn misspelt_words_are_explained() {
    check(&resource("kind = \"lok\""), &[("unknown kind `lok`, did you mean `lock`?", "\"lok\"")]);
    check(
        &resource("waits = \"threads\"\non-drop = \"unlock\"\nduty = \"closed\""),
        &[
            ("unknown answer to who waits `threads`, did you mean `thread`?", "\"threads\""),
            ("unknown effect of a drop `unlock`, did you mean `unlocks`?", "\"unlock\""),
            ("unknown duty `closed`, did you mean `close`?", "\"closed\""),
        ],
    );
    check(
        &resource("waits = \"everybody\""),
        &[(
            "unknown answer to who waits `everybody`, expected one of `nobody`, `thread`, `task`",
            "\"everybody\"",
        )],
    );
    check(
        &resource("[resource.guard.close]\nend = { takes = \"mut self\", effect = \"close\" }"),
        &[
            ("unknown receiver `mut self`, did you mean `&mut self`?", "\"mut self\""),
            ("unknown effect `close`, did you mean `closed`?", "\"close\""),
        ],
    );
    check(
        &resource("[resource.guard.pass]\n\"some::wrap\" = \"samehold\""),
        &[("unknown way to pass `samehold`, did you mean `same-hold`?", "\"samehold\"")],
    );
    check(
        &functions("\"some::wait\" = { blocks = \"tme\" }"),
        &[("unknown thing to block on `tme`, did you mean `time`?", "\"tme\"")],
    );
}

#[test]
fn misspelt_keys_are_explained() {
    check(
        &resource("ondrop = \"unlocks\""),
        &[("unknown field `ondrop`, did you mean `on-drop`?", "ondrop")],
    );
    check(
        &functions("\"some::wait\" = { block = \"time\" }"),
        &[("unknown field `block`, did you mean `blocks`?", "block")],
    );
}

#[test]
fn shapes_are_read() {
    let shape_of = |shape: &str| {
        let text = resource(&format!("[resource.guard.acquire]\n\"some::get\" = \"{shape}\""));
        parse(&text).map(|mut entry| entry.resources.remove(0).acquire.remove(0).1)
    };
    let shape = |wrappers: &[Wrapper], value| Shape { wrappers: wrappers.to_vec(), value };
    assert_eq!(shape_of("Self"), Ok(shape(&[], true)));
    assert_eq!(shape_of("()"), Ok(shape(&[], false)));
    let wrappers = [Wrapper::Future, Wrapper::Result, Wrapper::Option];
    assert_eq!(shape_of("Future<Result<Option<Self>>>"), Ok(shape(&wrappers, true)));

    let message = |shape: &str| shape_of(shape).expect_err("this is wrong").remove(0).message;
    assert_eq!(message("Futur<Self>"), "unknown wrapper `Futur`, did you mean `Future`?");
    assert_eq!(message("Result<Self"), "`Result<Self` is not closed: write it as in `Future<Result<Self>>`");
    assert_eq!(message("Result<Guard>"), "`Guard` is neither `Self`, which is the resource, nor `()`");
    assert!(shape_of(&"Result<".repeat(100_000)).is_err());
}

#[test]
fn paths_lie_in_the_crate() {
    check(
        &resource("type = \"other::Guard\""),
        &[("`other::Guard` does not start with the crate's name, `some`", "\"other::Guard\"")],
    );
    check(
        &functions("\"some\" = { tries = true }\nother.x = { tries = true }")
            .replace("other.x", "\"other::f\""),
        &[
            ("`some` is not a path like `crate::Type::method`", "\"some\""),
            ("`other::f` does not start with the crate's name, `some`", "\"other::f\""),
        ],
    );
}

#[test]
fn facts_must_be_whole() {
    check(
        &resource("duty = \"close\""),
        &[("the duty is to close it, but `close` names no method", "guard")],
    );
    check(
        &resource("why = \"It surprises.\""),
        &[("`why` is one line that starts in lower case and has no final dot", "\"It surprises.\"")],
    );
    check(
        &resource("docs = \"see the book\""),
        &[("docs is the address of a page that says so: `https://..`", "\"see the book\"")],
    );
    check(&functions("\"some::f\" = {}"), &[("nothing is said of this function", "\"some::f\"")]);
    check(
        &functions("\"some::T::*\" = { tries = true }"),
        &[("`::*` may say nothing but how `closures` are run", "\"some::T::*\"")],
    );
    check(
        &functions("\"some::f\" = { tries = true, for = [\"some::T\"] }"),
        &[("`for` says where `blocks` holds, and there is no `blocks`", "\"some::f\"")],
    );
    let other = resource("").replace("resource.guard", "resource.other");
    let twice = format!("{}{}", resource(""), &other[other.find("[resource").expect("a table")..]);
    check(&twice, &[("`some::Guard` is `some.guard` already", "\"some::Guard\"")]);
}

#[test]
fn the_header_is_checked() {
    check(
        "schema = 2\ncrate = \"Some-Crate\"\nversions = \"new\"",
        &[
            ("unknown schema 2, this version reads 1", "2"),
            ("a crate is named as in code: lower case, `_` for `-`", "\"Some-Crate\""),
            ("not a version requirement, write them as in `>=0.6, <0.10`", "\"new\""),
        ],
    );
}

#[test]
fn users_need_no_header_and_may_speak_of_any_crate() {
    let text = "[lints]\nx = 1\n[resource.long-lease]\ntype = \"app::Lease\"\nkind = \"scope\"\n[functions]\n\"other::wait\" = { blocks = \"time\" }\n";
    let entry = parse_user(text).expect("this is right");
    let lease = &entry.resources[0];
    assert_eq!([&*lease.id, &*lease.noun, &*lease.docs], ["long-lease", "long lease", ""]);
    assert_eq!(entry.functions[0].0, "other::wait");
}

#[test]
fn names_are_those_of_methods() {
    check(
        "schema = 1\ncrate = \"some\"\nversions = \"*\"\n[names]\nends = [\"halt\", \"a b\"]\n",
        &[("a method is given by its name alone", "\"a b\"")],
    );
    check(
        "schema = 1\ncrate = \"some\"\nversions = \"*\"\n[names]\nend = []\n",
        &[("unknown field `end`, did you mean `ends`?", "end")],
    );
    let names = Catalogue::builtin();
    assert!(names.ending_names().any(|name| name == "stop"));
    assert!(names.closing_names().any(|name| name == "flush"));
    assert!(names.best_effort().any(|path| path == "std::io::Stdout"));
}

#[test]
fn broken_toml_is_an_error() {
    assert!(parse("schema = ").is_err());
    assert!(parse("").is_err());
    assert!(parse_user("").is_ok_and(|entry| entry.resources.is_empty()));
}

#[test]
fn only_close_words_are_suggested() {
    assert_eq!(nearest("lok", ["lock", "task"]), Some("lock"));
    assert_eq!(nearest("whatever", ["lock", "task"]), None);
    assert_eq!(nearest("", ["lock"]), None);
}
