// Methods and traits that hand out the guard or the lock, and types that wrap them.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use parking_lot::{MappedMutexGuard, Mutex as FairMutex, MutexGuard as FairGuard};

struct State {
    users: Vec<u32>,
    hits: u32,
}

struct App {
    state: Mutex<State>,
    names: RwLock<Vec<String>>,
    fair: FairMutex<State>,
    spare: Mutex<State>,
}

impl App {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn state_even_poisoned(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_checked(&self) -> Result<MutexGuard<'_, State>, String> {
        self.state.lock().map_err(|error| error.to_string())
    }

    fn state_handed_on(&self) -> MutexGuard<'_, State> {
        self.state()
    }

    fn try_state(&self) -> Option<MutexGuard<'_, State>> {
        self.state.try_lock().ok()
    }

    fn spare(&self) -> MutexGuard<'_, State> {
        self.spare.lock().unwrap()
    }

    fn state_lock(&self) -> &Mutex<State> {
        &self.state
    }

    fn names(&self) -> RwLockReadGuard<'_, Vec<String>> {
        self.names.read().unwrap()
    }

    fn names_mut(&self) -> RwLockWriteGuard<'_, Vec<String>> {
        self.names.write().unwrap()
    }

    fn hits(&self) -> MappedMutexGuard<'_, u32> {
        FairGuard::map(self.fair.lock(), |state| &mut state.hits)
    }

    fn hit(&self) {
        self.state().hits += 1;
    }

    // The guard out of a method.

    fn twice(&self) {
        let mut state = self.state();
        state.hits = self.state().users.len() as u32; //~ double_acquires
    }

    fn method_then_field(&self) {
        let mut state = self.state();
        state.hits = self.state.lock().unwrap().users.len() as u32; //~ double_acquires
    }

    fn field_then_method(&self) {
        let mut state = self.state.lock().unwrap();
        state.hits = self.state().users.len() as u32; //~ double_acquires
    }

    fn two_methods_of_one_lock(&self) {
        let mut state = self.state();
        state.hits = self.state_even_poisoned().users.len() as u32; //~ double_acquires
    }

    fn out_of_a_result(&self) -> Result<u32, String> {
        let state = self.state_checked()?;
        Ok(state.hits + self.state().hits) //~ double_acquires
    }

    fn handed_on(&self) {
        let state = self.state_handed_on();
        *self.names_mut() = vec![state.hits.to_string()];
        self.state().hits = 0; //~ double_acquires
    }

    fn and_a_method_that_uses_it(&self) {
        let state = self.state();
        if state.users.is_empty() {
            self.hit(); //~ double_acquires
        }
    }

    fn mapped(&self) {
        let mut hits = self.hits();
        *hits += self.fair.lock().users.len() as u32; //~ double_acquires
    }

    fn mapped_twice(&self) {
        let mut hits = self.hits();
        *hits += *self.hits(); //~ double_acquires
    }

    fn in_one_expression(&self) -> u32 {
        let sum = self.state().hits + self.state().users.len() as u32; //~ double_acquires
        sum
    }

    fn in_a_head(&self) {
        if let Some(user) = self.state().users.pop() {
            self.state().users.push(user); //~ double_acquires
        }
    }

    fn read_then_write(&self) {
        let names = self.names();
        if names.is_empty() {
            self.names_mut().push(String::new()); //~ double_acquires
        }
    }

    fn write_then_read(&self) -> usize {
        let mut names = self.names_mut();
        names.pop();
        self.names().len() //~ double_acquires
    }

    // The lock out of a method.

    fn lock_out_of_a_method(&self) {
        let state = self.state_lock().lock().unwrap();
        self.state.lock().unwrap().hits = state.hits + 1; //~ double_acquires
    }

    fn lock_out_of_a_method_kept(&self) {
        let lock = self.state_lock();
        let state = self.state();
        lock.lock().unwrap().hits = state.hits + 1; //~ double_acquires
    }

    // Fine.

    fn tried(&self) -> bool {
        let state = self.state();
        state.hits > 0 && self.try_state().is_none()
    }

    fn one_after_the_other(&self) -> u32 {
        self.state().hits += 1;
        let users = self.state().users.clone();
        self.state().hits + users.len() as u32
    }

    fn another_lock(&self) -> u32 {
        let state = self.state();
        state.hits + self.spare().hits
    }

    fn another_app(&self, other: &App) -> u32 {
        let state = self.state();
        state.hits + other.state().hits
    }

    fn dropped(&self) {
        let state = self.state();
        let hits = state.hits;
        drop(state);
        self.state().hits = hits + 1;
    }
}

// A guard of the workspace's own.

struct Session<'a> {
    state: MutexGuard<'a, State>,
    name: String,
}

impl<'a> Session<'a> {
    fn open(app: &'a App) -> Self {
        Session { state: app.state.lock().unwrap(), name: String::new() }
    }

    fn name(&self) -> &str {
        &self.name
    }
}

impl Deref for Session<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl DerefMut for Session<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

impl App {
    fn session(&self) -> Session<'_> {
        Session { state: self.state(), name: "app".to_owned() }
    }

    fn two_sessions(&self) -> u32 {
        let first = self.session();
        let second = self.session(); //~ double_acquires
        first.hits + second.hits
    }

    fn session_then_lock(&self) -> u32 {
        let session = self.session();
        session.hits + self.state.lock().unwrap().hits //~ double_acquires
    }

    fn session_then_method(&self) {
        let session = self.session();
        if session.users.is_empty() {
            self.hit(); //~ double_acquires
        }
    }

    fn session_out_of_its_type(&self) {
        let session = Session::open(self);
        if session.users.is_empty() {
            self.hit(); //~ double_acquires
        }
    }

    fn name_of_a_session(&self) -> String {
        let name = self.session().name().to_owned();
        self.hit();
        name
    }
}

// A lock of the workspace's own.

struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }

    fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.lock(), value)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

fn wrapped_twice(shared: &Shared<u32>) {
    let guard = shared.lock();
    *shared.lock() = *guard; //~ double_acquires
}

fn wrapped_through_a_method(shared: &Shared<u32>) {
    let guard = shared.lock();
    shared.replace(*guard + 1); //~ double_acquires
}

fn two_wrapped(a: &Shared<u32>, b: &Shared<u32>) {
    let guard = a.lock();
    *b.lock() = *guard;
    b.replace(*guard + 1);
}

fn wrapped_one_after_the_other(shared: &Shared<u32>) -> u32 {
    let n = *shared.lock();
    shared.replace(n + 1)
}
