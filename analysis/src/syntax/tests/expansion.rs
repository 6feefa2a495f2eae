//! Calls of macros that a file defines itself.

use super::{functions, names, read};
use crate::syntax::items::{FileItems, ItemKind, TypeRef};

/// The file's names, those that macros define included.
fn named(text: &str) -> Vec<&str> {
    let file = read(text);
    assert_eq!(file.problems, [], "{text}");
    file.items.iter().map(|item| text.get(item.name_range.indices()).unwrap_or("")).collect()
}

/// What a text defines behind its first item, which defines a macro.
fn expanded(text: &str) -> FileItems {
    let mut file = read(text);
    assert_eq!(file.problems, [], "{text}");
    assert!(matches!(file.items.remove(0).kind, ItemKind::MacroRules { .. }));
    file
}

#[test]
fn what_simple_macros_define_is_known() {
    let text = "macro_rules! make { ($($(#[$m:meta])* $v:vis $n:ident($t:ty) => $f:ident;)*) => { $( \
                    $(#[$m])* $v struct $n { inner: $t } \
                    impl $n { $v fn $f(&self) -> &$t { &self.inner } } \
                    impl $crate::Get for $n { type Out = Option<$t>; fn get(self) -> Self::Out { None } } \
                )* } } \
                make! { #[must_use] pub A(std::sync::Mutex<u8>) => a; B(Vec<Vec<u8>>) => b; }";
    let file = expanded(text);
    assert_eq!(file.items.len(), 6);
    let ItemKind::Struct(data) = &file.items[0].kind else { panic!("no struct") };
    assert!(file.items[0].attributes.must_use);
    assert_eq!(data.name, "A");
    let TypeRef::Path(path) = &data.fields.fields[0].ty else { panic!("no path") };
    assert_eq!(path.segments[2].name, "Mutex");
    let found: Vec<_> = functions(&file.items).iter().map(|(_, function)| function.name.as_str()).collect();
    assert_eq!(found, ["a", "get", "b", "get"]);
    // Their bodies stand in the definition, once for all calls.
    assert!(functions(&file.items).iter().all(|(_, function)| function.body.is_none()));
    let call = text.rfind("make!").expect("it is called") as u32;
    assert!(file.items.iter().all(|item| item.range.start == call && item.name_range.start >= call));
}

#[test]
fn the_rule_that_fits_is_taken() {
    let text = "macro_rules! m { () => {}; (one $n:ident) => { struct $n; }; \
                    ($($n:ident = $e:expr),+ $(,)?) => { $( const $n: u8 = $e; )+ m!(one Z); }; } \
                m!(one A); m!(B = 1 + f(2, 3), C = 4,); self::m!(); m!();";
    assert_eq!(named(text), ["m", "A", "B", "C", "m", "m"]);
    let members = "macro_rules! m { ($n:ident -> $t:ty) => { fn $n(&self) -> $t { todo!() } } } \
                   trait T { m!(a -> u8); fn b(); } impl S { m!(c -> u16); }";
    let file = read(members);
    let ItemKind::Trait(data) = &file.items[1].kind else { panic!("no trait") };
    assert_eq!(names(members, &data.items), ["a", "b"]);
    let ItemKind::Impl(data) = &file.items[2].kind else { panic!("no impl") };
    assert_eq!(names(members, &data.items), ["c"]);
}

#[test]
fn bodies_stay_where_they_are_as_written() {
    let text = "macro_rules! twice { ($($i:item)*) => { $( #[cfg(unix)] $i )* } } \
                twice! { fn a() { b.lock() } } \
                macro_rules! split { ($n:ident $b:block) => { fn $n() $b } } split! { c { d.lock() } } \
                macro_rules! sum { ($($t:tt)*) => { $($t)* fn f() {} } } sum! { fn e() { 1 } }";
    let file = read(text);
    let bodies: Vec<_> = functions(&file.items)
        .iter()
        .map(|(_, function)| (function.name.as_str(), function.body.as_ref().map(|body| body.function)))
        .collect();
    let slice = |number: usize| bodies[number].1.and_then(|range| text.get(range.indices()));
    assert_eq!(bodies.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["a", "c", "e", "f"]);
    assert_eq!(slice(0), Some("fn a() { b.lock() }"));
    assert_eq!((slice(1), slice(3)), (None, None));
    assert_eq!(slice(2), Some("fn e() { 1 }"));
    assert!(file.items[1].attributes.conditional);
}

#[test]
fn odd_macros_are_left_alone() {
    for text in [
        "macro_rules! m { ($a:ident) => { struct $b; } } m!(A);",
        "macro_rules! m { ($($a:ident)*) => { struct $a; } } m!(A B);",
        "macro_rules! m { ($($a:ident)* ; $($b:ident)*) => { $( struct $a($b); )* } } m!(A B; C);",
        "macro_rules! m { ($a:ident) => { struct $a } } m!(A);",
        "macro_rules! m { ($a:nothing) => { struct $a; } } m!(A);",
        "macro_rules! m { ($a) => { struct A; } } m!(A);",
        "macro_rules! m { $() } m!(A);",
        "macro_rules! m { ($($a:ident)) => { struct A; } } m!(A);",
        "macro_rules! m { () => { m!(); } } m!();",
        "macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)*); } } m!(a);",
        "macro_rules! m { () => { $ } } m!();",
        "macro_rules! m { } m!();",
        "macro_rules! m { ($($v:vis)*) => { struct A; } } m!(x);",
    ] {
        let file = read(text);
        let named = |item: &crate::syntax::items::Item| {
            matches!(item.kind, ItemKind::MacroCall { .. } | ItemKind::MacroRules { .. })
        };
        assert!(file.items.iter().all(named), "{text}");
    }
}

#[test]
fn expansions_are_bounded() {
    let mut text = String::from("macro_rules! a0 { () => { struct A; } }\n");
    for number in 1..40 {
        let before = number - 1;
        text += &format!("macro_rules! a{number} {{ () => {{ a{before}!(); a{before}!(); }} }}\n");
    }
    text += "a39!();";
    assert!(read(&text).items.len() < 2000);
    let nested = format!("macro_rules! m {{ ({}) => {{}} }} m!();", "$(".repeat(200) + &")*".repeat(200));
    assert_eq!(read(&nested).problems, []);
}
