// Types whose `Drop` ends their child.

use std::{
    io,
    process::{Child, Command},
    sync::{Arc, Mutex},
    thread,
};

struct Processor {
    child: Child,
    name: String,
}

impl Drop for Processor {
    fn drop(&mut self) {
        self.child.kill().unwrap(); //~ unreaped_children, panics_in_drop
    }
}

struct Server(Option<Child>);

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = self.0.as_mut() {
            if let Err(error) = child.kill() { //~ unreaped_children
                eprintln!("{error}");
            }
        }
    }
}

struct Workers {
    children: Vec<Child>,
}

impl Drop for Workers {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill(); //~ unreaped_children
        }
    }
}

fn keep(names: &[&str]) -> io::Result<(Processor, Server, Workers)> {
    let children = names.iter().map(|name| Command::new(name).spawn()).collect::<io::Result<_>>()?;
    let processor = Processor { child: Command::new("f").spawn()?, name: "f".to_owned() };
    println!("{}", processor.name);
    Ok((processor, Server(Some(Command::new("g").spawn()?)), Workers { children }))
}

// Waited for.

struct Waits(Child);

impl Drop for Waits {
    fn drop(&mut self) {
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}

struct WaitsInAChain(Child);

impl Drop for WaitsInAChain {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}

struct WaitsByAMethod(Child);

impl WaitsByAMethod {
    fn stop(&mut self) -> io::Result<()> {
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for WaitsByAMethod {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.stop();
    }
}

struct WaitsElsewhere(Option<Child>);

impl Drop for WaitsElsewhere {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            thread::spawn(move || child.wait());
        }
    }
}

struct HandsOn(Option<Child>);

fn reap(child: Child) {
    drop(child);
}

impl Drop for HandsOn {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            reap(child);
        }
    }
}

/// Somebody else may wait.
struct Shared(Arc<Mutex<Child>>);

impl Drop for Shared {
    fn drop(&mut self) {
        let _ = self.0.lock().map(|mut child| child.kill());
    }
}

/// It is no child of its own that it kills.
struct Other(String);

impl Drop for Other {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

/// A `Drop` cannot await.
struct Tokio(tokio::process::Child);

impl Drop for Tokio {
    fn drop(&mut self) {
        let _ = self.0.start_kill();
    }
}

// By way of methods.

struct StoppedByAMethod {
    child: Child,
}

impl StoppedByAMethod {
    fn stop(&mut self) {
        if let Err(error) = self.child.kill() {
            eprintln!("{error}");
        }
    }
}

impl Drop for StoppedByAMethod {
    fn drop(&mut self) {
        self.stop(); //~ unreaped_children
    }
}

struct Inner {
    child: Child,
    reaped: bool,
}

impl Inner {
    fn kill(&mut self) -> io::Result<()> {
        if self.reaped { Ok(()) } else { self.child.kill() }
    }
}

struct Outer {
    inner: Inner,
    kills_on_drop: bool,
}

impl Outer {
    fn kill(&mut self) -> io::Result<()> {
        self.inner.kill()
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        if self.kills_on_drop {
            drop(self.kill()); //~ unreaped_children
        }
    }
}

struct WaitsInTheMethod(Child);

impl WaitsInTheMethod {
    fn stop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for WaitsInTheMethod {
    fn drop(&mut self) {
        self.stop();
    }
}

struct WaitsAfterTheMethod(Child);

impl WaitsAfterTheMethod {
    fn stop(&mut self) {
        let _ = self.0.kill();
    }
}

impl Drop for WaitsAfterTheMethod {
    fn drop(&mut self) {
        self.stop();
        let _ = self.0.wait();
    }
}

struct KillsAnother {
    own: Child,
}

fn kill_and_forget(child: &mut Child) {
    let _ = child.kill();
}

impl Drop for KillsAnother {
    fn drop(&mut self) {
        kill_and_forget(&mut self.own);
    }
}

// Asked once, right after it was killed.

struct AsksOnce {
    solver: Child,
}

impl AsksOnce {
    fn kill(&mut self) -> io::Result<()> {
        let _ = self.solver.kill();
        if self.solver.try_wait()?.is_none() {
            self.solver.kill()?;
        }
        Ok(())
    }
}

impl Drop for AsksOnce {
    fn drop(&mut self) {
        let _ = self.kill(); //~ unreaped_children
    }
}

struct AsksBefore(Child);

impl Drop for AsksBefore {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let _ = self.0.kill(); //~ unreaped_children
        }
    }
}

struct AsksUntilItHas(Child);

impl Drop for AsksUntilItHas {
    fn drop(&mut self) {
        let _ = self.0.kill();
        while let Ok(None) = self.0.try_wait() {
            thread::yield_now();
        }
    }
}

struct AsksAfterAWhile(Child);

impl Drop for AsksAfterAWhile {
    fn drop(&mut self) {
        let _ = self.0.kill();
        thread::sleep(std::time::Duration::from_millis(100)); //~ blocking_cleanup_in_drop
        let _ = self.0.try_wait();
    }
}
