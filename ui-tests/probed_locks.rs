// Locks that are asked whether they are free, and acquired again.

use std::sync::{Arc, Mutex, RwLock};

struct Cache {
    lines: Mutex<Vec<String>>,
    names: RwLock<Vec<String>>,
}

impl Cache {
    fn push(&self, line: &str) {
        self.lines.lock().unwrap().push(line.to_owned());
    }

    fn note(&self, line: &str) {
        if self.lines.try_lock().is_ok() { //~ probed_locks
            self.push(line);
        }
    }

    fn rename(&self) {
        if self.names.try_write().is_ok() { //~ probed_locks
            self.names.write().unwrap().clear();
        }
    }
}

fn b10_lock(m: &Mutex<u32>) {
    if m.try_lock().is_ok() { //~ probed_locks
        *m.lock().unwrap() += 1;
    }
}

fn answer_in_a_variable(m: &Mutex<u32>) {
    let free = m.try_lock().is_ok(); //~ probed_locks
    if free {
        *m.lock().unwrap() += 1;
    }
}

fn early_return(m: &Mutex<u32>) {
    if m.try_lock().is_err() { //~ probed_locks
        return;
    }
    *m.lock().unwrap() += 1;
}

fn parking_lot_lock(m: &parking_lot::Mutex<u32>) {
    if m.try_lock().is_some() { //~ probed_locks
        *m.lock() += 1;
    }
}

fn parking_lot_early_return(m: &parking_lot::Mutex<u32>) {
    if m.try_lock().is_none() { //~ probed_locks
        return;
    }
    *m.lock() += 1;
}

async fn asynchronous(m: Arc<tokio::sync::Mutex<u32>>) {
    if m.try_lock().is_ok() { //~ probed_locks
        *m.lock().await += 1;
    }
}

// What is right.

fn b10_kept(m: &Mutex<u32>) {
    if let Ok(mut n) = m.try_lock() {
        *n += 1;
    }
    if let Ok(_) = m.try_lock() {
        println!("free");
    }
}

fn probed_alone(m: &Mutex<u32>) -> bool {
    if m.try_lock().is_err() {
        println!("busy");
    }
    m.try_lock().is_ok()
}

fn asked_again(m: &Mutex<u32>) {
    if m.try_lock().is_ok() {
        if let Ok(mut n) = m.try_lock() {
            *n += 1;
        }
    }
}

fn reported_as_busy(m: &Mutex<u32>) {
    if m.try_lock().is_err() {
        println!("waiting");
    }
    *m.lock().unwrap() += 1;
}

fn acquired_where_it_was_busy(m: &Mutex<u32>) {
    if m.try_lock().is_ok() {
        println!("free");
    } else {
        *m.lock().unwrap() += 1;
    }
}

fn another_lock(m: &Mutex<u32>, other: &Mutex<u32>) {
    if m.try_lock().is_ok() {
        *other.lock().unwrap() += 1;
    }
}

fn read_after_read(names: &RwLock<Vec<String>>) -> usize {
    if names.try_read().is_ok() {
        return names.read().unwrap().len();
    }
    0
}

fn serial(running: &Mutex<()>) {
    if running.try_lock().is_ok() {
        println!("nobody is running");
    }
}

fn asserted_to_be_free(m: &Mutex<u32>) {
    assert!(m.try_lock().is_ok(), "it is still held");
    *m.lock().unwrap() += 1;
    if m.try_lock().is_err() {
        panic!("it is still held");
    }
    *m.lock().unwrap() += 1;
}

// dbus 0.9.12, connection.rs: nobody else can borrow a cell between the question and the body.
fn in_panic_mode(panicked: &std::cell::RefCell<Result<(), String>>) -> bool {
    if panicked.try_borrow().is_err() {
        return false;
    }
    if panicked.borrow().is_err() {
        return true;
    }
    if panicked.try_borrow_mut().is_ok() {
        *panicked.borrow_mut() = Ok(());
    }
    false
}
