use std::sync::{Arc, Mutex};

fn with<T, R>(lock: &Mutex<T>, run: impl FnOnce(&mut T) -> R) -> R {
    run(&mut lock.lock().unwrap())
}

fn each<F>(list: Vec<Arc<Mutex<u8>>>, mut run: F)
where
    F: FnMut(Arc<Mutex<u8>>) -> bool,
{
    for lock in list {
        let done = run(lock);
    }
}

struct Hooks {
    on_change: Box<dyn Fn(&Mutex<String>) -> Option<usize> + Send>,
}

fn parameters(lock: &Mutex<Vec<String>>, hooks: &Hooks) {
    let length = with(lock, |list| list.len());
    let text = with(lock, |list| list.pop().map(|text| text.len()));
    each(Vec::new(), |item| item.lock().is_ok());
    let changed = (hooks.on_change)(&Mutex::new(String::new()));
    let boxed: Box<dyn Fn(Arc<Mutex<u8>>) -> u8> = Box::new(|lock| *lock.lock().unwrap());
    let made = || Mutex::new(1_u8);
    let guard = made().into_inner();
    let later = async |n: u32| n + 1;
    let pointer: fn(&str) -> String = |text| text.to_owned();
    let value = pointer("a");
}

fn threads(lock: Arc<Mutex<u8>>) {
    let handle = std::thread::spawn(move || *lock.lock().unwrap());
    let joined = handle.join().unwrap();
    let scoped = std::thread::scope(|scope| scope.spawn(|| 1_u16).join().unwrap());
}
