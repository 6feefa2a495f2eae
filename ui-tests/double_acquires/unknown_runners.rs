//! What is given to somebody unknown runs nobody knows where, and not in place.

use std::sync::{Arc, Mutex};

mod executor {
    #[cfg(not(target_family = "wasm"))]
    mod sys {
        pub use tokio::task::{JoinHandle, spawn};
    }

    #[cfg(target_family = "wasm")]
    mod sys {
        pub struct JoinHandle<T>(Option<T>);

        pub fn spawn<F: Future>(future: F) -> JoinHandle<F::Output> {
            wasm_bindgen_futures::spawn_local(async { drop(future.await) });
            JoinHandle(None)
        }
    }

    pub use sys::*;
}

use executor::spawn;

#[derive(Clone)]
struct Renewed {
    attempt: Arc<tokio::sync::Mutex<()>>,
    task: Arc<tokio::sync::Mutex<Option<executor::JoinHandle<()>>>>,
}

impl Renewed {
    async fn try_lock(&self) {
        let _attempt = self.attempt.lock().await;
        let this = self.clone();
        let mut task = self.task.lock().await;
        *task = Some(spawn(async move {
            let _guard = this.attempt.lock().await;
        }));
    }
}

fn given_to_a_callback(count: &Mutex<u32>, later: impl Fn(&dyn Fn() -> u32)) {
    let held = count.lock().unwrap();
    later(&|| *count.lock().unwrap());
    drop(held);
}

fn called(count: &Mutex<u32>) -> u32 {
    let read = || *count.lock().unwrap();
    let held = count.lock().unwrap();
    read() + *held //~ double_acquires
}
