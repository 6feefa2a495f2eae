// Locks that nothing acquires for writing once they have been made: nobody waits for who reads them.

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

trait Retain {
    fn first(&self) -> Option<u32>;
}

trait Router {
    fn first(&self) -> Option<u32>;
}

struct Plain;

impl Retain for Plain {
    fn first(&self) -> Option<u32> {
        None
    }
}

impl Router for Plain {
    fn first(&self) -> Option<u32> {
        None
    }
}

struct Options {
    limit: Limit,
}

struct Limit {
    most: Option<u32>,
}

struct Manager {
    retain: RwLock<Box<dyn Retain>>,
    router: RwLock<Box<dyn Router>>,
    options: RwLock<Option<Options>>,
}

async fn saved(_n: u32) {}

impl Manager {
    async fn retain(&self) -> RwLockReadGuard<'_, Box<dyn Retain>> {
        self.retain.read().await
    }

    /// Whoever replaces it does so from outside.
    async fn retain_mut(&self) -> RwLockWriteGuard<'_, Box<dyn Retain>> {
        self.retain.write().await
    }

    async fn router_mut(&self) -> RwLockWriteGuard<'_, Box<dyn Router>> {
        self.router.write().await
    }

    /// rmqtt 0.24.0: a step of building.
    async fn built(self) -> Self {
        *self.retain_mut().await = Box::new(Plain);
        self
    }

    async fn rerouted(&self) {
        *self.router_mut().await = Box::new(Plain);
    }

    async fn configured(&self, options: Options) {
        *self.options.write().await = Some(options);
    }

    async fn limit(&self) -> Option<RwLockReadGuard<'_, Limit>> {
        RwLockReadGuard::try_map(self.options.read().await, |options| options.as_ref().map(|all| &all.limit)).ok()
    }

    async fn only_read(&self) {
        if let Some(n) = self.retain().await.first() {
            saved(n).await;
        }
    }

    async fn written_elsewhere(&self) {
        if let Some(n) = self.router.read().await.first() { //~ guards_held_in_scrutinee
            saved(n).await;
        }
    }

    // mongodb 3.9.1: what is written has it as a field.
    async fn narrowed(&self) {
        if let Some(n) = self.limit().await.as_ref().and_then(|limit| limit.most) { //~ guards_held_in_scrutinee
            saved(n).await;
        }
        match self.options.read().await.is_some() { //~ guards_held_in_scrutinee
            true => saved(1).await,
            false => {}
        }
    }
}
