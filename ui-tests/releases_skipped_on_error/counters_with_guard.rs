// clean
//! A `Drop` takes the number back.

use std::{
    io,
    sync::atomic::{AtomicUsize, Ordering},
};

struct Pool {
    active: AtomicUsize,
}

struct Lease<'a>(&'a Pool);

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        self.0.active.fetch_sub(1, Ordering::SeqCst);
    }
}

fn work() -> io::Result<()> {
    Ok(())
}

impl Pool {
    fn lease(&self) -> io::Result<Lease<'_>> {
        self.active.fetch_add(1, Ordering::SeqCst);
        let lease = Lease(self);
        work()?;
        Ok(lease)
    }

    fn by_hand(&self) -> io::Result<()> {
        self.active.fetch_add(1, Ordering::SeqCst);
        work()?;
        self.active.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    }
}
