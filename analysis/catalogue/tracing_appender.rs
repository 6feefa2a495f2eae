//! Signatures of tracing-appender 0.2: writers with a thread of their own.

use std::io::Write;

pub fn non_blocking<T: Write + Send + 'static>(
    writer: T,
) -> (non_blocking::NonBlocking, non_blocking::WorkerGuard) {
}

pub mod non_blocking {
    use std::io::{self, Write};

    #[derive(Clone, Debug)]
    pub struct NonBlocking(());

    impl NonBlocking {
        pub fn new<T: Write + Send + 'static>(writer: T) -> (NonBlocking, WorkerGuard) {}
    }

    impl Write for NonBlocking {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }

    #[must_use]
    pub struct WorkerGuard(());

    impl Drop for WorkerGuard {
        fn drop(&mut self) {}
    }

    #[derive(Debug)]
    pub struct NonBlockingBuilder(());

    impl NonBlockingBuilder {
        pub fn buffered_lines_limit(self, limit: usize) -> NonBlockingBuilder {}
        pub fn lossy(self, is_lossy: bool) -> NonBlockingBuilder {}
        pub fn thread_name(self, name: &str) -> NonBlockingBuilder {}
        pub fn finish<T: Write + Send + 'static>(self, writer: T) -> (NonBlocking, WorkerGuard) {}
    }

    impl Default for NonBlockingBuilder {
        fn default() -> Self {}
    }
}

pub mod rolling {
    use std::{
        io::{self, Write},
        path::Path,
    };

    pub struct RollingFileAppender(());

    impl RollingFileAppender {
        pub fn new(
            rotation: Rotation,
            directory: impl AsRef<Path>,
            prefix: impl AsRef<Path>,
        ) -> RollingFileAppender {
        }
    }

    impl Write for RollingFileAppender {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rotation(());

    pub fn minutely(directory: impl AsRef<Path>, prefix: impl AsRef<Path>) -> RollingFileAppender {}
    pub fn hourly(directory: impl AsRef<Path>, prefix: impl AsRef<Path>) -> RollingFileAppender {}
    pub fn daily(directory: impl AsRef<Path>, prefix: impl AsRef<Path>) -> RollingFileAppender {}
    pub fn never(directory: impl AsRef<Path>, name: impl AsRef<Path>) -> RollingFileAppender {}
}
