// A wait lets go of the lock that it is given, and of no other.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, RwLock},
    time::Duration,
};

use parking_lot::{Condvar as FairCondvar, Mutex as FairMutex};

struct Queue {
    jobs: Mutex<Vec<u32>>,
    stats: Mutex<u32>,
    names: RwLock<Vec<String>>,
    ready: Condvar,
    fair_jobs: FairMutex<Vec<u32>>,
    fair_ready: FairCondvar,
    serial: Mutex<()>,
}

impl Queue {
    // A second lock is held.

    fn a_second_lock(&self) -> Option<u32> {
        let mut stats = self.stats.lock().unwrap();
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait(jobs).unwrap(); //~ guards_held_across_blocking_calls
        *stats += 1;
        jobs.pop()
    }

    fn a_second_lock_and_a_condition(&self) -> Option<u32> {
        let mut stats = self.stats.lock().unwrap();
        *stats += 1;
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait_while(jobs, |jobs| jobs.is_empty()).unwrap(); //~ guards_held_across_blocking_calls
        jobs.pop()
    }

    fn a_second_lock_for_reading(&self) -> usize {
        let names = self.names.read().unwrap();
        let jobs = self.jobs.lock().unwrap();
        let jobs = self.ready.wait(jobs).unwrap(); //~ guards_held_across_blocking_calls
        names.len() + jobs.len()
    }

    fn a_second_lock_of_parking_lot(&self) -> usize {
        let stats = self.stats.lock().unwrap();
        let mut jobs = self.fair_jobs.lock();
        self.fair_ready.wait(&mut jobs); //~ guards_held_across_blocking_calls
        jobs.len() + *stats as usize
    }

    fn a_second_lock_around_a_call(&self) -> Option<u32> {
        let mut stats = self.stats.lock().unwrap();
        let job = self.next(); //~ guards_held_across_blocking_calls
        *stats += 1;
        job
    }

    // The lock that it lets go.

    fn next(&self) -> Option<u32> {
        let mut jobs = self.jobs.lock().unwrap();
        while jobs.is_empty() {
            jobs = self.ready.wait(jobs).unwrap();
        }
        jobs.pop()
    }

    fn next_by_a_condition(&self) -> Option<u32> {
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait_while(jobs, |jobs| jobs.is_empty()).unwrap();
        jobs.pop()
    }

    fn next_at_once(&self) -> Option<u32> {
        self.ready.wait(self.jobs.lock().unwrap()).unwrap().pop()
    }

    fn next_for_some_time(&self) -> Option<u32> {
        let jobs = self.jobs.lock().unwrap();
        let (mut jobs, _) = self.ready.wait_timeout(jobs, Duration::from_secs(1)).unwrap();
        jobs.pop()
    }

    fn next_of_parking_lot(&self) -> Option<u32> {
        let mut jobs = self.fair_jobs.lock();
        while jobs.is_empty() {
            self.fair_ready.wait(&mut jobs);
        }
        jobs.pop()
    }

    fn next_of_parking_lot_by_a_condition(&self) -> Option<u32> {
        let mut jobs = self.fair_jobs.lock();
        self.fair_ready.wait_while(&mut jobs, |jobs| jobs.is_empty());
        jobs.pop()
    }

    fn wait_with<'a>(&self, jobs: MutexGuard<'a, Vec<u32>>) -> MutexGuard<'a, Vec<u32>> {
        self.ready.wait(jobs).unwrap()
    }

    fn next_by_a_method_that_gets_the_guard(&self) -> Option<u32> {
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.wait_with(jobs);
        jobs.pop()
    }

    // The second one is free by then.

    fn a_second_lock_dropped(&self) -> Option<u32> {
        let mut stats = self.stats.lock().unwrap();
        *stats += 1;
        drop(stats);
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait(jobs).unwrap();
        jobs.pop()
    }

    fn a_second_lock_in_its_own_statement(&self) -> Option<u32> {
        *self.stats.lock().unwrap() += 1;
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait(jobs).unwrap();
        jobs.pop()
    }

    fn one_consumer_at_a_time(&self) -> Option<u32> {
        let _serial = self.serial.lock().unwrap();
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.ready.wait(jobs).unwrap();
        jobs.pop()
    }

    fn wakes(&self) {
        let mut stats = self.stats.lock().unwrap();
        *stats += 1;
        self.jobs.lock().unwrap().push(*stats);
        self.ready.notify_one();
        self.fair_ready.notify_all();
    }
}

// Pairs, as the documentation of std has them.

fn pair(pair: &Arc<(Mutex<bool>, Condvar)>) {
    let (lock, ready) = &**pair;
    let mut started = lock.lock().unwrap();
    while !*started {
        started = ready.wait(started).unwrap();
    }
}

fn two_pairs(pair: &(Mutex<bool>, Condvar), count: &Mutex<u32>) {
    let mut count = count.lock().unwrap();
    let (lock, ready) = pair;
    let started = lock.lock().unwrap();
    let started = ready.wait(started).unwrap(); //~ guards_held_across_blocking_calls
    *count += u32::from(*started);
}
