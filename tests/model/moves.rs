use std::sync::{Mutex, MutexGuard};

struct Slot<'a>(MutexGuard<'a, u32>);

fn keep(_: Slot<'_>) {}

fn in_a_wrapper(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let slot = Slot(guard);
    let slots = (slot, 1);
    keep(slots.0);
}

fn returned(m: &Mutex<u32>) -> Option<MutexGuard<'_, u32>> {
    let guard = m.lock().ok()?;
    Some(guard)
}

fn dropped_on_one_path(m: &Mutex<u32>, fast: bool) -> u32 {
    let guard = m.lock().unwrap();
    let value = *guard;
    if fast {
        drop(guard);
        return value;
    }
    value + 1
}

fn overwritten(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    *guard += 1;
    drop(guard);
    guard = m.lock().unwrap();
    *guard += 1;
}
