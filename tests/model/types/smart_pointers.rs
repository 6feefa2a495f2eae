use std::{
    borrow::Cow,
    cell::RefCell,
    collections::HashMap,
    pin::Pin,
    rc::Rc,
    sync::{Arc, LazyLock, Mutex, OnceLock, RwLock, Weak},
};

struct Shared {
    state: Option<Arc<Mutex<Vec<u8>>>>,
    table: RwLock<HashMap<String, Arc<RefCell<Inner>>>>,
}

#[derive(Clone, Default)]
struct Inner {
    count: u32,
}

static GLOBAL: LazyLock<Mutex<Inner>> = LazyLock::new(|| Mutex::new(Inner::default()));
static ONCE: OnceLock<RwLock<String>> = OnceLock::new();

fn options(shared: &Shared) {
    let handle = shared.state.as_ref().unwrap().clone();
    let guard = handle.lock().unwrap();
    let first = guard.first().copied();
    let taken = shared.state.clone().take();
    let mapped = shared.state.as_deref().map(|lock| lock.lock());
}

fn tables(shared: &Shared) {
    let table = shared.table.read().unwrap();
    let cell = table.get("a").cloned();
    let count = cell.as_ref().map(|cell| cell.borrow().count).unwrap_or_default();
    let entry = shared.table.write().unwrap().entry(String::new()).or_default().clone();
}

fn statics() {
    let guard = GLOBAL.lock().unwrap();
    let text = ONCE.get_or_init(|| RwLock::new(String::new())).read().unwrap();
    let length = text.len();
}

fn layers(boxed: Box<Rc<RefCell<Inner>>>, weak: &Weak<Mutex<Inner>>, pinned: Pin<&mut Inner>, cow: Cow<'_, str>) {
    let borrowed = boxed.borrow_mut();
    let count = boxed.borrow().count;
    let strong = weak.upgrade();
    let Some(lock) = weak.upgrade() else { return };
    let inner = lock.lock().map(|guard| guard.clone());
    let field = pinned.count;
    let letters = cow.chars();
    let owned = cow.into_owned();
}
