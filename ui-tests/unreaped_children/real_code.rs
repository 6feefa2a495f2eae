// Shapes of real code.

use std::{
    io::{self, Write},
    process::{Child, Command, Stdio},
};

/// Handed on at the end, lost by the `?` before that.
fn plugin(mut command: Command) -> io::Result<Interface> {
    let child = command.spawn().map_err(|error| io::Error::other(error.to_string()))?; //~ unreaped_children
    let collector = collector()?;
    let number = child.id();
    Ok(Interface { child, collector, number })
}

struct Interface {
    child: Child,
    collector: u32,
    number: u32,
}

fn collector() -> io::Result<u32> {
    Ok(0)
}

/// The pipe breaks when the command cannot take its input, and then nobody waits.
fn copy_to_clipboard(text: &str) -> io::Result<bool> {
    let mut child = Command::new("xclip") //~ unreaped_children
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    Ok(child.wait_with_output()?.status.success())
}

fn run(exe: &str) -> io::Result<()> {
    Command::new(exe).spawn().and_then(|mut child| child.wait()).map(|_| ())
}

fn signal(child: &mut Child) -> io::Result<()> {
    let mut kill = Command::new("kill");
    kill.arg(child.id().to_string());
    let mut killing = kill.spawn()?;
    let status = killing.wait()?;
    if !status.success() {
        return Err(io::Error::other("kill failed"));
    }
    child.wait()?;
    Ok(())
}

fn callback(mut command: Command, running: &mut Vec<Child>) {
    let spawned = command.spawn();
    let child = match spawned {
        Err(error) => {
            eprintln!("{error}");
            return;
        }
        Ok(child) => child,
    };
    running.push(child);
}

fn daemon() {
    #[allow(clippy::zombie_processes)]
    Command::new("daemon").arg("--background").spawn().expect("fork");
    println!("now running in the background");
}
