// Drops that wait, or need a runtime.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tokio::{runtime::Handle, sync::mpsc};

async fn close() {}

struct BlocksOnHandle {
    handle: Handle,
}

impl Drop for BlocksOnHandle {
    fn drop(&mut self) {
        self.handle.block_on(close()); //~ blocking_cleanup_in_drop
    }
}

struct BlocksInPlace {
    handle: Handle,
}

impl Drop for BlocksInPlace {
    fn drop(&mut self) {
        tokio::task::block_in_place(|| {
            self.handle.block_on(close()); //~ blocking_cleanup_in_drop
        });
    }
}

struct BlocksOnExecutor;

impl Drop for BlocksOnExecutor {
    fn drop(&mut self) {
        futures::executor::block_on(close()); //~ blocking_cleanup_in_drop
    }
}

struct ThroughCall {
    handle: Handle,
}

impl ThroughCall {
    fn shutdown(&self) {
        self.handle.block_on(close());
    }
}

impl Drop for ThroughCall {
    fn drop(&mut self) {
        self.shutdown(); //~ blocking_cleanup_in_drop
    }
}

struct Sleeps;

impl Drop for Sleeps {
    fn drop(&mut self) {
        thread::sleep(Duration::from_millis(10)); //~ blocking_cleanup_in_drop
    }
}

struct Sends {
    events: mpsc::Sender<u32>,
}

impl Drop for Sends {
    fn drop(&mut self) {
        let _ = self.events.blocking_send(1); //~ blocking_cleanup_in_drop
    }
}

struct Spawns;

impl Drop for Spawns {
    fn drop(&mut self) {
        tokio::spawn(close()); //~ blocking_cleanup_in_drop
    }
}

struct SpawnsBlocking {
    data: Vec<u8>,
}

impl Drop for SpawnsBlocking {
    fn drop(&mut self) {
        let data = std::mem::take(&mut self.data);
        tokio::task::spawn_blocking(move || drop(data)); //~ blocking_cleanup_in_drop
    }
}

struct Joins {
    jobs: Sender<u32>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for Joins {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            let _ = worker.join(); //~ blocking_cleanup_in_drop
        }
    }
}

// What is right.

// A blocking face of something asynchronous: its methods block as well.
struct HasRuntime {
    runtime: tokio::runtime::Runtime,
}

impl Drop for HasRuntime {
    fn drop(&mut self) {
        self.runtime.block_on(close());
    }
}

struct AsksFirst;

impl Drop for AsksFirst {
    fn drop(&mut self) {
        if let Ok(handle) = Handle::try_current() {
            handle.spawn(close());
        }
        if Handle::try_current().is_ok() {
            tokio::spawn(close());
        }
    }
}

struct HasHandle {
    handle: Handle,
}

impl Drop for HasHandle {
    fn drop(&mut self) {
        self.handle.spawn(close());
    }
}

struct Enters {
    handle: Handle,
}

impl Drop for Enters {
    fn drop(&mut self) {
        let _entered = self.handle.enter();
        tokio::spawn(close());
    }
}

struct OnItsOwnThread {
    handle: Handle,
}

impl Drop for OnItsOwnThread {
    fn drop(&mut self) {
        let handle = self.handle.clone();
        thread::spawn(move || handle.block_on(close()));
    }
}

// Whoever has one of these tells the thread.
struct OnlyJoins<T>(Option<JoinHandle<T>>);

impl<T> Drop for OnlyJoins<T> {
    fn drop(&mut self) {
        if let Some(worker) = self.0.take() {
            let _outcome = worker.join();
        }
    }
}

struct TellsByDropping {
    jobs: Option<Sender<u32>>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for TellsByDropping {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(worker) = self.worker.take() {
            let _outcome = worker.join();
        }
    }
}

struct TellsByAssigning {
    jobs: Option<Sender<u32>>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for TellsByAssigning {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(worker) = self.worker.take() {
            let _outcome = worker.join();
        }
    }
}

struct TellsByFlag {
    stop: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for TellsByFlag {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(worker) = self.worker.take() {
            let _outcome = worker.join();
        }
    }
}

struct TellsByMethod {
    stop: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
}

impl TellsByMethod {
    fn stop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(worker) = self.worker.take() {
            let _outcome = worker.join();
        }
    }
}

impl Drop for TellsByMethod {
    fn drop(&mut self) {
        self.stop();
    }
}

struct TellsBeforeClosure {
    jobs: Option<Sender<u32>>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for TellsBeforeClosure {
    fn drop(&mut self) {
        self.jobs.take();
        self.worker.take().map(|worker| worker.join());
    }
}

// A lock that spins may sleep, and mostly does not.
struct Spins(Arc<AtomicBool>);

fn spin(locked: &AtomicBool) {
    while locked.swap(true, Ordering::Acquire) {
        thread::sleep(Duration::from_nanos(1));
    }
}

impl Drop for Spins {
    fn drop(&mut self) {
        spin(&self.0);
    }
}

struct Aborts {
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Aborts {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct SendsWithoutWaiting {
    events: mpsc::Sender<u32>,
    last: std::sync::mpsc::Sender<u32>,
}

impl Drop for SendsWithoutWaiting {
    fn drop(&mut self) {
        let _ = self.events.try_send(1);
        let _ = self.last.send(1);
    }
}

struct Counts<'a>(&'a Mutex<u32>);

impl Drop for Counts<'_> {
    fn drop(&mut self) {
        if let Ok(mut count) = self.0.lock() {
            *count -= 1;
        }
    }
}

// No drop.
fn shutdown(handle: &Handle) {
    handle.block_on(close());
}

struct NoDrop;

impl NoDrop {
    fn drop(&mut self, handle: &Handle) {
        handle.block_on(close());
    }
}

// The blocking face of something asynchronous: its other methods block on the same handle.
struct Lister {
    handle: Handle,
    inner: Option<Pages>,
}

struct Pages;

impl Pages {
    async fn turn(&mut self) -> Option<u32> {
        None
    }
}

impl Iterator for Lister {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let Some(inner) = self.inner.as_mut() else {
            return None;
        };
        self.handle.block_on(inner.turn())
    }
}

impl Drop for Lister {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.take() {
            self.handle.block_on(async move { drop(inner) });
        }
    }
}

// One that is for asynchronous code as well.
struct OfBothKinds {
    handle: Handle,
    inner: Pages,
}

impl OfBothKinds {
    fn next(&mut self) -> Option<u32> {
        self.handle.block_on(self.inner.turn())
    }

    async fn turn(&mut self) -> Option<u32> {
        self.inner.turn().await
    }
}

impl Drop for OfBothKinds {
    fn drop(&mut self) {
        self.handle.block_on(close()); //~ blocking_cleanup_in_drop
    }
}

// Plain data beside a handle tells nobody anything.
struct Listener<T> {
    guard: Option<JoinHandle<()>>,
    socket: std::net::SocketAddr,
    of: std::marker::PhantomData<T>,
}

impl<T> Drop for Listener<T> {
    fn drop(&mut self) {
        let _ = self.guard.take().map(|guard| guard.join());
    }
}
