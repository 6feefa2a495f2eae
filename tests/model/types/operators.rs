use std::{
    collections::HashMap,
    ops::{Add, Deref, DerefMut, Index, Mul, Neg},
    sync::{Mutex, MutexGuard},
    time::{Duration, Instant},
};

struct Length(u32);

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Mul<u32> for &Length {
    type Output = Option<Length>;
    fn mul(self, by: u32) -> Option<Length> {
        None
    }
}

impl Neg for Length {
    type Output = i64;
    fn neg(self) -> i64 {
        0
    }
}

struct Registry(HashMap<u8, Mutex<String>>);

impl Index<u8> for Registry {
    type Output = Mutex<String>;
    fn index(&self, at: u8) -> &Mutex<String> {
        &self.0[&at]
    }
}

struct Held<'a>(MutexGuard<'a, String>);

impl<'a> Deref for Held<'a> {
    type Target = MutexGuard<'a, String>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

fn every(registry: &Registry, held: Held<'_>, list: &Vec<Mutex<u8>>) {
    let sum = Length(1) + Length(2);
    let product = &Length(1) * 2;
    let negated = -Length(1);
    let guard = registry[1].lock().unwrap();
    let element = &list[0];
    let some = &list[1..];
    let inclusive = &list[..=1];
    let text = held.len();
    let letters = held.chars().rev();
    let later = Instant::now() + Duration::from_secs(1);
    let passed = Instant::now() - later;
    let truth = !(1 < 2) && list.is_empty();
    let shifted = 1_u64 << 3;
    let compared = "a".cmp("b");
    let range = 1..3_u8;
    let cast = 1_u8 as usize;
}
