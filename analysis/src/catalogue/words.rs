//! The closed vocabularies of the catalogue, and the help for those who misspell them.

use super::{
    Access, BlocksOn, Changes, ClosureUse, Duty, Effect, Kind, OnDrop, Panics, Pass, PathUse, Setup, Takes,
    Waits, Wrapper,
};

/// A vocabulary: every value with the word by which TOML knows it.
pub(super) trait Words: Copy + 'static {
    /// What one of the words is called in messages.
    const NOUN: &'static str;
    /// All words.
    const ALL: &'static [(&'static str, Self)];

    /// The value that `word` stands for.
    fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }
}

macro_rules! words {
    ($($ty:ident, $noun:literal: $($word:literal $value:ident),*;)*) => {$(
        impl Words for $ty {
            const NOUN: &'static str = $noun;
            const ALL: &'static [(&'static str, Self)] = &[$(($word, $ty::$value)),*];
        }

        // A value that has no word could not be written: the match names them all.
        const _: fn($ty) = |value| match value {
            $($ty::$value => {})*
        };
    )*};
}

words! {
    Kind, "kind": "lock" Lock, "permit" Permit, "borrow" Borrow, "connection" Connection,
        "transaction" Transaction, "pool" Pool, "task" Task, "process" Process, "thread" Thread,
        "writer" Writer, "file" File, "socket" Socket, "tempdir" Tempdir, "span" Span, "terminal" Terminal,
        "channel" Channel, "runtime" Runtime, "server" Server, "scope" Scope;
    Waits, "answer to who waits": "nobody" Nobody, "thread" Thread, "task" Task;
    Access, "access": "exclusive" Exclusive, "shared" Shared,
        "upgradable" Upgradable, "recursive" Recursive;
    OnDrop, "effect of a drop": "unlocks" Unlocks, "returns" Returns, "rolls-back" RollsBack,
        "detaches" Detaches, "aborts" Aborts, "closes" Closes,
        "flushes-losing-errors" FlushesLosingErrors, "loses-data" LosesData, "deletes" Deletes,
        "kills" Kills, "leaks" Leaks, "undoes" Undoes, "joins" Joins, "nothing" Nothing;
    Duty, "duty": "none" None, "close" Close;
    Takes, "receiver": "self" Value, "&self" Ref, "&mut self" RefMut;
    Effect, "effect": "closed" Closed, "shut-down" ShutDown, "committed" Committed,
        "rolled-back" RolledBack, "flushed" Flushed, "synced" Synced, "finished" Finished,
        "persisted" Persisted, "unlocked" Unlocked, "joined" Joined, "waited" Waited,
        "aborted" Aborted, "killed" Killed, "released" Released;
    Pass, "way to pass": "same-hold" SameHold, "borrowed" Borrowed, "new-owner" NewOwner;
    Panics, "place to panic": "outside-runtime" OutsideRuntime, "inside-runtime" InsideRuntime;
    Setup, "setup": "program" Program, "thread" Thread;
    Changes, "change": "up" Up, "down" Down, "flag" Flag;
    PathUse, "use of a path": "gives" Gives, "makes" Makes, "removes" Removes;
    Wrapper, "wrapper": "Future" Future, "Result" Result, "Option" Option, "Box" Box, "Arc" Arc;
    BlocksOn, "thing to block on": "time" Time, "join" Join, "channel" Channel,
        "process" Process, "condition" Condition, "future" Future, "network" Network, "io" Io;
    ClosureUse, "way to run closures": "in-place" InPlace, "elsewhere" Elsewhere,
        "in-place-elsewhere" InPlaceElsewhere, "in-place-for-a-time" InPlaceForATime;
}

/// The words that may stand for a key of a resource, of one of its closing methods or of a function;
/// none for a key that takes something else.
pub fn vocabulary(key: &str) -> Vec<&'static str> {
    fn of<W: Words>() -> Vec<&'static str> {
        W::ALL.iter().map(|(word, _)| *word).collect()
    }
    match key {
        "kind" => of::<Kind>(),
        "waits" => of::<Waits>(),
        "access" | "locks" => of::<Access>(),
        "on-drop" => of::<OnDrop>(),
        "duty" => of::<Duty>(),
        "takes" => of::<Takes>(),
        "effect" => of::<Effect>(),
        "pass" => of::<Pass>(),
        "blocks" => of::<BlocksOn>(),
        "closures" => of::<ClosureUse>(),
        "setup" => of::<Setup>(),
        "panics" => of::<Panics>(),
        "changes" => of::<Changes>(),
        "path" => of::<PathUse>(),
        _ => Vec::new(),
    }
}

/// The one of `known` that somebody who wrote `word` most likely meant, if any is close.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters to insert, remove or replace to get from `a` to `b` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, from) in a.chars().enumerate() {
        // `diagonal` is the entry above and to the left of the one at hand, `left` the one
        // just written.
        let (mut diagonal, mut left) = (line, line + 1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = replaced.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}
