// editions: 2021, 2024
// Temporaries that are alive while their thread waits.

use std::{fs, sync::Mutex, thread, time::Duration};

const PAUSE: Duration = Duration::from_millis(5);

struct Queue {
    jobs: Mutex<Vec<u32>>,
}

impl Queue {
    fn pause(&self) {
        thread::sleep(PAUSE);
    }

    fn body_of_if_let(&self) {
        if let Some(job) = self.jobs.lock().unwrap().pop() {
            thread::sleep(PAUSE * job); //~ guards_held_across_blocking_calls
        }
    }

    fn else_of_if_let(&self) {
        if let Some(job) = self.jobs.lock().unwrap().pop() {
            println!("{job}");
        } else {
            thread::sleep(PAUSE); //~2021 guards_held_across_blocking_calls
        }
    }

    fn else_of_if_let_through_a_call(&self) {
        if let Some(job) = self.jobs.lock().unwrap().last() {
            println!("{job}");
        } else {
            self.pause(); //~2021 guards_held_across_blocking_calls
        }
    }

    fn arm(&self) {
        match self.jobs.lock().unwrap().len() {
            0 => self.pause(), //~ guards_held_across_blocking_calls
            n => println!("{n}"),
        }
    }

    fn block_in_a_head(&self) {
        match { self.jobs.lock().unwrap().len() } {
            0 => self.pause(), //~2021 guards_held_across_blocking_calls
            n => println!("{n}"),
        }
    }

    fn extended(&self) {
        let jobs = &*self.jobs.lock().unwrap();
        thread::sleep(PAUSE); //~ guards_held_across_blocking_calls
        println!("{}", jobs.len());
    }

    fn second_argument(&self) -> usize {
        fn sum(jobs: usize, text: String) -> usize {
            jobs + text.len()
        }
        let n = sum(self.jobs.lock().unwrap().len(), fs::read_to_string("jobs").unwrap_or_default()); //~ guards_held_across_blocking_calls
        n
    }

    fn first_argument(&self) -> usize {
        fn sum(text: String, jobs: usize) -> usize {
            jobs + text.len()
        }
        let n = sum(fs::read_to_string("jobs").unwrap_or_default(), self.jobs.lock().unwrap().len());
        n
    }

    fn let_else(&self) {
        let Some(job) = self.jobs.lock().unwrap().pop() else {
            self.pause();
            return;
        };
        thread::sleep(PAUSE * job);
    }

    fn condition(&self) {
        if self.jobs.lock().unwrap().is_empty() {
            self.pause();
        } else {
            thread::sleep(PAUSE);
        }
    }

    fn shadowed(&self) {
        let jobs = self.jobs.lock().unwrap();
        let jobs = jobs.len() as u32;
        thread::sleep(PAUSE * jobs); //~ guards_held_across_blocking_calls
    }

    fn copied(&self) {
        let jobs = self.jobs.lock().unwrap().len() as u32;
        thread::sleep(PAUSE * jobs);
    }

    fn place_under_underscore(&self) {
        let jobs = self.jobs.lock().unwrap();
        let _ = jobs;
        self.pause(); //~ guards_held_across_blocking_calls
    }
}
