use super::read;
use crate::syntax::{FilePlace, module_files};

/// The candidates of the one module that a file asks for.
fn check(text: &str, place: FilePlace<'_>, expected: &[&str]) {
    let files = module_files(&read(text), text, place);
    assert_eq!(files.modules.len(), 1, "{text}");
    assert_eq!(files.modules[0].candidates, expected, "{text}");
}

#[test]
fn candidates() {
    let (root, named) = (FilePlace::Root, FilePlace::Named("f"));
    check("mod a;", root, &["a.rs", "a/mod.rs"]);
    check("mod a;", named, &["f/a.rs", "f/a/mod.rs"]);
    check("mod r#type;", root, &["type.rs", "type/mod.rs"]);
    check("mod a { mod b; }", root, &["a/b.rs", "a/b/mod.rs"]);
    check("mod a { mod b; }", named, &["f/a/b.rs", "f/a/b/mod.rs"]);
}

#[test]
fn path_attributes() {
    let (root, named) = (FilePlace::Root, FilePlace::Named("f"));
    check("#[path = \"x.rs\"] mod a;", root, &["x.rs"]);
    check("#[path = \"x.rs\"] mod a;", named, &["x.rs"]);
    check("mod a { #[path = \"x.rs\"] mod b; }", root, &["a/x.rs"]);
    check("mod a { #[path = \"x.rs\"] mod b; }", named, &["f/a/x.rs"]);
    check("#[path = \"t\"] mod a { mod b; }", root, &["t/b.rs", "t/b/mod.rs"]);
    check("#[cfg_attr(unix, path = \"u.rs\")] mod a;", root, &["u.rs"]);
}

#[test]
fn details_and_inclusions() {
    let text = "#[cfg(test)] mod a { mod b; } mod c { include!(\"d.rs\"); include!(concat!(\"e\")); }";
    let files = module_files(&read(text), text, FilePlace::Root);
    assert_eq!(files.modules[0].path, ["a", "b"].map(crate::Name::from));
    assert!(files.modules[0].test_only && !files.modules[0].is_path_attribute);
    assert_eq!(files.inclusions.len(), 1);
    assert_eq!(files.inclusions[0].path, [crate::Name::from("c")]);
    assert_eq!(files.inclusions[0].file, "d.rs");
}
