//! What fails between the two calls leaves the terminal in raw mode.

use std::io::{self, stdout};

use crossterm::{
    cursor::Hide,
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};

fn run(draw: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, Hide)?;
    let result = draw();
    disable_raw_mode()?;
    execute!(stdout(), LeaveAlternateScreen)?;
    result
}

fn main() {}
