// Locks that are shared with threads and tasks, which take them in another order.

use std::{
    sync::{Arc, Mutex, RwLock},
    thread,
};

fn two_threads() {
    let left = Arc::new(Mutex::new(0));
    let right = Arc::new(Mutex::new(0));
    let other_left = Arc::clone(&left);
    let other_right = Arc::clone(&right);
    let first = thread::spawn(move || {
        let left = left.lock().unwrap();
        *right.lock().unwrap() += *left; //~ conflicting_acquire_order
    });
    let second = thread::spawn(move || {
        let right = other_right.lock().unwrap();
        *other_left.lock().unwrap() += *right;
    });
    first.join().unwrap();
    second.join().unwrap();
}

fn one_thread_and_here() {
    let values = Arc::new(Mutex::new(vec![1]));
    let total = Arc::new(RwLock::new(0));
    let worker = {
        let values = values.clone();
        let total = total.clone();
        thread::spawn(move || {
            let values = values.lock().unwrap();
            *total.write().unwrap() = values.len(); //~ conflicting_acquire_order
        })
    };
    {
        let total = total.read().unwrap();
        values.lock().unwrap().truncate(*total);
    }
    worker.join().unwrap();
}

fn scoped(left: &Mutex<u32>, right: &Mutex<u32>) {
    thread::scope(|scope| {
        scope.spawn(|| {
            let left = left.lock().unwrap();
            *right.lock().unwrap() += *left; //~ conflicting_acquire_order
        });
        scope.spawn(|| {
            let right = right.lock().unwrap();
            *left.lock().unwrap() += *right;
        });
    });
}

struct Server {
    users: Mutex<Vec<u32>>,
    rooms: Mutex<Vec<u32>>,
}

impl Server {
    fn sweep(self: &Arc<Self>) {
        let server = Arc::clone(self);
        thread::spawn(move || {
            let mut users = server.users.lock().unwrap();
            users.retain(|user| server.rooms.lock().unwrap().contains(user)); //~ conflicting_acquire_order
        });
    }

    fn close(&self) {
        let mut rooms = self.rooms.lock().unwrap();
        rooms.clear();
        self.users.lock().unwrap().clear();
    }
}

async fn two_tasks() {
    let left = Arc::new(tokio::sync::Mutex::new(0));
    let right = Arc::new(tokio::sync::Mutex::new(0));
    let other_left = left.clone();
    let other_right = right.clone();
    let first = tokio::spawn(async move {
        let left = left.lock().await;
        *right.lock().await += *left; //~ conflicting_acquire_order
    });
    let second = tokio::spawn(async move {
        let right = other_right.lock().await;
        *other_left.lock().await += *right;
    });
    first.await.unwrap();
    second.await.unwrap();
}

// The same order in both, or one after the other.

fn same_order() {
    let left = Arc::new(Mutex::new(0));
    let right = Arc::new(Mutex::new(0));
    let other_left = Arc::clone(&left);
    let other_right = Arc::clone(&right);
    let first = thread::spawn(move || {
        let left = left.lock().unwrap();
        *right.lock().unwrap() += *left;
    });
    let second = thread::spawn(move || {
        let left = other_left.lock().unwrap();
        *other_right.lock().unwrap() -= *left;
    });
    first.join().unwrap();
    second.join().unwrap();
}

fn one_after_the_other() {
    let left = Arc::new(Mutex::new(0));
    let right = Arc::new(Mutex::new(0));
    let other_left = Arc::clone(&left);
    let other_right = Arc::clone(&right);
    let first = thread::spawn(move || {
        let n = *left.lock().unwrap();
        *right.lock().unwrap() += n;
    });
    let second = thread::spawn(move || {
        *other_right.lock().unwrap() += 1;
        *other_left.lock().unwrap() += 1;
    });
    first.join().unwrap();
    second.join().unwrap();
}

fn locks_of_their_own() {
    let threads = (0..2).map(|n| {
        thread::spawn(move || {
            let left = Mutex::new(n);
            let right = Mutex::new(n);
            let guard = left.lock().unwrap();
            *guard + *right.lock().unwrap()
        })
    });
    threads.for_each(|thread| println!("{}", thread.join().unwrap()));
}
