// Buffered writers of std: what is written and dropped without a flush that reports its error.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Cursor, LineWriter, Read, Write},
    mem,
    net::TcpStream,
    path::Path,
    process::ChildStdin,
    sync::Mutex,
};

fn handle(_error: io::Error) {}

// Reported.

fn never(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    out.write_all(data)?;
    Ok(())
}

fn by_macro(path: &Path, n: u32) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?); //~ unflushed_writers
    for i in 0..n {
        writeln!(out, "{i}")?;
    }
    Ok(())
}

fn line_buffered(path: &Path) -> io::Result<()> {
    let mut out = LineWriter::new(File::create(path)?); //~ unflushed_writers
    write!(out, "no end of line")?;
    Ok(())
}

fn dropped_by_hand(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    out.write_all(data)?;
    drop(out);
    Ok(())
}

fn over_a_socket(stream: TcpStream, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(stream); //~ unflushed_writers
    out.write_all(data)
}

fn over_a_pipe(input: ChildStdin, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(input); //~ unflushed_writers
    out.write_all(data)
}

// Whatever it is, the error of its last write is lost here.
fn over_a_parameter<W: Write>(sink: W, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(sink); //~ unflushed_writers
    out.write_all(data)
}

fn over_an_object(sink: Box<dyn Write>, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(sink); //~ unflushed_writers
    out.write_all(data)
}

fn owned_parameter(mut out: BufWriter<File>, data: &[u8], flush: bool) -> io::Result<()> { //~ unflushed_writers
    out.write_all(data)?;
    if flush {
        return out.flush();
    }
    Ok(())
}

// Through calls: none of these flushes.

fn by_a_function(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    write_lines(&mut out, data)?;
    Ok(())
}

fn write_lines<W: Write>(out: &mut W, data: &[u8]) -> io::Result<()> {
    for line in data.split(|byte| *byte == b'\n') {
        write_line(out, line)?;
    }
    [b"a", b"b"].iter().try_for_each(|end| out.write_all(*end))
}

fn write_line(out: &mut impl Write, line: &[u8]) -> io::Result<()> {
    out.write_all(line)?;
    write!(out, ".")
}

struct Table {
    out: BufWriter<File>,
    rows: u32,
}

impl Table {
    fn create(path: &Path) -> io::Result<Self> {
        Ok(Table { out: BufWriter::new(File::create(path)?), rows: 0 })
    }

    fn row(&mut self, text: &str) -> io::Result<()> {
        self.rows += 1;
        writeln!(self.out, "{text}")
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn by_a_wrapper(path: &Path) -> io::Result<()> {
    let mut table = Table::create(path)?; //~ unflushed_writers
    table.row("a")?;
    table.row("b")
}

fn by_a_wrapper_that_ends(path: &Path) -> io::Result<()> {
    let mut table = Table::create(path)?;
    table.row("a")?;
    table.end()
}

struct Journal {
    out: BufWriter<File>,
}

impl Journal {
    fn create(path: &Path) -> io::Result<Self> {
        Ok(Journal { out: BufWriter::new(File::create(path)?) })
    }

    fn entry(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Err(error) = self.out.flush() {
            handle(error);
        }
    }
}

fn flushed_by_drop(path: &Path) -> io::Result<()> {
    let mut journal = Journal::create(path)?;
    journal.entry("a")
}

fn of_the_workspace(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = open(path)?; //~ unflushed_writers
    out.write_all(data)?;
    Ok(())
}

fn open(path: &Path) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::new(File::create(path)?))
}

fn flushed_before_the_last_write(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    out.write_all(data)?;
    out.flush()?;
    out.write_all(b"\n")?;
    Ok(())
}

fn copied_into(path: &Path, mut from: impl Read) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    io::copy(&mut from, &mut out)?;
    Ok(())
}

fn early_return(path: &Path, data: &[u8], short: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    out.write_all(data)?;
    if short {
        return Ok(());
    }
    out.write_all(data)?;
    out.flush()
}

fn early_return_behind_a_loop(path: &Path, lines: &[String], short: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
    for line in lines {
        writeln!(out, "{line}")?;
    }
    if short {
        return Ok(());
    }
    out.flush()
}

fn replaced(paths: &[&Path], data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create("first")?); //~ unflushed_writers
    out.write_all(data)?;
    out = BufWriter::new(File::create("second")?);
    out.write_all(data)?;
    out.flush()
}

fn one_for_each(paths: &[&Path], data: &[u8]) -> io::Result<()> {
    for path in paths {
        let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
        out.write_all(data)?;
    }
    Ok(())
}

fn in_an_option(path: Option<&Path>, data: &[u8]) -> io::Result<()> {
    let mut out = match path {
        Some(path) => Some(BufWriter::new(File::create(path)?)), //~ unflushed_writers
        None => None,
    };
    if let Some(out) = &mut out {
        out.write_all(data)?;
    }
    Ok(())
}

// Not seen: it is written in a closure that an adapter runs.
fn in_a_closure(path: &Path, lines: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn moved_into_a_thread(path: &'static Path) {
    std::thread::spawn(move || -> io::Result<()> { //~ detached_tasks
        let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
        writeln!(out, "on a thread")
    });
}

fn taken_along(path: &Path, data: Vec<u8>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let work = move || out.write_all(&data); //~ unflushed_writers
    std::thread::spawn(work); //~ detached_tasks
    Ok(())
}

fn unwrapped(path: &Path, data: &[u8]) {
    let mut out = BufWriter::new(File::create(path).unwrap()); //~ unflushed_writers
    out.write_all(data).expect("the disk is full");
}

// Left alone.

fn flushed(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.flush()?;
    Ok(())
}

fn taken_apart(path: &Path, data: &[u8]) -> io::Result<File> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    Ok(out.into_inner()?)
}

fn synced_behind(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    out.into_inner()?.sync_all()
}

// The error of the flush is another lint's affair.
fn flushed_for_nobody(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let _ = out.flush(); //~ swallowed_close_errors
    Ok(())
}

fn never_written(path: &Path) -> io::Result<()> {
    let _out = BufWriter::new(File::create(path)?);
    Ok(())
}

fn returned(path: &Path, data: &[u8]) -> io::Result<BufWriter<File>> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    Ok(out)
}

struct Log {
    out: BufWriter<File>,
}

fn stored(path: &Path, header: &[u8]) -> io::Result<Log> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(header)?;
    Ok(Log { out })
}

fn stored_behind_a_reference(log: &mut Log, path: &Path, header: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(header)?;
    log.out = out;
    Ok(())
}

fn stored_in_a_lock(log: &Mutex<Option<BufWriter<File>>>, path: &Path, header: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(header)?;
    *log.lock().unwrap() = Some(out);
    Ok(())
}

fn given_away(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    finish(out)
}

fn finish(mut out: BufWriter<File>) -> io::Result<()> {
    out.flush()
}

fn only_borrowed(out: &mut BufWriter<File>, data: &[u8]) -> io::Result<()> {
    out.write_all(data)
}

fn on_the_error_path(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    if data.is_empty() {
        return Err(io::Error::other("nothing to write"));
    }
    out.flush()
}

fn on_a_path_that_failed(path: &Path, data: &[u8]) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    if let Err(error) = out.write_all(data) {
        handle(error);
        return;
    }
    if out.write_all(data).is_err() {
        return;
    }
    match out.flush() {
        Ok(()) => println!("saved"),
        Err(error) => handle(error),
    }
}

// Whether it was written depends on what decides about the flush.
fn flags_that_agree(path: &Path, data: &[u8], wanted: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    if wanted {
        out.write_all(data)?;
    }
    if !wanted {
        return Ok(());
    }
    out.flush()
}

fn flushed_when_dirty(path: &Path, lines: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut dirty = 0;
    for line in lines {
        writeln!(out, "{line}")?;
        dirty += 1;
        if dirty > 100 {
            out.flush()?;
            dirty = 0;
        }
    }
    if dirty > 0 {
        out.flush()?;
    }
    Ok(())
}

fn lent_to_a_function(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    end_of(&mut out)
}

fn end_of(out: &mut impl Write) -> io::Result<()> {
    out.flush()
}

fn flushed_in_a_closure(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    let mut end = || out.flush();
    end()
}

fn forgotten(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    mem::forget(out); //~ forgotten_guards
    Ok(())
}

// E15: in memory nothing can fail.
fn in_memory(data: &[u8]) -> io::Result<usize> {
    let mut bytes = Vec::new();
    let mut out = BufWriter::new(&mut bytes);
    out.write_all(data)?;
    let mut out = BufWriter::new(Cursor::new(Vec::new()));
    out.write_all(data)?;
    let mut out = BufWriter::new(io::sink());
    out.write_all(data)?;
    Ok(data.len())
}

// A reader is no writer.
fn a_reader(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    BufReader::new(File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

// Who reads the standard output may be gone.
fn standard_output(lines: &[String]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

// A log that must not fail the program.
fn best_effort(path: &Path, lines: &[String]) {
    let Ok(file) = File::create(path) else { return };
    let mut out = BufWriter::new(file);
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
}

fn ends_with_the_process(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(data)?;
    panic!("not today");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_fixture() {
        let mut out = BufWriter::new(File::create("fixture").unwrap());
        out.write_all(b"x").unwrap();
    }
}

// Without a name, lent to a function that only writes, or given to one that lets its caller choose the type.
struct Report {
    lines: Vec<String>,
}

impl Report {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn save(&self, path: &str) -> io::Result<()> {
        self.write(&mut BufWriter::new(File::create(path)?)) //~ unflushed_writers
    }

    fn write_to<W: Write>(&self, mut out: W) -> io::Result<()> {
        out.write_all(b"head")?;
        self.write(&mut out)
    }

    fn save_at_once(&self, path: &str) -> io::Result<()> {
        self.write_to(BufWriter::new(File::create(path)?)) //~ unflushed_writers
    }

    fn save_by_name(&self, path: &str) -> io::Result<()> {
        let out = BufWriter::new(File::create(path)?); //~ unflushed_writers
        self.write_to(out)?;
        Ok(())
    }

    fn save_by_reference(&self, path: &str) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        self.write_to(&mut out)?;
        out.flush()
    }

    fn save_by_reference_alone(&self, path: &str) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?); //~ unflushed_writers
        self.write_to(&mut out)
    }

    fn write_all_of_it<W: Write>(&self, mut out: W) -> io::Result<()> {
        self.write(&mut out)?;
        out.flush()
    }

    fn save_all_of_it(&self, path: &str) -> io::Result<()> {
        self.write_all_of_it(BufWriter::new(File::create(path)?))
    }

    fn write_and_give_back<W: Write>(&self, mut out: W) -> io::Result<W> {
        self.write(&mut out)?;
        Ok(out)
    }

    fn save_what_comes_back(&self, path: &str) -> io::Result<()> {
        self.write_and_give_back(BufWriter::new(File::create(path)?))?.flush()
    }

    fn write_inside<W: Write>(&self, mut out: W) -> io::Result<()> {
        out.write_all(b"head")?;
        let mut inner = Flushing(out);
        self.write(&mut inner.0)
    }

    fn save_inside(&self, path: &str) -> io::Result<()> {
        self.write_inside(BufWriter::new(File::create(path)?))
    }

    fn write_in_memory(&self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        self.write_to(&mut text)?;
        self.write_to(BufWriter::new(&mut text))?;
        Ok(text)
    }
}

struct Flushing<W: Write>(W);

impl<W: Write> Drop for Flushing<W> {
    fn drop(&mut self) {
        if let Err(error) = self.0.flush() {
            eprintln!("{error}");
        }
    }
}

struct Kept<W> {
    out: Option<W>,
}

impl<W: Write> Kept<W> {
    fn keep(&mut self, mut out: W) -> io::Result<()> {
        out.write_all(b"head")?;
        self.out = Some(out);
        Ok(())
    }
}

fn kept(path: &str, kept: &mut Kept<BufWriter<File>>) -> io::Result<()> {
    kept.keep(BufWriter::new(File::create(path)?))
}

struct Plainly<W> {
    out: W,
}

impl<W: Write> Plainly<W> {
    fn replace(&mut self, mut out: W) -> io::Result<()> {
        out.write_all(b"head")?;
        self.out = out;
        Ok(())
    }
}

fn replaced(path: &str, plainly: &mut Plainly<BufWriter<File>>) -> io::Result<()> {
    plainly.replace(BufWriter::new(File::create(path)?))
}
