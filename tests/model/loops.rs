use std::sync::Mutex;

fn collected(locks: &[Mutex<u32>]) {
    let mut guards = Vec::new();
    for lock in locks {
        guards.push(lock.lock().unwrap());
    }
}

fn labelled(m: &Mutex<Vec<u32>>) -> u32 {
    'outer: loop {
        while let Some(next) = m.lock().unwrap().pop() {
            if next == 0 {
                continue 'outer;
            }
            if next == 1 {
                break 'outer next;
            }
        }
    }
}
