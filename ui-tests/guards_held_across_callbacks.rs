// Code that somebody else has handed in, under a lock.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, Mutex, RwLock},
    task::Waker,
};

type Callback = Box<dyn Fn(u32) + Send + Sync>;

pub trait Listener {
    fn changed(&self, n: u32);
    fn is_there(&self) -> bool;
    fn closed(&self) -> Result<(), String>;
}

trait Part {
    fn changed(&self, n: u32);
}

pub struct Topic {
    count: Mutex<u32>,
    callbacks: Mutex<Vec<Callback>>,
    listeners: RwLock<HashMap<u32, Arc<dyn Listener>>>,
    wakers: parking_lot::Mutex<Vec<Waker>>,
    on_change: Callback,
    store: Box<dyn Listener>,
    hook: RefCell<Option<Callback>>,
}

impl Topic {
    // Reported.

    pub fn of_the_caller(&self, done: impl Fn(u32)) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        done(1); //~ guards_held_across_callbacks
        *count += 1;
    }

    pub fn of_the_caller_by_its_bound<F: FnOnce()>(&self, done: F) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        done(); //~ guards_held_across_callbacks
    }

    pub fn of_the_caller_by_reference(&self, done: &dyn Fn(u32)) {
        let count = self.count.lock().unwrap();
        done(*count); //~ guards_held_across_callbacks
    }

    pub fn in_a_field(&self) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        (self.on_change)(*count); //~ guards_held_across_callbacks
    }

    pub fn each_of_a_list(&self, n: u32) {
        for callback in self.callbacks.lock().unwrap().iter() {
            callback(n); //~ guards_held_across_callbacks
        }
    }

    pub fn each_listener(&self, n: u32) {
        let listeners = self.listeners.read().unwrap();
        for listener in listeners.values() {
            listener.changed(n); //~ guards_held_across_callbacks
        }
    }

    pub fn each_listener_by_its_key(&self, n: u32) {
        for (_id, listener) in self.listeners.read().unwrap().iter() {
            listener.changed(n); //~ guards_held_across_callbacks
        }
    }

    pub fn a_trait_object_of_the_caller(&self, listener: &dyn Listener) {
        let count = self.count.lock().unwrap();
        listener.changed(*count); //~ guards_held_across_callbacks
    }

    pub fn wakers(&self) {
        for waker in self.wakers.lock().drain(..) {
            waker.wake(); //~ guards_held_across_callbacks
        }
    }

    pub fn under_a_borrow(&self) {
        let mut hook = self.hook.borrow_mut();
        if let Some(hook) = hook.as_mut() {
            hook(1); //~ guards_held_across_callbacks
        }
    }

    pub fn under_two_locks(&self, done: impl Fn()) {
        let mut count = self.count.lock().unwrap();
        let mut callbacks = self.callbacks.lock().unwrap();
        *count += 1;
        callbacks.clear();
        done(); //~ guards_held_across_callbacks
    }

    pub fn in_a_closure_that_runs_here(&self, done: impl Fn(u32)) {
        let mut count = self.count.lock().unwrap();
        [1, 2].iter().for_each(|n| done(*n)); //~ guards_held_across_callbacks
        *count += 1;
    }

    pub fn counted(&self) -> std::sync::MutexGuard<'_, u32> {
        self.count.lock().unwrap()
    }

    pub fn through_a_call(&self, done: impl Fn()) {
        let mut count = self.counted();
        *count += 1;
        done(); //~ guards_held_across_callbacks
    }

    // One mistake, one finding.

    pub fn in_the_head(&self, done: impl Fn(u32)) {
        if let Some(callback) = self.callbacks.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            done(1);
            callback(2);
        }
    }

    // What is guarded is what it is called for.

    pub fn with<R>(&self, look: impl FnOnce(&mut u32) -> R) -> R {
        let mut count = self.count.lock().unwrap();
        look(&mut count)
    }

    pub fn with_each(&self, mut look: impl FnMut(u32, &Callback)) {
        let callbacks = self.callbacks.lock().unwrap();
        for callback in callbacks.iter() {
            look(1, callback);
        }
    }

    pub fn with_where_it_is_there(&self, look: impl Fn(Option<&mut Callback>)) {
        match self.callbacks.lock().unwrap().first_mut() {
            Some(first) => look(Some(first)),
            None => look(None),
        }
    }

    pub fn or_insert(&self, make: impl FnOnce() -> u32) -> u32 {
        let mut count = self.count.lock().unwrap();
        if *count == 0 {
            *count = make();
        }
        *count
    }

    pub fn std_adaptors(&self, keep: impl Fn(&Callback) -> bool) -> usize {
        let mut callbacks = self.callbacks.lock().unwrap();
        callbacks.retain(|callback| keep(callback));
        callbacks.iter().filter(|callback| keep(callback)).count()
    }

    pub fn std_adaptors_and_what_is_in_an_element(&self, wanted: impl Fn(&dyn Listener) -> bool) -> usize {
        self.listeners.read().unwrap().values().filter(|listener| wanted(listener.as_ref())).count()
    }

    // A part of the program.

    pub fn a_component(&self) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        self.store.changed(*count);
    }

    pub fn what_is_guarded(&self, store: &Mutex<Box<dyn Listener>>) {
        store.lock().unwrap().changed(1);
    }

    pub fn a_closure_of_its_own(&self) {
        let add = |n: u32| n + 1;
        let mut count = self.count.lock().unwrap();
        *count = add(*count);
    }

    // The crate's own: nobody else calls the function, or implements the trait.

    fn of_the_same_crate(&self, done: impl Fn(u32)) {
        let mut count = self.count.lock().unwrap();
        done(1);
        [1, 2].iter().for_each(|n| done(*n));
        *count += 1;
    }

    pub fn hands_on(&self, done: impl Fn(u32)) {
        self.handed_on_by_another(done);
    }

    fn handed_on_by_another(&self, done: impl Fn(u32)) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        done(1); //~ guards_held_across_callbacks
        *count += 1;
    }

    pub fn hands_in(&self) {
        self.of_the_same_crate(|n| println!("{n}"));
    }

    fn a_trait_object_of_the_same_crate(&self, listener: &dyn Listener) {
        let count = self.count.lock().unwrap();
        listener.changed(*count);
    }

    pub fn each_part(&self, parts: &Mutex<Vec<Box<dyn Part>>>, n: u32) {
        for part in parts.lock().unwrap().iter() {
            part.changed(n);
        }
    }

    // Asked, not told.

    pub fn each_that_is_there(&self) -> usize {
        self.listeners.read().unwrap().values().filter(|listener| listener.is_there()).count()
    }

    pub fn first_that_is_there(&self) -> Option<u32> {
        for (id, listener) in self.listeners.read().unwrap().iter() {
            if listener.is_there() {
                return Some(*id);
            }
        }
        None
    }

    // Told, and it may fail.

    pub fn each_that_may_fail(&self) -> Result<(), String> {
        for listener in self.listeners.read().unwrap().values() {
            listener.closed()?; //~ guards_held_across_callbacks
        }
        Ok(())
    }

    // For effect.
    pub fn serialised(&self, serial: &Mutex<()>, done: impl Fn()) {
        let _serial = serial.lock().unwrap();
        done();
    }

    // Over before.

    pub fn taken_out(&self, n: u32) {
        let callbacks = std::mem::take(&mut *self.callbacks.lock().unwrap());
        for callback in &callbacks {
            callback(n);
        }
    }

    pub fn dropped(&self, done: impl Fn()) {
        let mut count = self.count.lock().unwrap();
        *count += 1;
        drop(count);
        done();
    }

    pub fn wakers_taken_out(&self) {
        let wakers = std::mem::take(&mut *self.wakers.lock());
        for waker in wakers {
            waker.wake();
        }
    }

    pub fn handed_on(&self, done: impl Fn(u32) + Send + 'static) {
        let count = self.count.lock().unwrap();
        let n = *count;
        std::thread::spawn(move || done(n));
        println!("{count}");
    }
}

// Nobody else has it.
pub fn own(topic: &mut Topic, done: impl Fn()) {
    let mut count = topic.count.lock().unwrap();
    *count += 1;
    done();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e6_in_a_test(count: &Mutex<u32>, done: impl Fn()) {
        let mut count = count.lock().unwrap();
        *count += 1;
        done();
    }
}
