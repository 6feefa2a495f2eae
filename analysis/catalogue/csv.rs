//! Signatures of csv 1: the writer of records.

use std::{fs::File, io, path::Path};

pub type Result<T> = std::result::Result<T, Error>;

pub struct Error(());

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {}
}

pub struct IntoInnerError<W> {
    wtr: W,
}

pub struct WriterBuilder {
    capacity: usize,
}

impl WriterBuilder {
    pub fn new() -> WriterBuilder {}
    pub fn from_path<P: AsRef<Path>>(&self, path: P) -> Result<Writer<File>> {}
    pub fn from_writer<W: io::Write>(&self, wtr: W) -> Writer<W> {}
    pub fn delimiter(&mut self, delimiter: u8) -> &mut WriterBuilder {}
    pub fn has_headers(&mut self, yes: bool) -> &mut WriterBuilder {}
    pub fn flexible(&mut self, yes: bool) -> &mut WriterBuilder {}
    pub fn quote(&mut self, quote: u8) -> &mut WriterBuilder {}
    pub fn escape(&mut self, escape: u8) -> &mut WriterBuilder {}
}

pub struct Writer<W: io::Write> {
    wtr: W,
}

impl Writer<File> {
    pub fn from_path<P: AsRef<Path>>(path: P) -> Result<Writer<File>> {}
}

impl<W: io::Write> Writer<W> {
    pub fn from_writer(wtr: W) -> Writer<W> {}
    pub fn serialize<S>(&mut self, record: S) -> Result<()> {}
    pub fn write_record<I, T: AsRef<[u8]>>(&mut self, record: I) -> Result<()> {}
    pub fn write_byte_record(&mut self, record: &ByteRecord) -> Result<()> {}
    pub fn write_field<T: AsRef<[u8]>>(&mut self, field: T) -> Result<()> {}
    pub fn flush(&mut self) -> io::Result<()> {}
    pub fn get_ref(&self) -> &W {}
    pub fn into_inner(self) -> std::result::Result<W, IntoInnerError<Writer<W>>> {}
}

impl<W: io::Write> Drop for Writer<W> {
    fn drop(&mut self) {}
}

pub struct ByteRecord(());
