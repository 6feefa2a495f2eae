// clean
// What tools without types report on real code, and what is right as it is.

use std::{
    collections::HashMap,
    fmt::{self, Write as _},
    fs::File,
    io::{self, Read, Write},
    mem,
    path::PathBuf,
    process,
    sync::{Arc, Mutex, MutexGuard, OnceLock, RwLock, mpsc},
    thread,
};

use sqlx::{PgPool, postgres::PgRow};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

// A method with arguments, taken for a lock or a pool.

struct Community;

impl Community {
    async fn read(_pool: &PgPool, _id: u32) -> sqlx::Result<Community> {
        Ok(Community)
    }
}

async fn read_of_a_model(pool: &PgPool) -> sqlx::Result<()> {
    let _community = Community::read(pool, 1).await?;
    let _ = Community::read(pool, 2).await?;
    Community::read(pool, 3).await?;
    let _rows: Vec<PgRow> = sqlx::query("select 1").fetch_all(pool).await?;
    Ok(())
}

async fn read_into_a_buffer(stream: &mut TcpStream, file: &mut File) -> io::Result<()> {
    let mut buffer = [0; 64];
    let _ = stream.read(&mut buffer).await?;
    let _ = file.read(&mut buffer)?;
    stream.write_all(&buffer).await
}

async fn get_of_a_map(headers: &HashMap<String, String>, cell: &OnceLock<u32>, path: &str) {
    let header = headers.get("host");
    let _ = headers.get("accept");
    let value = cell.get();
    let _ = cell.set(1);
    tokio::task::yield_now().await;
    println!("{header:?} {value:?} {path}");
}

// An asynchronous lock that serialises the very thing it guards.

struct Bus {
    stream: tokio::sync::Mutex<TcpStream>,
    cached: tokio::sync::Mutex<Option<String>>,
}

impl Bus {
    async fn send(&self, frames: &[Vec<u8>]) -> io::Result<()> {
        let mut stream = self.stream.lock().await;
        for frame in frames {
            stream.write_all(frame).await?;
        }
        stream.flush().await
    }

    async fn fetch(&self) -> String {
        String::new()
    }

    async fn single_flight(&self) -> String {
        let mut cached = self.cached.lock().await;
        if let Some(value) = cached.as_ref() {
            return value.clone();
        }
        let value = self.fetch().await;
        *cached = Some(value.clone());
        value
    }
}

// One lock taken twice, one after the other.

struct Registry {
    names: RwLock<HashMap<u32, String>>,
    hits: Mutex<u32>,
}

impl Registry {
    fn name(&self, id: u32) -> String {
        if let Some(name) = self.names.read().unwrap().get(&id).cloned().as_ref() {
            return name.clone();
        }
        self.names.write().unwrap().entry(id).or_default().clone()
    }

    fn count(&self) -> u32 {
        *self.hits.lock().unwrap() += 1;
        let hits = *self.hits.lock().unwrap();
        hits
    }

    fn double_checked(&self, id: u32) -> String {
        {
            let names = self.names.read().unwrap();
            if let Some(name) = names.get(&id) {
                return name.clone();
            }
        }
        let mut names = self.names.write().unwrap();
        names.entry(id).or_insert_with(String::new).clone()
    }
}

// A scope guard that is disarmed.

struct Restore {
    path: PathBuf,
}

impl Restore {
    fn defuse(self) {
        mem::forget(self);
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

fn write_file(path: PathBuf, data: &[u8]) -> io::Result<()> {
    let restore = Restore { path };
    let mut file = File::create(&restore.path)?;
    file.write_all(data)?;
    file.sync_all()?;
    restore.defuse();
    Ok(())
}

// A guard's `map`.

struct State {
    count: u32,
}

fn count(state: &parking_lot::Mutex<State>) -> parking_lot::MappedMutexGuard<'_, u32> {
    parking_lot::MutexGuard::map(state.lock(), |state| &mut state.count)
}

fn buffer_for_c(text: &str) -> *mut u8 {
    let mut bytes = text.as_bytes().to_vec();
    let pointer = bytes.as_mut_ptr();
    mem::forget(bytes);
    pointer
}

// Best-effort output and sends.

fn report(values: &[u32]) -> String {
    let mut text = String::new();
    for value in values {
        let _ = write!(text, "{value} ");
        writeln!(text).ok();
    }
    text
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.count)
    }
}

fn draw() {
    let mut out = io::stdout().lock();
    let _ = write!(out, "\x1b[2J");
    let _ = out.flush();
}

fn answer(reply: oneshot::Sender<u32>, listeners: &mpsc::Sender<u32>) {
    let _ = reply.send(1);
    let _ = listeners.send(2);
    listeners.send(3).ok();
}

// Work after the last use that is a log line, a return or a send.

fn logged(hits: &Mutex<u32>, sender: &mpsc::Sender<u32>) -> u32 {
    let mut guard = hits.lock().unwrap();
    *guard += 1;
    let hits = *guard;
    println!("{hits} hits");
    let _ = sender.send(hits);
    hits
}

// A lock taken to wait for its holder.

fn wait_for_the_writer(serial: &Mutex<()>) {
    // wait until the writer is done
    let _ = serial.lock();
    drop(serial.lock());
}

fn global_serial_lock() -> MutexGuard<'static, ()> {
    static SERIAL: Mutex<()> = Mutex::new(());
    SERIAL.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn held_for_effect() {
    let _serial = global_serial_lock();
    thread::yield_now();
}

// Taking over, and handing on.

fn handed_over(hits: &Mutex<u32>) {
    fn apply(mut guard: MutexGuard<'_, u32>) {
        *guard += 1;
    }
    let guard = hits.lock().unwrap();
    apply(guard);
    let guard = hits.lock().unwrap();
    apply(guard);
}

fn each_has_its_own(registries: &[Arc<Registry>]) -> u32 {
    let mut sum = 0;
    for registry in registries {
        let hits = registry.hits.lock().unwrap();
        sum += *hits;
    }
    sum
}

fn transfer(from: &Registry, to: &Registry) {
    let mut first = from.hits.lock().unwrap();
    let mut second = to.hits.lock().unwrap();
    mem::swap(&mut *first, &mut *second);
}

// An exit with nothing alive, or after an explicit drop.

fn usage() -> ! {
    eprintln!("usage: demo");
    process::exit(2);
}

fn main() {
    let directory = tempfile::tempdir().unwrap();
    println!("{}", directory.path().display());
    drop(directory);
    process::exit(0);
}
