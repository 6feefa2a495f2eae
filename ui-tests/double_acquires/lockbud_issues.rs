// What people have told lockbud that it misses.

use std::ops::Deref;

use parking_lot::RwLock;

// Its issue 105: a generic callee is given the guard, and holds it when it acquires.

fn add_one<G: Deref<Target = i32>>(before: G, count: &RwLock<i32>) {
    if *before == 1 {
        *count.write() += 1;
    }
}

fn add_one_at_once<G: Deref<Target = i32>>(before: G, count: &RwLock<i32>) {
    *count.write() += *before;
}

fn guard_to_a_generic_callee() {
    let count = RwLock::new(1);
    let before = count.read();
    add_one(before, &count); // not surely: the callee acquires in a branch
}

fn guard_to_a_generic_callee_that_surely_acquires() {
    let count = RwLock::new(1);
    let before = count.read();
    add_one_at_once(before, &count); //~ double_acquires
}

// Its issue 131: a closure that is called where it stands.

struct Counter {
    count: RwLock<i32>,
}

impl Counter {
    fn closure_called_at_once(&self) {
        (|| {
            match *self.count.read() {
                1 => *self.count.write() += 1, //~ double_acquires
                _ => {}
            };
        })()
    }

    fn closure_called_under_the_lock(&self) {
        let before = self.count.read();
        (|| *self.count.write() += 1)(); //~ double_acquires
        println!("{before}");
    }

    fn closure_kept_for_later(&self) -> impl Fn() + '_ {
        let before = self.count.read();
        println!("{before}");
        || *self.count.write() += 1
    }
}
