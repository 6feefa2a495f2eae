// Guards of locks of tasks: what they are held for, and what they need not be held for.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    net::TcpStream,
    sync::{Mutex, OwnedMutexGuard, RwLock, Semaphore, mpsc},
    time::sleep,
};

async fn fetch(_id: u32) -> u32 {
    0
}

async fn store(_values: &[u32]) {}

async fn log_failure() {}

#[derive(Default)]
struct Bus {
    count: u32,
}

impl Bus {
    async fn write(&mut self, n: u32) {
        self.count += n;
    }
}

// Held too early.

async fn before_its_first_look(sums: &Mutex<Vec<u32>>) -> u32 {
    let sums = sums.lock().await;
    let rate = fetch(7).await; //~ async_guards_held_across_await
    sums.iter().map(|sum| sum * rate).sum()
}

async fn written_after(names: &RwLock<HashMap<u32, u32>>) {
    let mut names = names.write().await;
    sleep(Duration::from_secs(1)).await; //~ async_guards_held_across_await
    names.clear();
}

// Held too long.

async fn after_its_last_look(sums: &Mutex<Vec<u32>>) -> u32 {
    let mut sums = sums.lock().await;
    let last = sums.pop().unwrap_or_default();
    fetch(last).await //~ async_guards_held_across_await
}

async fn waiting_for_a_message(sums: &Mutex<Vec<u32>>, messages: &mut mpsc::Receiver<u32>) {
    let mut sums = sums.lock().await;
    sums.clear();
    messages.recv().await; //~ async_guards_held_across_await
}

async fn over_a_second_lock(sums: &Mutex<Vec<u32>>, names: &RwLock<HashMap<u32, u32>>) {
    let mut sums = sums.lock().await;
    sums.clear();
    let mut names = names.write().await; //~ async_guards_held_across_await
    names.clear();
}

async fn owned(sums: Arc<Mutex<Vec<u32>>>) {
    let mut sums: OwnedMutexGuard<Vec<u32>> = sums.lock_owned().await;
    sums.clear();
    fetch(1).await; //~ async_guards_held_across_await
}

async fn on_one_path(sums: &Mutex<Vec<u32>>, more: bool) {
    let mut sums = sums.lock().await;
    sums.clear();
    if more {
        fetch(1).await; //~ async_guards_held_across_await
    } else {
        drop(sums);
    }
}

async fn of_async_lock(sums: &async_lock::Mutex<Vec<u32>>) {
    let mut sums = sums.lock().await;
    sums.clear();
    fetch(1).await; //~ async_guards_held_across_await
}

async fn through_a_call(sums: &Mutex<Vec<u32>>) {
    async fn locked(sums: &Mutex<Vec<u32>>) -> tokio::sync::MutexGuard<'_, Vec<u32>> {
        sums.lock().await
    }
    let mut sums = locked(sums).await;
    sums.clear();
    fetch(1).await; //~ async_guards_held_across_await
}

struct Session<'a> {
    sums: tokio::sync::MutexGuard<'a, Vec<u32>>,
}

async fn inside_a_type_of_the_workspace(sums: &Mutex<Vec<u32>>) {
    let mut session = Session { sums: sums.lock().await };
    session.sums.clear();
    fetch(1).await; //~ async_guards_held_across_await
}

// Permits.

async fn pausing_with_a_permit(limit: &Semaphore) {
    let _permit = limit.acquire().await.unwrap();
    fetch(1).await;
    sleep(Duration::from_secs(1)).await; //~ async_guards_held_across_await
}

async fn working_with_a_permit(limit: &Semaphore) {
    let _permit = limit.acquire().await.unwrap();
    fetch(1).await;
}

// One mistake, one finding.

async fn in_the_head(sums: &Mutex<Vec<u32>>) {
    if let Some(n) = sums.lock().await.pop() { //~ guards_held_in_scrutinee
        fetch(n).await;
    }
}

// What it is held for.

async fn e19_serialises(bus: &Mutex<Bus>) {
    let mut bus = bus.lock().await;
    bus.write(1).await;
    sleep(Duration::from_millis(1)).await;
    bus.write(2).await;
}

async fn given(sums: &Mutex<Vec<u32>>) {
    let sums = sums.lock().await;
    store(&sums).await;
}

async fn e19_single_flight(token: &Mutex<Option<u32>>) -> u32 {
    let mut token = token.lock().await;
    if let Some(token) = *token {
        return token;
    }
    let fresh = fetch(1).await;
    *token = Some(fresh);
    fresh
}

async fn put_in(sums: &Mutex<Vec<u32>>) {
    let mut sums = sums.lock().await;
    let n = fetch(1).await;
    sums.push(n);
}

async fn one_step(sums: &Mutex<Vec<u32>>) {
    let mut sums = sums.lock().await;
    let first = sums.first().copied();
    let rate = fetch(1).await;
    sums.retain(|sum| Some(*sum) != first && *sum != rate);
}

async fn of_a_socket(socket: &Mutex<TcpStream>) {
    let socket = socket.lock().await;
    socket.set_nodelay(true).ok();
    sleep(Duration::from_millis(1)).await;
}

async fn for_effect(serial: &Mutex<()>, sums: &Mutex<Vec<u32>>) {
    let guard = serial.lock().await;
    let _sums = sums.lock().await;
    fetch(1).await;
    drop(guard);
}

async fn needed_together(first: &Mutex<u32>, second: &Mutex<u32>) {
    let mut first = first.lock().await;
    let mut second = second.lock().await;
    std::mem::swap(&mut *first, &mut *second);
}

struct Server {
    sessions: Mutex<Vec<u32>>,
}

impl Server {
    async fn announce(&self) {
        fetch(1).await;
    }

    // The lock may protect more than it guards.
    async fn of_the_same_self(&self) {
        let mut sessions = self.sessions.lock().await;
        sessions.clear();
        self.announce().await;
    }

    // Nobody else has it.
    async fn own(&mut self) {
        let mut sessions = self.sessions.lock().await;
        sessions.clear();
        fetch(1).await;
    }
}

// Over before.

async fn dropped(sums: &Mutex<Vec<u32>>) {
    let mut sums = sums.lock().await;
    sums.clear();
    drop(sums);
    fetch(1).await;
}

async fn copied(sums: &Mutex<Vec<u32>>) {
    let n = sums.lock().await.len();
    fetch(n as u32).await;
}

async fn on_the_way_to_an_error(sums: &Mutex<Vec<u32>>) -> Result<(), String> {
    let mut sums = sums.lock().await;
    if sums.pop().is_none() {
        log_failure().await;
        return Err("empty".to_owned());
    }
    Ok(())
}

async fn spawned(sums: &Mutex<Vec<u32>>) {
    let mut sums = sums.lock().await;
    sums.clear();
    tokio::spawn(async { fetch(1).await });
}

async fn built_and_returned(sums: &Mutex<Vec<u32>>) -> impl Future<Output = u32> {
    let mut sums = sums.lock().await;
    sums.clear();
    async { fetch(1).await }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn e6_in_a_test(sums: &Mutex<Vec<u32>>) {
        let mut sums = sums.lock().await;
        sums.clear();
        fetch(1).await;
    }
}
