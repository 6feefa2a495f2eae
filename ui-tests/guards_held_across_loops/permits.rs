//! A permit is there for what the loop does; a wait for a condition lets go of the lock.

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

struct Lease {
    bytes: u64,
    permit: OwnedSemaphorePermit,
}

impl Lease {
    fn grow_to(&mut self, bytes: u64) {
        self.bytes = self.bytes.max(bytes);
    }
}

async fn reserve(budget: &Arc<Semaphore>) -> Result<Lease, String> {
    let permit = budget.clone().acquire_owned().await.map_err(|error| error.to_string())?;
    Ok(Lease { bytes: 0, permit })
}

async fn consolidate(budget: &Arc<Semaphore>, members: &[String]) -> Result<u64, String> {
    let mut lease = reserve(budget).await?;
    let mut sum = 0;
    for member in members {
        sum += ask(member).await?;
        lease.grow_to(sum);
    }
    Ok(sum)
}

async fn send_all(known: &Mutex<Vec<String>>, wanted: &[String]) -> Result<(), String> {
    let known = known.lock().await;
    for name in wanted { //~ guards_held_across_loops
        if known.contains(name) {
            ask(name).await?;
        }
    }
    Ok(())
}

async fn ask(name: &str) -> Result<u64, String> {
    let data = tokio::fs::read(name).await.map_err(|error| error.to_string())?;
    Ok(data.len() as u64)
}

fn wait_until_allowed(
    open: &parking_lot::Mutex<Vec<u32>>,
    blocked: &parking_lot::Mutex<bool>,
    changed: &parking_lot::Condvar,
) {
    let mut open = open.lock();
    loop {
        if !*blocked.lock() {
            break;
        }
        changed.wait(&mut open);
    }
    open.push(1);
}
