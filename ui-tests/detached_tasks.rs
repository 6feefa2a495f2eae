use std::{fs, io, sync::mpsc, thread};

use sqlx::{Postgres, Transaction};
use tokio::task::{JoinHandle, JoinSet};

// A thread or task that gives a `Result` that nobody gets.

fn a_thread(path: String) {
    thread::spawn(move || -> io::Result<()> { //~ detached_tasks
        fs::write(&path, b"data")?;
        Ok(())
    });
}

fn a_thread_of_a_function() {
    thread::spawn(write); //~ detached_tasks
}

fn write() -> io::Result<()> {
    fs::write("out", b"data")
}

fn a_bound_thread() {
    let _handle = thread::spawn(|| fs::write("out", b"data")); //~ detached_tasks
}

fn of_a_builder() -> io::Result<()> {
    thread::Builder::new().name("writer".to_owned()).spawn(|| fs::write("out", b"data"))?; //~ detached_tasks
    Ok(())
}

async fn a_task(path: String) {
    tokio::spawn(async move { //~ detached_tasks
        let data = tokio::fs::read(&path).await?;
        tokio::fs::write("copy", data).await
    });
}

async fn a_task_of_a_future() {
    tokio::spawn(copy()); //~ detached_tasks
}

async fn copy() -> io::Result<()> {
    tokio::fs::copy("a", "b").await.map(|_| ())
}

async fn on_one_path(wait: bool) -> io::Result<()> {
    let handle = tokio::spawn(copy());
    if wait {
        handle.await.unwrap()?;
    }
    Ok(())
}

async fn takes_a_transaction_along(mut transaction: Transaction<'static, Postgres>) {
    tokio::spawn(async move { //~ detached_tasks
        if sqlx::query("delete from t").execute(&mut *transaction).await.is_ok() {
            let _unused = transaction.commit().await;
        }
    });
}

// A function of the workspace offers its handle, and may see to errors itself.

fn start() -> thread::JoinHandle<io::Result<()>> {
    thread::spawn(write)
}

fn started_by_a_call() {
    start();
}

// The other side of a channel is gone: nobody misses that.

fn sends(answer: mpsc::Sender<u32>) {
    thread::spawn(move || answer.send(1));
}

async fn receives(stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::spawn(async move { stop.await });
}

fn says_nothing() {
    thread::spawn(|| write().map_err(|_| ()));
}

async fn sent_to_somebody(to: tokio::sync::oneshot::Sender<JoinHandle<io::Result<()>>>) {
    let handle = tokio::spawn(copy());
    _ = to.send(handle);
}

// Somebody learns how it ends, or nobody needs to.

fn joined() -> io::Result<()> {
    thread::spawn(write).join().unwrap()
}

fn given_back() -> thread::JoinHandle<io::Result<()>> {
    let handle = thread::spawn(write);
    handle
}

fn kept(handles: &mut Vec<thread::JoinHandle<io::Result<()>>>) {
    handles.push(thread::spawn(write));
}

struct Service {
    task: Option<JoinHandle<io::Result<()>>>,
}

impl Service {
    async fn start(&mut self) {
        self.task = Some(tokio::spawn(copy()));
    }

    async fn in_a_set(&self, set: &mut JoinSet<io::Result<()>>) {
        set.spawn(copy());
    }
}

async fn awaited() -> io::Result<()> {
    tokio::spawn(copy()).await.unwrap()
}

struct Failed {
    retry: Option<tokio::task::JoinHandle<()>>,
}

async fn that_fails_with_a_handle() -> Result<(), Failed> {
    Err(Failed { retry: None })
}

async fn awaited_for_another() {
    let handle = tokio::spawn(that_fails_with_a_handle());
    if handle.await.is_err() {
        eprintln!("it has panicked");
    }
}

async fn the_first_of_many() -> io::Result<()> {
    let mut copies = Vec::new();
    for _ in 0..3 {
        copies.push(tokio::spawn(copy()));
    }
    let (first, ..) = futures_util::future::select_all(copies).await;
    first.unwrap()
}

async fn aborted() {
    let handle = tokio::spawn(copy());
    handle.abort();
}

fn gives_nothing() {
    thread::spawn(|| {
        if let Err(error) = write() {
            eprintln!("{error}");
        }
    });
}

fn by_name() {
    let _ = thread::spawn(write);
    _ = thread::spawn(write);
    drop(thread::spawn(write));
    let _unused = thread::spawn(write);
}

fn in_a_scope() {
    thread::scope(|scope| {
        scope.spawn(|| 1);
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn starts() {
        std::thread::spawn(super::write);
    }
}
