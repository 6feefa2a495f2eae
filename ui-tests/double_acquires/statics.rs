// Locks in statics, however they come to be, and functions that take them.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{LazyLock, Mutex, MutexGuard, OnceLock, RwLock},
};

use lazy_static::lazy_static;
use once_cell::sync::{Lazy, OnceCell};

static COUNT: Mutex<u32> = Mutex::new(0);
static NAMES: RwLock<Vec<String>> = RwLock::new(Vec::new());
static FAIR: parking_lot::Mutex<u32> = parking_lot::Mutex::new(0);
static CACHE: LazyLock<Mutex<HashMap<u32, String>>> = LazyLock::new(Mutex::default);
static SETTINGS: OnceLock<RwLock<Vec<u32>>> = OnceLock::new();
static PLUGINS: Lazy<Mutex<Vec<String>>> = Lazy::new(|| Mutex::new(Vec::new()));
static SESSIONS: OnceCell<Mutex<Vec<u32>>> = OnceCell::new();

lazy_static! {
    static ref TABLE: Mutex<HashMap<u32, u32>> = Mutex::new(HashMap::new());
    /// Who listens.
    pub static ref LISTENERS: RwLock<Vec<u32>> = RwLock::new(vec![1]);
}

thread_local! {
    static STACK: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

mod metrics {
    use std::sync::Mutex;

    pub static TOTAL: Mutex<u64> = Mutex::new(0);

    pub fn add(n: u64) {
        *TOTAL.lock().unwrap() += n;
    }
}

fn bump() {
    *COUNT.lock().unwrap() += 1;
}

fn bump_twice() {
    bump();
    bump();
}

fn bump_of(count: &Mutex<u32>) {
    *count.lock().unwrap() += 1;
}

fn register(name: &str) {
    NAMES.write().unwrap().push(name.to_owned());
}

fn forget(id: u32) {
    CACHE.lock().unwrap().remove(&id);
}

fn settings() -> &'static RwLock<Vec<u32>> {
    SETTINGS.get_or_init(|| RwLock::new(Vec::new()))
}

fn change(value: u32) {
    settings().write().unwrap().push(value);
}

fn plugins() -> MutexGuard<'static, Vec<String>> {
    PLUGINS.lock().unwrap()
}

fn load(name: &str) {
    plugins().push(name.to_owned());
}

fn sessions() -> &'static Mutex<Vec<u32>> {
    SESSIONS.get_or_init(|| Mutex::new(Vec::new()))
}

fn lookup(id: u32) -> Option<u32> {
    TABLE.lock().unwrap().get(&id).copied()
}

fn listen(id: u32) {
    LISTENERS.write().unwrap().push(id);
}

fn push(value: u32) {
    STACK.with(|stack| stack.borrow_mut().push(value));
}

// Plain statics.

fn one_call() {
    let count = COUNT.lock().unwrap();
    if *count == 0 {
        bump(); //~ double_acquires
    }
}

fn two_calls() {
    let _count = COUNT.lock().unwrap();
    bump_twice(); //~ double_acquires
}

fn handed_over() {
    let _count = COUNT.lock().unwrap();
    bump_of(&COUNT); //~ double_acquires
}

fn in_a_block() {
    let mut count = COUNT.lock().unwrap();
    *count = { bump(); 1 }; //~ double_acquires
}

fn of_another_module() {
    let total = metrics::TOTAL.lock().unwrap();
    metrics::add(*total); //~ double_acquires
}

fn of_another_module_directly() {
    let total = metrics::TOTAL.lock().unwrap();
    use metrics::TOTAL as SUM;
    *SUM.lock().unwrap() = *total; //~ double_acquires
}

fn read_then_write() {
    let names = NAMES.read().unwrap();
    if names.is_empty() {
        register("first"); //~ double_acquires
    }
}

fn of_another_library() {
    fn bump() {
        *FAIR.lock() += 1;
    }
    let _fair = FAIR.lock();
    bump(); //~ double_acquires
}

fn local_static() -> u32 {
    static LOCAL: Mutex<u32> = Mutex::new(0);
    let local = LOCAL.lock().unwrap();
    *local + *LOCAL.lock().unwrap() //~ double_acquires
}

// Lazily made ones.

fn lazy_lock() {
    let cache = CACHE.lock().unwrap();
    if let Some(id) = cache.keys().next() {
        forget(*id); //~ double_acquires
    }
}

fn once_lock() {
    let settings_now = settings().read().unwrap();
    if settings_now.is_empty() {
        change(1); //~ double_acquires
    }
}

fn once_lock_directly() {
    let settings_now = settings().read().unwrap();
    settings().write().unwrap().push(settings_now[0]); //~ double_acquires
}

fn once_cell_lazy() {
    let plugins_now = PLUGINS.lock().unwrap();
    if plugins_now.is_empty() {
        load("first"); //~ double_acquires
    }
}

fn once_cell_lazy_by_its_accessor() {
    let plugins_now = plugins();
    plugins().push(plugins_now[0].clone()); //~ double_acquires
}

fn accessor_and_static() {
    let mut plugins_now = plugins();
    plugins_now.extend(PLUGINS.lock().unwrap().pop()); //~ double_acquires
}

fn once_cell() {
    let sessions_now = sessions().lock().unwrap();
    sessions().lock().unwrap().push(sessions_now[0]); //~ double_acquires
}

fn lazy_static_macro() {
    let mut table = TABLE.lock().unwrap();
    table.insert(1, 1);
    lookup(1); //~ double_acquires
}

fn lazy_static_macro_directly() {
    let mut table = TABLE.lock().unwrap();
    table.extend(TABLE.lock().unwrap().drain()); //~ double_acquires
}

fn lazy_static_macro_in_public() {
    let listeners = LISTENERS.read().unwrap();
    if listeners.is_empty() {
        listen(1); //~ double_acquires
    }
}

fn thread_local_cell() {
    STACK.with(|stack| stack.borrow_mut().extend(stack.borrow().first())); //~ double_acquires
}

fn thread_local_cell_through_a_call() {
    STACK.with(|stack| {
        let values = stack.borrow();
        push(values[0]); //~ double_acquires
    });
}

// Fine.

fn another_static() {
    let count = COUNT.lock().unwrap();
    metrics::add(u64::from(*count));
    load("first");
}

fn one_after_the_other() {
    bump();
    *COUNT.lock().unwrap() += 1;
    bump_twice();
    let count = *COUNT.lock().unwrap();
    bump_of(&COUNT);
    println!("{count}");
}

fn shadowed_by_a_local() {
    let _count = COUNT.lock().unwrap();
    let fresh = Mutex::new(0);
    bump_of(&fresh);
}

fn another_of_the_same_name() -> u32 {
    static LOCAL: Mutex<u32> = Mutex::new(0);
    let local = LOCAL.lock().unwrap();
    fn other() -> u32 {
        static LOCAL: Mutex<u32> = Mutex::new(0);
        *LOCAL.lock().unwrap()
    }
    *local + other()
}

fn made_in_its_own_initialiser() -> u32 {
    static FIRST: LazyLock<u32> = LazyLock::new(|| *COUNT.lock().unwrap());
    *FIRST
}

fn dropped() {
    let plugins_now = plugins();
    let name = plugins_now.first().cloned().unwrap_or_default();
    drop(plugins_now);
    load(&name);
}
