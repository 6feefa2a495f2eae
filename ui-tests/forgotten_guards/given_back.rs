// clean
// What is forgotten on one side and given back on the other.

use std::mem;

use tokio::sync::Semaphore;

struct Pool {
    limit: Semaphore,
    lock: parking_lot::Mutex<Vec<u32>>,
}

impl Pool {
    async fn take(&self) -> u32 {
        let permit = self.limit.acquire().await.unwrap();
        permit.forget();
        1
    }

    fn give_back(&self) {
        self.limit.add_permits(1);
    }

    fn lock_by_hand(&self) {
        mem::forget(self.lock.lock());
    }

    fn unlock_by_hand(&self) {
        unsafe { self.lock.force_unlock() };
    }
}
