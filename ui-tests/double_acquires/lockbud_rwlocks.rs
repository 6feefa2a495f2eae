// Readers and writers of one lock, within and across functions, for std, parking_lot and spin.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

struct Index {
    words: RwLock<HashMap<String, u32>>,
    pages: parking_lot::RwLock<Vec<String>>,
    ranks: spin::RwLock<Vec<u32>>,
}

impl Index {
    fn insert(&self, word: &str) {
        self.words.write().unwrap().insert(word.to_owned(), 1);
    }

    fn rank(&self, word: &str) -> Option<u32> {
        self.words.read().unwrap().get(word).copied()
    }

    fn add_page(&self, page: String) {
        self.pages.write().push(page);
    }

    fn count_pages(&self) -> usize {
        let pages = self.pages.read();
        pages.len()
    }

    fn raise(&self) {
        self.ranks.write().iter_mut().for_each(|rank| *rank += 1);
    }

    fn write_then_write(&self) {
        let mut words = self.words.write().unwrap();
        words.clear();
        let _again = self.words.write().unwrap(); //~ double_acquires
    }

    fn write_then_read(&self, word: &str) -> bool {
        let words = self.words.write().unwrap();
        let found = self.words.read().unwrap().contains_key(word); //~ double_acquires
        found && !words.is_empty()
    }

    fn read_then_write(&self, word: &str) {
        let words = self.words.read().unwrap();
        if !words.contains_key(word) {
            self.words.write().unwrap().insert(word.to_owned(), 0); //~ double_acquires
        }
    }

    fn read_then_write_across(&self, word: &str) {
        let words = self.words.read().unwrap();
        if !words.contains_key(word) {
            self.insert(word); //~ double_acquires
        }
    }

    fn write_then_read_across(&self, word: &str) {
        let mut words = self.words.write().unwrap();
        words.remove(word);
        println!("{:?}", self.rank(word)); //~ double_acquires
    }

    fn parking_lot_write_then_read_across(&self) {
        let mut pages = self.pages.write();
        pages.truncate(self.count_pages() / 2); //~ double_acquires
    }

    fn parking_lot_read_then_write_across(&self) {
        let pages = self.pages.read();
        if let Some(page) = pages.first() {
            self.add_page(page.clone()); //~ double_acquires
        }
    }

    fn spin_read_then_write_across(&self) {
        let ranks = self.ranks.read();
        if ranks.contains(&0) {
            self.raise(); //~ double_acquires
        }
    }

    fn upgradable_read_then_write_across(&self) {
        let pages = self.pages.upgradable_read();
        if pages.is_empty() {
            self.add_page(String::new()); //~ double_acquires
        }
    }

    fn write_first_then_downgraded(&self) {
        let pages = self.pages.write();
        let pages = parking_lot::RwLockWriteGuard::downgrade(pages);
        self.add_page(pages.concat()); //~ double_acquires
    }

    // Fine.

    fn double_checked(&self, word: &str) -> u32 {
        if let Some(rank) = self.rank(word) {
            return rank;
        }
        self.insert(word);
        let mut words = self.words.write().unwrap();
        *words.entry(word.to_owned()).or_insert(2)
    }

    fn copied_out(&self) {
        let pages = self.pages.read().clone();
        for page in pages {
            self.add_page(page);
        }
    }

    fn upgraded(&self) {
        let pages = self.pages.upgradable_read();
        if pages.is_empty() {
            let mut pages = parking_lot::RwLockUpgradableReadGuard::upgrade(pages);
            pages.push(String::new());
        }
    }

    fn tried(&self) -> bool {
        let words = self.words.read().unwrap();
        words.is_empty() && self.words.try_write().is_err()
    }

    fn of_two(&self, other: &Index) {
        let words = self.words.read().unwrap();
        for word in words.keys() {
            println!("{word} {}", words.len());
        }
        if words.is_empty() {
            other.insert("first");
        }
    }
}

fn shared(index: Arc<Index>) {
    let reader = Arc::clone(&index);
    let words = reader.words.read().unwrap();
    if words.is_empty() {
        index.insert("first"); //~ double_acquires
    }
}
