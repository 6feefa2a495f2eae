//! The read guard of the head of a `match` is alive in its arms, which write.

use std::sync::RwLock;

fn leader_of(region: &Option<u64>) -> Option<u64> {
    *region
}

fn refresh(cache: &RwLock<Option<u64>>, fresh: u64) {
    match leader_of(&cache.read().unwrap()) {
        Some(leader) if leader == fresh => {}
        _ => *cache.write().unwrap() = Some(fresh),
    }
}

fn main() {}
