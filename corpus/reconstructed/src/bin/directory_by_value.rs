//! A temporary directory that is given by value is gone before the command runs in it.

use std::{io, process::Command};

fn touch() -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let status = Command::new("touch").arg("tmp").current_dir(directory).status()?;
    assert!(status.success());
    Ok(())
}

fn main() {}
