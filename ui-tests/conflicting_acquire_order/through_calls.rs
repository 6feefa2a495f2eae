// The second lock is taken by a function that is called, at one end of the circle or at both.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, MutexGuard, OnceLock, RwLock},
};

use lazy_static::lazy_static;

// One end takes it itself.

struct Shop {
    stock: Mutex<HashMap<String, u32>>,
    orders: Mutex<Vec<String>>,
}

impl Shop {
    fn reserve(&self, name: &str) {
        *self.stock.lock().unwrap().entry(name.to_owned()).or_default() -= 1;
    }

    fn order(&self, name: &str) {
        let mut orders = self.orders.lock().unwrap();
        orders.push(name.to_owned());
        self.reserve(name); //~ conflicting_acquire_order
    }

    fn restock(&self) {
        let mut stock = self.stock.lock().unwrap();
        let orders = self.orders.lock().unwrap();
        stock.retain(|name, _| orders.contains(name));
    }
}

// Both ends call, one of them two levels down.

struct Game {
    players: Mutex<Vec<u32>>,
    world: Mutex<Vec<u32>>,
}

impl Game {
    fn spawn_at(&self, place: u32) {
        self.world.lock().unwrap().push(place);
    }

    fn spawn_both(&self, place: u32) {
        self.spawn_at(place);
        self.spawn_at(place + 1);
    }

    fn kick(&self, player: u32) {
        let mut players = self.players.lock().unwrap();
        players.retain(|other| *other != player);
    }

    fn join(&self, player: u32) {
        let mut players = self.players.lock().unwrap();
        players.push(player);
        self.spawn_both(player); //~ conflicting_acquire_order
    }

    fn step(&self) {
        let world = self.world.lock().unwrap();
        if let Some(player) = world.first() {
            self.kick(*player);
        }
    }
}

// Through functions that get the locks as arguments.

struct Plant {
    valves: Mutex<u32>,
    pumps: Mutex<u32>,
}

fn stop(machine: &Mutex<u32>) {
    *machine.lock().unwrap() = 0;
}

fn stop_pumps(plant: &Plant) {
    let valves = plant.valves.lock().unwrap();
    if *valves == 0 {
        stop(&plant.pumps); //~ conflicting_acquire_order
    }
}

fn stop_valves(plant: &Plant) {
    let pumps = plant.pumps.lock().unwrap();
    if *pumps == 0 {
        stop(&plant.valves);
    }
}

// Through methods that return guards.

struct Library {
    books: Mutex<Vec<String>>,
    readers: RwLock<Vec<u32>>,
}

impl Library {
    fn books(&self) -> MutexGuard<'_, Vec<String>> {
        self.books.lock().unwrap()
    }

    fn lend(&self) {
        let mut books = self.books();
        books.pop();
        self.readers.write().unwrap().push(1); //~ conflicting_acquire_order
    }

    fn give_back(&self, title: String) {
        let mut readers = self.readers.write().unwrap();
        readers.pop();
        self.books().push(title);
    }
}

// Through a closure that runs in place.

struct Album {
    photos: Mutex<Vec<u32>>,
    tags: Mutex<HashMap<u32, String>>,
}

impl Album {
    fn tag(&self, photo: u32) {
        self.tags.lock().unwrap().insert(photo, String::new());
    }

    fn tag_all(&self) {
        let photos = self.photos.lock().unwrap();
        photos.iter().for_each(|photo| self.tag(*photo)); //~ conflicting_acquire_order
    }

    fn drop_untagged(&self) {
        let tags = self.tags.lock().unwrap();
        self.photos.lock().unwrap().retain(|photo| tags.contains_key(photo));
    }
}

// Statics, plain and lazily made.

static ROUTES: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static PEERS: LazyLock<RwLock<Vec<u32>>> = LazyLock::new(RwLock::default);

fn add_peer(peer: u32) {
    PEERS.write().unwrap().push(peer);
}

fn route(peer: u32) {
    let mut routes = ROUTES.lock().unwrap();
    routes.push(peer);
    add_peer(peer); //~ conflicting_acquire_order
}

fn unroute() {
    let peers = PEERS.read().unwrap();
    ROUTES.lock().unwrap().retain(|peer| peers.contains(peer));
}

lazy_static! {
    static ref TABLE: Mutex<HashMap<u32, u32>> = Mutex::new(HashMap::new());
}

static LOG: OnceLock<Mutex<Vec<String>>> = OnceLock::new();

fn log() -> &'static Mutex<Vec<String>> {
    LOG.get_or_init(|| Mutex::new(Vec::new()))
}

fn insert(key: u32) {
    let mut table = TABLE.lock().unwrap();
    table.insert(key, key);
    log().lock().unwrap().push(key.to_string()); //~ conflicting_acquire_order
}

fn compact() {
    let mut lines = log().lock().unwrap();
    lines.truncate(TABLE.lock().unwrap().len());
}

// A static and a field.

static BUDGET: Mutex<u32> = Mutex::new(100);

struct Team {
    members: Mutex<Vec<u32>>,
}

impl Team {
    fn hire(&self, member: u32) {
        let mut members = self.members.lock().unwrap();
        *BUDGET.lock().unwrap() -= 1; //~ conflicting_acquire_order
        members.push(member);
    }

    fn cut(&self) {
        let budget = BUDGET.lock().unwrap();
        self.members.lock().unwrap().truncate(*budget as usize);
    }
}

// Methods of two types that know each other.

struct Store {
    rows: Mutex<Vec<u32>>,
}

struct Cache {
    hits: Mutex<u32>,
    store: Arc<Store>,
}

impl Store {
    fn len(&self) -> usize {
        self.rows.lock().unwrap().len()
    }
}

impl Cache {
    fn refresh(&self) {
        let mut hits = self.hits.lock().unwrap();
        *hits = self.store.len() as u32; //~ conflicting_acquire_order
    }

    fn reset(&self) {
        let mut rows = self.store.rows.lock().unwrap();
        rows.clear();
        *self.hits.lock().unwrap() = 0;
    }
}

// Let go before the call.

struct Clean {
    left: Mutex<u32>,
    right: Mutex<u32>,
}

impl Clean {
    fn add_left(&self, n: u32) {
        *self.left.lock().unwrap() += n;
    }

    fn add_right(&self, n: u32) {
        *self.right.lock().unwrap() += n;
    }

    fn left_first(&self) {
        let left = self.left.lock().unwrap();
        self.add_right(*left);
    }

    fn right_first(&self) {
        let right = self.right.lock().unwrap();
        let n = *right;
        drop(right);
        self.add_left(n);
    }

    fn right_in_its_own_statement(&self) {
        let n = *self.right.lock().unwrap();
        self.add_left(n);
    }

    fn right_of_another(&self, other: &Clean) {
        self.add_left(1);
        other.add_right(1);
    }
}
