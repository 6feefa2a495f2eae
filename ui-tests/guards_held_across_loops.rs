// Locks that are held through a loop: what the loop does that others should not wait for.

use std::{
    collections::VecDeque,
    fs,
    io::{self, BufRead, Read},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard, RwLock, mpsc},
    thread,
    time::Duration,
};

struct Queue {
    jobs: Mutex<VecDeque<u32>>,
    serial: Mutex<()>,
    log: Mutex<Vec<String>>,
    names: RwLock<Vec<String>>,
    ready: Condvar,
}

fn work(_n: u32) {}

// The loop waits.

fn sleeps(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap();
    for value in values.iter() { //~ guards_held_across_loops
        work(*value);
        thread::sleep(Duration::from_millis(10));
    }
}

fn sleeps_under_a_read_guard(names: &RwLock<Vec<String>>) {
    let names = names.read().unwrap();
    for name in names.iter() { //~ guards_held_across_loops
        println!("{name}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn receives(m: &Mutex<Vec<u32>>, receiver: &mpsc::Receiver<u32>) {
    let mut values = m.lock().unwrap();
    while let Ok(value) = receiver.recv() { //~ guards_held_across_loops
        values.push(value);
    }
}

// The iterator waits for the next one, and that without an end.
fn receives_by_iterating(m: &Mutex<Vec<u32>>, receiver: mpsc::Receiver<u32>) {
    let mut values = m.lock().unwrap();
    for value in receiver { //~ guards_held_across_loops
        values.push(value);
    }
}

fn joins(m: &Mutex<u32>, handles: Vec<thread::JoinHandle<u32>>) {
    let mut sum = m.lock().unwrap();
    for handle in handles { //~ guards_held_across_loops
        *sum += handle.join().unwrap();
    }
}

fn accepts(m: &Mutex<Vec<TcpStream>>, listener: &TcpListener) -> io::Result<()> {
    let mut streams = m.lock().unwrap();
    loop { //~ guards_held_across_loops
        let (stream, _) = listener.accept()?;
        streams.push(stream);
    }
}

fn runs_processes(m: &Mutex<Vec<String>>) -> io::Result<()> {
    let names = m.lock().unwrap();
    for name in names.iter() { //~ guards_held_across_loops
        Command::new(name).status()?;
    }
    Ok(())
}

fn reads_files(m: &Mutex<Vec<String>>) -> io::Result<usize> {
    let names = m.lock().unwrap();
    let mut size = 0;
    for name in names.iter() { //~ guards_held_across_loops
        size += fs::read(name)?.len();
    }
    Ok(size)
}

fn acquires_another(m: &Mutex<Vec<u32>>, sum: &Mutex<u32>) {
    let values = m.lock().unwrap();
    for value in values.iter() { //~ guards_held_across_loops
        *sum.lock().unwrap() += value;
    }
}

fn waits_in_a_nested_loop(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap();
    for value in values.iter() { //~ guards_held_across_loops
        for _ in 0..*value {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn waits_in_the_inner_loop_only(m: &Mutex<Vec<u32>>) {
    for _ in 0..3 {
        let values = m.lock().unwrap();
        for value in values.iter() { //~ guards_held_across_loops
            work(*value);
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn in_an_option(m: &Mutex<Vec<u32>>) {
    let values = Some(m.lock().unwrap());
    for value in values.iter().flat_map(|values| values.iter()) { //~ guards_held_across_loops
        work(*value);
        thread::sleep(Duration::from_millis(10));
    }
}

fn dropped_on_one_path(m: &Mutex<Vec<u32>>, fast: bool) {
    let values = m.lock().unwrap();
    let n = values.len();
    if fast {
        drop(values);
    }
    for _ in 0..n { //~ guards_held_across_loops
        thread::sleep(Duration::from_millis(10));
    }
}

impl Queue {
    fn jobs(&self) -> MutexGuard<'_, VecDeque<u32>> {
        self.jobs.lock().unwrap()
    }

    fn of_a_method(&self) {
        let mut jobs = self.jobs();
        while let Some(job) = jobs.pop_front() { //~ guards_held_across_loops
            work(job);
            thread::sleep(Duration::from_millis(10));
        }
    }

    // Each round waits for everybody who writes the log.
    fn acquires_a_field(&self) {
        let jobs = self.jobs.lock().unwrap();
        for job in jobs.iter() { //~ guards_held_across_loops
            self.log.lock().unwrap().push(job.to_string());
        }
    }

    fn save(&self) -> io::Result<()> {
        let log = self.log.lock().unwrap();
        fs::write("log", log.join("\n")) //~ guards_held_across_blocking_calls
    }
}

// The loop has no end of its own.

fn never_ends(m: &Mutex<u32>) {
    let mut count = m.lock().unwrap();
    *count += 1;
    loop { //~ guards_held_across_loops
        println!("tick");
    }
}

// The loop does not use it.

fn unused_in_the_loop(m: &Mutex<Vec<u32>>) {
    let mut values = m.lock().unwrap();
    values.push(1);
    let n = values.len();
    let mut i = 0;
    while i < n { //~ guards_held_across_loops
        work(i as u32);
        i += 1;
    }
}

// trillium-http 1.8.0, slatedb 0.18.0: as long as what it goes over.
fn unused_in_a_short_loop(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap();
    let copies = values.clone();
    for value in copies {
        work(value);
    }
}

// The head makes it, and the body waits.

fn head_of_while_let(m: &Mutex<Vec<u32>>) {
    while let Some(value) = m.lock().unwrap().pop() { //~ guards_held_across_loops
        work(value);
        thread::sleep(Duration::from_millis(10));
    }
}

fn head_of_for(m: &Mutex<Vec<u32>>) {
    for value in m.lock().unwrap().drain(..) { //~ guards_held_across_loops
        work(value);
        thread::sleep(Duration::from_millis(10));
    }
}

// The lock of a shared receiver is what the other workers wait for: here while one works.
fn worker_that_works_under_the_lock(receiver: Arc<Mutex<mpsc::Receiver<u32>>>) {
    while let Ok(job) = receiver.lock().unwrap().recv() { //~ guards_held_across_loops
        work(job);
        thread::sleep(Duration::from_millis(10));
    }
}

// All are kept to the end.

fn collected(locks: &[Mutex<u32>]) -> u32 {
    let mut guards = Vec::new();
    let mut sum = 0;
    for lock in locks {
        let guard = lock.lock().unwrap(); //~ guards_held_across_loops
        sum += *guard;
        guards.push(guard);
    }
    sum
}

// What stays silent.

// Looked at together, they have to be held together.
fn collected_for_a_snapshot(locks: &[Mutex<u32>]) -> u32 {
    let mut guards = Vec::new();
    for lock in locks {
        guards.push(lock.lock().unwrap());
    }
    guards.iter().map(|guard| **guard).sum()
}

fn bounded_pass(m: &Mutex<Vec<u32>>) -> u32 {
    let values = m.lock().unwrap();
    let mut sum = 0;
    for value in values.iter() {
        sum += value;
    }
    sum
}

fn bounded_pass_that_formats(m: &Mutex<Vec<u32>>) -> Vec<String> {
    let mut values = m.lock().unwrap();
    let mut lines = Vec::new();
    for value in values.iter_mut() {
        *value += 1;
        lines.push(format!("{value:>8}"));
        println!("{value}");
    }
    lines
}

fn bounded_pass_by_index(m: &Mutex<Vec<u32>>) {
    let mut values = m.lock().unwrap();
    let mut i = 0;
    while i < values.len() {
        values[i] += 1;
        i += 1;
    }
}

fn drained(m: &Mutex<VecDeque<u32>>) {
    let mut jobs = m.lock().unwrap();
    while let Some(job) = jobs.pop_front() {
        work(job);
    }
}

fn endless_by_look_only(m: &Mutex<Vec<u32>>) -> u32 {
    let mut values = m.lock().unwrap();
    loop {
        match values.pop() {
            Some(0) | None => return 0,
            Some(n) if n > 9 => break n,
            Some(_) => {}
        }
    }
}

fn filled(m: &Mutex<Vec<u32>>) {
    let mut values = m.lock().unwrap();
    for i in 0..10 {
        values.push(i);
    }
}

fn head_without_a_wait(m: &Mutex<Vec<u32>>) {
    for value in m.lock().unwrap().iter() {
        work(*value);
    }
    while let Some(value) = m.lock().unwrap().pop() {
        work(value);
    }
}

fn lock_per_round(m: &Mutex<VecDeque<u32>>) {
    loop {
        let Some(job) = m.lock().unwrap().pop_front() else { break };
        work(job);
        thread::sleep(Duration::from_millis(10));
    }
    for _ in 0..3 {
        let mut jobs = m.lock().unwrap();
        jobs.push_back(1);
        drop(jobs);
        thread::sleep(Duration::from_millis(10));
    }
}

fn dropped_before_the_loop(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap();
    let n = values.len();
    drop(values);
    for _ in 0..n {
        thread::sleep(Duration::from_millis(10));
    }
}

fn copied_before_the_loop(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap().clone();
    for value in values {
        work(value);
        thread::sleep(Duration::from_millis(10));
    }
}

fn dropped_and_taken_again_in_the_loop(m: &Mutex<VecDeque<u32>>) {
    let mut jobs = m.lock().unwrap();
    while let Some(job) = jobs.pop_front() {
        drop(jobs);
        work(job);
        thread::sleep(Duration::from_millis(10));
        jobs = m.lock().unwrap();
    }
}

fn acquired_after_the_loop(m: &Mutex<Vec<u32>>) {
    for _ in 0..3 {
        thread::sleep(Duration::from_millis(10));
    }
    m.lock().unwrap().push(1);
}

impl Queue {
    fn e19_held_for_effect(&self) {
        let _serial = self.serial.lock().unwrap();
        for i in 0..3 {
            work(i);
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn condvar_loop(&self) -> u32 {
        let mut jobs = self.jobs.lock().unwrap();
        while jobs.is_empty() {
            jobs = self.ready.wait(jobs).unwrap();
        }
        jobs[0]
    }

    fn condvar_loop_without_an_end(&self) {
        let mut jobs = self.jobs.lock().unwrap();
        loop {
            while let Some(job) = jobs.pop_front() {
                work(job);
            }
            jobs = self.ready.wait(jobs).unwrap();
        }
    }

    fn condvar_timeout(&self) {
        let mut jobs = self.jobs.lock().unwrap();
        loop {
            if !jobs.is_empty() {
                return;
            }
            (jobs, _) = self.ready.wait_timeout(jobs, Duration::from_secs(1)).unwrap();
        }
    }
}

// B7 and E19: the lock serialises the very thing that waits.

fn serialised_stream(m: &Mutex<TcpStream>, buffer: &mut [u8]) -> io::Result<usize> {
    let mut stream = m.lock().unwrap();
    let mut n = 0;
    while n < buffer.len() {
        n += stream.read(&mut buffer[n..])?;
    }
    Ok(n)
}

fn serialised_receiver(m: &Mutex<mpsc::Receiver<u32>>) {
    let receiver = m.lock().unwrap();
    while let Ok(job) = receiver.recv() {
        work(job);
    }
}

fn shared_receiver_without_work_under_the_lock(m: Arc<Mutex<mpsc::Receiver<u32>>>) {
    loop {
        let job = m.lock().unwrap().recv();
        match job {
            Ok(job) => work(job),
            Err(_) => break,
        }
        thread::sleep(Duration::from_millis(10));
    }
}

fn lines_of_standard_input() {
    let input = io::stdin().lock();
    for line in input.lines() {
        println!("{}", line.unwrap());
    }
}

fn e4_waits_elsewhere(m: &Mutex<Vec<u32>>) -> Vec<thread::JoinHandle<()>> {
    let values = m.lock().unwrap();
    let mut handles = Vec::new();
    for value in values.iter() {
        let value = *value;
        handles.push(thread::spawn(move || {
            thread::sleep(Duration::from_millis(10));
            work(value);
        }));
    }
    handles
}

// E13: a try does not wait.
fn tries_another(m: &Mutex<Vec<u32>>, sum: &Mutex<u32>) {
    let values = m.lock().unwrap();
    for value in values.iter() {
        if let Ok(mut sum) = sum.try_lock() {
            *sum += value;
        }
    }
}

fn single_threaded_borrow(cell: &std::cell::RefCell<Vec<u32>>) {
    for value in cell.borrow().iter() {
        work(*value);
        thread::sleep(Duration::from_millis(10));
    }
}

fn replaced_by_the_next(first: &Mutex<u32>, rest: &[Mutex<u32>]) -> u32 {
    let mut guard = first.lock().unwrap();
    for lock in rest {
        guard = lock.lock().unwrap();
    }
    *guard
}

fn returned(m: &Mutex<Vec<u32>>) -> MutexGuard<'_, Vec<u32>> {
    loop {
        let values = m.lock().unwrap();
        if !values.is_empty() {
            return values;
        }
        drop(values);
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn e6_in_a_test() {
    let m = Mutex::new(vec![1]);
    let values = m.lock().unwrap();
    for value in values.iter() {
        work(*value);
        thread::sleep(Duration::from_millis(10));
    }
}
