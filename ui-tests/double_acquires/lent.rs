// Closures that a function of the workspace runs under a lock.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex, RwLock},
    thread,
};

struct State {
    n: u32,
}

#[derive(Clone)]
struct Context(Arc<RwLock<State>>);

impl Context {
    fn read<R>(&self, reader: impl FnOnce(&State) -> R) -> R {
        reader(&self.0.read().unwrap())
    }

    fn write<R>(&self, writer: impl FnOnce(&mut State) -> R) -> R {
        writer(&mut self.0.write().unwrap())
    }

    fn input<R>(&self, reader: impl FnOnce(&u32) -> R) -> R {
        self.read(move |state| reader(&state.n))
    }

    fn painter(&self) -> u32 {
        self.input(|n| *n + 1)
    }

    fn by_way_of_methods(&self) -> u32 {
        self.write(|state| {
            state.n += 1;
            self.painter() //~ double_acquires
        })
    }

    fn in_the_closure_itself(&self) -> u32 {
        self.input(|n| *n + self.write(|state| state.n)) //~ double_acquires
    }

    fn through_a_clone(&self) -> u32 {
        let own = self.clone();
        self.write(move |state| state.n + own.painter()) //~ double_acquires
    }

    fn asked_before(&self) -> u32 {
        let n = self.painter();
        self.write(|state| {
            state.n += n;
            state.n
        })
    }

    fn of_another(&self, other: &Context) -> u32 {
        self.write(|state| state.n + other.painter())
    }

    fn reads_while_it_reads(&self) -> u32 {
        self.read(|state| state.n + self.painter())
    }

    fn on_another_thread(&self) {
        let own = self.clone();
        self.write(|state| {
            state.n += 1;
            thread::spawn(move || own.painter());
        });
    }
}

// By way of a function that is handed the closure under the lock.

struct Receiver;

impl Receiver {
    fn length(&mut self, n: u32, on_error: impl FnOnce(String)) {
        if n > 3 {
            on_error(n.to_string());
        }
    }
}

struct Status {
    inner: Mutex<(Receiver, bool)>,
}

impl Status {
    fn set_length(&self, n: u32, on_error: impl FnOnce(String)) {
        let mut inner = self.inner.lock().unwrap();
        inner.0.length(n, on_error);
    }

    fn set_length_and_tell(&self, n: u32, on_error: impl FnOnce(String)) {
        let too_long = {
            let inner = self.inner.lock().unwrap();
            inner.1 && n > 3
        };
        if too_long {
            on_error(n.to_string());
        }
    }

    fn fail(&self) {
        self.inner.lock().unwrap().1 = false;
    }
}

struct Channel {
    status: Status,
}

impl Channel {
    fn fail(&self, error: String) {
        println!("{error}");
        self.status.fail();
    }

    fn header(&self, n: u32) {
        self.status.set_length(n, |error| self.fail(error)); //~ double_acquires
    }

    fn header_that_is_told_afterwards(&self, n: u32) {
        self.status.set_length_and_tell(n, |error| self.fail(error));
    }
}

struct Items {
    items: RefCell<Vec<u32>>,
    waiting: RefCell<Vec<Box<dyn Fn()>>>,
}

impl Items {
    fn each(&self, mut visit: impl FnMut(u32)) {
        for n in self.items.borrow().iter() {
            visit(*n);
        }
    }

    fn each_of_a_copy(&self, visit: &mut dyn FnMut(u32)) {
        let items = self.items.borrow().clone();
        for n in items {
            visit(n);
        }
    }

    fn later(&self, call: impl Fn() + 'static) {
        self.waiting.borrow_mut().push(Box::new(call));
    }

    fn double(&self) {
        self.each(|n| self.items.borrow_mut().push(n)); //~ double_acquires
    }

    fn double_a_copy(&self) {
        self.each_of_a_copy(&mut |n| self.items.borrow_mut().push(n));
    }
}

fn kept_for_later(items: std::rc::Rc<Items>) {
    let own = items.clone();
    items.later(move || own.waiting.borrow_mut().clear());
}
