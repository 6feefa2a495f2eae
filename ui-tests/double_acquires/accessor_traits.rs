// Traits whose methods hand out guards: known where all that implement them agree.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicUsize, Ordering},
    },
};

// One that implements it.

trait HasState {
    fn state(&self) -> MutexGuard<'_, Vec<u32>>;

    fn push(&self, value: u32) {
        self.state().push(value);
    }
}

struct App {
    values: Mutex<Vec<u32>>,
}

impl HasState for App {
    fn state(&self) -> MutexGuard<'_, Vec<u32>> {
        self.values.lock().unwrap()
    }
}

fn twice(app: &App) {
    let values = app.state();
    app.state().push(values[0]); //~ double_acquires
}

fn method_then_field(app: &App) {
    let values = app.state();
    app.values.lock().unwrap().push(values[0]); //~ double_acquires
}

fn field_then_provided_method(app: &App) {
    let values = app.values.lock().unwrap();
    app.push(values[0]); //~ double_acquires
}

fn of_a_type_parameter<S: HasState>(store: &S) {
    let values = store.state();
    store.state().push(values[0]); //~ double_acquires
}

fn of_an_impl_trait(store: &impl HasState) {
    let values = store.state();
    store.push(values[0]); //~ double_acquires
}

fn of_a_trait_object(store: &dyn HasState) {
    let values = store.state();
    store.push(values[0]); //~ double_acquires
}

fn of_a_shared_trait_object(store: Arc<dyn HasState>) {
    let values = store.state();
    store.push(values[0]); //~ double_acquires
}

fn of_two_values<S: HasState>(first: &S, second: &S) {
    let values = first.state();
    second.push(values[0]);
    second.state().clear();
}

fn one_after_the_other(store: &dyn HasState) {
    let value = store.state()[0];
    store.push(value);
    store.state().clear();
}

// Two that agree.

trait Registry {
    fn names(&self) -> RwLockReadGuard<'_, Vec<String>>;
    fn names_mut(&self) -> RwLockWriteGuard<'_, Vec<String>>;
    fn register(&self, name: &str);
}

struct Local {
    names: RwLock<Vec<String>>,
}

impl Registry for Local {
    fn names(&self) -> RwLockReadGuard<'_, Vec<String>> {
        self.names.read().unwrap()
    }

    fn names_mut(&self) -> RwLockWriteGuard<'_, Vec<String>> {
        self.names.write().unwrap()
    }

    fn register(&self, name: &str) {
        self.names.write().unwrap().push(name.to_owned());
    }
}

struct Remote {
    address: String,
    names: RwLock<Vec<String>>,
}

impl Registry for Remote {
    fn names(&self) -> RwLockReadGuard<'_, Vec<String>> {
        self.names.read().unwrap()
    }

    fn names_mut(&self) -> RwLockWriteGuard<'_, Vec<String>> {
        self.names.write().unwrap()
    }

    fn register(&self, name: &str) {
        let name = format!("{}/{name}", self.address);
        self.names.write().unwrap().push(name);
    }
}

fn read_then_write(registry: &dyn Registry) {
    let names = registry.names();
    if names.is_empty() {
        registry.names_mut().push(String::new()); //~ double_acquires
    }
}

fn read_then_register(registry: &dyn Registry) {
    let names = registry.names();
    if names.is_empty() {
        registry.register("first"); //~ double_acquires
    }
}

fn write_then_register<R: Registry>(registry: &R) {
    let mut names = registry.names_mut();
    names.clear();
    registry.register("first"); //~ double_acquires
}

fn of_a_known_type(registry: &Remote) {
    let names = registry.names();
    if names.is_empty() {
        registry.register("first"); //~ double_acquires
    }
}

// Two that do not agree: one keeps its value without a lock.

trait Counter {
    fn count(&self) -> usize;
    fn add(&self, n: usize);
}

struct Locked {
    count: Mutex<usize>,
}

impl Counter for Locked {
    fn count(&self) -> usize {
        *self.count.lock().unwrap()
    }

    fn add(&self, n: usize) {
        *self.count.lock().unwrap() += n;
    }
}

struct Atomic {
    count: AtomicUsize,
}

impl Counter for Atomic {
    fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    fn add(&self, n: usize) {
        self.count.fetch_add(n, Ordering::Relaxed);
    }
}

struct Both {
    lock: Mutex<u32>,
    counter: Box<dyn Counter>,
}

fn of_the_locked_one(locked: &Locked) {
    let count = locked.count.lock().unwrap();
    locked.add(*count); //~ double_acquires
}

fn of_the_atomic_one(locked: &Locked, atomic: &Atomic) {
    let count = locked.count.lock().unwrap();
    atomic.add(*count);
}

fn of_either(both: &Both) {
    let guard = both.lock.lock().unwrap();
    both.counter.add(*guard as usize);
    println!("{}", both.counter.count());
}

// The guards of one that takes turns are of different locks.

trait Shard {
    fn next(&self) -> MutexGuard<'_, u32>;
}

struct Single {
    only: Mutex<u32>,
}

impl Shard for Single {
    fn next(&self) -> MutexGuard<'_, u32> {
        self.only.lock().unwrap()
    }
}

struct Many {
    turn: AtomicUsize,
    shards: Vec<Mutex<u32>>,
}

impl Shard for Many {
    fn next(&self) -> MutexGuard<'_, u32> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        self.shards[turn % self.shards.len()].lock().unwrap()
    }
}

fn two_of_a_single(single: &Single) -> u32 {
    let first = single.next();
    *first + *single.next() //~ double_acquires
}

fn two_of_many(many: &Many) -> u32 {
    let first = many.next();
    *first + *many.next()
}

fn two_of_any(shard: &dyn Shard) -> u32 {
    let first = shard.next();
    *first + *shard.next()
}

fn two_of_some<S: Shard>(shard: &S) -> u32 {
    let first = shard.next();
    *first + *shard.next()
}

// One that only tries.

trait Maybe {
    fn touch(&self);
}

struct Eager(Mutex<u32>);

impl Maybe for Eager {
    fn touch(&self) {
        *self.0.lock().unwrap() += 1;
    }
}

struct Polite(Mutex<u32>);

impl Maybe for Polite {
    fn touch(&self) {
        if let Ok(mut value) = self.0.try_lock() {
            *value += 1;
        }
    }
}

fn of_the_eager_one(eager: &Eager) {
    let _value = eager.0.lock().unwrap();
    eager.touch(); //~ double_acquires
}

fn of_the_polite_one(polite: &Polite) {
    let _value = polite.0.lock().unwrap();
    polite.touch();
}
