// A trait hands out guards of a lock, for a context that is shared.

use std::sync::{Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};

struct Settings {
    level: u32,
    name: String,
}

trait Access {
    fn settings(&self) -> RwLockReadGuard<'_, Settings>;
    fn settings_mut(&self) -> RwLockWriteGuard<'_, Settings>;
    fn journal(&self) -> MutexGuard<'_, Vec<String>>;

    fn raise(&self) {
        self.settings_mut().level += 1;
    }

    fn log(&self, line: &str) {
        self.journal().push(line.to_owned());
    }

    fn log_both(&self, first: &str, second: &str) {
        self.log(first);
        self.log(second);
    }
}

struct Context {
    settings: RwLock<Settings>,
    journal: Mutex<Vec<String>>,
}

impl Access for Context {
    fn settings(&self) -> RwLockReadGuard<'_, Settings> {
        self.settings.read().unwrap()
    }

    fn settings_mut(&self) -> RwLockWriteGuard<'_, Settings> {
        self.settings.write().unwrap()
    }

    fn journal(&self) -> MutexGuard<'_, Vec<String>> {
        self.journal.lock().unwrap()
    }
}

impl Context {
    fn read_then_write(&self) {
        let settings = self.settings();
        self.settings_mut().level = settings.level + 1; //~ double_acquires
    }

    fn field_then_write(&self) {
        let settings = self.settings.read().unwrap();
        self.settings_mut().name = settings.name.clone(); //~ double_acquires
    }

    fn read_then_raise(&self) {
        let settings = self.settings();
        if settings.level == 0 {
            self.raise(); //~ double_acquires
        }
    }

    fn log_while_logging(&self) {
        let journal = self.journal();
        if journal.is_empty() {
            self.log_both("first", "second"); //~ double_acquires
        }
    }

    fn log_in_turn(&self) {
        self.journal().clear();
        self.log("cleared");
        let n = self.journal().len();
        self.log(&n.to_string());
    }

    fn two_locks(&self) {
        let settings = self.settings();
        self.log(&settings.name);
    }
}

fn of_any<A: Access>(context: &A) {
    let journal = context.journal();
    if journal.is_empty() {
        context.log("first"); //~ double_acquires
    }
}

fn of_a_shared_one(context: Arc<Context>) {
    let other = context.clone();
    let journal = context.journal();
    other.log(&journal.concat()); //~ double_acquires
}

fn in_turn<A: Access + ?Sized>(context: &A) {
    let level = context.settings().level;
    if level == 0 {
        context.raise();
    }
    context.log("done");
}
