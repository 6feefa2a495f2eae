//! Reads real code, and compares with what `syn` makes of it. With a folder, by hand:
//! `LETGO_CORPUS=dir cargo test -p letgo-analysis --release -- --ignored corpus --nocapture`

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{lexer, on_large_stack, oracle};
use crate::{
    span::TextRange,
    syntax::{items::FileItems, read_file, read_plainly, tokens},
};

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Where two readings of a file part.
fn difference(ours: &FileItems, theirs: &FileItems) -> Option<String> {
    let (ours, theirs) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    if ours == theirs {
        return None;
    }
    let same = ours.lines().zip(theirs.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let around = |text: &str| -> String {
        text.lines().skip(same.saturating_sub(8)).take(14).map(|line| format!("{line}\n")).collect()
    };
    Some(format!("ours:\n{}theirs:\n{}", around(&ours), around(&theirs)))
}

/// Asserts that both readers say the same of a text.
fn check(text: &str) {
    lexer::check(text);
    let (ours, theirs) = (read_plainly(text), oracle::read_file(text));
    if let Some(difference) = difference(&ours, &theirs) {
        panic!("{text}\n{difference}");
    }
}

#[test]
fn own_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    on_large_stack(move || {
        let mut files = Vec::new();
        for folder in ["analysis", "lints", "src", "tests", "ui-tests", "corpus", "benches"] {
            rust_files(&root.join(folder), &mut files);
        }
        assert!(files.len() > 50, "the repository has its files");
        for path in files {
            check(&std::fs::read_to_string(&path).expect("a file can be read"));
        }
    });
}

#[test]
fn tricky_text() {
    for text in [
        "impl<T> ::a::B<T> for <C as D>::E where for<'a> &'a T: F<'a> + 'a + ?Sized, 'a: 'b + 'c, {}",
        "impl <A as B>::C { fn d(self: &Self, mut e: F, (g, h): (I, J), _: K, ref mut l: M) {} }",
        "type A = dyn (B) + C; type D = (E) ; type F = (G,); type H = (); type I = &'static mut (dyn J + 'b);",
        "type A = for<'a> fn(&'a u8, b: C, ...) -> D; type E = impl Fn(F, G) -> H + I; type J = K!{ l };",
        "type A<B = C, const D: usize = 3> = E<{ 1 > 2 }, -1, true, F = G, H: I + J, 'k, L>;",
        "type A = [B; { C::<D>::E }]; type F = *const [G]; type H = unsafe extern \"C\" fn(I, ) -> !;",
        "fn a<T>() -> impl Iterator<Item = Vec<Vec<T>>> where T: Fn() -> B, {} fn c() -> D<E>{}",
        "fn a(b: fn(c: D) -> E, f: impl for<'g> H<'g>, i: &mut [J], k: impl L + use<'m, N>) {}",
        "enum A { B = 1 << 2, C = d::<E, F>(), #[g] H { i: J } = 3, K(pub L, #[m] N), }",
        "struct A where B: C; struct D(E) where F: G; struct H<I>{ pub(in j::k) l: M, pub n: O, }",
        "struct A(pub (crate) B, pub (C, D), pub(super) E, &'static F, [G; 2],);",
        "union A { b: u8 } fn union() {} use a::{self, b as c, d::{e, *}, f as _}; use ::g; use {h, i};",
        "unsafe auto trait A {} trait B = C + D; pub unsafe trait E: F + 'g where H: I { const J: K; }",
        "trait A { type B<'c>: D + E = F where Self: G; const H: I = 1; fn j(); fn k(&'l mut self) { m!() } }",
        "extern crate self as a; extern crate b as _; pub extern \"C\" fn c() {} extern { static D: E; fn f(); }",
        "unsafe extern \"C\" { safe fn a(b: C, ...); pub unsafe fn d(); static mut E: F; type G; h!(); }",
        "default impl A for B {} unsafe impl !C for D {} impl A for B { default fn c() {} default type D = E; }",
        "const A: B = if c { d } else { e }; const _: () = { impl F for G {} }; static mut H: I = [1; 2];",
        "macro_rules! a { (b) => { c } } d::e! { f } g!(h); ::i::j![k]; #[l] m!{}",
        "#![a] #![cfg(test)] mod b { #![allow(c)] } #[cfg(all(test, d))] #[e::f = \"g\"] #[unsafe(h)] fn i() {}",
        "#[cfg_attr(all(a, b), path = \"c.rs\", derive(d::E, F), cfg_attr(g, test))] mod h; #[cfg()] fn i() {}",
        "fn r#a(r#b: r#C) where r#D: r#E {} struct r#F { r#g: H } mod r#try { use r#i::r#j; }",
        "fn a() { use b; if c { fn d() { e!{ fn f() {} } g.h(); } } const I: J = { fn k() {} 1 }; }",
        "fn a() { b: loop {} match c { D => { struct E; } } let f = |g| { impl H for I {} }; static || 1; }",
        "fn a() { #![b] #[c] fn d() {} #[e] let f = 1; r#union { }; union!{}; async fn g() {} async move {} }",
        "fn a() -> <B as C<D>>::E<F> {} fn g<H: I<J = K> = L>() {} fn m(n: &dyn O, p: Q::<R>) {}",
        "thread_local! { pub static A: B = C; static D: E = const { F } } lazy_static! { static ref G: H = i(); }",
        "#[cfg(test)] thread_local! { static A: B = C; /** d */ #[e] static F: G = H; static I: J = K } static L: M = N;",
        "cfg_if! { if #[cfg(a)] { fn b() {} } else if #[cfg(c)] { impl D for E { fn f() {} } } else {} } mod g;",
        "cfg_select! { any(a, b = \"c\") => { fn d() {} mod e; } f => { use g; } _ => {} } std::cfg_select! { _ => { struct H; } }",
    ] {
        check(text);
    }
}

#[test]
#[ignore = "reads a folder named by LETGO_CORPUS"]
#[allow(clippy::print_stdout)]
fn corpus() {
    let folder = std::env::var_os("LETGO_CORPUS").expect("LETGO_CORPUS names a folder");
    on_large_stack(move || {
        let mut files = Vec::new();
        rust_files(Path::new(&folder), &mut files);
        files.sort();
        let (mut count, mut different, mut broken, mut fewer) = (0, 0, 0, 0);
        for path in files {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            count += 1;
            lexer::check(&text);
            // These only our reader knows.
            if ["task_local!", "bitflags!", "easy_wrapper!"].iter().any(|name| text.contains(name)) {
                continue;
            }
            let (ours, theirs) = (read_plainly(&text), oracle::read_file(&text));
            if !theirs.problems.is_empty() {
                // What is broken costs us less.
                broken += 1;
                if ours.problems.is_empty() {
                    fewer += 1;
                    println!("{}: only read by us: {:?}", path.display(), theirs.problems);
                }
            } else if let Some(difference) = difference(&ours, &theirs) {
                different += 1;
                println!("{}:\n{difference}", path.display());
            }
        }
        println!("{count} files, {different} differ, {broken} are broken, {fewer} of them read by us");
        assert_eq!(different, 0);
    });
}

#[test]
#[ignore = "reads a folder named by LETGO_CORPUS"]
#[allow(clippy::print_stdout)]
fn speed() {
    let folder = std::env::var_os("LETGO_CORPUS").expect("LETGO_CORPUS names a folder");
    on_large_stack(move || {
        let mut files = Vec::new();
        rust_files(Path::new(&folder), &mut files);
        files.sort();
        let texts: Vec<String> = files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        let (mut ours, mut full, mut lexing) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        for text in &texts {
            let begin = Instant::now();
            drop(tokens::lex(text, TextRange::new(0, text.len() as u32)));
            lexing += begin.elapsed();
            let begin = Instant::now();
            drop(read_file(text));
            ours += begin.elapsed();
            let begin = Instant::now();
            drop(syn::parse_file(text));
            full += begin.elapsed();
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        println!("{} files, {bytes} bytes", texts.len());
        println!(
            "read_file {ours:?} (lex {lexing:?}), syn {full:?}: {:.3}",
            ours.as_secs_f64() / full.as_secs_f64()
        );
    });
}
