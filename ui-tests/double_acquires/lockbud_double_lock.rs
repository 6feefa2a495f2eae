// One lock twice in one function, or in one that it calls: of std, parking_lot and spin.

use std::sync::Mutex;

struct Account {
    balance: Mutex<i64>,
    history: parking_lot::Mutex<Vec<i64>>,
    flags: spin::Mutex<u32>,
    notes: spin::RwLock<Vec<String>>,
}

impl Account {
    // Within one function.

    fn std_within(&self, amount: i64) {
        let mut balance = self.balance.lock().unwrap();
        *balance += amount;
        let again = self.balance.lock().unwrap(); //~ double_acquires
        println!("{balance} {again}");
    }

    fn parking_lot_within(&self, amount: i64) {
        let mut history = self.history.lock();
        if amount != 0 {
            history.push(amount);
            self.history.lock().sort(); //~ double_acquires
        }
    }

    fn spin_within(&self) {
        let mut flags = self.flags.lock();
        *flags |= 1;
        *self.flags.lock() |= 2; //~ double_acquires
    }

    fn spin_read_then_write(&self) {
        let notes = self.notes.read();
        if notes.is_empty() {
            self.notes.write().push(String::new()); //~ double_acquires
        }
    }

    fn spin_write_then_read(&self) -> usize {
        let mut notes = self.notes.write();
        notes.push(String::new());
        self.notes.read().len() //~ double_acquires
    }

    fn spin_in_one_expression(&self) -> u32 {
        let sum = *self.flags.lock() + *self.flags.lock(); //~ double_acquires
        sum
    }

    fn spin_upgradeable_then_write(&self) {
        let notes = self.notes.upgradeable_read();
        if notes.is_empty() {
            self.notes.write().push(String::new()); //~ double_acquires
        }
    }

    // Across functions.

    fn balance(&self) -> i64 {
        *self.balance.lock().unwrap()
    }

    fn record(&self, amount: i64) {
        self.history.lock().push(amount);
    }

    fn set_flag(&self, flag: u32) {
        let mut flags = self.flags.lock();
        *flags |= flag;
    }

    fn note(&self, text: &str) {
        self.notes.write().push(text.to_owned());
    }

    fn note_twice(&self, text: &str) {
        self.note(text);
        self.note(text);
    }

    fn std_across(&self, amount: i64) {
        let mut balance = self.balance.lock().unwrap();
        *balance = self.balance() - amount; //~ double_acquires
    }

    fn parking_lot_across(&self) {
        let history = self.history.lock();
        if let Some(amount) = history.last() {
            self.record(-amount); //~ double_acquires
        }
    }

    fn spin_across(&self) {
        let flags = self.flags.lock();
        if *flags & 1 == 0 {
            self.set_flag(1); //~ double_acquires
        }
    }

    fn spin_rwlock_across_two_calls(&self) {
        let notes = self.notes.read();
        if notes.is_empty() {
            self.note_twice("first"); //~ double_acquires
        }
    }

    // Not at the same time, not the same, or not waiting.

    fn std_in_turn(&self, amount: i64) {
        *self.balance.lock().unwrap() += amount;
        println!("{}", self.balance());
    }

    fn parking_lot_in_turn(&self, amount: i64) {
        let history = self.history.lock();
        let n = history.len();
        drop(history);
        self.record(amount + n as i64);
    }

    fn spin_in_turn(&self) {
        {
            let mut flags = self.flags.lock();
            *flags = 0;
        }
        self.set_flag(4);
    }

    fn spin_readers(&self) -> usize {
        let notes = self.notes.read();
        notes.len() + self.notes.read().len()
    }

    fn spin_tried(&self) -> bool {
        let flags = self.flags.lock();
        *flags > 0 && self.flags.try_lock().is_none()
    }

    fn spin_upgraded(&self) {
        let notes = self.notes.upgradeable_read();
        if notes.is_empty() {
            notes.upgrade().push(String::new());
        }
    }

    fn each_one(&self) {
        let balance = self.balance.lock().unwrap();
        let mut history = self.history.lock();
        let flags = self.flags.lock();
        history.push(*balance + i64::from(*flags));
    }
}
