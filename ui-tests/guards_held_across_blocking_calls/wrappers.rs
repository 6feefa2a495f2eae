// Guards inside of other values, and locks inside of own types.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, Write},
    net::TcpStream,
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard, mpsc},
    thread,
    time::Duration,
};

const PAUSE: Duration = Duration::from_millis(5);

struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }

    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        work(&mut self.lock())
    }
}

struct Users<'a> {
    list: RwLockReadGuard<'a, Vec<String>>,
    asked: u32,
}

impl Deref for Users<'_> {
    type Target = Vec<String>;

    fn deref(&self) -> &Vec<String> {
        &self.list
    }
}

struct Journal<'a> {
    file: MutexGuard<'a, File>,
}

impl Journal<'_> {
    fn add(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.file, "{line}")
    }
}

struct Room {
    users: RwLock<Vec<String>>,
    scores: Shared<HashMap<u32, u32>>,
    journal: Mutex<File>,
    remote: Mutex<Remote>,
}

struct Remote {
    stream: Option<TcpStream>,
    address: String,
}

impl Remote {
    fn stream(&mut self) -> io::Result<&mut TcpStream> {
        if self.stream.is_none() {
            self.stream = Some(TcpStream::connect(&self.address)?);
        }
        Ok(self.stream.as_mut().expect("just connected"))
    }
}

impl Room {
    fn users(&self) -> Users<'_> {
        Users { list: self.users.read().unwrap(), asked: 1 }
    }

    fn journal(&self) -> Journal<'_> {
        Journal { file: self.journal.lock().unwrap() }
    }

    fn own_guard(&self) -> usize {
        let users = self.users();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        users.len()
    }

    fn own_guard_as_a_literal(&self) -> usize {
        let users = Users { list: self.users.read().unwrap(), asked: 2 };
        let text = fs::read_to_string("users").unwrap_or_default(); //~ guards_held_across_blocking_calls
        users.len() + text.len() + users.asked as usize
    }

    fn own_lock(&self) {
        let mut scores = self.scores.lock();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        scores.clear();
    }

    fn own_lock_in_an_option(&self, wait: bool, receiver: &mpsc::Receiver<u32>) -> Option<u32> {
        let scores = wait.then(|| self.scores.lock());
        let n = receiver.recv().ok(); //~ guards_held_across_blocking_calls
        drop(scores);
        n
    }

    fn part_that_holds_nothing(&self) -> u32 {
        let asked = self.users().asked;
        thread::sleep(PAUSE);
        asked
    }

    fn own_lock_for_a_short_while(&self, receiver: &mpsc::Receiver<u32>) {
        let n = self.scores.with(|scores| scores.len() as u32);
        let m = receiver.recv().unwrap();
        self.scores.with(|scores| scores.insert(n, m));
    }

    fn own_guard_dropped(&self) {
        let users = self.users();
        println!("{}", users.len());
        drop(users);
        thread::sleep(PAUSE);
    }

    // The lock is there for what it guards, whoever touches it.

    fn own_guard_of_a_file(&self) -> io::Result<()> {
        let mut journal = self.journal();
        journal.add("one")?;
        journal.add("two")?;
        journal.file.sync_all()
    }

    fn connects_when_needed(&self, request: &[u8]) -> io::Result<()> {
        let mut remote = self.remote.lock().unwrap();
        remote.stream()?.write_all(request)
    }

    fn a_part_of_what_is_guarded(&self, request: &[u8]) -> io::Result<()> {
        let mut remote = self.remote.lock().unwrap();
        if let Some(stream) = &mut remote.stream {
            stream.write_all(request)?;
            stream.flush()?;
        }
        Ok(())
    }

    fn through_a_reference(&self, request: &[u8]) -> io::Result<()> {
        let mut remote = self.remote.lock().unwrap();
        let remote: &mut Remote = &mut remote;
        let stream = remote.stream()?;
        stream.write_all(request)
    }
}

// A guard that counts, with a destructor of its own, makes nobody wait.

struct Busy<'a> {
    count: &'a std::sync::atomic::AtomicU32,
}

impl<'a> Busy<'a> {
    fn new(count: &'a std::sync::atomic::AtomicU32) -> Self {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Busy { count }
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.count.fetch_sub(1, std::sync::atomic::Ordering::Relaxed);
    }
}

fn counted(count: &std::sync::atomic::AtomicU32) {
    let _busy = Busy::new(count);
    thread::sleep(PAUSE);
}

struct Locked<'a, T> {
    guard: MutexGuard<'a, T>,
    changed: bool,
}

impl<T> Deref for Locked<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T> DerefMut for Locked<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changed = true;
        &mut self.guard
    }
}

fn locked<T>(lock: &Mutex<T>) -> Locked<'_, T> {
    Locked { guard: lock.lock().unwrap(), changed: false }
}

fn generic_guard(count: &Mutex<u32>) {
    let mut count = locked(count);
    *count += 1;
    thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
    println!("{}", count.changed);
}

fn generic_guard_dropped(count: &Mutex<u32>) {
    let n = *locked(count);
    thread::sleep(PAUSE * n);
}

// What a choice by `cfg` defines.
mod chosen {
    cfg_select! {
        any(feature = "threads", unix) => {
            pub type Lock<T> = std::sync::Mutex<T>;
        }
        _ => {
            pub struct Alone;
        }
    }
}

fn under_a_chosen_lock(lock: &chosen::Lock<u32>) {
    let mut count = lock.lock().unwrap();
    *count += 1;
    std::thread::sleep(std::time::Duration::from_millis(10)); //~ guards_held_across_blocking_calls
}
