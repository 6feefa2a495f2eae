// A temporary of a `match` or `if let` that lives through a body which does not need it.
// editions: 2021, 2024

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, RwLock, mpsc::Receiver},
};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Clone, Copy)]
enum Mode {
    Idle,
    Busy(u32),
}

struct Report;

trait Listener {
    fn changed(&self, n: u32);
}

struct Shared {
    mode: Mutex<Mode>,
    queue: Mutex<Vec<u32>>,
    names: RwLock<HashMap<u32, String>>,
    log: Mutex<Vec<String>>,
    listener: Box<dyn Listener>,
}

fn parse(_text: &str) -> u32 {
    0
}

fn layout(n: u32) -> Report {
    println!("{}", parse(&n.to_string().to_lowercase()));
    println!("{}", u32::from_str_radix("7", 8).unwrap_or_default());
    let text = format!("{n}").trim().to_owned();
    println!("{}", parse(&text));
    println!("{}", parse(&text.to_uppercase()));
    Report
}

fn half(n: u32) -> u32 {
    n / 2
}

impl Shared {
    fn note(&self, line: &str) {
        self.log.lock().unwrap().push(line.to_owned());
    }

    fn noted_by_a_friend(&self) {
        self.note("a");
    }

    fn mode(&self) -> MutexGuard<'_, Mode> {
        self.mode.lock().unwrap()
    }

    // Reported.

    fn copied(&self) {
        match *self.mode.lock().unwrap() { //~ guards_held_in_scrutinee
            Mode::Idle => {}
            Mode::Busy(n) => drop(layout(n)),
        }
    }

    fn popped(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            drop(layout(n));
        }
    }

    fn cloned(&self) {
        for n in self.queue.lock().unwrap().clone() { //~ guards_held_in_scrutinee
            drop(layout(n));
        }
    }

    fn taken(&self) {
        while let Some(n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            drop(layout(n));
        }
    }

    fn another_lock(&self) {
        match *self.mode.lock().unwrap() { //~ guards_held_in_scrutinee
            Mode::Idle => self.log.lock().unwrap().clear(),
            Mode::Busy(_) => {}
        }
    }

    fn another_lock_by_a_call(&self) {
        if let Some(_n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            self.note("popped");
        }
    }

    fn another_lock_by_calls(&self) {
        if let Some(_n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            self.noted_by_a_friend();
        }
    }

    fn called_back(&self, done: impl Fn(u32)) {
        if let Some(n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            done(n);
        }
    }

    fn told_a_listener(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            self.listener.changed(n);
        }
    }

    fn in_a_closure_that_runs_here(&self, ids: &[u32]) {
        if let Mode::Idle = *self.mode.lock().unwrap() { //~ guards_held_in_scrutinee
            ids.iter().for_each(|id| drop(layout(*id)));
        }
    }

    fn out_of_an_accessor(&self) {
        match *self.mode() { //~ guards_held_in_scrutinee
            Mode::Idle => {}
            Mode::Busy(n) => drop(layout(n)),
        }
    }

    // Clippy is silent, since one arm borrows from the guard; the other does not.
    fn needed_in_one_arm(&self, id: u32) -> String {
        match self.names.read().unwrap().get(&id) { //~ guards_held_in_scrutinee
            Some(name) => name.clone(),
            None => {
                drop(layout(id));
                String::new()
            }
        }
    }

    fn second_of_a_chain(&self, id: Option<u32>) {
        match (id, self.queue.lock().unwrap().pop()) { //~ guards_held_in_scrutinee
            (Some(_), Some(n)) => drop(layout(n)),
            _ => {}
        }
    }

    fn in_an_inner_match(&self) {
        match match *self.mode.lock().unwrap() { //~ guards_held_in_scrutinee
            Mode::Idle => 0,
            Mode::Busy(n) => n,
        } {
            0 => {}
            n => drop(layout(n)),
        }
    }

    // The edition decides.

    fn else_of_if_let(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() { //~2021 guards_held_in_scrutinee
            println!("{n}");
        } else {
            drop(layout(0));
        }
    }

    fn end_of_a_block(&self) {
        match { *self.mode.lock().unwrap() } { //~2021 guards_held_in_scrutinee
            Mode::Idle => {}
            Mode::Busy(n) => drop(layout(n)),
        }
    }

    fn end_of_an_unsafe_block(&self) {
        if let Mode::Busy(n) = unsafe { *self.mode.lock().unwrap() } { //~2021 guards_held_in_scrutinee
            drop(layout(n));
        }
    }

    // One mistake, one finding: others say more.

    fn again(&self) {
        match *self.mode.lock().unwrap() {
            Mode::Idle => {}
            Mode::Busy(_) => *self.mode.lock().unwrap() = Mode::Idle, //~ double_acquires
        }
    }

    fn asleep(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            std::thread::sleep(std::time::Duration::from_secs(n.into())); //~ guards_held_across_blocking_calls
        }
    }

    async fn suspended(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            saved(n).await; //~ guards_held_across_await
        }
    }

    fn asleep_in_a_loop(&self) {
        while let Some(n) = self.queue.lock().unwrap().pop() { //~ guards_held_across_loops
            std::thread::sleep(std::time::Duration::from_secs(n.into()));
        }
    }

    // Bodies that do nothing worth the while.

    fn printed(&self) {
        match *self.mode.lock().unwrap() {
            Mode::Idle => println!("idle"),
            Mode::Busy(n) => println!("{n}"),
        }
    }

    fn computed(&self) -> u32 {
        match *self.mode.lock().unwrap() {
            Mode::Idle => 0,
            Mode::Busy(n) => half(n).min(7) + 1,
        }
    }

    fn given_up(&self) -> Result<u32, Report> {
        if let Mode::Busy(n) = *self.mode.lock().unwrap() {
            return Err(layout(n));
        }
        Ok(0)
    }

    fn told_without_waiting(&self, tell: &std::sync::mpsc::Sender<u32>) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            let _ = tell.send(n);
        }
    }

    // The guard is needed.

    fn borrowed_by_the_pattern(&self, id: u32) {
        if let Some(name) = self.names.read().unwrap().get(&id) {
            drop(layout(parse(name))); //~ guards_held_too_long
        }
    }

    fn borrowed_by_the_loop(&self) {
        for n in self.queue.lock().unwrap().iter() {
            drop(layout(*n));
        }
    }

    fn drained_by_the_loop(&self) {
        for n in self.queue.lock().unwrap().drain(..) {
            drop(layout(n));
        }
    }

    fn bound(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            drop(layout(1));
            queue.clear();
        }
    }

    // B10: the form that keeps the lock on purpose.
    fn held_for_effect(&self, m: &Mutex<()>) {
        if let Ok(_) = self.queue.try_lock() {
            drop(layout(1));
        }
        match *m.lock().unwrap() {
            () => drop(layout(2)),
        }
    }

    // The lock is there for what is waited for.
    fn received(&self, jobs: &Mutex<Receiver<Job>>) {
        if let Ok(_job) = jobs.lock().unwrap().recv() {
            println!("done");
        }
    }

    // Over before.

    fn in_its_own_statement(&self) {
        let mode = *self.mode.lock().unwrap();
        match mode {
            Mode::Idle => {}
            Mode::Busy(n) => drop(layout(n)),
        }
    }

    fn let_else(&self) {
        let Some(n) = self.queue.lock().unwrap().pop() else { return };
        drop(layout(n));
    }

    fn plain_condition(&self) {
        if self.queue.lock().unwrap().is_empty() {
            drop(layout(0));
        }
        while self.queue.lock().unwrap().len() > 1 {
            drop(layout(0));
        }
    }

    fn bound_in_the_head(&self) {
        match {
            let mode = self.mode.lock().unwrap();
            *mode
        } {
            Mode::Idle => {}
            Mode::Busy(n) => drop(layout(n)),
        }
    }

    fn guard_of_an_arm(&self, n: u32) {
        match n {
            n if self.queue.lock().unwrap().contains(&n) => drop(layout(n)),
            _ => {}
        }
    }

    // Nobody else has it.
    fn own(&mut self) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            drop(layout(n));
        }
    }

    // slog-async 2.8.0: not by a closure that runs here either.
    fn own_in_a_closure(&mut self) {
        let _ = {
            || -> Option<()> {
                if let Some(n) = self.queue.lock().unwrap().pop() {
                    drop(layout(n));
                }
                None
            }
        }();
    }

    // What is made here runs elsewhere, or later.
    fn spawned(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            std::thread::spawn(move || drop(layout(n)));
        }
    }

    #[allow(clippy::significant_drop_in_scrutinee)]
    fn allowed_under_the_name_of_clippy(&self) {
        if let Some(n) = self.queue.lock().unwrap().pop() {
            drop(layout(n));
        }
    }
}

async fn saved(_n: u32) {}

// The worker of the book: one takes a job and keeps the others from taking theirs until it is done.
fn worker(jobs: &Mutex<Receiver<Job>>) {
    while let Ok(job) = jobs.lock().unwrap().recv() { //~ guards_held_in_scrutinee
        job();
    }
}

fn worker_in_a_loop(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let Ok(job) = jobs.lock().unwrap().recv() else { break };
        job();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e6_in_a_test() {
        let queue = Mutex::new(vec![1]);
        if let Some(n) = queue.lock().unwrap().pop() {
            drop(layout(n));
        }
    }
}
