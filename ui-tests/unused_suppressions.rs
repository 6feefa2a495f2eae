//! Suppressions of every form, with and without something to silence.

use std::sync::Mutex;

fn silenced(m: &Mutex<u32>) {
    // letgo: allow(discarded_guards): a statement
    let _ = m.lock();
    work();
    let _ = m.lock(); // letgo: allow(discarded_guards): a line
    work();
    /* letgo: expect(letgo::discarded-guards): a block comment, and the other spelling */
    let _ = m.lock();
    work();
    #[cfg_attr(any(), letgo::allow(discarded_guards, reason = "an attribute of a statement"))]
    let _ = m.lock();
    work();
    // letgo: allow(correctness): a group
    let _ = m.lock();
    work();
}

// letgo: allow(discarded_guards): a whole function
fn whole_function(m: &Mutex<u32>) {
    let _ = m.lock();
    work();
    if *m.lock().unwrap() > 1 {
        let _ = m.lock();
        work();
    }
}

#[cfg_attr(any(), letgo::allow(discarded_guards, reason = "a module"))]
mod inner {
    pub(super) fn f(m: &std::sync::Mutex<u32>) {
        let _ = m.lock();
        super::work();
    }
}

struct Table(Mutex<u32>);

impl Table {
    #![cfg_attr(any(), letgo::expect(discarded_guards, reason = "an inner attribute"))]

    fn touch(&self) {
        let _ = self.0.lock();
        work();
    }
}

fn arms_and_arguments(m: &Mutex<u32>, n: Option<u32>) {
    match n {
        // letgo: allow(discarded_guards): an arm
        Some(_) => {
            let _ = m.lock();
            work();
        }
        None => {
            let _ = m.lock(); //~ discarded_guards
            work();
        }
    }
    run(
        // letgo: allow(discarded_guards): an argument
        || {
            let _ = m.lock();
            work();
        },
        || {
            let _ = m.lock(); //~ discarded_guards
            work();
        },
    );
}

fn run(one: impl Fn(), other: impl Fn()) {
    one();
    other();
}

fn unused(m: &Mutex<u32>) {
    // letgo: allow(discarded_guards): nothing is wrong here //~ unused_suppressions
    let guard = m.lock().unwrap();
    // letgo: allow(discarded_guards): ends before the next statement //~ unused_suppressions
    drop(guard);
    let _ = m.lock(); //~ discarded_guards
    work();
    // letgo: allow(discarded_guard): no such lint //~ unused_suppressions
    let _ = m.lock(); //~ discarded_guards
    work();
    // letgo: alow(discarded_guards): no such word //~ unused_suppressions
    let _ = m.lock(); //~ discarded_guards
    work();
    // letgo: allow(discarded_guards, double_acquires): one of two //~ unused_suppressions
    let _ = m.lock();
    work();
    // letgo: allow(discarded_guards): nothing follows //~ unused_suppressions
}

#[cfg_attr(any(), letgo::allow(discarded_guards, reason = "gone"))] //~ unused_suppressions
fn clean() {}

// letgo: allow(unused_suppressions): another version of letgo finds something there
fn wanted() {
    // letgo: allow(discarded_guards): what that is
    clean();
}

// letgo: this is prose
fn strings() -> &'static str {
    "
    // letgo: allow(discarded_guards): in a string
    "
}

fn work() {}
