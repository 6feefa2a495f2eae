// What `main` starts at its very end.

use std::thread;

fn prepare() {}

fn work() {}

fn main() {
    thread::spawn(|| prepare());
    work();
    thread::spawn(|| work()); //~ detached_tasks
    println!("started");
}
