// Locks that are held over a wait because they must be, as they were met in well-known crates.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock, RwLockWriteGuard, mpsc},
    thread,
    time::Duration,
};

struct Partition {
    length: u64,
    file: File,
}

struct Device {
    partitions: RwLock<Vec<Arc<Partition>>>,
    folder: PathBuf,
}

impl Device {
    /// The number of partitions names the file: one step.
    fn create_partition(&self, length: u64) -> io::Result<Arc<Partition>> {
        let mut partitions = self.partitions.write().unwrap();
        let path = self.folder.join(partitions.len().to_string());
        let file = OpenOptions::new().create(true).write(true).open(path)?;
        file.set_len(length)?;
        let partition = Arc::new(Partition { length, file });
        partitions.push(partition.clone());
        Ok(partition)
    }
}

/// Once for all: who comes later finds it done.
fn allocate(sizes: &Mutex<Vec<u64>>, number: usize, path: &Path) {
    let mut sizes = sizes.lock().unwrap();
    if sizes[number] > 0 {
        fs::create_dir_all(path).unwrap();
        sizes[number] = 0;
    }
}

fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    Ok(())
}

fn folder_of(made: &Mutex<Option<PathBuf>>, from: &Path, to: &Path) -> io::Result<PathBuf> {
    let mut made = made.lock().unwrap();
    if let Some(folder) = made.as_ref() {
        return Ok(folder.clone());
    }
    mirror(from, to)?;
    made.replace(to.to_owned());
    Ok(to.to_owned())
}

fn only_looks_at_it(made: &Mutex<Option<PathBuf>>, from: &Path) -> io::Result<()> {
    let made = made.lock().unwrap();
    if let Some(folder) = made.as_ref() {
        mirror(from, folder)?; //~ guards_held_across_blocking_calls
    }
    Ok(())
}

fn insert(name: &str, file: u64, mut spaces: RwLockWriteGuard<'_, HashMap<String, u64>>) {
    spaces.insert(name.to_owned(), file);
}

fn space(spaces: &RwLock<HashMap<String, u64>>, name: &str) -> io::Result<u64> {
    let spaces = spaces.write().unwrap();
    Ok(match spaces.get(name) {
        Some(known) => *known,
        None => {
            fs::create_dir_all(name)?;
            insert(name, 1, spaces);
            1
        }
    })
}

struct PageFile {
    length: Mutex<u64>,
    file: File,
}

impl PageFile {
    /// The lock keeps the length and the file in step.
    fn trim(&self, length: u64) -> io::Result<()> {
        let mut known = self.length.lock().unwrap();
        *known = length;
        self.file.set_len(length)
    }

    fn reload(&self, path: &Path) -> io::Result<u64> {
        let known = self.length.lock().unwrap();
        let text = fs::read(path)?; //~ guards_held_across_blocking_calls
        Ok(*known + text.len() as u64)
    }
}

struct Reader {
    buffer: Mutex<Vec<u8>>,
    shared: Arc<Mutex<Vec<u8>>>,
    answers: mpsc::Receiver<u8>,
}

impl Reader {
    /// Nobody else can want the buffer.
    fn seek(&mut self) -> Option<u8> {
        let mut buffer = self.buffer.lock().unwrap();
        buffer.clear();
        self.answers.recv().ok()
    }

    fn seek_shared(&mut self) -> Option<u8> {
        let mut buffer = self.shared.lock().unwrap();
        buffer.clear();
        self.answers.recv().ok() //~ guards_held_across_blocking_calls
    }
}

enum Icon {
    Number(u32),
    Path(PathBuf),
}

impl Icon {
    fn bytes(&self, table: &HashMap<u32, Vec<u8>>) -> Option<Vec<u8>> {
        match self {
            Icon::Number(number) => table.get(number).cloned(),
            Icon::Path(path) => fs::read(path).ok(),
        }
    }
}

/// The table is what most icons come from; few are files.
fn icon(table: &Mutex<HashMap<u32, Vec<u8>>>, icon: &Icon) -> Option<Vec<u8>> {
    let table = table.lock().unwrap();
    icon.bytes(&table)
}

struct Queue {
    full: Mutex<bool>,
}

impl Queue {
    fn push(&self) {
        while *self.full.lock().unwrap() {
            thread::sleep(Duration::from_micros(50));
        }
    }
}

/// It sleeps only when there is no room.
fn pushes_under_a_lock(state: &Mutex<u32>, queue: &Queue) {
    let mut state = state.lock().unwrap();
    *state += 1;
    queue.push();
}

fn save(state: &[u8], path: &Path) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(state)?;
    file.sync_all()
}

fn saves_under_a_lock(state: &Mutex<Vec<u8>>, path: &Path) -> io::Result<()> {
    let state = state.lock().unwrap();
    save(&state, path) //~ guards_held_across_blocking_calls
}

fn asks(answers: &mpsc::Receiver<u8>, quietly: bool) -> Option<u8> {
    if quietly {
        return None;
    }
    answers.recv().ok()
}

fn asks_under_a_lock(state: &Mutex<u32>, answers: &mpsc::Receiver<u8>) -> Option<u8> {
    let mut state = state.lock().unwrap();
    *state += 1;
    asks(answers, false) //~ guards_held_across_blocking_calls
}

// nusb 0.2.9, events.rs: one thread for all, which says at once that it runs.

struct Events {
    runs: Option<u64>,
    count: usize,
}

fn registered(events: &Mutex<Events>) {
    let mut events = events.lock().unwrap();
    if events.runs.is_some() {
        events.count += 1;
    } else {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(1));
        events.runs = Some(receiver.recv().unwrap());
        events.count = 1;
    }
}

fn registered_by_others(events: &Mutex<Events>, receiver: &mpsc::Receiver<u64>) {
    let mut events = events.lock().unwrap();
    if events.runs.is_some() {
        events.count += 1;
    } else {
        events.runs = Some(receiver.recv().unwrap()); //~ guards_held_across_blocking_calls
    }
}

fn registered_anew(events: &Mutex<Events>) {
    let mut events = events.lock().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(1));
    events.runs = Some(receiver.recv().unwrap()); //~ guards_held_across_blocking_calls
}

// cpal 0.18.2, wasapi/device.rs: the same in a function of its own.

fn activated(number: u64) -> Option<u64> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(number));
    receiver.recv().ok()
}

fn client(client: &Mutex<Option<u64>>, number: u64) -> Option<()> {
    let mut client = client.lock().unwrap();
    if client.is_some() {
        return Some(());
    }
    let made = activated(number)?;
    *client = Some(made);
    Some(())
}

// tauri 3.0.0-alpha.5, menu/plugin.rs: what another branch looks at decides nothing.

fn added(clients: &Mutex<Vec<u64>>, several: bool) -> Option<usize> {
    let mut clients = clients.lock().unwrap();
    if several {
        println!("{}", clients.len());
    } else {
        let made = activated(1)?; //~ guards_held_across_blocking_calls
        clients.push(made);
    }
    Some(clients.len())
}

struct Item(u64);

impl Item {
    fn within(&self, clients: &[u64]) -> Option<u64> {
        activated(self.0 + clients.len() as u64)
    }
}

fn added_behind(clients: &Mutex<Vec<u64>>, items: &[Item]) -> Option<u64> {
    let mut clients = clients.lock().unwrap();
    for item in items {
        item.within(&clients)?;
    }
    let made = activated(1)?; //~ guards_held_across_blocking_calls
    clients.push(made);
    Some(made)
}

// fyrox-resource 1.0.1, manager.rs: what is guarded reads files itself.

struct Registry {
    paths: HashMap<PathBuf, u64>,
}

impl Registry {
    fn read(&mut self, path: &Path) -> io::Result<usize> {
        self.paths.insert(path.to_path_buf(), 0);
        Ok(fs::read(path)?.len())
    }
}

fn created(registry: &Mutex<Registry>, path: &Path) -> io::Result<usize> {
    let mut registry = registry.lock().unwrap();
    if fs::read(path)?.is_empty() {
        return Ok(0);
    }
    registry.read(path)
}

fn created_and_slept(registry: &Mutex<Registry>, path: &Path) -> io::Result<usize> {
    let mut registry = registry.lock().unwrap();
    thread::sleep(Duration::from_millis(10)); //~ guards_held_across_blocking_calls
    registry.read(path)
}

// insta 1.49.0, env.rs: what an entry lacks is made once, and who comes meanwhile needs it as well.
fn root_of(roots: &Mutex<HashMap<PathBuf, Vec<u8>>>, directory: &Path) -> Vec<u8> {
    let mut roots = roots.lock().unwrap();
    let asked = || std::process::Command::new("cargo").arg("metadata").output();
    roots.entry(directory.to_path_buf()).or_insert_with(|| asked().map(|out| out.stdout).unwrap_or_default()).clone()
}

fn root_in_one(roots: &Mutex<HashMap<PathBuf, Vec<u8>>>, directory: &Path) -> Vec<u8> {
    roots.lock().unwrap().entry(directory.to_path_buf()).or_insert_with(|| root_from_cargo(directory)).clone()
}

fn root_from_cargo(directory: &Path) -> Vec<u8> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.arg("metadata").current_dir(directory).output().map(|out| out.stdout).unwrap_or_default()
}

fn all_roots(roots: &Mutex<Vec<PathBuf>>) -> Vec<Vec<u8>> {
    let roots = roots.lock().unwrap();
    roots.iter().map(|root| root_from_cargo(root)).collect() //~ guards_held_across_blocking_calls
}
