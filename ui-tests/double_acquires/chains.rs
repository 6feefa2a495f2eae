// Chains of `if let`, which edition 2024 has.

use std::sync::Mutex;

fn operand_of_a_chain(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop()
        && m.lock().unwrap().contains(&n) //~ double_acquires
    {
        println!("{n}");
    }
}

fn body_of_a_chain(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() {
        m.lock().unwrap().push(n); //~ double_acquires
    }
}

fn else_of_a_chain(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else {
        m.lock().unwrap().push(1);
    }
}

fn while_with_a_chain(m: &Mutex<Vec<u32>>) {
    while let Some(n) = m.lock().unwrap().pop()
        && n > 0
    {
        m.lock().unwrap().push(n - 1); //~ double_acquires
    }
}

fn condition_before_a_pattern(m: &Mutex<Vec<u32>>, option: Option<u32>) {
    if m.lock().unwrap().is_empty() && let Some(n) = option {
        m.lock().unwrap().push(n);
    }
}
