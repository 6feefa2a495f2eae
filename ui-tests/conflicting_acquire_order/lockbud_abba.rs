// Two locks in two orders, of std, parking_lot and spin, within functions and across them.

use std::sync::{Arc, Mutex, RwLock};

// std.

struct Std {
    a: Mutex<u32>,
    b: RwLock<u32>,
}

impl Std {
    fn a_then_b(&self) {
        let mut a = self.a.lock().unwrap();
        *a += *self.b.write().unwrap(); //~ conflicting_acquire_order
    }

    fn b_then_a(&self) {
        let b = self.b.write().unwrap();
        *self.a.lock().unwrap() += *b;
    }
}

// parking_lot.

struct Parked {
    a: parking_lot::Mutex<u32>,
    b: parking_lot::RwLock<u32>,
}

impl Parked {
    fn a_then_b(&self) {
        let mut a = self.a.lock();
        *a += *self.b.write(); //~ conflicting_acquire_order
    }

    fn b_then_a(&self) {
        let b = self.b.write();
        *self.a.lock() += *b;
    }
}

// spin.

struct Spun {
    a: spin::Mutex<u32>,
    b: spin::Mutex<u32>,
}

impl Spun {
    fn a_then_b(&self) {
        let mut a = self.a.lock();
        *a += *self.b.lock(); //~ conflicting_acquire_order
    }

    fn b_then_a(&self) {
        let b = self.b.lock();
        *self.a.lock() += *b;
    }
}

// Across functions, and of different libraries.

struct Mixed {
    a: Mutex<u32>,
    b: parking_lot::Mutex<u32>,
}

impl Mixed {
    fn add_a(&self, n: u32) {
        *self.a.lock().unwrap() += n;
    }

    fn add_b(&self, n: u32) {
        *self.b.lock() += n;
    }

    fn a_then_b(&self) {
        let a = self.a.lock().unwrap();
        self.add_b(*a); //~ conflicting_acquire_order
    }

    fn b_then_a(&self) {
        let b = self.b.lock();
        self.add_a(*b);
    }
}

// Through an alias of what owns them.

struct Owner {
    shared: Arc<Inner>,
}

struct Inner {
    a: Mutex<u32>,
    b: Mutex<u32>,
}

impl Owner {
    fn a_then_b(&self) {
        let shared = Arc::clone(&self.shared);
        let a = shared.a.lock().unwrap();
        *shared.b.lock().unwrap() += *a; //~ conflicting_acquire_order
    }

    fn b_then_a(&self) {
        let b = self.shared.b.lock().unwrap();
        *self.shared.a.lock().unwrap() += *b;
    }
}

// Statics.

static A: Mutex<u32> = Mutex::new(0);
static B: spin::Mutex<u32> = spin::Mutex::new(0);

fn add_b(n: u32) {
    *B.lock() += n;
}

fn a_then_b() {
    let a = A.lock().unwrap();
    add_b(*a); //~ conflicting_acquire_order
}

fn b_then_a() {
    let b = B.lock();
    *A.lock().unwrap() += *b;
}

// One order.

struct Fine {
    a: Mutex<u32>,
    b: spin::Mutex<u32>,
}

impl Fine {
    fn a_then_b(&self) {
        let a = self.a.lock().unwrap();
        *self.b.lock() += *a;
    }

    fn b_then_a(&self) {
        let b = *self.b.lock();
        *self.a.lock().unwrap() += b;
    }

    fn b_and_perhaps_a(&self) {
        let b = self.b.lock();
        if let Ok(mut a) = self.a.try_lock() {
            *a += *b;
        }
    }
}
