use std::sync::{Mutex, MutexGuard};

enum Shape {
    Point,
    Line { from: Mutex<u8>, to: Box<Mutex<u8>> },
    Many(Vec<Mutex<u8>>, [u16; 2]),
}

struct Wrapper<T>(T, String);

fn every_kind(shape: &Shape, slices: &[Mutex<u8>], pair: (Option<Mutex<u8>>, char), wrapper: Wrapper<Mutex<u8>>) {
    match shape {
        Shape::Point => {}
        Shape::Line { from, to: end } => {
            let both = (from.lock(), end.lock());
        }
        Shape::Many(list, [low, .., high]) => {
            let first = list.first();
        }
    }
    match slices {
        [] => {}
        [only] => {
            let guard = only.lock();
        }
        [first, middle @ .., last] => {
            let guard = last.lock();
        }
    }
    match pair {
        (Some(ref lock), 'a'..='z') => {
            let guard = lock.lock();
        }
        (whole @ Some(_), letter @ ('0' | '1')) => {}
        (None, _) => {}
        _ => {}
    }
    let Wrapper(lock, text) = wrapper;
    let Ok(guard) = lock.lock() else { return };
    if let (1, rest) | (2, rest) = (*guard, text.len()) {
        let n = rest;
    }
    let &[a, b] = &[1_u8, 2_u8];
}

fn default_modes(guards: &mut Vec<(u8, MutexGuard<'_, u8>)>, nested: &Option<&(String, Mutex<u8>)>) {
    for (number, guard) in guards.iter_mut() {
        let value = **guard;
    }
    if let Some((text, lock)) = nested {
        let guard = lock.lock();
    }
}
