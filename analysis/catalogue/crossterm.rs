//! Signatures of crossterm 0.29: the mode of the terminal, and its events.

pub mod terminal {
    use std::io;

    pub fn enable_raw_mode() -> io::Result<()> {}
    pub fn disable_raw_mode() -> io::Result<()> {}
    pub fn is_raw_mode_enabled() -> io::Result<bool> {}
    pub fn size() -> io::Result<(u16, u16)> {}
}

pub mod event {
    use std::{io, time::Duration};

    pub enum Event {
        FocusGained,
        FocusLost,
        Paste(String),
        Resize(u16, u16),
    }

    pub fn read() -> io::Result<Event> {}
    pub fn poll(timeout: Duration) -> io::Result<bool> {}
}
