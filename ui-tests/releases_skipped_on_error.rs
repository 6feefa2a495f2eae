//! Pairs of calls by hand, and what comes between them.

use std::io;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

fn draw() -> io::Result<()> {
    println!("\r\n");
    Ok(())
}

fn question_mark_between() -> io::Result<()> {
    enable_raw_mode()?;
    draw()?; //~ releases_skipped_on_error
    disable_raw_mode()?;
    Ok(())
}

fn error_returned_between(fails: bool) -> io::Result<()> {
    enable_raw_mode()?;
    if fails {
        return Err(io::Error::other("no")); //~ releases_skipped_on_error
    }
    disable_raw_mode()
}

fn in_a_loop(rounds: usize) -> io::Result<()> {
    enable_raw_mode()?;
    for _ in 0..rounds {
        draw()?; //~ releases_skipped_on_error
    }
    disable_raw_mode()
}

fn through_a_wrapper_of_the_error() -> Result<(), String> {
    enable_raw_mode().map_err(|error| error.to_string())?;
    draw().map_err(|error| error.to_string())?; //~ releases_skipped_on_error
    disable_raw_mode().map_err(|error| error.to_string())
}

// Silent from here on.

fn ended_before_the_error_is_handed_on() -> io::Result<()> {
    enable_raw_mode()?;
    let drawn = draw();
    disable_raw_mode()?;
    drawn
}

fn ended_on_both_ways() -> io::Result<()> {
    enable_raw_mode()?;
    if let Err(error) = draw() {
        disable_raw_mode()?;
        return Err(error);
    }
    disable_raw_mode()
}

fn nothing_fails_between() -> io::Result<()> {
    enable_raw_mode()?;
    println!("drawn");
    disable_raw_mode()
}

fn the_begin_fails() -> io::Result<()> {
    match enable_raw_mode() {
        Ok(()) => disable_raw_mode(),
        Err(error) => Err(error),
    }
}

fn only_begun_here() -> io::Result<()> {
    enable_raw_mode()?;
    draw()?;
    Ok(())
}

fn helper_may_end_it() -> io::Result<()> {
    enable_raw_mode()?;
    finish()?;
    draw()?;
    disable_raw_mode()
}

fn finish() -> io::Result<()> {
    leave()
}

fn leave() -> io::Result<()> {
    disable_raw_mode()
}

fn ended_by_a_closure() -> io::Result<()> {
    enable_raw_mode()?;
    let done = (|| draw())().map_err(|error| {
        let _ = disable_raw_mode();
        error
    });
    done?;
    disable_raw_mode()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_ends_with_its_process() -> io::Result<()> {
        enable_raw_mode()?;
        draw()?;
        disable_raw_mode()
    }
}
