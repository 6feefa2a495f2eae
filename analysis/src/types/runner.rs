//! Work that threads may share. The analysis starts none: who calls it may.

use std::sync::{
    Mutex, OnceLock, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// Does some work once for every number below a count, in any order and perhaps at once.
pub type Runner<'r> = &'r (dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync);

/// What `work` gives for every number below `count`, in their order.
pub(crate) fn of_all<T: Send + Sync>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    runner: Runner<'_>,
) -> impl Iterator<Item = T> {
    let given: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
    runner(count, &|number| {
        if let Some(cell) = given.get(number) {
            cell.get_or_init(|| work(number));
        }
    });
    let numbered = given.into_iter().enumerate();
    numbered.map(move |(number, given)| given.into_inner().unwrap_or_else(|| work(number)))
}

/// What `work` gives for each of some things, in their order.
pub(crate) fn of_each<A: Sync, T: Default + Send + Sync>(
    things: &[A],
    work: impl Fn(&A) -> T + Sync,
    runner: Runner<'_>,
) -> impl Iterator<Item = T> {
    of_all(things.len(), move |number| things.get(number).map(&work).unwrap_or_default(), runner)
}

/// What `work` makes of each of some things that it takes, in their order.
pub(crate) fn of_taken<A: Send, T: Send + Sync>(
    things: Vec<A>,
    work: impl Fn(A) -> T + Sync,
    runner: Runner<'_>,
) -> impl Iterator<Item = T> {
    let count = things.len();
    let things: Vec<_> = things.into_iter().map(|thing| Mutex::new(Some(thing))).collect();
    let take = move |number: usize| {
        let thing = things.get(number)?.lock().unwrap_or_else(PoisonError::into_inner).take();
        thing.map(&work)
    };
    of_all(count, take, runner).flatten()
}

/// A job, of several that have nothing to do with each other.
pub(crate) type Job<'j> = Box<dyn FnOnce() + Send + 'j>;

/// Does jobs at once where threads share the work. Each may share its own work in turn.
pub(crate) fn at_once<'j>(jobs: impl IntoIterator<Item = Job<'j>>, runner: Runner<'_>) {
    of_taken(jobs.into_iter().collect(), |job: Job<'j>| job(), runner).for_each(drop);
}

/// Two things, made at once where threads share the work.
pub(crate) fn both<A: Send + Sync, B: Send + Sync>(
    one: impl Fn() -> A + Sync,
    other: impl Fn() -> B + Sync,
    runner: Runner<'_>,
) -> (A, B) {
    let (first, second) = (OnceLock::new(), OnceLock::new());
    runner(2, &|number| match number {
        0 => {
            first.get_or_init(&one);
        }
        _ => {
            second.get_or_init(&other);
        }
    });
    (first.into_inner().unwrap_or_else(one), second.into_inner().unwrap_or_else(other))
}

/// The things of which something is true, in their order.
pub(crate) fn those<T: Copy + Sync>(
    things: &[T],
    is: impl Fn(T) -> bool + Sync,
    runner: Runner<'_>,
) -> impl Iterator<Item = T> {
    let meant: Vec<AtomicBool> = things.iter().map(|_| AtomicBool::new(false)).collect();
    runner(things.len(), &|number| {
        if let (Some(thing), Some(meant)) = (things.get(number), meant.get(number)) {
            meant.store(is(*thing), Ordering::Relaxed);
        }
    });
    things.iter().copied().zip(meant).filter(|(_, meant)| meant.load(Ordering::Relaxed)).map(|(it, _)| it)
}
