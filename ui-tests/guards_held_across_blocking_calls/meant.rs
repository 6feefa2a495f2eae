// Waits that the lock is there for, and calls that do not wait, beside those that look like them.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, RwLock, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

// A function that asks for the guard is written to run under the lock (raft-engine 0.4.2).

struct Segment {
    path: PathBuf,
    sequence: u64,
}

struct Log {
    active: Mutex<Segment>,
    flag: Mutex<bool>,
    count: Mutex<u32>,
}

fn rotated(segment: &mut MutexGuard<'_, Segment>) -> io::Result<()> {
    segment.sequence += 1;
    fs::create_dir_all(&segment.path)
}

fn made(segment: &mut Segment) -> io::Result<()> {
    segment.sequence += 1;
    fs::create_dir_all(&segment.path)
}

impl Log {
    fn rotate(&self) -> io::Result<()> {
        let mut active = self.active.lock().unwrap();
        rotated(&mut active)
    }

    fn make(&self) -> io::Result<()> {
        let mut active = self.active.lock().unwrap();
        made(&mut active) //~ guards_held_across_blocking_calls
    }

    // just 1.59.0: who comes later finds the flag set, and does not do it again.
    fn once(&self, work: mpsc::Receiver<u32>) {
        let mut done = self.flag.lock().unwrap();
        if *done {
            return;
        }
        let _ = work.recv();
        *done = true;
    }

    fn only_looked_at(&self, work: mpsc::Receiver<u32>) {
        let done = self.flag.lock().unwrap();
        if *done {
            return;
        }
        let _ = work.recv(); //~ guards_held_across_blocking_calls
    }

    fn counted(&self, work: mpsc::Receiver<u32>) {
        let mut count = self.count.lock().unwrap();
        if *count > 3 {
            return;
        }
        let _ = work.recv(); //~ guards_held_across_blocking_calls
        *count += 1;
    }
}

// lsm-tree 3.1.10: what a closure fetches is put there.

struct Table(String);

struct Versions {
    tables: Vec<Table>,
}

impl Versions {
    fn upgrade(&mut self, change: impl Fn(&[Table]) -> usize) {
        self.tables.truncate(change(&self.tables));
    }
}

fn recovered(path: &Path) -> io::Result<Table> {
    Ok(Table(fs::read_to_string(path)?))
}

fn ingested(versions: &RwLock<Versions>, paths: Vec<PathBuf>) -> io::Result<()> {
    let mut versions = versions.write().unwrap();
    let tables = paths.iter().map(|path| recovered(path)).collect::<io::Result<Vec<_>>>()?;
    versions.upgrade(|before| before.len() + tables.len());
    Ok(())
}

fn read_beside(versions: &RwLock<Versions>, paths: Vec<PathBuf>) -> io::Result<usize> {
    let mut versions = versions.write().unwrap();
    versions.tables.clear();
    let tables = paths.iter().map(|path| recovered(path)).collect::<io::Result<Vec<_>>>()?; //~ guards_held_across_blocking_calls
    Ok(tables.len())
}

// libshpool 0.11.5: a thread that has ended is not waited for.

struct Session {
    worker: Option<JoinHandle<()>>,
    name: String,
}

fn reattached(session: &mut Session, names: &Mutex<Vec<String>>) {
    let mut names = names.lock().unwrap();
    if session.worker.as_ref().map(|worker| worker.is_finished()).unwrap_or(false) {
        if let Some(worker) = session.worker.take() {
            worker.join().unwrap();
        }
    }
    names.push(session.name.clone());
}

fn joined_if_finished(worker: JoinHandle<()>, names: &Mutex<Vec<String>>) {
    let names = names.lock().unwrap();
    if worker.is_finished() {
        worker.join().unwrap();
    }
    println!("{}", names.len());
}

fn joined_if_not_finished(worker: JoinHandle<()>, names: &Mutex<Vec<String>>) {
    let names = names.lock().unwrap();
    if !worker.is_finished() {
        worker.join().unwrap(); //~ guards_held_across_blocking_calls
    }
    println!("{}", names.len());
}

fn joined_after_asking(worker: JoinHandle<()>, names: &Mutex<Vec<String>>) {
    let names = names.lock().unwrap();
    if worker.is_finished() {
        println!("{}", names.len());
    }
    worker.join().unwrap(); //~ guards_held_across_blocking_calls
    println!("{}", names.len());
}

// libshpool 0.11.5: of two definitions one does nothing, and which one is compiled is not known.

#[cfg(feature = "hooks")]
fn emit(_event: &str) {
    thread::sleep(Duration::from_secs(1));
}

#[cfg(not(feature = "hooks"))]
fn emit(_event: &str) {}

#[cfg(feature = "hooks")]
fn pause() {
    thread::sleep(Duration::from_secs(1));
}

#[cfg(not(feature = "hooks"))]
fn pause() {
    thread::sleep(Duration::from_secs(2));
}

fn killed(names: &Mutex<Vec<String>>) {
    let mut names = names.lock().unwrap();
    names.clear();
    emit("killed");
}

fn paused(names: &Mutex<Vec<String>>) {
    let mut names = names.lock().unwrap();
    names.clear();
    pause(); //~ guards_held_across_blocking_calls
}
