// Guards of std in variables: what is over the await, and what only looks so.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, TryLockError},
};

async fn io() -> u32 {
    0
}

async fn save(_n: u32) {}

async fn apply(_guard: MutexGuard<'_, u32>) {}

struct Shared {
    state: Mutex<Vec<u32>>,
    names: RwLock<HashMap<u32, String>>,
    ready: Condvar,
}

// Held.

async fn plain(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    io().await; //~ guards_held_across_await
    drop(guard);
}

async fn unused_name(m: &Mutex<()>) {
    let _serial = m.lock().unwrap();
    io().await; //~ guards_held_across_await
}

async fn still_in_its_result(m: &Mutex<u32>) {
    let _guard = m.lock();
    io().await; //~ guards_held_across_await
}

async fn expected(m: &Mutex<u32>) {
    let mut guard = m.lock().expect("not poisoned");
    *guard += io().await; //~ guards_held_across_await
}

async fn poison_ignored(m: &Mutex<u32>) {
    let guard = m.lock().unwrap_or_else(PoisonError::into_inner);
    save(*guard).await; //~ guards_held_across_await
}

async fn poison_ignored_by_match(m: &Mutex<u32>) {
    let guard = match m.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    };
    save(*guard).await; //~ guards_held_across_await
}

async fn question_mark(m: &Mutex<u32>) -> Result<(), String> {
    let guard = m.lock().map_err(|error| error.to_string())?;
    save(*guard).await; //~ guards_held_across_await
    Ok(())
}

async fn let_else(m: &Mutex<u32>) {
    let Ok(guard) = m.lock() else { return };
    save(*guard).await; //~ guards_held_across_await
}

async fn in_if_let(m: &Mutex<u32>) {
    if let Ok(guard) = m.lock() {
        save(*guard).await; //~ guards_held_across_await
    }
}

// It was not waited for, and others wait for it all the same.
async fn tried(m: &Mutex<u32>) -> Result<(), TryLockError<MutexGuard<'_, u32>>> {
    let guard = m.try_lock()?;
    save(*guard).await; //~ guards_held_across_await
    Ok(())
}

async fn read_guard(names: &RwLock<Vec<u32>>) {
    let names = names.read().unwrap();
    for name in names.iter() {
        save(*name).await; //~ guards_held_across_await
    }
}

async fn write_guard(names: &RwLock<Vec<u32>>) {
    let mut names = names.write().unwrap();
    names.push(io().await); //~ guards_held_across_await
}

// One finding for a hold, where it is first held over.
async fn several_awaits(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    io().await; //~ guards_held_across_await
    save(*guard).await;
    io().await;
}

async fn two_guards(a: &Mutex<u32>, b: &Mutex<u32>) {
    let first = a.lock().unwrap();
    save(*first).await; //~ guards_held_across_await
    drop(first);
    let second = b.lock().unwrap();
    save(*second).await; //~ guards_held_across_await
}

async fn b3_dropped_on_one_path(m: &Mutex<u32>, fast: bool) {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
    }
    io().await; //~ guards_held_across_await
}

async fn b5_shadowed(m: &Mutex<Vec<u32>>) {
    let guard = m.lock().unwrap();
    let guard = guard.len();
    io().await; //~ guards_held_across_await
    let _n = guard;
}

async fn place_under_underscore(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let _ = guard;
    io().await; //~ guards_held_across_await
}

async fn moved_to_another_name(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let other = guard;
    save(*other).await; //~ guards_held_across_await
}

async fn reference_extends(m: &Mutex<u32>) {
    let n = &*m.lock().unwrap();
    save(*n).await; //~ guards_held_across_await
}

async fn in_a_loop(m: &Mutex<Vec<u32>>) {
    loop {
        let guard = m.lock().unwrap();
        if guard.is_empty() {
            break;
        }
        io().await; //~ guards_held_across_await
    }
}

async fn over_a_spawned_and_awaited_task(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    tokio::spawn(io()).await.unwrap(); //~ guards_held_across_await
    drop(guard);
}

async fn in_a_returned_await(m: &Mutex<u32>, n: u32) -> u32 {
    let guard = m.lock().unwrap();
    if n == *guard {
        return io().await; //~ guards_held_across_await
    }
    0
}

async fn over_select(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    tokio::select! { //~ guards_held_across_await
        n = io() => drop(n),
        _ = save(1) => {}
    }
    drop(guard);
}

async fn over_join(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    tokio::join!(io(), io()); //~ guards_held_across_await
    drop(guard);
}

async fn in_a_handler_of_select(m: &Mutex<u32>) {
    tokio::select! {
        n = io() => {
            let mut guard = m.lock().unwrap();
            *guard += n;
            save(*guard).await; //~ guards_held_across_await
        }
        _ = save(1) => {}
    }
}

async fn over_a_timeout(m: &Mutex<u32>) -> io::Result<()> {
    let guard = m.lock().unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(1), save(*guard)).await?; //~ guards_held_across_await
    Ok(())
}

fn in_an_async_block(m: Arc<Mutex<u32>>) {
    tokio::spawn(async move {
        let n = m.lock().unwrap().to_owned();
        save(n).await;
        let _guard = m.try_lock();
    });
}

fn async_block(m: Arc<Mutex<u32>>) -> impl Future<Output = ()> {
    async move {
        let guard = m.lock().unwrap();
        save(*guard).await; //~ guards_held_across_await
    }
}

async fn async_closure(m: &Mutex<u32>) {
    let add = async || {
        let guard = m.lock().unwrap();
        save(*guard).await; //~ guards_held_across_await
    };
    add().await;
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, Vec<u32>> {
        self.state.lock().unwrap()
    }

    async fn of_a_field(&self) {
        let state = self.state.lock().unwrap();
        save(state[0]).await; //~ guards_held_across_await
    }

    async fn of_a_method(&self) {
        let state = self.state();
        save(state[0]).await; //~ guards_held_across_await
    }

    async fn after_a_condvar(&self) {
        let mut state = self.state.lock().unwrap();
        while state.is_empty() {
            state = self.ready.wait(state).unwrap();
        }
        save(state[0]).await; //~ guards_held_across_await
    }
}

// Let go of in time.

async fn block(m: &Mutex<u32>) {
    {
        let mut guard = m.lock().unwrap();
        *guard += 1;
    }
    io().await;
}

async fn await_before(m: &Mutex<u32>) {
    let n = io().await;
    let mut guard = m.lock().unwrap();
    *guard += n;
}

async fn b1_used_and_dropped(m: &Mutex<Vec<u32>>) -> usize {
    let guard = m.lock().unwrap();
    if guard.is_empty() {
        return 0;
    }
    let n = guard.len();
    drop(guard);
    io().await;
    n
}

async fn b1_compound_assignment(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    *guard += 1;
    drop(guard);
    io().await;
}

async fn b1_iterated(m: &Mutex<Vec<u32>>) {
    let mut guard = m.lock().unwrap();
    guard.push(1);
    for n in guard.iter() {
        println!("{n}");
    }
    drop(guard);
    io().await;
}

async fn b2_dropped_on_each_path(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    match *guard {
        0 => {
            drop(guard);
            io().await;
        }
        1 => {
            drop(guard);
            return;
        }
        _ => {
            println!("{guard}");
            drop(guard);
        }
    }
    io().await;
}

async fn dropped_in_both_branches(m: &Mutex<u32>, fast: bool) {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
        io().await;
    } else {
        drop(guard);
    }
    save(1).await;
}

async fn the_other_branch_leaves(m: &Mutex<u32>, fast: bool) -> u32 {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
    } else {
        return *guard;
    }
    io().await
}

async fn the_other_branch_panics(m: &Mutex<Option<u32>>) {
    let guard = m.lock().unwrap();
    match *guard {
        Some(_) => drop(guard),
        None => panic!("nothing there"),
    }
    io().await;
}

async fn dropped_as_a_pair(a: &Mutex<u32>, b: &Mutex<u32>) {
    let first = a.lock().unwrap();
    let second = b.lock().unwrap();
    println!("{first} {second}");
    drop((first, second));
    io().await;
}

async fn dropped_by_its_full_name(m: &Mutex<u32>) {
    use std::mem::drop as release;
    let guard = m.lock().unwrap();
    release(guard);
    let guard = m.lock().unwrap();
    std::mem::drop(guard);
    io().await;
}

async fn taken_out_of_an_option(m: &Mutex<u32>) {
    let mut guard = Some(m.lock().unwrap());
    drop(guard.take());
    io().await;
}

async fn b6_built_under_the_guard(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let n = *guard;
    let later = async move { save(n).await };
    drop(guard);
    later.await;
}

async fn b6_spawned_under_the_guard(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let n = *guard;
    tokio::spawn(async move { save(n).await });
    println!("{guard}");
}

async fn b6_nested_function(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    async fn inner() {
        io().await;
    }
    let later = inner();
    drop(guard);
    later.await;
}

async fn b17_moved_into_the_awaited_call(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    apply(guard).await;
}

async fn moved_into_a_call_before(m: &Mutex<u32>) {
    fn consume(guard: MutexGuard<'_, u32>) -> u32 {
        *guard
    }
    let guard = m.lock().unwrap();
    let n = consume(guard);
    save(n).await;
}

async fn taken_and_dropped(m: &Mutex<Vec<u32>>) {
    let mut guard = m.lock().unwrap();
    let values = std::mem::take(&mut *guard);
    drop(guard);
    for value in values {
        save(value).await;
    }
}

async fn locked_again_after(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    while *guard > 0 {
        drop(guard);
        io().await;
        guard = m.lock().unwrap();
        *guard -= 1;
    }
}

async fn dropped_in_each_round(m: &Mutex<u32>) {
    loop {
        let guard = m.lock().unwrap();
        if *guard == 0 {
            break;
        }
        drop(guard);
        io().await;
    }
}

async fn only_the_handler_locks(m: &Mutex<u32>) {
    tokio::select! {
        n = io() => *m.lock().unwrap() += n,
        _ = save(1) => {
            let mut guard = m.lock().unwrap();
            *guard += 1;
        }
    }
}

async fn in_a_closure_that_does_not_wait(m: &Mutex<u32>) {
    let add = |n: u32| {
        let mut guard = m.lock().unwrap();
        *guard += n;
    };
    add(io().await);
    io().await;
}

async fn in_blocking_code(m: Arc<Mutex<u32>>) {
    tokio::task::spawn_blocking(move || {
        let mut guard = m.lock().unwrap();
        *guard += 1;
    })
    .await
    .unwrap();
}

macro_rules! let_go {
    ($guard:expr) => {
        drop($guard)
    };
}

async fn e7_handed_to_a_macro(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let_go!(guard);
    io().await;
}

struct Socket;

impl Socket {
    async fn read(&self, _buffer: &mut [u8]) -> usize {
        0
    }
}

async fn b7_named_like_a_lock(socket: &Socket, limits: &HashMap<String, u32>) {
    let n = socket.read(&mut [0]).await;
    let limit = limits.get("free").cloned();
    io().await;
    println!("{n} {limit:?}");
}

struct Door;

impl Door {
    fn lock(&self) -> Result<u32, String> {
        Ok(0)
    }
}

async fn e9_own_type_named_like_a_lock(door: &Door) {
    let guard = door.lock().unwrap();
    save(guard).await;
}

trait Lockable {
    type Guard;
    fn lock(&self) -> Self::Guard;
}

async fn e9_generic<L: Lockable>(lockable: &L) {
    let _guard = lockable.lock();
    io().await;
}

#[allow(clippy::await_holding_lock)]
async fn allowed_under_the_name_of_clippy(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    save(*guard).await;
}

// Tests serialise themselves with a lock, and run one at a time.
#[tokio::test]
async fn e6_in_a_test() {
    static SERIAL: Mutex<()> = Mutex::new(());
    let _serial = SERIAL.lock().unwrap();
    io().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn e6_in_a_helper_of_tests(m: &Mutex<u32>) {
        let _guard = m.lock().unwrap();
        io().await;
    }
}
