// Types of the workspace whose `Drop` ends the process that they have, or waits for it.

use std::{
    io::{self, Write},
    process::{self, Child, ChildStdin, Command},
};

enum Output {
    Pager(Child),
    Plain(io::Stdout),
}

impl Output {
    fn new(paged: bool) -> io::Result<Self> {
        if paged { Command::new("less").spawn().map(Output::Pager) } else { Ok(Output::Plain(io::stdout())) }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Output::Pager(child) => child.stdin.as_mut().unwrap(),
            Output::Plain(stdout) => stdout,
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Output::Pager(child) = self {
            let _ = child.wait();
        }
    }
}

fn print(_: &mut dyn Write) -> i32 {
    0
}

fn paged() -> io::Result<()> {
    let mut output = Output::new(true)?;
    let code = print(output.writer());
    process::exit(code); //~ exits_skipping_drop
}

fn paged_and_ended() -> io::Result<()> {
    let mut output = Output::new(true)?;
    let code = print(output.writer());
    drop(output);
    process::exit(code);
}

struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stdin = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start() -> io::Result<Server> {
    let mut child = Command::new("server").spawn()?;
    let stdin = child.stdin.take();
    Ok(Server { child, stdin })
}

fn served(fine: bool) -> io::Result<()> {
    let server = start()?;
    if !fine {
        process::exit(1); //~ exits_skipping_drop
    }
    println!("{}", server.child.id());
    Ok(())
}

// It is not there yet.
fn asked_before(fine: bool) -> io::Result<()> {
    if !fine {
        process::exit(1);
    }
    let server = start()?;
    println!("{}", server.child.id());
    Ok(())
}

// Its drop leaves the process alone.
struct Started {
    child: Child,
}

impl Drop for Started {
    fn drop(&mut self) {
        println!("{} goes on", self.child.id());
    }
}

fn started() -> io::Result<()> {
    let child = Command::new("server").spawn()?;
    let _started = Started { child };
    process::exit(0);
}
