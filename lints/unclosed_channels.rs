//! A loop over what a channel receives cannot end, since its own function keeps a sender.
//!
//! ## What it does
//!
//! Reports `for` and `while let` loops over a receiver while the sender that was made with it is
//! still alive in the same function, and joins of a thread or task that is in such a loop.
//!
//! ## Why
//!
//! Receiving ends when the last sender is gone. The one that was cloned for each worker is a sender
//! too: when all workers are done, the loop waits for it, and it waits for the end of the loop.
//!
//! ## Example
//!
//! ```rust
//! # use std::{sync::mpsc, thread};
//! fn sum(parts: Vec<u64>) -> u64 {
//!     let (sender, receiver) = mpsc::channel();
//!     for part in parts {
//!         let sender = sender.clone();
//!         thread::spawn(move || sender.send(part * part));
//!     }
//!     let mut sum = 0;
//!     for part in receiver { //~ unclosed_channels
//!         sum += part;
//!     }
//!     sum
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::{sync::mpsc, thread};
//! fn sum(parts: Vec<u64>) -> u64 {
//!     let (sender, receiver) = mpsc::channel();
//!     for part in parts {
//!         let sender = sender.clone();
//!         thread::spawn(move || sender.send(part * part));
//!     }
//!     drop(sender);
//!     let mut sum = 0;
//!     for part in receiver {
//!         sum += part;
//!     }
//!     sum
//! }
//! ```
//!
//! ## Limits
//!
//! - A loop with a `break` or `return`, one that uses the sender itself, and one whose sender is named
//!   `_..` are meant so.
//! - A sender that some path ends before the loop is left alone.
//! - Senders and receivers in fields are not followed.
//!
//! ## How to confirm it at run time
//!
//! The program does not end, and a debugger shows it in `recv`.
//!
//! ## Prior art
//!
//! In Go: a channel that nobody closes under `range`. No Rust tool reports it.

use letgo_analysis::diagnostic::{Diagnostic, LabelKind};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &[],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for sender in subject.holds() {
        let Some(receiver) = sender.receiving_end() else { continue };
        let Some(name) = sender.name().filter(|name| !name.starts_with('_')) else { continue };
        // One that nobody sends through, or clones, is there to keep the channel open.
        if sender.real_uses().next().is_none() {
            continue;
        }
        let Some(endless) = sender.keeps_a_loop_alive(&receiver) else { continue };
        let at = words::first_line(subject, endless.joined.unwrap_or(endless.head));
        let mut diagnostic = Diagnostic::new(
            "unclosed_channels",
            subject.span(at),
            format!("this never ends: `{name}`, a sender of the channel, is still alive"),
        )
        .primary_label(match endless.joined {
            Some(_) => "waits for the loop to end",
            None => "waits until the last sender is gone",
        })
        .acquire_label(subject.span(words::first_line(subject, sender.acquired)), "the channel is made here")
        .primary_kind(LabelKind::Event);
        if endless.joined.is_some() {
            diagnostic = diagnostic.label(
                subject.span(words::first_line(subject, endless.head)),
                "this loop ends when the last sender is gone",
            );
        }
        diagnostic = words::release_labels(diagnostic, &sender);
        findings.push(diagnostic.help(format!(
            "let go of it before with `drop({name})`, or move it into the last task that sends"
        )));
    }
}
