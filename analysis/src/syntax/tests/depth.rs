use super::{functions, on_large_stack};
use crate::syntax::{
    gauge::{ANGLE_LIMIT, BRACKET_LIMIT, CHAIN_LIMIT},
    parse_function, read_file,
};

/// Reads a file with `deep` in a body; the function after it survives, the deep one is refused.
fn check_body(deep: String) {
    on_large_stack(move || {
        let text = format!("fn deep() {{ {deep} }} fn after() {{}}");
        let file = read_file(&text);
        let functions = functions(&file.items);
        assert_eq!(functions.len(), 2);
        assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
        let body = functions[0].1.body.as_ref().expect("a body");
        assert!(body.is_too_deep);
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

/// What is just within the limits is parsed and dropped without an overflow.
fn check_fits(deep: String) {
    on_large_stack(move || {
        let text = format!("fn deep() {{ {deep} }}");
        let file = read_file(&text);
        assert_eq!(file.problems, []);
        let functions = functions(&file.items);
        let body = functions[0].1.body.as_ref().expect("a body");
        assert!(!body.is_too_deep && parse_function(&text, body.function).is_ok());
    });
}

/// Just below the limit on chains, for links of `weight`.
fn links(weight: usize) -> usize {
    CHAIN_LIMIT as usize / weight - 10
}

#[test]
fn brackets_fit() {
    check_fits(format!("{}{}", "{".repeat(BRACKET_LIMIT - 2), "}".repeat(BRACKET_LIMIT - 2)));
    check_fits(format!("{}{}", "(".repeat(BRACKET_LIMIT - 2), ")".repeat(BRACKET_LIMIT - 2)));
}

#[test]
fn left_chains_fit() {
    check_fits(format!("x{};", ".f()".repeat(links(1))));
    check_fits(format!("x{};", " + x".repeat(links(1))));
    check_fits(format!("x{};", "()".repeat(links(1))));
}

#[test]
fn prefix_chains_fit() {
    check_fits(format!("{}x;", "!".repeat(links(1))));
    check_fits(format!("{}x;", "return ".repeat(links(1))));
    check_fits(format!("{}x;", "x = ".repeat(links(1))));
}

#[test]
fn closure_chains_fit() {
    check_fits(format!("{}x;", "|_|".repeat(links(2))));
}

#[test]
fn else_chains_fit() {
    check_fits(format!("if a {{}}{}", " else if a {}".repeat(links(2))));
}

#[test]
fn type_chains_fit() {
    check_fits(format!("let x: {}T{};", "A<".repeat(ANGLE_LIMIT as usize), ">".repeat(ANGLE_LIMIT as usize)));
    check_fits(format!("let x: {}T;", "&".repeat(links(1))));
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
