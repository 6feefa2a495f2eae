// clean
//! A `Drop` of the workspace ends it: whoever begins it by hand may rely on that.

use std::io;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

struct Raw;

impl Raw {
    fn new() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

fn draw() -> io::Result<()> {
    println!("\r\n");
    Ok(())
}

fn with_a_guard() -> io::Result<()> {
    let _raw = Raw::new()?;
    draw()
}

fn beside_a_guard() -> io::Result<()> {
    enable_raw_mode()?;
    draw()?;
    disable_raw_mode()
}
