// A lock is held while its thread waits for something else: everybody waits with it.

use std::{
    collections::HashMap,
    process::{Child, Command},
    sync::{Arc, Mutex, MutexGuard, RwLock, mpsc},
    thread,
    time::Duration,
};

use parking_lot::{Mutex as FairMutex, RwLock as FairRwLock};

const PAUSE: Duration = Duration::from_millis(10);

struct Monitor {
    state: Mutex<HashMap<u32, u32>>,
    names: RwLock<Vec<String>>,
    fair: FairMutex<Vec<u32>>,
    flags: spin::Mutex<u32>,
    events: Mutex<mpsc::Receiver<u32>>,
    serial: Mutex<()>,
}

// Sleeping.

fn sleeps(count: &Mutex<u32>) {
    let mut guard = count.lock().unwrap();
    thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
    *guard += 1;
}

fn sleeps_after_the_last_use(count: &Mutex<u32>) {
    let mut guard = count.lock().unwrap();
    *guard += 1;
    thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
}

fn sleeps_while_it_is_unlocked(count: &FairMutex<u32>) {
    let mut guard = count.lock();
    parking_lot::MutexGuard::unlocked_fair(&mut guard, || thread::sleep(PAUSE));
    *guard += 1;
}

fn sleeps_by_its_full_path(count: &FairMutex<u32>) {
    let mut guard = count.lock();
    std::thread::sleep(std::time::Duration::from_secs(1)); //~ guards_held_across_blocking_calls
    *guard += 1;
}

fn sleeps_by_the_system(count: &Mutex<u32>) {
    let mut guard = count.lock().unwrap();
    unsafe { libc::usleep(50) }; //~ guards_held_across_blocking_calls
    *guard += 1;
}

fn sleeps_in_a_branch(count: &Mutex<u32>) -> u32 {
    let guard = count.lock().unwrap();
    if *guard > 9 {
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
    }
    *guard
}

fn sleeps_as_long_as_it_says(pause: &Mutex<Duration>) {
    thread::sleep(*pause.lock().unwrap()); //~ guards_held_across_blocking_calls
}

fn sleeps_in_an_arm(queue: &Mutex<Vec<u32>>) {
    match queue.lock().unwrap().pop() {
        Some(n) => println!("{n}"),
        None => thread::sleep(PAUSE), //~ guards_held_across_blocking_calls
    }
}

fn sleeps_in_the_body_of_if_let(queue: &Mutex<Vec<u64>>) {
    if let Some(n) = queue.lock().unwrap().pop() {
        thread::sleep(Duration::from_millis(n)); //~ guards_held_across_blocking_calls
    }
}

fn released_on_one_path(count: &Mutex<u32>, fast: bool) {
    let guard = count.lock().unwrap();
    let n = *guard;
    if fast {
        drop(guard);
    }
    thread::sleep(PAUSE * n); //~ guards_held_across_blocking_calls
}

impl Monitor {
    fn sleeps_reading(&self) {
        let names = self.names.read().unwrap();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        println!("{}", names.len());
    }

    fn sleeps_writing(&self) {
        let mut names = self.names.write().unwrap();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        names.clear();
    }

    fn sleeps_spinning(&self) {
        let mut flags = self.flags.lock();
        *flags |= 1;
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        *flags &= 2;
    }

    fn state(&self) -> MutexGuard<'_, HashMap<u32, u32>> {
        self.state.lock().unwrap()
    }

    fn sleeps_with_a_guard_out_of_a_method(&self) {
        let mut state = self.state();
        state.clear();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        state.insert(1, 1);
    }

    // Receiving.

    fn receives(&self, receiver: &mpsc::Receiver<u32>) {
        let mut state = self.state.lock().unwrap();
        let n = receiver.recv().unwrap(); //~ guards_held_across_blocking_calls
        state.insert(n, n);
    }

    fn receives_of_crossbeam(&self, receiver: &crossbeam_channel::Receiver<u32>) {
        let mut values = self.fair.lock();
        if let Ok(n) = receiver.recv() { //~ guards_held_across_blocking_calls
            values.push(n);
        }
    }

    fn asks_and_waits_for_the_answer(&self, sender: &mpsc::Sender<mpsc::Sender<u32>>) -> u32 {
        let state = self.state.lock().unwrap();
        let (reply, answer) = mpsc::channel();
        sender.send(reply).unwrap();
        state.len() as u32 + answer.recv().unwrap() //~ guards_held_across_blocking_calls
    }

    // Threads and processes.

    fn joins(&self, thread: thread::JoinHandle<u32>) {
        let mut values = self.fair.lock();
        values.push(thread.join().unwrap()); //~ guards_held_across_blocking_calls
    }

    fn waits_for_a_child(&self, child: &mut Child) {
        let mut values = self.fair.lock();
        let status = child.wait().unwrap(); //~ guards_held_across_blocking_calls
        values.push(status.code().unwrap_or_default() as u32);
    }

    fn runs_a_program(&self) -> bool {
        let names = self.names.read().unwrap();
        let status = Command::new("true").status().unwrap(); //~ guards_held_across_blocking_calls
        status.success() && names.is_empty()
    }

    fn reads_the_output_of_a_program(&self) -> usize {
        let values = self.fair.lock();
        let output = Command::new("date").output().unwrap(); //~ guards_held_across_blocking_calls
        output.stdout.len() + values.len()
    }

    // Futures.

    fn blocks_on(&self, runtime: &tokio::runtime::Runtime) {
        let mut values = self.fair.lock();
        let n = runtime.block_on(async { 1 }); //~ guards_held_across_blocking_calls
        values.push(n);
    }

    fn blocks_on_a_handle(&self, handle: &tokio::runtime::Handle) {
        let mut state = self.state();
        handle.block_on(tokio::task::yield_now()); //~ guards_held_across_blocking_calls
        state.clear();
    }

    fn blocks_on_of_futures(&self) {
        let names = self.names.read().unwrap();
        let n = futures::executor::block_on(async { 1 }); //~ guards_held_across_blocking_calls
        println!("{} {n}", names.len());
    }

    // Through calls.

    fn pause(&self) {
        thread::sleep(PAUSE);
    }

    fn pause_twice(&self) {
        self.pause();
        self.pause();
    }

    fn through_a_method(&self) {
        let mut state = self.state.lock().unwrap();
        self.pause(); //~ guards_held_across_blocking_calls
        state.clear();
    }

    fn through_two_methods(&self) {
        let mut state = self.state.lock().unwrap();
        self.pause_twice(); //~ guards_held_across_blocking_calls
        state.clear();
    }

    fn through_a_function(&self, receiver: &mpsc::Receiver<u32>) {
        let mut values = self.fair.lock();
        let n = next(receiver); //~ guards_held_across_blocking_calls
        values.push(n);
    }

    fn through_two_functions(&self, receiver: &mpsc::Receiver<u32>) {
        let mut values = self.fair.lock();
        values.push(sum_of_two(receiver)); //~ guards_held_across_blocking_calls
    }

    fn through_a_closure_in_place(&self) {
        let values = self.fair.lock();
        values.first().map(|n| thread::sleep(PAUSE * *n)); //~ guards_held_across_blocking_calls
    }

    fn through_a_closure_called_at_once(&self) {
        let mut values = self.fair.lock();
        (|| thread::sleep(PAUSE))(); //~ guards_held_across_blocking_calls
        values.clear();
    }

    // The lock is there for the very thing that waits.

    fn next_event(&self) -> u32 {
        self.events.lock().unwrap().recv().unwrap()
    }

    fn two_events(&self) -> u32 {
        let events = self.events.lock().unwrap();
        let first = events.recv().unwrap();
        first + events.recv().unwrap()
    }

    fn one_at_a_time(&self) {
        let _serial = self.serial.lock().unwrap();
        self.pause();
    }

    fn one_program_at_a_time(&self) -> bool {
        let _guard = self.serial.lock().unwrap();
        Command::new("true").status().unwrap().success()
    }

    // Let go before.

    fn dropped(&self) {
        let mut state = self.state.lock().unwrap();
        state.clear();
        drop(state);
        thread::sleep(PAUSE);
        self.pause_twice();
    }

    fn in_a_block(&self, receiver: &mpsc::Receiver<u32>) -> u32 {
        let n = {
            let values = self.fair.lock();
            values.len() as u32
        };
        n + next(receiver)
    }

    fn copied_out(&self) {
        let n = self.fair.lock().len() as u32;
        thread::sleep(PAUSE * n);
    }

    fn in_a_condition(&self, receiver: &mpsc::Receiver<u32>) {
        if self.fair.lock().is_empty() {
            let n = receiver.recv().unwrap();
            self.fair.lock().push(n);
        }
    }

    fn dropped_in_every_arm(&self) {
        let state = self.state.lock().unwrap();
        match state.len() {
            0 => drop(state),
            1 => {
                println!("one");
                drop(state);
            }
            _ => return,
        }
        thread::sleep(PAUSE);
    }

    fn polls(&self) {
        loop {
            if let Some(n) = self.fair.lock().pop() {
                println!("{n}");
                return;
            }
            thread::sleep(PAUSE);
        }
    }

    fn given_away(&self) {
        fn clear(mut state: MutexGuard<'_, HashMap<u32, u32>>) {
            state.clear();
        }
        clear(self.state());
        thread::sleep(PAUSE);
    }

    fn received_first(&self, receiver: &mpsc::Receiver<u32>) {
        let n = receiver.recv().unwrap();
        self.fair.lock().push(n);
    }

    // Waits for nobody.

    fn asks_only(&self, receiver: &mpsc::Receiver<u32>, sender: &mpsc::Sender<u32>, child: &mut Child) {
        let mut values = self.fair.lock();
        if let Ok(n) = receiver.try_recv() {
            values.push(n);
        }
        if let Ok(n) = receiver.recv_timeout(PAUSE) {
            values.push(n);
        }
        values.extend(receiver.try_iter());
        sender.send(values.len() as u32).unwrap();
        println!("{:?}", child.try_wait());
    }

    fn starts_only(&self) -> Child {
        let names = self.names.read().unwrap();
        println!("{}", names.len());
        Command::new("true").spawn().unwrap()
    }

    fn another_lock(&self) {
        let mut state = self.state.lock().unwrap();
        let values = self.fair.lock();
        state.extend(values.iter().map(|n| (*n, *n)));
    }

    fn logs(&self) {
        let mut values = self.fair.lock();
        println!("{}", values.len());
        eprintln!("{}", values.len());
        log::info!("{} values", values.len());
        log::debug!(target: "values", "{:?}", values);
        tracing::warn!(len = values.len(), "values");
        values.clear();
    }

    // Does not run here.

    fn on_another_thread(self: Arc<Self>) {
        let values = self.fair.lock();
        let monitor = Arc::clone(&self);
        thread::spawn(move || monitor.pause());
        println!("{}", values.len());
    }

    fn made_for_later(&self) -> impl Fn() + '_ {
        let n = self.fair.lock().len();
        let _values = self.fair.lock();
        move || thread::sleep(PAUSE * n as u32)
    }

    async fn in_the_pool_of_the_runtime(&self) {
        let sleeping = {
            let values = self.fair.lock();
            let n = values.len() as u32;
            tokio::task::spawn_blocking(move || thread::sleep(PAUSE * n))
        };
        sleeping.await.unwrap();
    }

    async fn an_asynchronous_sleep(&self) {
        let sleeping = {
            let values = self.fair.lock();
            tokio::time::sleep(PAUSE * values.len() as u32)
        };
        sleeping.await;
    }
}

fn next(receiver: &mpsc::Receiver<u32>) -> u32 {
    receiver.recv().unwrap()
}

fn sum_of_two(receiver: &mpsc::Receiver<u32>) -> u32 {
    next(receiver) + next(receiver)
}

// A cell makes nobody wait.
fn cell(cell: &std::cell::RefCell<u32>) {
    let mut value = cell.borrow_mut();
    thread::sleep(PAUSE);
    *value += 1;
}

// A method of that name is not the one of a channel, a thread or a child.

struct Radio;

impl Radio {
    fn recv(&self) -> u32 {
        1
    }

    fn wait(&self) {}

    fn join(&self, text: &str) -> String {
        text.to_owned()
    }

    fn sleep(&self) {}
}

fn own_methods(count: &Mutex<u32>, radio: &Radio, words: &[String]) {
    let mut guard = count.lock().unwrap();
    *guard += radio.recv();
    radio.wait();
    radio.sleep();
    println!("{} {}", radio.join("a"), words.join(", "));
    println!("{}", std::path::Path::new("a").join("b").display());
}

fn own_function_of_that_name(count: &Mutex<u32>) {
    fn sleep(n: u32) -> u32 {
        n
    }
    let mut guard = count.lock().unwrap();
    *guard = sleep(*guard);
}

// A macro may do anything with the guard.

macro_rules! release {
    ($guard:ident) => {
        drop($guard)
    };
}

fn ended_by_a_macro(count: &Mutex<u32>) {
    let guard = count.lock().unwrap();
    release!(guard);
    thread::sleep(PAUSE);
}

// Tests may take their time.

#[test]
fn a_test() {
    let count = Mutex::new(0);
    let mut guard = count.lock().unwrap();
    thread::sleep(PAUSE);
    *guard += 1;
    assert_eq!(*guard, 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    static ENVIRONMENT: Mutex<u32> = Mutex::new(0);

    fn with_environment() {
        let mut environment = ENVIRONMENT.lock().unwrap();
        *environment += 1;
        thread::sleep(PAUSE);
        *environment -= 1;
    }

    #[test]
    fn uses_it() {
        with_environment();
        let _environment = ENVIRONMENT.lock().unwrap();
        Command::new("true").status().unwrap();
    }
}

// By the name of a function that is handed over.

fn pause(n: u32) -> u32 {
    thread::sleep(PAUSE);
    n
}

fn sleeps_by_name(count: &Mutex<u32>, next: Option<u32>) {
    let mut guard = count.lock().unwrap();
    *guard += next.map_or(0, pause); //~ guards_held_across_blocking_calls
}

fn sleeps_elsewhere_by_name(count: &Mutex<u32>) {
    let mut guard = count.lock().unwrap();
    *guard += 1;
    thread::spawn(naps);
    *guard += 1;
}

fn naps() {
    thread::sleep(PAUSE);
}

// ncspot 1.5.0: read for the one call that writes it out.

fn save(path: &std::path::Path, rows: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, rows)
}

fn saved_as_it_is(path: &std::path::Path, rows: &RwLock<Vec<u8>>) -> std::io::Result<()> {
    save(path, &rows.read().unwrap())
}

fn saved_under_a_guard_with_a_name(path: &std::path::Path, rows: &RwLock<Vec<u8>>) -> std::io::Result<()> {
    let rows = rows.read().unwrap();
    println!("{} rows", rows.len());
    save(path, &rows) //~ guards_held_across_blocking_calls
}
