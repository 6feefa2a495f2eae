//! The guard of the log's writer ends with the function that sets the log up.

use tracing_subscriber::fmt;

fn set_up_log(folder: &str) {
    let appender = tracing_appender::rolling::daily(folder, "app.log");
    let (writer, _guard) = tracing_appender::non_blocking(appender);
    fmt().with_writer(writer).init();
}

fn main() {
    set_up_log("/var/log/app");
    tracing::info!("nobody reads this");
}
