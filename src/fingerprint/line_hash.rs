//! The hash of a line that GitHub's code scanning tells alerts apart by. `upload-sarif` computes
//! it where it is missing; other ways to upload need it from us.
//!
//! A file is read as units of UTF-16. Blanks and tabs are skipped, every end of a line is `\n`, and
//! the hash of a line is that of the hundred units from its first one on, into the lines that
//! follow. The end of the file counts as one unit 65535, and as zeros from there on.

use std::collections::HashMap;

/// How many units make a hash.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
const END_OF_FILE: u64 = 65535;

/// The hashes of all lines of a text, each with how many lines up to it have that hash.
pub(crate) fn line_hashes(text: &str) -> Vec<String> {
    let units = units(text);
    let highest = (0..BLOCK).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let unit = |index: usize| units.get(index).map_or(0, |(unit, _)| *unit);
    let mut hash = (0..BLOCK).fold(0_u64, |hash, at| hash.wrapping_mul(FACTOR).wrapping_add(unit(at)));
    let mut counts: HashMap<u64, usize> = HashMap::new();
    let mut hashes = Vec::new();
    for (index, (first, begins_line)) in units.iter().enumerate() {
        if *begins_line {
            let count = counts.entry(hash).or_default();
            *count += 1;
            hashes.push(format!("{hash:x}:{count}"));
        }
        hash = (hash.wrapping_mul(FACTOR))
            .wrapping_add(unit(index + BLOCK))
            .wrapping_sub(highest.wrapping_mul(*first));
    }
    hashes
}

/// The units that count, and whether each is the first of its line.
fn units(text: &str) -> Vec<(u64, bool)> {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut begins_line = true;
    let mut previous = 0;
    for unit in text.encode_utf16() {
        let is_second_half = previous == u16::from(b'\r') && unit == u16::from(b'\n');
        previous = unit;
        let is_blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        if is_blank || is_second_half {
            continue;
        }
        let unit = if unit == u16::from(b'\r') { u64::from(b'\n') } else { u64::from(unit) };
        units.push((unit, begins_line));
        begins_line = unit == u64::from(b'\n');
    }
    units.push((END_OF_FILE, begins_line));
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    // The vectors are those of github/codeql-action.

    #[test]
    fn a_file_without_text_has_one_line() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
    }

    #[test]
    fn blanks_do_not_count_and_equal_lines_are_numbered() {
        let of_small = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(line_hashes(" a\nb\n  \t\tc\n d"), of_small);
        let lorem = line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(lorem.get(5).map(String::as_str), Some("a7f2ff13bc495cf2:6"));
    }

    #[test]
    fn all_ends_of_lines_are_one() {
        let hashes = line_hashes("a\nb\nc");
        assert_eq!(line_hashes("a\r\nb\r\nc"), hashes);
        assert_eq!(line_hashes("a\rb\rc"), hashes);
    }
}
