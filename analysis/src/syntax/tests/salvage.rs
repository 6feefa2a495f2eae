use super::{functions, names, slice};
use crate::syntax::read_file;

/// The problems as message and text, and the names of what is left.
fn check(text: &str, problems: &[(&str, &str)], left: &[&str]) {
    let file = read_file(text);
    let found: Vec<_> =
        file.problems.iter().map(|problem| (&*problem.message, slice(text, problem.range))).collect();
    assert_eq!(found, problems);
    assert_eq!(names(text, &file.items), left);
}

#[test]
fn broken_item() {
    let message = read_file("fn b(,) {}").problems.remove(0).message;
    check("fn a() {} fn b(,) {} fn c() {}", &[(&message, ",")], &["a", "c"]);
}

#[test]
fn stray_bracket_in_body() {
    check("fn a() { f( } fn b() {}", &[("bracket is never closed", "(")], &["a", "b"]);
}

#[test]
fn stray_closing_brace() {
    check("fn a() {} } fn b() {}", &[("closing bracket without an opening one", "}")], &["a", "b"]);
}

#[test]
fn unclosed_brace() {
    check("fn a() {} fn b() { if x {} fn c() {}", &[("bracket is never closed", "{")], &["a"]);
}

#[test]
fn unterminated() {
    let file = read_file("fn a() {} fn b() { \"");
    assert_eq!(file.problems.len(), 2);
    assert_eq!(functions(&file.items).len(), 1);
    check("fn a() {} /* ", &[("block comment is never closed", "/* ")], &["a"]);
}

const SAMPLE: &str = "\u{feff}#!/usr/bin/env cargo\n---\n[package]\n---\n#![cfg(test)]\n// é\r\n\
    lazy_static! { static ref A: Mutex<u8> = Mutex::new(0); }\n\
    thread_local!(static B: Cell<u8> = const { Cell::new(1) });\n\
    cfg_if! { if #[cfg(unix)] { mod a; } else { mod b; } }\n\
    /// 🦀\npub async fn f<const N: usize>(&self, x: Foo<{ 1 + 2 }>) -> impl Fn(A) -> B where T: C, {\n\
    let s = r#\"x\"#; x.lock().unwrap(); { use a::b; fn g() { struct S; } } m!{ fn h() {} } '\\''\n}\n\
    macro_rules! m { ($a:expr) => { $a } }\nimpl<T> A<T> for B { const C: u8 = { 3 }; type D = E; }\n\
    const _: () = { impl X for Y {} };\nenum E { A = 1, B { c: u8 }, C(u8) }";

#[test]
fn prefixes_and_deletions_never_panic() {
    assert_eq!(read_file(SAMPLE).problems, []);
    for (at, character) in SAMPLE.char_indices() {
        read_file(&SAMPLE[..at]);
        let mut shorter = SAMPLE.to_owned();
        shorter.replace_range(at..at + character.len_utf8(), "");
        read_file(&shorter);
    }
}
