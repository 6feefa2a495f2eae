// Threads that are waited for under a lock which they take themselves.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, RwLock},
    thread,
};

static TOTAL: Mutex<u32> = Mutex::new(0);
static NAMES: LazyLock<RwLock<Vec<String>>> = LazyLock::new(RwLock::default);

fn add_to_total(n: u32) {
    *TOTAL.lock().unwrap() += n;
}

// Joined by their handle.

fn joined(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    let thread = thread::spawn(move || *other.lock().unwrap() += 1);
    let guard = count.lock().unwrap();
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{guard}");
}

fn spawned_under_the_lock(count: Arc<Mutex<u32>>) -> u32 {
    let guard = count.lock().unwrap();
    let other = count.clone();
    let thread = thread::spawn(move || *other.lock().unwrap());
    let n = thread.join().unwrap(); //~ locks_held_across_joins
    *guard + n
}

fn spawned_and_joined_at_once(count: Arc<Mutex<u32>>) -> u32 {
    let guard = count.lock().unwrap();
    let other = count.clone();
    *guard + thread::spawn(move || *other.lock().unwrap()).join().unwrap() //~ locks_held_across_joins
}

fn of_a_static() {
    let thread = thread::spawn(|| *TOTAL.lock().unwrap() += 1);
    let total = TOTAL.lock().unwrap();
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{total}");
}

fn of_a_static_through_a_function() {
    let thread = thread::spawn(|| add_to_total(1));
    let total = TOTAL.lock().unwrap();
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{total}");
}

fn of_a_static_by_the_name_of_a_function() {
    fn work() {
        NAMES.write().unwrap().push(String::new());
    }
    let names = NAMES.read().unwrap();
    let thread = thread::spawn(work);
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{}", names.len());
}

fn in_a_condition(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    let thread = thread::spawn(move || *other.lock().unwrap() += 1);
    let guard = count.lock().unwrap();
    if thread.join().is_err() { //~ locks_held_across_joins
        println!("{guard}");
    }
}

fn a_writer_under_a_reader(names: Arc<RwLock<Vec<u32>>>) {
    let other = Arc::clone(&names);
    let thread = thread::spawn(move || other.write().unwrap().push(1));
    let names = names.read().unwrap();
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{}", names.len());
}

fn a_reader_under_a_writer(names: Arc<RwLock<Vec<u32>>>) {
    let other = Arc::clone(&names);
    let thread = thread::spawn(move || other.read().unwrap().len());
    let mut names = names.write().unwrap();
    let n = thread.join().unwrap(); //~ locks_held_across_joins
    names.truncate(n);
}

struct Server {
    users: Mutex<Vec<u32>>,
    names: parking_lot::Mutex<HashMap<u32, String>>,
}

impl Server {
    fn add(&self, user: u32) {
        self.users.lock().unwrap().push(user);
    }

    fn add_both(&self, user: u32) {
        self.add(user);
        self.add(user + 1);
    }

    fn through_a_method(self: &Arc<Self>) {
        let server = Arc::clone(self);
        let thread = thread::spawn(move || server.add(1));
        let users = self.users.lock().unwrap();
        thread.join().unwrap(); //~ locks_held_across_joins
        println!("{}", users.len());
    }

    fn through_two_methods(self: &Arc<Self>) {
        let server = Arc::clone(self);
        let users = self.users.lock().unwrap();
        let thread = thread::spawn(move || server.add_both(1));
        thread.join().unwrap(); //~ locks_held_across_joins
        println!("{}", users.len());
    }

    fn of_parking_lot(self: Arc<Self>) {
        let server = Arc::clone(&self);
        let thread = thread::spawn(move || server.names.lock().clear());
        let names = self.names.lock();
        thread.join().unwrap(); //~ locks_held_across_joins
        println!("{}", names.len());
    }

    fn by_a_builder(self: &Arc<Self>) {
        let server = Arc::clone(self);
        let thread = thread::Builder::new().name("add".to_owned()).spawn(move || server.add(1)).unwrap();
        let users = self.users.lock().unwrap();
        thread.join().unwrap(); //~ locks_held_across_joins
        println!("{}", users.len());
    }

    // Scopes wait at their end.

    fn scoped(&self) {
        let users = self.users.lock().unwrap();
        thread::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|| self.add(1));
        });
        println!("{}", users.len());
    }

    fn scoped_with_the_lock_in_it(&self) {
        let users = self.users.lock().unwrap();
        thread::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|| println!("{}", self.users.lock().unwrap().len()));
        });
        println!("{}", users.len());
    }

    fn scoped_as_a_temporary(&self) {
        if let Some(user) = self.users.lock().unwrap().pop() {
            thread::scope(|scope| { scope.spawn(|| self.add(user)); }); //~ locks_held_across_joins
        }
    }

    fn joined_in_a_scope(&self) {
        thread::scope(|scope| {
            let users = self.users.lock().unwrap();
            let thread = scope.spawn(|| self.add(1));
            thread.join().unwrap(); //~ locks_held_across_joins
            println!("{}", users.len());
        });
    }

    fn scoped_and_dropped_before(&self) {
        let users = self.users.lock().unwrap();
        let n = users.len() as u32;
        drop(users);
        thread::scope(|scope| {
            scope.spawn(|| self.add(n));
            scope.spawn(|| self.add_both(n));
        });
    }

    // The guard is gone before the scope waits for its threads.
    fn locked_in_the_scope(&self) {
        thread::scope(|scope| {
            let users = self.users.lock().unwrap();
            for user in users.iter().copied() {
                scope.spawn(move || self.add(user));
            }
        });
    }

    fn scoped_work_on_the_data(&self) {
        let mut users = self.users.lock().unwrap();
        thread::scope(|scope| {
            for user in users.iter_mut() {
                scope.spawn(move || *user += 1);
            }
        });
    }

    fn scoped_work_that_takes_another(&self) {
        let users = self.users.lock().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| self.names.lock().clear());
        });
        println!("{}", users.len());
    }

    fn scoped_work_of_another(&self, other: &Server) {
        let users = self.users.lock().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| other.add(1));
        });
        println!("{}", users.len());
    }

    fn scoped_work_that_only_tries(&self) {
        let users = self.users.lock().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| println!("{}", self.users.try_lock().is_err()));
        });
        println!("{}", users.len());
    }
}

// Let go before the join, or no lock of the thread's.

fn dropped_before(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    let thread = thread::spawn(move || *other.lock().unwrap() += 1);
    let guard = count.lock().unwrap();
    println!("{guard}");
    drop(guard);
    thread.join().unwrap();
}

fn locked_after(count: Arc<Mutex<u32>>) -> u32 {
    let other = Arc::clone(&count);
    let thread = thread::spawn(move || *other.lock().unwrap() += 1);
    thread.join().unwrap();
    let guard = count.lock().unwrap();
    *guard
}

fn in_a_block(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    let thread = {
        let mut guard = count.lock().unwrap();
        *guard += 1;
        thread::spawn(move || *other.lock().unwrap() += 1)
    };
    thread.join().unwrap();
}

fn never_joined(count: Arc<Mutex<u32>>) -> u32 {
    let other = Arc::clone(&count);
    let guard = count.lock().unwrap();
    thread::spawn(move || *other.lock().unwrap() += 1);
    *guard
}

// Waiting under a lock is bad enough where the thread does not take it.

fn of_another_lock(count: Arc<Mutex<u32>>, names: Arc<RwLock<Vec<u32>>>) {
    let thread = thread::spawn(move || names.write().unwrap().push(1));
    let guard = count.lock().unwrap();
    thread.join().unwrap(); //~ guards_held_across_blocking_calls
    println!("{guard}");
}

fn of_a_thread_without_locks(count: &Mutex<u32>) {
    let thread = thread::spawn(|| 1);
    let mut guard = count.lock().unwrap();
    *guard = thread.join().unwrap(); //~ guards_held_across_blocking_calls
}

fn of_a_thread_from_elsewhere(count: &Mutex<u32>, thread: thread::JoinHandle<u32>) {
    let mut guard = count.lock().unwrap();
    *guard = thread.join().unwrap(); //~ guards_held_across_blocking_calls
}

#[test]
fn a_test_deadlocks_as_well() {
    let count = Arc::new(Mutex::new(0));
    let other = Arc::clone(&count);
    let thread = thread::spawn(move || *other.lock().unwrap() += 1);
    let guard = count.lock().unwrap();
    thread.join().unwrap(); //~ locks_held_across_joins
    assert_eq!(*guard, 0);
}

// Work that is handed over by its name.

fn add_one() {
    *TOTAL.lock().unwrap() += 1;
}

fn add_indirectly() {
    add_one();
}

fn look_away() {
    println!("{}", NAMES.read().unwrap().len());
}

fn joined_by_name() {
    let guard = TOTAL.lock().unwrap();
    let thread = thread::spawn(add_one);
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{guard}");
}

fn joined_by_name_through_calls() {
    let guard = TOTAL.lock().unwrap();
    let thread = thread::spawn(add_indirectly);
    thread.join().unwrap(); //~ locks_held_across_joins
    println!("{guard}");
}

fn scoped_by_name() {
    let guard = TOTAL.lock().unwrap();
    thread::scope(|scope| { //~ locks_held_across_joins
        scope.spawn(add_one);
    });
    println!("{guard}");
}

fn other_lock_by_name() {
    let guard = TOTAL.lock().unwrap();
    let thread = thread::spawn(look_away);
    thread.join().unwrap(); //~ guards_held_across_blocking_calls
    println!("{guard}");
}

fn not_joined_by_name() {
    let guard = TOTAL.lock().unwrap();
    let _thread = thread::spawn(add_one);
    println!("{guard}");
}

fn by_a_name_that_is_a_variable(add_one: fn()) {
    let guard = TOTAL.lock().unwrap();
    let thread = thread::spawn(add_one);
    thread.join().unwrap(); //~ guards_held_across_blocking_calls
    println!("{guard}");
}
