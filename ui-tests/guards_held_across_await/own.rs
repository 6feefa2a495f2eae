//! What the function has made and let nobody have nobody else can want.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex},
};

struct Loader {
    documents: Vec<String>,
}

struct Borrowed<'a> {
    loader: &'a mut Loader,
    errors: &'a mut Vec<String>,
}

impl Loader {
    async fn load(&mut self, errors: &mut Vec<String>) {
        let state = RefCell::new(Borrowed { loader: self, errors });
        load_all(&state).await;
        let mut state = state.borrow_mut();
        let state = &mut *state;
        run_passes(state.loader, state.errors).await;
    }
}

async fn load_all(state: &RefCell<Borrowed<'_>>) {
    let mut state = state.borrow_mut();
    run_passes(state.loader, &mut Vec::new()).await; //~ guards_held_across_await
}

async fn run_passes(_loader: &mut Loader, _errors: &mut Vec<String>) {}

async fn of_nobody_else() -> bool {
    let mutex = Mutex::new(());
    let _guard = mutex.lock().unwrap();
    run().await;
    true
}

async fn of_a_task_too() -> u32 {
    let count = Arc::new(Mutex::new(0));
    let other = count.clone();
    tokio::spawn(async move { *other.lock().unwrap() += 1 });
    let count = count.lock().unwrap();
    run().await; //~ guards_held_across_await
    *count
}

async fn of_a_task_meanwhile() -> u32 {
    let count = Arc::new(Mutex::new(0));
    let held = count.lock().unwrap();
    let other = Arc::clone(&count);
    tokio::spawn(async move { *other.lock().unwrap() += 1 });
    run().await; //~ guards_held_across_await
    *held
}

async fn run() {}
