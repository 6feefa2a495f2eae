//! Signatures of nix 0.30: a second process.

pub type Result<T> = std::result::Result<T, Errno>;

pub use errno::Errno;

pub mod errno {
    #[derive(Clone, Copy)]
    pub enum Errno {}
}

pub mod pty {
    use crate::unistd::Pid;

    pub enum ForkptyResult {
        Parent { child: Pid },
        Child,
    }

    pub unsafe fn forkpty<W, T>(winsize: W, termios: T) -> crate::Result<ForkptyResult> {}
}

pub mod unistd {
    #[derive(Clone, Copy)]
    pub struct Pid(i32);

    impl Pid {
        pub const fn as_raw(self) -> i32 {}
    }

    #[derive(Clone, Copy)]
    pub enum ForkResult {
        Parent { child: Pid },
        Child,
    }

    pub unsafe fn fork() -> crate::Result<ForkResult> {}
}
