// Locks of spin.

use spin::{Mutex, RwLock};

fn twice(list: &Mutex<Vec<u32>>) {
    let mut one = list.lock();
    let other = list.lock(); //~ double_acquires
    one.push(other.len() as u32);
}

fn writes_while_reading(list: &RwLock<Vec<u32>>) {
    let reader = list.read();
    list.write().push(reader.len() as u32); //~ double_acquires
}

fn one_after_the_other(list: &Mutex<Vec<u32>>) {
    list.lock().push(1);
    list.lock().push(2);
}

fn tries(list: &Mutex<Vec<u32>>) {
    let _one = list.lock();
    if let Some(mut other) = list.try_lock() {
        other.push(1);
    }
}

/// A waiting writer does not keep readers out.
fn reads_twice(list: &RwLock<Vec<u32>>) -> usize {
    let one = list.read();
    let other = list.read();
    one.len() + other.len()
}
