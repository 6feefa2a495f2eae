//! Reading and writing under the lock of a standard stream keeps out what others write there.

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
