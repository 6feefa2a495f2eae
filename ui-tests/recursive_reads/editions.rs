// editions: 2021, 2024
// Temporaries that still read while somebody reads again.

use std::{collections::HashMap, sync::RwLock};

struct Names {
    names: RwLock<HashMap<u32, String>>,
}

impl Names {
    fn len(&self) -> usize {
        self.names.read().unwrap().len()
    }

    fn body_of_if_let(&self, id: u32) -> usize {
        if let Some(name) = self.names.read().unwrap().get(&id) {
            return name.len() + self.len(); //~ recursive_reads
        }
        0
    }

    fn else_of_if_let(&self, id: u32) -> usize {
        if let Some(name) = self.names.read().unwrap().get(&id) {
            name.len()
        } else {
            self.len() //~2021 recursive_reads
        }
    }

    fn arm(&self) -> usize {
        match self.names.read().unwrap().len() {
            0 => self.names.read().unwrap().capacity(), //~ recursive_reads
            n => n,
        }
    }

    fn block_in_a_head(&self) -> usize {
        match { self.names.read().unwrap().len() } {
            0 => self.names.read().unwrap().capacity(), //~2021 recursive_reads
            n => n,
        }
    }

    fn extended(&self) -> usize {
        let names = &*self.names.read().unwrap();
        names.capacity() - self.len() //~ recursive_reads
    }

    fn condition(&self) -> usize {
        if self.names.read().unwrap().is_empty() { 0 } else { self.len() }
    }

    fn own_statement(&self) -> usize {
        let capacity = self.names.read().unwrap().capacity();
        capacity - self.len()
    }
}
