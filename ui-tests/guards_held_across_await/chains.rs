// Chains of `if let`, which edition 2024 has.

use std::sync::Mutex;

async fn io() -> u32 {
    0
}

async fn operand_of_a_chain(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop()
        && io().await == n //~ guards_held_across_await
    {
        println!("{n}");
    }
}

async fn body_of_a_chain(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() {
        println!("{n} {}", io().await); //~ guards_held_across_await
    }
}

async fn else_of_a_chain(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else {
        io().await;
    }
}

async fn condition_before_a_pattern(m: &Mutex<Vec<u32>>, option: Option<u32>) {
    if m.lock().unwrap().is_empty() && let Some(n) = option {
        println!("{n} {}", io().await);
    }
}
