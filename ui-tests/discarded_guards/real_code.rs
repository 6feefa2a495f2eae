// Shapes of well-known crates: locks that are taken and let go of at once, and rightly so.

use std::sync::{Arc, Barrier};

use tokio::sync::{Mutex, OwnedMutexGuard};

async fn work() {}

struct Request {
    body: String,
}

struct Sync {
    position: Arc<Mutex<u64>>,
}

impl Sync {
    async fn request(&self) -> Result<(Request, u64, OwnedMutexGuard<u64>), String> {
        let position = self.position.clone().lock_owned().await;
        Ok((Request { body: position.to_string() }, *position, position))
    }

    // The caller wants another part.
    async fn body(&self) -> Result<String, String> {
        let (request, _, _) = self.request().await?;
        work().await;
        Ok(request.body)
    }
}

// In a block of its own nothing follows that it could protect.
async fn idle_then_taken_apart(stream: Arc<Mutex<Vec<u8>>>) -> Option<Vec<u8>> {
    {
        let _ = stream.lock().await;
    }
    work().await;
    Arc::try_unwrap(stream).ok().map(Mutex::into_inner)
}

fn deadlocks_for_a_test(m: &parking_lot::ReentrantMutex<()>, other: Arc<parking_lot::ReentrantMutex<()>>, met: &Barrier) {
    std::thread::spawn(move || {
        let _ = other.lock(); // with or without a name, the thread ends here
    });
    let _held = m.lock();
    met.wait();
}

struct Tickets {
    state: std::sync::RwLock<u64>,
}

impl Tickets {
    fn roll(&self, now: u64) -> Option<std::sync::RwLockReadGuard<'_, u64>> {
        *self.state.write().ok()? = now;
        self.state.read().ok()
    }

    // Called for what it does.
    fn switch(&self, now: u64) -> u64 {
        {
            self.roll(now + 10);
        }
        now
    }
}

// A task of its own waits for the lock that the function holds.
async fn holds_a_task_back() {
    let progress = Arc::new(Mutex::new(()));
    let task = {
        let progress = progress.clone();
        async move {
            work().await;
            let _ = progress.lock().await;
            work().await;
        }
    };
    let guard = progress.lock().await;
    let task = tokio::spawn(task);
    drop(guard);
    task.await.unwrap();
}

// Told by the lint on what it is: a deadlock.
async fn blocks_for_ever() {
    let mutex = Mutex::new(());
    let _guard = mutex.lock().await;
    mutex.lock().await; //~ double_acquires
    work().await;
}

// What somebody else may hold is no barrier by itself.
async fn serialised(serial: &Mutex<()>) {
    let _ = serial.lock().await; //~ discarded_guards
    work().await;
}

// Whether there is room is the answer.
async fn has_room(sender: &tokio::sync::mpsc::Sender<u32>) -> Result<(), String> {
    match sender.reserve().await {
        Ok(_) => Ok(()),
        Err(_) => Err("closed".to_owned()),
    }
}

// Types that nobody knows: an element is copied out of what is guarded, and kept.
fn looked_up(index: &std::sync::Mutex<std::collections::HashMap<other::Hash, other::Place>>, hash: other::Hash) {
    let place = index.lock().unwrap()[&hash];
    other::open(place);
}

// cross 0.2.5, temp.rs: what is kept elsewhere ends where it is taken out.
static FILES: std::sync::Mutex<Vec<tempfile::NamedTempFile>> = std::sync::Mutex::new(Vec::new());

fn push_file() -> std::io::Result<()> {
    FILES.lock().unwrap().push(tempfile::NamedTempFile::new()?);
    Ok(())
}

fn pop_file() -> Option<tempfile::NamedTempFile> {
    FILES.lock().unwrap().pop()
}

fn new_file_instead() -> std::io::Result<tempfile::NamedTempFile> {
    FILES.lock().unwrap().pop();
    tempfile::NamedTempFile::new()
}

fn fewer() -> std::io::Result<()> {
    pop_file();
    new_file_instead()?; //~ discarded_guards
    push_file()
}

// lance 14.0.2, materialize.rs: a field that is there in tests only is read like any other.
struct Budget {
    state: std::sync::Mutex<Reserved>,
}

struct Reserved {
    #[cfg(test)]
    peak: u64,
}

impl Budget {
    #[cfg(test)]
    fn peak(budget: Option<&Budget>) -> u64 {
        budget.map(|budget| budget.state.lock().unwrap().peak).unwrap_or(0)
    }

    fn unknown(&self) -> other::Place {
        self.state.lock().unwrap().place
    }
}

// lightning 0.2.7, channelmanager.rs: what is to be done is done by the guard's drop, under its lock.
struct NotifierGuard<'a, F: FnMut() -> bool> {
    told: &'a std::sync::Condvar,
    decides: F,
    _consistent: std::sync::RwLockReadGuard<'a, ()>,
}

impl<'a, F: FnMut() -> bool> NotifierGuard<'a, F> {
    fn notify_after(lock: &'a std::sync::RwLock<()>, told: &'a std::sync::Condvar, decides: F) -> Self {
        NotifierGuard { told, decides, _consistent: lock.read().unwrap() }
    }
}

impl<F: FnMut() -> bool> Drop for NotifierGuard<'_, F> {
    fn drop(&mut self) {
        if (self.decides)() {
            self.told.notify_all();
        }
    }
}

fn splice(lock: &std::sync::RwLock<()>, told: &std::sync::Condvar, count: &mut u32) -> u32 {
    NotifierGuard::notify_after(lock, told, || {
        *count += 1;
        *count > 2
    });
    lock.read().unwrap(); //~ discarded_guards
    *count
}

// winit 0.30.12, windows/window.rs: what is guarded is of a type that nobody knows.
fn scale(state: &std::sync::Mutex<other::WindowState>) -> other::Scale {
    let kept = state.lock().unwrap().scale;
    other::note(kept);
    state.lock().unwrap().scale
}

// rustyline 18.0.1, tty/unix.rs: the drop of a guard does what makes another one.
struct CursorGuard<'a>(&'a std::cell::Cell<bool>);

fn set_cursor(visible: &std::cell::Cell<bool>, to: bool) -> Option<CursorGuard<'_>> {
    visible.set(to);
    (!to).then_some(CursorGuard(visible))
}

impl Drop for CursorGuard<'_> {
    fn drop(&mut self) {
        let _ = set_cursor(self.0, true);
    }
}

fn hide(visible: &std::cell::Cell<bool>) -> CursorGuard<'_> {
    visible.set(false);
    CursorGuard(visible)
}

fn hidden(visible: &std::cell::Cell<bool>) {
    let _ = hide(visible); //~ discarded_guards
    visible.set(false);
}
