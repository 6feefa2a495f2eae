// tokio, sqlx, tempfile: commits, awaited flushes, renames.

use std::{io, io::Write as _, path::Path, time::Duration};

use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use tempfile::NamedTempFile;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt, BufWriter},
    net::TcpStream,
    sync::{mpsc, oneshot},
    task::{JoinHandle, JoinSet},
};

async fn insert(_connection: &mut PgConnection, _name: &str) -> sqlx::Result<()> {
    Ok(())
}

// sqlx.

async fn commit_underscore(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, "a").await?;
    let _ = transaction.commit().await; //~ swallowed_close_errors
    Ok(())
}

async fn commit_ok(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    sqlx::query("delete from a").execute(&mut *transaction).await?;
    transaction.commit().await.ok(); //~ swallowed_close_errors
    Ok(())
}

async fn commit_of_a_parameter(transaction: Transaction<'_, Postgres>) {
    let _ = transaction.commit().await; //~ swallowed_close_errors
}

async fn commit_if_let_ok(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, "a").await?;
    if let Ok(()) = transaction.commit().await { //~ swallowed_close_errors
        println!("saved");
    }
    Ok(())
}

async fn commit_heard(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, "a").await?;
    transaction.commit().await?;
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, "b").await?;
    if let Err(error) = transaction.commit().await {
        eprintln!("{error}");
    }
    let mut transaction = pool.begin().await?;
    insert(&mut transaction, "c").await?;
    transaction.commit().await
}

async fn rollback_on_the_error_path(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    if let Err(error) = insert(&mut transaction, "a").await {
        let _ = transaction.rollback().await;
        return Err(error);
    }
    transaction.commit().await
}

async fn rollback_in_an_arm(pool: &PgPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    match insert(&mut transaction, "a").await {
        Ok(()) => transaction.commit().await,
        Err(error) => {
            transaction.rollback().await.ok();
            Err(error)
        }
    }
}

async fn pool_closed(pool: PgPool) {
    let _ = pool.close().await;
    pool.close().await;
}

// tokio.

async fn file_flush(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path).await?;
    file.write_all(data).await?;
    let _ = file.flush().await; //~ swallowed_close_errors
    Ok(())
}

async fn file_flush_bare(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path).await?;
    file.write_all(data).await?;
    file.flush().await; //~ swallowed_close_errors
    Ok(())
}

async fn file_sync_all(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path).await?;
    file.write_all(data).await?;
    file.sync_all().await.ok(); //~ swallowed_close_errors
    Ok(())
}

async fn file_shutdown(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path).await?;
    file.write_all(data).await?;
    let _ = file.shutdown().await; //~ swallowed_close_errors
    Ok(())
}

async fn writer_flush(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path).await?);
    out.write_all(data).await?;
    _ = out.flush().await; //~ swallowed_close_errors
    Ok(())
}

async fn writer_shutdown(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path).await?);
    out.write_all(data).await?;
    out.shutdown().await.ok(); //~ swallowed_close_errors
    Ok(())
}

async fn writer_with_a_timeout_heard(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path).await?);
    out.write_all(data).await?;
    tokio::time::timeout(Duration::from_secs(1), out.flush()).await?
}

async fn writer_with_a_timeout(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path).await?);
    out.write_all(data).await?;
    let _ = tokio::time::timeout(Duration::from_secs(1), out.flush()).await; //~ swallowed_close_errors
    Ok(())
}

async fn writer_in_a_task(path: &'static Path, data: &'static [u8]) {
    tokio::spawn(async move { //~ detached_tasks
        let mut out = BufWriter::new(File::create(path).await?);
        out.write_all(data).await?;
        out.flush().await.ok(); //~ swallowed_close_errors
        io::Result::Ok(())
    });
}

async fn writer_heard(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path).await?);
    out.write_all(data).await?;
    out.flush().await?;
    out.shutdown().await
}

async fn e16_file_read(path: &Path) -> io::Result<String> {
    let mut file = File::open(path).await?;
    let mut text = String::new();
    file.read_to_string(&mut text).await?;
    let _ = file.sync_all().await;
    Ok(text)
}

async fn e15_in_memory(data: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = BufWriter::new(Vec::new());
    out.write_all(data).await?;
    let _ = out.flush().await;
    Ok(out.into_inner())
}

async fn stream_shut_down_after_reading(mut stream: TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let _ = stream.shutdown().await;
    Ok(bytes)
}

async fn standard_output(text: &str) {
    let mut out = tokio::io::stdout();
    let _ = out.write_all(text.as_bytes()).await;
    let _ = out.flush().await;
}

async fn task_with_a_result(task: JoinHandle<io::Result<()>>) {
    let _ = task.await; //~ swallowed_close_errors
}

async fn task_with_a_result_ok(task: JoinHandle<io::Result<()>>) {
    task.await.ok(); //~ swallowed_close_errors
}

async fn task_without_a_result(task: JoinHandle<()>) {
    let _ = task.await;
}

// The end of the set is no error, and what the tasks returned is looked at.
async fn set_of_tasks(mut tasks: JoinSet<io::Result<u32>>) -> io::Result<u32> {
    let mut sum = 0;
    while let Some(Ok(result)) = tasks.join_next().await {
        match result {
            Ok(n) => sum += n,
            Err(error) => return Err(error),
        }
    }
    Ok(sum)
}

async fn set_of_tasks_unheard(mut tasks: JoinSet<io::Result<u32>>) {
    while let Some(result) = tasks.join_next().await { //~ swallowed_close_errors
        let _ = result;
        println!("one more");
    }
}

// A send to somebody who may be gone is no close.
async fn sends(sender: &mpsc::Sender<u32>, reply: oneshot::Sender<u32>) {
    let _ = sender.send(1).await;
    let _ = reply.send(2);
}

// tempfile.

fn persist(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(data)?;
    let _ = file.persist(path); //~ swallowed_close_errors
    Ok(())
}

fn persist_ok(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(data)?;
    file.persist_noclobber(path).ok(); //~ swallowed_close_errors
    Ok(())
}

fn persist_heard(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(data)?;
    file.persist(path)?;
    Ok(())
}

// The directory is deleted anyway, or not worth an error.
fn directory_closed() -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let _ = directory.close();
    Ok(())
}

// Methods of traits, called by the trait's name.

async fn flush_by_the_trait(mut writer: BufWriter<File>) {
    writer.write_all(b"a").await.unwrap();
    let _ = AsyncWriteExt::flush(&mut writer).await; //~ swallowed_close_errors
    AsyncWriteExt::shutdown(&mut writer).await.ok(); //~ swallowed_close_errors
}

fn flush_by_the_trait_of_std(mut writer: io::BufWriter<std::fs::File>) {
    writer.write_all(b"a").unwrap();
    let _ = io::Write::flush(&mut writer); //~ swallowed_close_errors
}

async fn flush_by_the_trait_kept(mut writer: BufWriter<File>) -> io::Result<()> {
    writer.write_all(b"a").await?;
    AsyncWriteExt::flush(&mut writer).await
}
