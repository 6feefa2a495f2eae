// Tasks that are waited for, started by the name of an `async fn`.

use std::sync::Arc;

use tokio::sync::Mutex;

static TOTAL: Mutex<u32> = Mutex::const_new(0);

async fn add() {
    *TOTAL.lock().await += 1;
}

async fn add_to(count: Arc<Mutex<u32>>) {
    *count.lock().await += 1;
}

async fn joined() {
    let total = TOTAL.lock().await;
    let task = tokio::spawn(add());
    task.await.unwrap(); //~ locks_held_across_joins
    println!("{total}");
}

async fn joined_with_an_argument(count: Arc<Mutex<u32>>) {
    let guard = count.lock().await;
    let task = tokio::spawn(add_to(count.clone()));
    task.await.unwrap(); //~ locks_held_across_joins
    println!("{guard}");
}

async fn of_another_lock(count: Arc<Mutex<u32>>, other: Arc<Mutex<u32>>) {
    let guard = count.lock().await;
    let task = tokio::spawn(add_to(other));
    task.await.unwrap(); //~ async_guards_held_across_await
    println!("{guard}");
}

async fn let_go_before(count: Arc<Mutex<u32>>) {
    let guard = count.lock().await;
    let task = tokio::spawn(add_to(count.clone()));
    drop(guard);
    task.await.unwrap();
}
