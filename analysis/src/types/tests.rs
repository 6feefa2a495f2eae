//! Names, signatures and inference, asked at the index.

use std::sync::Arc;

use super::{Container, Definition, Index, Infer, Ty, Value, fold::is_deeper_than};
use crate::{
    Name,
    catalogue::Catalogue,
    names::{CrateInput, CrateOrigin, Edition, FunctionId, ModuleInput},
    span::FileId,
    syntax::{
        items::{Mention, Path, Segment, TypeRef},
        read_file,
    },
};

fn krate(
    name: &str,
    origin: CrateOrigin,
    file: u32,
    text: &str,
    dependencies: &[(&str, usize)],
) -> CrateInput {
    let items = read_file(text);
    assert_eq!(items.problems, [], "{name} parses");
    CrateInput {
        name: Name::from(name),
        edition: Edition::E2021,
        origin,
        test_only: false,
        dependencies: dependencies.iter().map(|&(name, id)| (Name::from(name), id)).collect(),
        root: ModuleInput { file: FileId(file), items: Arc::new(items), children: Vec::new() },
    }
}

/// An index of `std`, a dependency `dep`, and a workspace crate `app`.
fn index_with(dependency: &str, text: &str) -> Index {
    let std = include_str!("../../catalogue/std.rs");
    let crates = [
        krate("std", CrateOrigin::Stub, 2, std, &[]),
        krate("dep", CrateOrigin::Dependency, 1, dependency, &[]),
        krate("app", CrateOrigin::Workspace, 0, text, &[("dep", 1)]),
    ];
    Index::build(&crates, Arc::new(Catalogue::builtin().clone()))
}

fn index(text: &str) -> Index {
    index_with("", text)
}

fn function(index: &Index, path: &str) -> FunctionId {
    match index.definition(path) {
        Some(Definition::Function(id)) => id,
        other => panic!("{path} is {other:?}"),
    }
}

fn output(index: &Index, path: &str) -> String {
    index.display(&index.signature(function(index, path)).output)
}

/// Calls methods one after the other, from the first parameter of `app::start` on. `*` is a
/// dereference, `.name` a field, `?`, `await` and `for` what they say.
fn chain(text: &str, steps: &[&str]) -> String {
    let index = index(text);
    let start = function(&index, "app::start");
    let mut infer = Infer::new(&index, start);
    let mut ty = index.signature(start).parameters[0].clone();
    for step in steps {
        let next = match *step {
            "*" => infer.deref(&ty).map(|(_, ty)| ty),
            "?" => infer.question_mark(&ty),
            "await" => infer.awaited(&ty),
            "for" => infer.iterated(&ty),
            step => match step.strip_prefix('.') {
                Some(field) => infer.field(&ty, Name::from(field)).map(|field| field.ty),
                None => infer.method(&ty, Name::from(step), &[]).map(|method| method.signature.output),
            },
        };
        ty = next.unwrap_or_else(|| panic!("{step} of {}", index.display(&ty)));
        ty = infer.resolve(&ty);
    }
    index.display(&ty)
}

fn path(segments: &[&str]) -> Path {
    let segments = segments.iter().map(|&name| Segment { name: Name::from(name), args: None });
    Path { global: false, segments: segments.collect() }
}

#[test]
fn std_paths_resolve() {
    let index = index("");
    let paths = "std::sync::Mutex::lock std::sync::RwLock::read std::sync::Condvar::wait \
        std::sync::mpsc::channel std::sync::mpsc::Receiver::recv std::sync::Arc::new \
        std::sync::OnceLock::get_or_init std::sync::Barrier::wait std::rc::Rc::clone \
        std::cell::RefCell::borrow_mut std::cell::Ref::map std::cell::Cell::get \
        std::boxed::Box::leak std::vec::Vec::push std::vec::Vec::into_iter std::string::String::len \
        std::option::Option::unwrap std::result::Result::unwrap std::collections::HashMap::entry \
        std::collections::BTreeMap::range std::collections::VecDeque::pop_front \
        std::collections::hash_map::Entry::or_default std::iter::Iterator::map \
        std::iter::IntoIterator::into_iter std::ops::Drop::drop std::future::Future::poll \
        std::pin::Pin::as_mut std::task::Poll::map std::fs::File::open std::fs::read_to_string \
        std::fs::OpenOptions::open std::io::Read::read std::io::Write::flush \
        std::io::BufWriter::flush std::io::BufWriter::into_inner std::io::stdin std::io::Stdout::lock \
        std::io::Cursor::new std::net::TcpStream::connect std::net::TcpListener::accept \
        std::process::Command::spawn std::process::Child::wait std::process::exit std::thread::spawn \
        std::thread::scope std::thread::JoinHandle::join std::thread::sleep std::time::Instant::now \
        std::mem::drop std::mem::forget std::mem::take std::mem::ManuallyDrop::new std::env::var \
        std::path::Path::join std::panic::catch_unwind std::clone::Clone::clone core::mem::swap \
        alloc::sync::Arc::downgrade std::convert::From::from std::borrow::ToOwned::to_owned";
    let missing: Vec<_> = paths.split_whitespace().filter(|path| index.definition(path).is_none()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn signatures_are_shown_as_written() {
    let index = index(
        "pub async fn later() -> Option<u8> {} pub fn many(f: impl Fn(u8) -> bool) -> Vec<&'static str> {}",
    );
    assert_eq!(output(&index, "std::sync::Mutex::lock"), "Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>");
    assert_eq!(output(&index, "app::later"), "impl Future<Output = Option<u8>>");
    assert_eq!(output(&index, "app::many"), "Vec<&str>");
    assert_eq!(index.function_path(function(&index, "std::sync::Mutex::lock")), "std::sync::Mutex::lock");
}

#[test]
fn imports_lead_through_modules_crates_and_globs() {
    let index = index_with(
        "mod inner { pub mod deep { pub struct Thing; impl Thing { pub fn make() -> Thing {} } } pub use self::deep::*; }
         pub use inner::Thing as Renamed; pub mod prelude { pub use super::Renamed; }",
        "use a::*; mod a { pub use super::b::*; pub use dep::prelude::*; } mod b { pub use super::a::*; pub struct Own; }
         pub fn renamed() -> Renamed {} pub fn own() -> Own {} pub fn full() -> dep::Renamed {}
         pub enum Choice { Left, Right } use Choice::*; use nothing::At as All; pub fn none() -> All {}
         pub fn outer() { use std::sync::Mutex as Lock; fn within() -> Lock<u8> {} }",
    );
    assert_eq!(output(&index, "app::renamed"), "Thing");
    assert_eq!(output(&index, "app::own"), "Own");
    assert_eq!(output(&index, "app::full"), "Thing");
    assert_eq!(output(&index, "app::none"), "_");
    assert!(matches!(index.definition("dep::Renamed::make"), Some(Definition::Function(_))));
    let within = index.functions().find(|id| index.function(*id).name.as_str() == "within").expect("indexed");
    assert_eq!(index.display(&index.signature(within).output), "Mutex<u8>");
    assert!(matches!(index.function(within).container, Container::Function(_)));
}

#[test]
fn methods_are_looked_up_through_derefs() {
    let text = "use std::sync::{Arc, Mutex}; pub struct State { pub names: Vec<String> }
        pub fn start(state: &Option<Arc<Mutex<State>>>) {}";
    assert_eq!(chain(text, &["as_ref"]), "Option<&Arc<Mutex<State>>>");
    assert_eq!(chain(text, &["as_ref", "unwrap", "clone"]), "Arc<Mutex<State>>");
    let guard = ["as_ref", "unwrap", "clone", "lock", "unwrap"];
    assert_eq!(chain(text, &guard), "MutexGuard<State>");
    assert_eq!(chain(text, &[&guard[..], &["*"]].concat()), "State");
    assert_eq!(chain(text, &[&guard[..], &[".names", "iter", "for"]].concat()), "&String");
    assert_eq!(chain(text, &[&guard[..], &[".names", "first", "unwrap", "as_str", "trim"]].concat()), "&str");
    assert_eq!(
        chain(text, &[&guard[..], &[".names", "into_iter", "enumerate", "for"]].concat()),
        "(usize, String)"
    );
}

#[test]
fn futures_and_iterators_give_what_they_hold() {
    let boxed = "use std::{future::Future, pin::Pin}; pub fn start(f: Pin<Box<dyn Future<Output = Result<u8, ()>> + Send>>) {}";
    assert_eq!(chain(boxed, &["await", "?"]), "u8");
    let map = "use std::collections::HashMap; pub fn start(m: &HashMap<String, Vec<u8>>) {}";
    assert_eq!(chain(map, &["for"]), "(&String, &Vec<u8>)");
    assert_eq!(chain(map, &["values", "cloned", "for"]), "Vec<u8>");
    assert_eq!(chain(map, &["values", "flatten", "for"]), "&u8");
    let generic = "pub trait Source { type Item; async fn get(&self) -> Self::Item; }
        pub struct Own; impl Source for Own { type Item = u8; async fn get(&self) -> u8 {} }
        pub fn start<S: Source<Item = String>>(s: &S) {}";
    assert_eq!(chain(generic, &["get", "await"]), "String");
    let known = generic.replace("start<S: Source<Item = String>>(s: &S)", "start(s: Own)");
    assert_eq!(chain(&known, &["get", "await"]), "u8");
}

#[test]
fn closures_tell_and_are_told() {
    let index = index("pub fn start(v: Vec<u8>) {}");
    let start = function(&index, "app::start");
    let mut infer = Infer::new(&index, start);
    let receiver = index.signature(start).parameters[0].clone();
    let iter = infer.method(&receiver, Name::from("iter"), &[]).expect("iter").signature.output;
    let map = infer.method(&iter, Name::from("map"), &[]).expect("map");
    let expected = infer.expected_closure(&map.signature.parameters[1]).expect("a closure is wanted");
    let first = infer.resolve(&expected.parameters[0]);
    assert_eq!(index.display(&first), "&u8");
    let signature = super::Signature { parameters: expected.parameters, output: Ty::bool() };
    let closure = Ty::Closure(Arc::new(super::ClosureTy { body: 1, signature }));
    infer.unify(&map.signature.parameters[1], &closure);
    let item = infer.iterated(&map.signature.output).expect("items");
    assert_eq!(index.display(&item), "bool");
    let vec = TypeRef::Path(Path {
        global: false,
        segments: vec![Segment {
            name: Name::from("Vec"),
            args: Some(Box::new(crate::syntax::items::GenericArgs {
                types: vec![TypeRef::Infer].into(),
                ..Default::default()
            })),
        }]
        .into(),
    });
    let collect = infer.method(&map.signature.output, Name::from("collect"), &[vec]).expect("collect");
    let collected = infer.resolve(&collect.signature.output);
    assert_eq!(index.display(&collected), "Vec<bool>");
}

#[test]
fn paths_in_expressions_name_values() {
    let index = index(
        "use std::sync::Mutex; pub struct Own<T>(T); impl<T> Own<T> { pub fn new(t: T) -> Self {} }
         pub enum E { A(u8), B } pub type Alias = E; pub fn start() {} pub static S: Mutex<u8> = 0;",
    );
    let mut infer = Infer::new(&index, function(&index, "app::start"));
    let mut shown = |segments: &[&str], argument: Option<Ty>| match infer.value(&path(segments)) {
        Value::Function { id, args } => {
            let signature = infer.signature(id, &args);
            if let (Some(parameter), Some(argument)) = (signature.parameters.first(), argument) {
                infer.coerce(&argument, parameter);
            }
            let output = infer.resolve(&signature.output);
            index.display(&output)
        }
        Value::Constructor { adt, variant, .. } => format!("{}#{variant}", index.adt_path(adt)),
        Value::Constant(_, ty) => index.display(&ty),
        Value::Unknown => "?".to_owned(),
    };
    assert_eq!(shown(&["Mutex", "new"], Some(Ty::bool())), "Mutex<bool>");
    assert_eq!(shown(&["Own", "new"], Some(Ty::bool())), "Own<bool>");
    assert_eq!(shown(&["Own"], None), "app::Own#0");
    assert_eq!(shown(&["E", "B"], None), "app::E#1");
    assert_eq!(shown(&["Alias", "A"], None), "app::E#0");
    assert_eq!(shown(&["S"], None), "Mutex<u8>");
    assert_eq!(shown(&["Vec", "new"], None), "Vec<_>");
    assert_eq!(shown(&["u32", "MAX"], None), "u32");
    assert_eq!(shown(&["String", "from"], Some(Ty::bool())), "String");
    assert_eq!(shown(&["nothing", "here"], None), "?");
}

#[test]
fn resources_are_owned_through_wrappers() {
    let index = index(
        "use std::{sync::{Arc, Mutex, MutexGuard, LockResult}, rc::Rc, cell::RefCell};
         pub struct Node { next: Option<Box<Node>>, other: Option<Box<Other>> }
         pub struct Other { node: Box<Node>, file: std::fs::File }
         pub struct Plain<'a>(MutexGuard<'a, u8>);
         pub struct Undo<'a>(&'a u8); impl Drop for Undo<'_> { fn drop(&mut self) {} }
         pub fn guard() -> LockResult<MutexGuard<'static, u8>> {} pub fn shared() -> Arc<MutexGuard<'static, u8>> {}
         pub fn node() -> Vec<Node> {} pub fn plain() -> Option<Plain<'static>> {} pub fn undo() -> Undo<'static> {}
         pub fn lock() -> Mutex<u8> {} pub async fn later() -> MutexGuard<'static, u8> {}",
    );
    let owned = |path: &str| {
        let ty = &index.signature(function(&index, path)).output;
        index.owned_resources(ty).iter().map(|id| index.adt_path(*id)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(owned("app::guard"), "std::sync::MutexGuard");
    assert_eq!(owned("app::shared"), "");
    assert_eq!(owned("app::node"), "std::fs::File");
    assert_eq!(owned("app::plain"), "std::sync::MutexGuard");
    assert_eq!(owned("app::undo"), "app::Undo");
    assert_eq!(owned("app::lock"), "");
    assert!(index.bindings.mentions.by_name.contains_key(&Mention::method("lock", false)));
    assert!(!index.bindings.mentions.by_name.contains_key(&Mention::method("len", false)));
    assert!(index.bindings.mentions.by_name.contains_key(&Mention::path("later")));
    // In test code it does not matter how things end.
    let in_tests = |mention| index.bindings.mentions_in_tests.by_name.contains_key(&mention);
    assert!(in_tests(Mention::method("lock", false)));
    assert!(!in_tests(Mention::method("sync_all", false)));
    // Of a file it matters how it ends, and the names for that are mentions.
    assert!(!index.bindings.mentions.by_name.contains_key(&Mention::associated("File", "open")));
    assert!(index.bindings.mentions.by_name.contains_key(&Mention::method("sync_all", false)));
    let ty = |path: &str| index.signature(function(&index, path)).output.clone();
    assert_eq!(index.is_copy(&ty("app::lock")), Some(false));
    assert_eq!(index.is_copy(&Ty::bool()), Some(true));
    assert!(index.may_need_drop(&ty("app::node")));
    assert!(!index.may_need_drop(&ty("std::time::Instant::now")));
    assert!(index.may_borrow(&ty("app::plain")));
    assert!(!index.may_borrow(&ty("app::node")));
}

#[test]
fn the_catalogue_is_bound() {
    let index = index("");
    assert!(index.facts(function(&index, "std::thread::sleep")).is_some_and(|facts| facts.blocks.is_some()));
    assert!(index.facts(function(&index, "std::process::exit")).is_some_and(|facts| facts.diverges));
    assert!(index.close(function(&index, "std::thread::JoinHandle::join")).is_some());
    let Some(Definition::Adt(guard)) = index.definition("std::sync::MutexGuard") else { panic!() };
    assert!(index.pass(function(&index, "std::sync::Condvar::wait"), guard).is_some());
}

#[test]
fn circles_end() {
    let index = index(
        "pub type A = B; pub type B = A; pub struct S(pub A); use self::x as y; use self::y as x; use a::*;
         mod a { pub use super::b::*; } mod b { pub use super::a::*; pub use super::*; }
         pub trait T: U { type X; } pub trait U: T {} impl<V: T> U for V {} impl<V: U> T for V { type X = V::X; }
         pub struct R<T>(Option<Box<R<Vec<T>>>>); pub fn start(r: R<u8>) {} pub fn x() -> S {}",
    );
    let start = function(&index, "app::start");
    let mut infer = Infer::new(&index, start);
    let ty = index.signature(start).parameters[0].clone();
    assert!(infer.method(&ty, Name::from("nothing"), &[]).is_none());
    assert!(infer.iterated(&ty).is_none());
    index.owned_resources(&ty);
    index.may_need_drop(&ty);
}

#[test]
fn what_is_there_in_tests_only_gives_way() {
    let index = index_with(
        "pub struct Lock;",
        "mod hidden { #[cfg(not(loom))] pub use dep; #[cfg(loom)] pub mod dep { pub struct Own; } }
         pub fn krate() -> hidden::dep::Lock {}
         mod shim { #[cfg(not(feature = \"loom\"))] pub use std::sync; #[cfg(feature = \"loom\")] pub mod sync { pub struct Mutex; }
             #[cfg(own_loom)] pub use self::checked::*; #[cfg(not(own_loom))] pub use std::cell::*;
             #[cfg(own_loom)] mod checked { pub struct RefCell; } }
         #[cfg(shuttle)] type Lock = u8; #[cfg(not(shuttle))] type Lock = std::sync::RwLock<u8>;
         #[cfg(test)] fn both() -> u8 { 1 } #[cfg(not(test))] fn both() -> u16 { 1 }
         pub fn item() -> shim::sync::Mutex<u8> {} pub fn glob() -> shim::RefCell<u8> {} pub fn alias() -> Lock {}",
    );
    assert_eq!(output(&index, "app::krate"), "Lock");
    assert_eq!(output(&index, "app::item"), "Mutex<u8>");
    assert_eq!(output(&index, "app::glob"), "RefCell<u8>");
    assert_eq!(output(&index, "app::alias"), "RwLock<u8>");
    assert_eq!(output(&index, "app::both"), "u16");
}

/// A crate and the one for its tests, each a dependency of the other.
#[test]
fn crates_that_depend_on_each_other_know_what_either_hands_on() {
    let app = "mod inner { pub struct Thing; pub use support::Helper; } pub use inner::Thing;
         pub fn helper() -> inner::Helper {}";
    let support = "mod own { pub struct Own; } pub use own::Own as Helper; use app::Thing;
         pub fn thing() -> Thing {} pub use app::helper as again;";
    for swapped in [false, true] {
        let (first, second) = if swapped { (2, 1) } else { (1, 2) };
        let mut crates = [
            krate("std", CrateOrigin::Stub, 2, include_str!("../../catalogue/std.rs"), &[]),
            krate("app", CrateOrigin::Workspace, 0, app, &[("support", second)]),
            krate("support", CrateOrigin::Workspace, 1, support, &[("app", first)]),
        ];
        if swapped {
            crates.swap(1, 2);
        }
        let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
        assert_eq!(output(&index, "app::helper"), "Own");
        assert_eq!(output(&index, "support::thing"), "Thing");
        assert_eq!(output(&index, "support::again"), "Own");
    }
}

#[test]
fn circular_aliases_are_unknown_wherever_one_starts() {
    let text = "pub type A = Vec<B>; pub type B = Vec<A>; pub type C = Option<A>; pub struct D<T = E>(T);
         pub struct E<T = Vec<u8>>(T); pub struct F<T = G>(T); pub struct G<T = F>(T);
         pub fn a() -> A {} pub fn b() -> B {} pub fn c() -> C {} pub fn d() -> D {} pub fn f() -> F {}";
    let paths = ["app::a", "app::b", "app::c", "app::d", "app::f"];
    let shown = ["_", "_", "Option<_>", "D<E<Vec<u8>>>", "F<_>"];
    let (one, other) = (index(text), index(text));
    let forwards: Vec<_> = paths.iter().map(|path| output(&one, path)).collect();
    let backwards: Vec<_> = paths.iter().rev().map(|path| output(&other, path)).collect();
    assert_eq!(forwards, shown);
    assert!(backwards.iter().rev().eq(&shown));
}

#[test]
fn what_makes_a_resource_is_found_by_what_is_written() {
    let index = index(
        "use std::{future::Future, sync::{MutexGuard as Locked, Arc}};
         pub type Guard<'a> = Locked<'a, u8>; pub struct Wrapped<T = Guard<'static>>(T);
         pub struct Shared(Arc<Guard<'static>>); pub trait Locks { type Guard; fn of_self(self) -> Self::Guard; }
         pub struct X; impl Locks for X { type Guard = Result<Guard<'static>, ()>; fn of_self(self) -> Self::Guard {} }
         pub struct Taking; impl Future for Taking { type Output = Guard<'static>; }
         pub fn by_rename() -> Option<Locked<'static, u8>> {} pub fn by_alias() -> Guard<'static> {}
         pub fn by_default() -> Wrapped {}
         pub fn by_future() -> Taking {} pub fn of_bound() -> Box<dyn Future<Output = Guard<'static>>> {}
         pub fn of_shared() -> Shared {} pub fn of_nothing() -> Option<u8> {} pub fn of_parameter<T>() -> T {}",
    );
    let is_mentioned = |name: &str| index.bindings.mentions.by_name.contains_key(&Mention::path(name));
    for name in ["by_rename", "by_alias", "by_default", "by_future", "of_bound"] {
        assert!(is_mentioned(name), "{name}");
    }
    for name in ["of_shared", "of_nothing", "of_parameter"] {
        assert!(!is_mentioned(name), "{name}");
    }
    assert!(index.bindings.mentions.by_name.contains_key(&Mention::method("of_self", false)));
}

#[test]
fn methods_come_from_traits_of_crates_that_can_be_met() {
    let far = "pub trait Ext { fn extended(self) -> u8; } impl<T> Ext for T { fn extended(self) -> u8 {} }";
    let found = |dependencies: &[(&str, usize)]| {
        let crates = [
            krate("std", CrateOrigin::Stub, 2, include_str!("../../catalogue/std.rs"), &[]),
            krate("far", CrateOrigin::Dependency, 1, far, &[]),
            krate("app", CrateOrigin::Workspace, 0, "pub fn start(x: u8) {}", dependencies),
        ];
        let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
        let start = function(&index, "app::start");
        let ty = index.signature(start).parameters[0].clone();
        Infer::new(&index, start).method(&ty, Name::from("extended"), &[]).is_some()
    };
    assert!(found(&[("far", 1)]));
    assert!(!found(&[]));
}

/// What a crate that cannot be met has for references to something that nobody knows.
#[test]
fn impls_for_references_come_with_their_crate_alone() {
    let far = "impl std::io::Read for &Missing {}";
    let text = "use std::io::Read; pub fn start(slot: std::sync::MutexGuard<'_, Option<u8>>) {}";
    let taken = |dependencies: &[(&str, usize)]| {
        let crates = [
            krate("std", CrateOrigin::Stub, 2, include_str!("../../catalogue/std.rs"), &[]),
            krate("far", CrateOrigin::Dependency, 1, far, &[]),
            krate("app", CrateOrigin::Workspace, 0, text, dependencies),
        ];
        let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
        let start = function(&index, "app::start");
        let ty = index.signature(start).parameters[0].clone();
        let method = Infer::new(&index, start).method(&ty, Name::from("take"), &[]);
        method.map(|method| index.display(&method.signature.output))
    };
    assert_eq!(taken(&[]).as_deref(), Some("Option<u8>"));
}

#[test]
fn projections_that_grow_are_unknown() {
    let index = index(
        "pub trait Grow { type Out; fn make(self) -> Self::Out; } pub struct Wrap<T>(T);
         impl<T> Grow for Wrap<T> where Wrap<Wrap<T>>: Grow {
             type Out = <Wrap<Wrap<T>> as Grow>::Out; fn make(self) -> Self::Out {}
         }
         pub fn start(wrap: Wrap<u8>) {}",
    );
    let start = function(&index, "app::start");
    let mut infer = Infer::new(&index, start);
    let mut ty = index.signature(start).parameters[0].clone();
    for _ in 0..8 {
        let Some(found) = infer.method(&ty, Name::from("make"), &[]) else { return };
        ty = infer.resolve(&found.signature.output);
        assert!(!is_deeper_than(&ty, 64), "it grows: {}", index.display(&ty));
    }
}

#[test]
fn twins_say_what_they_agree_on() {
    let index = index(
        "use std::sync::Mutex;\n\
         #[cfg(a)] pub fn same() -> Mutex<u8> { loop {} } #[cfg(b)] pub fn same() -> Mutex<u8> { loop {} }\n\
         #[cfg(a)] pub fn other(a: u8, b: u8) -> u8 { 1 } #[cfg(not(a))] pub fn other(a: u8, b: u16) -> u16 { 1 }\n\
         #[cfg(a)] pub struct S { x: u8, y: u8 } #[cfg(b)] pub struct S { x: u8, y: u16, z: u8 }\n\
         #[cfg(a)] type A = Mutex<u8>; #[cfg(b)] type A = u8; type B = u8; pub fn alias() -> (A, B) { loop {} }\n\
         #[cfg(a)] use std::cell::RefCell as Cell; #[cfg(not(a))] use std::sync::Mutex as Cell;\n\
         #[cfg(test)] use std::cell::RefCell as T; #[cfg(not(test))] use std::sync::Mutex as T;\n\
         #[cfg(a)] use std::sync::Mutex as Lock; #[cfg(b)] use std::sync::Mutex as Lock;\n\
         pub fn imports() -> (Cell<u8>, Lock<u8>, T<u8>) { loop {} }\n\
         #[cfg(a)] pub struct K; #[cfg(b)] pub type K = u8; pub fn kinds() -> K { loop {} }\n\
         impl S { #[cfg(a)] pub fn f(&self) -> u8 { 1 } #[cfg(b)] pub fn f(&self) -> u16 { 1 } }\n\
         #[cfg(a)] impl S { pub fn g(&self) -> u8 { 1 } } #[cfg(b)] impl S { pub fn g(&self) -> u16 { 1 } }\n\
         pub struct F { #[cfg(a)] x: u8, #[cfg(b)] x: u16, y: u8 }\n\
         #[cfg(a)] pub mod m { pub struct T; pub fn t() -> T { T } pub fn u() -> u8 { 1 } }\n\
         #[cfg(b)] pub mod m { pub struct T; pub fn t() -> T { T } pub fn u() -> u16 { 1 } pub fn w() -> u8 { 1 } }",
    );
    assert_eq!(output(&index, "app::same"), "Mutex<u8>");
    assert_eq!(output(&index, "app::other"), "_");
    let parameters = &index.signature(function(&index, "app::other")).parameters;
    assert_eq!(parameters.iter().map(|ty| index.display(ty)).collect::<Vec<_>>(), ["u8", "_"]);
    assert_eq!(output(&index, "app::alias"), "(_, u8)");
    assert_eq!(output(&index, "app::imports"), "(_, Mutex<u8>, Mutex<u8>)");
    assert_eq!(output(&index, "app::kinds"), "_");
    assert_eq!(output(&index, "app::S::f"), "_");
    assert_eq!(output(&index, "app::S::g"), "_");
    let fields = |path: &str| {
        let Some(Definition::Adt(id)) = index.definition(path) else { panic!("{path} is no type") };
        let fields = &index.adt(id).variants[0].fields;
        fields.iter().map(|(name, ty)| format!("{name}: {}", index.display(ty))).collect::<Vec<_>>()
    };
    assert_eq!(fields("app::S"), ["x: u8", "y: _", "z: u8"]);
    assert_eq!(fields("app::F"), ["x: _", "x: _", "y: u8"]);
    assert_eq!(output(&index, "app::m::t"), "T");
    assert_eq!(output(&index, "app::m::u"), "_");
    assert_eq!(output(&index, "app::m::w"), "u8");
}

#[test]
fn blanket_impls_of_crates_out_of_reach_do_not_apply() {
    let far = "pub struct Guard; pub trait Grab: Sized { fn grab(self) -> Guard { Guard } } impl<T> Grab for T {}\n\
        pub trait Make { type Out; } impl<T> std::ops::Add<T> for Guard { type Output = Guard; }\n\
        impl<T: Iterator> IntoIterator for T { type Item = Guard; type IntoIter = T; }";
    let crates = |dependencies: &[(&str, usize)]| {
        let std = "pub mod iter { pub trait Iterator { type Item; } pub trait IntoIterator { type Item; type IntoIter; } }\n\
            pub mod ops { pub trait Add<R> { type Output; } } pub mod prelude { pub use crate::iter::*; }";
        let crates = [
            krate("std", CrateOrigin::Stub, 2, std, &[]),
            krate("far", CrateOrigin::Dependency, 1, far, &[]),
            krate("app", CrateOrigin::Workspace, 0, "pub fn start<T: Iterator>(t: T) {}", dependencies),
        ];
        let index = Index::build(&crates, Arc::new(Catalogue::default()));
        let start = function(&index, "app::start");
        let ty = index.signature(start).parameters[0].clone();
        let iterated = Infer::new(&index, start).iterated(&ty);
        iterated.map(|ty| index.display(&ty))
    };
    assert_eq!(crates(&[("far", 1)]).as_deref(), Some("Guard"));
    assert_ne!(crates(&[]).as_deref(), Some("Guard"));
}

#[test]
fn an_impl_for_what_is_not_known_is_not_for_all_types() {
    let dependency =
        "pub struct L; impl<'a> IntoIterator for &'a missing::Map { type Item = L; type IntoIter = L; }";
    let text = "use std::sync::Mutex; pub fn start(list: &Vec<Mutex<u8>>) {}";
    let crates = [
        krate("dep", CrateOrigin::Dependency, 0, dependency, &[]),
        krate("std", CrateOrigin::Stub, 1, include_str!("../../catalogue/std.rs"), &[]),
        krate("app", CrateOrigin::Workspace, 2, text, &[("dep", 0)]),
    ];
    let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
    let start = function(&index, "app::start");
    let list = index.signature(start).parameters[0].clone();
    let item = Infer::new(&index, start).iterated(&list).unwrap();
    assert_eq!(index.display(&item), "&Mutex<u8>");
}

#[test]
fn imports_under_different_cfgs_mean_what_they_agree_on() {
    let client = "mod a { pub struct Client; impl Client { pub fn get(&self) -> u8 {} } } \
                  mod b { pub struct Client; pub struct Other; } mod c { pub struct Other; pub struct Same; } \
                  mod d { pub use super::c::Same; } mod e { pub struct Unnamed; } mod f { pub struct Unnamed; } \
                  #[cfg(x)] pub use a::Client; #[cfg(y)] pub use b::Client; \
                  #[cfg(x)] pub use b::Other; #[cfg(y)] pub use c::Other; \
                  #[cfg(x)] pub use c::*; #[cfg(y)] pub use d::*; \
                  #[cfg(x)] pub use e::*; #[cfg(y)] pub use f::*;";
    let system = "mod a { extern \"C\" { pub fn usleep(n: u32) -> i32; pub fn other(); } } \
                  mod b { extern \"C\" { pub fn usleep(n: u64) -> i32; pub fn other(); } } \
                  #[cfg(x)] pub use a::*; #[cfg(y)] pub use b::*;";
    let text = "#[cfg(x)] use std::mem::take as work; #[cfg(y)] use std::mem::drop as work; \
                pub fn start() {} pub fn client() -> reqwest::Client {} pub fn other() -> reqwest::Other {} \
                pub fn same() -> reqwest::Same {} pub fn unnamed() -> reqwest::Unnamed {}";
    let crates = [
        krate("std", CrateOrigin::Stub, 0, include_str!("../../catalogue/std.rs"), &[]),
        krate("reqwest", CrateOrigin::Dependency, 1, client, &[]),
        krate("app", CrateOrigin::Workspace, 2, text, &[("reqwest", 1)]),
        krate("libc", CrateOrigin::Dependency, 3, system, &[]),
    ];
    let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
    // The catalogue knows it for one type, whichever it is.
    assert_eq!(output(&index, "app::client"), "Client");
    assert_eq!(output(&index, "app::other"), "_");
    assert_eq!(output(&index, "app::same"), "Same");
    assert_eq!(output(&index, "app::unnamed"), "_");
    assert!(index.facts(function(&index, "libc::usleep")).is_some_and(|facts| facts.blocks.is_some()));
    assert!(index.functions_of("libc::other").is_empty());
    let mut infer = Infer::new(&index, function(&index, "app::start"));
    let segments = vec![Segment { name: Name::from("work"), args: None }];
    assert!(!matches!(
        infer.value(&Path { global: false, segments: segments.into() }),
        Value::Function { .. }
    ));
}

/// An example may be called like a library of the catalogue, and import a type of that name.
#[test]
fn examples_are_no_libraries() {
    let std = include_str!("../../catalogue/std.rs");
    let named = |name, origin, test_only| {
        let example = krate(name, CrateOrigin::Workspace, 1, "use app::ZipWriter;", &[("app", 2)]);
        let crates = [
            krate("std", CrateOrigin::Stub, 2, std, &[]),
            CrateInput { test_only, origin, ..example },
            krate("app", CrateOrigin::Workspace, 0, "pub struct ZipWriter;", &[]),
        ];
        let index = Index::build(&crates, Arc::new(Catalogue::builtin().clone()));
        match index.definition("app::ZipWriter") {
            Some(Definition::Adt(writer)) => index.resource(writer).is_some(),
            other => panic!("it is {other:?}"),
        }
    };
    assert!(named("zip", CrateOrigin::Dependency, false), "a library gives what it imports");
    assert!(!named("zip", CrateOrigin::Workspace, true), "an example does not");
}
