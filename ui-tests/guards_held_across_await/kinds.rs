// What belongs to a thread: locks of other crates, borrows, references into maps, spans.

use std::{
    cell::{Ref, RefCell},
    io::Write,
    rc::Rc,
    sync::Arc,
};

use dashmap::DashMap;
use parking_lot::{
    ArcMutexGuard, Mutex, MutexGuard, RawMutex, ReentrantMutex, RwLock, RwLockUpgradableReadGuard,
    RwLockWriteGuard,
};
use tokio::sync::{Semaphore, watch};
use tracing::{Instrument, Span};

struct State {
    count: u32,
}

async fn io() -> u32 {
    0
}

async fn save(_n: u32) {}

// parking_lot.

async fn parking_lot_mutex(m: &Mutex<u32>) {
    let guard = m.lock();
    save(*guard).await; //~ guards_held_across_await
}

async fn parking_lot_read(m: &RwLock<u32>) {
    let guard = m.read();
    save(*guard).await; //~ guards_held_across_await
}

async fn parking_lot_write(m: &RwLock<u32>) {
    let mut guard = m.write();
    *guard = io().await; //~ guards_held_across_await
}

async fn parking_lot_upgradable(m: &RwLock<u32>) {
    let guard = m.upgradable_read();
    let n = io().await; //~ guards_held_across_await
    *RwLockUpgradableReadGuard::upgrade(guard) = n;
}

async fn parking_lot_mapped(m: &Mutex<State>) {
    let count = MutexGuard::map(m.lock(), |state| &mut state.count);
    save(*count).await; //~ guards_held_across_await
}

async fn parking_lot_reentrant(m: &ReentrantMutex<u32>) {
    let guard = m.lock();
    save(*guard).await; //~ guards_held_across_await
}

async fn parking_lot_arc(m: &Arc<Mutex<u32>>) {
    let guard: ArcMutexGuard<RawMutex, u32> = m.lock_arc();
    save(*guard).await; //~ guards_held_across_await
}

async fn parking_lot_downgraded(m: &RwLock<u32>) {
    let guard = RwLockWriteGuard::downgrade(m.write());
    save(*guard).await; //~ guards_held_across_await
}

async fn parking_lot_tried(m: &Mutex<u32>) {
    if let Some(guard) = m.try_lock() {
        save(*guard).await; //~ guards_held_across_await
    }
}

async fn parking_lot_scrutinee(m: &Mutex<Vec<u32>>) {
    while let Some(n) = m.lock().pop() {
        save(n).await; //~ guards_held_across_await
    }
}

async fn parking_lot_dropped(m: &Mutex<Vec<u32>>) {
    let mut guard = m.lock();
    guard.push(1);
    drop(guard);
    io().await;
}

async fn parking_lot_unlocked_fairly(m: &Mutex<u32>) {
    let guard = m.lock();
    MutexGuard::unlock_fair(guard);
    io().await;
}

async fn parking_lot_value(m: &Mutex<u32>) {
    let n = *m.lock();
    save(n).await;
}

// RefCell.

async fn shared_borrow(cell: &RefCell<u32>) {
    let n = cell.borrow();
    save(*n).await; //~ guards_held_across_await
}

async fn mutable_borrow(cell: Rc<RefCell<Vec<u32>>>) {
    let mut values = cell.borrow_mut();
    values.push(io().await); //~ guards_held_across_await
}

async fn mapped_borrow(cell: &RefCell<State>) {
    let count = Ref::map(cell.borrow(), |state| &state.count);
    save(*count).await; //~ guards_held_across_await
}

async fn borrow_as_an_argument(cell: &RefCell<u32>) {
    save(*cell.borrow()).await; //~ guards_held_across_await
}

async fn borrow_dropped(cell: &RefCell<Vec<u32>>) {
    let mut values = cell.borrow_mut();
    values.push(1);
    drop(values);
    cell.borrow_mut().push(2);
    io().await;
}

async fn copied_out_of_a_cell(cell: &RefCell<u32>) {
    let n = *cell.borrow();
    save(n).await;
}

// A map with locks of its own.

async fn map_reference(map: &DashMap<u32, u32>) {
    let value = map.get(&1).unwrap();
    save(*value).await; //~ guards_held_across_await
}

async fn map_reference_in_if_let(map: &DashMap<u32, u32>) {
    if let Some(mut value) = map.get_mut(&1) {
        *value += io().await; //~ guards_held_across_await
    }
}

async fn map_iterated(map: &DashMap<u32, u32>) {
    for entry in map.iter() {
        save(*entry.value()).await; //~ guards_held_across_await
    }
}

async fn map_entry(map: &DashMap<u32, u32>) {
    let mut value = map.entry(1).or_insert(0);
    *value += io().await; //~ guards_held_across_await
}

async fn map_entry_made_of_what_is_awaited(map: &DashMap<u32, u32>) {
    let n = io().await;
    map.entry(1).or_insert(n);
}

async fn map_reference_mapped(map: &DashMap<u32, State>) {
    let count = map.get(&1).unwrap().map(|state| &state.count);
    save(*count).await; //~ guards_held_across_await
}

async fn map_reference_let_go(map: &DashMap<u32, u32>) {
    let value = map.get(&1).unwrap();
    let n = *value;
    drop(value);
    save(n).await;
}

async fn map_reference_in_let_else(map: &DashMap<u32, u32>) -> Option<u32> {
    let Some(value) = map.get(&1) else { return None };
    Some(*value + io().await) //~ guards_held_across_await
}

async fn map_value_copied(map: &DashMap<u32, u32>) {
    let value = map.get(&1).map(|value| *value);
    save(value.unwrap_or_default()).await;
    map.insert(1, io().await);
}

// The borrow of a watch channel.

async fn watched(receiver: &watch::Receiver<u32>) {
    let value = receiver.borrow();
    save(*value).await; //~ guards_held_across_await
}

async fn watched_in_an_argument(receiver: &mut watch::Receiver<u32>) {
    save(*receiver.borrow_and_update()).await; //~ guards_held_across_await
}

async fn watched_value_copied(receiver: &mut watch::Receiver<u32>) {
    while receiver.changed().await.is_ok() {
        let value = *receiver.borrow();
        save(value).await;
    }
}

async fn watched_in_the_head(receiver: &watch::Receiver<u32>) {
    match *receiver.borrow() {
        0 => {}
        n => save(n).await, //~ guards_held_across_await
    }
}

async fn watched_let_go(receiver: &watch::Receiver<u32>) {
    let value = receiver.borrow();
    let n = *value;
    drop(value);
    save(n).await;
}

// Spans.

async fn span_entered(span: &Span) {
    let _entered = span.enter();
    io().await; //~ guards_held_across_await
}

async fn span_entered_for_good() {
    let _entered = tracing::info_span!("load").entered();
    io().await; //~ guards_held_across_await
}

async fn span_left_in_time(span: &Span) {
    let entered = span.enter();
    println!("here");
    drop(entered);
    io().await;
}

async fn span_exited(span: Span) {
    let entered = span.entered();
    let _span = entered.exit();
    io().await;
}

async fn span_in_scope(span: &Span) {
    let n = span.in_scope(|| 1);
    save(n).await;
}

async fn span_by_instrument(span: Span) {
    io().instrument(span).await;
}

async fn span_in_a_closure(span: &Span) {
    let work = || {
        let _entered = span.enter();
        1
    };
    save(work()).await;
}

// The standard output is locked for the thread.

async fn standard_output() {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", io().await).unwrap(); //~ guards_held_across_await
}

// Guards of tasks are made to be kept.

async fn async_mutex(m: &tokio::sync::Mutex<u32>) {
    let guard = m.lock().await;
    save(*guard).await;
}

async fn async_rwlock(m: &tokio::sync::RwLock<u32>) {
    let guard = m.read().await;
    save(*guard).await;
    drop(guard);
    let mut guard = m.write().await;
    *guard = io().await;
}

async fn permit(limit: &Semaphore) {
    let _permit = limit.acquire().await.unwrap();
    io().await;
}

// A lock of tasks that is taken from a blocking thread is still one of tasks.
fn async_mutex_in_blocking_code(m: &tokio::sync::Mutex<u32>) {
    let mut guard = m.blocking_lock();
    *guard += 1;
}
