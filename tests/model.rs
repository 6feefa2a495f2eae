//! The model by itself: bodies and holds of small files as text, in both editions.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use letgo_analysis::{
    Name,
    body::{BlockId, Bodies, Body, BodyId, Callee, LocalKind, Point, StatementKind},
    catalogue::Catalogue,
    holds::FunctionHolds,
    names::{CrateInput, CrateOrigin, Edition, ModuleInput},
    span::{FileId, TextRange},
    syntax,
    types::Index,
};

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

/// A file of `tests/model` as the only crate, with the stubs of `std` and `parking_lot`.
fn index_of(text: &str, edition: Edition) -> Index {
    let krate = |name: &str, origin, file, text: &str, dependencies| CrateInput {
        name: Name::from(name),
        edition,
        origin,
        test_only: false,
        dependencies,
        root: ModuleInput {
            file: FileId(file),
            items: Arc::new(syntax::read_file(text)),
            children: Vec::new(),
        },
    };
    let catalogue = Catalogue::builtin();
    let stub = |name: &str| {
        let entry = catalogue.entries.iter().find(|entry| entry.krate == name);
        entry.and_then(|entry| entry.stub).expect("the catalogue has a stub of it")
    };
    let crates = [
        krate("std", CrateOrigin::Stub, 1, stub("std"), Vec::new()),
        krate("parking_lot", CrateOrigin::Stub, 2, stub("parking_lot"), Vec::new()),
        krate("app", CrateOrigin::Workspace, 0, text, vec![(Name::from("parking_lot"), 1)]),
    ];
    Index::build(&crates, Arc::new(catalogue.clone()))
}

/// The calls in a body: where they are, what is called, and the place in the text.
fn calls(body: &Body) -> impl Iterator<Item = (Point, &Callee, TextRange)> {
    (0..).zip(&body.blocks).flat_map(|(block, data)| {
        (0..).zip(&data.statements).filter_map(move |(statement, data)| match &data.kind {
            StatementKind::Call(call) => {
                let point = Point { block: BlockId(block), statement };
                Some((point, &call.callee, data.range))
            }
            _ => None,
        })
    })
}

/// The point in the body around `inner` of the call that runs a closure whose text has `range`.
fn call_around(bodies: &Bodies, inner: &Body, range: TextRange) -> Option<(BodyId, Point)> {
    let outer = inner.parent?;
    let around = calls(bodies.get(outer)).filter(|(.., call)| call.contains(range));
    around.min_by_key(|(.., call)| call.end - call.start).map(|(point, ..)| (outer, point))
}

/// Which calls of `here` a hold is alive at, by line.
fn held(text: &str, edition: Edition) -> BTreeMap<usize, bool> {
    let index = index_of(text, edition);
    let mut found = BTreeMap::new();
    for id in index.functions() {
        let data = index.function(id);
        if data.file != FileId(0) {
            continue;
        }
        let Some(function) = FunctionHolds::of(&index, id, text) else { continue };
        for (number, body) in function.bodies.iter() {
            for (point, callee, range) in calls(body) {
                let Callee::Function(callee) = callee else { continue };
                if index.function(*callee).name != "here" {
                    continue;
                }
                let around = call_around(&function.bodies, body, range);
                let places: Vec<_> = std::iter::once((number, point)).chain(around).collect();
                let is_held = function.holds().any(|hold| {
                    places.iter().any(|(body, point)| hold.body == *body && hold.is_live(*point))
                });
                let line = text[..range.start as usize].lines().count();
                found.entry(line).and_modify(|known| *known |= is_held).or_insert(is_held);
            }
        }
    }
    found
}

fn check_marks(name: &str, editions: &[(Edition, &str)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/model/{name}.rs"));
    let text = fs::read_to_string(path).expect("the file is there");
    for (edition, year) in editions {
        let marked = (1..).zip(text.lines()).filter_map(|(number, line)| {
            let (_, mark) = line.split_once("//~ ")?;
            Some((number, mark == "held" || mark.strip_prefix("held in ") == Some(year)))
        });
        let marked: BTreeMap<usize, bool> = marked.collect();
        let shown = |lines: BTreeMap<usize, bool>| -> String {
            let lines = lines.into_iter();
            lines
                .map(|(line, held)| format!("{line}: {}\n", if held { "held" } else { "released" }))
                .collect()
        };
        assert_eq!(shown(held(&text, *edition)), shown(marked), "{name} in edition {year}");
    }
}

#[test]
fn temporaries_live_as_long_as_was_measured() {
    check_marks("peers", &[(Edition::E2021, "2021"), (Edition::E2024, "2024")]);
    check_marks("chains", &[(Edition::E2024, "2024")]);
}

#[test]
fn a_tail_expression_ends_before_locals_since_2024() {
    for (edition, guard_first) in [(Edition::E2021, false), (Edition::E2024, true)] {
        let text = include_str!("model/peers.rs");
        let index = index_of(text, edition);
        let named = |id: &_| index.function(*id).name == "tail_of_function";
        let function = index.functions().find(named).expect("it is there");
        let holds = FunctionHolds::of(&index, function, text).expect("it has a body");
        let body = holds.pretty_bodies();
        let lines: Vec<&str> = body.lines().map(str::trim).collect();
        let place = |start: &str| lines.iter().position(|line| line.starts_with(start));
        let guard = lines.iter().find_map(|line| {
            line.split_once(" = ").filter(|(_, value)| value.contains("::lock(")).map(|(local, _)| local)
        });
        let guard = place(&format!("drop {} ", guard.expect("the lock is taken")));
        let noisy = place("drop _dropped_by_the_time");
        assert!(guard.is_some() && noisy.is_some(), "{body}");
        assert_eq!(guard < noisy, guard_first, "{body}");
    }
}

/// Every function of a file, with the variables of its bodies and their types.
fn types_of(text: &str) -> String {
    let index = index_of(text, Edition::E2024);
    let mut lines = Vec::new();
    for id in index.functions().filter(|id| index.function(*id).file == FileId(0)) {
        let Some(function) = FunctionHolds::of(&index, id, text) else { continue };
        lines.push(format!("{}\n", index.function_path(id)));
        for (number, body) in function.bodies.iter() {
            let variables = body.locals.iter().filter(|local| local.kind == LocalKind::Variable);
            for local in variables {
                let name = local.name.map_or("_", |name| name.as_str());
                let inside = if number == BodyId(0) { "" } else { "  " };
                lines.push(format!("    {inside}{name}: {}\n", index.display(&local.ty)));
            }
        }
    }
    lines.concat()
}

fn check_types(theme: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model/types");
    let text = fs::read_to_string(folder.join(format!("{theme}.rs"))).expect("the file is there");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(theme, types_of(&text)));
}

#[test]
fn types_of_variables() {
    for theme in [
        "associated_types",
        "attributes",
        "closures",
        "control_flow",
        "conversions",
        "iterators",
        "names",
        "operators",
        "patterns",
        "pinned",
        "smart_pointers",
        "traits",
    ] {
        check_types(theme);
    }
}

#[test]
fn summaries_and_ways_of_calls() {
    check_all("calls", &["summaries"]);
}
