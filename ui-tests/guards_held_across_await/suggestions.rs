// Where a guard that has done its part can be dropped in front of the await, and where it cannot.

use std::{cell::RefCell, sync::Mutex};

async fn io() -> u32 {
    1
}

async fn of(_: u32) {}

fn look(_: &u32) {}

async fn done_before(m: &Mutex<u32>) {
    let mut g = m.lock().unwrap();
    *g += 1;
    io().await; //~ guards_held_across_await
}

async fn done_before_a_let(m: &parking_lot::Mutex<Vec<u32>>) -> u32 {
    let g = m.lock();
    let n = g.len();
    let read = io().await; //~ guards_held_across_await
    read + n as u32
}

async fn of_a_cell(cell: &RefCell<u32>) {
    let value = cell.borrow();
    look(&value);
    io().await; //~ guards_held_across_await
    io().await;
}

// No suggestion from here on.

async fn used_after(m: &Mutex<u32>) {
    let mut g = m.lock().unwrap();
    *g += 1;
    io().await; //~ guards_held_across_await
    *g += 1;
}

async fn used_in_the_awaited_call(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    look(&g);
    of(*g).await; //~ guards_held_across_await
}

async fn borrowed_after(m: &Mutex<Vec<u32>>) {
    let g = m.lock().unwrap();
    let first = g.first();
    io().await; //~ guards_held_across_await
    println!("{first:?}");
}

async fn dropped_on_one_way(m: &Mutex<u32>, fast: bool) {
    let g = m.lock().unwrap();
    look(&g);
    if fast {
        drop(g);
    }
    io().await; //~ guards_held_across_await
}

async fn shadowed(m: &Mutex<u32>) -> u32 {
    let g = m.lock().unwrap();
    let g = *g;
    io().await; //~ guards_held_across_await
    g
}

async fn in_a_loop(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    look(&g);
    for _ in 0..3 {
        io().await; //~ guards_held_across_await
    }
}

async fn held_for_effect(m: &Mutex<()>) {
    let _g = m.lock().unwrap();
    io().await; //~ guards_held_across_await
}

async fn in_an_arm(m: &Mutex<u32>, n: u32) {
    let g = m.lock().unwrap();
    look(&g);
    match n {
        0 => of(n).await, //~ guards_held_across_await
        _ => {}
    }
}

async fn within_an_expression(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    look(&g);
    look(
        &io().await, //~ guards_held_across_await
    );
}
