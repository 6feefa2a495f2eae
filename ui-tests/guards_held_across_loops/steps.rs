//! What is found before a wait and noted behind it is one step; a permit is there for what the loop does.

use std::{
    collections::HashMap,
    sync::{Arc, Condvar, RwLock},
};

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

struct Log {
    next: Mutex<Option<u64>>,
    names: Mutex<HashMap<String, u64>>,
    known: Mutex<Vec<String>>,
}

impl Log {
    async fn append(&self, data: &[u8]) -> Result<u64, String> {
        let mut next = self.next.lock().await;
        loop {
            let position = next.ok_or("not opened")?;
            match put(position, data).await {
                Ok(()) => {
                    *next = Some(position + 1);
                    return Ok(position);
                }
                Err(error) if error.is_empty() => continue,
                Err(error) => return Err(error),
            }
        }
    }

    async fn resolve(&self, wanted: &[String]) -> Result<Vec<u64>, String> {
        let names = &mut *self.names.lock().await;
        let mut found = Vec::new();
        for name in wanted {
            let number = match names.get(name) {
                Some(number) => *number,
                None => {
                    let number = ask(name).await?;
                    names.insert(name.clone(), number);
                    number
                }
            };
            found.push(number);
        }
        Ok(found)
    }

    async fn send_all(&self, wanted: &[String]) -> Result<(), String> {
        let known = self.known.lock().await;
        for name in wanted { //~ guards_held_across_loops
            if known.contains(name) {
                ask(name).await?;
            }
        }
        Ok(())
    }
}

async fn put(_position: u64, data: &[u8]) -> Result<(), String> {
    tokio::fs::write("log", data).await.map_err(|error| error.to_string())
}

async fn ask(name: &str) -> Result<u64, String> {
    let data = tokio::fs::read(name).await.map_err(|error| error.to_string())?;
    Ok(data.len() as u64)
}

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

struct Action {
    pauses: bool,
}

struct Point {
    actions: RwLock<Vec<Action>>,
    pause: std::sync::Mutex<bool>,
    notifier: Condvar,
}

impl Point {
    /// Gives up, and wakes whoever pauses.
    fn set(&self, actions: Vec<Action>) {
        loop {
            if let Ok(mut guard) = self.actions.try_write() {
                *guard = actions;
                return;
            }
            *self.pause.lock().unwrap() = false;
            self.notifier.notify_all();
        }
    }

    fn eval(&self) -> bool {
        let actions = self.actions.read().unwrap();
        if actions.iter().any(|action| action.pauses) {
            let mut paused = self.pause.lock().unwrap();
            loop {
                paused = self.notifier.wait(paused).unwrap();
                if !*paused {
                    return true;
                }
            }
        }
        false
    }
}
