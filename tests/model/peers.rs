//! What lives how long, one function per row of the table that was measured with running
//! programs. A mark says whether the lock of the function is held where `here` is called.

use parking_lot::Mutex;

fn here() -> u32 {
    0
}

fn take(_: u32, _: u32) {}

struct Pair {
    one: u32,
    two: u32,
}

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {}
}

fn if_let_body(m: &Mutex<Option<u32>>) {
    if let Some(_) = *m.lock() {
        here(); //~ held
    }
}

fn while_let_body(m: &Mutex<Option<u32>>) {
    while let Some(_) = m.lock().take() {
        here(); //~ held
    }
}

fn match_arm(m: &Mutex<u32>) {
    match *m.lock() {
        _ => here(), //~ held
    };
}

fn for_body(m: &Mutex<Vec<u32>>) {
    for _ in m.lock().iter() {
        here(); //~ held
    }
}

fn for_range(m: &Mutex<u32>) {
    for _ in 0..*m.lock() {
        here(); //~ held
    }
}

fn if_let_else(m: &Mutex<Option<u32>>) {
    if let Some(_) = *m.lock() {
    } else {
        here(); //~ held in 2021
    }
}

fn block_tail_of_match(m: &Mutex<u32>) {
    match { *m.lock() } {
        _ => here(), //~ held in 2021
    };
}

fn block_tail_of_if_let(m: &Mutex<u32>) {
    if let 1 = { *m.lock() } {
        here(); //~ held in 2021
    }
}

fn block_tail_of_receiver(m: &Mutex<Option<u32>>) {
    { m.lock().take() }.unwrap().pow(here()); //~ held in 2021
}

fn block_tail_of_operand(m: &Mutex<u32>) -> u32 {
    let sum = { *m.lock() } + here(); //~ held in 2021
    sum
}

fn guard_inside_block(m: &Mutex<u32>) {
    match {
        let g = m.lock();
        *g
    } {
        _ => here(), //~ released
    };
}

fn tail_of_function(m: &Mutex<u32>) -> bool {
    let _dropped_by_the_time = Noisy;
    *m.lock() == 1
}

fn plain_if(m: &Mutex<u32>) {
    if *m.lock() == 1 {
        here(); //~ released
    }
}

fn plain_while(m: &Mutex<u32>) {
    while *m.lock() == 1 {
        here(); //~ released
    }
}

fn lazy_operands(m: &Mutex<u32>) -> bool {
    let one = *m.lock() == 1 && here() == 1; //~ released
    let two = *m.lock() == 1 || here() == 1; //~ released
    one && two
}

fn copied(m: &Mutex<u32>) -> u32 {
    let x = *m.lock();
    here(); //~ released
    let y = m.lock().clone();
    here(); //~ released
    x + y
}

fn after_let_else(m: &Mutex<Option<u32>>) {
    let Some(_) = *m.lock() else { return };
    here(); //~ released
}

fn extended(m: &Mutex<u32>) -> u32 {
    let x = &*m.lock();
    here(); //~ held
    *x
}

fn extended_field(m: &Mutex<Pair>) -> u32 {
    let x = &m.lock().one;
    here(); //~ held
    *x
}

fn earlier_argument(m: &Mutex<u32>) {
    take(*m.lock(), here()); //~ held
}

fn receiver(m: &Mutex<u32>) -> u32 {
    m.lock().pow(here()) //~ held
}

fn earlier_field(m: &Mutex<u32>) -> u32 {
    let pair = Pair { one: *m.lock(), two: here() }; //~ held
    pair.one + pair.two
}

fn earlier_element(m: &Mutex<u32>) {
    let _tuple = (*m.lock(), here()); //~ held
    let _array = [*m.lock(), here()]; //~ held
}

fn earlier_operand(m: &Mutex<u32>) -> bool {
    let sum = *m.lock() + here(); //~ held
    let same = *m.lock() == here(); //~ held
    same && sum == 1
}

fn printed(m: &Mutex<u32>) {
    println!("{} {}", *m.lock(), here()); //~ held
}

fn in_closure(m: &Mutex<u32>) {
    Some(*m.lock()).map(|_| here()); //~ held
    [*m.lock()].iter().map(|_| here()).count(); //~ held
}

fn bound_in_tuple(m: &Mutex<u32>) {
    let (_g, _b) = (m.lock(), here()); //~ held
    here(); //~ held
}

fn unbound_in_tuple(m: &Mutex<u32>) {
    let (_, _b) = (m.lock(), 1);
    here(); //~ released
}

fn shadowed(m: &Mutex<u32>) -> u32 {
    let g = m.lock();
    let _n = *g;
    let g = 1;
    here(); //~ held
    g
}

fn assigned_again(m: &Mutex<u32>, other: &Mutex<u32>) {
    let mut g = m.lock();
    *g += 1;
    g = {
        here(); //~ held
        other.lock()
    };
    *g += 1;
}

fn guard_of_arm(m: &Mutex<u32>) {
    match 1 {
        x if *m.lock() == x => {
            here(); //~ released
        }
        _ => {}
    }
}

fn scrutinee_in_guards(m: &Mutex<u32>) {
    match *m.lock() {
        2 if here() == 1 => {} //~ held
        _ => {}
    }
}

fn collected(m: &Mutex<u32>) {
    let _all = vec![*m.lock(), here()]; //~ held
    let _text = format!("{} {}", *m.lock(), here()); //~ held
}

fn tail_of_unsafe(m: &Mutex<u32>) -> u32 {
    let sum = unsafe { *m.lock() } + here(); //~ held in 2021
    sum
}

fn place_under_wildcard(m: &Mutex<u32>) {
    let g = m.lock();
    let _ = g;
    here(); //~ held
    _ = g;
    here(); //~ held
}

fn wildcard_in_closure(m: &Mutex<u32>) {
    let g = m.lock();
    let closure = move || {
        let _ = g;
    };
    closure();
    here(); //~ held
}

fn tried_in_match(m: &Mutex<u32>) {
    match m.try_lock() {
        Some(_) => here(), //~ held
        None => 0,
    };
}

fn tried_in_if_let(m: &std::sync::Mutex<u32>) {
    if let Ok(_) = m.lock() {
        here(); //~ held
    }
}

fn tried_in_if(m: &Mutex<u32>) {
    if m.try_lock().is_some() {
        here(); //~ released
    }
}

fn right_side_of_assignment(m: &Mutex<u32>) {
    *m.lock() += here(); //~ released
}
