// Closures that run on threads, and tasks: each has a course of its own.

use std::{
    sync::{Arc, Mutex, RwLock},
    thread,
};

struct Worker {
    jobs: Mutex<Vec<u32>>,
    done: RwLock<Vec<u32>>,
}

impl Worker {
    fn push(&self, job: u32) {
        self.jobs.lock().unwrap().push(job);
    }

    fn run(&self) {
        let jobs = self.jobs.lock().unwrap();
        if jobs.is_empty() {
            self.push(1); //~ double_acquires
        }
    }
}

fn within_the_closure(count: Arc<Mutex<u32>>) {
    thread::spawn(move || {
        let guard = count.lock().unwrap();
        *count.lock().unwrap() = *guard; //~ double_acquires
    });
}

fn by_two_clones_in_the_closure(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    thread::spawn(move || {
        let guard = count.lock().unwrap();
        *other.lock().unwrap() = *guard; //~ double_acquires
    });
}

fn through_a_method_in_the_closure(worker: &Arc<Worker>) {
    let worker = Arc::clone(worker);
    thread::spawn(move || {
        let jobs = worker.jobs.lock().unwrap();
        worker.push(jobs.len() as u32); //~ double_acquires
    });
}

fn in_a_scope(worker: &Worker) {
    thread::scope(|scope| {
        scope.spawn(|| {
            let done = worker.done.read().unwrap();
            worker.done.write().unwrap().truncate(done.len()); //~ double_acquires
        });
    });
}

fn by_a_builder(worker: Arc<Worker>) -> std::io::Result<()> {
    thread::Builder::new().name("worker".to_owned()).spawn(move || {
        let jobs = worker.jobs.lock().unwrap();
        worker.jobs.lock().unwrap().extend(jobs.iter()); //~ double_acquires
    })?;
    Ok(())
}

async fn in_a_task(rooms: Arc<tokio::sync::Mutex<Vec<u32>>>) {
    tokio::spawn(async move {
        let guard = rooms.lock().await;
        rooms.lock().await.extend(guard.iter()); //~ double_acquires
    });
}

fn on_the_pool(worker: Arc<Worker>) {
    rayon::spawn(move || {
        let jobs = worker.jobs.lock().unwrap();
        worker.push(jobs[0]); //~ double_acquires
    });
}

// Another thread waits for its turn.

fn two_threads(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    thread::spawn(move || *count.lock().unwrap() += 1);
    thread::spawn(move || *other.lock().unwrap() += 1);
}

fn here_and_there(worker: Arc<Worker>) {
    let other = worker.clone();
    let jobs = worker.jobs.lock().unwrap();
    thread::spawn(move || other.push(1));
    println!("{}", jobs.len());
}

fn runs_there(worker: Arc<Worker>) {
    let other = worker.clone();
    let done = worker.done.write().unwrap();
    let n = done.len() as u32;
    thread::spawn(move || other.done.write().unwrap().push(n));
    drop(done);
}

fn in_turn_in_the_closure(worker: Arc<Worker>) {
    thread::spawn(move || {
        worker.push(1);
        let n = worker.jobs.lock().unwrap().len() as u32;
        worker.push(n);
        let jobs = worker.jobs.lock().unwrap();
        println!("{}", jobs.len());
    });
}

fn one_for_each_thread(workers: Vec<Arc<Worker>>) {
    for worker in workers {
        thread::spawn(move || {
            let jobs = worker.jobs.lock().unwrap();
            println!("{}", jobs.len());
        });
    }
}

async fn one_after_the_other_in_a_task(rooms: Arc<tokio::sync::Mutex<Vec<u32>>>) {
    tokio::spawn(async move {
        rooms.lock().await.push(1);
        let n = rooms.lock().await.len() as u32;
        rooms.lock().await.push(n);
    });
}
