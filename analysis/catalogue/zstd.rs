//! Signatures of zstd 0.13: the writer that compresses what goes through it.

pub use crate::stream::{read::Decoder, write::Encoder};

pub mod stream {
    pub use self::{read::Decoder, write::Encoder};

    pub mod read {
        pub struct Decoder<'a, R> {
            reader: &'a R,
        }
    }

    pub mod write {
        use std::io::{Result, Write};

        pub struct Encoder<'a, W: Write> {
            writer: W,
            dictionary: &'a [u8],
        }
        impl<W: Write> Encoder<'static, W> {
            pub fn new(writer: W, level: i32) -> Result<Self> {}
            pub fn with_dictionary(writer: W, level: i32, dictionary: &[u8]) -> Result<Self> {}
        }
        impl<'a, W: Write> Encoder<'a, W> {
            pub fn auto_finish(self) -> AutoFinishEncoder<'a, W> {}
            pub fn get_ref(&self) -> &W {}
            pub fn get_mut(&mut self) -> &mut W {}
            pub fn finish(self) -> Result<W> {}
            pub fn try_finish(self) -> std::result::Result<W, (Self, std::io::Error)> {}
            pub fn do_finish(&mut self) -> Result<()> {}
        }
        impl<'a, W: Write> Write for Encoder<'a, W> {
            fn write(&mut self, buf: &[u8]) -> Result<usize> {}
            fn flush(&mut self) -> Result<()> {}
        }

        pub struct AutoFinishEncoder<'a, W: Write> {
            encoder: Option<Encoder<'a, W>>,
        }
        impl<W: Write> Write for AutoFinishEncoder<'_, W> {
            fn write(&mut self, buf: &[u8]) -> Result<usize> {}
            fn flush(&mut self) -> Result<()> {}
        }
        impl<W: Write> Drop for AutoFinishEncoder<'_, W> {
            fn drop(&mut self) {}
        }
    }
}
