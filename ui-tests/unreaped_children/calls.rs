// Children that functions and types of the workspace make, end and keep.

use std::{
    io,
    process::{Child, Command},
    sync::Mutex,
};

fn start(name: &str) -> io::Result<Child> {
    Command::new(name).spawn()
}

fn made_by_a_call() -> io::Result<()> {
    let child = start("f")?; //~ unreaped_children
    println!("{}", child.id());
    Ok(())
}

fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn kill_only(child: &mut Child) {
    let _ = child.kill();
}

fn number_of(child: &Child) -> u32 {
    child.id()
}

fn ended_by_a_call() -> io::Result<()> {
    let mut child = start("f")?;
    end(&mut child)
}

fn killed_by_a_call() -> io::Result<()> {
    let mut child = start("f")?; //~ unreaped_children
    kill_only(&mut child);
    Ok(())
}

fn looked_at_by_a_call() -> io::Result<u32> {
    let child = start("f")?; //~ unreaped_children
    Ok(number_of(&child))
}

fn handed_to_somebody_unknown(by: &mut dyn FnMut(&mut Child)) -> io::Result<()> {
    let mut child = start("f")?;
    by(&mut child);
    Ok(())
}

fn take(mut child: Child) -> io::Result<()> {
    child.wait()?;
    Ok(())
}

fn handed_over() -> io::Result<()> {
    let child = start("f")?;
    take(child)
}

// A type around one.

struct Plain {
    child: Child,
    port: u16,
}

impl Plain {
    fn start() -> io::Result<Plain> {
        Ok(Plain { child: Command::new("f").spawn()?, port: 80 })
    }

    fn port(&self) -> u16 {
        self.port
    }

    fn stop(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    fn cut(&mut self) -> io::Result<()> {
        self.child.kill()
    }
}

fn plain_is_lost() -> io::Result<u16> {
    let plain = Plain::start()?; //~ unreaped_children
    Ok(plain.port())
}

fn plain_is_stopped() -> io::Result<()> {
    let mut plain = Plain::start()?;
    plain.stop()
}

fn plain_is_cut() -> io::Result<()> {
    let mut plain = Plain::start()?; //~ unreaped_children
    plain.cut()
}

fn plain_is_lost_on_one_path(keep: bool) -> io::Result<u16> {
    let mut plain = Plain::start()?; //~ unreaped_children
    if !keep {
        return Ok(0);
    }
    plain.stop()?;
    Ok(plain.port())
}

/// Its `Drop` waits.
struct Kept {
    child: Child,
}

impl Kept {
    fn start() -> io::Result<Kept> {
        let child = Command::new("f").spawn()?;
        Ok(Kept { child })
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn kept_ends_by_itself() -> io::Result<()> {
    let _kept = Kept::start()?;
    Ok(())
}

/// Somebody else may wait behind the lock.
struct Shared {
    child: Mutex<Child>,
}

impl Shared {
    fn start() -> io::Result<Shared> {
        Ok(Shared { child: Mutex::new(Command::new("f").spawn()?) })
    }

    fn stop(&self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn shared_is_stopped() -> io::Result<()> {
    let shared = Shared::start()?;
    shared.stop();
    Ok(())
}

/// Taken apart.
fn parts() -> io::Result<()> {
    let Plain { mut child, port } = Plain::start()?;
    println!("{port}");
    child.wait()?;
    Ok(())
}

fn parts_are_lost() -> io::Result<()> {
    let Plain { child, port } = Plain::start()?; //~ unreaped_children
    println!("{port} {}", child.id());
    Ok(())
}
