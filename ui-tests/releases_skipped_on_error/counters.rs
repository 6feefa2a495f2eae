//! Numbers that are raised and lowered again, and what comes between.

use std::{
    io,
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

static ACTIVE: AtomicUsize = AtomicUsize::new(0);

fn work() -> io::Result<()> {
    Ok(())
}

async fn work_later() -> io::Result<()> {
    Ok(())
}

#[derive(Default)]
struct Load {
    running: u32,
    free: u32,
    seen: u32,
}

struct Server {
    active: AtomicUsize,
    total: AtomicU64,
    shared: Arc<AtomicUsize>,
    load: Mutex<Load>,
    later: tokio::sync::Mutex<Load>,
    table: RwLock<Load>,
}

impl Server {
    fn question_mark_between(&self) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        work()?; //~ releases_skipped_on_error
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    fn error_returned_between(&self, fails: bool) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        if fails {
            return Err(io::Error::other("no")); //~ releases_skipped_on_error
        }
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    async fn awaited_between(&self) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        work_later().await?; //~ releases_skipped_on_error
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    fn behind_a_handle(&mut self) -> io::Result<()> {
        self.shared.fetch_add(1, Ordering::Relaxed);
        work()?; //~ releases_skipped_on_error
        self.shared.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }

    fn by_a_clone_of_the_handle(&self) -> io::Result<()> {
        let shared = Arc::clone(&self.shared);
        shared.fetch_add(1, Ordering::Relaxed);
        work()?; //~ releases_skipped_on_error
        self.shared.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }

    fn under_a_lock(&self) -> io::Result<()> {
        let mut load = self.load.lock().unwrap();
        load.running += 1;
        work()?; //~ releases_skipped_on_error
        load.running -= 1;
        Ok(())
    }

    fn under_a_lock_that_is_taken_twice(&self) -> io::Result<()> {
        self.load.lock().unwrap().running += 1;
        work()?; //~ releases_skipped_on_error
        self.load.lock().unwrap().running -= 1;
        Ok(())
    }

    async fn under_an_async_lock(&self) -> io::Result<()> {
        self.later.lock().await.running += 1;
        work_later().await?; //~ releases_skipped_on_error
        self.later.lock().await.running -= 1;
        Ok(())
    }

    fn lowered_first(&self) -> io::Result<()> {
        self.table.write().unwrap().free -= 1;
        work()?; //~ releases_skipped_on_error
        self.table.write().unwrap().free += 1;
        Ok(())
    }

    fn in_a_loop(&self, rounds: u32) -> io::Result<()> {
        for _ in 0..rounds {
            self.active.fetch_add(1, Ordering::SeqCst);
            work()?; //~ releases_skipped_on_error
            self.active.fetch_sub(1, Ordering::SeqCst);
        }
        Ok(())
    }
}

fn of_a_static() -> io::Result<()> {
    ACTIVE.fetch_add(1, Ordering::SeqCst);
    work()?; //~ releases_skipped_on_error
    ACTIVE.fetch_sub(1, Ordering::SeqCst);
    Ok(())
}

fn of_a_parameter(active: &AtomicUsize) -> Option<u32> {
    active.fetch_add(1, Ordering::SeqCst);
    let found = "1".parse().ok()?; //~ releases_skipped_on_error
    active.fetch_sub(1, Ordering::SeqCst);
    Some(found)
}

// Silent from here on.

impl Server {
    fn taken_back_before_the_error_is_handed_on(&self) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        let done = work();
        self.active.fetch_sub(1, Ordering::SeqCst);
        done
    }

    fn taken_back_on_both_ways(&self) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        if let Err(error) = work() {
            self.active.fetch_sub(1, Ordering::SeqCst);
            return Err(error);
        }
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    /// A place is taken, and given back where it is not needed: on success it stays taken.
    fn taken_back_on_failure_only(&self, fails: bool) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        work()?;
        if fails {
            self.active.fetch_sub(1, Ordering::SeqCst);
            return Err(io::Error::other("no"));
        }
        Ok(())
    }

    /// Somebody else gives the place back.
    fn kept_on_one_way(&self, keep: bool) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        work()?;
        if keep {
            return Ok(());
        }
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    /// A statistic: it is never taken back.
    fn only_counted(&self) -> io::Result<()> {
        self.total.fetch_add(1, Ordering::Relaxed);
        self.load.lock().unwrap().seen += 1;
        work()
    }

    fn another_number_is_lowered(&self) -> io::Result<()> {
        self.load.lock().unwrap().running += 1;
        work()?;
        self.load.lock().unwrap().free -= 1;
        Ok(())
    }

    fn by_another_number(&self, by: u64, other: u64) -> io::Result<()> {
        self.total.fetch_add(by, Ordering::Relaxed);
        work()?;
        self.total.fetch_sub(other, Ordering::Relaxed);
        Ok(())
    }

    fn moved_from_one_to_the_next(&self) -> io::Result<()> {
        self.table.write().unwrap().free -= 1;
        self.table.write().unwrap().running += 1;
        work()?;
        self.table.write().unwrap().seen += 1;
        Ok(())
    }
}

/// A number of this call alone.
fn of_a_local() -> io::Result<usize> {
    let depth = AtomicUsize::new(0);
    let shared = Arc::new(AtomicUsize::new(0));
    let mut count = 0;
    depth.fetch_add(1, Ordering::SeqCst);
    shared.fetch_add(1, Ordering::SeqCst);
    count += 1;
    work()?;
    count -= 1;
    shared.fetch_sub(1, Ordering::SeqCst);
    depth.fetch_sub(1, Ordering::SeqCst);
    Ok(count)
}

/// Nobody goes on with a parser that has failed.
struct Parser {
    depth: u32,
    nodes: AtomicUsize,
}

impl Parser {
    fn of_who_calls(&mut self) -> io::Result<()> {
        self.depth += 1;
        work()?;
        self.depth -= 1;
        Ok(())
    }

    fn of_itself(self) -> io::Result<usize> {
        self.nodes.fetch_add(1, Ordering::SeqCst);
        work()?;
        Ok(self.nodes.fetch_sub(1, Ordering::SeqCst))
    }
}

/// It calls itself, and who calls takes back.
struct Walker {
    depth: AtomicUsize,
}

impl Walker {
    fn descend(&self, more: bool) -> io::Result<()> {
        self.depth.fetch_add(1, Ordering::SeqCst);
        if more {
            self.descend(false)?;
        }
        self.depth.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    fn tried(&self) -> io::Result<()> {
        self.depth.fetch_add(1, Ordering::SeqCst);
        work()?;
        self.depth.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    fn retried(&self) {
        while self.tried().is_err() {
            self.depth.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

struct Connections {
    open: AtomicUsize,
}

/// A closure takes it back.
impl Connections {
    fn by_a_closure(&self) -> io::Result<()> {
        let close = || self.open.fetch_sub(1, Ordering::SeqCst);
        self.open.fetch_add(1, Ordering::SeqCst);
        work().inspect_err(|_| drop(close()))?;
        self.open.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }

    fn by_a_scope_guard(&self) -> io::Result<()> {
        self.open.fetch_add(1, Ordering::SeqCst);
        scopeguard::defer! {
            self.open.fetch_sub(1, Ordering::SeqCst);
        }
        work()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted() -> io::Result<()> {
        ACTIVE.fetch_add(1, Ordering::SeqCst);
        work()?;
        ACTIVE.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }
}
