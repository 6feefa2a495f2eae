//! Reading and writing under the lock of a standard stream keeps out what others write there; and what runs
//! while a lock is let go of.

use std::{
    fs::File,
    io::{self, Read, Write},
    sync::{Barrier, Mutex},
};

fn query(question: &str, answer: &mut [u8]) -> io::Result<usize> {
    let mut stdout = io::stdout().lock();
    write!(stdout, "{question}")?;
    stdout.flush()?;
    File::open("/dev/tty")?.read(answer)
}

fn query_under_a_lock(asked: &Mutex<u32>, answer: &mut [u8]) -> io::Result<usize> {
    let mut asked = asked.lock().unwrap();
    *asked += 1;
    let mut tty = File::open("/dev/tty")?; //~ guards_held_across_blocking_calls
    tty.read(answer)
}

fn wait_for_the_logger(done: &Barrier) {
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "done");
    done.wait(); //~ guards_held_across_blocking_calls
}

fn joined_by_others(group: &parking_lot::Mutex<Vec<u32>>, pause: std::time::Duration) -> usize {
    let mut group = group.lock();
    parking_lot::MutexGuard::unlocked_fair(&mut group, || std::thread::sleep(pause));
    group.len()
}

fn kept_from_others(group: &parking_lot::Mutex<Vec<u32>>, pause: std::time::Duration) -> usize {
    let group = group.lock();
    std::thread::sleep(pause); //~ guards_held_across_blocking_calls
    group.len()
}
