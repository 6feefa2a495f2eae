use std::{
    io::{self, Read},
    net::TcpListener,
    sync::{Arc, Mutex, Weak, atomic::AtomicBool, atomic::Ordering, mpsc::Receiver},
    thread,
    time::Duration,
};

use tokio_util::sync::CancellationToken;

struct Cache {
    age: Mutex<u32>,
}

impl Cache {
    fn sweep(&self) {}

    async fn refresh(&self) {}
}

fn a_thread(cache: Arc<Cache>) {
    thread::spawn(move || {
        loop { //~ endless_tasks
            cache.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
}

async fn a_task(cache: Arc<Cache>) {
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(Duration::from_secs(60));
        loop { //~ endless_tasks
            ticks.tick().await;
            cache.refresh().await;
        }
    });
}

async fn whatever_select_says(cache: Arc<Cache>) {
    tokio::spawn(async move {
        loop { //~ endless_tasks
            tokio::select! {
                _ = tokio::time::sleep(Duration::from_secs(1)) => cache.refresh().await,
                _ = cache.refresh() => {}
            }
        }
    });
}

fn unless_it_is_switched_off(on: bool, cache: Arc<Cache>) {
    thread::spawn(move || {
        if !on {
            return;
        }
        loop { //~ endless_tasks
            cache.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
}

fn errors_do_not_end_it(cache: Arc<Cache>) {
    thread::spawn(move || {
        loop { //~ endless_tasks
            if let Err(error) = store() {
                eprintln!("{error}");
                continue;
            }
            cache.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
}

fn store() -> io::Result<()> {
    Ok(())
}

// In a function that is called.

async fn run(cache: Arc<Cache>) {
    loop {
        *cache.age.lock().unwrap() += 1;
        cache.refresh().await;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn by_a_future(cache: Arc<Cache>) {
    tokio::spawn(run(cache)); //~ endless_tasks
}

async fn by_a_call(cache: Arc<Cache>) {
    tokio::spawn(async move {
        cache.refresh().await;
        run(cache).await; //~ endless_tasks
    });
}

// With a way out.

fn flagged(stop: Arc<AtomicBool>, cache: Arc<Cache>) {
    thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            cache.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
}

fn while_it_is_there(cache: Weak<Cache>) {
    thread::spawn(move || {
        loop {
            let Some(cache) = cache.upgrade() else { break };
            cache.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
}

fn while_somebody_sends(numbers: Receiver<u32>, cache: Arc<Cache>) {
    thread::spawn(move || {
        for _ in numbers {
            cache.sweep();
        }
    });
}

fn panics_when_nobody_sends(numbers: Receiver<u32>, cache: Arc<Cache>) {
    thread::spawn(move || {
        loop {
            let _number = numbers.recv().unwrap();
            cache.sweep();
        }
    });
}

async fn cancelled(token: CancellationToken, cache: Arc<Cache>) {
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = token.cancelled() => break,
                _ = cache.refresh() => {}
            }
        }
    });
}

fn ends_with_an_error(listener: TcpListener) {
    thread::spawn(move || -> io::Result<()> { //~ detached_tasks
        loop {
            let (mut stream, _) = listener.accept()?;
            let mut text = String::new();
            stream.read_to_string(&mut text)?;
        }
    });
}

async fn kept(cache: Arc<Cache>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            cache.refresh().await;
        }
    })
}

async fn kept_to_be_aborted(cache: Arc<Cache>) {
    let handle = tokio::spawn(async move {
        loop {
            cache.refresh().await;
        }
    });
    tokio::time::sleep(Duration::from_secs(1)).await;
    handle.abort();
}

fn not_spawned(cache: &Cache) {
    loop {
        cache.sweep();
        thread::sleep(Duration::from_secs(60));
    }
}

fn main() {
    let cache = Arc::new(Cache { age: Mutex::new(0) });
    let other = Arc::clone(&cache);
    thread::spawn(move || {
        loop {
            other.sweep();
            thread::sleep(Duration::from_secs(60));
        }
    });
    not_spawned(&cache);
}
