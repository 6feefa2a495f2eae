// editions: 2021, 2024
// Temporaries that are alive while a call takes the lock again.

use std::{
    collections::HashMap,
    sync::{Mutex, RwLock},
};

struct Users {
    ids: Mutex<Vec<u32>>,
    names: RwLock<HashMap<u32, String>>,
}

struct Report {
    first: Option<u32>,
    len: usize,
}

impl Users {
    fn add(&self, id: u32) {
        self.ids.lock().unwrap().push(id);
    }

    fn len(&self) -> usize {
        self.ids.lock().unwrap().len()
    }

    fn insert(&self, id: u32) -> String {
        let name = id.to_string();
        self.names.write().unwrap().insert(id, name.clone());
        name
    }

    fn body_of_if_let(&self) {
        if let Some(id) = self.ids.lock().unwrap().pop() {
            self.add(id); //~ double_acquires
        }
    }

    fn else_of_if_let(&self) {
        if let Some(id) = self.ids.lock().unwrap().pop() {
            println!("{id}");
        } else {
            self.add(1); //~2021 double_acquires
        }
    }

    fn else_if_of_if_let(&self) {
        if let Some(id) = self.ids.lock().unwrap().pop() {
            println!("{id}");
        } else if self.len() == 0 { //~2021 double_acquires
            println!("none");
        }
    }

    fn else_of_if_let_read(&self, id: u32) -> String {
        if let Some(name) = self.names.read().unwrap().get(&id) {
            name.clone()
        } else {
            self.insert(id) //~2021 double_acquires
        }
    }

    fn arm_of_a_match(&self, id: u32) -> String {
        match self.names.read().unwrap().get(&id) {
            Some(name) => name.clone(),
            None => self.insert(id), //~ double_acquires
        }
    }

    fn arm_of_a_match_on_a_copy(&self) {
        match self.ids.lock().unwrap().len() {
            0 => self.add(1), //~ double_acquires
            _ => {}
        }
    }

    fn body_of_while_let(&self) {
        while let Some(id) = self.ids.lock().unwrap().pop() {
            self.add(id); //~ double_acquires
        }
    }

    fn block_in_a_head(&self) {
        match { self.ids.lock().unwrap().pop() } {
            Some(id) => self.add(id), //~2021 double_acquires
            None => {}
        }
    }

    fn block_before_an_operand(&self) -> usize {
        let sum = { self.ids.lock().unwrap().capacity() } + self.len(); //~2021 double_acquires
        sum
    }

    fn extended(&self) {
        let ids = &*self.ids.lock().unwrap();
        if ids.is_empty() {
            self.add(1); //~ double_acquires
        }
    }

    fn two_fields(&self) -> Report {
        let report = Report { first: self.ids.lock().unwrap().first().copied(), len: self.len() }; //~ double_acquires
        report
    }

    fn two_fields_the_other_way_round(&self) -> Report {
        let report = Report { len: self.len(), first: self.ids.lock().unwrap().first().copied() };
        report
    }

    fn operand(&self) -> usize {
        let sum = self.ids.lock().unwrap().capacity() + self.len(); //~ double_acquires
        sum
    }

    fn operand_the_other_way_round(&self) -> usize {
        let sum = self.len() + self.ids.lock().unwrap().capacity();
        sum
    }

    fn format_argument(&self) {
        println!("{:?} {}", self.ids.lock().unwrap(), self.len()); //~ double_acquires
    }

    fn last_in_a_chain(&self) -> u32 {
        let id = self.ids.lock().unwrap().get(self.len()).copied(); //~ double_acquires
        id.unwrap_or_default()
    }

    // Its scope has ended.

    fn let_else(&self) {
        let Some(id) = self.ids.lock().unwrap().pop() else {
            self.add(1);
            return;
        };
        self.add(id);
    }

    fn own_statement(&self) {
        let id = self.ids.lock().unwrap().pop();
        match id {
            Some(id) => self.add(id),
            None => self.add(1),
        }
    }

    fn condition(&self) {
        if self.ids.lock().unwrap().is_empty() {
            self.add(1);
        } else if self.ids.lock().unwrap().len() < self.names.read().unwrap().capacity() {
            self.add(2);
        }
    }

    fn lazy_operand(&self) -> bool {
        self.ids.lock().unwrap().is_empty() || self.len() > 2 && self.len() < 5
    }

    fn guard_of_an_arm(&self, n: usize) {
        match n {
            n if self.ids.lock().unwrap().len() == n => self.add(1),
            _ => self.add(2),
        }
    }

    fn right_side_first(&self) {
        self.ids.lock().unwrap()[0] = self.len() as u32;
    }
}
