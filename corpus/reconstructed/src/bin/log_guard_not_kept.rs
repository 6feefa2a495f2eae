//! The function that sets the log up gives the guard of its writer back, and nobody keeps it.

use tracing_appender::non_blocking::WorkerGuard;

fn set_up_log(folder: &str) -> Option<WorkerGuard> {
    let file = std::fs::File::create(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    tracing_subscriber::fmt().with_writer(writer).init();
    Some(guard)
}

fn main() {
    set_up_log("/var/log/installer.log");
    tracing::info!("this may be lost");
}
