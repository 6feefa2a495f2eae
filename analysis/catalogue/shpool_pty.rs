//! Signatures of shpool_pty 0.5: what makes a second process.

pub mod fork {
    pub struct Fork(());
    impl Fork {
        pub fn new(path: &'static str) -> Result<Fork, ForkError> {}
        pub fn from_ptmx() -> Result<Fork, ForkError> {}
        pub fn wait(&self) -> Result<i32, ForkError> {}
        pub fn wait_for_exit(&self) -> Result<(i32, Option<i32>), ForkError> {}
        pub fn child_pid(&self) -> Option<i32> {}
    }
    pub struct ForkError(());
}
