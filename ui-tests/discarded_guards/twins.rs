// clean
//! An answer to the same lint of rustc or Clippy holds at every level.

use std::sync::Mutex;

fn statement(m: &Mutex<u32>) {
    #[allow(let_underscore_lock)]
    let _ = m.lock();
    work();
    #[expect(clippy::let_underscore_lock, reason = "on purpose")]
    let _ = m.lock();
    work();
}

fn block(m: &Mutex<u32>) {
    #[allow(let_underscore_lock)]
    {
        let _ = m.lock();
        work();
        if *m.lock().unwrap() > 0 {
            let _ = m.lock();
            work();
        }
    }
    #[allow(let_underscore_lock)]
    for _ in 0..2 {
        let _ = m.lock();
        work();
    }
}

fn inner(m: &Mutex<u32>) {
    #![allow(let_underscore_lock)]
    let _ = m.lock();
    work();
}

fn arm(m: &Mutex<u32>, n: u32) {
    match n {
        #[allow(let_underscore_lock)]
        0 => {
            let _ = m.lock();
            work();
        }
        _ => {}
    }
}

#[cfg_attr(not(loom), allow(let_underscore_lock))]
fn function(m: &Mutex<u32>) {
    let closure = || {
        let _ = m.lock();
        work();
    };
    closure();
}

struct Table(Mutex<u32>);

#[allow(clippy::let_underscore_lock)]
impl Table {
    fn touch(&self) {
        let _ = self.0.lock();
        work();
    }
}

#[allow(let_underscore_lock)]
mod module {
    pub(super) mod deeper {
        pub(in super::super) fn f(m: &std::sync::Mutex<u32>) {
            let _ = m.lock();
            super::super::work();
        }
    }
}

fn work() {}
