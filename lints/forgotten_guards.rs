//! A guard is forgotten: what its drop would give back never comes back.
//!
//! ## What it does
//!
//! Reports locks, permits, borrows, connections, transactions, temporary directories and writers
//! that end in `mem::forget`, a `ManuallyDrop` that nobody drops, `Box::leak`, `permit.forget()`
//! without an `add_permits` in the program, or `directory.keep()` with nobody to take the path; and
//! circles of `Rc` or `Arc` that a function closes: a handle that is put into what it stands for,
//! or two into each other's.
//!
//! ## Why
//!
//! A forgotten lock stays locked, a forgotten permit or connection is one fewer for everybody, and
//! what a forgotten writer had in its buffer is gone. It compiles without a word, and shows much
//! later: when the last permit is forgotten, everything stands still.
//!
//! ## Example
//!
//! ```rust
//! # use std::sync::Mutex;
//! fn freeze(settings: &Mutex<Vec<String>>) {
//!     let guard = settings.lock().unwrap();
//!     std::mem::forget(guard); //~ forgotten_guards
//! }
//! ```
//!
//! ## Use instead
//!
//! ```rust
//! # use std::sync::{Mutex, OnceLock};
//! fn freeze(settings: Mutex<Vec<String>>, frozen: &OnceLock<Vec<String>>) {
//!     let settings = settings.into_inner().unwrap();
//!     frozen.get_or_init(|| settings);
//! }
//! ```
//!
//! A semaphore is made smaller for good by `semaphore.forget_permits(n)`, which says so.
//!
//! ## Limits
//!
//! - Guards whose drop undoes something, of the workspace and of libraries, are left alone: to
//!   forget them is how they are disarmed, or kept for as long as the program runs. So are files,
//!   sockets, processes, tasks and runtimes.
//! - What a function got from its caller is his affair: `fn defuse(self)`. So are guards in the crate that
//!   defines them: that is how locks are built.
//! - Where the same lock or semaphore is called again afterwards, it is taken to be given back by
//!   hand. So are permits where some code around calls `add_permits`, and guards where it calls
//!   `force_unlock`.
//! - Raw pointers are followed no further: whoever has one may drop what is behind it.
//! - A circle of three or more, one that several functions close, and one by a closure that captures
//!   its own owner are not seen. Where something is taken out again later on, it is left alone.
//!
//! ## How to confirm it at run time
//!
//! `try_lock` fails for ever; `semaphore.available_permits()` never comes back to where it was.
//!
//! ## Prior art
//!
//! Clippy's `mem_forget` reports every type with a destructor, the disarmed scope guard included.

use letgo_analysis::{
    body::{Body, Local},
    catalogue::{Kind, OnDrop, Resource},
    diagnostic::{Diagnostic, LabelKind},
    holds::Circle,
};

use crate::{Check, Group, Lint, Subject, words};

pub(crate) static LINT: Lint = Lint {
    group: Group::Suspicious,
    since: "0.1.0",
    twins: &["clippy::mem_forget"],
    in_tests: false,
    check: Check::Function(check),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, body) in subject.bodies.iter() {
        findings.extend(subject.circles(id).iter().filter_map(|found| circle(subject, body, found)));
    }
    for hold in subject.holds() {
        let Some(resource) = hold.resource().filter(|resource| is_missed(resource)) else { continue };
        // Who defines a guard gives back by other means what it stands for: that is how locks are built.
        if let Some(end) = hold.forgotten().filter(|_| !hold.is_defined_here()) {
            let what = words::with_article(&hold.describe());
            let diagnostic =
                Diagnostic::new("forgotten_guards", subject.span(end.range), format!("{what} is forgotten"))
                    .primary_label("forgotten here: its drop never runs")
                    .primary_kind(LabelKind::Release)
                    .acquire_label(
                        subject.span(words::first_line(subject, hold.acquired)),
                        if hold.acquired_at().is_some() { "acquired here" } else { "comes in here" },
                    )
                    .note(consequence(resource));
            findings.push(diagnostic.help(match resource.kind {
                Kind::Permit => {
                    "let it go out of scope; to have fewer permits for good, ask the semaphore for that"
                }
                Kind::Tempdir => "keep the path that this gives, or let the directory be removed",
                _ => "let it go out of scope, or drop it",
            }));
        }
    }
}

/// A circle of handles keeps itself alive.
fn circle(subject: &Subject<'_>, body: &Body, circle: &Circle) -> Option<Diagnostic> {
    let (last, others) = circle.stores.split_last()?;
    let named = |local: &Local| body.locals.get(local.0 as usize)?.name;
    let mut names = circle.members.iter().filter_map(named);
    let message = match (names.next(), names.next()) {
        (Some(first), Some(second)) => format!("`{first}` and `{second}` keep each other alive"),
        (Some(only), None) if others.is_empty() => format!("`{only}` keeps itself alive"),
        _ => return None,
    };
    let mut diagnostic =
        Diagnostic::new("forgotten_guards", subject.span(words::first_line(subject, *last)), message)
            .primary_label("the circle is closed here");
    for other in others {
        diagnostic = diagnostic
            .label(subject.span(words::first_line(subject, *other)), "one keeps the other from here on");
    }
    Some(
        diagnostic
            .note("no count in the circle ever comes to nothing: what is in it is never dropped")
            .help("let one of them be a `Weak`, as `downgrade` gives it"),
    )
}

/// Whether something is missing for good when a resource is not dropped.
fn is_missed(resource: &Resource) -> bool {
    let loses = matches!(resource.on_drop, OnDrop::FlushesLosingErrors | OnDrop::LosesData);
    match resource.kind {
        Kind::Lock | Kind::Permit | Kind::Borrow | Kind::Connection | Kind::Transaction => {
            matches!(resource.on_drop, OnDrop::Unlocks | OnDrop::Returns | OnDrop::RollsBack | OnDrop::Closes)
        }
        Kind::Tempdir => true,
        Kind::Writer | Kind::Scope => loses,
        _ => false,
    }
}

fn consequence(resource: &Resource) -> &'static str {
    match (resource.kind, resource.on_drop) {
        (Kind::Borrow, _) => "the cell stays borrowed: whoever borrows it next in another way panics",
        (_, OnDrop::Unlocks) => "the lock stays taken: whoever wants it next waits for ever",
        (_, OnDrop::Returns) => "it never comes back: each time there is one fewer for everybody",
        (_, OnDrop::RollsBack) => "it stays open, with all that it has locked, as long as its connection",
        (_, OnDrop::Deletes) => "it stays on disk, and nobody knows where",
        (_, OnDrop::Closes) => "it stays open as long as the program runs",
        _ => "what it has not written yet is never written",
    }
}
