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

// fyrox-resource 1.0.1, manager.rs: who has the state holds the lock that it is behind.
struct Manager {
    state: Arc<Mutex<State>>,
}

struct State {
    loaders: Arc<Mutex<Vec<String>>>,
    registry: Arc<Mutex<Vec<u64>>>,
}

impl Manager {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl State {
    fn collect(&self) -> usize {
        let loaders = self.loaders.lock().unwrap();
        let registry = self.registry.lock().unwrap();
        loaders.len() + registry.len()
    }

    fn create(&mut self) {
        let mut registry = self.registry.lock().unwrap();
        if self.loaders.lock().unwrap().is_empty() {
            registry.clear();
        }
    }
}

// melib 0.9.0, imap/sync: one order under the lock, the other by what the lock guards.
trait Cache {
    fn update(&mut self);
}

struct Store {
    cache: Mutex<Option<Box<dyn Cache>>>,
    envelopes: Mutex<Vec<String>>,
    hashes: Mutex<Vec<u64>>,
}

impl Store {
    fn insert(&self) {
        let mut cache = self.cache.lock().unwrap();
        if let Some(cache) = cache.as_mut() {
            cache.update();
        }
        let mut envelopes = self.envelopes.lock().unwrap();
        self.hashes.lock().unwrap().push(envelopes.len() as u64);
        envelopes.clear();
    }
}

struct OnDisk {
    store: Arc<Store>,
}

impl Cache for OnDisk {
    fn update(&mut self) {
        let mut hashes = self.store.hashes.lock().unwrap();
        self.store.envelopes.lock().unwrap().clear();
        hashes.clear();
    }
}

// Several may read at a time, and by `&self` that is enough.
struct Readable {
    state: std::sync::RwLock<ReadState>,
}

struct ReadState {
    first: Arc<Mutex<u32>>,
    second: Arc<Mutex<u32>>,
}

impl Readable {
    fn both(&self) {
        let state = self.state.read().unwrap();
        state.add();
        state.subtract();
    }
}

impl ReadState {
    fn add(&self) {
        let first = self.first.lock().unwrap();
        *self.second.lock().unwrap() += *first; //~ conflicting_acquire_order
    }

    fn subtract(&self) {
        let second = self.second.lock().unwrap();
        *self.first.lock().unwrap() -= *second;
    }
}

// A thread of its own does not hold what its maker held.
struct Started {
    work: Mutex<Work>,
}

struct Work {
    first: Arc<Mutex<u32>>,
    second: Arc<Mutex<u32>>,
}

impl Started {
    fn start(&self) {
        self.work.lock().unwrap().add();
        self.work.lock().unwrap().subtract();
    }
}

impl Work {
    fn add(&mut self) {
        let first = self.first.lock().unwrap();
        *self.second.lock().unwrap() += *first; //~ conflicting_acquire_order
    }

    fn subtract(&mut self) {
        let work = Work { first: self.first.clone(), second: self.second.clone() };
        std::thread::spawn(move || {
            let second = work.second.lock().unwrap();
            *work.first.lock().unwrap() -= *second;
        });
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
