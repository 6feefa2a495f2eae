use std::{collections::{BTreeMap, HashMap, HashSet}, sync::{Arc, Mutex}};

struct Slot {
    lock: Mutex<u32>,
    name: String,
}

fn adaptors(slots: &[Slot], map: &HashMap<String, Arc<Slot>>) {
    let first = slots.iter().next();
    let locks: Vec<_> = slots.iter().map(|slot| slot.lock.lock().unwrap()).collect();
    let names: HashSet<&str> = slots.iter().map(|slot| slot.name.as_str()).collect();
    let pairs: BTreeMap<_, _> = slots.iter().enumerate().map(|(n, slot)| (slot.name.clone(), n)).collect();
    let found = map.values().filter(|slot| !slot.name.is_empty()).find_map(|slot| slot.lock.try_lock().ok());
    let zipped = slots.iter().zip(map.values()).rev().skip(1).step_by(2).last();
    let folded = slots.iter().fold(String::new(), |text, slot| text + &slot.name);
    let flat = slots.iter().flat_map(|slot| slot.name.chars()).peekable();
    let max = slots.iter().max_by_key(|slot| slot.name.len());
    let sum: u64 = slots.iter().map(|slot| *slot.lock.lock().unwrap() as u64).sum();
    let any = slots.iter().any(|slot| slot.lock.is_poisoned());
    let chunks = slots.chunks(2).map(|chunk| chunk.len()).max();
    let (left, right): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(|slot| slot.name.is_empty());
}

fn fallible(texts: &[&str]) -> Result<Vec<u32>, std::num::ParseIntError> {
    let numbers: Result<Vec<u32>, _> = texts.iter().map(|text| text.parse::<u32>()).collect();
    let all: Option<Vec<char>> = texts.iter().map(|text| text.chars().next()).collect();
    let numbers = numbers?;
    Ok(numbers)
}

fn loops(map: HashMap<u8, Vec<Slot>>, slots: &mut Vec<Slot>) {
    for (key, list) in &map {
        for slot in list {
            let guard = slot.lock.lock();
        }
    }
    for slot in slots.iter_mut() {
        let inner = slot.lock.get_mut();
    }
    for (n, slot) in map.into_values().flatten().enumerate() {
        let lock = slot.lock;
    }
    for n in 0..slots.len() {
        let name = &slots[n].name;
    }
    while let Some(slot) = slots.pop() {
        let lock = slot.lock;
    }
}

struct Counter;

impl Iterator for Counter {
    type Item = Arc<Mutex<u8>>;
    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

fn own(counter: Counter) {
    let locks: Vec<_> = counter.take(3).collect();
    let guard = locks[0].lock();
}
