// editions: 2021, 2024
// The 25 cases of which other tools report the wrong half, by number.

use std::{
    collections::HashMap,
    fs,
    io::{self, Read, Write},
    mem,
    path::PathBuf,
    process::{self, Command},
    sync::{Arc, Condvar, Mutex, MutexGuard, RwLock},
};

use sqlx::{PgPool, Row};
use tempfile::tempdir;
use tokio::sync::Semaphore;

struct State {
    count: u32,
    ready: bool,
}

async fn io() {}

fn use_it(_: &u32) {}

// B1: an explicit drop after using the guard, then an await.
async fn b1(m: &Mutex<Vec<u32>>) -> usize {
    let g = m.lock().unwrap();
    if g.is_empty() {
        return 0;
    }
    let n = g.len();
    drop(g);
    io().await;
    n
}

// B2: a drop in every arm, and arms that leave.
async fn b2(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    match *g {
        0 => {
            drop(g);
            io().await
        }
        1 => {
            drop(g);
            return;
        }
        _ => {
            use_it(&g);
            drop(g)
        }
    }
}

// B3: a drop in one branch only.
async fn b3(m: &Mutex<u32>, fast: bool) {
    let g = m.lock().unwrap();
    if fast {
        drop(g);
    }
    io().await; //~ guards_held_across_await
}

// B4: a guard in another type.
struct Slot<'a>(MutexGuard<'a, State>);

async fn b4(m: &Mutex<State>) {
    let s = Slot(m.lock().unwrap());
    io().await; //~ guards_held_across_await
    println!("{}", s.0.count);
}

async fn b4_option(m: &Mutex<State>) {
    let s = Some(m.lock().unwrap());
    io().await; //~ guards_held_across_await
    drop(s);
}

async fn b4_several(m: &Mutex<State>) {
    let s = vec![m.lock().unwrap()];
    io().await; //~ guards_held_across_await
    drop(s);
}

// B5: shadowing is no release.
async fn b5(cache: &Mutex<Vec<u32>>) -> usize {
    let g = cache.lock().unwrap();
    let g = g.len();
    io().await; //~ guards_held_across_await
    g
}

async fn b5_released(cache: &tokio::sync::Mutex<Vec<u32>>) -> usize {
    let n = cache.lock().await.len();
    io().await;
    n
}

// B6: written under the guard, and not run under it.
async fn b6(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    let fut = async { io().await };
    drop(g);
    fut.await;
}

// B7: methods named like a lock's.
async fn b7(mut socket: fs::File, limits: &HashMap<String, u32>) -> io::Result<()> {
    let mut buf = [0; 8];
    let n = socket.read(&mut buf)?;
    let permit = limits.get("free").cloned();
    io().await;
    println!("{n} {permit:?}");
    Ok(())
}

// B8: wildcards.
async fn b8(
    pl: &parking_lot::Mutex<State>,
    m: &Mutex<State>,
    sem: &Semaphore,
    span: &tracing::Span,
) -> Result<(), tokio::sync::AcquireError> {
    _ = pl.lock(); //~ discarded_guards
    let _ = m.lock().ok(); //~ discarded_guards
    let _ = sem.acquire().await?; //~ discarded_guards
    let _ = span.enter(); //~ discarded_guards
    Ok(())
}

// B9: `let _` that drops nothing.
fn b9(pl: &parking_lot::Mutex<u32>, m: &Mutex<u32>) -> u32 {
    let g = pl.lock();
    let _ = &g;
    let _ = *m.lock().unwrap();
    *g
}

// B10: the form that keeps the lock, and the form that does not.
struct Db {
    lock: Mutex<u32>,
    hits: u32,
}

fn b10(m: &Mutex<u32>) -> bool {
    if let Ok(_) = m.try_lock() {
        println!("held");
    }
    m.try_lock().is_ok()
}

fn b10_probed(m: &parking_lot::Mutex<State>) -> u32 {
    if m.try_lock().is_some() { //~ probed_locks
        return m.lock().count;
    }
    0
}

// B11: `let _ =` in a `move` closure takes nothing along.
async fn b11(sem: Arc<Semaphore>) -> Result<(), tokio::sync::AcquireError> {
    let permit = sem.acquire_owned().await?;
    let task = tokio::spawn(async move {
        let _ = permit; //~ uncaptured_guards
        io().await;
    });
    drop(task);
    Ok(())
}

// B12: a permit that never gets into the task.
async fn b12(sem: Arc<Semaphore>, urls: Vec<String>) -> Result<(), tokio::sync::AcquireError> {
    for url in urls {
        let permit = sem.clone().acquire_owned().await?;
        tokio::spawn(async move { println!("{url}") }); //~ uncaptured_guards
    }
    Ok(())
}

// B13: a temporary keeps the read lock while the arm writes.
struct Map {
    map: RwLock<HashMap<u32, u32>>,
}

impl Map {
    fn b13(&self, k: u32) -> u32 {
        match self.map.read().unwrap().get(&k) {
            Some(v) => *v,
            None => {
                self.map.write().unwrap().insert(k, 1); //~ double_acquires
                1
            }
        }
    }

    fn b13_else(&self, k: u32) -> u32 {
        if let Some(v) = self.map.read().unwrap().get(&k) {
            *v
        } else {
            self.map.write().unwrap().insert(k, 1); //~2021 double_acquires
            1
        }
    }
}

// B14: two acquires in one statement.
struct Snapshot {
    nodes: usize,
    edges: usize,
}

struct Graph {
    nodes: RwLock<Vec<u32>>,
    edges: RwLock<Vec<u32>>,
}

impl Graph {
    fn b14(&self) -> Snapshot {
        Snapshot { nodes: self.nodes.read().unwrap().len(), edges: self.edges.read().unwrap().len() }
    }
}

fn both(_: u32, _: u32) {}

fn b14_arguments(m: &parking_lot::Mutex<u32>) {
    both(*m.lock(), *m.lock()); //~ double_acquires
    println!("{} {}", *m.lock(), *m.lock()); //~ double_acquires
}

// B15: the temporary of a block's tail, up to 2021.
fn run(m: &Mutex<Option<u32>>, n: u32) -> u32 {
    m.lock().unwrap().map_or(n, |k| k + n)
}

fn b15(m: &Mutex<Option<u32>>) -> u32 {
    let r = run(m, { m.lock().unwrap().take() }.unwrap()); //~2021 double_acquires
    r
}

fn b15_bound(m: &Mutex<Option<u32>>) -> u32 {
    let r = run(
        m,
        {
            let mut g = m.lock().unwrap();
            g.take()
        }
        .unwrap(),
    );
    r
}

// B16: locked again by an own method.
struct Shards {
    shards: parking_lot::RwLock<Vec<u32>>,
}

impl Shards {
    fn put(&self, k: u32) {
        self.shards.write().push(k)
    }

    fn b16(&self) {
        let g = self.shards.read();
        if g.is_empty() {
            self.put(1); //~ double_acquires
        }
    }
}

// B17: a guard that moves into a helper.
fn apply(mut g: MutexGuard<'_, u32>) {
    *g += 1;
}

fn b17(m: &Mutex<u32>) {
    let g = m.lock().unwrap();
    apply(g);
    let g = m.lock().unwrap();
    apply(g);
}

// B18: what must not be tightened.
fn b18(q: &Mutex<Vec<u32>>, cv: &Condvar) -> Option<u32> {
    let mut g = q.lock().unwrap();
    while g.is_empty() {
        g = cv.wait(g).unwrap();
    }
    g.pop()
}

fn b18_downgrade(lock: &parking_lot::RwLock<State>) -> u32 {
    let mut w = lock.write();
    w.count += 1;
    let r = parking_lot::RwLockWriteGuard::downgrade(w);
    r.count
}

// B19: a lock held for effect, and a barrier.
static GLOBAL_SERIAL_LOCK: Mutex<()> = Mutex::new(());

fn b19() {
    let _serial = GLOBAL_SERIAL_LOCK.lock().unwrap();
    println!("alone");
}

fn b19_barrier(slow: &Mutex<State>) {
    drop(slow.lock().unwrap());
    // Wait until the other side is done.
    let _ = slow.lock();
}

// B20: a child for which nobody waits.
fn b20_statement() -> io::Result<()> {
    Command::new("f").spawn()?; //~ unreaped_children
    Ok(())
}

fn b20_one_path(ok: bool) -> io::Result<()> {
    let mut a = Command::new("f").spawn()?; //~ unreaped_children
    if ok {
        a.wait()?;
    }
    Ok(())
}

fn b20_killed() -> io::Result<()> {
    let mut b = Command::new("f").spawn()?; //~ unreaped_children
    b.kill()?;
    Ok(())
}

fn b20_given_back() -> io::Result<process::Child> {
    Command::new("f").spawn()
}

fn b20_exit() -> io::Result<()> {
    Command::new("f").spawn()?;
    process::exit(0)
}

// B21: an exit in the wrong place, and in the right one.
struct App;

impl App {
    fn fatal(&self) {
        process::exit(1)
    }
}

fn b21_caller(app: &App) -> io::Result<()> {
    let tmp = tempdir()?;
    println!("{}", tmp.path().display());
    app.fatal(); //~ exits_skipping_drop
    Ok(())
}

fn step(_: &tempfile::TempDir) {}

fn main() {
    let tmp = tempdir().unwrap();
    step(&tmp);
    fs::remove_dir_all(tmp.path()).ok();
    process::exit(0);
}

// B22: a transaction that is committed in one branch only.
async fn b22(pool: &PgPool, notify: bool, bad: Option<sqlx::Error>) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?; //~ uncommitted_transactions
    sqlx::query("update t set n = 1").execute(&mut *tx).await?;
    if !notify {
        return Ok(());
    }
    if let Some(e) = bad {
        return Err(e);
    }
    tx.commit().await?;
    Ok(())
}

async fn b22_read_only(pool: &PgPool) -> sqlx::Result<i64> {
    let mut tx = pool.begin().await?;
    let row = sqlx::query("select 1").fetch_one(&mut *tx).await?;
    Ok(row.get(0))
}

async fn b22_rehearsal(pool: &PgPool, dry_run: bool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    sqlx::query("update t set n = 1").execute(&mut *tx).await?;
    if dry_run {
        return Ok(());
    }
    tx.commit().await
}

// B23: other work while a transaction is open.
async fn fetch_from_bmc() -> sqlx::Result<()> {
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    Ok(())
}

async fn b23(pool: &PgPool) -> sqlx::Result<()> {
    use sqlx::Acquire;
    let mut tx = pool.begin().await?;
    let mut inner = tx.begin().await?;
    sqlx::query("update t set n = 1").execute(&mut *inner).await?;
    inner.commit().await?;
    fetch_from_bmc().await?; //~ connections_held_across_await
    tx.commit().await
}

// B24: a directory that is gone before it is used.
fn b24() -> io::Result<()> {
    let out = tempdir()?.path().join("o"); //~ orphaned_temp_paths
    fs::write(out, "data")
}

fn b24_moved(tmp: tempfile::TempDir) -> io::Result<()> {
    let mut child = Command::new("sh").current_dir(tmp).spawn()?; //~ orphaned_temp_paths
    child.wait()?;
    Ok(())
}

fn b24_bound() -> io::Result<()> {
    let dir = tempdir()?;
    fs::write(dir.path().join("o"), "data")
}

// B25: a setup guard in a helper.
fn b25() -> io::Result<()> {
    let (w, _guard) = tracing_appender::non_blocking(io::stdout()); //~ short_lived_setup_guards
    let _logger: Box<dyn Write> = Box::new(w);
    Ok(())
}

fn b25_given_back() -> tracing_appender::non_blocking::WorkerGuard {
    let (w, guard) = tracing_appender::non_blocking(io::stdout());
    let _logger: Box<dyn Write> = Box::new(w);
    guard
}

// What keeps the rest of the file in use.
fn others(db: &mut Db, state: &State, out: &mut dyn Write, path: PathBuf) -> io::Result<()> {
    db.hits += 1;
    let swapped = mem::replace(&mut db.hits, 0);
    writeln!(out, "{swapped} {} {}", state.ready, path.display())?;
    drop(db.lock.get_mut());
    Ok(())
}
