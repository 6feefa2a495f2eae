use super::{functions, names, read, slice};
use crate::syntax::items::{ItemKind, Mention, Receiver, TypeRef};

#[test]
fn ranges_count_bytes_on_disk() {
    for prefix in [
        "",
        "\u{feff}",
        "#!/usr/bin/env rust é\n",
        "\u{feff}#!/bin/sh\r\n",
        "---\n[dependencies]\n---\n",
        "#!/bin/sh\n--- cargo\nx = 'é'\n---\n",
        "// 🦀\r\n\t",
        "/// doc\n//\n",
        "#[doc = \"é\"]",
        "mod é { /* 🦀 */ }\r\n",
    ] {
        let text = format!("{prefix}pub const fn größe(x: u8) -> u8 {{ '🦀'; x }} // é");
        let file = read(&text);
        let found = functions(&file.items);
        let (item, function) = found.last().expect("a function");
        assert_eq!(slice(&text, item.name_range), "größe");
        assert_eq!(slice(&text, item.range), "pub const fn größe(x: u8) -> u8 { '🦀'; x }");
        let body = function.body.as_ref().expect("a body");
        assert_eq!(slice(&text, body.function), "const fn größe(x: u8) -> u8 { '🦀'; x }");
        assert_eq!(slice(&text, body.block), "{ '🦀'; x }");
    }
}

/// The names of the items inside the one body of a file.
fn check_inner(body: &str, expected: &[&str]) {
    let text = format!("fn outer() {{ {body} }}");
    let file = read(&text);
    let ItemKind::Function(function) = &file.items[0].kind else { panic!("no function") };
    assert_eq!(names(&text, &function.body.as_ref().expect("a body").inner_items), expected, "{body}");
}

#[test]
fn inner_items() {
    check_inner("use a; fn b() {} struct C; enum D {} x();", &["use", "b", "C", "D"]);
    check_inner("f(|| { if x { fn a() {} } });", &["a"]);
    check_inner("#[test] pub(crate) async unsafe fn a() {} let x = 1;", &["a"]);
    check_inner("union U { a: u8 } macro_rules! m { () => {} } static mut S: u8 = 1;", &["U", "m", "S"]);
    check_inner(
        "const A: u8 = 2 + 3; type T = u8; mod m {} trait R {} impl R for u8 {}",
        &["A", "T", "m", "R", "impl"],
    );
    check_inner("extern \"C\" { fn c(); } unsafe extern \"C\" fn d() {}", &["c", "d"]);
    check_inner("thread_local! { static A: u8 = 1 } f();", &["A"]);
}

#[test]
fn what_is_no_inner_item() {
    check_inner("let a: fn(u8) -> u8 = b; let c: Box<impl D>;", &[]);
    check_inner("const { 1 }; unsafe { f() }; async { 2 }; async move {}; static || 3;", &[]);
    check_inner("let union = 1; union = 2; macro_rules(); r#fn(); auto(); { union }", &[]);
    check_inner("quote! { fn a() {} ; struct B; }; select! { x = y => { use z; } }", &[]);
    check_inner("#[cfg(x)] let a = 1; #[allow(y)] { z() }", &[]);
}

/// Asserts what the first function of a file mentions.
fn check_mentions(body: &str, yes: &[Mention], no: &[Mention]) {
    let file = read(&format!("fn outer() {{ {body} }}"));
    let mentions = &functions(&file.items)[0].1.body.as_ref().expect("a body").mentions;
    assert!(mentions.0.is_sorted());
    for mention in yes {
        assert!(mentions.contains(*mention), "{body}");
    }
    for mention in no {
        assert!(!mentions.contains(*mention), "{body}");
    }
}

#[test]
fn mentions() {
    let lock = Mention::method("lock", false);
    check_mentions("a.lock()", &[lock], &[Mention::method("lock", true), Mention::path("lock")]);
    check_mentions(
        "a.read( /* none */ ); b.write(1)",
        &[Mention::method("read", false), Mention::method("write", true)],
        &[],
    );
    check_mentions("a.get::<Vec<fn() -> u8>>(1)", &[Mention::method("get", true)], &[]);
    check_mentions("a.lock; 0..lock", &[], &[lock]);
    check_mentions("Mutex::<u8>::new(1)", &[Mention::associated("Mutex", "new"), Mention::path("new")], &[]);
    check_mentions("Self::r#try()", &[Mention::associated("Self", "try")], &[]);
    check_mentions("<A<B> as m::C<D>>::e()", &[Mention::associated("C", "e")], &[]);
    check_mentions("std::mem::drop(a)", &[Mention::associated("mem", "drop")], &[Mention::path("mem")]);
    check_mentions(
        "drop(a); spawn::<T>(b); c.map(forget)",
        &[Mention::path("drop"), Mention::path("spawn"), Mention::path("forget")],
        &[],
    );
    check_mentions("println!(\"{}\", a.lock())", &[Mention::macro_call("println"), lock], &[]);
    check_mentions("fn inner() { a.lock() }", &[], &[lock]);
    let up = |name| Mention::change(name, true);
    check_mentions(
        "a.b += 1; *c += 1; D += 1; e::F = true; g.store(true)",
        &["b", "c", "D", "F", "g"].map(up),
        &[],
    );
    check_mentions("a += 1; b = true; for _ in 0..1 { c += 1 }", &[], &["a", "b", "c"].map(up));
}

#[test]
fn bodies_after_where_and_constants() {
    let text =
        "fn a<const N: usize = { 1 }>() where Assert<{ N < 2 }>: T, { 1 } fn b() -> impl Fn(u8) -> u8 { 2 }";
    let file = read(text);
    let blocks: Vec<_> = functions(&file.items)
        .iter()
        .map(|(_, function)| slice(text, function.body.as_ref().expect("a body").block))
        .collect();
    assert_eq!(blocks, ["{ 1 }", "{ 2 }"]);
}

#[test]
fn attributes() {
    let test_only = |attribute: &str| read(&format!("{attribute} fn f() {{}}")).items[0].attributes.test_only;
    for yes in
        ["#[test]", "#[tokio::test(x)]", "#[cfg(test)]", "#[cfg(all(unix, test))]", "#[cfg_attr(a, rstest)]"]
    {
        assert!(test_only(yes), "{yes}");
    }
    for no in ["#[cfg(not(test))]", "#[cfg(any(test, unix))]", "#[inline]", "#[cfg(feature = \"test\")]"] {
        assert!(!test_only(no), "{no}");
    }
    assert!(read("#![cfg(test)]").test_only);
    let file = read(
        "#[allow(a::b, c)] #[cfg_attr(x, expect(d, reason = \"r\"), derive(m::Clone))] #[must_use] #[tokio::main] fn f() {}",
    );
    let attributes = &file.items[0].attributes;
    assert_eq!(attributes.derives, ["Clone"].map(crate::Name::from));
    assert_eq!(attributes.others, ["tokio::main"].map(crate::Name::from));
    assert!(attributes.must_use && attributes.conditional);
}

#[test]
fn macros_that_wrap_items() {
    let text = "lazy_static! { pub static ref A: T = f(); }\nstd::thread_local! { static B: T = const { 1 } }\n\
        cfg_if::cfg_if! { if #[cfg(a)] { mod c; } else { use d; } }\npin_project! { struct E { #[pin] e: u8 } }\n\
        cfg_rt! { pub mod f; }\nfeature! { #![g = \"h\"] fn i() {} }\nother! { j }";
    let file = read(text);
    assert_eq!(names(text, &file.items), ["A", "B", "c", "use", "E", "f", "i", "other"]);
    assert_eq!(file.items.iter().filter(|item| item.attributes.conditional).count(), 5);
    let ItemKind::Constant(key) = &file.items[1].kind else { panic!("no static") };
    assert_eq!(slice(text, key.value.expect("a value")), "const { 1 }");
    let TypeRef::Path(path) = &key.ty else { panic!("no path") };
    assert_eq!(path.segments[2].name, "LocalKey");
}

#[test]
fn what_only_old_editions_and_nightly_have() {
    let text = "trait A { fn a<W: X>(self, W, &mut u8, b: Box<Fn(u8) -> u8>); } const unsafe trait B {}";
    let functions =
        functions(&read(text).items).iter().map(|(_, function)| function.parameters.len()).sum::<usize>();
    assert_eq!(functions, 3);
    assert_eq!(read(text).items.len(), 2);
}

#[test]
fn keys_of_tasks_and_flags() {
    let text = "tokio::task_local! { pub static A: u8; #[x] static B: T }\n\
        bitflags! { #[derive(Clone)] pub struct F: u32 { const G = 1; #[cfg(x)] const H = Self::G.bits(); } impl I: u8 {} }";
    let file = read(text);
    assert_eq!(names(text, &file.items), ["A", "B", "F", "struct", "impl"]);
    let ItemKind::Constant(key) = &file.items[0].kind else { panic!("no static") };
    let TypeRef::Path(path) = &key.ty else { panic!("no path") };
    assert_eq!(path.segments[0].name, "tokio");
    assert_eq!(file.items[2].attributes.derives, ["Clone"].map(crate::Name::from));
    let ItemKind::Impl(flags) = &file.items[3].kind else { panic!("no impl") };
    assert_eq!(names(text, &flags.items), ["G", "H"]);
}

#[test]
fn wrapped_futures() {
    let text = "easy_wrapper! { #[a] pub struct L<'a, T: ?Sized>(Inner<'a, T> => Guard<'a, T>); #[cfg(b)] pub(crate) wait(); }";
    let file = read(text);
    assert_eq!(names(text, &file.items), ["L", "struct"]);
    let ItemKind::Impl(block) = &file.items[1].kind else { panic!("no impl") };
    let ItemKind::TypeAlias(output) = &block.items[0].kind else { panic!("no type") };
    let Some(TypeRef::Path(path)) = &output.ty else { panic!("no path") };
    assert_eq!(
        (output.name, path.segments[0].name),
        (crate::Name::from("Output"), crate::Name::from("Guard"))
    );
}

#[test]
fn wrappers_are_left_alone_when_what_they_hold_is_no_item() {
    for text in [
        "cfg_x! { #[a] b => c }",
        "lazy_static! { a, b }",
        "bitflags! { struct A { b } }",
        "a! { fn b(); }",
        "a! { #![b] fn c() {} d }",
        "a! { impl b for c => d {} }",
        "a! { struct B { c } }",
        "a!(struct B);",
    ] {
        let file = read(text);
        assert!(
            matches!(&file.items[..], [item] if matches!(item.kind, ItemKind::MacroCall { .. })),
            "{text}"
        );
    }
    let file = read("#[cfg(test)] cfg_x! { fn a() {} fn b() {} }");
    assert!(file.items.len() == 2 && file.items.iter().all(|item| item.attributes.test_only));
}

#[test]
fn macros_that_wrap_members() {
    let text = "impl A { feature! { #![all(b, c)] #[d] pub fn e(&self) {} } x! { #![f] => g } fn h() {} }";
    let file = read(text);
    assert_eq!(file.problems, []);
    let ItemKind::Impl(data) = &file.items[0].kind else { panic!("no impl") };
    assert_eq!(names(text, &data.items), ["e", "x", "h"]);
}

#[test]
fn ranges_of_a_text_are_read_alone() {
    let text = "mod a { struct B(C); } x";
    let items = crate::syntax::read_range(text, crate::span::TextRange::new(8, 20)).items;
    assert_eq!(names(text, &items), ["B"]);
    let ItemKind::Struct(data) = &items[0].kind else { panic!("no struct") };
    assert_eq!(slice(text, data.fields.fields[0].range), "C");
}

#[test]
fn receivers_are_read_from_functions() {
    let text = "impl A { fn b(&mut self, (c, d): E) -> F { self.g() } }";
    let file = read(text);
    let (_, function) = functions(&file.items)[0];
    assert_eq!(function.receiver, Some(Receiver::RefMut));
    let body = function.body.as_ref().expect("a body");
    assert!(crate::syntax::parse_function(text, body.function).is_ok());
}
