// Waits for a condition variable with a second lock held, within and across functions.

use std::sync::{Arc, Condvar, Mutex};

struct Buffer {
    bytes: Mutex<Vec<u8>>,
    filled: Condvar,
    users: Mutex<u32>,
}

impl Buffer {
    fn wait_for_bytes(&self) -> usize {
        let bytes = self.bytes.lock().unwrap();
        let bytes = self.filled.wait_while(bytes, |bytes| bytes.is_empty()).unwrap();
        bytes.len()
    }

    fn take(&self) -> Vec<u8> {
        let users = self.users.lock().unwrap();
        let bytes = self.bytes.lock().unwrap();
        let mut bytes = self.filled.wait(bytes).unwrap(); //~ guards_held_across_blocking_calls
        println!("{users}");
        std::mem::take(&mut *bytes)
    }

    fn count(&self) -> usize {
        let users = self.users.lock().unwrap();
        self.wait_for_bytes() + *users as usize //~ guards_held_across_blocking_calls
    }

    fn count_after(&self) -> usize {
        let users = *self.users.lock().unwrap();
        self.wait_for_bytes() + users as usize
    }

    // Whoever fills needs the lock that the waiting thread keeps.
    fn fill(&self, byte: u8) {
        *self.users.lock().unwrap() += 1;
        self.bytes.lock().unwrap().push(byte);
        self.filled.notify_all();
    }
}

struct Fair {
    bytes: parking_lot::Mutex<Vec<u8>>,
    filled: parking_lot::Condvar,
    users: parking_lot::RwLock<u32>,
}

impl Fair {
    fn take(&self) -> Option<u8> {
        let users = self.users.write();
        let mut bytes = self.bytes.lock();
        self.filled.wait(&mut bytes); //~ guards_held_across_blocking_calls
        println!("{users}");
        bytes.pop()
    }

    fn take_alone(&self) -> Option<u8> {
        let mut bytes = self.bytes.lock();
        self.filled.wait(&mut bytes);
        bytes.pop()
    }
}

fn shared(buffer: Arc<Buffer>) -> usize {
    let other = Arc::clone(&buffer);
    let users = other.users.lock().unwrap();
    let n = buffer.wait_for_bytes(); //~ guards_held_across_blocking_calls
    n + *users as usize
}
