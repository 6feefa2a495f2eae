//! Signatures of nix 0.30: what waits, locks files, or makes a second process.

pub type Result<T> = std::result::Result<T, Errno>;

pub use errno::Errno;

pub mod errno {
    #[derive(Clone, Copy)]
    pub enum Errno {}
}

pub mod fcntl {
    use crate::errno::Errno;

    pub unsafe trait Flockable {}

    unsafe impl Flockable for std::fs::File {}

    pub enum FlockArg {
        LockShared,
        LockExclusive,
        Unlock,
        LockSharedNonblock,
        LockExclusiveNonblock,
        UnlockNonblock,
    }

    pub struct Flock<T: Flockable>(T);

    impl<T: Flockable> Flock<T> {
        pub fn lock(t: T, args: FlockArg) -> std::result::Result<Self, (T, Errno)> {}
        pub fn unlock(self) -> std::result::Result<T, (Self, Errno)> {}
        pub fn relock(&self, arg: FlockArg) -> crate::Result<()> {}
    }

    impl<T: Flockable> std::ops::Deref for Flock<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<T: Flockable> std::ops::DerefMut for Flock<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<T: Flockable> Drop for Flock<T> {
        fn drop(&mut self) {}
    }
}

pub mod poll {
    pub struct PollFd<'fd>(&'fd ());
    #[derive(Clone, Copy)]
    pub struct PollTimeout(i32);

    pub fn poll<T: Into<PollTimeout>>(fds: &mut [PollFd<'_>], timeout: T) -> crate::Result<i32> {}
    pub fn ppoll<S, M>(fds: &mut [PollFd<'_>], timeout: Option<S>, sigmask: Option<M>) -> crate::Result<i32> {}
}

pub mod sys {
    pub mod wait {
        use crate::unistd::Pid;

        pub struct WaitPidFlag(i32);

        #[derive(Clone, Copy)]
        pub enum WaitStatus {
            Exited(Pid, i32),
            StillAlive,
        }

        pub enum Id {
            All,
            Pid(Pid),
            PGid(Pid),
        }

        pub fn wait() -> crate::Result<WaitStatus> {}
        pub fn waitpid<P: Into<Option<Pid>>>(pid: P, options: Option<WaitPidFlag>) -> crate::Result<WaitStatus> {}
        pub fn waitid(id: Id, flags: WaitPidFlag) -> crate::Result<WaitStatus> {}
    }
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

    pub fn pause() {}
    pub fn sleep(seconds: u32) -> u32 {}
    pub unsafe fn fork() -> crate::Result<ForkResult> {}
}
