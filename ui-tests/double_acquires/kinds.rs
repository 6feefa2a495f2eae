// Locks of other crates, cells and maps.

use std::{
    cell::{Cell, RefCell},
    io::{self, Write},
    rc::Rc,
    sync::{Arc, Mutex as StdMutex},
    time::Duration,
};

use dashmap::DashMap;
use parking_lot::{
    Mutex, MutexGuard, ReentrantMutex, RwLock, RwLockUpgradableReadGuard, RwLockWriteGuard,
};
use tokio::sync::Semaphore;

struct State {
    count: u32,
}

// parking_lot.

fn mutex(m: &Mutex<u32>) {
    let guard = m.lock();
    *m.lock() = *guard; //~ double_acquires
}

fn two_operands(m: &Mutex<u32>) -> u32 {
    *m.lock() + *m.lock() //~ double_acquires
}

fn mapped(m: &Mutex<State>) {
    let mut count = MutexGuard::map(m.lock(), |state| &mut state.count);
    *count = m.lock().count; //~ double_acquires
}

fn read_then_write(m: &RwLock<Vec<u32>>) {
    let reading = m.read();
    if reading.is_empty() {
        m.write().push(1); //~ double_acquires
    }
}

fn upgradable_then_write(m: &RwLock<Vec<u32>>) {
    let reading = m.upgradable_read();
    if reading.is_empty() {
        m.write().push(1); //~ double_acquires
    }
}

fn upgradable_twice(m: &RwLock<Vec<u32>>) -> usize {
    let reading = m.upgradable_read();
    reading.len() + m.upgradable_read().len() //~ double_acquires
}

fn upgraded_then_read(m: &RwLock<Vec<u32>>) -> usize {
    let reading = m.upgradable_read();
    let mut writing = RwLockUpgradableReadGuard::upgrade(reading);
    writing.push(1);
    m.read().len() //~ double_acquires
}

fn recursive_read_then_write(m: &RwLock<Vec<u32>>) {
    let reading = m.read_recursive();
    if reading.is_empty() {
        m.write().push(1); //~ double_acquires
    }
}

fn upgraded(m: &RwLock<Vec<u32>>) {
    let reading = m.upgradable_read();
    if reading.is_empty() {
        let mut writing = RwLockUpgradableReadGuard::upgrade(reading);
        writing.push(1);
    }
}

fn upgradable_beside_a_reader(m: &RwLock<Vec<u32>>) -> usize {
    let reading = m.upgradable_read();
    reading.len() + m.read().len() //~ recursive_reads
}

fn read_beside_a_downgraded_guard(m: &RwLock<Vec<u32>>) -> usize {
    let reading = RwLockWriteGuard::downgrade(m.write());
    reading.len() + m.read().len() //~ recursive_reads
}

fn e13_read_recursive(m: &RwLock<Vec<u32>>) -> usize {
    let reading = m.read();
    reading.len() + m.read_recursive().len()
}

fn e13_reentrant(m: &ReentrantMutex<Cell<u32>>) -> u32 {
    let first = m.lock();
    first.get() + m.lock().get()
}

fn e13_timed(m: &Mutex<u32>) -> bool {
    let _guard = m.lock();
    m.try_lock().is_none() && m.try_lock_for(Duration::from_millis(1)).is_none()
}

fn unlocked_fairly(m: &Mutex<u32>) {
    let guard = m.lock();
    MutexGuard::unlock_fair(guard);
    *m.lock() += 1;
}

fn unlocked_for_a_closure(m: &Mutex<u32>) {
    let mut guard = m.lock();
    MutexGuard::unlocked(&mut guard, || *m.lock() += 1);
    *guard += 1;
}

fn two_locks(m: &Mutex<u32>, other: &StdMutex<u32>) -> u32 {
    *m.lock() + *other.lock().unwrap()
}

// RefCell.

fn borrow_mut_twice(cell: &RefCell<Vec<u32>>) {
    let mut first = cell.borrow_mut();
    cell.borrow_mut().push(1); //~ double_acquires
    first.push(2);
}

fn borrow_then_borrow_mut(cell: &RefCell<Vec<u32>>) {
    let values = cell.borrow();
    if values.is_empty() {
        cell.borrow_mut().push(1); //~ double_acquires
    }
}

fn borrow_mut_then_borrow(cell: &RefCell<Vec<u32>>) -> usize {
    let mut values = cell.borrow_mut();
    values.push(1);
    cell.borrow().len() //~ double_acquires
}

fn borrow_in_an_argument(cell: &RefCell<Vec<usize>>) {
    cell.borrow_mut().push(cell.borrow().len()); //~ double_acquires
}

fn borrow_in_a_head(cell: &RefCell<Vec<u32>>) {
    for n in cell.borrow().iter() {
        cell.borrow_mut().push(*n); //~ double_acquires
    }
}

fn borrow_through_a_cloned_rc(cell: Rc<RefCell<u32>>) {
    let other = Rc::clone(&cell);
    let value = cell.borrow();
    *other.borrow_mut() = *value; //~ double_acquires
}

fn replaced_while_borrowed(cell: &RefCell<u32>) {
    let value = cell.borrow();
    cell.replace(*value + 1); //~ double_acquires
}

fn taken_while_borrowed(cell: &RefCell<Vec<u32>>) -> usize {
    let values = cell.borrow_mut();
    cell.take().len() + values.len() //~ double_acquires
}

fn shared_borrows(cell: &RefCell<Vec<u32>>) -> usize {
    let values = cell.borrow();
    values.len() + cell.borrow().len()
}

fn tried_borrow(cell: &RefCell<Vec<u32>>) -> bool {
    let _values = cell.borrow_mut();
    cell.try_borrow().is_err()
}

fn borrow_over(cell: &RefCell<Vec<usize>>) {
    let n = cell.borrow().len();
    cell.borrow_mut().push(n);
    cell.replace(Vec::new());
}

fn two_cells(a: &RefCell<Vec<u32>>, b: &RefCell<Vec<u32>>) {
    a.borrow_mut().extend(b.borrow().iter());
}

fn swapped(a: &RefCell<u32>, b: &RefCell<u32>) {
    std::mem::swap(&mut *a.borrow_mut(), &mut *b.borrow_mut());
    a.swap(b);
}

fn swapped_with_itself(a: &RefCell<u32>) {
    std::mem::swap(&mut *a.borrow_mut(), &mut *a.borrow_mut()); //~ double_acquires
}

// tokio.

async fn async_mutex(m: &tokio::sync::Mutex<u32>) {
    let guard = m.lock().await;
    *m.lock().await = *guard; //~ double_acquires
}

async fn async_mutex_in_one_expression(m: &tokio::sync::Mutex<u32>) -> u32 {
    let n = *m.lock().await + *m.lock().await; //~ double_acquires
    n
}

async fn async_mutex_in_a_head(m: &tokio::sync::Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().await.pop() {
        m.lock().await.push(n); //~ double_acquires
    }
}

async fn async_read_then_write(m: &tokio::sync::RwLock<Vec<u32>>) {
    let reading = m.read().await;
    if reading.is_empty() {
        m.write().await.push(1); //~ double_acquires
    }
}

async fn async_owned(m: Arc<tokio::sync::Mutex<u32>>) {
    let guard = m.clone().lock_owned().await;
    *m.lock().await = *guard; //~ double_acquires
}

async fn async_one_after_the_other(m: &tokio::sync::Mutex<Vec<u32>>) -> usize {
    m.lock().await.push(1);
    m.lock().await.push(2);
    let n = m.lock().await.len();
    n
}

async fn async_in_another_task(m: Arc<tokio::sync::Mutex<u32>>) {
    let guard = m.lock().await;
    let other = m.clone();
    tokio::spawn(async move { *other.lock().await += 1 });
    println!("{guard}");
}

async fn async_tried(m: &tokio::sync::Mutex<u32>) -> bool {
    let _guard = m.lock().await;
    m.try_lock().is_err()
}

// Two permits of one semaphore are two permits.
async fn permits(limit: &Semaphore) {
    let _first = limit.acquire().await.unwrap();
    let _second = limit.acquire().await.unwrap(); //~ async_guards_held_across_await
}

// A map with locks of its own.

fn map_insert_under_a_reference(map: &DashMap<u32, u32>) {
    if let Some(value) = map.get(&1) {
        map.insert(2, *value); //~ double_acquires
    }
}

fn map_remove_under_a_reference(map: &DashMap<u32, u32>) {
    let value = map.get(&1).unwrap();
    map.remove(&*value); //~ double_acquires
}

fn map_read_under_a_mutable_reference(map: &DashMap<u32, u32>) {
    if let Some(mut value) = map.get_mut(&1) {
        *value += *map.get(&2).unwrap(); //~ double_acquires
    }
}

fn map_insert_while_iterated(map: &DashMap<u32, u32>) {
    for entry in map.iter() {
        map.insert(*entry.key() + 1, 0); //~ double_acquires
    }
}

fn map_after_the_reference(map: &DashMap<u32, u32>) {
    let value = map.get(&1).map(|value| *value);
    map.insert(2, value.unwrap_or_default());
    let value = map.get(&1).unwrap();
    drop(value);
    map.remove(&1);
}

fn two_maps(a: &DashMap<u32, u32>, b: &DashMap<u32, u32>) {
    if let Some(value) = a.get(&1) {
        b.insert(1, *value);
    }
}

// The standard output may be locked again by its thread.
fn standard_output() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "one")?;
    println!("two");
    writeln!(io::stdout().lock(), "three")
}
