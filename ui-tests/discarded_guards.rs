// The locks of std: every way to let go of a guard in the statement that makes it.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Read},
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, RwLock},
};

static GLOBAL: Mutex<u32> = Mutex::new(0);
static LAZY: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(Vec::new()));

struct Inner {
    serial: Mutex<()>,
    names: RwLock<Vec<String>>,
}

struct Service {
    inner: Arc<Inner>,
}

fn rebuild() {}

// Bound to nothing.

fn underscore(m: &Mutex<u32>) {
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

fn underscore_unwrapped(m: &Mutex<u32>) {
    let _ = m.lock().unwrap(); //~ discarded_guards
    rebuild();
}

fn underscore_poison_ignored(m: &Mutex<u32>) {
    let _ = m.lock().unwrap_or_else(PoisonError::into_inner); //~ discarded_guards
    rebuild();
}

fn underscore_question_mark(m: &Mutex<u32>) -> Result<(), PoisonError<MutexGuard<'_, u32>>> {
    let _ = m.lock()?; //~ discarded_guards
    rebuild();
    Ok(())
}

fn b8_assigned_to_underscore(m: &Mutex<u32>) {
    _ = m.lock(); //~ discarded_guards
    rebuild();
}

fn b8_ok_then_underscore(m: &Mutex<u32>) {
    let _ = m.lock().ok(); //~ discarded_guards
    rebuild();
}

fn in_some(m: &Mutex<u32>) {
    let _ = Some(m.lock().unwrap()); //~ discarded_guards
    rebuild();
}

fn in_a_tuple(m: &Mutex<u32>) {
    let _ = (m.lock().unwrap(), 1); //~ discarded_guards
    rebuild();
}

fn nested_underscore(m: &Mutex<u32>) -> u32 {
    let (_, n) = (m.lock().unwrap(), 1); //~ discarded_guards
    rebuild();
    n
}

fn nested_underscore_assigned(m: &Mutex<u32>) -> u32 {
    let n;
    (_, n) = (m.lock().unwrap(), 1); //~ discarded_guards
    rebuild();
    n
}

// The temporaries of `let .. else` end with the statement.
fn nested_underscore_let_else(m: &Mutex<u32>) {
    let Ok(_) = m.lock() else { return }; //~ discarded_guards
    rebuild();
}

fn read_guard(names: &RwLock<Vec<String>>) {
    let _ = names.read(); //~ discarded_guards
    rebuild();
}

fn write_guard(names: &RwLock<Vec<String>>) {
    let _ = names.write().unwrap(); //~ discarded_guards
    rebuild();
}

// As statements.

fn statement_unwrap(m: &Mutex<u32>) {
    m.lock().unwrap(); //~ discarded_guards
    rebuild();
}

fn statement_expect(m: &Mutex<u32>) {
    m.lock().expect("not poisoned"); //~ discarded_guards
    rebuild();
}

fn statement_ok(m: &Mutex<u32>) {
    m.lock().ok(); //~ discarded_guards
    rebuild();
}

fn statement_bare(m: &Mutex<u32>) {
    m.lock(); //~ discarded_guards
    rebuild();
}

fn statement_in_an_arm(m: &Mutex<u32>, n: u32) {
    match n {
        0 => {
            m.lock().unwrap(); //~ discarded_guards
            rebuild();
        }
        _ => rebuild(),
    }
}

fn statement_in_a_loop(m: &Mutex<u32>) {
    for _ in 0..3 {
        let _ = m.lock(); //~ discarded_guards
        rebuild();
    }
}

fn statement_in_a_closure(m: &Mutex<u32>) -> impl Fn() + '_ {
    move || {
        let _ = m.lock(); //~ discarded_guards
        rebuild();
    }
}

async fn in_async_code(m: &Mutex<u32>) {
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

// Where the lock comes from.

fn of_a_static() {
    let _ = GLOBAL.lock(); //~ discarded_guards
    rebuild();
}

fn of_a_lazy_static() {
    let _ = LAZY.lock(); //~ discarded_guards
    rebuild();
}

fn of_a_local() {
    let serial = Mutex::new(());
    let _ = serial.lock(); //~ discarded_guards
    rebuild();
}

fn of_an_arc(m: Arc<Mutex<u32>>) {
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

impl Service {
    fn of_a_field(&self) {
        let _ = self.inner.serial.lock(); //~ discarded_guards
        rebuild();
    }

    fn names(&self) -> MutexGuard<'_, ()> {
        self.inner.serial.lock().unwrap()
    }

    fn of_a_method_that_returns_a_guard(&self) {
        let _ = self.names(); //~ discarded_guards
        rebuild();
    }

    fn write_of_a_field(&self) {
        self.inner.names.write().unwrap(); //~ discarded_guards
        rebuild();
    }
}

// A word that merely contains another one excuses nothing.
fn a_comment_about_something_else(m: &Mutex<u32>) {
    // taken before we await the reply
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

// Tests too: what goes unprotected there fails there.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_tests() {
        let _ = GLOBAL.lock(); //~ discarded_guards
        rebuild();
    }
}

// What stays silent.

fn bound(m: &Mutex<u32>) {
    let _guard = m.lock();
    rebuild();
}

fn bound_by_a_nested_name(m: &Mutex<u32>) -> u32 {
    let (_guard, n) = (m.lock().unwrap(), 1);
    rebuild();
    n
}

fn b9_reference_to_a_guard(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let _ = &guard;
    rebuild();
}

// A place under `_` is neither moved nor dropped.
fn place(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let _ = guard;
    _ = guard;
    rebuild();
}

fn b9_value_behind_the_guard(m: &Mutex<u32>) {
    let _ = *m.lock().unwrap();
}

fn owned_value_of_a_map(m: &Mutex<u32>) {
    let _ = m.lock().map(|guard| *guard);
}

fn method_of_the_value(m: &Mutex<Vec<u32>>) {
    m.lock().unwrap().push(1);
    let _ = m.lock().unwrap().pop();
    let _ = m.lock().unwrap().len();
    m.lock().unwrap().clear();
}

fn assigned_through(m: &Mutex<u32>) {
    *m.lock().unwrap() = 3;
    *m.lock().unwrap() += 1;
}

fn method_of_a_borrowed_value(cell: &RefCell<Vec<u32>>) {
    cell.borrow().len();
    cell.borrow_mut().push(1);
    let _ = cell.borrow().first();
}

// A borrow protects against nobody else: there is one thread.
fn borrow_of_a_cell(cell: &RefCell<u32>) {
    let _ = cell.borrow_mut();
    rebuild();
}

fn e20_dropped_by_name(m: &Mutex<u32>) {
    drop(m.lock().unwrap());
    drop(m.lock());
}

fn e20_says_that_it_waits_above(m: &Mutex<u32>) {
    // Wait for the writer that may still be at work.
    let _ = m.lock();
    rebuild();
}

fn e20_says_that_it_waits_beside(m: &Mutex<u32>) {
    let _ = m.lock(); // a barrier: the holder is done after this
    rebuild();
}

fn e5_typed(m: &Mutex<u32>) {
    let _: MutexGuard<'_, u32> = m.lock().unwrap();
    rebuild();
}

fn probed(m: &Mutex<u32>) -> bool {
    let _ = m.is_poisoned();
    m.try_lock().is_ok()
}

// B10: the scrutinee keeps the guard for the body.
fn b10_held_by_the_head(m: &Mutex<u32>) {
    if let Ok(_) = m.lock() {
        rebuild();
    }
    match m.lock() {
        Ok(_) => rebuild(),
        Err(_) => {}
    }
}

fn returned(m: &Mutex<u32>) -> MutexGuard<'_, u32> {
    m.lock().unwrap()
}

fn passed_on(m: &Mutex<u32>) {
    fn consume(_guard: MutexGuard<'_, u32>) {}
    consume(m.lock().unwrap());
}

fn handed_to_memory_forget(m: &'static Mutex<u32>) {
    std::mem::forget(m.lock()); //~ forgotten_guards
}

fn e8_arguments_make_no_guard(file: &mut File, buffer: &mut [u8]) -> io::Result<()> {
    let _ = file.read(buffer)?;
    let _ = file.by_ref();
    Ok(())
}

struct Door;

impl Door {
    fn lock(&self) -> bool {
        true
    }
}

fn e9_named_like_a_lock(door: &Door) {
    let _ = door.lock();
    door.lock();
}

trait Lockable {
    type Guard;
    fn lock(&self) -> Self::Guard;
}

fn e9_generic<L: Lockable>(lockable: &L) {
    let _ = lockable.lock();
}

macro_rules! locked {
    ($lock:expr) => {
        let _ = $lock.lock();
    };
}

fn e7_in_a_macro_of_the_file(m: &Mutex<u32>) {
    locked!(m);
}

#[allow(let_underscore_lock)]
fn allowed_under_the_name_of_rustc(m: &Mutex<u32>) {
    let _ = m.lock();
}

fn expected_on_the_statement(m: &Mutex<u32>) {
    #[expect(let_underscore_lock)]
    let _ = m.lock();
}

fn threads_are_no_guards() {
    let _ = std::thread::spawn(rebuild);
    std::thread::spawn(rebuild).join().unwrap();
}
