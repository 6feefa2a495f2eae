//! Signatures of `serde_json` 1: what writes through a writer.

use std::io;

pub type Result<T> = std::result::Result<T, Error>;

pub struct Error(());

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {}
}

pub fn to_writer<W: io::Write, T: ?Sized>(writer: W, value: &T) -> Result<()> {}
pub fn to_writer_pretty<W: io::Write, T: ?Sized>(writer: W, value: &T) -> Result<()> {}
pub fn to_string<T: ?Sized>(value: &T) -> Result<String> {}
pub fn to_vec<T: ?Sized>(value: &T) -> Result<Vec<u8>> {}
