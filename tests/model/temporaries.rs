use std::sync::Mutex;

fn work() {}

fn tail(m: &Mutex<u32>) -> bool {
    let _before = String::new();
    *m.lock().unwrap() == 1
}

fn if_let_else(m: &Mutex<Option<u32>>) {
    if let Some(_) = *m.lock().unwrap() {
        work();
    } else {
        work();
    }
}

fn extended(m: &Mutex<String>) {
    let name = &m.lock().unwrap().clone();
    let held = &*m.lock().unwrap();
    work();
    println!("{name}{held}");
}
