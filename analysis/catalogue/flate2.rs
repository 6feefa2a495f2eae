//! Signatures of flate2 1: writers that compress what goes through them, or the reverse.

pub struct Compression(u32);

impl Compression {
    pub const fn new(level: u32) -> Compression {}
    pub const fn none() -> Compression {}
    pub const fn fast() -> Compression {}
    pub const fn best() -> Compression {}
}

impl Clone for Compression {
    fn clone(&self) -> Self {}
}
impl Copy for Compression {}
impl Default for Compression {
    fn default() -> Compression {}
}

pub mod write {
    use std::io::{Result, Write};

    use crate::Compression;

    pub struct GzEncoder<W: Write> {
        inner: W,
    }
    impl<W: Write> GzEncoder<W> {
        pub fn new(w: W, level: Compression) -> GzEncoder<W> {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for GzEncoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl<W: Write> Drop for GzEncoder<W> {
        fn drop(&mut self) {}
    }

    pub struct ZlibEncoder<W: Write> {
        inner: W,
    }
    impl<W: Write> ZlibEncoder<W> {
        pub fn new(w: W, level: Compression) -> ZlibEncoder<W> {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
        pub fn flush_finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for ZlibEncoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }

    pub struct DeflateEncoder<W: Write> {
        inner: W,
    }
    impl<W: Write> DeflateEncoder<W> {
        pub fn new(w: W, level: Compression) -> DeflateEncoder<W> {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
        pub fn flush_finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for DeflateEncoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }

    pub struct GzDecoder<W: Write> {
        inner: W,
    }
    impl<W: Write> GzDecoder<W> {
        pub fn new(w: W) -> GzDecoder<W> {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for GzDecoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }

    pub struct ZlibDecoder<W: Write> {
        inner: W,
    }
    impl<W: Write> ZlibDecoder<W> {
        pub fn new(w: W) -> ZlibDecoder<W> {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for ZlibDecoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }

    pub struct DeflateDecoder<W: Write> {
        inner: W,
    }
    impl<W: Write> DeflateDecoder<W> {
        pub fn new(w: W) -> DeflateDecoder<W> {}
        pub fn try_finish(&mut self) -> Result<()> {}
        pub fn finish(self) -> Result<W> {}
    }
    impl<W: Write> Write for DeflateDecoder<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
}
