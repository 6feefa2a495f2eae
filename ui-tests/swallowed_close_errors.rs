// The ways to throw an error away, and the handles of std for which it matters.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Cursor, LineWriter, Read, Write},
    net::{Shutdown, TcpStream},
    path::Path,
    sync::Mutex,
    thread,
};

fn handle(_error: io::Error) {}

// Ways.

fn underscore(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn assigned_to_underscore(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn bare_statement(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn ok(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush().ok(); //~ swallowed_close_errors
    Ok(())
}

fn ok_then_underscore(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _ = out.flush().ok(); //~ swallowed_close_errors
    Ok(())
}

fn unwrap_or(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush().unwrap_or(()); //~ swallowed_close_errors
    Ok(())
}

fn unwrap_or_default(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush().unwrap_or_default(); //~ swallowed_close_errors
    Ok(())
}

fn mapped_away(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush().map_err(|_| ()).ok(); //~ swallowed_close_errors
    Ok(())
}

fn only_success(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    if let Ok(()) = out.flush() { //~ swallowed_close_errors
        println!("saved");
    }
    Ok(())
}

fn variable_that_nobody_reads(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _result = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn in_a_branch(path: &Path, data: &[u8], sync: bool) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(data)?;
    if sync {
        let _ = file.sync_all(); //~ swallowed_close_errors
    }
    Ok(())
}

fn in_a_loop(paths: &[&Path], data: &[u8]) -> io::Result<()> {
    for path in paths {
        let mut file = File::create(path)?;
        file.write_all(data)?;
        let _ = file.sync_all(); //~ swallowed_close_errors
    }
    Ok(())
}

fn in_a_closure(path: &Path) -> io::Result<impl FnMut(&[u8])> {
    let mut out = BufWriter::new(File::create(path)?);
    Ok(move |data: &[u8]| {
        out.write_all(data).unwrap();
        let _ = out.flush(); //~ swallowed_close_errors
    })
}

fn in_a_function_without_a_result(path: &Path, data: &[u8]) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all(data).unwrap();
    out.flush().ok(); //~ swallowed_close_errors
}

// Handles.

fn file_sync_all(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(data)?;
    let _ = file.sync_all(); //~ swallowed_close_errors
    Ok(())
}

fn file_sync_data(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    file.write_all(data)?;
    file.sync_data().ok(); //~ swallowed_close_errors
    Ok(())
}

fn line_writer(path: &Path, line: &str) -> io::Result<()> {
    let mut out = LineWriter::new(File::create(path)?);
    writeln!(out, "{line}")?;
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn into_inner(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _ = out.into_inner(); //~ swallowed_close_errors
    Ok(())
}

fn written_by_macro(path: &Path, n: u32) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
    for i in 0..n {
        writeln!(out, "{i}")?;
    }
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn buffered_stream(stream: TcpStream, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(stream);
    out.write_all(data)?;
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn behind_a_parameter(out: &mut BufWriter<File>, data: &[u8]) -> io::Result<()> {
    out.write_all(data)?;
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn behind_a_lock(log: &Mutex<BufWriter<File>>, line: &str) -> io::Result<()> {
    let mut log = log.lock().unwrap();
    writeln!(log, "{line}")?;
    let _ = log.flush(); //~ swallowed_close_errors
    Ok(())
}

fn thread_with_a_result(work: fn() -> io::Result<()>) {
    let handle = thread::spawn(work);
    let _ = handle.join(); //~ swallowed_close_errors
}

fn thread_with_a_result_by_closure(path: &'static Path) {
    let handle = thread::spawn(move || -> io::Result<()> {
        std::fs::write(path, "x")?;
        Ok(())
    });
    handle.join().ok(); //~ swallowed_close_errors
}

// The panic is heard, the error that the thread returned is not.
fn thread_whose_inner_result_is_lost(work: fn() -> io::Result<()>) {
    let handle: thread::JoinHandle<io::Result<()>> = thread::spawn(work);
    let _ = handle.join().unwrap(); //~ swallowed_close_errors
}

fn thread_whose_inner_error_is_dropped(work: fn() -> io::Result<u32>) {
    let handle: thread::JoinHandle<io::Result<u32>> = thread::spawn(work);
    if let Ok(Ok(n)) = handle.join() { //~ swallowed_close_errors
        println!("{n}");
    }
}

struct Journal {
    out: BufWriter<File>,
}

impl Journal {
    fn append(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")?;
        let _ = self.out.flush(); //~ swallowed_close_errors
        Ok(())
    }
}

// Nobody can close this one and hear of the error.
impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.out.flush(); //~ swallowed_close_errors
    }
}

// Heard.

fn question_mark(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush()?;
    out.get_ref().sync_all()
}

fn returned(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    return out.flush();
}

fn unwrapped(path: &Path, data: &[u8]) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all(data).unwrap();
    out.flush().unwrap();
    out.flush().expect("flushed");
}

fn matched(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    match out.flush() {
        Ok(()) => println!("saved"),
        Err(error) => handle(error),
    }
    if let Err(error) = out.flush() {
        eprintln!("{error}");
    }
    if let Ok(()) = out.flush() {
        println!("saved");
    } else {
        eprintln!("not saved");
    }
    Ok(())
}

fn asked(path: &Path, data: &[u8]) -> io::Result<bool> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    if out.flush().is_err() {
        eprintln!("not saved");
    }
    let saved = out.flush().is_ok();
    Ok(saved)
}

fn handed_on(path: &Path, data: &[u8]) -> io::Result<()> {
    fn report(_result: io::Result<()>) {}
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    report(out.flush());
    out.flush().unwrap_or_else(handle);
    out.flush().inspect_err(|error| eprintln!("{error}")).ok();
    let results = vec![out.flush()];
    println!("{}", results.len());
    Ok(())
}

fn kept_and_returned(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let written = out.write_all(data);
    let flushed = out.flush();
    written.and(flushed)
}

fn kept_in_a_field(path: &Path, data: &[u8], last: &mut io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    *last = out.flush();
    Ok(())
}

fn thread_that_is_heard(work: fn() -> io::Result<()>) -> io::Result<()> {
    thread::spawn(work).join().unwrap()?;
    thread::spawn(work).join().unwrap()
}

// Nothing to lose.

fn e15_in_memory(data: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = BufWriter::new(Vec::new());
    out.write_all(data)?;
    let _ = out.flush();
    let mut cursor = Cursor::new(Vec::new());
    cursor.write_all(data)?;
    let _ = cursor.flush();
    let mut bytes = Vec::new();
    bytes.write_all(data)?;
    bytes.flush().ok();
    let mut sink = io::sink();
    let _ = sink.flush();
    Ok(bytes)
}

fn e15_buffer_over_a_cursor(bytes: &mut [u8], data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(Cursor::new(bytes));
    out.write_all(data)?;
    let _ = out.flush();
    Ok(())
}

fn best_effort_output(text: &mut String, n: u32) {
    use fmt::Write as _;
    let _ = write!(text, "{n}");
    writeln!(text, "{n}").ok();
}

fn terminal(n: u32) {
    print!("{n}");
    let _ = io::stdout().flush();
    io::stderr().flush().ok();
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{n}");
    let _ = out.flush();
}

fn e16_read_only(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let _ = file.sync_all();
    Ok(text)
}

fn e16_buffered_reader(path: &Path) -> io::Result<String> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    let _ = reader.into_inner().sync_all();
    Ok(text)
}

// The other side may be gone; what was asked for is here.
fn shut_down_after_reading(mut stream: TcpStream) -> io::Result<String> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let _ = stream.shutdown(Shutdown::Both);
    Ok(text)
}

fn e5_typed(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _: io::Result<()> = out.flush();
    Ok(())
}

fn e5_named(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _unused = out.flush();
    let _ack = out.flush();
    Ok(())
}

// The error that is on its way says enough.
fn on_the_error_path(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    if let Err(error) = out.write_all(data) {
        let _ = out.flush();
        return Err(error);
    }
    out.flush()
}

fn in_the_arm_of_an_error(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    match out.write_all(data) {
        Ok(()) => out.flush(),
        Err(error) => {
            out.flush().ok();
            Err(error)
        }
    }
}

fn in_map_err(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(data).map_err(|error| {
        let _ = file.sync_all();
        error
    })
}

fn before_a_panic(path: &Path, data: &[u8]) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    if out.write_all(data).is_err() {
        let _ = out.flush();
        panic!("disk full");
    }
    out.flush().unwrap();
}

// Options that allow no writing.
fn e16_read_only_by_options(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().read(true).open(path)?;
    let _ = file.sync_all();
    Ok(())
}

// What the thread returned is used; only its panic is not.
fn thread_whose_result_is_used(work: fn() -> io::Result<()>) -> Option<io::Error> {
    let handle = thread::spawn(work);
    let mut failed = None;
    if let Ok(result) = handle.join() {
        failed = result.err();
    }
    failed
}

fn thread_with_patterns(work: fn() -> io::Result<()>) {
    if let Ok(Err(error)) = thread::spawn(work).join() {
        handle(error);
    }
}

// A panic alone is lost; it was printed.
fn thread_without_a_result() {
    let handle = thread::spawn(|| println!("work"));
    let _ = handle.join();
}

fn thread_with_a_number() {
    let handle = thread::spawn(|| 3);
    handle.join().ok();
}

struct Writer {
    out: BufWriter<File>,
}

impl Writer {
    fn close(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

// Who wants to hear of the error calls `close`.
impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.out.flush();
    }
}

// A writer of the file's own: what its `flush` means is not known to lose anything.
struct Counter(u32);

impl Counter {
    fn flush(&mut self) -> Result<(), String> {
        self.0 = 0;
        Ok(())
    }
}

fn e9_named_like_a_close(counter: &mut Counter) {
    let _ = counter.flush();
}

fn e9_generic<W: Write>(mut out: W, data: &[u8]) -> io::Result<()> {
    out.write_all(data)?;
    let _ = out.flush();
    Ok(())
}

macro_rules! ignore {
    ($result:expr) => {
        let _ = $result;
    };
}

fn e7_in_a_macro_of_the_file(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    ignore!(out.flush());
    Ok(())
}

#[allow(clippy::let_underscore_must_use)]
fn allowed_under_the_name_of_clippy(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _ = out.flush();
    Ok(())
}

#[test]
fn e6_in_a_test() {
    let mut out = BufWriter::new(File::create("x").unwrap());
    out.write_all(b"x").unwrap();
    let _ = out.flush();
}

// Given up before: how the tasks end is no news.
async fn abandoned(mut set: tokio::task::JoinSet<io::Result<()>>) {
    set.abort_all();
    while !set.is_empty() {
        _ = set.join_next().await;
    }
}

async fn abandoned_task(task: tokio::task::JoinHandle<io::Result<()>>) {
    task.abort();
    let _ = task.await;
}

async fn waited_for_and_then_abandoned(mut set: tokio::task::JoinSet<io::Result<()>>) {
    _ = set.join_next().await; //~ swallowed_close_errors
    set.abort_all();
}

// Best effort in a function too: nobody looks whether a message was written.
fn log_of_messages(file: File, messages: &[&str]) {
    let mut out = BufWriter::new(file);
    for message in messages {
        let _ = write_message(&mut out, message);
    }
    let _ = out.flush();
}

fn journal_of_messages(file: File, messages: &[&str]) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    for message in messages {
        write_message(&mut out, message)?;
    }
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn write_message(out: &mut BufWriter<File>, message: &str) -> io::Result<()> {
    writeln!(out, "{message}")
}

// A trait of somebody else's wants it to be flushed, and has nothing to return.
struct Trace {
    out: std::sync::Mutex<BufWriter<File>>,
}

impl std::task::Wake for Trace {
    fn wake(self: std::sync::Arc<Self>) {
        let _ = self.out.lock().unwrap().flush();
    }
}

impl Trace {
    fn flush(&self) {
        let _ = self.out.lock().unwrap().flush(); //~ swallowed_close_errors
    }
}
