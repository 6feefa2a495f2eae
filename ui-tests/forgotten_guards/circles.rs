// Circles of shared handles.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
    sync::{Arc, Mutex},
};

struct Node {
    next: RefCell<Option<Rc<Node>>>,
    others: RefCell<Vec<Rc<Node>>>,
    parent: RefCell<Weak<Node>>,
}

fn node() -> Rc<Node> {
    Rc::new(Node {
        next: RefCell::new(None),
        others: RefCell::new(Vec::new()),
        parent: RefCell::new(Weak::new()),
    })
}

fn keeps_itself() {
    let node = node();
    *node.next.borrow_mut() = Some(Rc::clone(&node)); //~ forgotten_guards
}

fn keeps_itself_in_a_list() {
    let node = node();
    node.others.borrow_mut().push(node.clone()); //~ forgotten_guards
}

fn two() {
    let first = node();
    let second = node();
    *first.next.borrow_mut() = Some(Rc::clone(&second));
    *second.next.borrow_mut() = Some(Rc::clone(&first)); //~ forgotten_guards
}

fn two_of_different_sorts() {
    let parent = node();
    let child = node();
    parent.others.borrow_mut().push(Rc::clone(&child));
    child.next.replace(Some(parent.clone())); //~ forgotten_guards
}

struct Worker {
    pool: Mutex<Option<Arc<Pool>>>,
}

struct Pool {
    workers: Mutex<Vec<Arc<Worker>>>,
}

fn across_threads() -> Arc<Pool> {
    let pool = Arc::new(Pool { workers: Mutex::new(Vec::new()) });
    let worker = Arc::new(Worker { pool: Mutex::new(None) });
    *worker.pool.lock().unwrap() = Some(pool.clone());
    pool.workers.lock().unwrap().push(worker.clone()); //~ forgotten_guards
    pool
}

// No circle, or one that is opened again.

fn by_a_weak() {
    let parent = node();
    let child = node();
    parent.others.borrow_mut().push(Rc::clone(&child));
    *child.parent.borrow_mut() = Rc::downgrade(&parent);
}

fn a_chain() {
    let first = node();
    let second = node();
    let third = node();
    *first.next.borrow_mut() = Some(Rc::clone(&second));
    *second.next.borrow_mut() = Some(Rc::clone(&third));
}

fn opened_again() {
    let first = node();
    let second = node();
    *first.next.borrow_mut() = Some(Rc::clone(&second));
    *second.next.borrow_mut() = Some(Rc::clone(&first));
    first.next.borrow_mut().take();
}

fn opened_by_none() {
    let node = node();
    *node.next.borrow_mut() = Some(Rc::clone(&node));
    *node.next.borrow_mut() = None;
}

fn looked_at() -> bool {
    let first = node();
    let second = node();
    first.others.borrow_mut().push(second.clone());
    let is_there = second.others.borrow().iter().any(|other| Rc::ptr_eq(other, &first));
    is_there
}
