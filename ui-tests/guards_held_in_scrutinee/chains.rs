// Chains of `if let`, which edition 2024 has.

use std::sync::Mutex;

fn layout(n: u32) -> bool {
    let text = format!("{n}").trim().to_owned();
    let n: u32 = text.parse().unwrap_or_default();
    !n.to_string().to_uppercase().repeat(2).replace("1", "2").is_empty()
}

fn operand(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() //~ guards_held_in_scrutinee
        && layout(n)
    {
        println!("{n}");
    }
}

fn body(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() { //~ guards_held_in_scrutinee
        layout(n);
    }
}

fn otherwise(m: &Mutex<Vec<u32>>, on: bool) {
    if on && let Some(n) = m.lock().unwrap().pop() {
        println!("{n}");
    } else {
        layout(0);
    }
}

fn condition_before(m: &Mutex<Vec<u32>>, option: Option<u32>) {
    if m.lock().unwrap().is_empty() && let Some(n) = option {
        layout(n);
    }
}
