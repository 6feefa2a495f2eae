// Work that is handed to rayon under a lock which the work takes.

use std::sync::{Arc, Mutex, RwLock};

use parking_lot::Mutex as FairMutex;
use rayon::{ThreadPool, prelude::*};

struct Index {
    words: FairMutex<Vec<String>>,
    ranks: RwLock<Vec<u32>>,
    pool: ThreadPool,
}

impl Index {
    fn add(&self, word: &str) {
        self.words.lock().push(word.to_owned());
    }

    fn len(&self) -> usize {
        self.words.lock().len()
    }

    fn joined(&self) -> usize {
        let words = self.words.lock();
        let (a, b) = rayon::join(|| self.len(), || 1); //~ locks_held_across_joins
        words.len() + a + b
    }

    fn joined_on_the_other_side(&self) -> usize {
        let words = self.words.lock();
        let (a, b) = rayon::join(|| 1, || self.words.lock().len()); //~ locks_held_across_joins
        words.len() + a + b
    }

    fn scoped(&self) {
        let words = self.words.lock();
        rayon::scope(|scope| { //~ locks_held_across_joins
            scope.spawn(|_| self.add("one"));
        });
        println!("{}", words.len());
    }

    fn installed(&self) -> usize {
        let words = self.words.lock();
        words.len() + self.pool.install(|| self.len()) //~ locks_held_across_joins
    }

    fn for_each(&self, texts: &[String]) {
        let words = self.words.lock();
        texts.par_iter().for_each(|text| self.add(text)); //~ locks_held_across_joins
        println!("{}", words.len());
    }

    fn mapped(&self, texts: &[String]) -> usize {
        let words = self.words.lock();
        let sum: usize = texts.par_iter().map(|text| text.len() + self.len()).sum(); //~ locks_held_across_joins
        sum + words.len()
    }

    fn over_a_range(&self) {
        let words = self.words.lock();
        (0..words.len()).into_par_iter().for_each(|n| self.add(&n.to_string())); //~ locks_held_across_joins
    }

    fn a_writer_under_a_reader(&self) {
        let ranks = self.ranks.read().unwrap();
        rayon::join(|| self.ranks.write().unwrap().clear(), || ()); //~ locks_held_across_joins
        println!("{}", ranks.len());
    }

    // The work does not take it.

    fn over_the_data(&self) {
        let mut words = self.words.lock();
        words.par_iter_mut().for_each(|word| word.push('s'));
        words.par_sort();
    }

    fn over_the_data_with_another(&self) -> usize {
        let words = self.words.lock();
        words.par_iter().map(|word| word.len()).sum::<usize>() + words.len()
    }

    fn joined_halves(&self) -> usize {
        let words = self.words.lock();
        let (left, right) = words.split_at(words.len() / 2);
        let (a, b) = rayon::join(|| left.len(), || right.len());
        a + b
    }

    fn installed_on_the_data(&self) {
        let mut words = self.words.lock();
        let words: &mut Vec<String> = &mut words;
        self.pool.install(|| words.par_sort());
    }

    fn of_another(&self, other: &Index) {
        let words = self.words.lock();
        rayon::join(|| other.add("one"), || other.add("two"));
        println!("{}", words.len());
    }

    fn dropped_before(&self) {
        let words = self.words.lock();
        let texts = words.clone();
        drop(words);
        texts.par_iter().for_each(|text| self.add(text));
        rayon::join(|| self.add("one"), || self.add("two"));
    }

    fn not_waited_for(self: Arc<Self>) {
        let words = self.words.lock();
        let index = Arc::clone(&self);
        rayon::spawn(move || index.add("one"));
        println!("{}", words.len());
    }

    fn each_takes_it_in_turn(&self, texts: &[String]) {
        texts.par_iter().for_each(|text| {
            let mut words = self.words.lock();
            words.push(text.clone());
        });
    }
}

fn counted(count: &Mutex<u32>, values: &[u32]) {
    let guard = count.lock().unwrap();
    values.par_iter().for_each(|value| *count.lock().unwrap() += value); //~ locks_held_across_joins
    println!("{guard}");
}

fn counted_and_added_once(count: &Mutex<u32>, values: &[u32]) {
    let mut guard = count.lock().unwrap();
    *guard += values.par_iter().sum::<u32>();
}
