use std::{fmt::Display, future::Future, sync::{Arc, Mutex, MutexGuard}};

trait Store {
    type Item;
    type Guard<'a>
    where
        Self: 'a;
    const LIMIT: usize;

    fn lock(&self) -> Self::Guard<'_>;
    fn items(&self) -> Vec<Self::Item>;
    fn first(&self) -> Option<Self::Item> {
        self.items().into_iter().next()
    }
    fn shared(self: Arc<Self>) -> Arc<Self>;
}

struct Memory(Mutex<Vec<u8>>);

impl Store for Memory {
    type Item = Mutex<u8>;
    type Guard<'a> = MutexGuard<'a, Vec<u8>>;
    const LIMIT: usize = 1;

    fn lock(&self) -> Self::Guard<'_> {
        self.0.lock().unwrap()
    }
    fn items(&self) -> Vec<Self::Item> {
        let limit = Self::LIMIT;
        let guard = self.lock();
        Vec::new()
    }
    fn shared(self: Arc<Self>) -> Arc<Self> {
        let guard = self.0.lock();
        self
    }
}

impl Memory {
    fn lock(&self) -> u8 {
        1
    }
}

trait Named: Display {
    fn name(&self) -> String;
}

impl<T: Display> Named for T {
    fn name(&self) -> String {
        self.to_string()
    }
}

fn known(memory: Arc<Memory>) {
    let inherent = memory.lock();
    let by_trait = Store::lock(&*memory);
    let qualified = <Memory as Store>::lock(&memory);
    let items = memory.items();
    let first = memory.first();
    let shared = memory.clone().shared();
    let name = 1_u8.name();
    let limit = Memory::LIMIT;
}

fn by_bounds<S: Store<Item = Mutex<u8>>>(store: &S, named: &dyn Named, any: impl Named) {
    let item = store.first();
    let guard = store.lock();
    let name = named.name();
    let text = any.to_string();
}

fn by_where<I>(list: I)
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    for item in list {
        let text = item.as_ref().len();
    }
}

fn opaque() -> impl Iterator<Item = Arc<Mutex<u8>>> {
    std::iter::empty()
}

fn later() -> impl Future<Output = Result<Mutex<u8>, String>> {
    async { Ok(Mutex::new(1)) }
}

async fn callers(futures: Vec<std::pin::Pin<Box<dyn Future<Output = Mutex<u8>> + Send>>>) -> Result<(), String> {
    let lock = opaque().next();
    let guard = later().await?;
    for future in futures {
        let lock = future.await;
    }
    Ok(())
}
