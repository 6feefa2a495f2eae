//! Flags by which who comes next is turned away, and what comes before they are reset.

use std::{
    cell::RefCell,
    io,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

static RUNNING: AtomicBool = AtomicBool::new(false);

fn work() -> io::Result<()> {
    Ok(())
}

fn busy() -> io::Error {
    io::Error::other("busy")
}

#[derive(Default)]
struct State {
    busy: bool,
    ready: bool,
    dirty: bool,
}

struct Service {
    busy: AtomicBool,
    idle: AtomicBool,
    dirty: AtomicBool,
    state: Mutex<State>,
    cell: RefCell<State>,
}

impl Service {
    fn swapped(&self) -> io::Result<()> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(busy());
        }
        work()?; //~ releases_skipped_on_error
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn exchanged(&self) -> io::Result<()> {
        if self.busy.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_err() {
            return Err(busy());
        }
        work()?; //~ releases_skipped_on_error
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn exchanged_by_question_mark(&self) -> io::Result<()> {
        self.busy
            .compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst)
            .map_err(|_| busy())?;
        work()?; //~ releases_skipped_on_error
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn loaded_and_stored(&self) -> io::Result<()> {
        if self.busy.load(Ordering::SeqCst) {
            return Err(busy());
        }
        self.busy.store(true, Ordering::SeqCst);
        work()?; //~ releases_skipped_on_error
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn the_other_way_round(&self) -> io::Result<()> {
        if !self.idle.swap(false, Ordering::SeqCst) {
            return Err(busy());
        }
        work()?; //~ releases_skipped_on_error
        self.idle.store(true, Ordering::SeqCst);
        Ok(())
    }

    fn under_a_lock(&self) -> io::Result<()> {
        {
            let mut state = self.state.lock().unwrap();
            if state.busy {
                return Err(busy());
            }
            state.busy = true;
        }
        work()?; //~ releases_skipped_on_error
        self.state.lock().unwrap().busy = false;
        Ok(())
    }

    fn in_a_cell(&self) -> io::Result<()> {
        if self.cell.borrow().busy {
            return Ok(());
        }
        self.cell.borrow_mut().busy = true;
        work()?; //~ releases_skipped_on_error
        self.cell.borrow_mut().busy = false;
        Ok(())
    }
}

fn of_a_static() -> io::Result<()> {
    if RUNNING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    work()?; //~ releases_skipped_on_error
    RUNNING.store(false, Ordering::SeqCst);
    Ok(())
}

// Silent from here on.

impl Service {
    fn reset_before_the_error_is_handed_on(&self) -> io::Result<()> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(busy());
        }
        let done = work();
        self.busy.store(false, Ordering::SeqCst);
        done
    }

    fn reset_on_both_ways(&self) -> io::Result<()> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(busy());
        }
        if let Err(error) = work() {
            self.busy.store(false, Ordering::SeqCst);
            return Err(error);
        }
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    /// Whatever fails leaves it to be done again: the flag is meant to stay.
    fn meant_to_stay(&self) -> io::Result<()> {
        self.dirty.store(true, Ordering::SeqCst);
        work()?;
        self.dirty.store(false, Ordering::SeqCst);
        let mut state = self.state.lock().unwrap();
        state.dirty = true;
        work()?;
        state.dirty = false;
        Ok(())
    }

    /// It is ready when all went well, and not before.
    fn ready_at_the_end(&self) -> io::Result<()> {
        if self.state.lock().unwrap().ready {
            return Ok(());
        }
        self.state.lock().unwrap().ready = false;
        work()?;
        self.state.lock().unwrap().ready = true;
        Ok(())
    }

    /// Once and for all, where it works.
    fn started_once(&self) -> io::Result<()> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        work()
    }

    /// A way that lasts: somebody else resets it.
    fn lasts(&self, detach: bool) -> io::Result<()> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(busy());
        }
        work()?;
        if detach {
            return Ok(());
        }
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }
}

struct Job {
    busy: bool,
}

impl Job {
    fn of_who_calls(&mut self) -> io::Result<()> {
        if self.busy {
            return Ok(());
        }
        self.busy = true;
        work()?;
        self.busy = false;
        Ok(())
    }
}

struct Gate {
    closed: AtomicBool,
}

impl Gate {
    fn pass(&self) -> io::Result<()> {
        if self.closed.swap(true, Ordering::SeqCst) {
            return Err(busy());
        }
        work()?;
        self.closed.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn pass_again(&self) {
        if self.pass().is_err() {
            self.closed.store(false, Ordering::SeqCst);
        }
    }
}
