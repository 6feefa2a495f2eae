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

/// What nobody waits for on a Unix either is not there on one.
#[cfg(windows)]
fn only_for_windows() -> io::Result<()> {
    Command::new("f").spawn()?;
    Ok(())
}

fn in_part_for_windows() -> io::Result<()> {
    #[cfg(target_os = "windows")]
    Command::new("f").spawn()?;
    #[cfg(unix)]
    Command::new("g").spawn()?; //~ unreaped_children
    Ok(())
}

/// A window that is to stay.
fn in_a_branch_for_windows(in_window: bool) -> io::Result<()> {
    if in_window && cfg!(windows) {
        Command::new("wt").spawn()?;
    } else {
        Command::new("xterm").spawn()?; //~ unreaped_children
    }
    Ok(())
}

#[cfg(not(unix))]
mod elsewhere {
    pub fn start() -> std::io::Result<()> {
        std::process::Command::new("f").spawn()?;
        Ok(())
    }
}

/// The number of a process fits every type of numbers of processes.
fn converted(mut command: Command, running: &mut Vec<i32>) -> io::Result<bool> {
    let mut child = command.spawn()?;
    let number = match child.id().try_into() {
        Ok(number) => number,
        Err(_) => return Err(io::Error::other("no number")),
    };
    running.push(number);
    Ok(child.wait()?.success())
}

fn converted_by_a_question_mark(mut command: Command) -> io::Result<bool> {
    let mut child = command.spawn()?;
    let number: i32 = child.id().try_into().map_err(io::Error::other)?;
    println!("{number}");
    Ok(child.wait()?.success())
}

/// Another number may not fit.
fn another_number(mut command: Command, other: u64) -> io::Result<bool> {
    let mut child = command.spawn()?; //~ unreaped_children
    let number = u32::try_from(other).map_err(io::Error::other)?;
    println!("{number}");
    Ok(child.wait()?.success())
}

/// A program that starts itself again means to leave the other one alone.
fn daemonize() -> io::Result<()> {
    let program = std::env::current_exe().map_err(|error| io::Error::other(error.to_string()))?;
    let mut command = Command::new(&program);
    command.arg("daemon");
    let child = command.spawn()?;
    println!("started {}", child.id());
    Ok(())
}

fn daemonize_by_its_first_argument() -> io::Result<u32> {
    let program = std::env::args().next().ok_or_else(|| io::Error::other("no name"))?;
    Ok(launch(program)?.id())
}

fn launch(program: String) -> io::Result<Child> {
    Command::new(program).arg("daemon").spawn()
}

fn start_given(program: &str) -> io::Result<()> {
    Command::new(program).arg("daemon").spawn()?;
    Ok(())
}

fn give_itself() -> io::Result<()> {
    let program = std::env::args().next().unwrap();
    start_given(&program)
}

fn another_by_the_first_argument() -> io::Result<()> {
    let program = std::env::args().nth(1).unwrap();
    start_by_argument(&program)
}

fn start_by_argument(program: &str) -> io::Result<()> {
    Command::new(program).spawn()?; //~ unreaped_children
    Ok(())
}

fn replaced_in_between() -> io::Result<()> {
    let program = std::env::current_exe().map(|path| path.with_file_name("helper"))?;
    Command::new(program).spawn()?; //~ unreaped_children
    Ok(())
}

/// What lies beside it is another program.
fn neighbour() -> io::Result<()> {
    let program = std::env::current_exe()?.with_file_name("helper");
    Command::new(program).spawn()?; //~ unreaped_children
    Ok(())
}

/// Somebody waits for it elsewhere: it is not meant to go on alone.
fn itself_in_vain(wanted: bool) -> io::Result<()> {
    let mut child = Command::new(std::env::current_exe()?).spawn()?; //~ unreaped_children
    if wanted {
        child.wait()?;
    }
    Ok(())
}

// Given back where the input could be written, and lost where not, in arms that come together.
fn given_back_if_written(command: &mut Command, input: Option<&str>) -> Result<Child, String> {
    match command.spawn() { //~ unreaped_children
        Ok(mut child) => match input {
            Some(text) => match child.stdin.as_mut() {
                Some(stdin) => match stdin.write_all(text.as_bytes()) {
                    Ok(()) => Ok(child),
                    Err(error) => Err(error.to_string()),
                },
                None => Err("no pipe".to_owned()),
            },
            _ => Ok(child),
        },
        Err(error) => Err(error.to_string()),
    }
}
