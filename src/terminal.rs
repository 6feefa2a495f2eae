//! What reaches a terminal: when in colour, and never a character that drives it.

use std::{
    borrow::Cow,
    ffi::OsString,
    fmt,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use crate::cli::When;

static COMPLAINED: AtomicBool = AtomicBool::new(false);

/// Reads an environment variable. A parameter where tests need other values.
pub(crate) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Whether to write in colour: the flag, then `CARGO_TERM_COLOR`, `NO_COLOR`, `CLICOLOR_FORCE`,
/// `CLICOLOR`, then what the stream is. This is cargo's order, which no library has.
pub(crate) fn colour(flag: Option<When>, environment: Environment<'_>, is_terminal: bool) -> bool {
    let is_set = |name| environment(name).is_some_and(|value| !value.is_empty());
    let of_cargo = environment("CARGO_TERM_COLOR").and_then(|value| match value.to_str() {
        Some("always") => Some(When::Always),
        Some("never") => Some(When::Never),
        _ => None,
    });
    match flag.or(of_cargo) {
        Some(When::Always) => true,
        Some(When::Never) => false,
        Some(When::Auto) | None if is_set("NO_COLOR") => false,
        Some(When::Auto) | None if is_set("CLICOLOR_FORCE") => true,
        Some(When::Auto) | None => {
            is_terminal
                && environment("CLICOLOR").is_none_or(|value| value != "0")
                && environment("TERM").is_none_or(|value| value != "dumb")
        }
    }
}

/// The widest that text is read well.
const WIDEST: usize = 100;

/// How wide text is written on standard output.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(WIDEST, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// `text` without characters that a terminal obeys: control characters, escape sequences, and
/// those that change the direction of writing. Each is replaced by one of the same length in
/// bytes, so that offsets stay true.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |(offset, character): &(usize, char)| match character {
        '\n' | '\t' => false,
        '\r' => text.as_bytes().get(offset + 1) != Some(&b'\n'),
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        character => character.is_control(),
    };
    let mut harmful = text.char_indices().filter(is_harmful).peekable();
    if harmful.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (offset, character) in harmful {
        result.push_str(&text[done..offset]);
        result.push(match character.len_utf8() {
            1 => '?',
            2 => '¿',
            _ => char::REPLACEMENT_CHARACTER,
        });
        done = offset + character.len_utf8();
    }
    result.push_str(&text[done..]);
    Cow::Owned(result)
}

/// Like [`harmless`], for text that must stay on one line.
pub(crate) fn harmless_line(text: &str) -> Cow<'_, str> {
    match harmless(text) {
        text if text.contains(['\n', '\r', '\t']) => Cow::Owned(text.replace(['\n', '\r', '\t'], "?")),
        text => text,
    }
}

/// Whether the reader of our output has gone away, as `head` does. That is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let of_broken_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(of_broken_pipe)
}

/// Says on standard error why the run, or a part of it, failed.
pub(crate) fn complain(what: fmt::Arguments<'_>) {
    COMPLAINED.store(true, Ordering::Relaxed);
    tell(format_args!("error: {what}"));
}

/// Says on standard error what stood in the way, and that the run went on.
pub(crate) fn warn(what: fmt::Arguments<'_>) {
    COMPLAINED.store(true, Ordering::Relaxed);
    tell(format_args!("warning: {what}"));
}

/// Whether anything stood in the way so far.
pub(crate) fn has_complained() -> bool {
    COMPLAINED.load(Ordering::Relaxed)
}

/// Writes lines to standard error. Nothing can be done where that fails.
pub(crate) fn tell(what: fmt::Arguments<'_>) {
    let text = what.to_string();
    let _ = writeln!(io::stderr().lock(), "{}", harmless(&text));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_colour(flag: Option<When>, variables: &[(&str, &str)], is_terminal: bool) -> bool {
        let environment = |name: &str| {
            variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| OsString::from(value))
        };
        colour(flag, &environment, is_terminal)
    }

    #[test]
    fn the_flag_wins_over_all() {
        assert!(in_colour(Some(When::Always), &[("CARGO_TERM_COLOR", "never"), ("NO_COLOR", "1")], false));
        assert!(!in_colour(Some(When::Never), &[("CARGO_TERM_COLOR", "always")], true));
    }

    #[test]
    fn cargo_wins_over_no_color_which_wins_over_clicolor() {
        assert!(in_colour(None, &[("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")], false));
        assert!(!in_colour(None, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true));
        assert!(in_colour(None, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")], false));
    }

    #[test]
    fn else_the_stream_decides() {
        assert!(in_colour(None, &[("TERM", "xterm")], true));
        assert!(!in_colour(None, &[("TERM", "dumb")], true));
        assert!(!in_colour(None, &[("CLICOLOR", "0")], true));
        assert!(!in_colour(None, &[], false));
    }

    #[test]
    fn what_drives_a_terminal_is_replaced_at_the_same_length() {
        let text = "a\u{1b}[31m\u{9b}\u{202e}\r\n\tb\rc";
        let shown = harmless(text);
        assert_eq!(shown, "a?[31m¿\u{fffd}\r\n\tb?c");
        assert_eq!(shown.len(), text.len());
        assert!(matches!(harmless("plain 🦀\r\n"), Cow::Borrowed(_)));
        assert_eq!(harmless_line("a\nb"), "a?b");
    }
}
