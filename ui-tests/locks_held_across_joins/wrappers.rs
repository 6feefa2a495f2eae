// Own locks and guards: who waits is who holds.

use std::{
    sync::{Arc, Mutex, MutexGuard, RwLock},
    thread,
};

struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

struct Session<'a> {
    users: MutexGuard<'a, Vec<u32>>,
}

struct Hub {
    users: Mutex<Vec<u32>>,
    topics: RwLock<Vec<String>>,
    log: Mutex<Vec<String>>,
}

impl Hub {
    fn users(&self) -> MutexGuard<'_, Vec<u32>> {
        self.users.lock().unwrap()
    }

    fn session(&self) -> Session<'_> {
        Session { users: self.users() }
    }

    fn count(&self) -> usize {
        self.users().len()
    }

    fn announce(&self, topic: &str) {
        self.topics.write().unwrap().push(topic.to_owned());
    }

    fn write_log(&self, line: &str) {
        self.log.lock().unwrap().push(line.to_owned());
    }

    fn guard_out_of_a_method(&self) {
        let users = self.users();
        thread::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|| println!("{}", self.count()));
        });
        println!("{}", users.len());
    }

    fn own_guard(&self) {
        let session = self.session();
        thread::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|| self.users().push(1));
        });
        println!("{}", session.users.len());
    }

    fn one_of_two_threads(&self) {
        let topics = self.topics.read().unwrap();
        thread::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|| self.write_log("one"));
            scope.spawn(|| self.announce("two"));
        });
        println!("{}", topics.len());
    }

    fn joined_through_an_arc(self: &Arc<Self>) {
        let hub = self.clone();
        let thread = thread::spawn(move || hub.count());
        let mut users = self.users();
        let n = thread.join().unwrap(); //~ locks_held_across_joins
        users.truncate(n);
    }

    fn of_another_lock(&self) {
        let users = self.users();
        thread::scope(|scope| {
            scope.spawn(|| self.write_log("one"));
            scope.spawn(|| self.announce("two"));
        });
        println!("{}", users.len());
    }

    fn dropped_before(&self) {
        let users = self.users();
        let n = users.len();
        drop(users);
        thread::scope(|scope| {
            scope.spawn(|| println!("{n} {}", self.count()));
        });
    }

    fn a_scope_that_returns_what_it_read(&self) -> usize {
        thread::scope(|scope| {
            let first = scope.spawn(|| self.count());
            let second = scope.spawn(|| self.topics.read().unwrap().len());
            first.join().unwrap() + second.join().unwrap()
        })
    }

    fn joined_before_the_lock(self: &Arc<Self>) -> usize {
        let hub = Arc::clone(self);
        let n = thread::spawn(move || hub.count()).join().unwrap();
        let users = self.users();
        users.len() + n
    }
}

fn own_lock(shared: &Shared<u32>) -> u32 {
    let other = shared.clone();
    let thread = thread::spawn(move || *other.lock() + 1);
    let guard = shared.lock();
    *guard + thread.join().unwrap() //~ locks_held_across_joins
}

fn two_own_locks(shared: &Shared<u32>, second: &Shared<u32>) -> u32 {
    let n = *shared.lock();
    let other = second.clone();
    let thread = thread::spawn(move || *other.lock() + n);
    thread.join().unwrap()
}
