//! Whoever gets the lock shall move the window, but the lock is free again before it is moved.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

const SIZE: u64 = 1 << 20;

struct Acknowledged {
    core: Mutex<()>,
    window: Vec<AtomicBool>,
    limit: AtomicU64,
}

impl Acknowledged {
    fn acknowledge(&self, value: u64) {
        self.window[(value % SIZE) as usize].store(true, Ordering::SeqCst);
        if self.core.try_lock().is_ok() {
            let mut index = self.limit.load(Ordering::SeqCst) + 1;
            while self.window[(index % SIZE) as usize].swap(false, Ordering::SeqCst) {
                index += 1;
            }
            self.limit.store(index - 1, Ordering::SeqCst);
        }
    }
}

fn main() {}
