//! A permit for a task that never mentions it is given back when the round ends.

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;

async fn run_all(semaphore: Arc<Semaphore>) {
    let mut tasks = Vec::new();
    for n in 0..5 {
        let permit = semaphore.clone().acquire_owned().await.unwrap();
        tasks.push(tokio::spawn(async move {
            println!("task {n} has started");
            tokio::time::sleep(Duration::from_secs(3)).await;
            println!("task {n} has ended");
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}

fn main() {}
