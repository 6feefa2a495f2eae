// The same lock twice, later in the function: what is the same, and what ends the first.

use std::{
    collections::HashMap,
    sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, RwLock},
    thread,
    time::Duration,
};

static GLOBAL: Mutex<u32> = Mutex::new(0);
static LAZY: LazyLock<Mutex<u32>> = LazyLock::new(|| Mutex::new(0));

struct Slot<'a> {
    guard: MutexGuard<'a, u32>,
}

struct Store {
    count: Mutex<u32>,
    other: Mutex<u32>,
    names: RwLock<HashMap<u32, String>>,
    shards: [Mutex<u32>; 2],
    inner: Arc<Inner>,
    ready: Condvar,
    next: Option<Box<Store>>,
}

struct Inner {
    state: Mutex<u32>,
}

fn default() -> String {
    String::new()
}

// One after the other, the first still there.

fn later(m: &Mutex<u32>) {
    let first = m.lock().unwrap();
    let second = m.lock().unwrap(); //~ double_acquires
    println!("{first} {second}");
}

fn later_as_a_temporary(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    *m.lock().unwrap() += 1; //~ double_acquires
    drop(guard);
}

fn unused_name(m: &Mutex<()>) {
    let _guard = m.lock().unwrap();
    let _again = m.lock().unwrap(); //~ double_acquires
}

fn still_in_its_result(m: &Mutex<u32>) {
    let _guard = m.lock();
    let _n = m.lock().map(|guard| *guard); //~ double_acquires
}

fn in_a_branch(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    if *guard == 0 {
        *m.lock().unwrap() = 1; //~ double_acquires
    }
}

fn in_a_loop(m: &Mutex<Vec<u32>>) {
    let values = m.lock().unwrap();
    for value in values.iter() {
        m.lock().unwrap().push(*value); //~ double_acquires
    }
}

fn shadowed(m: &Mutex<u32>) -> u32 {
    let guard = m.lock().unwrap();
    let guard = *guard;
    guard + *m.lock().unwrap() //~ double_acquires
}

fn place_under_underscore(m: &Mutex<u32>) -> u32 {
    let guard = m.lock().unwrap();
    let _ = guard;
    *m.lock().unwrap() //~ double_acquires
}

fn dropped_on_one_path(m: &Mutex<u32>, fast: bool) {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
    }
    *m.lock().unwrap() += 1; //~ double_acquires
}

fn assigned_over_a_live_guard(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    *guard += 1;
    guard = m.lock().unwrap(); //~ double_acquires
    *guard += 1;
}

fn assigned_over_a_live_guard_in_a_loop(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    while *guard > 0 {
        *guard -= 1;
        thread::sleep(Duration::from_millis(1)); //~ guards_held_across_blocking_calls
        guard = m.lock().unwrap(); //~ double_acquires
    }
}

fn moved_to_another_name(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let other = guard;
    *m.lock().unwrap() += 1; //~ double_acquires
    drop(other);
}

fn in_an_option(m: &Mutex<u32>) {
    let _guard = Some(m.lock().unwrap());
    *m.lock().unwrap() += 1; //~ double_acquires
}

fn in_a_struct(m: &Mutex<u32>) {
    let slot = Slot { guard: m.lock().unwrap() };
    *m.lock().unwrap() += 1; //~ double_acquires
    println!("{}", slot.guard);
}

fn read_then_write(names: &RwLock<Vec<u32>>) {
    let reading = names.read().unwrap();
    if reading.is_empty() {
        names.write().unwrap().push(1); //~ double_acquires
    }
}

fn write_then_read(names: &RwLock<Vec<u32>>) -> usize {
    let mut writing = names.write().unwrap();
    writing.push(1);
    names.read().unwrap().len() //~ double_acquires
}

fn write_twice(names: &RwLock<Vec<u32>>) {
    let mut writing = names.write().unwrap();
    names.write().unwrap().push(1); //~ double_acquires
    writing.push(1);
}

fn in_a_combinator(m: &Mutex<u32>) -> u32 {
    let guard = m.lock().unwrap();
    (0..*guard).map(|n| n + *m.lock().unwrap()).sum() //~ double_acquires
}

fn in_unwrap_or_else(m: &Mutex<HashMap<u32, u32>>) -> u32 {
    let values = m.lock().unwrap();
    values.get(&1).copied().unwrap_or_else(|| m.lock().unwrap()[&2]) //~ double_acquires
}

// What is the same.

fn of_a_static() {
    let guard = GLOBAL.lock().unwrap();
    *GLOBAL.lock().unwrap() = *guard; //~ double_acquires
}

fn of_a_lazy_static() {
    let guard = LAZY.lock().unwrap();
    *LAZY.lock().unwrap() = *guard; //~ double_acquires
}

fn through_a_reference(m: Mutex<u32>) {
    let reference = &m;
    let guard = reference.lock().unwrap();
    *m.lock().unwrap() = *guard; //~ double_acquires
}

fn through_a_cloned_arc(m: Arc<Mutex<u32>>) {
    let other = Arc::clone(&m);
    let guard = m.lock().unwrap();
    *other.lock().unwrap() = *guard; //~ double_acquires
}

fn through_the_method_clone(m: Arc<Mutex<u32>>) {
    let other = m.clone();
    let guard = other.lock().unwrap();
    *m.lock().unwrap() = *guard; //~ double_acquires
}

fn through_a_move(m: Arc<Mutex<u32>>) {
    let copy = m.clone();
    let moved = m;
    let guard = moved.lock().unwrap();
    *copy.lock().unwrap() = *guard; //~ double_acquires
}

impl Store {
    fn of_a_field(&self) {
        let guard = self.count.lock().unwrap();
        *self.count.lock().unwrap() = *guard; //~ double_acquires
    }

    fn of_a_field_behind_an_arc(&self) {
        let guard = self.inner.state.lock().unwrap();
        *self.inner.state.lock().unwrap() = *guard; //~ double_acquires
    }

    fn of_a_borrowed_field(&self) {
        let inner = &self.inner;
        let guard = inner.state.lock().unwrap();
        *self.inner.state.lock().unwrap() = *guard; //~ double_acquires
    }

    fn of_a_destructured_field(&self) {
        let Store { count, .. } = self;
        let guard = count.lock().unwrap();
        *self.count.lock().unwrap() = *guard; //~ double_acquires
    }

    fn of_a_constant_index(&self) {
        let guard = self.shards[0].lock().unwrap();
        *self.shards[0].lock().unwrap() = *guard; //~ double_acquires
    }

    fn lock(&self) -> &Mutex<u32> {
        &self.count
    }

    fn through_a_method_that_returns_the_lock(&self) {
        let guard = self.lock().lock().unwrap();
        *self.lock().lock().unwrap() = *guard; //~ double_acquires
    }

    fn count(&self) -> MutexGuard<'_, u32> {
        self.count.lock().unwrap()
    }

    fn through_a_method_that_returns_the_guard(&self) {
        let guard = self.count();
        *self.count() = *guard; //~ double_acquires
    }

    fn method_and_field(&self) {
        let guard = self.count();
        *self.count.lock().unwrap() = *guard; //~ double_acquires
    }

    fn b13_a_temporary_keeps_the_read_lock(&self, id: u32) -> String {
        match self.names.read().unwrap().get(&id) {
            Some(name) => name.clone(),
            None => {
                self.names.write().unwrap().insert(id, default()); //~ double_acquires
                default()
            }
        }
    }

    fn put(&self, id: u32, name: String) {
        self.names.write().unwrap().insert(id, name);
    }

    fn b16_through_an_own_method(&self) {
        let names = self.names.read().unwrap();
        if names.is_empty() {
            self.put(1, default()); //~ double_acquires
        }
    }

    fn b16_through_two_methods(&self) {
        let names = self.names.read().unwrap();
        if names.is_empty() {
            self.refresh(); //~ double_acquires
        }
    }

    fn refresh(&self) {
        self.put(2, default());
    }

    fn b16_through_a_function(&self) {
        let guard = self.count.lock().unwrap();
        add(&self.count, *guard); //~ double_acquires
    }
}

fn add(count: &Mutex<u32>, n: u32) {
    *count.lock().unwrap() += n;
}

// What is another one.

fn two_parameters(a: &Mutex<u32>, b: &Mutex<u32>) {
    let guard = a.lock().unwrap();
    *b.lock().unwrap() = *guard;
}

fn two_in_one_call(a: &Mutex<u32>, b: &Mutex<u32>) {
    std::mem::swap(&mut *a.lock().unwrap(), &mut *b.lock().unwrap());
}

fn a_new_arc(m: Arc<Mutex<u32>>) {
    let other = Arc::new(Mutex::new(0));
    let guard = m.lock().unwrap();
    *other.lock().unwrap() = *guard;
}

fn shadowed_lock(m: &Mutex<u32>, other: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let m = other;
    *m.lock().unwrap() = *guard;
}

impl Store {
    fn two_fields(&self) {
        let guard = self.count.lock().unwrap();
        *self.other.lock().unwrap() = *guard;
    }

    fn two_instances(&self, other: &Store) {
        let guard = self.count.lock().unwrap();
        *other.count.lock().unwrap() = *guard;
    }

    fn two_constant_indices(&self) {
        let guard = self.shards[0].lock().unwrap();
        *self.shards[1].lock().unwrap() = *guard;
    }

    fn e14_two_variable_indices(&self, from: usize, to: usize) {
        let guard = self.shards[from].lock().unwrap();
        *self.shards[to].lock().unwrap() = *guard;
    }

    fn own_and_next(&self) {
        let guard = self.count.lock().unwrap();
        if let Some(next) = &self.next {
            *next.count.lock().unwrap() = *guard;
            next.put(1, default());
        }
    }

    fn another_method_of_another_lock(&self) {
        let guard = self.count.lock().unwrap();
        self.put(*guard, default());
    }

    fn method_of_another_instance(&self, other: &Store) {
        let names = self.names.read().unwrap();
        other.put(1, names[&1].clone());
    }

    fn try_put(&self, id: u32, name: String) {
        if let Ok(mut names) = self.names.try_write() {
            names.insert(id, name);
        }
    }

    fn e13_own_method_that_only_tries(&self) {
        let names = self.names.read().unwrap();
        if names.is_empty() {
            self.try_put(1, default());
        }
    }

    fn condvar_loop(&self) -> u32 {
        let mut guard = self.count.lock().unwrap();
        while *guard == 0 {
            guard = self.ready.wait(guard).unwrap();
        }
        *guard
    }

    fn condvar_timeout_loop(&self) -> u32 {
        let mut guard = self.count.lock().unwrap();
        loop {
            let (next, timeout) = self.ready.wait_timeout(guard, Duration::from_secs(1)).unwrap();
            guard = next;
            if timeout.timed_out() || *guard > 0 {
                return *guard;
            }
        }
    }

    fn condvar_wait_while(&self) -> u32 {
        let guard = self.count.lock().unwrap();
        let guard = self.ready.wait_while(guard, |count| *count == 0).unwrap();
        *guard
    }
}

fn unknown_choice(locks: &[Mutex<u32>]) {
    fn pick(locks: &[Mutex<u32>], n: usize) -> &Mutex<u32> {
        &locks[n % locks.len()]
    }
    let guard = pick(locks, 1).lock().unwrap();
    *pick(locks, 2).lock().unwrap() = *guard;
}

fn out_of_a_map(locks: &HashMap<u32, Arc<Mutex<u32>>>) {
    let from = locks[&1].clone();
    let to = locks[&2].clone();
    let guard = from.lock().unwrap();
    *to.lock().unwrap() = *guard;
}

fn each_of_a_slice(locks: &[Mutex<u32>]) -> u32 {
    let guards: Vec<MutexGuard<'_, u32>> = locks.iter().map(|lock| lock.lock().unwrap()).collect();
    guards.iter().map(|guard| **guard).sum()
}

fn neighbours(locks: &[Mutex<u32>]) {
    for pair in locks.windows(2) {
        let first = pair[0].lock().unwrap();
        *pair[1].lock().unwrap() += *first;
    }
}

// The variable means another lock by then.
fn hand_over_hand(first: &Store) -> u32 {
    let mut store = first;
    let mut guard = store.count.lock().unwrap();
    while let Some(next) = &store.next {
        let next_guard = next.count.lock().unwrap();
        guard = next_guard;
        store = next;
    }
    *guard
}

fn variable_assigned(a: &Store, b: &Store) {
    let mut store = a;
    let guard = store.count.lock().unwrap();
    store = b;
    *store.count.lock().unwrap() = *guard;
}

// What ends the first.

fn dropped(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let n = *guard;
    drop(guard);
    *m.lock().unwrap() = n + 1;
}

fn dropped_in_both_branches(m: &Mutex<u32>, fast: bool) {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
    } else {
        println!("{guard}");
        std::mem::drop(guard);
    }
    *m.lock().unwrap() += 1;
}

fn the_other_branch_leaves(m: &Mutex<u32>, fast: bool) {
    let guard = m.lock().unwrap();
    if fast {
        drop(guard);
    } else {
        return;
    }
    *m.lock().unwrap() += 1;
}

fn the_branch_leaves_at_once(m: &Mutex<u32>) -> u32 {
    if *m.lock().unwrap() == 0 {
        return *m.lock().unwrap();
    }
    let guard = m.lock().unwrap();
    *guard
}

fn block(m: &Mutex<u32>) {
    {
        let mut guard = m.lock().unwrap();
        *guard += 1;
    }
    *m.lock().unwrap() += 1;
}

fn one_statement_after_the_other(m: &Mutex<Vec<u32>>) -> usize {
    m.lock().unwrap().push(1);
    m.lock().unwrap().push(2);
    let n = m.lock().unwrap().len();
    n + m.lock().unwrap().capacity()
}

fn b17_moved_into_a_call(m: &Mutex<u32>) {
    fn apply(mut guard: MutexGuard<'_, u32>) {
        *guard += 1;
    }
    let guard = m.lock().unwrap();
    apply(guard);
    let guard = m.lock().unwrap();
    println!("{guard}");
}

fn in_each_round(m: &Mutex<u32>) {
    loop {
        let mut guard = m.lock().unwrap();
        if *guard == 0 {
            break;
        }
        *guard -= 1;
    }
}

fn dropped_before_the_assignment(m: &Mutex<u32>) {
    let mut guard = m.lock().unwrap();
    while *guard > 0 {
        *guard -= 1;
        drop(guard);
        thread::sleep(Duration::from_millis(1));
        guard = m.lock().unwrap();
    }
}

fn set_to_none_first(m: &Mutex<u32>) {
    let mut guard = Some(m.lock().unwrap());
    guard.take();
    guard = Some(m.lock().unwrap());
    drop(guard);
}

// What does not wait here.

fn e13_tried(m: &Mutex<u32>) -> bool {
    let _guard = m.lock().unwrap();
    m.try_lock().is_err()
}

fn read_twice(names: &RwLock<Vec<u32>>) -> usize {
    let reading = names.read().unwrap();
    reading.len() + names.read().unwrap().len() //~ recursive_reads
}

fn e4_on_another_thread(m: Arc<Mutex<u32>>) {
    let guard = m.lock().unwrap();
    let other = m.clone();
    let handle = thread::spawn(move || *other.lock().unwrap() += 1);
    drop(guard);
    handle.join().unwrap();
}

fn e4_closure_called_after(m: &Mutex<u32>) {
    let add = |n: u32| *m.lock().unwrap() += n;
    let guard = m.lock().unwrap();
    let n = *guard;
    drop(guard);
    add(n);
}

fn e4_returned_closure(m: &Mutex<u32>) -> impl Fn() -> u32 + '_ {
    let guard = m.lock().unwrap();
    let n = *guard;
    move || n + *m.lock().unwrap()
}

macro_rules! let_go {
    ($guard:expr) => {
        drop($guard)
    };
}

fn e7_handed_to_a_macro(m: &Mutex<u32>) {
    let guard = m.lock().unwrap();
    let_go!(guard);
    *m.lock().unwrap() += 1;
}

struct Door;

impl Door {
    fn lock(&self) -> Result<u32, String> {
        Ok(0)
    }
}

fn e9_own_type_named_like_a_lock(door: &Door) -> u32 {
    let first = door.lock().unwrap();
    let second = door.lock().unwrap();
    first + second
}

#[allow(clippy::if_let_mutex)]
fn allowed_under_the_name_of_clippy(m: &Mutex<Vec<u32>>) {
    if let Some(n) = m.lock().unwrap().pop() {
        m.lock().unwrap().push(n);
    }
}

#[test]
fn tests_stand_still_too() {
    let m = Mutex::new(0);
    let guard = m.lock().unwrap();
    assert_eq!(*guard, *m.lock().unwrap()); //~ double_acquires
}
