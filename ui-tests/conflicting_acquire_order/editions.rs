// editions: 2021, 2024
// The edition decides whether the first lock is still held.

use std::sync::Mutex;

struct ElseOfIfLet {
    jobs: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl ElseOfIfLet {
    fn next(&self) {
        if let Some(job) = self.jobs.lock().unwrap().pop() { //~2021 guards_held_in_scrutinee
            println!("{job}");
        } else {
            self.done.lock().unwrap().clear(); //~2021 conflicting_acquire_order
        }
    }

    fn again(&self) {
        let done = self.done.lock().unwrap();
        self.jobs.lock().unwrap().extend(done.iter());
    }
}

struct BodyOfIfLet {
    jobs: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl BodyOfIfLet {
    fn next(&self) {
        if let Some(job) = self.jobs.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            self.done.lock().unwrap().push(job); //~ conflicting_acquire_order
        }
    }

    fn again(&self) {
        let done = self.done.lock().unwrap();
        self.jobs.lock().unwrap().extend(done.iter());
    }
}

struct BlockInAHead {
    jobs: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl BlockInAHead {
    fn next(&self) {
        match { self.jobs.lock().unwrap().pop() } { //~2021 guards_held_in_scrutinee
            Some(job) => self.done.lock().unwrap().push(job), //~2021 conflicting_acquire_order
            None => {}
        }
    }

    fn again(&self) {
        let done = self.done.lock().unwrap();
        self.jobs.lock().unwrap().extend(done.iter());
    }
}

struct LetElse {
    jobs: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl LetElse {
    fn next(&self) {
        let Some(job) = self.jobs.lock().unwrap().pop() else {
            self.done.lock().unwrap().clear();
            return;
        };
        self.done.lock().unwrap().push(job);
    }

    fn again(&self) {
        let done = self.done.lock().unwrap();
        self.jobs.lock().unwrap().extend(done.iter());
    }
}

struct Condition {
    jobs: Mutex<Vec<u32>>,
    done: Mutex<Vec<u32>>,
}

impl Condition {
    fn next(&self) {
        if self.jobs.lock().unwrap().is_empty() {
            self.done.lock().unwrap().clear();
        }
        let n = self.jobs.lock().unwrap().len();
        self.done.lock().unwrap().truncate(n);
    }

    fn again(&self) {
        let done = self.done.lock().unwrap();
        self.jobs.lock().unwrap().extend(done.iter());
    }
}
