// Locks of other crates, of tasks, borrows, connections, wrappers of the workspace's own.

use std::{
    cell::RefCell,
    ops::{Deref, DerefMut},
    task::Waker,
};

use dashmap::DashMap;
use r2d2::{ManageConnection, Pool};
use tokio::sync::Mutex as AsyncMutex;

fn layout(n: u32) {
    let text = format!("{n}").trim().to_owned();
    let n: u32 = text.parse().unwrap_or_default();
    println!("{}", n.to_string().to_uppercase().repeat(2).replace("1", "2"));
}

async fn saved(_n: u32) {}

// parking_lot.

fn parking_lot(m: &parking_lot::Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().pop() { //~ guards_held_in_scrutinee
        layout(n);
    }
}

fn woken(waker: &parking_lot::Mutex<Option<Waker>>) {
    if let Some(waker) = waker.lock().take() { //~ guards_held_in_scrutinee
        waker.wake();
    }
}

fn woken_later(waker: &parking_lot::Mutex<Option<Waker>>) {
    let waker = waker.lock().take();
    if let Some(waker) = waker {
        waker.wake();
    }
}

// Recursive locks let their holder in again.
fn reentrant(m: &parking_lot::ReentrantMutex<u32>) {
    match *m.lock() {
        0 => {}
        n => layout(n),
    }
}

// Locks of tasks may be held over an await, and this one need not be.

async fn of_tasks(m: &AsyncMutex<Vec<u32>>) {
    if let Some(n) = m.lock().await.pop() { //~ guards_held_in_scrutinee
        saved(n).await;
    }
}

async fn of_tasks_taken_before(m: &AsyncMutex<Vec<u32>>) {
    let n = m.lock().await.pop();
    if let Some(n) = n {
        saved(n).await;
    }
}

// Maps.

fn map_reference(map: &DashMap<u32, u32>) {
    match *map.get(&1).unwrap() { //~ guards_held_in_scrutinee
        0 => {}
        n => layout(n),
    }
}

// Cells: a danger to those who borrow again.

struct Button {
    clicks: RefCell<Vec<u32>>,
    on_click: RefCell<Option<Box<dyn Fn(u32)>>>,
}

impl Button {
    fn click(&self, then: &dyn Fn(u32)) {
        if let Some(n) = self.clicks.borrow_mut().pop() { //~ guards_held_in_scrutinee
            then(n);
        }
    }

    // Called with the borrow where there is something to borrow.
    fn with_last<R>(&self, look: impl FnOnce(Option<&mut u32>) -> R) -> R {
        match self.clicks.borrow_mut().last_mut() {
            Some(n) => look(Some(n)),
            None => look(None),
        }
    }

    fn paint(&self) {
        if let Some(n) = self.clicks.borrow_mut().pop() {
            layout(n);
        }
    }

    fn look(&self, then: &dyn Fn(u32)) {
        if let Some(n) = self.clicks.borrow().first().copied() {
            then(n);
        }
    }

    fn called(&self) {
        if let Some(on_click) = self.on_click.borrow_mut().take() { //~ guards_held_in_scrutinee
            on_click(1);
        }
    }
}

// A connection out of a pool.

fn connection<M: ManageConnection<Connection = Vec<u32>>>(pool: &Pool<M>) {
    if let Some(n) = pool.get().unwrap().pop() { //~ guards_held_in_scrutinee
        layout(n);
    }
}

// A guard inside a type of the workspace.

struct Session<'a> {
    users: std::sync::MutexGuard<'a, Vec<u32>>,
}

impl Deref for Session<'_> {
    type Target = Vec<u32>;

    fn deref(&self) -> &Vec<u32> {
        &self.users
    }
}

impl DerefMut for Session<'_> {
    fn deref_mut(&mut self) -> &mut Vec<u32> {
        &mut self.users
    }
}

struct Store {
    users: std::sync::Mutex<Vec<u32>>,
}

impl Store {
    fn session(&self) -> Session<'_> {
        Session { users: self.users.lock().unwrap() }
    }

    fn next(&self) {
        if let Some(n) = self.session().pop() { //~ guards_held_in_scrutinee
            layout(n);
        }
    }
}

// Named like a lock, and none.

struct Door;

impl Door {
    fn lock(&self) -> Result<Option<u32>, String> {
        Ok(None)
    }
}

fn e9_own_type_named_like_a_lock(door: &Door) {
    if let Some(n) = door.lock().unwrap() {
        layout(n);
    }
}
