// Shapes of well-known crates: locks that are held through a loop for what the loop does.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    future::Future,
    io::{self, BufRead, StdinLock, Write},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, mpsc},
    task::{Context, Poll},
};

use tokio::sync::{Notify, RwLock};

async fn fetch(_url: &str) -> Vec<u8> {
    Vec::new()
}

fn work(_n: u32) {}

// The round after next needs it again: an inner loop is no place to let go.
fn compared(reads: &Mutex<HashMap<u32, Vec<u32>>>, other: &HashSet<u32>) -> bool {
    let reads = reads.lock().unwrap();
    for (_, keys) in &*reads {
        for key in keys {
            work(*key);
            if other.contains(key) {
                return true;
            }
        }
    }
    false
}

struct Names {
    names: HashMap<String, String>,
}

fn formatted(state: &Mutex<Names>, parts: &[String], fields: &[String]) -> Vec<String> {
    let state = state.lock().unwrap();
    let mut lines = Vec::new();
    for part in parts {
        match part.as_str() {
            "name" => lines.push(state.names["name"].clone()),
            _ => {
                for field in fields {
                    work(field.len() as u32);
                }
            }
        }
    }
    lines
}

// What makes a future does not wait.
struct Accept {
    state: Arc<Mutex<Vec<u32>>>,
    notify: Arc<Notify>,
    notified: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Future for Accept {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let this = &mut *self;
        let mut state = this.state.lock().unwrap();
        if let Some(value) = state.pop() {
            return Poll::Ready(value);
        }
        loop {
            match this.notified.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(()) => {
                    let notify = this.notify.clone();
                    let _next = notify.notified();
                }
            }
        }
    }
}

// An `Option` keeps one.
fn taken_when_needed(m: &Mutex<Vec<u8>>, source: &mut dyn Iterator<Item = u8>) {
    let mut buffer = None;
    for byte in source {
        let buffer: &mut MutexGuard<'_, Vec<u8>> = match &mut buffer {
            Some(buffer) => buffer,
            None => buffer.insert(match m.try_lock() {
                Err(_) => m.lock().unwrap(),
                Ok(buffer) => buffer,
            }),
        };
        buffer.push(byte);
    }
}

// Made once, by the first who asks.
async fn made_once(cache: &tokio::sync::Mutex<Option<Arc<Vec<u8>>>>, urls: &[String]) -> Arc<Vec<u8>> {
    let mut cache = cache.lock().await;
    if let Some(made) = &*cache {
        return made.clone();
    }
    let mut made = Vec::new();
    for url in urls {
        made.extend(fetch(url).await);
    }
    let made = Arc::new(made);
    *cache = Some(made.clone());
    made
}

// The thread is there to read, and nothing else does.
fn message(input: &mut StdinLock<'_>) -> io::Result<Option<String>> {
    let mut line = String::new();
    Ok((input.read_line(&mut line)? > 0).then_some(line))
}

fn reader(sender: &mpsc::SyncSender<String>) -> io::Result<()> {
    let stdin = io::stdin();
    let mut stdin = stdin.lock();
    while let Some(line) = message(&mut stdin)? {
        sender.send(line).map_err(io::Error::other)?;
    }
    Ok(())
}

// What the guard hands out is what is waited for.
struct Store;

impl Store {
    async fn save(&self, _id: u32) {}
}

struct Client {
    store: Store,
}

impl Client {
    fn store(&self) -> &Store {
        &self.store
    }
}

struct Opened {
    client: Arc<Client>,
}

impl Opened {
    fn client(&self) -> Result<Arc<Client>, String> {
        Ok(self.client.clone())
    }
}

async fn saved(opened: &tokio::sync::Mutex<Opened>, ids: &[u32]) -> Result<(), String> {
    let guard = opened.lock().await;
    let client = guard.client()?;
    let store = client.store();
    for id in ids {
        store.save(*id).await;
    }
    Ok(())
}

// The guard is given to one of the awaits: the loop is the lock's work.
async fn applied(queue: &mut Vec<u32>, n: u32) {
    queue.push(n);
}

async fn maintained(queue: &tokio::sync::Mutex<Vec<u32>>, rounds: u32) {
    let mut queue = queue.lock().await;
    for round in 0..rounds {
        applied(&mut queue, round).await;
        fetch("x").await;
    }
}

// What is made of data that was under the lock is no reason to keep it.
async fn sent(requests: &RwLock<Vec<String>>) {
    let requests = requests.read().await;
    let urls: Vec<String> = requests.iter().map(|request| request.clone()).collect();
    for url in urls { //~ guards_held_across_loops
        fetch(&url).await;
    }
}

// The other lock is taken on the way out, once.
struct Pool {
    idle: Mutex<Vec<u32>>,
    metrics: Mutex<Vec<u32>>,
}

impl Pool {
    fn get(&self) -> Option<u32> {
        let mut idle = self.idle.lock().unwrap();
        while let Some(connection) = idle.pop() {
            if connection > 3 {
                self.metrics.lock().unwrap().push(connection);
                return Some(connection);
            }
        }
        None
    }
}

// One lock inside the other: the order in which a tree is locked.
struct Node {
    parent: Mutex<Option<u32>>,
    children: Mutex<Option<Vec<Arc<Node>>>>,
}

impl Node {
    fn is_child_of(&self, id: u32) -> bool {
        *self.parent.lock().unwrap() == Some(id)
    }

    fn orphan(node: &Node, id: u32) -> Vec<Arc<Node>> {
        let mut children = node.children.lock().unwrap();
        let nodes = children.take().unwrap_or_default();
        for child in &nodes {
            work(id);
            let mut parent = child.parent.lock().unwrap();
            if *parent == Some(id) {
                *parent = None;
            }
        }
        nodes
    }
}

// Small steps of libraries: nobody would notice.
fn copied(tables: &Mutex<Vec<u32>>, pages: HashSet<u32>) -> Vec<u32> {
    let tables = tables.lock().unwrap();
    let mut freed = tables.clone();
    for page in pages {
        freed.push(page);
    }
    freed
}

// It must be free, or the program is wrong.
fn batch(metadata: &Mutex<Vec<u32>>, files: &[std::fs::File]) {
    let metadata = metadata.try_lock().expect("only one batch at a time");
    work(metadata.len() as u32);
    for file in files {
        let _ = file.set_len(0);
    }
}

// Others find the lock by what the loop does with it, and are to wait.
async fn published(waiters: &Mutex<Vec<Arc<RwLock<Option<u32>>>>>) {
    let waiter = Arc::new(RwLock::new(None));
    let mut lock = waiter.write().await;
    loop {
        if let Ok(mut waiters) = waiters.try_lock() {
            waiters.push(waiter.clone());
            break;
        }
        fetch("x").await;
    }
    *lock = Some(1);
}

// canopydb 0.2.5: what is taken out of the one is put into the other, and nobody sees it half done.

struct Database {
    old: Mutex<BTreeMap<u64, Vec<u64>>>,
    free: Mutex<Vec<u64>>,
}

impl Database {
    fn release(&self, earliest: u64) {
        let mut old = self.old.lock().unwrap();
        while let Some(pending) = old.first_entry() {
            if *pending.key() >= earliest {
                break;
            }
            let pages = pending.remove();
            self.free.lock().unwrap().extend(pages);
        }
    }

    fn paused(&self) {
        let free = self.free.lock().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(free.len() as u64)); //~ guards_held_across_blocking_calls
    }

    fn counted(&self) {
        let old = self.old.lock().unwrap();
        for pages in old.values() { //~ guards_held_across_loops
            self.free.lock().unwrap().push(pages.len() as u64);
        }
    }
}

// skim 2.0.2: the lock of a standard stream keeps the lines of others out.

fn collected(receiver: &std::sync::mpsc::Receiver<String>) {
    let mut out = std::io::stdout().lock();
    let mut lines = Vec::new();
    while let Ok(line) = receiver.recv() {
        lines.push(line);
    }
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
}

// melib 0.9.0, collection.rs: a lock that everybody holds for a moment only costs next to nothing.

struct Collection {
    mailboxes: Mutex<BTreeMap<u64, Vec<u64>>>,
    envelopes: std::sync::RwLock<BTreeMap<u64, String>>,
}

impl Collection {
    fn merge(&self, mailbox: u64, new: BTreeMap<u64, String>) {
        let mut mailboxes = self.mailboxes.lock().unwrap();
        mailboxes.insert(mailbox, new.keys().copied().collect());
        for (hash, envelope) in new {
            self.envelopes.write().unwrap().insert(hash, envelope);
        }
        mailboxes.retain(|_, hashes| !hashes.is_empty());
    }

    fn contains(&self, hash: u64) -> bool {
        self.envelopes.read().unwrap().contains_key(&hash)
    }
}
