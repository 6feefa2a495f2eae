// Where edition 2024 lets go of temporaries earlier.
// editions: 2021, 2024

use std::sync::{Mutex, RwLock};

async fn io() -> u32 {
    0
}

async fn save(_n: u32) {}

async fn else_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else {
        io().await; //~2021 guards_held_across_await
    }
}

async fn else_if_of_if_let(m: &RwLock<Vec<u32>>, more: bool) {
    if let Some(n) = m.read().unwrap().first() {
        println!("{n}");
    } else if more {
        io().await; //~2021 guards_held_across_await
    }
}

async fn body_and_else_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        save(n).await; //~ guards_held_across_await
    } else {
        io().await;
    }
}

async fn block_in_the_head_of_match(m: &Mutex<u32>) {
    match { *m.lock().unwrap() } {
        0 => {}
        n => save(n).await, //~2021 guards_held_across_await
    }
}

async fn block_in_the_head_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = { m.lock().unwrap().pop() } {
        save(n).await; //~2021 guards_held_across_await
    }
}

async fn block_in_the_head_of_while_let(m: &Mutex<Vec<u32>>) {
    while let Some(n) = { m.lock().unwrap().pop() } {
        save(n).await; //~2021 guards_held_across_await
    }
}

async fn block_before_an_operand(m: &Mutex<u32>) -> u32 {
    let n = { *m.lock().unwrap() } + io().await; //~2021 guards_held_across_await
    n
}

async fn unsafe_block_before_an_operand(m: &Mutex<u32>) -> u32 {
    let n = unsafe { *m.lock().unwrap() } + io().await; //~2021 guards_held_across_await
    n
}

async fn block_as_an_argument(m: &Mutex<u32>) {
    save({ *m.lock().unwrap() }).await; //~2021 guards_held_across_await
}

async fn variable_in_the_block(m: &Mutex<u32>) {
    match {
        let guard = m.lock().unwrap();
        *guard
    } {
        0 => {}
        n => save(n).await,
    }
}

async fn block_with_its_own_statement(m: &Mutex<u32>) {
    let n = { *m.lock().unwrap() };
    save(n).await;
}
