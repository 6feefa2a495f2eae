// clean
// Two locks, and no way to wait for each other.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, MutexGuard, RwLock},
    thread,
    time::Duration,
};

use parking_lot::Mutex as FairMutex;

// The same order everywhere.

struct Ordered {
    first: Mutex<u32>,
    second: Mutex<u32>,
    third: Mutex<u32>,
}

impl Ordered {
    fn both(&self) -> u32 {
        let first = self.first.lock().unwrap();
        let second = self.second.lock().unwrap();
        *first + *second
    }

    fn both_in_one_expression(&self) -> u32 {
        let sum = *self.first.lock().unwrap() + *self.second.lock().unwrap();
        sum
    }

    fn all(&self) -> u32 {
        let first = self.first.lock().unwrap();
        *first + self.later()
    }

    fn later(&self) -> u32 {
        let second = self.second.lock().unwrap();
        *second + *self.third.lock().unwrap()
    }

    fn outer(&self) -> u32 {
        let first = self.first.lock().unwrap();
        *first + *self.third.lock().unwrap()
    }
}

// One after the other, not one inside the other.

struct Sequential {
    left: Mutex<u32>,
    right: Mutex<u32>,
}

impl Sequential {
    fn left_first(&self) -> u32 {
        let left = *self.left.lock().unwrap();
        let right = *self.right.lock().unwrap();
        left + right
    }

    fn right_first(&self) -> u32 {
        let right = self.right.lock().unwrap();
        let n = *right;
        drop(right);
        n + *self.left.lock().unwrap()
    }

    fn right_in_a_block(&self) -> u32 {
        let n = {
            let right = self.right.lock().unwrap();
            *right
        };
        n + *self.left.lock().unwrap()
    }

    fn nested(&self) -> u32 {
        let left = self.left.lock().unwrap();
        *left + *self.right.lock().unwrap()
    }

    fn condition(&self) {
        if *self.right.lock().unwrap() > 0 {
            *self.left.lock().unwrap() = 0;
        }
    }

    fn lazy_operands(&self) -> bool {
        *self.right.lock().unwrap() > 0 && *self.left.lock().unwrap() > 0
    }

    fn else_of_a_branch(&self) {
        let right = self.right.lock().unwrap();
        if *right > 0 {
            drop(right);
            *self.left.lock().unwrap() += 1;
        } else {
            println!("{right}");
        }
    }

    fn right_handed_over(&self) {
        fn take(mut right: MutexGuard<'_, u32>) {
            *right += 1;
        }
        let right = self.right.lock().unwrap();
        take(right);
        *self.left.lock().unwrap() += 1;
    }

    fn right_then_left_by_calls(&self) {
        self.add_right();
        self.add_left();
    }

    fn add_left(&self) {
        *self.left.lock().unwrap() += 1;
    }

    fn add_right(&self) {
        *self.right.lock().unwrap() += 1;
    }
}

// One lock twice in turn is no order at all.

struct Alone {
    only: Mutex<Vec<u32>>,
}

impl Alone {
    fn twice(&self) -> usize {
        self.only.lock().unwrap().push(1);
        self.only.lock().unwrap().push(2);
        self.only.lock().unwrap().len()
    }
}

// Both orders, but only under a lock around both.

struct Gated {
    gate: Mutex<u32>,
    left: Mutex<u32>,
    right: Mutex<u32>,
}

impl Gated {
    fn left_first(&self) -> u32 {
        let gate = self.gate.lock().unwrap();
        let left = self.left.lock().unwrap();
        let right = self.right.lock().unwrap();
        *gate + *left + *right
    }

    fn right_first(&self) -> u32 {
        let gate = self.gate.lock().unwrap();
        let right = self.right.lock().unwrap();
        let left = self.left.lock().unwrap();
        *gate + *right + *left
    }
}

struct GatedByCalls {
    gate: Mutex<()>,
    left: Mutex<u32>,
    right: Mutex<u32>,
}

impl GatedByCalls {
    fn left_first(&self) -> u32 {
        let _gate = self.gate.lock().unwrap();
        let left = self.left.lock().unwrap();
        *left + self.right()
    }

    fn right_first(&self) -> u32 {
        let _gate = self.gate.lock().unwrap();
        let right = self.right.lock().unwrap();
        *right + self.left()
    }

    fn left(&self) -> u32 {
        *self.left.lock().unwrap()
    }

    fn right(&self) -> u32 {
        *self.right.lock().unwrap()
    }
}

// Instances that cannot be told apart, and those that are not the same.

struct Wallet {
    coins: Mutex<u32>,
    notes: Mutex<u32>,
}

fn transfer(from: &Wallet, to: &Wallet) {
    let mut first = from.coins.lock().unwrap();
    let mut second = to.coins.lock().unwrap();
    std::mem::swap(&mut *first, &mut *second);
}

fn transfer_back(from: &Wallet, to: &Wallet) {
    let mut second = to.coins.lock().unwrap();
    let mut first = from.coins.lock().unwrap();
    std::mem::swap(&mut *first, &mut *second);
}

fn in_order_of_address(one: &Mutex<u32>, other: &Mutex<u32>) -> u32 {
    if std::ptr::from_ref(one) < std::ptr::from_ref(other) {
        let first = one.lock().unwrap();
        *first + *other.lock().unwrap()
    } else {
        let first = other.lock().unwrap();
        *first + *one.lock().unwrap()
    }
}

fn two_parameters(a: &Mutex<u32>, b: &Mutex<u32>) -> u32 {
    let a = a.lock().unwrap();
    *a + *b.lock().unwrap()
}

fn two_parameters_the_other_way_round(a: &Mutex<u32>, b: &Mutex<u32>) -> u32 {
    let b = b.lock().unwrap();
    *b + *a.lock().unwrap()
}

fn two_of_a_list(locks: &[Mutex<u32>], from: usize, to: usize) -> u32 {
    let from = locks[from].lock().unwrap();
    *from + *locks[to].lock().unwrap()
}

fn locals_of_this_call() -> u32 {
    let a = Mutex::new(1);
    let b = Mutex::new(2);
    let first = {
        let a = a.lock().unwrap();
        *a + *b.lock().unwrap()
    };
    let b = b.lock().unwrap();
    first + *b + *a.lock().unwrap()
}

struct Purse {
    coins: Mutex<u32>,
    notes: Mutex<u32>,
}

impl Wallet {
    fn count(&self) -> u32 {
        let coins = self.coins.lock().unwrap();
        *coins + *self.notes.lock().unwrap()
    }
}

// Another type with fields of the same names.
impl Purse {
    fn count(&self) -> u32 {
        let notes = self.notes.lock().unwrap();
        *notes + *self.coins.lock().unwrap()
    }
}

// Tried, or tried for some time.

struct Polite {
    left: FairMutex<u32>,
    right: FairMutex<u32>,
}

impl Polite {
    fn left_first(&self) -> u32 {
        let left = self.left.lock();
        *left + *self.right.lock()
    }

    fn right_first_and_tries(&self) -> Option<u32> {
        let right = self.right.lock();
        let left = self.left.try_lock()?;
        Some(*left + *right)
    }

    fn right_first_for_some_time(&self) -> Option<u32> {
        let right = self.right.lock();
        let left = self.left.try_lock_for(Duration::from_millis(5))?;
        Some(*left + *right)
    }

    fn backs_off(&self) -> u32 {
        loop {
            let right = self.right.lock();
            if let Some(left) = self.left.try_lock() {
                return *left + *right;
            }
            drop(right);
            thread::yield_now();
        }
    }
}

// Not run here, and not under the first lock.

struct Tasks {
    queue: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl Tasks {
    fn finish(&self) {
        let queue = self.queue.lock().unwrap();
        self.done.lock().unwrap().extend(queue.iter());
    }

    fn restart(self: Arc<Self>) {
        let done = self.done.lock().unwrap();
        let this = Arc::clone(&self);
        let n = done.len() as u32;
        thread::spawn(move || this.queue.lock().unwrap().push(n));
    }

    fn restart_later(&self) -> impl Fn() + '_ {
        let done = self.done.lock().unwrap();
        let n = done.len() as u32;
        move || self.queue.lock().unwrap().push(n)
    }

    fn in_two_threads(self: Arc<Self>) {
        let this = Arc::clone(&self);
        let other = Arc::clone(&self);
        thread::spawn(move || this.done.lock().unwrap().clear());
        thread::spawn(move || other.queue.lock().unwrap().clear());
    }
}

// Statics in one order.

static NAMES: LazyLock<RwLock<HashMap<u32, String>>> = LazyLock::new(RwLock::default);
static COUNT: Mutex<u32> = Mutex::new(0);

fn add(name: &str) {
    let mut names = NAMES.write().unwrap();
    let mut count = COUNT.lock().unwrap();
    *count += 1;
    names.insert(*count, name.to_owned());
}

fn clear() {
    let mut names = NAMES.write().unwrap();
    names.clear();
    *COUNT.lock().unwrap() = 0;
}

fn count() -> u32 {
    let count = *COUNT.lock().unwrap();
    count + NAMES.read().unwrap().len() as u32
}
