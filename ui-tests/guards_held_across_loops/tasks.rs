// What tasks hold through loops: guards of asynchronous locks, permits, connections, transactions.

use std::{sync::Arc, time::Duration};

use sqlx::{PgConnection, PgPool, Postgres, Transaction, pool::PoolConnection};
use tokio::sync::{AcquireError, Mutex, OwnedSemaphorePermit, RwLock, Semaphore, mpsc};

async fn fetch(_url: &str) -> Vec<u8> {
    Vec::new()
}

async fn store(_connection: &mut PgConnection, _url: &str) -> sqlx::Result<()> {
    Ok(())
}

fn work(_n: u32) {}

// Locks.

async fn awaits_in_a_loop(m: &Mutex<Vec<String>>) {
    let urls = m.lock().await;
    for url in urls.iter() { //~ guards_held_across_loops
        println!("{url}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn awaits_under_a_read_guard(m: &RwLock<Vec<String>>) -> usize {
    let urls = m.read().await;
    let mut size = 0;
    for url in urls.iter() { //~ guards_held_across_loops
        size += url.len();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    size
}

async fn receives_in_a_loop(m: &Mutex<Vec<u32>>, receiver: &mut mpsc::Receiver<u32>) {
    let mut values = m.lock().await;
    while let Some(value) = receiver.recv().await { //~ guards_held_across_loops
        values.push(value);
    }
}

async fn head_of_while_let(m: &Mutex<Vec<u32>>) {
    while let Some(value) = m.lock().await.pop() { //~ guards_held_across_loops
        work(value);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

// The consumers share one receiver: here they also work one after the other.
async fn consumer_that_works_under_the_lock(receiver: Arc<Mutex<mpsc::Receiver<u32>>>) {
    while let Some(value) = receiver.lock().await.recv().await { //~ guards_held_across_loops
        work(value);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn single_consumer(receiver: Arc<Mutex<mpsc::Receiver<u32>>>) {
    while let Some(value) = receiver.lock().await.recv().await {
        work(value);
    }
}

async fn serialised_receiver(receiver: &Mutex<mpsc::Receiver<u32>>) {
    let mut receiver = receiver.lock().await;
    while let Some(value) = receiver.recv().await {
        work(value);
    }
}

async fn lock_per_round(m: &Mutex<Vec<u32>>) {
    loop {
        let value = m.lock().await.pop();
        let Some(value) = value else { break };
        work(value);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn bounded_pass(m: &Mutex<Vec<u32>>) -> u32 {
    let values = m.lock().await;
    let mut sum = 0;
    for value in values.iter() {
        sum += value;
    }
    sum
}

async fn held_for_effect(serial: &Mutex<()>) {
    let _serial = serial.lock().await;
    for _ in 0..3 {
        fetch("x").await;
    }
}

// A thread's guard over an await is another lint's finding.
async fn guard_of_a_thread(m: &std::sync::Mutex<Vec<String>>) {
    let urls = m.lock().unwrap();
    for url in urls.iter() {
        fetch(url).await; //~ guards_held_across_await
    }
}

async fn head_with_a_guard_of_a_thread(m: &std::sync::Mutex<Vec<String>>) {
    while let Some(url) = m.lock().unwrap().pop() {
        fetch(&url).await; //~ guards_held_across_await
    }
}

// Permits.

async fn permit_for_effect(limit: &Semaphore, urls: &[String]) -> Result<(), AcquireError> {
    let _permit = limit.acquire().await?;
    for url in urls {
        fetch(url).await;
    }
    Ok(())
}

async fn permit_per_round(limit: &Semaphore, urls: &[String]) -> Result<(), AcquireError> {
    for url in urls {
        let _permit = limit.acquire().await?;
        fetch(url).await;
    }
    Ok(())
}

async fn permits_collected(limit: Arc<Semaphore>, n: usize) -> Result<(), AcquireError> {
    let mut permits = Vec::new();
    for _ in 0..n {
        permits.push(limit.clone().acquire_owned().await?); //~ guards_held_across_loops
    }
    fetch("x").await;
    drop(permits);
    Ok(())
}

async fn permit_moved_into_a_task(limit: Arc<Semaphore>, n: usize) -> Result<(), AcquireError> {
    for _ in 0..n {
        let permit = limit.clone().acquire_owned().await?;
        tokio::spawn(async move {
            fetch("x").await;
            drop(permit);
        });
    }
    Ok(())
}

async fn permits_handed_out(limit: Arc<Semaphore>, n: usize) -> Result<Vec<OwnedSemaphorePermit>, AcquireError> {
    let permits = limit.acquire_many_owned(n as u32).await?;
    Ok(vec![permits])
}

// Connections and transactions.

async fn connection_over_fetches(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    for url in urls { //~ guards_held_across_loops
        fetch(url).await;
        store(&mut connection, url).await?;
    }
    Ok(())
}

async fn transaction_over_sleeps(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    for url in urls { //~ guards_held_across_loops
        store(&mut transaction, url).await?;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    transaction.commit().await
}

async fn connection_beside_another(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut connection = pool.acquire().await?;
    for url in urls { //~ guards_held_across_loops
        store(&mut connection, url).await?;
        let mut other = pool.acquire().await?; //~ nested_pool_acquires
        store(&mut other, url).await?;
    }
    Ok(())
}

async fn connection_used_in_the_loop(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut connection: PoolConnection<Postgres> = pool.acquire().await?;
    for url in urls {
        store(&mut connection, url).await?;
    }
    Ok(())
}

async fn connection_per_round(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    for url in urls {
        let body = fetch(url).await;
        let mut connection = pool.acquire().await?;
        store(&mut connection, url).await?;
        println!("{}", body.len());
    }
    Ok(())
}

async fn transaction_used_in_the_loop(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut transaction: Transaction<'_, Postgres> = pool.begin().await?;
    for url in urls {
        store(&mut transaction, url).await?;
        sqlx::query("insert into log values ($1)").bind(url).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}

async fn fetched_before(pool: &PgPool, urls: &[String]) -> sqlx::Result<()> {
    let mut bodies = Vec::new();
    for url in urls {
        bodies.push(fetch(url).await);
    }
    let mut connection = pool.acquire().await?;
    for url in urls {
        store(&mut connection, url).await?;
    }
    Ok(())
}

// Awaits that are over soon.

struct Relay {
    subscriptions: RwLock<Vec<String>>,
}

impl Relay {
    fn new() -> Self {
        Relay { subscriptions: RwLock::new(Vec::new()) }
    }

    async fn update(&self, id: String) {
        self.subscriptions.write().await.push(id);
    }

    async fn update_remote(&self, id: String) {
        fetch(&id).await;
        self.subscriptions.write().await.push(id);
    }
}

// nostr-relay-pool 0.44.3: nobody else has the relay yet.
async fn inherited(all: &RwLock<Vec<String>>, relays: &mut Vec<Relay>) {
    let relay = Relay::new();
    let subscriptions = all.read().await;
    for id in subscriptions.iter() {
        relay.update(id.clone()).await;
    }
    relays.push(relay);
}

async fn inherited_by_known(all: &RwLock<Vec<String>>, relay: &Relay) {
    let subscriptions = all.read().await;
    for id in subscriptions.iter() { //~ guards_held_across_loops
        relay.update(id.clone()).await;
    }
}

async fn inherited_by_shared(all: &RwLock<Vec<String>>, relays: &mut Vec<Arc<Relay>>) {
    let relay = Arc::new(Relay::new());
    relays.push(relay.clone());
    let subscriptions = all.read().await;
    for id in subscriptions.iter() { //~ guards_held_across_loops
        relay.update(id.clone()).await;
    }
}

async fn inherited_from_afar(all: &RwLock<Vec<String>>) -> Relay {
    let relay = Relay::new();
    let subscriptions = all.read().await;
    for id in subscriptions.iter() { //~ guards_held_across_loops
        relay.update_remote(id.clone()).await;
    }
    relay
}

// delay_timer 0.11.5: whether the channel has a bound its type does not say.

struct Events {
    either: flume::Sender<u32>,
    bounded: mpsc::Sender<u32>,
    heap: Mutex<Vec<u32>>,
}

impl Events {
    async fn send_bounded(&self, event: u32) {
        let _ = self.bounded.send(event).await;
    }

    async fn recycled(&self) {
        let mut heap = self.heap.lock().await;
        for _ in 0..200 {
            if let Some(event) = heap.pop() {
                let _ = self.either.send_async(event).await;
            }
        }
        drop(heap);
    }

    async fn recycled_to_bounded(&self) {
        let mut heap = self.heap.lock().await;
        for _ in 0..200 { //~ guards_held_across_loops
            if let Some(event) = heap.pop() {
                self.send_bounded(event).await;
            }
        }
        drop(heap);
    }
}

// celery 0.5.5: a connection that has just been made, and what it needs to be of use.

struct Link;

impl Link {
    async fn channel(&self) -> u32 {
        1
    }
}

async fn reconnected(link: &Mutex<Link>, names: &[String]) {
    let mut link = link.lock().await;
    *link = Link;
    let channel = link.channel().await;
    for name in names {
        fetch(&format!("{channel}{name}")).await; //~ async_guards_held_across_await
    }
}

// What is acquired under it is a part of that.
async fn reconnected_with_channel(link: &Mutex<Link>, last: &Mutex<u32>, names: &[String]) {
    let mut link = link.lock().await;
    *link = Link;
    let mut last = last.lock().await;
    *last = link.channel().await;
    for name in names {
        fetch(name).await; //~ async_guards_held_across_await
    }
}

async fn replaced_and_told(link: &Mutex<Link>, names: &[String]) {
    let mut link = link.lock().await;
    *link = Link;
    for name in names { //~ guards_held_across_loops
        fetch(name).await;
    }
}

// iggy 0.11.0, quic_client.rs: one at a time, for as long as it takes; the guard guards nothing.
struct Client {
    routing: Mutex<()>,
    moved: Mutex<u32>,
    addresses: Mutex<Vec<String>>,
}

impl Client {
    async fn walk(&self, deadline: tokio::time::Instant) -> Result<(), String> {
        let routing = match tokio::time::timeout_at(deadline, self.routing.lock()).await {
            Ok(guard) => guard,
            Err(_) => return Err("too late".to_owned()),
        };
        let mut routing = Some(routing);
        let mut tries = 0;
        while tries < 3 {
            let current = self.addresses.lock().await.first().cloned();
            if let Some(current) = current {
                fetch(&current).await;
            } else {
                drop(routing.take());
            }
            tries += 1;
        }
        Ok(())
    }

    async fn walk_and_count(&self) {
        let mut moved = Some(self.moved.lock().await);
        let mut tries = 0;
        while tries < 3 { //~ guards_held_across_loops
            let current = self.addresses.lock().await.first().cloned();
            if let Some(current) = current {
                fetch(&current).await;
            } else {
                drop(moved.take());
            }
            tries += 1;
        }
    }
}
