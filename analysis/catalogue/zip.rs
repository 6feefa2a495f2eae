//! Signatures of zip: the writer of archives.

pub use crate::write::{FileOptions, SimpleFileOptions, ZipWriter};

pub mod result {
    pub enum ZipError {
        Io(std::io::Error),
    }
    impl From<std::io::Error> for ZipError {
        fn from(error: std::io::Error) -> ZipError {}
    }
    pub type ZipResult<T> = Result<T, ZipError>;
}

pub mod write {
    use std::io::{Result, Seek, Write};

    use crate::result::ZipResult;

    pub struct FileOptions(());
    pub type SimpleFileOptions = FileOptions;
    impl Default for FileOptions {
        fn default() -> FileOptions {}
    }

    pub struct ZipWriter<W: Write + Seek> {
        inner: W,
    }
    impl<W: Write + Seek> ZipWriter<W> {
        pub fn new(inner: W) -> ZipWriter<W> {}
        pub fn new_append(inner: W) -> ZipResult<ZipWriter<W>> {}
        pub fn start_file<S: Into<String>>(&mut self, name: S, options: FileOptions) -> ZipResult<()> {}
        pub fn add_directory<S: Into<String>>(&mut self, name: S, options: FileOptions) -> ZipResult<()> {}
        pub fn finish(self) -> ZipResult<W> {}
    }
    impl<W: Write + Seek> Write for ZipWriter<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl<W: Write + Seek> Drop for ZipWriter<W> {
        fn drop(&mut self) {}
    }
}
