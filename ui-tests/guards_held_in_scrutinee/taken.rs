// What is done with a value that was taken out of the lock, and with the locks of elements.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, Mutex},
    task::Waker,
};

use tokio::sync::Mutex as AsyncMutex;

struct Upload;

impl Upload {
    async fn abort(&mut self) {}

    async fn send(&mut self, _part: &str) {}
}

struct Tasks {
    names: Vec<String>,
}

impl Tasks {
    fn abort(&self) {
        for name in &self.names {
            println!("{}", name.trim().to_lowercase().replace("a", "b").to_uppercase().repeat(2).len());
        }
    }
}

struct Entry {
    text: Mutex<String>,
}

impl Entry {
    fn cancel(&self) {
        self.text.lock().unwrap().clear();
    }
}

async fn told(_upload: &Upload) {}

struct Engine {
    upload: AsyncMutex<Option<Upload>>,
    uploads: AsyncMutex<Vec<Upload>>,
    tasks: Mutex<Option<Tasks>>,
    entries: Mutex<HashMap<u32, Arc<Entry>>>,
    log: Mutex<Vec<String>>,
    own_waker: RefCell<Option<Waker>>,
    waker: Mutex<Option<Waker>>,
    then: RefCell<Option<Box<dyn FnOnce()>>>,
}

impl Engine {
    // slatedb 0.18.0: the slot is empty, and who wants the upload meanwhile had better wait.
    async fn slot_is_emptied(&self) {
        if let Some(mut upload) = self.upload.lock().await.take() {
            upload.abort().await;
        }
    }

    // The others are still there.
    async fn one_of_many(&self) {
        if let Some(mut upload) = self.uploads.lock().await.pop() { //~ guards_held_in_scrutinee
            upload.abort().await;
        }
    }

    // What is awaited is not done by what was taken.
    async fn told_of_the_slot(&self) {
        if let Some(upload) = self.upload.lock().await.take() { //~ guards_held_in_scrutinee
            told(&self.other()).await;
            drop(upload);
        }
    }

    fn other(&self) -> Upload {
        Upload
    }

    // surrealkv 1.2.0
    fn tasks_are_ended(&self) {
        if let Some(tasks) = self.tasks.lock().unwrap().take() {
            tasks.abort();
        }
    }

    fn tasks_are_ended_and_told(&self) {
        if let Some(tasks) = self.tasks.lock().unwrap().take() { //~ guards_held_in_scrutinee
            tasks.abort();
            self.log.lock().unwrap().push("ended".to_owned());
        }
    }

    // surrealkv 1.2.0: the lock of an element, beside that of the map.
    fn element_is_looked_at(&self) -> usize {
        if let Some(entry) = self.entries.lock().unwrap().remove(&1) {
            return entry.text.lock().unwrap().len();
        }
        0
    }

    // lapin 4.12.3: a function of the workspace may do more under it.
    fn element_is_cancelled(&self) {
        if let Some(entry) = self.entries.lock().unwrap().remove(&1) { //~ guards_held_in_scrutinee
            entry.cancel();
        }
    }

    // tokio 1.54.1, surrealkv 1.2.0: on the one thread that has the cell nobody runs what was woken.
    fn woken_under_a_borrow(&self) {
        if let Some(waker) = self.own_waker.borrow_mut().take() {
            waker.wake(); //~ guards_held_across_callbacks
        }
    }

    // Another thread runs it, and waits for the lock.
    fn woken_under_a_lock(&self) {
        if let Some(waker) = self.waker.lock().unwrap().take() { //~ guards_held_in_scrutinee
            waker.wake();
        }
    }

    fn called_under_a_borrow(&self) {
        if let Some(then) = self.then.borrow_mut().take() { //~ guards_held_in_scrutinee
            then();
        }
    }

    // libunftp 0.24.0: one arm awaits with what is guarded.
    async fn sent_or_begun(&self) {
        match *self.upload.lock().await {
            Some(ref mut upload) => upload.send("part").await,
            None => told(&self.other()).await, //~ async_guards_held_across_await
        }
    }

    async fn copied_or_begun(&self) -> usize {
        match *self.upload.lock().await { //~ guards_held_in_scrutinee
            Some(_) => 0,
            None => {
                told(&self.other()).await;
                1
            }
        }
    }
}
