// Readers and writers of two locks: a circle needs somebody who keeps the other out at both ends.

use std::sync::RwLock;

// Writers only.

struct Writers {
    names: RwLock<Vec<String>>,
    ages: RwLock<Vec<u32>>,
}

impl Writers {
    fn add(&self, name: String) {
        let mut names = self.names.write().unwrap();
        self.ages.write().unwrap().push(0); //~ conflicting_acquire_order
        names.push(name);
    }

    fn remove(&self) {
        let mut ages = self.ages.write().unwrap();
        ages.pop();
        self.names.write().unwrap().pop();
    }
}

// A writer holds, a reader waits, at both ends.

struct WriteThenRead {
    names: RwLock<Vec<String>>,
    ages: RwLock<Vec<u32>>,
}

impl WriteThenRead {
    fn trim_names(&self) {
        let mut names = self.names.write().unwrap();
        names.truncate(self.ages.read().unwrap().len()); //~ conflicting_acquire_order
    }

    fn trim_ages(&self) {
        let mut ages = self.ages.write().unwrap();
        ages.truncate(self.names.read().unwrap().len());
    }
}

// A reader holds, a writer waits, at both ends.

struct ReadThenWrite {
    names: RwLock<Vec<String>>,
    ages: RwLock<Vec<u32>>,
}

impl ReadThenWrite {
    fn age(&self) {
        let names = self.names.read().unwrap();
        self.ages.write().unwrap().resize(names.len(), 0); //~ conflicting_acquire_order
    }

    fn name(&self) {
        let ages = self.ages.read().unwrap();
        self.names.write().unwrap().resize(ages.len(), String::new());
    }
}

// A reader at one end, a writer at the other.

struct ReadersAndWriters {
    names: RwLock<Vec<String>>,
    ages: RwLock<Vec<u32>>,
}

impl ReadersAndWriters {
    fn count(&self) -> usize {
        let names = self.names.read().unwrap();
        names.len() + self.ages.read().unwrap().len() //~ conflicting_acquire_order
    }

    fn clear(&self) {
        let mut ages = self.ages.write().unwrap();
        ages.clear();
        self.names.write().unwrap().clear();
    }
}

// parking_lot, with upgradable readers, of whom there is one at a time.

struct Fair {
    names: parking_lot::RwLock<Vec<String>>,
    ages: parking_lot::RwLock<Vec<u32>>,
}

impl Fair {
    fn add(&self, name: String) {
        let mut names = self.names.write();
        let ages = self.ages.upgradable_read(); //~ conflicting_acquire_order
        names.push(format!("{name} {}", ages.len()));
    }

    fn remove(&self) {
        let ages = self.ages.write();
        self.names.write().truncate(ages.len());
    }
}

// spin: readers do not wait for writers who wait.

struct Spinning {
    names: spin::RwLock<Vec<String>>,
    ages: spin::RwLock<Vec<u32>>,
}

impl Spinning {
    fn add(&self, name: String) {
        let mut names = self.names.write();
        names.push(name);
        self.ages.write().push(0); //~ conflicting_acquire_order
    }

    fn trim(&self) {
        let ages = self.ages.write();
        self.names.write().truncate(ages.len());
    }
}

struct SpinningReaders {
    names: spin::RwLock<Vec<String>>,
    ages: spin::RwLock<Vec<u32>>,
}

impl SpinningReaders {
    fn count(&self) -> usize {
        let names = self.names.read();
        names.len() + self.ages.read().len()
    }

    fn count_the_other_way_round(&self) -> usize {
        let ages = self.ages.read();
        ages.len() + self.names.read().len()
    }
}

// A mutex and a reader.

struct Mixed {
    index: std::sync::Mutex<Vec<usize>>,
    names: RwLock<Vec<String>>,
}

impl Mixed {
    fn rebuild(&self) {
        let mut index = self.index.lock().unwrap();
        *index = (0..self.names.read().unwrap().len()).collect(); //~ conflicting_acquire_order
    }

    fn reset(&self) {
        let mut names = self.names.write().unwrap();
        names.clear();
        self.index.lock().unwrap().clear();
    }
}

// One order, whoever reads or writes.

struct OneOrder {
    names: RwLock<Vec<String>>,
    ages: RwLock<Vec<u32>>,
}

impl OneOrder {
    fn count(&self) -> usize {
        let names = self.names.read().unwrap();
        names.len() + self.ages.read().unwrap().len()
    }

    fn clear(&self) {
        let mut names = self.names.write().unwrap();
        names.clear();
        self.ages.write().unwrap().clear();
    }

    fn age(&self) {
        let names = self.names.read().unwrap();
        self.ages.write().unwrap().resize(names.len(), 0);
    }
}
