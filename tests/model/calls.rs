use std::{
    fs, io,
    sync::{Arc, Mutex, MutexGuard, OnceLock, RwLock, mpsc::Receiver},
    thread,
    time::Duration,
};

static REGISTRY: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static CELL: OnceLock<Mutex<u32>> = OnceLock::new();

struct Store {
    names: RwLock<Vec<String>>,
    inner: Arc<Inner>,
}

struct Inner {
    state: Mutex<u32>,
}

impl Store {
    fn put(&self, name: String) {
        self.names.write().unwrap().push(name);
    }

    fn middle(&self) {
        self.put(String::new());
    }

    fn upper(&self, deep: bool) {
        if deep {
            self.middle();
        }
    }

    fn lock(&self) -> MutexGuard<'_, u32> {
        self.inner.state.lock().unwrap()
    }

    fn state(&self) -> &Mutex<u32> {
        &self.inner.state
    }

    fn try_state(&self) -> Option<MutexGuard<'_, u32>> {
        self.inner.state.try_lock().ok()
    }

    fn through_accessors(&self) -> u32 {
        *self.lock() + *self.state().lock().unwrap()
    }

    fn shared(&self) -> Arc<Inner> {
        self.inner.clone()
    }

    fn through_a_shared_handle(&self) -> u32 {
        let shared = self.shared();
        *shared.state.lock().unwrap()
    }

    fn in_a_closure(&self) {
        (|| *self.inner.state.lock().unwrap() = 1)();
        Some(1).map(|n| self.put(n.to_string()));
    }

    fn in_a_thread(self: Arc<Self>) {
        thread::spawn(move || self.put(String::new()));
    }

    fn in_a_scope(&self) {
        thread::scope(|scope| {
            scope.spawn(|| self.put(String::new()));
        });
    }
}

fn registry() -> MutexGuard<'static, Vec<u32>> {
    REGISTRY.lock().unwrap()
}

fn cell() -> &'static Mutex<u32> {
    CELL.get_or_init(|| Mutex::new(0))
}

fn add(n: u32) {
    registry().push(n);
    *cell().lock().unwrap() += n;
}

fn even(n: u32) {
    if n > 0 {
        odd(n - 1);
    }
}

fn odd(n: u32) {
    add(n);
    even(n);
}

fn while_held(guard: MutexGuard<'_, u32>, store: &Store) {
    *store.lock() = *guard;
}

fn waits(receiver: &Receiver<u32>) -> u32 {
    thread::sleep(Duration::from_millis(1));
    receiver.recv().unwrap_or_default()
}

fn waits_by_a_call(receiver: &Receiver<u32>) -> io::Result<u32> {
    let text = fs::read_to_string("a")?;
    Ok(text.len() as u32 + waits(receiver))
}

fn never() -> ! {
    loop {
        thread::park();
    }
}

trait Locks {
    fn enter(&self);
}

impl Locks for Store {
    fn enter(&self) {
        *self.inner.state.lock().unwrap() += 1;
    }
}

fn by_a_trait(locks: &dyn Locks) {
    locks.enter();
}
