// Statements, blocks, arms and fields that are there in tests only, within functions that are not.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    sync::Mutex,
    thread,
    time::Duration,
};

fn a_statement(hits: &Mutex<u32>) -> u32 {
    let guard = hits.lock().unwrap();
    #[cfg(test)]
    thread::sleep(Duration::from_millis(1));
    *guard
}

fn a_statement_that_is_always_there(hits: &Mutex<u32>) -> u32 {
    let guard = hits.lock().unwrap();
    #[cfg(feature = "slow")]
    thread::sleep(Duration::from_millis(1)); //~ guards_held_across_blocking_calls
    *guard
}

fn a_block(hits: &Mutex<u32>) {
    #[cfg(all(test, unix))]
    {
        let guard = hits.lock().unwrap();
        thread::sleep(Duration::from_millis(u64::from(*guard)));
    }
    #[cfg(any(test, unix))]
    {
        let guard = hits.lock().unwrap();
        thread::sleep(Duration::from_millis(u64::from(*guard))); //~ guards_held_across_blocking_calls
    }
}

fn an_arm(hits: &Mutex<u32>, number: u32) {
    let guard = hits.lock().unwrap();
    match number {
        #[cfg(test)]
        7 => thread::sleep(Duration::from_millis(7)),
        _ => println!("{guard}"),
    }
}

struct Pair {
    #[cfg(test)]
    slept: (),
    count: u32,
}

fn a_field(hits: &Mutex<u32>) -> Pair {
    let guard = hits.lock().unwrap();
    Pair {
        #[cfg(test)]
        slept: thread::sleep(Duration::from_millis(1)),
        count: *guard,
    }
}

// What is let go of too early is so in tests too.
fn let_go_too_early(hits: &Mutex<u32>) {
    #[cfg(test)]
    let _ = hits.lock(); //~ discarded_guards
    println!("{hits:?}");
}

// The way that loses what was written is there in tests only.
fn an_end_in_tests_only(path: &str, is_short: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(b"data")?;
    #[cfg(test)]
    if is_short {
        return Ok(());
    }
    out.flush()
}

fn an_end_of_every_build(path: &str, is_short: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    out.write_all(b"data")?;
    if is_short {
        return Ok(());
    }
    out.flush()
}

// One of the two is there, and it is the one that people run.
fn a_pair(hits: &Mutex<u32>) -> u32 {
    let guard = hits.lock().unwrap();
    #[cfg(test)]
    let pause = ();
    #[cfg(not(test))]
    let pause = thread::sleep(Duration::from_millis(1)); //~ guards_held_across_blocking_calls
    let () = pause;
    *guard
}

fn a_pair_without_the_wait(hits: &Mutex<u32>) -> u32 {
    let guard = hits.lock().unwrap();
    #[cfg(not(test))]
    let pause = ();
    #[cfg(test)]
    let pause = thread::sleep(Duration::from_millis(1));
    let () = pause;
    *guard
}

// A pair of assignments, of which one is there.
fn a_pair_of_assignments(hits: &Mutex<u32>, out: &mut u32) -> u32 {
    let guard = hits.lock().unwrap();
    #[cfg(not(test))]
    {
        *out = *guard;
    }
    #[cfg(test)]
    (*out = wait(*guard));
    #[cfg(test)]
    *out += wait(*guard);
    *guard
}

fn wait(number: u32) -> u32 {
    thread::sleep(Duration::from_millis(1));
    number
}
