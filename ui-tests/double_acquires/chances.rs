// Functions that acquire on some ways only.

use std::{
    collections::VecDeque,
    io,
    sync::{
        Mutex, MutexGuard, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

enum Event {
    Moved(u32, u32),
    Closed,
}

struct Window {
    position: Mutex<(u32, u32)>,
    cache: RwLock<VecDeque<u32>>,
    events: Mutex<VecDeque<Event>>,
    halted: AtomicBool,
}

fn manager_adds_a_frame() -> bool {
    std::env::var("WM").is_ok_and(|name| name == "Enlightenment")
}

impl Window {
    fn next_event(&self) -> Option<Event> {
        self.events.lock().unwrap().pop_front()
    }

    fn move_to(&self, x: u32, y: u32) {
        if manager_adds_a_frame() {
            *self.position.lock().unwrap() = (x + 1, y + 1);
        }
    }

    fn halt(&self) {
        if !self.halted.swap(true, Ordering::Release) {
            println!("at {:?}", self.position.lock().unwrap());
        }
    }

    fn process(&self) {
        while let Some(event) = self.next_event() {
            if let Event::Moved(x, y) = event {
                *self.position.lock().unwrap() = (x, y);
            }
        }
    }

    fn restore(&self) {
        let position = self.position.lock().unwrap();
        if position.0 > 0 {
            self.move_to(position.0, position.1); //~ double_acquires
        }
    }

    fn update(&self, x: u32) {
        let mut position = self.position.lock().unwrap();
        position.0 = x;
        self.process(); //~ double_acquires
    }

    fn save(&self, path: &str) -> io::Result<()> {
        let position = self.position.lock().unwrap();
        if path.len() < position.0 as usize {
            self.halt(); //~ double_acquires
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(())
    }

    // Let go of first.

    fn update_and_let_go(&self, x: u32) {
        let mut position = self.position.lock().unwrap();
        position.0 = x;
        drop(position);
        self.process();
    }

    // The caller decides.

    fn emit(&self, event: Event) {
        if let Event::Moved(x, y) = event {
            *self.position.lock().unwrap() = (x, y);
        }
    }

    fn close(&self) {
        let position = self.position.lock().unwrap();
        println!("{position:?}");
        self.emit(Event::Closed);
    }

    fn play(&self, n: u32, anew: bool) {
        if anew && manager_adds_a_frame() {
            self.position.lock().unwrap().0 = n;
        }
    }

    fn replay(&self) {
        let position = self.position.lock().unwrap();
        self.play(position.0, false);
    }

    // The guard is given.

    fn start<'a>(&'a self, guard: Option<MutexGuard<'a, (u32, u32)>>) {
        let mut position = guard.unwrap_or_else(|| self.position.lock().unwrap());
        position.0 += 1;
    }

    fn begin(&self) {
        let position = self.position.lock().unwrap();
        self.start(Some(position));
    }

    fn synchronize<'a>(&'a self, mut guard: MutexGuard<'a, (u32, u32)>) -> MutexGuard<'a, (u32, u32)> {
        if manager_adds_a_frame() {
            drop(guard);
            guard = self.position.lock().unwrap();
        }
        guard
    }

    fn synchronize_twice(&self) {
        let mut position = self.position.lock().unwrap();
        position.0 = 1;
        position = self.synchronize(position);
        drop(self.synchronize(position));
    }

    // Looked up before it is made.

    fn first(&self) -> u32 {
        if let Some(first) = self.cache.read().unwrap().front() {
            return *first;
        }
        let mut cache = self.cache.write().unwrap();
        cache.push_front(1);
        1
    }

    fn warm(&self) -> u32 {
        let cache = self.cache.read().unwrap();
        cache.len() as u32 + self.first() //~ recursive_reads
    }
}

#[test]
fn tests_know_what_happens() {
    let window = Window {
        position: Mutex::new((0, 0)),
        cache: RwLock::default(),
        events: Mutex::default(),
        halted: AtomicBool::new(true),
    };
    let position = window.position.lock().unwrap();
    window.process();
    window.halt();
    println!("{position:?}");
}
