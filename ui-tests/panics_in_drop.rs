// Drops that may panic.

use std::{
    collections::HashMap,
    fs,
    sync::{Mutex, PoisonError},
    thread,
};

static ACTIVE: Mutex<u32> = Mutex::new(0);

struct Locks;

impl Drop for Locks {
    fn drop(&mut self) {
        *ACTIVE.lock().unwrap() -= 1; //~ panics_in_drop
    }
}

struct LocksOwn<'a>(&'a Mutex<u32>);

impl Drop for LocksOwn<'_> {
    fn drop(&mut self) {
        let mut count = self.0.lock().expect("nobody panics"); //~ panics_in_drop
        *count -= 1;
    }
}

struct Removes(String);

impl Drop for Removes {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap(); //~ panics_in_drop
        fs::metadata(&self.0).expect_err("it is gone");
    }
}

struct Looks {
    slots: Vec<u32>,
    names: HashMap<u32, String>,
    at: usize,
}

impl Drop for Looks {
    fn drop(&mut self) {
        self.slots[self.at] = 0; //~ panics_in_drop
        assert!(self.slots.is_empty());
        if self.at > 9 {
            panic!("too far");
        }
        let _name = self.names.remove(&1).unwrap(); //~ panics_in_drop
        debug_assert_eq!(self.at, 0);
    }
}

struct Generic<T: Clone>(Option<T>, Vec<T>);

impl<T: Clone> Drop for Generic<T> {
    fn drop(&mut self) {
        let last = self.1.iter().max_by_key(|_| 1).cloned();
        let _last = last.unwrap(); //~ panics_in_drop
    }
}

struct InClosure(Vec<Mutex<u32>>);

impl Drop for InClosure {
    fn drop(&mut self) {
        self.0.iter().for_each(|count| *count.lock().unwrap() = 0); //~ panics_in_drop
    }
}

// What is right.

struct AsksFirst;

impl Drop for AsksFirst {
    fn drop(&mut self) {
        if !thread::panicking() {
            *ACTIVE.lock().unwrap() -= 1;
        }
    }
}

struct Ignores;

impl Drop for Ignores {
    fn drop(&mut self) {
        *ACTIVE.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        if let Ok(mut active) = ACTIVE.lock() {
            *active -= 1;
        }
        let _active = ACTIVE.lock().ok();
    }
}

struct HasIt {
    name: Option<String>,
    inner: Option<String>,
    array: [u32; 4],
}

impl Drop for HasIt {
    fn drop(&mut self) {
        let name = self.name.take().unwrap();
        let inner = self.inner.as_ref().expect("there until now");
        println!("{name} {inner} {}", self.array[0]);
        match inner.len() {
            0 => {}
            _ => unreachable!("never set"),
        }
    }
}

struct NoDrop;

impl NoDrop {
    fn end(&mut self) {
        *ACTIVE.lock().unwrap() -= 1;
    }
}

#[cfg(test)]
mod tests {
    struct InTest;

    impl Drop for InTest {
        fn drop(&mut self) {
            *super::ACTIVE.lock().unwrap() -= 1;
        }
    }
}
