// B4: guards inside other values.

use std::{
    cell::{RefCell, RefMut},
    ops::Deref,
    sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard},
};

async fn io() {}

async fn save(_n: u32) {}

struct Slot<'a>(MutexGuard<'a, u32>);

struct Session<'a> {
    name: &'a str,
    users: RwLockReadGuard<'a, Vec<u32>>,
}

impl Deref for Session<'_> {
    type Target = Vec<u32>;

    fn deref(&self) -> &Vec<u32> {
        &self.users
    }
}

enum State<'a> {
    Idle,
    Busy(RefMut<'a, u32>),
}

struct Store {
    users: RwLock<Vec<u32>>,
}

impl Store {
    fn session(&self) -> Session<'_> {
        Session { name: "x", users: self.users.read().unwrap() }
    }

    fn try_session(&self) -> Option<Session<'_>> {
        Some(Session { name: "x", users: self.users.try_read().ok()? })
    }
}

async fn tuple_struct(m: &Mutex<u32>) {
    let slot = Slot(m.lock().unwrap());
    io().await; //~ guards_held_across_await
    println!("{}", slot.0);
}

struct Logged<G> {
    inner: G,
    name: &'static str,
}

async fn generic(m: &Mutex<u32>) {
    let guard = Logged { inner: m.lock().unwrap(), name: "count" };
    io().await; //~ guards_held_across_await
    println!("{} {}", guard.name, guard.inner);
}

async fn generic_with_nothing_held(n: u32) {
    let guard = Logged { inner: n, name: "count" };
    io().await;
    println!("{} {}", guard.name, guard.inner);
}

struct Entered {
    _span: tracing::span::EnteredSpan,
}

impl Entered {
    fn new() -> Entered {
        Entered { _span: tracing::info_span!("load").entered() }
    }
}

async fn span_inside_a_type() {
    let _entered = Entered::new();
    io().await; //~ guards_held_across_await
}

async fn nested(m: &Mutex<u32>) {
    let guard = Some((Slot(m.lock().unwrap()), 1));
    io().await; //~ guards_held_across_await
    drop(guard);
}

async fn option(m: &Mutex<u32>) {
    let guard = Some(m.lock().unwrap());
    io().await; //~ guards_held_across_await
    drop(guard);
}

async fn option_by_ok(m: &Mutex<u32>) {
    let _guard = m.lock().ok();
    io().await; //~ guards_held_across_await
}

async fn option_set_later(m: &Mutex<u32>, on: bool) {
    let mut guard = None;
    if on {
        guard = Some(m.lock().unwrap());
    }
    io().await; //~ guards_held_across_await
    drop(guard);
}

async fn tuple(m: &Mutex<u32>) {
    let pair = (m.lock().unwrap(), 1);
    io().await; //~ guards_held_across_await
    println!("{}", pair.0);
}

async fn vec(m: &Mutex<u32>) {
    let guards = vec![m.lock().unwrap()];
    io().await; //~ guards_held_across_await
    drop(guards);
}

async fn array(m: &Mutex<u32>) {
    let _guards = [m.lock().unwrap()];
    io().await; //~ guards_held_across_await
}

async fn boxed(m: &Mutex<u32>) {
    let guard = Box::new(m.lock().unwrap());
    io().await; //~ guards_held_across_await
    drop(guard);
}

async fn struct_literal(store: &Store) {
    let session = Session { name: "a", users: store.users.read().unwrap() };
    io().await; //~ guards_held_across_await
    println!("{} {}", session.name, session.len());
}

async fn out_of_a_method(store: &Store) {
    let session = store.session();
    io().await; //~ guards_held_across_await
    println!("{}", session.len());
}

async fn out_of_a_method_in_an_option(store: &Store) {
    if let Some(session) = store.try_session() {
        save(session[0]).await; //~ guards_held_across_await
    }
}

async fn variant(cell: &RefCell<u32>) {
    let state = State::Busy(cell.borrow_mut());
    io().await; //~ guards_held_across_await
    drop(state);
}

async fn conditional(m: &Mutex<u32>, on: bool) {
    let _guard = if on { Some(m.lock().unwrap()) } else { None };
    io().await; //~ guards_held_across_await
}

async fn then(m: &Mutex<u32>, on: bool) {
    let _guard = on.then(|| m.lock().unwrap());
    io().await; //~ guards_held_across_await
}

async fn dropped(m: &Mutex<u32>, store: &Store, cell: &RefCell<u32>) {
    let slot = Slot(m.lock().unwrap());
    println!("{}", slot.0);
    drop(slot);
    let guard = Some(m.lock().unwrap());
    drop(guard);
    let session = store.session();
    let n = session.len();
    drop(session);
    let state = State::Busy(cell.borrow_mut());
    drop(state);
    save(n as u32).await;
}

async fn part_that_holds_nothing(store: &Store) {
    let name = store.session().name.to_owned();
    let n = store.session().len();
    io().await;
    println!("{name} {n}");
}

async fn variant_without_a_guard() {
    let state = State::Idle;
    io().await;
    drop(state);
}

async fn field_dropped(m: &Mutex<u32>) {
    let pair = (m.lock().unwrap(), 1);
    drop(pair.0);
    save(pair.1).await;
}

async fn taken_apart(m: &Mutex<u32>) {
    let pair = (m.lock().unwrap(), 1);
    let (guard, n) = pair;
    drop(guard);
    save(n).await;
}
