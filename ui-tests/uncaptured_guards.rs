// Permits and guards that stay outside of the task they are for.

use std::{sync::Arc, thread};

use tokio::sync::{AcquireError, Mutex, OwnedSemaphorePermit, Semaphore};

async fn fetch(_: u32) {}

// Named, and not captured.

async fn b11_underscore(limit: Arc<Semaphore>) -> Result<(), AcquireError> {
    let permit = limit.acquire_owned().await?;
    tokio::spawn(async move {
        let _ = permit; //~ uncaptured_guards
        fetch(1).await;
    });
    Ok(())
}

async fn b11_assigned(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        _ = permit; //~ uncaptured_guards
        fetch(1).await;
    });
}

async fn closure(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    thread::spawn(move || {
        let _ = permit; //~ uncaptured_guards
        println!("works");
    });
}

async fn lock(state: Arc<Mutex<u32>>) {
    let guard = state.lock_owned().await;
    tokio::spawn(async move {
        let _ = guard; //~ uncaptured_guards
        fetch(1).await;
    });
}

async fn at_the_end(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        fetch(1).await;
        let _ = permit; //~ uncaptured_guards
    });
}

struct Slot {
    permit: OwnedSemaphorePermit,
    number: u32,
}

async fn slot(limit: Arc<Semaphore>) -> Slot {
    Slot { permit: limit.acquire_owned().await.unwrap(), number: 1 }
}

async fn wrapped(limit: Arc<Semaphore>) {
    let slot = slot(limit).await;
    tokio::spawn(async move {
        let _ = slot; //~ uncaptured_guards
        fetch(1).await;
    });
}

// Never named.

async fn b12_never_named(limit: Arc<Semaphore>, pages: Vec<u32>) -> Result<(), AcquireError> {
    for page in pages {
        let permit = limit.clone().acquire_owned().await?;
        tokio::spawn(async move { fetch(page).await }); //~ uncaptured_guards
    }
    Ok(())
}

async fn borrowed_permit(limit: &Semaphore) {
    let _permit = limit.acquire().await.unwrap();
    tokio::spawn(fetch(2));
    let _permit = limit.acquire().await.unwrap(); //~ async_guards_held_across_await
    tokio::spawn(async { fetch(1).await }); //~ uncaptured_guards
}

async fn handles(limit: Arc<Semaphore>, pages: Vec<u32>) {
    let mut tasks = Vec::new();
    for page in pages {
        let _permit = limit.clone().acquire_owned().await.unwrap();
        tasks.push(tokio::spawn(async move { fetch(page).await })); //~ uncaptured_guards
    }
    for task in tasks {
        task.await.unwrap();
    }
}

// What is right.

async fn moved_in(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        let _permit = permit;
        fetch(1).await;
    });
}

async fn dropped_inside(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        fetch(1).await;
        drop(permit);
    });
}

async fn also_mentioned(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        let _ = permit;
        fetch(1).await;
        println!("{permit:?}");
    });
}

async fn by_reference(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async move {
        let _ = &permit;
        fetch(1).await;
    });
}

async fn own_local(limit: Arc<Semaphore>) {
    tokio::spawn(async move {
        let permit = limit.acquire_owned().await.unwrap();
        let _ = permit;
        fetch(1).await;
    });
}

async fn in_place(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    async move {
        let _ = permit;
        fetch(1).await;
    }
    .await;
}

async fn awaited_under_it(limit: Arc<Semaphore>) {
    let _permit = limit.acquire_owned().await.unwrap();
    let task = tokio::spawn(async { fetch(1).await });
    task.await.unwrap();
}

async fn works_under_it(limit: Arc<Semaphore>) {
    let _permit = limit.acquire_owned().await.unwrap();
    fetch(1).await;
    tokio::spawn(async { fetch(2).await });
}

async fn used_after(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async { fetch(1).await });
    permit.forget(); //~ forgotten_guards
}

async fn throttled(limit: Arc<Semaphore>) {
    let permit = limit.acquire_owned().await.unwrap();
    tokio::spawn(async { fetch(1).await });
    println!("{permit:?}");
}

fn scoped(lock: &std::sync::Mutex<u32>) {
    let guard = lock.lock().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| println!("works"));
    });
    drop(guard);
}

async fn registers_under_a_lock(tasks: &Mutex<Vec<tokio::task::JoinHandle<()>>>) {
    let mut tasks = tasks.lock().await;
    tasks.push(tokio::spawn(async { fetch(1).await }));
}

async fn serialised(start: &Mutex<()>) {
    let _guard = start.lock().await;
    tokio::spawn(async { fetch(1).await });
}

// A number is no guard.
async fn plain(name: String) {
    tokio::spawn(async move {
        let _ = name;
        fetch(1).await;
    });
}
