// clean
// Calls under a lock that take another one, or take it on some paths only, or after it is free.

use std::{
    collections::HashMap,
    fmt::Debug,
    sync::{Arc, Mutex, MutexGuard, RwLock},
    thread,
    time::Duration,
};

use parking_lot::{Mutex as FairMutex, ReentrantMutex, RwLock as FairRwLock};

struct Pair {
    state: Mutex<u32>,
    other: Option<Arc<Pair>>,
}

impl Pair {
    fn bump(&self) {
        *self.state.lock().unwrap() += 1;
    }

    fn bump_if(&self, on: bool) {
        if on {
            *self.state.lock().unwrap() += 1;
        }
    }

    fn bump_unless_empty(&self, items: &[u32]) {
        if items.is_empty() {
            return;
        }
        self.bump();
    }

    fn bump_each(&self, items: &[u32]) {
        for _ in items {
            self.bump();
        }
    }

    fn bump_first(&self, items: &[u32]) -> Option<()> {
        let _first = items.first()?;
        self.bump();
        Some(())
    }

    fn bump_kind(&self, kind: u32) {
        match kind {
            0 => self.bump(),
            1 => println!("one"),
            _ => {}
        }
    }

    fn try_bump(&self) -> bool {
        match self.state.try_lock() {
            Ok(mut state) => {
                *state += 1;
                true
            }
            Err(_) => false,
        }
    }

    fn bump_elsewhere(self: &Arc<Self>) {
        let this = Arc::clone(self);
        thread::spawn(move || this.bump());
    }

    fn bump_later(self: &Arc<Self>) -> impl FnOnce() + use<> {
        let this = Arc::clone(self);
        move || this.bump()
    }

    fn fresh(&self) -> u32 {
        let pair = Pair { state: Mutex::new(0), other: None };
        pair.bump();
        *pair.state.lock().unwrap()
    }

    // The callee takes it on some paths only: nobody knows which this is.

    fn conditional(&self, on: bool) {
        let state = self.state.lock().unwrap();
        self.bump_if(on && *state > 0);
    }

    fn conditional_and_off(&self) {
        let _state = self.state.lock().unwrap();
        self.bump_if(false);
    }

    fn early_return(&self, items: &[u32]) {
        let _state = self.state.lock().unwrap();
        self.bump_unless_empty(items);
    }

    fn in_a_loop_of_the_callee(&self, items: &[u32]) {
        let _state = self.state.lock().unwrap();
        self.bump_each(items);
    }

    fn behind_a_question_mark(&self, items: &[u32]) {
        let _state = self.state.lock().unwrap();
        self.bump_first(items);
    }

    fn in_one_arm_of_the_callee(&self) {
        let state = self.state.lock().unwrap();
        self.bump_kind(*state + 1);
    }

    fn only_tried(&self) -> bool {
        let state = self.state.lock().unwrap();
        *state > 0 && self.try_bump()
    }

    fn on_another_thread(self: &Arc<Self>) {
        let state = self.state.lock().unwrap();
        self.bump_elsewhere();
        println!("{state}");
    }

    fn made_and_called_after(self: &Arc<Self>) {
        let state = self.state.lock().unwrap();
        let later = self.bump_later();
        drop(state);
        later();
    }

    fn its_own_fresh_one(&self) -> u32 {
        let state = self.state.lock().unwrap();
        *state + self.fresh()
    }

    // Another instance.

    fn other_instance(&self, other: &Pair) {
        let state = self.state.lock().unwrap();
        if *state > 0 {
            other.bump();
        }
    }

    fn own_other(&self) {
        let _state = self.state.lock().unwrap();
        if let Some(other) = &self.other {
            other.bump();
        }
    }

    fn held_of_the_other(&self, other: &Pair) {
        let _state = other.state.lock().unwrap();
        self.bump();
    }

    fn shadowed_instance(&self, other: &Pair) {
        let this = self;
        let state = this.state.lock().unwrap();
        let this = other;
        this.bump();
        println!("{state}");
    }

    fn lent_in_place_of_another(&self, other: &Pair) {
        let pair = if *self.state.lock().unwrap() > 0 { self } else { other };
        let _state = self.state.lock().unwrap();
        if !std::ptr::eq(pair, self) {
            pair.bump();
        }
    }

    // Free before the call.

    fn dropped_in_the_arm(&self) {
        let state = self.state.lock().unwrap();
        match *state {
            0 => {
                drop(state);
                self.bump();
            }
            1 => println!("one"),
            _ => drop(state),
        }
    }

    fn dropped_in_every_arm(&self) {
        let state = self.state.lock().unwrap();
        match *state {
            0 => drop(state),
            1 => {
                println!("one");
                drop(state);
            }
            _ => return,
        }
        self.bump();
    }

    fn dropped_in_the_arm_of_an_option(&self, on: Option<u32>) {
        let mut state = self.state.lock().unwrap();
        if let Some(n) = on {
            *state += n;
            drop(state);
            self.bump();
        } else {
            *state = 0;
        }
    }

    fn moved(&self) {
        fn store(mut state: MutexGuard<'_, u32>, n: u32) {
            *state = n;
        }
        let state = self.state.lock().unwrap();
        store(state, 1);
        self.bump();
    }

    fn moved_into_a_method(&self) {
        let state = self.state.lock().unwrap();
        self.bump_with(state);
        self.bump();
    }

    fn bump_with(&self, mut state: MutexGuard<'_, u32>) {
        *state += 1;
    }

    fn moved_and_moved_back(&self) -> u32 {
        fn through(state: MutexGuard<'_, u32>) -> MutexGuard<'_, u32> {
            state
        }
        let state = through(self.state.lock().unwrap());
        let n = *state;
        drop(state);
        self.bump();
        n
    }

    fn copied_out(&self) {
        let n = *self.state.lock().unwrap();
        if n > 0 {
            self.bump();
        }
    }

    fn in_a_block(&self) {
        let n = {
            let state = self.state.lock().unwrap();
            *state
        };
        self.bump_if(n > 0);
        self.bump();
    }

    fn in_a_condition(&self) {
        if *self.state.lock().unwrap() > 0 {
            self.bump();
        }
        while *self.state.lock().unwrap() > 9 {
            self.bump();
        }
    }
}

// A macro may do anything with what it gets.

macro_rules! finish {
    ($guard:ident) => {
        let _kept = 1;
        drop($guard);
    };
}

macro_rules! with_state {
    ($pair:expr, $body:expr) => {{
        let n = *$pair.state.lock().unwrap();
        $body;
        n
    }};
}

fn ended_by_a_macro(pair: &Pair) {
    let state = pair.state.lock().unwrap();
    finish!(state);
    pair.bump();
}

fn locked_by_a_macro(pair: &Pair) -> u32 {
    with_state!(pair, pair.bump())
}

// What is not known stays so.

fn unknown_type<T: Debug>(pair: &Pair, value: &T) {
    let state = pair.state.lock().unwrap();
    println!("{value:?} {state}");
}

fn function_pointer(pair: &Pair, call: fn(&Pair)) {
    let _state = pair.state.lock().unwrap();
    call(pair);
}

fn trait_object(pair: &Pair, call: &dyn Fn(&Pair)) {
    let _state = pair.state.lock().unwrap();
    call(pair);
}

fn out_of_a_map(pairs: &HashMap<u32, Arc<Pair>>, from: u32, to: u32) {
    let first = &pairs[&from];
    let second = &pairs[&to];
    let _state = first.state.lock().unwrap();
    second.bump();
}

fn neighbours(pairs: &[Pair]) {
    if let [first, second, ..] = pairs {
        let _state = first.state.lock().unwrap();
        second.bump();
    }
}

fn by_two_indices(pairs: &[Pair], from: usize, to: usize) {
    let _state = pairs[from].state.lock().unwrap();
    pairs[to].bump();
}

// A method of the same name on another type.

struct Plain {
    count: u32,
}

impl Plain {
    fn bump(&mut self) {
        self.count += 1;
    }

    fn lock(&self) -> u32 {
        self.count
    }
}

fn other_type(pair: &Pair, plain: &mut Plain) -> u32 {
    let state = pair.state.lock().unwrap();
    plain.bump();
    *state + plain.lock()
}

fn method_of_the_data(plain: &Mutex<Plain>) -> u32 {
    let mut guard = plain.lock().unwrap();
    guard.bump();
    guard.lock()
}

// The data of a lock has a lock of its own.

struct Nested {
    outer: Mutex<Pair>,
}

fn inner_lock(nested: &Nested) {
    let pair = nested.outer.lock().unwrap();
    pair.bump();
    *pair.state.lock().unwrap() += 1;
}

// Locks that their owner may take again, and timed ones.

struct Lenient {
    again: ReentrantMutex<u32>,
    timed: FairMutex<u32>,
    shared: FairRwLock<Vec<u32>>,
}

impl Lenient {
    fn value(&self) -> u32 {
        *self.again.lock()
    }

    fn timed(&self) -> Option<u32> {
        self.timed.try_lock_for(Duration::from_millis(10)).map(|value| *value)
    }

    fn len(&self) -> usize {
        self.shared.read_recursive().len()
    }

    fn reentrant(&self) -> u32 {
        let again = self.again.lock();
        *again + self.value()
    }

    fn with_a_limit(&self) -> Option<u32> {
        let timed = self.timed.lock();
        self.timed().map(|value| value + *timed)
    }

    fn recursive(&self) -> usize {
        let shared = self.shared.read();
        shared.len() + self.len()
    }
}

// A lock that is replaced.

struct Slot {
    current: Arc<Mutex<u32>>,
}

impl Slot {
    fn bump(&self) {
        *self.current.lock().unwrap() += 1;
    }

    fn replaced(&mut self) {
        let old = Arc::clone(&self.current);
        let guard = old.lock().unwrap();
        self.current = Arc::new(Mutex::new(*guard));
        self.bump();
    }
}

// The guard of a lock that came out of another one.

fn lock_inside_a_lock(map: &RwLock<HashMap<u32, Arc<Mutex<u32>>>>) -> u32 {
    let map = map.read().unwrap();
    let values = map.values().map(|value| *value.lock().unwrap());
    values.sum()
}
