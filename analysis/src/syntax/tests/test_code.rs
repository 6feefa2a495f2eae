//! What stands under a condition of tests.

use crate::syntax::test_code::{off_unix, test_code};

fn found(text: &str) -> Vec<&str> {
    test_code(text).into_iter().map(|range| &text[range.indices()]).collect()
}

#[test]
fn statements_arms_fields_and_arguments() {
    for (text, expected) in [
        ("fn f() { #[cfg(test)] g(); h(); }", "g();"),
        ("fn f() { #[cfg(test)] let a = { 1 }; h(); }", "let a = { 1 };"),
        ("fn f() { #[cfg(all(test, unix))] { g() } h(); }", "{ g() }"),
        ("fn f() { #[cfg(miri)] if a { g() } else { h() } i(); }", "if a { g() } else { h() }"),
        ("fn f() { match a { #[cfg(test)] 1 => g(), _ => h() } }", "1 => g(),"),
        ("fn f() { S { #[cfg(test)] a: g(), b: 1 } }", "a: g(),"),
        ("fn f() { g(#[cfg(test)] 1, 2) }", "1,"),
        ("fn f() { #[cfg(any(test, miri))] g(); h() }", "g();"),
        ("fn f() { #[cfg(test)] #[allow(a)] g(); h() }", "#[allow(a)] g();"),
        ("fn f() { { #![cfg(test)] g() } h() }", "{ #![cfg(test)] g() }"),
        ("fn f() { #[cfg(feature = \"loom\")] g(); h() }", "g();"),
        ("fn f() { #[cfg(all(own_loom, unix))] g(); h() }", "g();"),
        ("#[cfg(test)] mod tests { fn f() {} } fn g() {}", "mod tests { fn f() {} }"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn other_conditions_are_none_of_tests() {
    for condition in [
        "unix",
        "not(test)",
        "any(test, unix)",
        "all(unix, not(test))",
        "feature = \"test\"",
        "feature = \"bloom\"",
        "",
    ] {
        assert_eq!(found(&format!("fn f() {{ #[cfg({condition})] g(); }}")), [""; 0], "{condition}");
    }
    assert_eq!(
        found("fn f() { #[cfg_attr(test, a)] g(); #[test] h(); let s = \"#[cfg(test)] x\"; }"),
        [""; 0]
    );
    assert_eq!(found("fn f() { #[cfg(test"), [""; 0]);
}

#[test]
fn what_is_never_compiled_on_a_unix() {
    for condition in [
        "windows",
        "target_os = \"windows\"",
        "target_family = \"windows\"",
        "not(unix)",
        "not(target_family = \"unix\")",
        "all(feature = \"a\", windows)",
        "any(windows, not(unix))",
    ] {
        let text = format!("#[cfg({condition})] fn f() {{}} fn g() {{}}");
        let found: Vec<&str> = off_unix(&text).into_iter().map(|range| &text[range.indices()]).collect();
        assert_eq!(found, ["fn f() {}"], "{condition}");
    }
    for condition in [
        "unix",
        "not(windows)",
        "not(target_os = \"linux\")",
        "any(windows, feature = \"a\")",
        "any()",
        "target_os = \"macos\"",
        "not(any(unix, windows))",
        "not(not(unix))",
        "test",
    ] {
        assert_eq!(off_unix(&format!("#[cfg({condition})] fn f() {{}}")), [], "{condition}");
    }
    for (text, expected) in [
        ("fn f() { if cfg!(windows) { g() } else { h() } }", vec!["{ g() }"]),
        ("fn f() { if a(1) && b && cfg!(windows) { g() } }", vec!["{ g() }"]),
        ("fn f() { if let Some(a) = b && cfg!(not(unix)) { g() } }", vec!["{ g() }"]),
        ("fn f() { if cfg!(unix) { g() } else if cfg!(target_os = \"windows\") { h() } }", vec!["{ h() }"]),
        ("fn f() { if a || cfg!(windows) { g() } }", vec![]),
        ("fn f() { if a || b && cfg!(windows) { g() } }", vec![]),
        ("fn f() { if !cfg!(windows) { g() } }", vec![]),
        ("fn f() { if cfg!(windows) || a { g() } }", vec![]),
        ("fn f() { if cfg!(windows) == a { g() } }", vec![]),
        ("fn f() { let a = cfg!(windows); { g() } }", vec![]),
        ("fn f() { if cfg!(windows", vec![]),
    ] {
        let found: Vec<&str> = off_unix(text).into_iter().map(|range| &text[range.indices()]).collect();
        assert_eq!(found, expected, "{text}");
    }
    let text = "#![cfg(windows)] fn f() {}";
    assert_eq!(off_unix(text), [crate::span::TextRange::new(0, text.len() as u32)]);
}
