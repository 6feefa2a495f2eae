// One lock under several names: clones of an `Arc`, references, fields.

use std::{
    rc::Rc,
    sync::{Arc, Mutex, RwLock, Weak},
    thread,
};

struct Node {
    value: Mutex<u32>,
}

struct Worker {
    shared: Arc<Mutex<u32>>,
    node: Arc<Node>,
}

impl Worker {
    fn new(shared: &Arc<Mutex<u32>>) -> Self {
        Worker { shared: Arc::clone(shared), node: Arc::new(Node { value: Mutex::new(0) }) }
    }

    fn of_a_field(&self) {
        let shared = self.shared.clone();
        let guard = shared.lock().unwrap();
        *self.shared.lock().unwrap() = *guard; //~ double_acquires
    }

    fn of_a_field_of_a_field(&self) {
        let node = Arc::clone(&self.node);
        let value = self.node.value.lock().unwrap();
        *node.value.lock().unwrap() = *value; //~ double_acquires
    }

    fn of_a_clone_of_itself(self: Arc<Self>) {
        let same = self.clone();
        let guard = same.shared.lock().unwrap();
        *self.shared.lock().unwrap() = *guard; //~ double_acquires
    }

    fn two_fields(&self) {
        let guard = self.shared.lock().unwrap();
        *self.node.value.lock().unwrap() = *guard;
    }
}

fn cloned_twice() {
    let first = Arc::new(Mutex::new(1));
    let second = first.clone();
    let third = Arc::clone(&second);
    let guard = first.lock().unwrap();
    *third.lock().unwrap() = *guard; //~ double_acquires
}

fn cloned_in_place(lock: &Arc<Mutex<u32>>) {
    let guard = lock.lock().unwrap();
    *lock.clone().lock().unwrap() = *guard; //~ double_acquires
}

fn reference_to_the_inside(lock: &Arc<Mutex<u32>>) {
    let inner: &Mutex<u32> = lock;
    let guard = inner.lock().unwrap();
    *lock.lock().unwrap() = *guard; //~ double_acquires
}

fn by_as_ref(lock: Arc<RwLock<Vec<u32>>>) {
    let values = lock.as_ref().read().unwrap();
    if values.is_empty() {
        lock.write().unwrap().push(1); //~ double_acquires
    }
}

fn reference_to_a_reference(lock: &Mutex<u32>) {
    let once = &lock;
    let twice = &once;
    let guard = once.lock().unwrap();
    *twice.lock().unwrap() = *guard; //~ double_acquires
}

fn counted_pointer(lock: Rc<Mutex<u32>>) {
    let other = Rc::clone(&lock);
    let guard = lock.lock().unwrap();
    *other.lock().unwrap() = *guard; //~ double_acquires
}

fn out_of_an_option(lock: Option<Arc<Mutex<u32>>>) {
    if let Some(lock) = &lock {
        let other = lock.clone();
        let guard = lock.lock().unwrap();
        *other.lock().unwrap() = *guard; //~ double_acquires
    }
}

fn cloned_into_a_tuple(lock: Arc<Mutex<u32>>) {
    let (first, second) = (lock.clone(), lock);
    let guard = first.lock().unwrap();
    *second.lock().unwrap() = *guard; //~ double_acquires
}

// Another lock.

fn made_anew(lock: Arc<Mutex<u32>>) {
    let fresh = Arc::new(Mutex::new(*lock.lock().unwrap()));
    let guard = lock.lock().unwrap();
    *fresh.lock().unwrap() = *guard;
}

fn assigned_anew(mut lock: Arc<Mutex<u32>>) {
    let old = lock.clone();
    lock = Arc::new(Mutex::new(0));
    let guard = old.lock().unwrap();
    *lock.lock().unwrap() = *guard;
}

fn two_of_a_list(locks: &[Arc<Mutex<u32>>]) {
    let (Some(first), Some(last)) = (locks.first(), locks.last()) else { return };
    if Arc::ptr_eq(first, last) {
        return;
    }
    let guard = first.lock().unwrap();
    *last.lock().unwrap() = *guard;
}

fn out_of_a_weak_one(lock: &Arc<Mutex<u32>>, weak: &Weak<Mutex<u32>>) {
    let guard = lock.lock().unwrap();
    if let Some(other) = weak.upgrade() {
        *other.lock().unwrap() = *guard;
    }
}

fn either(lock: &Arc<Mutex<u32>>, other: &Arc<Mutex<u32>>, on: bool) {
    let chosen = if on { lock.clone() } else { other.clone() };
    let guard = other.lock().unwrap();
    if on {
        *chosen.lock().unwrap() = *guard;
    }
}

fn a_copy_of_the_data(lock: &Mutex<Vec<u32>>) {
    let copy = Mutex::new(lock.lock().unwrap().clone());
    let guard = lock.lock().unwrap();
    copy.lock().unwrap().extend(guard.iter());
}

fn on_another_thread(lock: Arc<Mutex<u32>>) {
    let other = Arc::clone(&lock);
    let guard = lock.lock().unwrap();
    thread::spawn(move || *other.lock().unwrap() += 1);
    drop(guard);
}

fn workers_of_two_locks() {
    let first = Worker::new(&Arc::new(Mutex::new(0)));
    let second = Worker::new(&Arc::new(Mutex::new(0)));
    let guard = first.shared.lock().unwrap();
    *second.shared.lock().unwrap() = *guard;
}
