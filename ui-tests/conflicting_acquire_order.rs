// Two locks in opposite orders by two functions. Reported once for each pair or circle of locks:
// where the inner lock is acquired on the path that stands first.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, Condvar, Mutex, MutexGuard},
};

// Fields of one struct, by two methods.

struct Bank {
    accounts: Mutex<HashMap<u32, i64>>,
    journal: Mutex<Vec<String>>,
}

impl Bank {
    fn deposit(&self, id: u32, amount: i64) {
        let mut accounts = self.accounts.lock().unwrap();
        let mut journal = self.journal.lock().unwrap(); //~ conflicting_acquire_order
        *accounts.entry(id).or_default() += amount;
        journal.push(format!("{id} {amount}"));
    }

    fn replay(&self) {
        let journal = self.journal.lock().unwrap();
        let mut accounts = self.accounts.lock().unwrap();
        accounts.clear();
        println!("{}", journal.len());
    }

    fn audit(&self) -> usize {
        let journal = self.journal.lock().unwrap();
        journal.len() + self.accounts.lock().unwrap().len()
    }
}

// Through functions with the owner as an argument.

struct Board {
    cells: Mutex<Vec<u32>>,
    score: Mutex<u32>,
}

fn play(board: &Board) {
    let mut cells = board.cells.lock().unwrap();
    cells.push(1);
    *board.score.lock().unwrap() += 1; //~ conflicting_acquire_order
}

fn undo(board: &Board) {
    let mut score = board.score.lock().unwrap();
    if *score > 0 {
        *score -= 1;
        board.cells.lock().unwrap().pop();
    }
}

// As temporaries of one expression.

struct Graph {
    nodes: Mutex<Vec<u32>>,
    edges: Mutex<Vec<(u32, u32)>>,
}

struct Size {
    nodes: usize,
    edges: usize,
}

impl Graph {
    fn size(&self) -> Size {
        let size = Size { nodes: self.nodes.lock().unwrap().len(), edges: self.edges.lock().unwrap().len() }; //~ conflicting_acquire_order
        size
    }

    fn density(&self) -> f64 {
        let density = self.edges.lock().unwrap().len() as f64 / self.nodes.lock().unwrap().len() as f64;
        density
    }
}

// In a head and its body.

struct Mailbox {
    inbox: Mutex<Vec<String>>,
    sent: Mutex<Vec<String>>,
}

impl Mailbox {
    fn answer(&self) {
        if let Some(mail) = self.inbox.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            self.sent.lock().unwrap().push(mail); //~ conflicting_acquire_order
        }
    }

    fn bounce(&self) {
        match self.sent.lock().unwrap().pop() { //~ guards_held_in_scrutinee
            Some(mail) => self.inbox.lock().unwrap().push(mail),
            None => println!("nothing"),
        }
    }
}

// In two branches of one function.

struct Pipe {
    left: Mutex<u32>,
    right: Mutex<u32>,
}

impl Pipe {
    fn carry(&self, back: bool) {
        if back {
            let right = self.right.lock().unwrap();
            *self.left.lock().unwrap() += *right; //~ conflicting_acquire_order
        } else {
            let left = self.left.lock().unwrap();
            *self.right.lock().unwrap() += *left;
        }
    }
}

// Three locks in a circle.

struct Ring {
    a: Mutex<u32>,
    b: Mutex<u32>,
    c: Mutex<u32>,
}

impl Ring {
    fn from_a(&self) {
        let a = self.a.lock().unwrap();
        *self.b.lock().unwrap() += *a; //~ conflicting_acquire_order
    }

    fn from_b(&self) {
        let b = self.b.lock().unwrap();
        *self.c.lock().unwrap() += *b;
    }

    fn from_c(&self) {
        let c = self.c.lock().unwrap();
        *self.a.lock().unwrap() += *c;
    }
}

// One path takes three, of which two are turned round elsewhere.

struct Office {
    desks: Mutex<u32>,
    chairs: Mutex<u32>,
    lamps: Mutex<u32>,
}

impl Office {
    fn furnish(&self) -> u32 {
        let chairs = self.chairs.lock().unwrap();
        let desks = self.desks.lock().unwrap();
        let lamps = self.lamps.lock().unwrap(); //~ conflicting_acquire_order
        *desks + *chairs + *lamps
    }

    fn light(&self) -> u32 {
        let lamps = self.lamps.lock().unwrap();
        *lamps + *self.desks.lock().unwrap()
    }
}

// Locks of parts, and behind shared pointers.

struct Engine {
    state: Mutex<u32>,
}

struct Car {
    engine: Engine,
    driver: Arc<Mutex<String>>,
}

impl Car {
    fn start(&self) {
        let driver = self.driver.lock().unwrap();
        let mut state = self.engine.state.lock().unwrap(); //~ conflicting_acquire_order
        *state = driver.len() as u32;
    }

    fn stop(&self) {
        let mut state = self.engine.state.lock().unwrap();
        *state = 0;
        self.driver.lock().unwrap().clear();
    }
}

// A wait for a condition variable hands the guard back.

struct Gate {
    open: Mutex<bool>,
    visitors: Mutex<u32>,
    changed: Condvar,
}

impl Gate {
    fn enter(&self) {
        let open = self.open.lock().unwrap();
        let open = self.changed.wait_while(open, |open| !*open).unwrap();
        *self.visitors.lock().unwrap() += 1; //~ conflicting_acquire_order
        drop(open);
    }

    fn close(&self) {
        let visitors = self.visitors.lock().unwrap();
        if *visitors == 0 {
            *self.open.lock().unwrap() = false;
        }
        self.changed.notify_all();
    }
}

// Inside of an own guard.

struct Desk {
    papers: Mutex<Vec<String>>,
    stamps: Mutex<u32>,
}

struct Papers<'a> {
    list: MutexGuard<'a, Vec<String>>,
}

impl Desk {
    fn papers(&self) -> Papers<'_> {
        Papers { list: self.papers.lock().unwrap() }
    }

    fn stamp(&self) {
        let papers = self.papers();
        *self.stamps.lock().unwrap() += papers.list.len() as u32; //~ conflicting_acquire_order
    }

    fn tidy(&self) {
        let stamps = self.stamps.lock().unwrap();
        self.papers().list.truncate(*stamps as usize);
    }
}

// Of a library for asynchronous code: the tasks wait for each other.

struct Chat {
    rooms: tokio::sync::Mutex<Vec<String>>,
    users: tokio::sync::Mutex<Vec<u32>>,
}

impl Chat {
    async fn join(&self, user: u32) {
        let mut users = self.users.lock().await;
        let rooms = self.rooms.lock().await; //~ conflicting_acquire_order
        users.push(user + rooms.len() as u32);
    }

    async fn close(&self) {
        let mut rooms = self.rooms.lock().await;
        rooms.clear();
        self.users.lock().await.clear();
    }
}

// Cells are not waited for.

struct Scene {
    shapes: RefCell<Vec<u32>>,
    lights: RefCell<Vec<u32>>,
}

impl Scene {
    fn light(&self) {
        let shapes = self.shapes.borrow();
        self.lights.borrow_mut().extend(shapes.iter());
    }

    fn shade(&self) {
        let lights = self.lights.borrow();
        self.shapes.borrow_mut().extend(lights.iter());
    }
}
