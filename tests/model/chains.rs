//! `if let` chains, which are there from 2024 on.

use parking_lot::Mutex;

fn here() -> u32 {
    0
}

fn chain(m: &Mutex<u32>) {
    if let 1 = *m.lock()
        && here() == 1 //~ held
    {
        here(); //~ held
    }
}
