// A second `read` while reading waits for ever as soon as a writer waits between the two.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, RwLock, RwLockReadGuard},
    thread,
    time::Duration,
};

use parking_lot::RwLock as FairRwLock;

static NAMES: LazyLock<RwLock<Vec<String>>> = LazyLock::new(RwLock::default);

struct Catalogue {
    words: RwLock<HashMap<String, u32>>,
    other: RwLock<HashMap<String, u32>>,
    pages: FairRwLock<Vec<String>>,
    ranks: spin::RwLock<Vec<u32>>,
    rooms: tokio::sync::RwLock<Vec<u32>>,
}

impl Catalogue {
    fn len(&self) -> usize {
        self.words.read().unwrap().len()
    }

    fn rank(&self, word: &str) -> Option<u32> {
        let words = self.words.read().unwrap();
        words.get(word).copied()
    }

    fn rank_or_len(&self, word: &str) -> u32 {
        let n = self.len();
        self.rank(word).unwrap_or(n as u32)
    }

    fn words(&self) -> RwLockReadGuard<'_, HashMap<String, u32>> {
        self.words.read().unwrap()
    }

    fn pages(&self) -> usize {
        self.pages.read().len()
    }

    // In one function.

    fn later(&self) -> bool {
        let words = self.words.read().unwrap();
        let again = self.words.read().unwrap(); //~ recursive_reads
        words.len() == again.len()
    }

    fn later_as_a_temporary(&self) -> usize {
        let words = self.words.read().unwrap();
        words.len() + self.words.read().unwrap().capacity() //~ recursive_reads
    }

    fn in_one_expression(&self) -> usize {
        let sum = self.words.read().unwrap().len() + self.words.read().unwrap().capacity(); //~ recursive_reads
        sum
    }

    fn in_format_arguments(&self) {
        println!("{} {}", self.pages.read().len(), self.pages.read().capacity()); //~ recursive_reads
    }

    fn in_a_struct_literal(&self) -> Size {
        let size = Size { len: self.pages.read().len(), capacity: self.pages.read().capacity() }; //~ recursive_reads
        size
    }

    fn in_an_arm(&self, word: &str) -> u32 {
        match self.words.read().unwrap().get(word) {
            Some(rank) => *rank,
            None => self.words.read().unwrap().len() as u32, //~ recursive_reads
        }
    }

    fn parking_lot(&self) -> usize {
        let pages = self.pages.read();
        pages.len() + self.pages.read().capacity() //~ recursive_reads
    }

    async fn tokio(&self) -> usize {
        let rooms = self.rooms.read().await;
        rooms.len() + self.rooms.read().await.capacity() //~ recursive_reads
    }

    fn in_a_closure(&self, items: &[&str]) -> usize {
        let words = self.words.read().unwrap();
        items.iter().filter(|item| self.words.read().unwrap().len() > item.len()).count() + words.len() //~ recursive_reads
    }

    // Through calls.

    fn one_call(&self) -> usize {
        let words = self.words.read().unwrap();
        words.capacity() - self.len() //~ recursive_reads
    }

    fn two_calls(&self, word: &str) -> bool {
        let words = self.words.read().unwrap();
        words.len() as u32 > self.rank_or_len(word) //~ recursive_reads
    }

    fn guard_out_of_a_method(&self, word: &str) -> bool {
        let words = self.words();
        words.contains_key(word) && self.rank(word) > Some(1) //~ recursive_reads
    }

    fn two_guards_out_of_a_method(&self) -> usize {
        let words = self.words();
        words.capacity() - self.words().len() //~ recursive_reads
    }

    fn parking_lot_through_a_call(&self) -> usize {
        let pages = self.pages.read();
        pages.capacity() - self.pages() //~ recursive_reads
    }

    // Fine.

    fn one_after_the_other(&self) -> usize {
        let len = self.words.read().unwrap().len();
        let capacity = self.words.read().unwrap().capacity();
        len + capacity + self.len()
    }

    fn dropped(&self) -> usize {
        let words = self.words.read().unwrap();
        let n = words.len();
        drop(words);
        n + self.len()
    }

    fn recursive(&self) -> usize {
        let pages = self.pages.read();
        pages.len() + self.pages.read_recursive().len()
    }

    fn spinning(&self) -> usize {
        let ranks = self.ranks.read();
        ranks.len() + self.ranks.read().capacity()
    }

    fn tried(&self) -> bool {
        let words = self.words.read().unwrap();
        words.is_empty() && self.words.try_read().is_ok()
    }

    fn tried_for_some_time(&self) -> bool {
        let pages = self.pages.read();
        pages.is_empty() && self.pages.try_read_for(Duration::from_millis(1)).is_some()
    }

    fn two_locks(&self) -> usize {
        let words = self.words.read().unwrap();
        words.len() + self.other.read().unwrap().len()
    }

    fn two_instances(&self, other: &Catalogue) -> usize {
        let words = self.words.read().unwrap();
        words.len() + other.words.read().unwrap().len() + other.len() //~ recursive_reads
    }

    fn lazy_operand(&self) -> bool {
        self.words.read().unwrap().is_empty() || self.words.read().unwrap().contains_key("a")
    }

    fn in_another_thread(self: Arc<Self>) -> usize {
        let words = self.words.read().unwrap();
        let other = Arc::clone(&self);
        thread::spawn(move || println!("{}", other.len()));
        words.len()
    }
}

struct Size {
    len: usize,
    capacity: usize,
}

// Statics, aliases and functions.

fn count_names() -> usize {
    NAMES.read().unwrap().len()
}

fn count_of(names: &RwLock<Vec<String>>) -> usize {
    names.read().unwrap().len()
}

fn static_within() -> usize {
    let names = NAMES.read().unwrap();
    names.len() + NAMES.read().unwrap().capacity() //~ recursive_reads
}

fn static_across() -> bool {
    let names = NAMES.read().unwrap();
    names.capacity() > count_names() //~ recursive_reads
}

fn alias(names: Arc<RwLock<Vec<String>>>) -> usize {
    let other = names.clone();
    let reading = names.read().unwrap();
    reading.len() + other.read().unwrap().len() //~ recursive_reads
}

fn argument(names: &RwLock<Vec<String>>) -> bool {
    let reading = names.read().unwrap();
    reading.capacity() > count_of(names) //~ recursive_reads
}

fn argument_of_another(names: &RwLock<Vec<String>>, other: &RwLock<Vec<String>>) -> bool {
    let reading = names.read().unwrap();
    reading.capacity() > count_of(other)
}

// Writing is another matter, told elsewhere.
fn read_then_write(names: &RwLock<Vec<String>>) {
    let reading = names.read().unwrap();
    if reading.is_empty() {
        names.write().unwrap().push(String::new()); //~ double_acquires
    }
}

// Nobody can come between.

fn made_here() -> usize {
    let names = RwLock::new(vec![String::new()]);
    let reading = names.read().unwrap();
    reading.len() + names.read().unwrap().len()
}

fn owned(names: &mut RwLock<Vec<String>>) -> usize {
    let names = &*names;
    let reading = names.read().unwrap();
    reading.len() + names.read().unwrap().len()
}
