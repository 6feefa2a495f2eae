//! What makes a guard may do more than that: then it is called for the rest.

use std::{cell::RefCell, collections::HashMap};

use tokio::sync::{RwLock, RwLockReadGuard};

struct Dataset(RwLock<Vec<u32>>);

impl Dataset {
    async fn get_refreshed(&self) -> Result<RwLockReadGuard<'_, Vec<u32>>, String> {
        self.reload().await?;
        Ok(self.0.read().await)
    }

    async fn get(&self) -> Result<RwLockReadGuard<'_, Vec<u32>>, String> {
        Ok(self.0.read().await)
    }

    async fn reload(&self) -> Result<(), String> {
        let new = tokio::fs::read("dataset").await.map_err(|error| error.to_string())?;
        *self.0.write().await = new.into_iter().map(u32::from).collect();
        Ok(())
    }
}

async fn commit(dataset: &Dataset) {
    let _ = dataset.get_refreshed().await;
}

async fn commit_under_nothing(dataset: &Dataset) {
    let _ = dataset.get().await; //~ discarded_guards
    write(1).await;
}

async fn write(_number: u32) {}

thread_local! {
    static FRAMES: RefCell<HashMap<u64, String>> = RefCell::default();
}

struct Trace(u64);

/// Keeps what it has found when it goes.
struct Resolver {
    id: u64,
    frame: Option<String>,
}

impl Trace {
    fn resolver(&self) -> Resolver {
        Resolver { id: self.0, frame: None }
    }

    fn resolve(&self) {
        self.resolver().resolve();
        println!("{}", self.0);
    }

    fn forget(&self) {
        self.resolver(); //~ discarded_guards
        println!("{}", self.0);
    }
}

impl Resolver {
    fn resolve(mut self) -> Self {
        self.frame = Some(self.id.to_string());
        self
    }
}

impl Drop for Resolver {
    fn drop(&mut self) {
        FRAMES.with(|frames| frames.borrow_mut().insert(self.id, self.frame.take().unwrap_or_default()));
    }
}
