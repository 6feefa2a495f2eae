// editions: 2021, 2024
// Shapes that were met in well-known crates, most of them of code that never stands still.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use parking_lot::{Mutex as FairMutex, MutexGuard as FairGuard, RwLock as FairRwLock};

fn an_upgradable_guard_lets_readers_in(lock: &FairRwLock<u32>) -> u32 {
    let upgradable = lock.upgradable_read();
    let read = lock.read(); //~ recursive_reads
    *upgradable + *read
}

fn readers_let_an_upgradable_guard_in(lock: &FairRwLock<u32>) {
    drop((lock.read(), lock.upgradable_read())); //~ recursive_reads
}

fn but_no_second_one(lock: &FairRwLock<u32>) -> u32 {
    let first = lock.upgradable_read();
    let second = lock.upgradable_read(); //~ double_acquires
    *first + *second
}

fn nor_a_writer(lock: &FairRwLock<u32>) {
    let _first = lock.upgradable_read();
    *lock.write() += 1; //~ double_acquires
}

/// Blocks when trying has failed: nothing is held in the arms of `None`.
fn blocks_after_trying(terminal: &FairMutex<Vec<u8>>, full: bool) -> bool {
    let mut guard = match terminal.try_lock() {
        None if full => terminal.lock(),
        None => return false,
        Some(guard) => guard,
    };
    guard.push(0);
    true
}

/// It is only acquired where there is none.
fn acquires_once(terminal: &FairMutex<Vec<u8>>) {
    let mut kept = terminal.try_lock();
    let guard = match &mut kept {
        Some(guard) => guard,
        None => kept.insert(terminal.lock()),
    };
    guard.push(0);
}

struct Terminal {
    state: FairMutex<Vec<u8>>,
}

impl Terminal {
    fn lock_unfair(&self) -> FairGuard<'_, Vec<u8>> {
        self.state.lock()
    }

    fn try_lock_unfair(&self) -> Option<FairGuard<'_, Vec<u8>>> {
        self.state.try_lock()
    }

    fn _try_state(&self) -> Option<FairGuard<'_, Vec<u8>>> {
        self.state.try_lock()
    }
}

fn through_methods(terminal: &Terminal, full: bool) {
    let mut guard = match terminal.try_lock_unfair() {
        None if full => terminal.lock_unfair(),
        None => return,
        Some(guard) => guard,
    };
    guard.push(0);
}

fn tries_under_another_name(terminal: &Terminal) -> bool {
    let guard = terminal.lock_unfair();
    terminal._try_state().is_none() && guard.is_empty()
}

struct Shards {
    shards: Vec<Mutex<Vec<u32>>>,
    names: Mutex<Vec<u32>>,
    next: AtomicUsize,
}

impl Shards {
    fn shard(&self) -> &Mutex<Vec<u32>> {
        &self.shards[self.next.fetch_add(1, Ordering::Relaxed) % self.shards.len()]
    }

    fn shard_guard(&self) -> MutexGuard<'_, Vec<u32>> {
        self.shard().lock().unwrap()
    }

    fn name_guard(&self) -> MutexGuard<'_, Vec<u32>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn another_one_each_time(&self) {
        let first = self.shard().lock().unwrap();
        self.shard().lock().unwrap().extend(first.iter());
    }

    fn another_guard_each_time(&self) {
        let first = self.shard_guard();
        self.shard_guard().extend(first.iter());
    }

    fn two_accessors(&self) {
        let first = self.shard_guard();
        self.name_guard().extend(first.iter());
    }
}

async fn count_up(total: Arc<tokio::sync::Mutex<u32>>) {
    *total.lock().await += 1;
}

/// The task takes the lock when the guard here is gone.
async fn spawns_under_the_guard(total: Arc<tokio::sync::Mutex<u32>>) {
    let mut guard = total.lock().await;
    *guard += 1;
    tokio::spawn(count_up(total.clone()));
    *guard += 1;
}

async fn is_made_under_the_guard(total: Arc<tokio::sync::Mutex<u32>>) {
    let mut guard = total.lock().await;
    let later = count_up(total.clone());
    *guard += 1;
    drop(guard);
    later.await;
}

async fn is_run_under_the_guard(total: Arc<tokio::sync::Mutex<u32>>) {
    let guard = total.lock().await;
    count_up(total.clone()).await; //~ double_acquires
    drop(guard);
}

fn one_of_two_builds(names: &Mutex<HashMap<u32, String>>, id: u32) -> Option<String> {
    #[cfg(feature = "cache")]
    let guard = names.lock().unwrap();
    #[cfg(feature = "cache")]
    let found = guard.get(&id);

    #[cfg(not(feature = "cache"))]
    let copy = names.lock().unwrap().clone();
    #[cfg(not(feature = "cache"))]
    let found = copy.get(&id);

    if let Some(found) = found {
        #[cfg(feature = "cache")]
        return Some(found.clone());
        #[cfg(not(feature = "cache"))]
        return Some(names.lock().unwrap().remove(&id).unwrap_or_else(|| found.clone()));
    }
    match id {
        #[cfg(feature = "cache")]
        0 => Some(String::new()),
        #[cfg(not(feature = "cache"))]
        0 => names.lock().unwrap().remove(&1),
        _ => None,
    }
}

fn both_in_one_build(names: &Mutex<Vec<u32>>) {
    #[cfg(feature = "cache")]
    let guard = names.lock().unwrap();
    names.lock().unwrap().push(1); //~ double_acquires
    #[cfg(feature = "cache")]
    drop(guard);
}

struct Sources {
    data: RefCell<HashMap<String, String>>,
}

impl Sources {
    fn alias(&self, name: &str, target: &str) {
        if let Some(source) = self.data.borrow().get(target).cloned() {
            self.data.borrow_mut().insert(name.to_owned(), source); //~ double_acquires
        }
    }
}

fn acquires_again_without_a_value(session: &Mutex<Option<u32>>) {
    if let Some(ref mut known) = *session.lock().unwrap() {
        *known += 1;
    } else {
        *session.lock().unwrap() = Some(1); //~2021 double_acquires
    }
}

fn gives_the_guard_or_acquires_again(state: &Mutex<u32>, now: u32) -> Option<MutexGuard<'_, u32>> {
    {
        let state = state.lock().ok()?;
        if now <= *state {
            return Some(state);
        }
    }
    let mut state = state.lock().ok()?;
    *state = now;
    Some(state)
}

fn waits_when_busy(state: &Mutex<u32>) -> u32 {
    match state.try_lock() {
        Ok(guard) => *guard,
        Err(TryLockError::WouldBlock) => *state.lock().unwrap(),
        Err(TryLockError::Poisoned(error)) => *error.into_inner(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_for_deadlocks_finds_one() {
        let lock = Arc::new(FairMutex::new(()));
        let _stuck = thread::spawn(move || {
            let _first = lock.lock();
            let _second = lock.lock();
        });
    }

    #[test]
    fn this_test_waits_for_it() {
        let lock = Arc::new(FairMutex::new(()));
        let worker = thread::spawn(move || {
            let _first = lock.lock();
            let _second = lock.lock(); //~ double_acquires
        });
        worker.join().unwrap();
    }
}
