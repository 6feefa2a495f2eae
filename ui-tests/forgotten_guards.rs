use std::{
    cell::RefCell,
    fs::File,
    io::{BufWriter, Write},
    mem::{self, ManuallyDrop},
    os::fd::FromRawFd,
    rc::Rc,
    sync::{Arc, Mutex, MutexGuard, RwLock},
    thread,
};

use tempfile::TempDir;

// Forgotten, and missed from then on.

fn a_mutex(lock: &Mutex<u32>) {
    let guard = lock.lock().unwrap();
    mem::forget(guard); //~ forgotten_guards
}

fn without_a_name(lock: &Mutex<u32>) {
    std::mem::forget(lock.lock().unwrap()); //~ forgotten_guards
}

fn after_use(lock: &RwLock<Vec<u32>>) -> usize {
    let mut guard = lock.write().unwrap();
    guard.push(1);
    let length = guard.len();
    mem::forget(guard); //~ forgotten_guards
    length
}

fn a_borrow(cell: &RefCell<u32>) {
    let borrowed = cell.borrow_mut();
    mem::forget(borrowed); //~ forgotten_guards
}

fn on_one_path(lock: &Mutex<u32>, keep: bool) {
    let guard = lock.lock().unwrap();
    if keep {
        mem::forget(guard); //~ forgotten_guards
    }
}

fn in_a_result(lock: &Mutex<u32>) {
    mem::forget(lock.lock()); //~ forgotten_guards
}

fn in_an_option(lock: &Mutex<u32>) {
    let guard = lock.try_lock().ok();
    mem::forget(guard); //~ forgotten_guards
}

fn with_others(lock: &Mutex<u32>) {
    let pair = (lock.lock().unwrap(), 1);
    mem::forget(pair); //~ forgotten_guards
}

fn leaked(lock: &'static Mutex<u32>) -> &'static mut MutexGuard<'static, u32> {
    Box::leak(Box::new(lock.lock().unwrap())) //~ forgotten_guards
}

fn never_dropped(lock: &Mutex<u32>) -> u32 {
    let guard = ManuallyDrop::new(lock.lock().unwrap()); //~ forgotten_guards
    **guard
}

fn in_a_thread(lock: Arc<Mutex<u32>>) {
    thread::spawn(move || {
        let guard = lock.lock().unwrap();
        mem::forget(guard); //~ forgotten_guards
    });
}

fn a_writer(path: &str) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(b"data")?;
    mem::forget(out); //~ forgotten_guards
    Ok(())
}

fn a_directory() -> std::io::Result<()> {
    let directory = TempDir::new()?;
    mem::forget(directory); //~ forgotten_guards
    Ok(())
}

fn kept_for_nobody() -> std::io::Result<()> {
    let directory = TempDir::new()?;
    directory.keep(); //~ forgotten_guards
    Ok(())
}

// Through a call, and in types of the workspace.

struct Store {
    state: Mutex<u32>,
}

struct View<'a> {
    guard: MutexGuard<'a, u32>,
    step: u32,
}

impl Store {
    fn locked(&self) -> MutexGuard<'_, u32> {
        self.state.lock().unwrap()
    }

    fn view(&self) -> View<'_> {
        View { guard: self.state.lock().unwrap(), step: 1 }
    }

    fn forget_what_a_call_gives(&self) {
        mem::forget(self.locked()); //~ forgotten_guards
    }

    fn forget_a_view(&self) {
        let view = self.view();
        println!("{} {}", view.guard, view.step);
        mem::forget(view); //~ forgotten_guards
    }
}

// Disarmed, or handed over.

struct Restore {
    path: String,
}

impl Restore {
    fn defuse(self) {
        mem::forget(self);
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

fn disarmed(path: &str) -> std::io::Result<()> {
    let restore = Restore { path: path.to_owned() };
    std::fs::write(path, b"data")?;
    mem::forget(restore);
    let again = Restore { path: path.to_owned() };
    again.defuse();
    Ok(())
}

struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        std::process::abort();
    }
}

fn without_a_panic(work: impl FnOnce()) {
    let abort = AbortOnPanic;
    work();
    mem::forget(abort);
}

struct Mapped<'a, T> {
    value: &'a mut T,
}

/// As locks are made: what comes in by value is the caller's affair.
fn map<'a, T>(guard: MutexGuard<'a, T>, value: &'a mut T) -> Mapped<'a, T> {
    mem::forget(guard);
    Mapped { value }
}

fn a_descriptor_that_others_own(number: i32) -> std::io::Result<u64> {
    let file = unsafe { File::from_raw_fd(number) };
    let length = file.metadata()?.len();
    mem::forget(file);
    Ok(length)
}

fn a_file_for_c(path: &str, take: extern "C" fn(*mut File)) -> std::io::Result<()> {
    take(Box::into_raw(Box::new(File::open(path)?)));
    Ok(())
}

fn a_buffer_for_c(take: extern "C" fn(*mut u8, usize)) {
    let mut buffer = vec![0_u8; 64];
    take(buffer.as_mut_ptr(), buffer.len());
    mem::forget(buffer);
}

fn a_guard_for_c(lock: &Mutex<u32>, take: extern "C" fn(*mut MutexGuard<'_, u32>)) {
    take(Box::into_raw(Box::new(lock.lock().unwrap())));
}

fn dropped_by_hand(lock: &Mutex<u32>) {
    let mut guard = ManuallyDrop::new(lock.lock().unwrap());
    **guard += 1;
    unsafe { ManuallyDrop::drop(&mut guard) };
}

fn taken_back(lock: &Mutex<u32>) {
    let guard = ManuallyDrop::new(lock.lock().unwrap());
    drop(ManuallyDrop::into_inner(guard));
}

struct Late<'a> {
    guard: ManuallyDrop<MutexGuard<'a, u32>>,
}

fn dropped_by_somebody_else(lock: &Mutex<u32>) -> Late<'_> {
    let guard = ManuallyDrop::new(lock.lock().unwrap());
    Late { guard }
}

fn kept_for_somebody() -> std::io::Result<std::path::PathBuf> {
    let directory = TempDir::new()?;
    Ok(directory.keep())
}

fn kept_with_its_path_known() -> std::io::Result<std::path::PathBuf> {
    let directory = TempDir::new()?;
    let path = directory.path().to_owned();
    let _ = directory.keep();
    Ok(path)
}

fn nothing_to_drop(counter: Rc<u32>, number: u32) {
    mem::forget(number);
    mem::forget(counter);
}

fn allowed(lock: &Mutex<u32>) {
    let guard = lock.lock().unwrap();
    #[allow(clippy::mem_forget)]
    mem::forget(guard);
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    #[test]
    fn stays_locked() {
        let lock = Mutex::new(1);
        std::mem::forget(lock.lock().unwrap());
        assert!(lock.try_lock().is_err());
    }
}

// Removed by hand first: forgetting it is only about its memory.
fn removed_and_forgotten() -> std::io::Result<()> {
    let path = tempfile::NamedTempFile::new()?.into_temp_path();
    std::fs::remove_file(&path).ok();
    std::mem::forget(path);
    Ok(())
}

fn forgotten_and_left() -> std::io::Result<()> {
    let path = tempfile::NamedTempFile::new()?.into_temp_path();
    std::mem::forget(path); //~ forgotten_guards
    Ok(())
}
