//! Workers that take jobs out of one channel keep it locked while they work.

use std::{
    sync::{Arc, Mutex, mpsc::Receiver},
    thread,
};

type Job = Box<dyn FnOnce() + Send>;

fn start(receiver: Arc<Mutex<Receiver<Job>>>) -> thread::JoinHandle<()> {
    thread::spawn(move || loop {
        match receiver.lock().unwrap().recv() {
            Ok(job) => job(),
            Err(_) => break,
        }
    })
}

fn main() {}
