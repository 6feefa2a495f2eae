// What rustc and Clippy do not see: permits, spans, borrows, directories, scopes.

use std::{io, sync::Arc};

use dashmap::DashMap;
use sqlx::PgPool;
use tempfile::{NamedTempFile, tempdir};
use tokio::{
    runtime::{Handle, Runtime},
    sync::{AcquireError, Mutex, RwLock, Semaphore, watch},
};
use tracing::Span;

async fn work() {}

// tokio.

async fn b8_permit(limit: &Semaphore) -> Result<(), AcquireError> {
    let _ = limit.acquire().await?; //~ discarded_guards
    work().await;
    Ok(())
}

async fn permit_as_a_statement(limit: &Semaphore) -> Result<(), AcquireError> {
    limit.acquire().await?; //~ discarded_guards
    work().await;
    Ok(())
}

async fn permit_in_its_result(limit: &Semaphore) {
    let _ = limit.acquire().await; //~ discarded_guards
    work().await;
}

async fn owned_permit(limit: Arc<Semaphore>) {
    limit.clone().acquire_owned().await.unwrap(); //~ discarded_guards
    work().await;
}

async fn many_permits(limit: &Semaphore) {
    let _ = limit.acquire_many(3).await.unwrap(); //~ discarded_guards
    work().await;
}

async fn async_lock(m: &Mutex<u32>) {
    let _ = m.lock().await; //~ discarded_guards
    work().await;
}

async fn async_lock_as_a_statement(m: &Mutex<u32>) {
    m.lock().await; //~ discarded_guards
    work().await;
}

async fn async_owned_lock(m: Arc<Mutex<u32>>) {
    let _ = m.clone().lock_owned().await; //~ discarded_guards
    work().await;
}

async fn async_read(m: &RwLock<u32>) {
    _ = m.read().await; //~ discarded_guards
    work().await;
}

async fn async_write(m: &RwLock<u32>) {
    let (_, n) = (m.write().await, 1); //~ discarded_guards
    let _m = n;
    work().await;
}

fn entered_runtime(runtime: &Runtime) {
    let _ = runtime.enter(); //~ discarded_guards
    tokio::spawn(work());
}

fn entered_handle(handle: &Handle) {
    handle.enter(); //~ discarded_guards
    tokio::spawn(work());
}

async fn bound_permit(limit: &Semaphore) -> Result<(), AcquireError> {
    let _permit = limit.acquire().await?;
    work().await;
    Ok(())
}

async fn e18_forgotten_on_purpose(limit: &Semaphore) -> Result<(), AcquireError> {
    limit.acquire().await?.forget(); //~ forgotten_guards
    Ok(())
}

fn asked_only(limit: &Semaphore) {
    limit.available_permits();
    let _ = limit.available_permits();
}

async fn value_behind_the_guard(m: &Mutex<Vec<u32>>) {
    m.lock().await.push(1);
    let _ = m.lock().await.pop();
    let _ = m.lock().await.len();
}

// Asked for its effect: the value counts as seen.
fn marked_as_seen(receiver: &mut watch::Receiver<u32>) {
    receiver.borrow_and_update();
    let _ = receiver.borrow_and_update();
}

// tracing.

fn b8_span(span: &Span) {
    let _ = span.enter(); //~ discarded_guards
}

fn span_as_a_statement(span: &Span) {
    span.enter(); //~ discarded_guards
}

fn span_made_here() {
    let _ = tracing::info_span!("load").entered(); //~ discarded_guards
}

fn span_bound(span: &Span) {
    let _entered = span.enter();
}

fn span_in_scope(span: &Span) {
    span.in_scope(|| ());
    let _ = span.in_scope(|| 1);
}

// tempfile.

fn directory() -> io::Result<()> {
    let _ = tempdir()?; //~ discarded_guards
    Ok(())
}

fn directory_as_a_statement() -> io::Result<()> {
    tempdir()?; //~ discarded_guards
    Ok(())
}

fn file_as_a_statement() -> io::Result<()> {
    NamedTempFile::new()?; //~ discarded_guards
    Ok(())
}

fn directory_bound() -> io::Result<()> {
    let _directory = tempdir()?;
    Ok(())
}

fn directory_ended_by_name() -> io::Result<()> {
    tempdir()?.close()?;
    let _ = tempdir()?.keep(); //~ forgotten_guards
    Ok(())
}

fn directory_used(name: &str) -> io::Result<bool> {
    Ok(tempdir()?.path().join(name).exists())
}

// sqlx: a connectivity check or warm-up takes a connection and gives it back.

async fn connectivity_check(pool: &PgPool) -> sqlx::Result<()> {
    let _ = pool.acquire().await?;
    pool.acquire().await?;
    Ok(())
}

// A transaction that is rolled back at once asks whether one can be had, as with connections.
async fn transaction(pool: &PgPool) -> sqlx::Result<()> {
    let _ = pool.begin().await?;
    Ok(())
}

// scopeguard.

fn scope_guard() {
    let _ = scopeguard::guard((), |()| println!("done")); //~ discarded_guards
    println!("work");
}

fn scope_guard_as_a_statement() {
    scopeguard::guard((), |()| println!("done")); //~ discarded_guards
    println!("work");
}

fn scope_guard_bound() {
    let _guard = scopeguard::guard((), |()| println!("done"));
    println!("work");
}

fn scope_guard_by_macro() {
    scopeguard::defer! {
        println!("done");
    }
    println!("work");
}

// dashmap: a reference that nobody looks at protects nothing; the call was made for its effect.

fn entry_inserted(map: &DashMap<u32, String>) {
    map.entry(1).or_insert(String::new());
    let _ = map.entry(2).or_default();
    map.insert(3, String::new());
    let _ = map.remove(&3);
}
