// Guards that nobody named: how long a temporary lives. The same in both editions.
// editions: 2021, 2024

use std::{cell::RefCell, sync::Mutex};

struct Pair {
    first: u32,
    second: u32,
}

struct Job;

impl Job {
    async fn run(&self) {}
}

async fn io() -> u32 {
    0
}

async fn save(_n: u32) {}

async fn save_all(_values: Vec<u32>) -> Option<u32> {
    None
}

async fn two(_a: u32, _b: u32) {}

fn add(a: u32, b: u32) -> u32 {
    a + b
}

// Held to the end of the statement.

async fn argument_of_the_awaited_call(m: &Mutex<u32>) {
    save(*m.lock().unwrap()).await; //~ guards_held_across_await
}

async fn cloned_argument_of_the_awaited_call(m: &Mutex<Vec<u32>>) {
    save_all(m.lock().unwrap().clone()).await; //~ guards_held_across_await
}

async fn receiver_of_the_awaited_call(m: &Mutex<Job>) {
    m.lock().unwrap().run().await; //~ guards_held_across_await
}

async fn earlier_argument(m: &Mutex<u32>) -> u32 {
    add(*m.lock().unwrap(), io().await) //~ guards_held_across_await
}

async fn receiver_before_an_awaiting_argument(m: &Mutex<Vec<u32>>) {
    m.lock().unwrap().push(io().await); //~ guards_held_across_await
}

async fn left_operand(m: &Mutex<u32>) -> u32 {
    let n = *m.lock().unwrap() + io().await; //~ guards_held_across_await
    n
}

async fn field_before(m: &Mutex<u32>) -> Pair {
    let pair = Pair { first: *m.lock().unwrap(), second: io().await }; //~ guards_held_across_await
    pair
}

async fn element_before(m: &Mutex<u32>) -> (u32, u32) {
    let pair = (*m.lock().unwrap(), io().await); //~ guards_held_across_await
    pair
}

async fn array_element_before(m: &Mutex<u32>) -> [u32; 2] {
    let pair = [*m.lock().unwrap(), io().await]; //~ guards_held_across_await
    pair
}

async fn vec_element_before(m: &Mutex<u32>) -> Vec<u32> {
    let pair = vec![*m.lock().unwrap(), io().await]; //~ guards_held_across_await
    pair
}

async fn format_argument_before(m: &Mutex<u32>) {
    println!("{} {}", *m.lock().unwrap(), io().await); //~ guards_held_across_await
}

async fn head_of_match(m: &Mutex<Vec<u32>>) {
    match m.lock().unwrap().first() {
        Some(n) => save(*n).await, //~ guards_held_across_await
        None => {}
    }
}

async fn head_of_match_by_value(m: &Mutex<u32>) {
    match *m.lock().unwrap() {
        0 => {}
        n => save(n).await, //~ guards_held_across_await
    }
}

async fn await_in_the_head_of_match(m: &Mutex<Vec<u32>>) {
    match save_all(m.lock().unwrap().clone()).await { //~ guards_held_across_await
        Some(n) => println!("{n}"),
        None => {}
    }
}

async fn head_of_if_let(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        save(n).await; //~ guards_held_across_await
    }
}

async fn head_of_if_let_underscore(m: &Mutex<u32>) {
    if let Ok(_) = m.lock() {
        io().await; //~ guards_held_across_await
    }
}

async fn head_of_while_let(m: &Mutex<Vec<u32>>) {
    while let Some(n) = m.lock().unwrap().pop() {
        save(n).await; //~ guards_held_across_await
    }
}

async fn head_of_for(m: &Mutex<Vec<u32>>) {
    for n in m.lock().unwrap().clone() {
        save(n).await; //~ guards_held_across_await
    }
}

async fn range_in_the_head_of_for(m: &Mutex<u32>) {
    for n in 0..*m.lock().unwrap() {
        save(n).await; //~ guards_held_across_await
    }
}

async fn extended_by_a_reference(m: &Mutex<Pair>) {
    let first = &m.lock().unwrap().first;
    save(*first).await; //~ guards_held_across_await
}

// What a reference extends does not depend on the pattern.
async fn extended_inside_a_tuple(m: &Mutex<u32>) {
    let (n, _) = (1, &*m.lock().unwrap());
    save(n).await; //~ guards_held_across_await
}

async fn extended_inside_a_struct(m: &Mutex<Pair>) {
    let some = Some(&m.lock().unwrap().second).copied();
    save(some.unwrap_or_default()).await;
    let pair = (&m.lock().unwrap().second, 1);
    save(*pair.0).await; //~ guards_held_across_await
}

async fn bound_beside(m: &Mutex<u32>) {
    let (_guard, n) = (m.lock().unwrap(), 1);
    save(n).await; //~ guards_held_across_await
}

async fn bound_beside_the_await(m: &Mutex<u32>) {
    let (_guard, _n) = (m.lock().unwrap(), io().await); //~ guards_held_across_await
}

async fn borrow_in_the_head_of_match(cell: &RefCell<Vec<u32>>) {
    match cell.borrow().first() {
        Some(n) => save(*n).await, //~ guards_held_across_await
        None => {}
    }
}

async fn in_the_guard_of_an_arm(m: &Mutex<u32>) {
    match *m.lock().unwrap() {
        2 if io().await == 1 => {} //~ guards_held_across_await
        _ => {}
    }
}

// Over before.

async fn own_statement(m: &Mutex<u32>) {
    let n = *m.lock().unwrap();
    save(n).await;
}

async fn cloned_in_its_own_statement(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap().clone();
    save_all(values).await;
}

async fn e12_owned_results(m: &Mutex<Vec<u32>>) {
    let n = m.lock().unwrap().len();
    let first = m.lock().unwrap().first().copied();
    let empty = m.lock().unwrap().is_empty();
    save(n as u32 + first.unwrap_or_default() + u32::from(empty)).await;
}

async fn condition_of_if(m: &Mutex<u32>) {
    if *m.lock().unwrap() == 1 {
        io().await;
    }
}

async fn condition_of_while(m: &Mutex<u32>) {
    while *m.lock().unwrap() == 1 {
        io().await;
    }
}

async fn lazy_operands(m: &Mutex<u32>) -> bool {
    let both = *m.lock().unwrap() == 1 && io().await == 1;
    let one = *m.lock().unwrap() == 1 || io().await == 1;
    both || one
}

async fn head_of_let_else(m: &Mutex<Vec<u32>>) {
    let Some(n) = m.lock().unwrap().pop() else { return };
    save(n).await;
}

async fn later_argument(m: &Mutex<u32>) -> u32 {
    let n = add(io().await, *m.lock().unwrap());
    n
}

async fn later_operand(m: &Mutex<u32>) -> u32 {
    let n = io().await + *m.lock().unwrap();
    n
}

async fn later_field(m: &Mutex<u32>) -> Pair {
    let pair = Pair { second: io().await, first: *m.lock().unwrap() };
    pair
}

async fn unbound_beside(m: &Mutex<u32>) {
    let (n, _) = (1, m.lock().unwrap()); //~ discarded_guards
    save(n).await;
}

async fn guard_of_an_arm(m: &Mutex<u32>, n: u32) {
    match n {
        x if *m.lock().unwrap() == x => {
            io().await;
        }
        _ => {}
    }
}

// Primitives: the right side runs first, and then the place is made.
async fn right_side_of_an_assignment(m: &Mutex<u32>) {
    *m.lock().unwrap() = io().await;
}

async fn value_taken_before_match(m: &Mutex<Vec<u32>>) {
    let first = m.lock().unwrap().first().copied();
    match first {
        Some(n) => save(n).await,
        None => {}
    }
}

async fn bound_inside_the_head(m: &Mutex<Vec<u32>>) {
    while let Some(n) = {
        let mut guard = m.lock().unwrap();
        guard.pop()
    } {
        save(n).await;
    }
}

async fn is_ok_in_a_condition(m: &Mutex<u32>) {
    if m.try_lock().is_ok() {
        io().await;
    }
}

async fn inner_call_is_over(m: &Mutex<u32>) {
    let later = two(*m.lock().unwrap(), 2);
    later.await;
}
