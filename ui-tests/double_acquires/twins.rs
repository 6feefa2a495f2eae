//! What is there under several `cfg`s does what all of them do.

use std::{
    panic::catch_unwind,
    sync::{LockResult, Mutex, MutexGuard, TryLockError},
};

trait SafeLock {
    type Output<'a>
    where
        Self: 'a;

    fn safe_lock(&self) -> Self::Output<'_>;
}

impl<T> SafeLock for Mutex<T> {
    type Output<'a>
        = LockResult<MutexGuard<'a, T>>
    where
        T: 'a;

    #[cfg(target_arch = "wasm32")]
    fn safe_lock(&self) -> Self::Output<'_> {
        self.lock()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn safe_lock(&self) -> Self::Output<'_> {
        loop {
            match self.try_lock() {
                Ok(guard) => return Ok(guard),
                Err(TryLockError::WouldBlock) => (),
                Err(TryLockError::Poisoned(error)) => return Err(error),
            }
            if too_late() {
                panic!("the lock is held by somebody for too long");
            }
        }
    }
}

fn too_late() -> bool {
    true
}

fn it_gives_up() {
    let mutex = Mutex::new(());
    let _guard = mutex.safe_lock();
    let failed = catch_unwind(|| mutex.safe_lock());
    assert!(failed.is_err());
}

struct Counter {
    count: Mutex<u32>,
}

impl Counter {
    #[cfg(feature = "plain")]
    fn raise(&self) {
        *self.count.lock().unwrap() += 1;
    }

    #[cfg(not(feature = "plain"))]
    fn raise(&self) {
        if let Ok(mut count) = self.count.try_lock() {
            *count += 1;
        }
    }

    #[cfg(feature = "plain")]
    fn lower(&self) {
        *self.count.lock().unwrap() -= 1;
    }

    #[cfg(not(feature = "plain"))]
    fn lower(&self) {
        let mut count = self.count.lock().unwrap();
        *count = count.saturating_sub(1);
    }

    fn both(&self) {
        let count = self.count.lock().unwrap();
        self.raise();
        self.lower(); //~ double_acquires
        drop(count);
    }
}
