//! The lock of a standard stream keeps out what others write or read; it is held on purpose.

use std::{
    io::{self, BufRead, Write},
    sync::Mutex,
};

fn echo(paths: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut line = Vec::new();
    while let Ok(size) = io::stdin().lock().read_until(b'\n', &mut line) {
        if size == 0 {
            break;
        }
        print_path(&String::from_utf8_lossy(&line))?;
        line.clear();
    }
    while let Some(path) = paths.lock().unwrap().pop() { //~ guards_held_in_scrutinee
        print_path(&path)?;
    }
    Ok(())
}

fn print_path(path: &str) -> io::Result<()> {
    let metadata = std::fs::metadata(path)?;
    std::fs::write("seen", path)?;
    writeln!(io::stdout(), "{path}: {}", metadata.len())
}
