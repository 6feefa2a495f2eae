// The lock is held, and a method of the same value takes it again: at any depth, on every path.

use std::{
    cell::RefCell,
    collections::{HashMap, VecDeque},
    ops::Deref,
    sync::{Arc, Mutex, RwLock},
};

struct Queue {
    jobs: Mutex<VecDeque<u32>>,
}

impl Queue {
    fn push(&self, job: u32) {
        self.jobs.lock().unwrap().push_back(job);
    }

    fn len(&self) -> usize {
        let jobs = self.jobs.lock().unwrap();
        jobs.len()
    }

    fn push_both(&self, job: u32) {
        self.push(job);
        self.push(job + 1);
    }

    fn refill(&self) {
        let first = 7;
        self.push_both(first);
    }

    fn add(self: &Arc<Self>, job: u32) {
        self.push(job);
    }

    // One call down.

    fn one_call(&self) {
        let jobs = self.jobs.lock().unwrap();
        if jobs.is_empty() {
            self.push(1); //~ double_acquires
        }
    }

    fn one_call_for_its_value(&self) -> bool {
        let jobs = self.jobs.lock().unwrap();
        let n = self.len(); //~ double_acquires
        jobs.len() == n
    }

    fn in_a_condition(&self) {
        let mut jobs = self.jobs.lock().unwrap();
        if self.len() < 4 { //~ double_acquires
            jobs.push_back(1);
        }
    }

    fn as_an_argument(&self) {
        let mut jobs = self.jobs.lock().unwrap();
        jobs.push_back(self.len() as u32); //~ double_acquires
    }

    fn as_an_argument_of_a_temporary(&self) {
        self.jobs.lock().unwrap().push_back(self.len() as u32); //~ double_acquires
    }

    fn in_a_struct_literal(&self) -> Summary {
        let summary = Summary { first: self.jobs.lock().unwrap().front().copied(), len: self.len() }; //~ double_acquires
        summary
    }

    fn in_a_format_argument(&self) {
        let jobs = self.jobs.lock().unwrap();
        println!("{:?} of {}", jobs.front(), self.len()); //~ double_acquires
    }

    fn in_an_arm(&self) {
        match self.jobs.lock().unwrap().front() {
            Some(job) => println!("{job}"),
            None => self.push(1), //~ double_acquires
        }
    }

    fn in_the_body_of_a_loop(&self) {
        let jobs = self.jobs.lock().unwrap();
        for job in jobs.iter() {
            self.push(*job); //~ double_acquires
        }
    }

    fn by_its_path(&self) {
        let _jobs = self.jobs.lock().unwrap();
        Queue::push(self, 1); //~ double_acquires
    }

    fn by_self_type(&self) -> usize {
        let _jobs = self.jobs.lock().unwrap();
        Self::len(self) //~ double_acquires
    }

    fn through_another_name(&self) {
        let this = self;
        let _jobs = this.jobs.lock().unwrap();
        self.push(1); //~ double_acquires
    }

    fn mutable(&mut self) {
        let _jobs = self.jobs.lock().unwrap();
        self.push(1); //~ double_acquires
    }

    fn through_an_arc_of_itself(self: &Arc<Self>) {
        let _jobs = self.jobs.lock().unwrap();
        self.add(1); //~ double_acquires
    }

    fn through_an_owned_arc(self: Arc<Self>) {
        let other = Arc::clone(&self);
        let jobs = self.jobs.lock().unwrap();
        other.push(1); //~ double_acquires
        drop(jobs);
    }

    // Two and three calls down.

    fn two_calls(&self) {
        let _jobs = self.jobs.lock().unwrap();
        self.push_both(1); //~ double_acquires
    }

    fn three_calls(&self) {
        let jobs = self.jobs.lock().unwrap();
        if jobs.is_empty() {
            self.refill(); //~ double_acquires
        }
    }

    // Round in a circle.

    fn drain(&self, depth: u32) {
        let mut jobs = self.jobs.lock().unwrap();
        jobs.pop_front();
        if depth > 0 {
            self.drain(depth - 1); //~ double_acquires
        }
    }

    fn even(&self, depth: u32) {
        let jobs = self.jobs.lock().unwrap();
        if depth > 0 && !jobs.is_empty() {
            self.odd(depth - 1); //~ double_acquires
        }
    }

    fn odd(&self, depth: u32) {
        self.even(depth);
    }
}

struct Summary {
    first: Option<u32>,
    len: usize,
}

// Recursion that lets go first, or goes to another one.

struct Tree {
    value: Mutex<u32>,
    left: Option<Box<Tree>>,
}

impl Tree {
    fn sum(&self) -> u32 {
        let value = self.value.lock().unwrap();
        match &self.left {
            Some(left) => *value + left.sum(),
            None => *value,
        }
    }

    fn count_down(&self) {
        let mut value = self.value.lock().unwrap();
        if *value > 0 {
            *value -= 1;
            drop(value);
            self.count_down();
        }
    }

    fn count_down_by_a_copy(&self, depth: u32) -> u32 {
        let value = *self.value.lock().unwrap();
        if depth == 0 { value } else { self.count_down_by_a_copy(depth - 1) }
    }
}

// A part of the value.

struct Cache {
    entries: RwLock<HashMap<u32, String>>,
}

impl Cache {
    fn put(&self, id: u32, text: String) {
        self.entries.write().unwrap().insert(id, text);
    }

    fn get(&self, id: u32) -> Option<String> {
        self.entries.read().unwrap().get(&id).cloned()
    }

    fn clear(&self) {
        let mut entries = self.entries.write().unwrap();
        entries.clear();
    }

    fn read_then_write(&self, id: u32) -> String {
        let entries = self.entries.read().unwrap();
        match entries.get(&id) {
            Some(text) => text.clone(),
            None => {
                self.put(id, String::new()); //~ double_acquires
                String::new()
            }
        }
    }

    fn write_then_read(&self, id: u32) -> Option<String> {
        let mut entries = self.entries.write().unwrap();
        entries.remove(&id);
        self.get(id + 1) //~ double_acquires
    }

    fn write_then_write(&self) {
        let mut entries = self.entries.write().unwrap();
        entries.insert(1, String::new());
        self.clear(); //~ double_acquires
    }
}

struct Service {
    cache: Cache,
    shared: Arc<Cache>,
    handle: Handle,
}

struct Handle(Arc<Cache>);

impl Deref for Handle {
    type Target = Cache;

    fn deref(&self) -> &Cache {
        &self.0
    }
}

impl Service {
    fn of_a_field(&self) {
        let entries = self.cache.entries.read().unwrap();
        if entries.is_empty() {
            self.cache.clear(); //~ double_acquires
        }
    }

    fn of_a_field_behind_an_arc(&self) {
        let entries = self.shared.entries.read().unwrap();
        if entries.is_empty() {
            self.shared.put(1, String::new()); //~ double_acquires
        }
    }

    fn of_a_borrowed_field(&self) {
        let cache = &self.cache;
        let _entries = cache.entries.write().unwrap();
        self.cache.clear(); //~ double_acquires
    }

    fn of_a_type_that_derefs(&self) {
        let entries = self.handle.entries.read().unwrap();
        if entries.is_empty() {
            self.handle.clear(); //~ double_acquires
        }
    }

    fn clear(&self) {
        self.cache.clear();
    }

    fn through_a_method_that_hands_on(&self) {
        let _entries = self.cache.entries.read().unwrap();
        self.clear(); //~ double_acquires
    }

    fn another_field_of_the_same_type(&self) {
        let entries = self.cache.entries.read().unwrap();
        if entries.is_empty() {
            self.shared.clear();
            self.handle.clear();
        }
    }
}

// RefCell panics where a lock waits.

struct Scene {
    nodes: RefCell<Vec<u32>>,
}

impl Scene {
    fn add(&self, node: u32) {
        self.nodes.borrow_mut().push(node);
    }

    fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn borrowed(&self) {
        let nodes = self.nodes.borrow();
        if let Some(node) = nodes.first() {
            self.add(*node); //~ double_acquires
        }
    }

    fn borrowed_mutably(&self) {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(self.len() as u32); //~ double_acquires
    }

    fn borrowed_twice_to_read(&self) -> usize {
        let nodes = self.nodes.borrow();
        nodes.len() + self.len()
    }

    fn cells_one_after_the_other(&self) {
        let n = self.nodes.borrow().len();
        self.add(n as u32);
    }
}

// Of a trait, called on a type that is known.

trait Store {
    fn save(&self, value: u32);

    fn save_both(&self, value: u32) {
        self.save(value);
        self.save(value);
    }
}

struct Memory {
    values: Mutex<Vec<u32>>,
}

impl Store for Memory {
    fn save(&self, value: u32) {
        self.values.lock().unwrap().push(value);
    }
}

struct Nowhere;

impl Store for Nowhere {
    fn save(&self, _value: u32) {}
}

fn method_of_a_trait(memory: &Memory) {
    let values = memory.values.lock().unwrap();
    memory.save(values.len() as u32); //~ double_acquires
}

fn method_of_a_trait_by_its_path(memory: &Memory) {
    let values = memory.values.lock().unwrap();
    Store::save(memory, values.len() as u32); //~ double_acquires
}

// Not every implementation takes the lock.
fn method_of_any_store(memory: &Memory, store: &dyn Store) {
    let values = memory.values.lock().unwrap();
    store.save(values.len() as u32); //~ guards_held_too_long
}

fn method_of_a_type_parameter<S: Store>(memory: &Memory, store: &S) {
    let values = memory.values.lock().unwrap();
    store.save_both(values.len() as u32);
}

// Asynchronous methods take it where they are awaited.

struct Room {
    members: tokio::sync::Mutex<Vec<u32>>,
}

impl Room {
    async fn join(&self, member: u32) {
        self.members.lock().await.push(member);
    }

    async fn join_both(&self, member: u32) {
        self.join(member).await;
        self.join(member + 1).await;
    }

    async fn awaited(&self) {
        let members = self.members.lock().await;
        if members.is_empty() {
            self.join(1).await; //~ double_acquires
        }
    }

    async fn awaited_two_calls_down(&self) {
        let _members = self.members.lock().await;
        self.join_both(1).await; //~ double_acquires
    }

    async fn awaited_later(&self) {
        let members = self.members.lock().await;
        let n = members.len();
        let joined = self.join(n as u32);
        drop(members);
        joined.await;
    }

    async fn in_another_task(self: Arc<Self>) {
        let members = self.members.lock().await;
        let room = Arc::clone(&self);
        tokio::spawn(async move { room.join(1).await });
        println!("{}", members.len());
    }
}
