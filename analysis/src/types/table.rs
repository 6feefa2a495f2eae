//! Rows that are worked out when somebody asks for them.

use std::sync::OnceLock;

/// Rows of one page: most pages of a dependency's rows are never asked for.
const PAGE: usize = 64;

/// A table of known length whose rows are made on demand, from any thread.
///
/// A row must be a pure function of its number: two threads may make it at once, and either's
/// is kept. Nobody waits for anybody, so rows may ask for other rows.
#[derive(Debug)]
pub(super) struct Table<T> {
    pages: Vec<OnceLock<Box<[Row<T>]>>>,
    len: usize,
}

type Row<T> = OnceLock<Box<T>>;

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table::new(0)
    }
}

impl<T> Table<T> {
    /// A table of `len` rows, none of them made.
    pub(super) fn new(len: usize) -> Self {
        Table { pages: (0..len.div_ceil(PAGE)).map(|_| OnceLock::new()).collect(), len }
    }

    /// The row, where it has been made.
    pub(super) fn made(&self, number: usize) -> Option<&T> {
        self.pages.get(number / PAGE)?.get()?.get(number % PAGE)?.get().map(AsRef::as_ref)
    }

    /// The row, made by `make` where it has not been. `None` beyond the last.
    pub(super) fn get(&self, number: usize, make: impl FnOnce() -> Option<T>) -> Option<&T> {
        match self.made(number) {
            Some(row) => Some(row),
            None => self.keep(number, make()?),
        }
    }

    /// Keeps a row, unless it has been made by now: what is kept is given back.
    pub(super) fn keep(&self, number: usize, row: T) -> Option<&T> {
        if number >= self.len {
            return None;
        }
        let page = self.pages.get(number / PAGE)?;
        let slot = page.get_or_init(|| (0..PAGE).map(|_| OnceLock::new()).collect()).get(number % PAGE)?;
        Some(slot.get_or_init(|| Box::new(row)).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_made_once_and_rows_may_ask_for_others() {
        let table: Table<usize> = Table::new(PAGE + 1);
        assert_eq!(table.made(PAGE), None);
        let row = table.get(PAGE, || Some(table.get(0, || Some(7))? + 1));
        assert_eq!(row, Some(&8));
        assert_eq!(table.get(PAGE, || Some(0)), Some(&8), "the first stays");
        assert_eq!(table.made(0), Some(&7));
        assert_eq!(table.get(PAGE + 1, || Some(0)), None);
    }
}
