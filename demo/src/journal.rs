//! What was done, on disk.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

/// A log of confirmed orders.
pub struct Journal {
    file: BufWriter<File>,
}

impl Journal {
    /// A new, empty journal.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        writeln!(file, "order,price")?;
        Ok(Journal { file })
    }

    /// Adds a line.
    pub fn record(&mut self, order: i64, price: i64) -> io::Result<()> {
        writeln!(self.file, "{order},{price}")
    }

    /// Ends the journal.
    ///
    /// Fault: lines wait in the buffer until here, so a full disk shows only here, and its error
    /// is thrown away.
    pub fn finish(mut self) {
        let _ = self.file.flush();
    }

    /// The same as it should be: whoever wrote the lines hears of it.
    pub fn close(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }
}
