// Locks that a lazily made static keeps, whichever library makes it.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, OnceLock, RwLock},
};

use lazy_static::lazy_static;
use once_cell::sync::Lazy;

lazy_static! {
    static ref ROUTES: Mutex<HashMap<String, u32>> = Mutex::new(HashMap::new());
    static ref PEERS: parking_lot::RwLock<Vec<u32>> = parking_lot::RwLock::new(Vec::new());
    static ref BITS: spin::Mutex<u32> = spin::Mutex::new(0);
}

static TOPICS: Lazy<RwLock<Vec<String>>> = Lazy::new(|| RwLock::new(Vec::new()));
static CLOCK: LazyLock<Mutex<u64>> = LazyLock::new(|| Mutex::new(0));
static POOL: OnceLock<Mutex<Vec<u32>>> = OnceLock::new();

fn pool() -> &'static Mutex<Vec<u32>> {
    POOL.get_or_init(Default::default)
}

fn add_route(path: &str) {
    let n = path.len() as u32;
    ROUTES.lock().unwrap().insert(path.to_owned(), n);
}

fn add_peer(peer: u32) {
    PEERS.write().push(peer);
}

fn set_bit(bit: u32) {
    *BITS.lock() |= bit;
}

fn add_topic(name: &str) {
    TOPICS.write().unwrap().push(name.to_owned());
}

fn tick() -> u64 {
    let mut clock = CLOCK.lock().unwrap();
    *clock += 1;
    *clock
}

fn take() -> Option<u32> {
    pool().lock().unwrap().pop()
}

fn lazy_static_within() {
    let routes = ROUTES.lock().unwrap();
    let n = ROUTES.lock().unwrap().len(); //~ double_acquires
    println!("{n} {}", routes.len());
}

fn lazy_static_across() {
    let routes = ROUTES.lock().unwrap();
    if routes.is_empty() {
        add_route("/"); //~ double_acquires
    }
}

fn lazy_static_readers() {
    let peers = PEERS.read();
    if let Some(peer) = peers.first() {
        add_peer(peer + 1); //~ double_acquires
    }
}

fn lazy_static_spinning() {
    let bits = BITS.lock();
    if *bits == 0 {
        set_bit(1); //~ double_acquires
    }
}

fn once_cell_across() {
    let topics = TOPICS.read().unwrap();
    if topics.is_empty() {
        add_topic("all"); //~ double_acquires
    }
}

fn lazy_lock_across() {
    let mut clock = CLOCK.lock().unwrap();
    *clock = tick(); //~ double_acquires
}

fn once_lock_across() {
    let mut values = pool().lock().unwrap();
    values.extend(take()); //~ double_acquires
}

fn in_turn() {
    let empty = ROUTES.lock().unwrap().is_empty();
    if empty {
        add_route("/");
    }
    let now = tick();
    *CLOCK.lock().unwrap() = now + tick();
    set_bit(2);
    add_peer(*BITS.lock());
    pool().lock().unwrap().clear();
    take();
}
