// What tests drop on purpose, and what they drop by mistake.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

use tempfile::TempDir;
use tokio::sync::Semaphore;

static ENVIRONMENT: Mutex<()> = Mutex::new(());

struct Slot;

struct SlotGuard<'a> {
    slot: MutexGuard<'a, ()>,
}

impl Slot {
    fn take(&self) -> SlotGuard<'_> {
        SlotGuard { slot: ENVIRONMENT.lock().unwrap() }
    }
}

// just 1.59.0: what a finished run gives has the directory for those who look into it.
struct Output {
    directory: TempDir,
    text: String,
}

fn run(script: &str) -> Output {
    Output { directory: tempfile::tempdir().unwrap(), text: script.to_owned() }
}

struct Scratch(TempDir);

fn scratch() -> Scratch {
    Scratch(tempfile::tempdir().unwrap())
}

fn a_part_of_what_is_given(script: &str) {
    run(script);
    println!("done");
}

fn nothing_but_the_directory() {
    scratch(); //~ discarded_guards
    println!("done");
}

fn the_directory_itself(parent: &Path) -> std::io::Result<()> {
    let _ = TempDir::new_in(parent)?; //~ discarded_guards
    println!("done");
    Ok(())
}

// self_update 1.3.3: whether one may write there.
fn may_write(parent: &Path) -> bool {
    match TempDir::new_in(parent) {
        Ok(_) => true,
        Err(_) => false,
    }
}

// starship 1.27.0: only tests have a directory of their own.
struct Context {
    name: String,
    #[cfg(test)]
    directory: TempDir,
}

impl Context {
    fn new(name: &str) -> Context {
        Context {
            name: name.to_owned(),
            #[cfg(test)]
            directory: tempfile::tempdir().unwrap(),
        }
    }
}

fn an_exit(name: &str) {
    let context = Context::new(name);
    if context.name.is_empty() {
        std::process::exit(1);
    }
    println!("{}", context.name);
}

fn outside_of_tests(slot: &Slot) {
    let _ = slot.take(); //~ discarded_guards
    println!("taken");
}

async fn a_permit_outside_of_tests(permits: &Semaphore) {
    let _ = permits.acquire().await; //~ discarded_guards
    println!("acquired");
}

fn environment() -> MutexGuard<'static, ()> {
    ENVIRONMENT.lock().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    static DONE: Semaphore = Semaphore::const_new(0);

    #[test]
    fn a_slot_is_given_back() {
        let _ = Slot.take();
        assert!(ENVIRONMENT.try_lock().is_ok());
    }

    #[tokio::test]
    async fn tasks_are_waited_for() {
        let _ = DONE.acquire_many(3).await.unwrap();
        assert_eq!(DONE.available_permits(), 3);
    }

    #[test]
    fn another_test_may_change_the_environment_meanwhile() {
        let _ = environment(); //~ discarded_guards
        assert!(std::env::var_os("HOME").is_some());
    }

    #[test]
    fn one_run_after_another() {
        run("first");
        run("second");
    }
}
