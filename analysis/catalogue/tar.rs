//! Signatures of tar 0.4: the writer of archives.

use std::{
    fs::File,
    io::{Read, Result, Write},
    path::Path,
};

pub struct Header {
    bytes: [u8; 512],
}

impl Header {
    pub fn new_gnu() -> Header {}
    pub fn set_size(&mut self, size: u64) {}
    pub fn set_mode(&mut self, mode: u32) {}
    pub fn set_cksum(&mut self) {}
}

pub struct Builder<W: Write> {
    obj: Option<W>,
}

impl<W: Write> Builder<W> {
    pub fn new(obj: W) -> Builder<W> {}
    pub fn mode(&mut self, mode: HeaderMode) {}
    pub fn follow_symlinks(&mut self, follow: bool) {}
    pub fn get_ref(&self) -> &W {}
    pub fn get_mut(&mut self) -> &mut W {}
    pub fn into_inner(self) -> Result<W> {}
    pub fn append<R: Read>(&mut self, header: &Header, data: R) -> Result<()> {}
    pub fn append_data<P: AsRef<Path>, R: Read>(&mut self, header: &mut Header, path: P, data: R) -> Result<()> {}
    pub fn append_path<P: AsRef<Path>>(&mut self, path: P) -> Result<()> {}
    pub fn append_path_with_name<P: AsRef<Path>, N: AsRef<Path>>(&mut self, path: P, name: N) -> Result<()> {}
    pub fn append_file<P: AsRef<Path>>(&mut self, path: P, file: &mut File) -> Result<()> {}
    pub fn append_dir<P: AsRef<Path>, Q: AsRef<Path>>(&mut self, path: P, src: Q) -> Result<()> {}
    pub fn append_dir_all<P: AsRef<Path>, Q: AsRef<Path>>(&mut self, path: P, src: Q) -> Result<()> {}
    pub fn finish(&mut self) -> Result<()> {}
}

impl<W: Write> Drop for Builder<W> {
    fn drop(&mut self) {}
}

pub enum HeaderMode {
    Complete,
    Deterministic,
}
