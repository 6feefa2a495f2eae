// Children that functions of the workspace get by a mutable reference, and leave alone or not.

use std::{
    io::{self, BufRead, BufReader, Write},
    process::{Child, ChildStdout, Command, Stdio},
};

fn start() -> io::Result<Child> {
    Command::new("f").stdout(Stdio::piped()).spawn()
}

fn first_line(child: &mut Child) -> io::Result<String> {
    let stdout = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line)?;
    Ok(line)
}

fn feed(child: &mut Child, text: &str) -> io::Result<()> {
    match &mut child.stdin {
        Some(stdin) => stdin.write_all(text.as_bytes()),
        None => Err(io::ErrorKind::BrokenPipe.into()),
    }
}

fn fed_by_another(child: &mut Child) -> io::Result<()> {
    feed(child, "a")?;
    feed(child, "b")
}

pub fn read() -> io::Result<String> {
    let mut child = start()?; //~ unreaped_children
    first_line(&mut child)
}

pub fn written() -> io::Result<()> {
    let mut child = start()?; //~ unreaped_children
    fed_by_another(&mut child)
}

pub struct Browser {
    child: Child,
    address: String,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn lost_where_it_says_nothing() -> io::Result<Browser> {
    let mut child = start()?; //~ unreaped_children
    let address = first_line(&mut child)?;
    Ok(Browser { child, address })
}

// Left alone.

pub fn waited_for() -> io::Result<String> {
    let mut child = start()?;
    let line = first_line(&mut child);
    child.wait()?;
    line
}

fn perhaps_waited_for(child: &mut Child, by: &dyn Fn(&mut Child)) {
    by(child);
}

pub fn by_somebody_else(by: &dyn Fn(&mut Child)) -> io::Result<()> {
    let mut child = start()?;
    perhaps_waited_for(&mut child, by);
    Ok(())
}

fn until_it_has_ended(child: &mut Child) -> io::Result<()> {
    while child.try_wait()?.is_none() {
        std::thread::yield_now();
    }
    Ok(())
}

pub fn asked() -> io::Result<()> {
    let mut child = start()?;
    until_it_has_ended(&mut child)
}

struct Reader<'c> {
    child: &'c mut Child,
}

impl Reader<'_> {
    fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    fn end(self) -> io::Result<()> {
        self.child.wait()?;
        Ok(())
    }
}

fn reader(child: &mut Child) -> Reader<'_> {
    Reader { child }
}

pub fn through_a_reader() -> io::Result<()> {
    let mut child = start()?;
    let mut reader = reader(&mut child);
    drop(reader.stdout());
    reader.end()
}

fn in_a_closure(child: &mut Child) -> impl FnMut() -> io::Result<()> {
    move || child.wait().map(drop)
}

pub fn by_a_closure() -> io::Result<()> {
    let mut child = start()?;
    in_a_closure(&mut child)()
}
