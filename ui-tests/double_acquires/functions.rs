// The lock is held, and is handed to a function that takes it again.

use std::{
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard, RwLock},
};

use parking_lot::Mutex as FairMutex;

use crate::counters::{bump_by, reset};

type Counter = Mutex<u32>;
type Shared<T> = Arc<Mutex<T>>;

struct Store {
    count: Counter,
    inner: Inner,
    names: RwLock<Vec<String>>,
}

struct Inner {
    state: Mutex<u32>,
}

mod counters {
    use super::Counter;

    pub fn bump_by(count: &Counter, n: u32) {
        *count.lock().unwrap() += n;
    }

    pub fn reset(count: &Counter) {
        bump_by(count, 0);
        *count.lock().unwrap() = 0;
    }
}

fn bump(count: &Mutex<u32>) {
    *count.lock().unwrap() += 1;
}

fn bump_twice(count: &Mutex<u32>) {
    bump(count);
    bump(count);
}

fn bump_four_times(count: &Mutex<u32>) {
    bump_twice(count);
    bump_twice(count);
}

fn bump_owned(count: Arc<Mutex<u32>>) {
    *count.lock().unwrap() += 1;
}

fn bump_shared(count: &Arc<Mutex<u32>>) {
    let mut count = count.lock().unwrap();
    *count += 1;
}

fn bump_fair(count: &FairMutex<u32>) {
    *count.lock() += 1;
}

fn first_of<T: Clone>(values: &Mutex<Vec<T>>) -> Option<T> {
    values.lock().unwrap().first().cloned()
}

fn second_only(_first: &Mutex<u32>, second: &Mutex<u32>) {
    *second.lock().unwrap() += 1;
}

fn turned_round(second: &Mutex<u32>, first: &Mutex<u32>) {
    second_only(first, second);
}

fn settle(store: &Store) {
    *store.count.lock().unwrap() = 0;
}

fn tick(inner: &Inner) {
    *inner.state.lock().unwrap() += 1;
}

fn add_name(names: &RwLock<Vec<String>>, name: String) {
    names.write().unwrap().push(name);
}

fn count_names(names: &RwLock<Vec<String>>) -> usize {
    names.read().unwrap().len()
}

// One, two and three calls down.

fn one_call(count: &Mutex<u32>) {
    let guard = count.lock().unwrap();
    if *guard == 0 {
        bump(count); //~ double_acquires
    }
}

fn two_calls(count: &Mutex<u32>) {
    let _guard = count.lock().unwrap();
    bump_twice(count); //~ double_acquires
}

fn three_calls(count: &Mutex<u32>) {
    let _guard = count.lock().unwrap();
    bump_four_times(count); //~ double_acquires
}

fn in_another_module(count: &Counter) {
    let guard = count.lock().unwrap();
    counters::bump_by(count, *guard); //~ double_acquires
}

fn imported(count: &Counter) {
    let guard = count.lock().unwrap();
    bump_by(count, *guard); //~ double_acquires
}

fn imported_two_calls_down(count: &Counter) {
    let _guard = count.lock().unwrap();
    reset(count); //~ double_acquires
}

fn in_the_function(count: &Mutex<u32>) {
    fn clear(count: &Mutex<u32>) {
        *count.lock().unwrap() = 0;
    }
    let _guard = count.lock().unwrap();
    clear(count); //~ double_acquires
}

fn of_another_library(count: &FairMutex<u32>) {
    let guard = count.lock();
    if *guard == 0 {
        bump_fair(count); //~ double_acquires
    }
}

fn of_any_type(values: &Mutex<Vec<String>>) -> Option<String> {
    let guard = values.lock().unwrap();
    if guard.is_empty() { None } else { first_of(values) } //~ double_acquires
}

fn of_a_type_with_turbofish(values: &Mutex<Vec<u32>>) -> Option<u32> {
    let _guard = values.lock().unwrap();
    first_of::<u32>(values) //~ double_acquires
}

// Which argument it is.

fn second_argument(a: &Mutex<u32>, b: &Mutex<u32>) {
    let guard = b.lock().unwrap();
    second_only(a, b); //~ double_acquires
    drop(guard);
}

fn first_argument_is_not_taken(a: &Mutex<u32>, b: &Mutex<u32>) {
    let guard = a.lock().unwrap();
    second_only(a, b);
    drop(guard);
}

fn turned_round_on_the_way(a: &Mutex<u32>, b: &Mutex<u32>) {
    let guard = a.lock().unwrap();
    turned_round(a, b); //~ double_acquires
    drop(guard);
}

fn turned_round_and_not_taken(a: &Mutex<u32>, b: &Mutex<u32>) {
    let guard = b.lock().unwrap();
    turned_round(a, b);
    drop(guard);
}

fn one_lock_for_both(a: &Mutex<u32>) {
    let guard = a.lock().unwrap();
    second_only(a, a); //~ double_acquires
    drop(guard);
}

fn a_local_one() -> u32 {
    let count = Mutex::new(0);
    let guard = count.lock().unwrap();
    bump(&count); //~ double_acquires
    *guard
}

fn a_boxed_one(count: Box<Mutex<u32>>) -> u32 {
    let guard = count.lock().unwrap();
    bump(&count); //~ double_acquires
    *guard
}

// Shared pointers to one lock.

fn arc_by_reference(count: Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    bump_shared(&count); //~ double_acquires
    drop(guard);
}

fn arc_derefs_to_a_reference(count: Shared<u32>) {
    let guard = count.lock().unwrap();
    bump(&count); //~ double_acquires
    drop(guard);
}

fn arc_cloned_in_the_argument(count: Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    bump_owned(Arc::clone(&count)); //~ double_acquires
    drop(guard);
}

fn arc_cloned_by_method(count: &Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    bump_owned(count.clone()); //~ double_acquires
    drop(guard);
}

fn arc_cloned_before(count: Arc<Mutex<u32>>) {
    let other = count.clone();
    let guard = count.lock().unwrap();
    bump_owned(other); //~ double_acquires
    drop(guard);
}

fn arc_of_another_lock(count: Arc<Mutex<u32>>) {
    let other = Arc::new(Mutex::new(0));
    let guard = count.lock().unwrap();
    bump_owned(other.clone());
    bump(&other);
    drop(guard);
}

// A part of what is handed over, or the whole of what the lock is a part of.

fn whole_store(store: &Store) {
    let guard = store.count.lock().unwrap();
    if *guard > 9 {
        settle(store); //~ double_acquires
    }
}

fn part_of_a_store(store: &Store) {
    let guard = store.inner.state.lock().unwrap();
    if *guard > 9 {
        tick(&store.inner); //~ double_acquires
    }
}

fn field_of_a_store(store: &Store) {
    let guard = store.count.lock().unwrap();
    bump_by(&store.count, *guard); //~ double_acquires
}

fn borrowed_part(store: &Store) {
    let Inner { state } = &store.inner;
    let guard = state.lock().unwrap();
    if *guard > 9 {
        tick(&store.inner); //~ double_acquires
    }
}

fn another_part(store: &Store) {
    let guard = store.count.lock().unwrap();
    if *guard > 9 {
        tick(&store.inner);
        bump(&store.inner.state);
    }
}

fn another_store(store: &Store, other: &Store) {
    let guard = store.count.lock().unwrap();
    if *guard > 9 {
        settle(other);
        tick(&other.inner);
    }
}

// Readers and writers.

fn read_then_write(store: &Store) {
    let names = store.names.read().unwrap();
    if names.is_empty() {
        add_name(&store.names, String::new()); //~ double_acquires
    }
}

fn write_then_read(names: &RwLock<Vec<String>>) -> usize {
    let mut guard = names.write().unwrap();
    guard.pop();
    count_names(names) //~ double_acquires
}

// The guard goes along.

fn show<G: Deref<Target = u32>>(guard: &G, count: &Mutex<u32>) -> u32 {
    **guard + *count.lock().unwrap()
}

fn finish<T>(kept: T, count: &Mutex<u32>) -> T {
    bump(count);
    kept
}

fn lent_to_a_generic_function(count: &Mutex<u32>) -> u32 {
    let guard = count.lock().unwrap();
    show(&guard, count) //~ double_acquires
}

fn given_to_a_generic_function(count: &Mutex<u32>) -> u32 {
    let guard = count.lock().unwrap();
    *finish(guard, count) //~ double_acquires
}

fn lent_to_a_plain_function(count: &Mutex<u32>) -> u32 {
    fn show(guard: &MutexGuard<'_, u32>, count: &Mutex<u32>) -> u32 {
        **guard + *count.lock().unwrap()
    }
    let guard = count.lock().unwrap();
    show(&guard, count) //~ double_acquires
}

fn release<T>(guard: T) {
    drop(guard);
}

fn given_away_first(count: &Mutex<u32>) {
    let guard = count.lock().unwrap();
    release(guard);
    bump(count);
}

fn dropped_in_the_function_before_it_locks(count: &Mutex<u32>) {
    fn swap(guard: MutexGuard<'_, u32>, count: &Mutex<u32>) {
        let n = *guard;
        drop(guard);
        *count.lock().unwrap() = n;
    }
    let guard = count.lock().unwrap();
    swap(guard, count);
}

// The function has a lock of its own under the same name.

fn own_lock(count: &Mutex<u32>) -> u32 {
    let start = 1;
    let count_of_calls = Mutex::new(start);
    let _ = &count;
    *count_of_calls.lock().unwrap()
}

fn shadowed_parameter(count: &Mutex<u32>) -> u32 {
    let _ = &count;
    let count = Mutex::new(0);
    *count.lock().unwrap()
}

fn other_locks_of_the_function(count: &Mutex<u32>) -> u32 {
    let guard = count.lock().unwrap();
    *guard + own_lock(count) + shadowed_parameter(count)
}

fn shadowed_argument(count: &Mutex<u32>, other: &Mutex<u32>) {
    let guard = count.lock().unwrap();
    let count = other;
    bump(count);
    drop(guard);
}
