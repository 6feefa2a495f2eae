// Reads that were met in well-known crates.

use std::collections::HashMap;

use parking_lot::RwLock as FairRwLock;
use tokio::sync::{RwLock, mpsc};

async fn the_first_guard_is_shadowed(ports: &RwLock<HashMap<u16, mpsc::Sender<u8>>>, port: u16) {
    let known = ports.read().await;
    if known.get(&port).is_none() {
        drop(known);
        ports.write().await.clear();
    }
    let known = ports.read().await; //~ recursive_reads
    if let Some(sender) = known.get(&port) {
        let _ = sender.send(1).await;
    }
}

fn a_read_beside_an_upgradable_one(lock: &FairRwLock<u32>) -> u32 {
    let upgradable = lock.upgradable_read();
    *upgradable + *lock.read() //~ recursive_reads
}
