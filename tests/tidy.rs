//! The rules of the repository that no compiler knows.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use letgo_lints::{Check, LINTS, Level};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What every lint's docs answer, in this order.
const HEADINGS: [&str; 7] =
    ["What it does", "Why", "Example", "Use instead", "Limits", "How to confirm it at run time", "Prior art"];

/// A longer file wants to be two, or says why not.
const LONGEST: usize = 600;

/// Lints that are named after one thing that takes several to make.
const SINGULAR: &[&str] = &["blocking_cleanup_in_drop", "conflicting_acquire_order"];

#[test]
fn modules_use_only_their_own_layer_and_those_above() {
    let source = Path::new("analysis/src");
    let mut layers: HashMap<String, usize> = HashMap::new();
    let mut layer = 0;
    for line in read(&source.join("lib.rs")).lines() {
        if line.is_empty() {
            layer += 1;
        }
        let module = line.trim_start_matches("pub ").strip_prefix("mod ");
        if let Some(module) = module.and_then(|module| module.strip_suffix(';')) {
            layers.insert(module.to_owned(), layer);
        }
    }
    assert!(layers.len() > 5, "analysis/src/lib.rs lists no modules any more");

    let mut wrong = String::new();
    for file in rust_files(source) {
        let module = file.strip_prefix(source).unwrap().components().next().unwrap();
        let module = module.as_os_str().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = layers.get(module) else { continue };
        for Used { path, line } in paths_outside_tests(&file) {
            let used = path.strip_prefix("crate::").and_then(|path| path.split("::").next());
            if used.and_then(|used| layers.get(used)).is_some_and(|used| used > own) {
                let _ = writeln!(wrong, "{}:{line} uses {path}", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "a module may use its own layer and those above it in lib.rs:\n{wrong}");
}

#[test]
fn only_the_front_end_and_lowering_name_syntax_trees() {
    let may = |file: &Path| {
        file.starts_with("analysis/src/syntax")
            || file.starts_with("analysis/src/body/lower")
            || file == Path::new("analysis/src/syntax.rs")
            || file == Path::new("analysis/src/body/lower.rs")
    };
    only_there(&["syn", "quote", "proc_macro2"], &["analysis/src", "lints", "src"], may);
}

#[test]
fn only_the_shell_touches_the_machine() {
    let machine = [
        "std::fs",
        "std::env",
        "std::process",
        "std::thread",
        "std::time",
        "std::io",
        "std::net",
        "rayon",
        "walkdir",
    ];
    only_there(&machine, &["analysis/src", "lints"], |_| false);
}

#[test]
fn only_the_allocator_is_unsafe() {
    let mut unsafe_files: Vec<_> = ["analysis/src", "lints", "src"]
        .into_iter()
        .flat_map(|folder| rust_files(Path::new(folder)))
        .collect();
    unsafe_files.retain(|file| is_unsafe(read(file).parse().unwrap()));
    assert_eq!(unsafe_files, [Path::new("src/allocator.rs")]);
}

fn is_unsafe(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => is_unsafe(group.stream()),
        TokenTree::Ident(word) => word == "unsafe",
        _ => false,
    })
}

#[test]
fn serialised_forms_live_in_the_files_of_their_formats() {
    let may = |file: &Path| {
        let text = file.to_str().unwrap();
        [
            "analysis/src/catalogue/schema",
            // What a finding says and where is kept between runs, and put together from parts of one.
            "analysis/src/diagnostic",
            "analysis/src/span",
            "src/kept",
            "src/emit",
            "src/workspace",
            "src/settings",
            "src/config",
            "src/baseline",
            "src/levels",
            "src/run",
            "lints/lib",
        ]
        .iter()
        .any(|place| text.starts_with(place))
    };
    only_there(&["serde", "serde_json", "toml"], &["analysis/src", "lints", "src"], may);
}

#[test]
fn the_registry_lists_every_lint() {
    let files = rust_files(Path::new("lints"));
    let stem = |file: &PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
    let modules: BTreeSet<String> = files.iter().map(stem).filter(|name| name != "lib").collect();
    let is_lint = |file: &&PathBuf| read(file).contains("\npub(crate) static LINT: Lint =");
    let names: BTreeSet<String> = files.iter().filter(is_lint).map(stem).collect();

    let registry = Path::new("lints/registry.rs");
    let text = read(registry);
    let (head, rest) = text.split_once("lints! {\n").expect("registry.rs holds the list `lints! { .. }`");
    let (_, tail) = rest.split_once('}').expect("the list ends");
    let list: String = names.iter().map(|name| format!("    {name},\n")).collect();
    let registry_is_new = rewrite(registry, &text, &format!("{head}lints! {{\n{list}}}{tail}"));

    // rustfmt only formats modules that are declared in plain sight, hence the second list.
    let root = Path::new("lints/lib.rs");
    let text = read(root);
    let mut declarations: String = modules.iter().map(|name| format!("mod {name};\n")).collect();
    let mut wanted = String::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("mod ") && line.ends_with(";\n") {
            wanted.push_str(&std::mem::take(&mut declarations));
        } else {
            wanted.push_str(line);
        }
    }
    let root_is_new = rewrite(root, &text, &wanted);
    assert!(!registry_is_new && !root_is_new, "lints/ has changed and so has its list; run the tests again");
}

#[test]
fn lints_are_documented_under_fixed_headings() {
    for lint in LINTS {
        let docs = lint.docs();
        let headings: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "headings of lints/{}.rs", lint.name);
        assert!(!lint.summary().is_empty(), "lints/{}.rs does not begin with a summary", lint.name);
        for (heading, section) in HEADINGS.iter().zip(docs.split("\n## ").skip(1)) {
            let text = section.split_once('\n').map_or("", |(_, text)| text.trim());
            assert!(!text.is_empty(), "lints/{}.rs says nothing under \"{heading}\"", lint.name);
        }
    }
}

#[test]
fn lints_are_named_in_the_plural() {
    for lint in LINTS {
        let name = lint.name;
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(plain, "{name} is not snake case");
        let plural = name.split('_').any(|word| word.ends_with('s') || word == "children");
        assert!(plural || SINGULAR.contains(&name), "{name} does not read well after \"allow\"");
    }
}

#[test]
fn lints_have_a_ui_test() {
    for lint in LINTS {
        if !matches!(lint.lint.check, Check::Run) {
            let case = format!("ui-tests/{}.rs", lint.name);
            assert!(at(Path::new(&case)).exists(), "{} has no {case}", lint.name);
        }
    }
}

#[test]
fn expected_output_belongs_to_a_case_and_keeps_the_manner_of_rustc() {
    for file in files(Path::new("ui-tests"), &["snap"]) {
        // A case that looks otherwise in an earlier edition has a snapshot for that as well.
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = stem.strip_suffix("-2021").unwrap_or(&stem);
        let case = file.with_file_name(format!("{stem}.rs"));
        assert!(at(&case).exists(), "{} is left over: there is no {}", file.display(), case.display());
        for line in read(&file).lines() {
            let Some((head, message)) = line.split_once(": ") else { continue };
            let level = head.split('[').next().unwrap_or(head);
            if ["error", "warning", "note", "help"].contains(&level) {
                let manner = !message.starts_with(char::is_uppercase) && !message.ends_with('.');
                assert!(manner, "{}: lower case and no final dot: {line}", file.display());
            }
        }
    }
}

#[test]
fn long_files_say_why() {
    let mut long = String::new();
    for file in rust_files(Path::new("")) {
        let text = read(&file);
        let lines = text.lines().count();
        let excused = text.lines().take(30).any(|line| line.starts_with("// Long because "));
        // Signatures of a library are data, and so is what lints are tried on.
        let is_data = ["analysis/catalogue", "ui-tests"].iter().any(|folder| file.starts_with(folder));
        if lines > LONGEST && !excused && !is_data {
            let _ = writeln!(long, "{} has {lines} lines", file.display());
        }
    }
    assert!(long.is_empty(), "split these, or begin them with `// Long because ..`:\n{long}");
}

#[test]
fn the_readme_lists_the_lints() {
    let readme = Path::new("README.md");
    let text = read(readme);
    let (head, rest) = text.split_once("<!-- lints -->\n").expect("README.md marks where the table begins");
    let (_, tail) = rest.split_once("<!-- /lints -->").expect("README.md marks where the table ends");
    let mut table = String::from("| lint | group | level | reports |\n| --- | --- | --- | --- |\n");
    let mut lints: Vec<_> = LINTS.iter().collect();
    lints.sort_by_key(|lint| (lint.lint.group, lint.name));
    for lint in lints {
        let level = match lint.lint.group.default_level() {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        };
        let group = lint.lint.group.name();
        let summary = lint.summary().replace('|', "\\|");
        let _ = writeln!(table, "| [`{0}`](lints/{0}.rs) | {group} | {level} | {summary} |", lint.name);
    }
    let wanted = format!("{head}<!-- lints -->\n{table}<!-- /lints -->{tail}");
    assert!(
        !rewrite(readme, &text, &wanted),
        "the lints have changed and so has README.md; run the tests again"
    );
}

#[test]
fn nothing_names_a_place_on_somebodys_machine() {
    let places = ["home", "Users", "root", "work"].map(|place| format!("/{place}/"));
    for file in files(Path::new(""), &["rs", "toml", "md", "snap"]) {
        for (line, text) in read(&file).lines().enumerate() {
            let named = places.iter().find(|place| {
                // `a/root/b` and `https://a/work/` are no absolute paths.
                text.match_indices(place.as_str()).any(|(start, _)| {
                    !text[..start]
                        .ends_with(|before: char| before.is_alphanumeric() || "._-}{~*<>".contains(before))
                })
            });
            assert!(named.is_none(), "{}:{} names {}", file.display(), line + 1, named.unwrap());
        }
    }
}

/// Fails where code below `folders` names one of `names` in a file that may not.
#[track_caller]
fn only_there(names: &[&str], folders: &[&str], may: impl Fn(&Path) -> bool) {
    let mut wrong = String::new();
    for folder in folders {
        for file in rust_files(Path::new(folder)).into_iter().filter(|file| !may(file)) {
            for Used { path, line } in paths_outside_tests(&file) {
                let named = |name: &str| {
                    path.strip_prefix(name).is_some_and(|rest| {
                        rest.starts_with("::") || (rest.is_empty() && name.contains("::"))
                    })
                };
                if names.iter().any(|name| named(name)) {
                    let _ = writeln!(wrong, "{}:{line} names {path}", file.display());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "ARCHITECTURE.md says where these belong:\n{wrong}");
}

/// A path that code names.
#[derive(PartialEq, Debug)]
struct Used {
    path: String,
    line: usize,
}

/// The paths in a file, but for those in comments, strings and test code.
fn paths_outside_tests(file: &Path) -> Vec<Used> {
    if file.components().any(|part| ["tests", "tests.rs"].iter().any(|name| part.as_os_str() == *name)) {
        return Vec::new();
    }
    let tokens: TokenStream =
        read(file).parse().unwrap_or_else(|_| panic!("{} does not parse", file.display()));
    paths(tokens)
}

fn paths(tokens: TokenStream) -> Vec<Used> {
    let mut found = Vec::new();
    collect_paths(&tokens.into_iter().collect::<Vec<_>>(), "", &mut found);
    found
}

/// Adds the paths in `tokens`; those that begin here continue `prefix`.
fn collect_paths(tokens: &[TokenTree], prefix: &str, found: &mut Vec<Used>) {
    let mut path = prefix.to_owned();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let line = token.span().start().line;
        index += 1;
        match token {
            // The new name, or the type that is cast to, is no path to anything.
            TokenTree::Ident(ident) if ident == "as" => index += 1,
            // It may stand before a path that begins with `::`.
            TokenTree::Ident(ident) if ident == "use" => {}
            TokenTree::Ident(ident) => {
                if !path.is_empty() && !path.ends_with("::") {
                    path.clear();
                }
                let _ = write!(path, "{ident}");
                if !is_path_separator(tokens, index) {
                    found.push(Used { path: std::mem::replace(&mut path, prefix.to_owned()), line });
                }
            }
            TokenTree::Punct(_) if is_path_separator(tokens, index - 1) => {
                index += 1;
                if !path.is_empty() && !path.ends_with("::") {
                    path.push_str("::");
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' && is_test_attribute(tokens.get(index)) => {
                index = after_item(tokens, index + 1);
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let tree = group.delimiter() == Delimiter::Brace && path.ends_with("::");
                collect_paths(&inner, if tree { &path } else { "" }, found);
                path = prefix.to_owned();
            }
            _ => path = prefix.to_owned(),
        }
    }
}

fn is_path_separator(tokens: &[TokenTree], index: usize) -> bool {
    let colon =
        |index: usize| matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    colon(index) && colon(index + 1)
}

fn is_test_attribute(token: Option<&TokenTree>) -> bool {
    token.is_some_and(|token| ["[cfg (test)]", "[cfg(test)]"].contains(&token.to_string().as_str()))
}

/// The index after the item that begins at `index`: after its braces, or its semicolon.
fn after_item(tokens: &[TokenTree], index: usize) -> usize {
    let end = tokens.iter().skip(index).position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    });
    end.map_or(tokens.len(), |end| index + end + 1)
}

#[test]
fn paths_are_read_through_use_trees_and_not_in_tests() {
    let found = |code: &str| -> Vec<String> {
        paths(code.parse().unwrap())
            .into_iter()
            .map(|used| used.path)
            .filter(|path| path.contains("::"))
            .collect()
    };
    assert_eq!(found("use a::{b, c::{d, e as f}};"), ["a::b", "a::c::d", "a::c::e"]);
    assert_eq!(found("fn f(x: a::B<c::D>) { e::g(\"h::i\") } // j::k"), ["a::B", "c::D", "e::g"]);
    assert_eq!(found("#[cfg(test)] mod tests { use a::b; } use c::d;"), ["c::d"]);
    assert_eq!(found("#[cfg(test)] use a::b; use ::c::d;"), ["c::d"]);
}

/// Writes `wanted` where it differs from `text`; whether it did.
fn rewrite(file: &Path, text: &str, wanted: &str) -> bool {
    if text != wanted {
        fs::write(at(file), wanted).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    text != wanted
}

fn at(file: &Path) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &Path) -> String {
    fs::read_to_string(at(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    files(folder, &["rs"])
}

/// Files with one of these endings, relative to the root of the repository, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(at(folder)) else { return found };
    for entry in entries.map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let file = folder.join(&name);
        if entry.file_type().unwrap().is_dir() {
            if !name.starts_with('.') && name != "target" {
                found.append(&mut files(&file, endings));
            }
        } else if file.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(file);
        }
    }
    found.sort();
    found
}
