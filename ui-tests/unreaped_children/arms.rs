// `cfg_if!` among statements: one arm is there.

use std::{
    io,
    process::{Child, Command},
};

fn address(_: &Child) -> io::Result<String> {
    Ok(String::new())
}

fn connect(_: &str) -> io::Result<()> {
    Ok(())
}

struct Browser {
    child: Child,
}

impl Browser {
    fn launch() -> io::Result<Self> {
        let child = Command::new("chromium").spawn()?; //~ unreaped_children
        cfg_if::cfg_if! {
            if #[cfg(feature = "checked")] {
                let address = address(&child)?;
            } else if #[cfg(feature = "unchecked")] {
                let address = address(&child).unwrap_or_default();
            }
        }
        connect(&address)?;
        Ok(Browser { child })
    }
}

// Where the first arm is Windows' or a test's, the others are there.
fn waited_for() -> io::Result<()> {
    let mut child = Command::new("a").spawn()?;
    cfg_if::cfg_if! {
        if #[cfg(windows)] {
            println!("{}", child.id());
        } else if #[cfg(test)] {
            println!("{}", child.id());
        } else {
            child.wait()?;
        }
    }
    Ok(())
}

fn not_waited_for() -> io::Result<()> {
    let mut child = Command::new("a").spawn()?; //~ unreaped_children
    cfg_if::cfg_if! {
        if #[cfg(target_os = "windows")] {
            child.wait()?;
        } else {
            println!("{}", child.id());
        }
    }
    Ok(())
}

// What stands under the opposite of an arm is not there with it.
fn of_one_build() -> io::Result<()> {
    let mut child = Command::new("a").spawn()?;
    #[cfg(feature = "waiting")]
    child.wait()?;
    cfg_if::cfg_if! {
        if #[cfg(not(feature = "waiting"))] {
            child.wait()?;
        } else {
            println!("{}", child.id());
        }
    }
    Ok(())
}

// The value of a block.
fn status() -> io::Result<u32> {
    let mut child = Command::new("a").spawn()?;
    cfg_if::cfg_if! {
        if #[cfg(unix)] {
            child.wait()?;
            Ok(child.id())
        } else {
            Err(io::Error::other("nothing to run"))
        }
    }
}
