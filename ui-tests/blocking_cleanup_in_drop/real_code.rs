// Excerpts of real drops.

use std::{
    mem,
    pin::Pin,
    process::Child,
    sync::{Arc, Condvar, Mutex, mpsc},
    thread,
    time::Duration,
};

use tokio::runtime::Handle;

// rskafka 0.6, messenger.rs: the future may be dropped when its runtime is gone.
struct CancellationSafeFuture {
    inner: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    done: bool,
}

impl Drop for CancellationSafeFuture {
    fn drop(&mut self) {
        if !self.done {
            let inner = self.inner.take().expect("Double-drop?");
            tokio::task::spawn(async move { //~ blocking_cleanup_in_drop
                inner.await;
            });
        }
    }
}

// ntex 4, http/test.rs
struct TestServer {
    id: u32,
}

impl Drop for TestServer {
    fn drop(&mut self) {
        println!("Stopping test http server {:?}", self.id);
        thread::sleep(Duration::from_millis(75)); //~ blocking_cleanup_in_drop
        println!("stopped");
        thread::sleep(Duration::from_millis(25));
    }
}

// sentry-core 0.49, session.rs
struct SessionFlusher {
    shutdown: Arc<(Mutex<bool>, Condvar)>,
    worker: Option<thread::JoinHandle<()>>,
}

impl Drop for SessionFlusher {
    fn drop(&mut self) {
        let (lock, cvar) = self.shutdown.as_ref();
        *lock.lock().unwrap() = true; //~ panics_in_drop
        cvar.notify_one();
        if let Some(worker) = self.worker.take() {
            worker.join().ok();
        }
    }
}

// librespot-playback 0.8, player.rs
struct Player {
    commands: Option<mpsc::Sender<u32>>,
    thread_handle: Option<thread::JoinHandle<()>>,
}

impl Drop for Player {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(handle) = self.thread_handle.take() {
            if let Err(e) = handle.join() {
                eprintln!("Player thread Error: {e:?}");
            }
        }
    }
}

// reqwest 0.13, blocking/client.rs
struct InnerClientHandle {
    tx: Option<mpsc::Sender<u32>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Drop for InnerClientHandle {
    fn drop(&mut self) {
        let id = self.thread.as_ref().map(|h| h.thread().id()).expect("thread not dropped yet");
        println!("closing runtime thread ({id:?})");
        self.tx.take();
        self.thread.take().map(|h| h.join());
    }
}

// songbird 0.6, input/adapters/child.rs
struct ChildContainer(Vec<Child>);

fn cleanup_child_processes(children: Vec<Child>) {
    drop(children);
}

impl Drop for ChildContainer {
    fn drop(&mut self) {
        let children = mem::take(&mut self.0);
        if let Ok(handle) = Handle::try_current() {
            handle.spawn_blocking(move || cleanup_child_processes(children));
        } else {
            cleanup_child_processes(children);
        }
    }
}
