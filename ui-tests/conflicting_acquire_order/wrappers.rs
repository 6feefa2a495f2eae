// Own locks, own guards and traits that hand them out.

use std::{
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard},
};

use parking_lot::RwLock;

struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }
}

// Own locks as fields.

struct Depot {
    trucks: Shared<Vec<u32>>,
    crates: Shared<Vec<u32>>,
}

impl Depot {
    fn load(&self) {
        let mut trucks = self.trucks.lock();
        let mut crates = self.crates.lock(); //~ conflicting_acquire_order
        trucks.append(&mut crates);
    }

    fn unload(&self) {
        let mut crates = self.crates.lock();
        crates.append(&mut self.trucks.lock());
    }
}

struct OrderedDepot {
    trucks: Shared<Vec<u32>>,
    crates: Shared<Vec<u32>>,
}

impl OrderedDepot {
    fn load(&self) {
        let mut trucks = self.trucks.lock();
        let mut crates = self.crates.lock();
        trucks.append(&mut crates);
    }

    fn unload(&self) {
        let mut trucks = self.trucks.lock();
        let mut crates = self.crates.lock();
        crates.append(&mut trucks);
    }
}

// An own guard over one of them.

struct Editor {
    text: RwLock<String>,
    cursor: RwLock<usize>,
}

struct View<'a> {
    text: parking_lot::RwLockReadGuard<'a, String>,
}

impl Deref for View<'_> {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl Editor {
    fn view(&self) -> View<'_> {
        View { text: self.text.read() }
    }

    fn to_the_end(&self) {
        let view = self.view();
        *self.cursor.write() = view.len(); //~ conflicting_acquire_order
    }

    fn insert(&self, text: &str) {
        let cursor = self.cursor.read();
        self.text.write().insert_str(*cursor, text);
    }

    fn position(&self) -> usize {
        let cursor = *self.cursor.read();
        cursor.min(self.view().len())
    }
}

// A trait that hands out guards.

trait Stores {
    fn users(&self) -> MutexGuard<'_, Vec<u32>>;
    fn rooms(&self) -> MutexGuard<'_, Vec<u32>>;
}

struct App {
    users: Mutex<Vec<u32>>,
    rooms: Mutex<Vec<u32>>,
}

impl Stores for App {
    fn users(&self) -> MutexGuard<'_, Vec<u32>> {
        self.users.lock().unwrap()
    }

    fn rooms(&self) -> MutexGuard<'_, Vec<u32>> {
        self.rooms.lock().unwrap()
    }
}

impl App {
    fn enter(&self) {
        let users = self.users();
        self.rooms().extend(users.iter()); //~ conflicting_acquire_order
    }

    fn close(&self) {
        let rooms = self.rooms();
        self.users().retain(|user| rooms.contains(user));
    }
}

// One method with two instances: nobody knows whether they are one.

struct Node {
    value: Mutex<u32>,
    label: Mutex<String>,
}

impl Node {
    fn copy_label(&self, other: &Node) {
        let value = self.value.lock().unwrap();
        *other.label.lock().unwrap() = value.to_string();
    }

    fn values(&self, other: &Node) -> u32 {
        let value = self.value.lock().unwrap();
        *value + *other.value.lock().unwrap()
    }
}
