//! What fails in the function that sets the terminal up leaves it in raw mode: nobody has it yet.

use std::io::{self, Stdout, stdout};

use crossterm::{
    event::EnableMouseCapture,
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend};

type Screen = Terminal<CrosstermBackend<Stdout>>;

fn set_up() -> io::Result<Screen> {
    enable_raw_mode()?;
    let mut stdout = stdout();
    execute!(stdout, EnterAlternateScreen, EnableMouseCapture)?;
    Terminal::new(CrosstermBackend::new(stdout))
}

fn restore(screen: &mut Screen) -> io::Result<()> {
    disable_raw_mode()?;
    execute!(screen.backend_mut(), LeaveAlternateScreen)
}

fn main() -> io::Result<()> {
    let mut screen = set_up()?;
    restore(&mut screen)
}
