// A program that leaves with the failure leaves no zombie to anybody.

use std::{
    error::Error,
    io::{self, Write},
    process::{Command, ExitCode, Stdio},
};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                eprintln!("{line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let text = format("text").map_err(|error| error.to_string())?;
    println!("{text}");
    let counted = ["a", "b"].iter().map(|text| passed_on_by_a_closure(text)).collect::<Vec<_>>();
    println!("{counted:?}");
    for name in ["a", "b"] {
        in_a_loop(name)?;
    }
    if let Err(error) = swallowed("text") {
        eprintln!("{error}");
    }
    let _ = tried_again("text").or_else(|_| tried_again("other"));
    let name = one_of_two("text")?;
    if one_of_two(&name).is_err() {
        println!("but it goes on");
    }
    serve();
    Ok(())
}

fn serve() {}

/// Every caller passes the failure on, up to `main`.
fn format(text: &str) -> io::Result<String> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// It is left where it fails, whatever would come in the next round.
fn in_a_loop(text: &str) -> io::Result<()> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?;
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    child.wait()?;
    Ok(())
}

/// It is one round of many where it works.
fn lost_where_it_works(text: &str) -> io::Result<bool> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    if text.is_empty() {
        return Ok(false);
    }
    Ok(child.wait()?.success())
}

fn passed_on_by_a_closure(text: &str) -> io::Result<bool> {
    lost_where_it_works(text)?;
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    Ok(child.wait()?.success())
}

/// The program goes on after it.
fn swallowed(text: &str) -> io::Result<()> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    child.wait()?;
    Ok(())
}

fn tried_again(text: &str) -> io::Result<()> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    child.wait()?;
    Ok(())
}

/// One caller passes it on, the other does not.
fn one_of_two(text: &str) -> io::Result<String> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    child.wait()?;
    Ok(text.to_owned())
}

/// Nobody in the workspace calls it: nobody knows.
pub fn called_by_nobody(text: &str) -> io::Result<()> {
    let mut child = Command::new("fmt").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(text.as_bytes())?;
    child.wait()?;
    Ok(())
}
