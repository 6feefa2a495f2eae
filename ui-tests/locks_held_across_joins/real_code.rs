// Waits for a condition before the wait for the thread, as they were met in well-known crates.

use std::{
    sync::{Arc, Condvar, Mutex},
    thread,
};

use parking_lot::{Condvar as FairCondvar, Mutex as FairMutex};

fn the_wait_lets_the_thread_through() {
    let lock = Arc::new(FairMutex::new(()));
    let other = lock.clone();
    let condition = Arc::new(FairCondvar::new());
    let notified = condition.clone();
    let mut guard = lock.lock();
    let worker = thread::spawn(move || {
        let _guard = other.lock();
        notified.notify_one();
    });
    condition.wait(&mut guard);
    worker.join().unwrap();
}

fn the_same_of_std(pair: Arc<(Mutex<bool>, Condvar)>) {
    let lock = Arc::new(Mutex::new(false));
    let other = lock.clone();
    let guard = lock.lock().unwrap();
    let notified = pair.clone();
    let worker = thread::spawn(move || {
        *other.lock().unwrap() = true;
        notified.1.notify_one();
    });
    let guard = pair.1.wait(guard).unwrap();
    worker.join().unwrap();
    drop(guard);
}

fn waits_too_late(condition: &FairCondvar) {
    let lock = Arc::new(FairMutex::new(()));
    let other = lock.clone();
    let mut guard = lock.lock();
    let worker = thread::spawn(move || drop(other.lock()));
    worker.join().unwrap(); //~ locks_held_across_joins
    condition.wait(&mut guard);
}
