// Futures that release or acquire something, and that nobody polls.

use std::{io, time::Duration};

use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use tokio::{
    fs::File,
    io::{AsyncWriteExt, BufWriter},
    process::Child,
    sync::{Mutex, RwLock, Semaphore},
    task::JoinSet,
};

async fn insert(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("insert into names values ('a')").execute(connection).await?;
    Ok(())
}

// Reported.

async fn commit(mut tx: Transaction<'_, Postgres>) -> sqlx::Result<()> {
    insert(&mut tx).await?;
    let _ = tx.commit(); //~ unawaited_releases
    Ok(())
}

async fn commit_assigned(mut tx: Transaction<'_, Postgres>) -> sqlx::Result<()> {
    insert(&mut tx).await?;
    _ = tx.commit(); //~ unawaited_releases
    Ok(())
}

async fn commit_in_a_variable(mut tx: Transaction<'_, Postgres>) -> sqlx::Result<()> {
    insert(&mut tx).await?;
    let _committed = tx.commit(); //~ unawaited_releases
    Ok(())
}

async fn rollback(tx: Transaction<'_, Postgres>) {
    tx.rollback(); //~ unawaited_releases
}

async fn pool(pool: PgPool) {
    pool.close(); //~ unawaited_releases
}

fn pool_without_async(pool: &PgPool) {
    let _ = pool.close(); //~ unawaited_releases
}

async fn flush(mut out: BufWriter<File>, data: &[u8]) -> io::Result<()> {
    out.write_all(data).await?;
    let _ = out.flush(); //~ unawaited_releases
    Ok(())
}

async fn shutdown(mut out: BufWriter<File>, data: &[u8]) -> io::Result<()> {
    out.write_all(data).await?;
    let _ended = out.shutdown(); //~ unawaited_releases
    Ok(())
}

async fn sync(file: &File) {
    let _ = file.sync_all(); //~ unawaited_releases
}

async fn tasks(mut tasks: JoinSet<()>) {
    let _ = tasks.shutdown(); //~ unawaited_releases
}

async fn child(mut child: Child) {
    let _ = child.kill(); //~ unawaited_releases
}

async fn lock(counter: &Mutex<u32>) {
    let _guard = counter.lock(); //~ unawaited_releases
    println!("not alone");
}

async fn read_lock(names: &RwLock<Vec<String>>) {
    let _ = names.read(); //~ unawaited_releases
}

async fn permit(limit: &Semaphore) {
    let _permit = limit.acquire(); //~ unawaited_releases
    println!("as many as like to");
}

struct Server {
    tasks: JoinSet<()>,
}

impl Server {
    async fn shutdown(&mut self) {
        self.tasks.shutdown().await;
    }

    async fn stop_all(&mut self) {
        let _ = self.shutdown(); //~ unawaited_releases
        self.tasks.abort_all();
    }
}

async fn in_a_branch(mut tx: Transaction<'_, Postgres>, save: bool) -> sqlx::Result<()> {
    insert(&mut tx).await?;
    if save {
        let _ = tx.commit(); //~ unawaited_releases
        return Ok(());
    }
    tx.rollback().await
}

async fn in_a_task(pool: PgPool) {
    tokio::spawn(async move { //~ detached_tasks
        let tx = pool.begin().await?;
        let _ = tx.commit(); //~ unawaited_releases
        sqlx::Result::Ok(())
    });
}

// Left alone.

async fn awaited(tx: Transaction<'_, Postgres>) -> sqlx::Result<()> {
    let committed = tx.commit();
    committed.await
}

fn returned(pool: &PgPool) -> impl Future<Output = ()> {
    pool.close()
}

async fn spawned(pool: PgPool) {
    tokio::spawn(async move { pool.close().await });
}

async fn joined(first: PgPool, second: PgPool) {
    tokio::join!(first.close(), second.close());
}

async fn in_time(pool: &PgPool) {
    let _ = tokio::time::timeout(Duration::from_secs(1), pool.close()).await;
}

async fn collected(pools: &[PgPool]) {
    let mut all = Vec::new();
    for pool in pools {
        all.push(pool.close());
    }
    for one in all {
        one.await;
    }
}

async fn pinned(pool: &PgPool) {
    let mut closing = std::pin::pin!(pool.close());
    closing.as_mut().await;
}

async fn selected(pool: &PgPool) {
    let closing = pool.close();
    tokio::select! {
        _ = closing => {}
        _ = tokio::time::sleep(Duration::from_secs(1)) => {}
    }
}

fn driven(pool: &PgPool, runtime: &tokio::runtime::Runtime) {
    runtime.block_on(pool.close());
}

async fn dropped_on_purpose(pool: &PgPool) {
    drop(pool.close());
}

// No future.
fn plain(out: &mut std::io::BufWriter<std::fs::File>) -> io::Result<()> {
    std::io::Write::flush(out)
}

async fn aborted(mut tasks: JoinSet<()>) {
    tasks.abort_all();
}

// lancedb 0.41, test_utils/connection.rs: nothing is killed.
struct KillsNothing {
    child: tokio::process::Child,
}

impl Drop for KillsNothing {
    fn drop(&mut self) {
        let _ = self.child.kill(); //~ unawaited_releases
    }
}
