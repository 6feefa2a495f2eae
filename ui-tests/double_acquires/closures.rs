// Closures that run where they are made take the lock there; those that run elsewhere do not.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    iter, panic,
    sync::{Arc, Mutex, OnceLock},
    thread,
    time::Duration,
};

use tokio::{sync::Mutex as TaskMutex, time::timeout};

use parking_lot::{Mutex as FairMutex, MutexGuard as FairGuard};

struct Ledger {
    rows: Mutex<Vec<u32>>,
    names: FairMutex<HashMap<u32, String>>,
    first: OnceLock<u32>,
}

impl Ledger {
    fn len(&self) -> usize {
        self.rows.lock().unwrap().len()
    }

    fn push(&self, row: u32) {
        self.rows.lock().unwrap().push(row);
    }

    fn push_twice(&self, row: u32) {
        self.push(row);
        self.push(row);
    }

    // Handed to what calls it at once.

    fn for_each(&self) {
        let rows = self.rows.lock().unwrap();
        rows.iter().for_each(|row| self.push(*row)); //~ double_acquires
    }

    fn map_and_sum(&self) -> usize {
        let rows = self.rows.lock().unwrap();
        rows.iter().map(|row| *row as usize + self.len()).sum() //~ double_acquires
    }

    fn any(&self) -> bool {
        let rows = self.rows.lock().unwrap();
        rows.iter().any(|row| *row as usize > self.len()) //~ double_acquires
    }

    fn fold(&self) -> usize {
        let rows = self.rows.lock().unwrap();
        rows.iter().fold(0, |sum, row| sum + *row as usize * self.len()) //~ double_acquires
    }

    fn retain(&self) {
        self.rows.lock().unwrap().retain(|row| (*row as usize) < self.len()); //~ double_acquires
    }

    fn sort_by_key(&self) {
        let mut rows = self.rows.lock().unwrap();
        rows.sort_by_key(|row| *row as usize % self.len()); //~ double_acquires
    }

    fn option_map(&self) -> Option<usize> {
        let rows = self.rows.lock().unwrap();
        rows.first().map(|row| *row as usize + self.len()) //~ double_acquires
    }

    fn and_then(&self) -> Option<u32> {
        let rows = self.rows.lock().unwrap();
        rows.first().and_then(|row| row.checked_sub(self.len() as u32)) //~ double_acquires
    }

    fn unwrap_or_else(&self) -> u32 {
        let rows = self.rows.lock().unwrap();
        rows.last().copied().unwrap_or_else(|| self.len() as u32) //~ double_acquires
    }

    fn unwrap_or_else_on_a_temporary(&self) -> u32 {
        let row = self.rows.lock().unwrap().last().copied().unwrap_or_else(|| self.len() as u32); //~ double_acquires
        row
    }

    fn or_insert_with(&self) {
        let mut names = self.names.lock();
        names.entry(1).or_insert_with(|| self.names.lock().len().to_string()); //~ double_acquires
    }

    fn then(&self, on: bool) {
        let _rows = self.rows.lock().unwrap();
        on.then(|| self.push_twice(1)); //~ double_acquires
    }

    fn in_a_closure_in_a_closure(&self) {
        let rows = self.rows.lock().unwrap();
        rows.first().map(|row| (0..*row).for_each(|n| self.push(n))); //~ double_acquires
    }

    fn collected_at_once(&self) -> Vec<usize> {
        let rows = self.rows.lock().unwrap();
        let lengths = (0..rows.len()).map(|_| self.len()).collect(); //~ double_acquires
        lengths
    }

    fn dropped_before_the_chain(&self) {
        let rows = self.rows.lock().unwrap();
        let row = rows.first().copied();
        drop(rows);
        row.into_iter().for_each(|row| self.push(row));
    }

    // Called by its name or at once.

    fn called_at_once(&self) {
        let _rows = self.rows.lock().unwrap();
        (|| self.push(1))(); //~ double_acquires
    }

    fn called_at_once_with_an_argument(&self) -> u32 {
        let rows = self.rows.lock().unwrap();
        (|extra: u32| *self.rows.lock().unwrap().first().unwrap() + extra)(rows[0]) //~ double_acquires
    }

    fn called_by_name(&self) {
        let add = |row: u32| self.push(row);
        let rows = self.rows.lock().unwrap();
        add(rows[0]); //~ double_acquires
    }

    fn called_by_name_with_the_lock_in_it(&self) -> usize {
        let len = || self.rows.lock().unwrap().len();
        let rows = self.rows.lock().unwrap();
        rows.capacity() - len() //~ double_acquires
    }

    fn made_under_the_lock(&self) {
        let rows = self.rows.lock().unwrap();
        let add = |row: u32| self.push_twice(row);
        add(rows[0]); //~ double_acquires
    }

    // Not here, or not now.

    fn called_after(&self) {
        let add = |row: u32| self.push(row);
        let rows = self.rows.lock().unwrap();
        let row = rows[0];
        drop(rows);
        add(row);
    }

    fn made_under_the_lock_and_called_after(&self) {
        let rows = self.rows.lock().unwrap();
        let n = rows.len() as u32;
        let add = move || self.push(n);
        drop(rows);
        add();
    }

    fn iterator_that_is_asked_after(&self) -> usize {
        let rows = self.rows.lock().unwrap();
        let lengths = (0..rows.len()).map(|_| self.len());
        drop(rows);
        lengths.sum()
    }

    fn returned(&self) -> impl Fn(u32) + '_ {
        let rows = self.rows.lock().unwrap();
        let n = rows.len() as u32;
        move |row| self.push(row + n)
    }

    fn boxed_and_returned(&self) -> Box<dyn Fn() -> usize + '_> {
        let _rows = self.rows.lock().unwrap();
        Box::new(|| self.len())
    }

    fn filled_once(&self) -> u32 {
        *self.first.get_or_init(|| self.len() as u32)
    }

    fn on_another_thread(self: Arc<Self>) {
        let rows = self.rows.lock().unwrap();
        let row = rows[0];
        let ledger = Arc::clone(&self);
        thread::spawn(move || ledger.push(row));
        drop(rows);
    }

    fn unlocked_meanwhile(&self) {
        let mut names = self.names.lock();
        FairGuard::unlocked(&mut names, || self.names.lock().clear());
        names.clear();
    }

    fn of_another_ledger(&self, other: &Ledger) {
        let rows = self.rows.lock().unwrap();
        rows.iter().for_each(|row| other.push(*row));
    }
}

// On locals.

fn in_each_item(sums: &Mutex<BTreeMap<u32, u32>>, items: &[u32]) {
    let mut guard = sums.lock().unwrap();
    items.iter().for_each(|item| *sums.lock().unwrap().entry(*item).or_default() += 1); //~ double_acquires
    guard.clear();
}

fn through_a_function_in_a_closure(count: &Mutex<u32>) {
    fn bump(count: &Mutex<u32>) {
        *count.lock().unwrap() += 1;
    }
    let guard = count.lock().unwrap();
    (0..*guard).for_each(|_| bump(count)); //~ double_acquires
}

fn captured_clone(count: Arc<Mutex<u32>>) {
    let other = Arc::clone(&count);
    let bump = move || *other.lock().unwrap() += 1;
    let guard = count.lock().unwrap();
    bump(); //~ double_acquires
    drop(guard);
}

fn captured_clone_of_another(count: Arc<Mutex<u32>>, other: Arc<Mutex<u32>>) {
    let bump = move || *other.lock().unwrap() += 1;
    let guard = count.lock().unwrap();
    bump();
    drop(guard);
}

fn lock_of_the_closure(count: &Mutex<u32>, others: &[Mutex<u32>]) -> u32 {
    let guard = count.lock().unwrap();
    others.iter().map(|count| *count.lock().unwrap() + *guard).sum()
}

fn guard_inside_only(count: &Mutex<u32>) -> u32 {
    let sum = (0..3).map(|n| n + *count.lock().unwrap()).sum::<u32>();
    sum + *count.lock().unwrap()
}

fn cell_in_a_closure(cell: &RefCell<Vec<u32>>) {
    let values = cell.borrow();
    values.iter().for_each(|value| cell.borrow_mut().push(*value)); //~ double_acquires
}

// What an unknown function does with its closure is not known.

struct Callbacks {
    list: Vec<Box<dyn Fn()>>,
}

impl Callbacks {
    fn on_change(&mut self, callback: impl Fn() + 'static) {
        self.list.push(Box::new(callback));
    }
}

fn registered_for_later(callbacks: &mut Callbacks, count: Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    let other = Arc::clone(&count);
    callbacks.on_change(move || *other.lock().unwrap() += 1);
    drop(guard);
}

fn pushed_for_later(jobs: &mut Vec<Box<dyn Fn() + Send>>, count: &Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    let other = count.clone();
    jobs.push(Box::new(move || *other.lock().unwrap() += 1));
    drop(guard);
}

pub fn a_callback_of_the_caller(count: &Mutex<u32>, callback: impl Fn(u32)) {
    let guard = count.lock().unwrap();
    callback(*guard); //~ guards_held_across_callbacks
}

fn never_called(count: &Mutex<u32>) -> u32 {
    let guard = count.lock().unwrap();
    let _reset = || *count.lock().unwrap() = 0;
    *guard
}

fn hook_for_panics(count: Arc<Mutex<u32>>) {
    let guard = count.lock().unwrap();
    let other = count.clone();
    panic::set_hook(Box::new(move |_| *other.lock().unwrap() += 1));
    drop(guard);
}

fn lazily_repeated(count: &Mutex<u32>) -> Vec<u32> {
    let guard = count.lock().unwrap();
    let values = iter::repeat_with(|| *count.lock().unwrap()).take(2);
    drop(guard);
    values.collect()
}

// Functions that are given by their names.

static TOTAL: Mutex<u32> = Mutex::new(0);

fn add(n: &u32) {
    *TOTAL.lock().unwrap() += *n;
}

fn total(n: u32) -> u32 {
    n + *TOTAL.lock().unwrap()
}

fn for_each_by_name(rows: &[u32]) {
    let total = TOTAL.lock().unwrap();
    rows.iter().for_each(add); //~ double_acquires
    println!("{total}");
}

fn map_by_name(row: Option<u32>) -> Option<u32> {
    let guard = TOTAL.lock().unwrap();
    row.map(total).filter(|n| n > &guard) //~ double_acquires
}

fn kept_by_name<'r>(rows: &'r [u32]) -> impl Iterator<Item = u32> + 'r {
    let guard = TOTAL.lock().unwrap();
    let later = rows.iter().copied().map(total);
    drop(guard);
    later
}

fn spawned_by_name() {
    let guard = TOTAL.lock().unwrap();
    thread::spawn(|| add(&1));
    thread::spawn(spawned);
    println!("{guard}");
}

fn spawned() {
    add(&1);
}

fn handed_to_nobody_knows_whom(runs: impl Fn(fn(&u32))) {
    let guard = TOTAL.lock().unwrap();
    runs(add);
    println!("{guard}");
}

// What is given up after a time does not wait for ever.
async fn within_a_time(turn: Arc<TaskMutex<u32>>) {
    let held = turn.lock().await;
    let other = Arc::clone(&turn);
    let outcome = timeout(Duration::from_millis(1), async move {
        let _taken = other.lock().await;
    });
    println!("{:?} {held}", outcome.await); //~ async_guards_held_across_await
}

async fn without_a_limit(turn: Arc<TaskMutex<u32>>) {
    let held = turn.lock().await;
    let other = Arc::clone(&turn);
    async move {
        let _taken = other.lock().await;
    }
    .await; //~ double_acquires
    println!("{held}");
}
