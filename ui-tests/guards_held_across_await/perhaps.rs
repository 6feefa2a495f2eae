// Types that may own a guard or not: of a value of one nobody can tell.

use std::sync::{Mutex, MutexGuard};

async fn io() {}

// canopydb 0.2.5: only what writes has the lock.
struct Transaction<'a> {
    number: u32,
    written: Option<MutexGuard<'a, u32>>,
}

fn read(number: u32) -> Transaction<'static> {
    Transaction { number, written: None }
}

async fn reads() -> u32 {
    let transaction = read(1);
    io().await;
    transaction.number
}

// welds 0.5.2: a guard in one of several databases, behind a lock.
enum Backend<'a> {
    Alone(MutexGuard<'a, u32>),
    Shared(u32),
}

struct Connection<'a> {
    inner: Mutex<Option<Backend<'a>>>,
}

fn connect<'a>(number: u32) -> Connection<'a> {
    Connection { inner: Mutex::new(Some(Backend::Shared(number))) }
}

async fn connected() {
    let connection = connect(1);
    io().await;
    drop(connection);
}

// All of these have one.

enum Either<'a> {
    First(MutexGuard<'a, u32>),
    Second { inner: Box<MutexGuard<'a, u32>>, number: u32 },
}

fn either(m: &Mutex<u32>) -> Either<'_> {
    Either::First(m.lock().unwrap())
}

async fn first_or_second(m: &Mutex<u32>) {
    let _either = either(m);
    io().await; //~ guards_held_across_await
}

fn if_free(m: &Mutex<u32>) -> Option<MutexGuard<'_, u32>> {
    m.lock().ok()
}

async fn in_an_option(m: &Mutex<u32>) {
    let _guard = if_free(m);
    io().await; //~ guards_held_across_await
}

struct Slot<'a>(Vec<u32>, (MutexGuard<'a, u32>, u8));

fn slot(m: &Mutex<u32>) -> Result<Slot<'_>, ()> {
    Ok(Slot(Vec::new(), (m.lock().map_err(drop)?, 1)))
}

async fn in_a_field(m: &Mutex<u32>) {
    let _slot = slot(m).unwrap();
    io().await; //~ guards_held_across_await
}
