// Orders that cannot meet, as they were met in well-known crates.

use std::sync::{Arc, Mutex};

struct Links {
    number: u64,
    actors: Mutex<Vec<u64>>,
}

struct Peer {
    number: u64,
    peers: Mutex<Vec<u64>>,
}

/// The one of the lower number first.
fn unlink(one: &Links, other: &Peer) {
    if one.number < other.number {
        let mut actors = one.actors.lock().unwrap();
        let mut peers = other.peers.lock().unwrap();
        actors.clear();
        peers.clear();
    } else {
        let mut peers = other.peers.lock().unwrap();
        let mut actors = one.actors.lock().unwrap();
        actors.clear();
        peers.clear();
    }
}

struct Transaction {
    tables: Mutex<Vec<u32>>,
    freed: Mutex<Vec<u32>>,
}

impl Transaction {
    /// Nobody else has the transaction here.
    fn restore(&mut self) {
        let mut tables = self.tables.lock().unwrap();
        let mut freed = self.freed.lock().unwrap();
        tables.append(&mut freed);
    }

    fn store(&self) {
        let mut freed = self.freed.lock().unwrap();
        freed.extend(self.tables.lock().unwrap().iter());
    }
}

struct Shared {
    state: Arc<Mutex<u32>>,
    total: Mutex<u32>,
}

impl Shared {
    /// The state is shared with others all the same, but the total is not.
    fn add(&mut self) {
        let state = self.state.lock().unwrap();
        *self.total.lock().unwrap() += *state;
    }

    fn subtract(&self) {
        let total = self.total.lock().unwrap();
        *self.state.lock().unwrap() -= *total;
    }
}

struct Both {
    left: Arc<Mutex<u32>>,
    right: Arc<Mutex<u32>>,
}

impl Both {
    fn add(&mut self) {
        let left = self.left.lock().unwrap();
        *self.right.lock().unwrap() += *left; //~ conflicting_acquire_order
    }

    fn subtract(&mut self) {
        let right = self.right.lock().unwrap();
        *self.left.lock().unwrap() -= *right;
    }
}

struct Flagged {
    first: Mutex<u32>,
    second: Mutex<u32>,
}

impl Flagged {
    /// What decides has nothing to do with the locks.
    fn swap(&self, forwards: bool) {
        if forwards {
            let first = self.first.lock().unwrap();
            *self.second.lock().unwrap() = *first; //~ conflicting_acquire_order
        } else {
            let second = self.second.lock().unwrap();
            *self.first.lock().unwrap() = *second;
        }
    }
}

struct Bars {
    state: Mutex<u32>,
    bar: Mutex<u32>,
}

impl Bars {
    fn remove(&self) {
        let bar = self.bar.lock().unwrap();
        *self.state.lock().unwrap() -= *bar;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_into_it() {
        let bars = Bars { state: Mutex::new(0), bar: Mutex::new(1) };
        let state = bars.state.lock().unwrap();
        assert_eq!(*state, *bars.bar.lock().unwrap());
    }
}
