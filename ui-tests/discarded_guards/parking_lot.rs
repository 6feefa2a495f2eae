// parking_lot, whose `lock` gives the guard itself.

use parking_lot::{
    Mutex, MutexGuard, ReentrantMutex, RwLock, RwLockUpgradableReadGuard, RwLockWriteGuard,
};

struct State {
    name: String,
    count: u32,
}

fn rebuild() {}

fn underscore(m: &Mutex<u32>) {
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

fn b8_assigned_to_underscore(m: &Mutex<u32>) {
    _ = m.lock(); //~ discarded_guards
    rebuild();
}

fn statement(m: &Mutex<u32>) {
    m.lock(); //~ discarded_guards
    rebuild();
}

fn nested_underscore(m: &Mutex<u32>) -> u32 {
    let (n, _) = (1, m.lock()); //~ discarded_guards
    rebuild();
    n
}

fn read_guard(m: &RwLock<u32>) {
    let _ = m.read(); //~ discarded_guards
    rebuild();
}

fn write_guard(m: &RwLock<u32>) {
    m.write(); //~ discarded_guards
    rebuild();
}

fn upgradable(m: &RwLock<u32>) {
    let _ = m.upgradable_read(); //~ discarded_guards
    rebuild();
}

fn reentrant(m: &ReentrantMutex<u32>) {
    let _ = m.lock(); //~ discarded_guards
    rebuild();
}

fn mapped(m: &Mutex<State>) {
    let _ = MutexGuard::map(m.lock(), |state| &mut state.count); //~ discarded_guards
    rebuild();
}

fn downgraded(m: &RwLock<u32>) {
    let _ = RwLockWriteGuard::downgrade(m.write()); //~ discarded_guards
    rebuild();
}

// Clippy denies this one, though nothing is dropped.
fn b9_reference(m: &Mutex<u32>) {
    let guard = m.lock();
    let _ = &guard;
    rebuild();
}

fn place(m: &Mutex<u32>) {
    let guard = m.lock();
    let _ = guard;
    rebuild();
}

fn value_behind_the_guard(m: &Mutex<State>) {
    let _ = m.lock().count;
    let _ = m.lock().name.clone();
    m.lock().count += 1;
    m.lock().name.push('x');
}

fn upgraded(m: &RwLock<u32>) {
    let guard = m.upgradable_read();
    let _guard = RwLockUpgradableReadGuard::upgrade(guard);
    rebuild();
}

fn e20_dropped_by_name(m: &Mutex<u32>) {
    drop(m.lock());
}

fn moved_lock(m: Mutex<u32>) {
    let _ = m;
}

fn lock_taken_apart(m: Mutex<u32>) {
    let _ = m.into_inner();
}

fn through_a_mutable_reference(m: &mut Mutex<u32>) {
    let _ = m.get_mut();
}

#[allow(clippy::let_underscore_lock)]
fn allowed_under_the_name_of_clippy(m: &Mutex<u32>) {
    let _ = m.lock();
}
