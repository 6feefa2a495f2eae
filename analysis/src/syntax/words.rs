//! Words as names, interned once where they come up often.

use std::cell::RefCell;

use crate::Name;

/// How many names a thread remembers.
const SLOTS: usize = 1024;

thread_local! {
    /// The names that were met last, each in a place of its own. What was met is found without the
    /// lock of the table that all threads share, which is large and seldom at hand.
    static MET: RefCell<[Option<Name>; SLOTS]> = const { RefCell::new([None; SLOTS]) };
}

/// The name of a word.
pub(super) fn name(word: &str) -> Name {
    MET.with_borrow_mut(|slots| {
        let Some(slot) = slots.get_mut(place(word)) else { return Name::from(word) };
        match slot {
            Some(name) if name.as_str() == word => *name,
            _ => *slot.insert(Name::from(word)),
        }
    })
}

/// Length, both ends and the middle tell most words of a file apart.
fn place(word: &str) -> usize {
    let bytes = word.as_bytes();
    let byte = |position: usize| bytes.get(position).map_or(0, |byte| usize::from(*byte));
    let length = bytes.len();
    let mix = byte(0).wrapping_mul(0x9e37_79b1)
        ^ byte(length / 2).wrapping_mul(0x85eb_ca6b)
        ^ byte(length.wrapping_sub(1)).wrapping_mul(0xc2b2_ae35)
        ^ byte(length.wrapping_sub(2)).wrapping_mul(0x27d4_eb2f)
        ^ length.wrapping_mul(0x1656_67b1);
    (mix >> 16) % SLOTS
}
