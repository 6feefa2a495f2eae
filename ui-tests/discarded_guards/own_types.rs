// Types of the file's own whose drop undoes something, and wrappers of guards.

use std::{
    cell::Cell,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
};

static ACTIVE: AtomicUsize = AtomicUsize::new(0);

struct ActiveGuard;

impl ActiveGuard {
    fn new() -> Self {
        ACTIVE.fetch_add(1, Ordering::SeqCst);
        ActiveGuard
    }
}

impl Drop for ActiveGuard {
    fn drop(&mut self) {
        ACTIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

fn set_raw_mode(_on: bool) {}

struct RawMode {
    before: bool,
}

impl Drop for RawMode {
    fn drop(&mut self) {
        set_raw_mode(self.before);
    }
}

fn raw_mode() -> Result<RawMode, String> {
    set_raw_mode(true);
    Ok(RawMode { before: false })
}

struct Depth<'a>(&'a Cell<u32>);

impl<'a> Depth<'a> {
    fn enter(depth: &'a Cell<u32>) -> Self {
        depth.set(depth.get() + 1);
        Depth(depth)
    }
}

impl Drop for Depth<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

struct Slot<'a> {
    guard: MutexGuard<'a, u32>,
    id: u32,
}

struct Locked<'a>(MutexGuard<'a, u32>);

fn slot(m: &Mutex<u32>, id: u32) -> Slot<'_> {
    Slot { guard: m.lock().unwrap(), id }
}

fn work() {}

fn own_guard() {
    let _ = ActiveGuard::new(); //~ discarded_guards
    work();
}

fn own_guard_as_a_statement() {
    ActiveGuard::new(); //~ discarded_guards
    work();
}

fn own_guard_out_of_a_function() -> Result<(), String> {
    let _ = raw_mode()?; //~ discarded_guards
    work();
    Ok(())
}

fn own_guard_in_its_result() {
    let _ = raw_mode(); //~ discarded_guards
    work();
}

fn own_guard_by_literal() {
    let _ = RawMode { before: true }; // not seen: a body that only writes a literal is not parsed
    work();
}

fn own_guard_with_a_lifetime(depth: &Cell<u32>) {
    Depth::enter(depth); //~ discarded_guards
    work();
}

fn wrapper_of_a_guard(m: &Mutex<u32>) {
    let _ = Locked(m.lock().unwrap()); //~ discarded_guards
    work();
}

fn wrapper_out_of_a_function(m: &Mutex<u32>) {
    let _ = slot(m, 1); //~ discarded_guards
    work();
}

fn guards_in_a_vec(a: &Mutex<u32>) {
    let _ = vec![a.lock().unwrap()]; //~ discarded_guards
    work();
}

fn bound(m: &Mutex<u32>, depth: &Cell<u32>) {
    let _active = ActiveGuard::new();
    let _depth = Depth::enter(depth);
    let _slot = slot(m, 1);
    work();
}

fn part_of_a_wrapper(m: &Mutex<u32>) -> u32 {
    let _ = slot(m, 1).id;
    slot(m, 2).id
}

fn value_behind_a_wrapper(m: &Mutex<u32>) {
    *slot(m, 1).guard += 1;
    let _ = *Locked(m.lock().unwrap()).0;
}

fn dropped_by_name() {
    drop(ActiveGuard::new());
}

// Nothing is undone by dropping these.

struct Plain {
    name: String,
}

struct Buffer {
    bytes: Vec<u8>,
}

fn values_without_a_duty() {
    let _ = Plain { name: String::new() };
    let _ = Buffer { bytes: Vec::new() };
    let _ = Plain { name: String::new() }.name.len();
    let _ = Buffer { bytes: Vec::new() }.bytes;
}

// russh 0.65.1: what wipes itself is a value like others, told by its variant.

enum Method {
    Password { password: String },
    Key,
}

impl Drop for Method {
    fn drop(&mut self) {
        if let Method::Password { password } = self {
            password.clear();
        }
    }
}

fn next_method() -> Option<Method> {
    None
}

fn value_that_wipes_itself() {
    match next_method() {
        Some(_) => {}
        None => {}
    }
    next_method();
}

// zellij-server 0.45.1: the one before is let go of when another takes its place.

fn one_for_another(slots: &mut std::collections::HashMap<u32, Option<ActiveGuard>>, slot: u32) {
    slots.insert(slot, Some(ActiveGuard::new()));
}
