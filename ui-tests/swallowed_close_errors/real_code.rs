// Shapes of well-known crates: errors of closing that nobody waits for.

use std::{fs::File, io::{BufWriter, Write}, sync::Mutex};

use tokio::task::JoinSet;

struct Trace {
    inner: Mutex<BufWriter<File>>,
}

impl Trace {
    // A trace must not fail the program: its writes go unheard too.
    fn record(&self, from: &str, to: &str) {
        let mut writer = self.inner.lock().unwrap();
        let _ = writeln!(writer, "{from} -> {to}");
        let _ = writer.flush();
    }

    fn record_with_care(&self, from: &str) -> std::io::Result<()> {
        let mut writer = self.inner.lock().unwrap();
        writeln!(writer, "{from}")?;
        let _ = writer.flush(); //~ swallowed_close_errors
        Ok(())
    }
}

// What is given up may fail.
async fn abort_uploads(mut uploads: JoinSet<Result<u64, String>>) {
    while let Some(result) = uploads.join_next().await {
        // Nothing of it is committed.
        let _ = result;
    }
}

// slatedb 0.18.0, flush.rs: what a branch of `select!` gets is handed on.
struct Flushes {
    tasks: JoinSet<Result<(), std::io::Error>>,
}

impl Flushes {
    fn collect(&self, result: Result<Result<(), std::io::Error>, tokio::task::JoinError>) -> std::io::Result<()> {
        result.map_err(std::io::Error::other)?
    }

    async fn next(&mut self, mut stop: tokio::sync::mpsc::Receiver<()>) -> std::io::Result<()> {
        loop {
            tokio::select! {
                Some(result) = self.tasks.join_next(), if !self.tasks.is_empty() => {
                    self.collect(result)?;
                }
                _ = stop.recv() => return Ok(()),
            }
        }
    }
}

// stretto 0.9.0, sync.rs: a drop waits for its thread, and can do nothing about how that ended.
struct Processor {
    thread: Option<std::thread::JoinHandle<Result<(), std::io::Error>>>,
}

impl Drop for Processor {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Processor {
    fn stop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); //~ swallowed_close_errors
        }
    }
}
