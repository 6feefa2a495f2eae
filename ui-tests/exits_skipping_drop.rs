// Ends of the process while something is alive that would have cleaned up.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::{self, Command},
    sync::Mutex,
    thread,
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use tempfile::{NamedTempFile, TempDir, tempdir};

fn build(_: &Path) -> bool {
    true
}

fn check() -> Result<(), String> {
    Ok(())
}

// In the function itself.

fn directory() -> io::Result<()> {
    let dir = tempdir()?;
    if !build(dir.path()) {
        process::exit(1); //~ exits_skipping_drop
    }
    Ok(())
}

fn file() {
    let file = NamedTempFile::new().unwrap();
    if let Err(error) = check() {
        eprintln!("{error}: {}", file.path().display());
        std::process::exit(2) //~ exits_skipping_drop
    }
}

fn given(dir: TempDir) {
    build(dir.path());
    process::exit(0); //~ exits_skipping_drop
}

fn aborted() {
    let _dir = tempdir().unwrap();
    process::abort(); //~ exits_skipping_drop
}

fn replaced(editor: &str) -> io::Error {
    use std::os::unix::process::CommandExt;
    let dir = tempdir().unwrap();
    Command::new(editor).arg(dir.path()).exec() //~ exits_skipping_drop
}

fn buffered(path: &str) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(b"head")?;
    if check().is_err() {
        process::exit(1); //~ exits_skipping_drop
    }
    out.flush()
}

fn two_values(path: &str) -> io::Result<()> {
    let dir = tempdir()?;
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "{}", dir.path().display())?;
    process::exit(0); //~ exits_skipping_drop
}

fn in_a_closure() {
    let dir = tempdir().unwrap();
    check().unwrap_or_else(|error| {
        eprintln!("{error}");
        process::exit(1); //~ exits_skipping_drop
    });
    build(dir.path());
}

fn on_one_path(keep: bool) {
    let dir = tempdir().unwrap();
    if !keep {
        drop(dir);
    }
    process::exit(0); //~ exits_skipping_drop
}

// Types of its own.

struct RawMode;

impl RawMode {
    fn new() -> io::Result<RawMode> {
        enable_raw_mode()?;
        Ok(RawMode)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

struct PidFile(PathBuf);

impl Drop for PidFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

struct Depth<'a>(&'a Mutex<u32>);

impl Drop for Depth<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap() -= 1; //~ panics_in_drop
    }
}

struct Workspace {
    dir: TempDir,
    name: String,
}

fn terminal() -> io::Result<()> {
    let _raw = RawMode::new()?;
    if check().is_err() {
        process::exit(1); //~ exits_skipping_drop
    }
    Ok(())
}

fn pid_file() {
    let _pid = PidFile(PathBuf::from("/run/x.pid"));
    if check().is_err() {
        process::exit(1); //~ exits_skipping_drop
    }
}

fn wrapped(workspace: Workspace) {
    println!("{}", workspace.name);
    process::exit(1); //~ exits_skipping_drop
}

fn own_count(count: &Mutex<u32>) {
    let _depth = Depth(count);
    if check().is_err() {
        process::exit(1);
    }
}

fn deferred() {
    scopeguard::defer! {
        let _ = disable_raw_mode();
    }
    if check().is_err() {
        process::exit(1); //~ exits_skipping_drop
    }
}

// Through calls.

fn die(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}

fn usage(topic: Option<&str>) {
    if topic.is_none() {
        process::exit(2);
    }
}

struct App;

impl App {
    fn fatal(&self) -> ! {
        die("fatal")
    }
}

fn by_a_function() {
    let dir = tempdir().unwrap();
    if !build(dir.path()) {
        die("not built"); //~ exits_skipping_drop
    }
}

fn b21_by_a_method(app: &App) {
    let dir = tempdir().unwrap();
    if !build(dir.path()) {
        app.fatal(); //~ exits_skipping_drop
    }
}

fn by_one_that_may(topic: Option<&str>) {
    let dir = tempdir().unwrap();
    usage(topic); //~ exits_skipping_drop
    build(dir.path());
    usage(None);
}

// What is right.

fn nothing_alive() {
    if check().is_err() {
        process::exit(1);
    }
}

fn b21_in_a_method(app: &App) {
    app.fatal();
}

fn dropped_before() {
    let dir = tempdir().unwrap();
    let built = build(dir.path());
    drop(dir);
    if !built {
        process::exit(1);
    }
}

fn closed_before() -> io::Result<()> {
    let dir = tempdir()?;
    dir.close()?;
    process::exit(0);
}

fn b21_removed_by_hand() {
    let tmp = tempdir().unwrap();
    build(tmp.path());
    fs::remove_dir_all(tmp.path()).ok();
    process::exit(0)
}

fn in_an_inner_block() {
    let built = {
        let dir = tempdir().unwrap();
        build(dir.path())
    };
    process::exit(i32::from(built));
}

fn flushed_before(path: &str) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(b"head")?;
    out.flush()?;
    process::exit(0);
}

fn nothing_written(path: &str) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    if check().is_err() {
        process::exit(1);
    }
    out.write_all(b"all")?;
    out.flush()
}

fn in_memory() -> io::Result<()> {
    let mut out = BufWriter::new(Vec::new());
    out.write_all(b"head")?;
    process::exit(0);
}

fn ended_by_the_system(lock: &Mutex<u32>, path: &str) {
    let _guard = lock.lock().unwrap();
    let _file = File::create(path);
    let _worker = thread::spawn(|| {});
    process::exit(0);
}

fn elsewhere() {
    let dir = tempdir().unwrap();
    let watcher = thread::spawn(|| process::exit(1));
    build(dir.path());
    let _ = watcher.join();
}

fn borrowed(dir: &TempDir) {
    build(dir.path());
    process::exit(0);
}

fn not_yet() {
    if check().is_err() {
        process::exit(1);
    }
    let dir = tempdir().unwrap();
    build(dir.path());
}

fn allowed() {
    let dir = tempdir().unwrap();
    build(dir.path());
    #[allow(clippy::exit)]
    process::exit(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exits() {
        let _dir = tempdir().unwrap();
        process::exit(0);
    }
}

fn main() {
    let dir = tempdir().unwrap();
    let built = build(dir.path());
    if !built {
        process::exit(1) //~ exits_skipping_drop
    }
}

// `exec` only comes back where there is no such program: somebody has thought of that.
fn replaced_and_closed(editor: &str) -> io::Error {
    use std::os::unix::process::CommandExt;
    let dir = tempdir().unwrap();
    let error = Command::new(editor).arg(dir.path()).exec();
    dir.close().unwrap_or_else(|error| eprintln!("{error}"));
    error
}

fn replaced_and_put_away(editor: &str, first: bool) -> io::Error {
    use std::os::unix::process::CommandExt;
    let mut kept = None;
    let mut error = io::Error::other("not yet");
    if first {
        let dir = tempdir().unwrap();
        let mut command = Command::new(editor);
        command.arg(dir.path());
        kept = Some(dir);
        error = command.exec();
    }
    if let Some(dir) = kept {
        put_away(dir);
    }
    error
}

fn put_away(dir: TempDir) {
    dir.close().unwrap_or_else(|error| eprintln!("{error}"));
}
