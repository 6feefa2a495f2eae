use super::{functions, on_large_stack};
use crate::syntax::{parse_function, read_file};

/// Reads a file with `deep` in a body; the function after it survives, the deep one is refused.
fn check_body(deep: String) {
    on_large_stack(move || {
        let text = format!("fn deep() {{ {deep} }} fn after() {{}}");
        let file = read_file(&text);
        let functions = functions(&file.items);
        assert_eq!(functions.len(), 2);
        assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
        let body = functions[0].1.body.as_ref().expect("a body");
        let refused = parse_function(&text, body.function).err().expect("refused");
        assert_eq!(file.problems, [refused]);
    });
}

#[test]
fn braces() {
    check_body(format!("{}{}", "{".repeat(5000), "}".repeat(5000)));
}

#[test]
fn parentheses() {
    check_body(format!("{}{}", "(".repeat(5000), ")".repeat(5000)));
}

#[test]
fn method_chain() {
    check_body(format!("x{};", ".f()".repeat(50_000)));
}

#[test]
fn binary_chain() {
    check_body(format!("x{};", " + x".repeat(50_000)));
}

#[test]
fn else_chain() {
    check_body(format!("if a {{}}{}", " else if a {}".repeat(50_000)));
}

#[test]
fn call_chain() {
    check_body(format!("x{};", "()".repeat(50_000)));
}

/// What is just within the limits is parsed and dropped.
#[test]
fn within_limits() {
    for deep in [
        format!("{}{}", "{".repeat(254), "}".repeat(254)),
        format!("{}{}", "(".repeat(254), ")".repeat(254)),
        format!("x{};", ".f()".repeat(2400)),
        format!("x{};", " + x".repeat(2400)),
        format!("{}x;", "!".repeat(2400)),
        format!("{}x;", "|_|".repeat(1200)),
        format!("if a {{}}{}", " else if a {}".repeat(1200)),
        format!("let x: {}T{};", "A<".repeat(2400), ">".repeat(2400)),
        format!("let x: {}T;", "&".repeat(2400)),
    ] {
        on_large_stack(move || {
            let text = format!("fn deep() {{ {deep} }}");
            let file = read_file(&text);
            assert_eq!(file.problems, []);
            let functions = functions(&file.items);
            let body = functions[0].1.body.as_ref().expect("a body");
            assert!(parse_function(&text, body.function).is_ok());
        });
    }
}

#[test]
fn items_too_deep() {
    for deep in [
        format!("type A = {}T{};", "(".repeat(5000), ")".repeat(5000)),
        format!("type A = {}T{};", "A<".repeat(5000), ">".repeat(5000)),
        format!("type A = {}T;", "&".repeat(5000)),
        format!("{}{}", "mod a {".repeat(5000), "}".repeat(5000)),
        format!("{}{}", "fn a() {".repeat(5000), "}".repeat(5000)),
    ] {
        on_large_stack(move || {
            let file = read_file(&format!("fn before() {{}} {deep} fn after() {{}}"));
            assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
            assert!(functions(&file.items).len() >= 2);
        });
    }
}
