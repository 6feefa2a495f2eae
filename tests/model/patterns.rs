use std::sync::{Mutex, TryLockError};

fn arms(m: &Mutex<u32>) -> u32 {
    match m.try_lock() {
        Ok(guard) if *guard > 1 => *guard,
        Ok(guard) => *guard + 1,
        Err(TryLockError::WouldBlock) => 0,
        Err(TryLockError::Poisoned(error)) => *error.into_inner(),
    }
}

fn let_else(m: &Mutex<u32>) -> u32 {
    let Ok(guard) = m.lock() else { return 0 };
    *guard
}
