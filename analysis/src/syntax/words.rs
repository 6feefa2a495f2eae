//! Words as names, interned once where they come up often.

use std::cell::RefCell;

use crate::Name;

/// How many names a thread remembers.
const SLOTS: usize = 1024;

/// Words that are no longer are told apart by their ends and their length.
const SHORT: usize = 16;

thread_local! {
    /// The words that were met last, each in a place of its own. What was met is found without the
    /// table that all threads share, which has a lock, and is so large that a look into it takes long.
    static MET: RefCell<[Met; SLOTS]> = const { RefCell::new([Met { ends: [0; 2], length: 0, name: None }; SLOTS]) };
}

/// A word, and its name. Most are told apart without a look at the text of the name.
#[derive(Clone, Copy)]
struct Met {
    ends: [u64; 2],
    length: usize,
    name: Option<Name>,
}

/// The name of a word.
pub(super) fn name(word: &str) -> Name {
    let (ends, length) = (ends(word.as_bytes()), word.len());
    let place = place(ends, length);
    MET.with_borrow_mut(|slots| {
        let slot = slots.get_mut(place);
        let met = slot.as_ref().filter(|met| met.ends == ends && met.length == length);
        let name = met.and_then(|met| met.name).filter(|name| length <= SHORT || name.as_str() == word);
        name.unwrap_or_else(|| {
            let name = Name::from(word);
            if let Some(slot) = slot {
                *slot = Met { ends, length, name: Some(name) };
            }
            name
        })
    })
}

/// The place of a word. The upper bits of a product are made of all that is multiplied.
fn place([first, last]: [u64; 2], length: usize) -> usize {
    let mixed = first.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ last.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed >> 48) as usize % SLOTS ^ length % SLOTS
}

/// The first and the last bytes of a word, which may be the same ones: of a short one, all there are.
fn ends(word: &[u8]) -> [u64; 2] {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return [first, last].map(|end| u64::from_le_bytes(*end));
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return [first, last].map(|end| u32::from_le_bytes(*end).into());
    }
    let byte = |place: usize| word.get(place).copied().map_or(0, u64::from);
    [byte(0) | byte(1) << 8 | byte(2) << 16, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_have_names_of_their_own() {
        let long = "a".repeat(SHORT + 1);
        let middle = long.replacen("aaaaaaaaa", "aaaaaaaab", 1);
        let words = ["", "a", "aa", "aaa", "aaaa", "aaaaa", "aaaaaaa", "aaaaaaaa", "aaaaaaaab", "baaaaaaaa"];
        for word in words.into_iter().chain([long.as_str(), &middle]).flat_map(|word| [word; 2]).rev() {
            assert_eq!(name(word).as_str(), word);
        }
        assert_eq!(ends(long.as_bytes()), ends(middle.as_bytes()), "only the middle tells them apart");
        assert_eq!(name(&long).as_str(), long);
        assert_eq!(name(&middle).as_str(), middle);
    }
}
