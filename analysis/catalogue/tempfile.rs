//! Signatures of tempfile 3: directories and files that are deleted when dropped.

use std::{
    ffi::OsStr,
    fs::{File, Permissions},
    io::{self, Read, Seek, Write},
    ops::Deref,
    path::{Path, PathBuf},
};

pub fn tempdir() -> io::Result<TempDir> {}
pub fn tempdir_in<P: AsRef<Path>>(directory: P) -> io::Result<TempDir> {}
pub fn tempfile() -> io::Result<File> {}
pub fn tempfile_in<P: AsRef<Path>>(directory: P) -> io::Result<File> {}
pub fn spooled_tempfile(max_size: usize) -> SpooledTempFile {}

pub struct TempDir {
    path: Box<Path>,
}

impl TempDir {
    pub fn new() -> io::Result<TempDir> {}
    pub fn new_in<P: AsRef<Path>>(directory: P) -> io::Result<TempDir> {}
    pub fn with_prefix<S: AsRef<OsStr>>(prefix: S) -> io::Result<TempDir> {}
    pub fn with_suffix<S: AsRef<OsStr>>(suffix: S) -> io::Result<TempDir> {}
    pub fn with_prefix_in<S: AsRef<OsStr>, P: AsRef<Path>>(prefix: S, directory: P) -> io::Result<TempDir> {}
    pub fn with_suffix_in<S: AsRef<OsStr>, P: AsRef<Path>>(suffix: S, directory: P) -> io::Result<TempDir> {}
    pub fn path(&self) -> &Path {}
    pub fn into_path(self) -> PathBuf {}
    pub fn keep(self) -> PathBuf {}
    pub fn disable_cleanup(&mut self, disable: bool) {}
    pub fn close(self) -> io::Result<()> {}
}

impl AsRef<Path> for TempDir {
    fn as_ref(&self) -> &Path {}
}

impl Drop for TempDir {
    fn drop(&mut self) {}
}

pub struct TempPath {
    path: Box<Path>,
}

impl TempPath {
    pub fn close(self) -> io::Result<()> {}
    pub fn persist<P: AsRef<Path>>(self, path: P) -> Result<(), PathPersistError> {}
    pub fn persist_noclobber<P: AsRef<Path>>(self, path: P) -> Result<(), PathPersistError> {}
    pub fn keep(self) -> Result<PathBuf, PathPersistError> {}
    pub fn disable_cleanup(&mut self, disable: bool) {}
    pub fn from_path(path: impl Into<PathBuf>) -> Self {}
}

impl Deref for TempPath {
    type Target = Path;
    fn deref(&self) -> &Path {}
}

impl AsRef<Path> for TempPath {
    fn as_ref(&self) -> &Path {}
}

impl Drop for TempPath {
    fn drop(&mut self) {}
}

pub struct NamedTempFile<F = File> {
    path: TempPath,
    file: F,
}

impl NamedTempFile<File> {
    pub fn new() -> io::Result<NamedTempFile> {}
    pub fn new_in<P: AsRef<Path>>(directory: P) -> io::Result<NamedTempFile> {}
    pub fn with_prefix<S: AsRef<OsStr>>(prefix: S) -> io::Result<NamedTempFile> {}
    pub fn with_suffix<S: AsRef<OsStr>>(suffix: S) -> io::Result<NamedTempFile> {}
    pub fn with_prefix_in<S: AsRef<OsStr>, P: AsRef<Path>>(
        prefix: S,
        directory: P,
    ) -> io::Result<NamedTempFile> {
    }
    pub fn with_suffix_in<S: AsRef<OsStr>, P: AsRef<Path>>(
        suffix: S,
        directory: P,
    ) -> io::Result<NamedTempFile> {
    }
    pub fn reopen(&self) -> io::Result<File> {}
}

impl<F> NamedTempFile<F> {
    pub fn path(&self) -> &Path {}
    pub fn close(self) -> io::Result<()> {}
    pub fn persist<P: AsRef<Path>>(self, path: P) -> Result<F, PersistError<F>> {}
    pub fn persist_noclobber<P: AsRef<Path>>(self, path: P) -> Result<F, PersistError<F>> {}
    pub fn keep(self) -> Result<(F, PathBuf), PersistError<F>> {}
    pub fn disable_cleanup(&mut self, disable: bool) {}
    pub fn as_file(&self) -> &F {}
    pub fn as_file_mut(&mut self) -> &mut F {}
    pub fn into_file(self) -> F {}
    pub fn into_temp_path(self) -> TempPath {}
    pub fn into_parts(self) -> (F, TempPath) {}
    pub fn from_parts(file: F, path: TempPath) -> Self {}
}

impl<F> AsRef<Path> for NamedTempFile<F> {
    fn as_ref(&self) -> &Path {}
}

impl<F: Read> Read for NamedTempFile<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {}
}

impl<F: Write> Write for NamedTempFile<F> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {}
    fn flush(&mut self) -> io::Result<()> {}
}

impl<F: Seek> Seek for NamedTempFile<F> {}

pub struct PersistError<F = File> {
    pub error: io::Error,
    pub file: NamedTempFile<F>,
}

impl<F> std::error::Error for PersistError<F> {}

pub struct PathPersistError {
    pub error: io::Error,
    pub path: TempPath,
}

impl std::error::Error for PathPersistError {}

pub struct SpooledTempFile(());

impl SpooledTempFile {
    pub fn new(max_size: usize) -> SpooledTempFile {}
    pub fn is_rolled(&self) -> bool {}
    pub fn roll(&mut self) -> io::Result<()> {}
    pub fn set_len(&mut self, size: u64) -> Result<(), io::Error> {}
}

impl Read for SpooledTempFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {}
}

impl Write for SpooledTempFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {}
    fn flush(&mut self) -> io::Result<()> {}
}

impl Seek for SpooledTempFile {}

#[derive(Clone, Debug, Default)]
pub struct Builder<'a, 'b> {
    prefix: &'a OsStr,
    suffix: &'b OsStr,
}

impl<'a, 'b> Builder<'a, 'b> {
    pub fn new() -> Self {}
    pub fn prefix<S: AsRef<OsStr> + ?Sized>(&mut self, prefix: &'a S) -> &mut Self {}
    pub fn suffix<S: AsRef<OsStr> + ?Sized>(&mut self, suffix: &'b S) -> &mut Self {}
    pub fn rand_bytes(&mut self, count: usize) -> &mut Self {}
    pub fn append(&mut self, append: bool) -> &mut Self {}
    pub fn permissions(&mut self, permissions: Permissions) -> &mut Self {}
    pub fn disable_cleanup(&mut self, disable: bool) -> &mut Self {}
    pub fn tempfile(&self) -> io::Result<NamedTempFile> {}
    pub fn tempfile_in<P: AsRef<Path>>(&self, directory: P) -> io::Result<NamedTempFile> {}
    pub fn tempdir(&self) -> io::Result<TempDir> {}
    pub fn tempdir_in<P: AsRef<Path>>(&self, directory: P) -> io::Result<TempDir> {}
    pub fn make<F: FnMut(&Path) -> io::Result<R>, R>(&self, function: F) -> io::Result<NamedTempFile<R>> {}
}
