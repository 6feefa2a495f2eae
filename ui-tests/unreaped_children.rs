use std::{
    error::Error,
    io::{self, BufRead, BufReader, Write},
    mem,
    process::{self, Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

// Never waited for, in the shapes that people write.

fn bare_statement() -> io::Result<()> {
    Command::new("f").spawn()?; //~ unreaped_children
    Ok(())
}

fn wildcard() -> io::Result<()> {
    let _ = Command::new("f").spawn()?; //~ unreaped_children
    Ok(())
}

fn wildcard_of_the_result() {
    let _ = Command::new("f").spawn(); //~ unreaped_children
}

fn unwrapped() {
    Command::new("f").spawn().unwrap(); //~ unreaped_children
}

fn bound() -> io::Result<()> {
    let _child = Command::new("f").spawn()?; //~ unreaped_children
    Ok(())
}

fn only_its_number() -> u32 {
    Command::new("f").spawn().unwrap().id() //~ unreaped_children
}

fn only_printed() -> io::Result<()> {
    let child = Command::new("f").spawn()?; //~ unreaped_children
    println!("started {child:?} as {}", child.id());
    Ok(())
}

fn dropped() -> io::Result<()> {
    let child = Command::new("f").spawn()?; //~ unreaped_children
    drop(child);
    Ok(())
}

fn forgotten() -> io::Result<()> {
    let child = Command::new("f").spawn()?; //~ unreaped_children
    mem::forget(child);
    Ok(())
}

fn read_to_the_end() -> io::Result<Vec<String>> {
    let mut child = Command::new("f").stdout(Stdio::piped()).spawn()?; //~ unreaped_children
    let out = child.stdout.take().unwrap();
    BufReader::new(out).lines().collect()
}

fn replaced(names: &[&str]) -> io::Result<ExitStatus> {
    let mut child = Command::new("first").spawn()?; //~ unreaped_children
    for name in names {
        child = Command::new(name).spawn()?; //~ unreaped_children
    }
    child.wait()
}

fn in_if_let() {
    if let Ok(mut child) = Command::new("f").spawn() { //~ unreaped_children
        let _ = child.kill();
    }
}

fn in_match() -> Option<u32> {
    match Command::new("f").spawn() { //~ unreaped_children
        Ok(child) => Some(child.id()),
        Err(_) => None,
    }
}

// On one path only.

fn waited_for_in_an_if(ok: bool) -> io::Result<()> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    if ok {
        child.wait()?;
    }
    Ok(())
}

fn waited_for_in_one_arm(what: u32) -> io::Result<()> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    match what {
        0 => println!("left alone"),
        _ => {
            child.wait()?;
        }
    }
    Ok(())
}

fn lost_by_a_question_mark(data: &[u8]) -> io::Result<ExitStatus> {
    let mut child = Command::new("f").stdin(Stdio::piped()).spawn()?; //~ unreaped_children
    child.stdin.take().unwrap().write_all(data)?;
    child.wait()
}

fn lost_by_a_return(wanted: bool) -> io::Result<bool> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    if !wanted {
        return Ok(false);
    }
    Ok(child.wait()?.success())
}

fn lost_by_a_break(names: &[&str]) -> io::Result<()> {
    for name in names {
        let mut child = Command::new(name).spawn()?; //~ unreaped_children
        if name.is_empty() {
            break;
        }
        child.wait()?;
    }
    Ok(())
}

// Killed, and a zombie from then on.

fn killed() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    child.kill()?;
    Ok(())
}

fn killed_after_a_time(limit: Duration) -> io::Result<Option<ExitStatus>> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > limit {
            child.kill()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn killed_and_waited_for_after_a_time(limit: Duration) -> io::Result<Option<ExitStatus>> {
    let mut child = Command::new("f").spawn()?;
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status)),
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
}

fn killed_where_it_runs_still() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?; //~ unreaped_children
    if child.try_wait()?.is_none() {
        let _ = child.kill();
    }
    Ok(())
}

fn a_kill_that_fails_has_nobody_to_wait_for() -> Result<ExitStatus, String> {
    let mut child = Command::new("f").spawn().map_err(|error| error.to_string())?;
    child.kill().map_err(|error| error.to_string())?;
    child.wait().map_err(|error| error.to_string())
}

fn killed_as_far_as_possible() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    if let Err(error) = child.kill() {
        eprintln!("{error}");
    }
    child.wait()?;
    Ok(())
}

// Waited for.

fn waited_for() -> io::Result<ExitStatus> {
    Command::new("f").spawn()?.wait()
}

fn waited_for_with_output() -> io::Result<Vec<u8>> {
    let child = Command::new("f").stdout(Stdio::piped()).spawn()?;
    Ok(child.wait_with_output()?.stdout)
}

fn waited_for_on_both_paths(ok: bool) -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    if ok {
        child.wait()?;
    } else {
        child.kill()?;
        child.wait()?;
    }
    Ok(())
}

fn waited_for_on_the_way_out(data: &[u8]) -> io::Result<ExitStatus> {
    let mut child = Command::new("f").stdin(Stdio::piped()).spawn()?;
    let written = child.stdin.take().unwrap().write_all(data);
    let status = child.wait()?;
    written?;
    Ok(status)
}

fn the_pipe_is_there() -> Result<Vec<String>, Box<dyn Error>> {
    let mut child = Command::new("f").stdout(Stdio::piped()).spawn()?;
    let out: ChildStdout = child.stdout.take().ok_or("no pipe")?;
    let lines = BufReader::new(out).lines().map_while(Result::ok).collect();
    child.wait()?;
    Ok(lines)
}

fn the_pipe_is_there_by_let_else() -> io::Result<ExitStatus> {
    let mut child = Command::new("f").stdin(Stdio::piped()).spawn()?;
    let Some(_stdin) = child.stdin.take() else {
        return Err(io::Error::other("no pipe"));
    };
    child.wait()
}

fn probed() -> io::Result<bool> {
    let mut child = Command::new("f").spawn()?;
    while child.try_wait()?.is_none() {
        thread::sleep(Duration::from_millis(5));
    }
    Ok(true)
}

fn in_an_option(wanted: bool) -> io::Result<()> {
    let mut child = None;
    if wanted {
        child = Some(Command::new("f").spawn()?);
    }
    if let Some(mut child) = child {
        child.wait()?;
    }
    Ok(())
}

fn in_an_option_by_reference(wanted: bool) -> io::Result<()> {
    let mut child = if wanted { Some(Command::new("f").spawn()?) } else { None };
    if let Some(child) = &mut child {
        child.wait()?;
    }
    Ok(())
}

fn in_an_option_by_as_mut(wanted: bool) -> io::Result<()> {
    let mut child = if wanted { Some(Command::new("f").spawn()?) } else { None };
    if let Some(child) = child.as_mut() {
        child.wait()?;
    }
    Ok(())
}

fn many(names: &[&str]) -> io::Result<()> {
    let mut children = Vec::new();
    for name in names {
        children.push(Command::new(name).spawn()?);
    }
    for child in &mut children {
        child.wait()?;
    }
    Ok(())
}

fn many_by_value(names: &[&str]) -> io::Result<()> {
    let children: Vec<Child> = names.iter().map(|name| Command::new(name).spawn().unwrap()).collect();
    for mut child in children {
        child.wait()?;
    }
    Ok(())
}

// Handed on.

fn returned() -> io::Result<Child> {
    let child = Command::new("f").spawn()?;
    Ok(child)
}

fn returned_at_once() -> io::Result<Child> {
    Command::new("f").spawn()
}

fn waited_for_by_a_thread() -> io::Result<()> {
    let mut child = Command::new("f").spawn()?;
    thread::spawn(move || child.wait());
    Ok(())
}

fn sent_to_a_reaper(reaper: &mpsc::Sender<Child>) -> io::Result<()> {
    let child = Command::new("f").spawn()?;
    let _ = reaper.send(child);
    Ok(())
}

fn waited_for_by_a_closure() -> io::Result<ExitStatus> {
    let mut child = Command::new("f").spawn()?;
    let mut end = || child.wait();
    end()
}

struct Server {
    child: Option<Child>,
}

impl Server {
    fn start(&mut self) -> io::Result<()> {
        self.child = Some(Command::new("f").spawn()?);
        Ok(())
    }

    fn restart(&mut self) -> io::Result<()> {
        let old = self.child.replace(Command::new("f").spawn()?);
        if let Some(mut old) = old {
            old.kill()?;
            old.wait()?;
        }
        Ok(())
    }
}

fn in_a_thread_that_kills_only(mut child: Child) {
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(1));
        let _ = child.kill(); //~ unreaped_children
    });
}

// Acknowledged.

fn acknowledged() -> io::Result<()> {
    let _unused = Command::new("f").spawn()?;
    let _: Child = Command::new("g").spawn()?;
    Ok(())
}

#[expect(clippy::zombie_processes)]
fn allowed() {
    Command::new("f").spawn().unwrap();
}

// The program ends right after.

fn exits() -> io::Result<()> {
    Command::new("f").spawn()?;
    process::exit(0)
}

fn works_on_and_exits() -> io::Result<()> {
    Command::new("f").spawn()?; //~ unreaped_children
    serve();
    process::exit(0)
}

fn serve() {}

fn main() {
    println!("{:?}", returned());
    let _child = Command::new("f").spawn().unwrap();
}

// Nothing is started.

fn replaces_the_process() -> io::Error {
    use std::os::unix::process::CommandExt;
    Command::new("f").exec()
}

fn no_child() -> io::Result<bool> {
    Command::new("f").output()?;
    Ok(Command::new("f").status()?.success())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    #[test]
    fn starts() {
        Command::new("f").spawn().unwrap();
    }
}
