//! The guards of the log end with the function that builds what logs.

use tracing_appender::non_blocking::WorkerGuard;

struct Tool;

struct Instance {
    tool: Tool,
}

fn set_up_log() -> Vec<WorkerGuard> {
    let (writer, guard) = tracing_appender::non_blocking(std::io::stdout());
    tracing_subscriber::fmt().with_writer(writer).init();
    vec![guard]
}

fn build() -> Instance {
    let _guard = set_up_log();
    Instance { tool: Tool }
}

impl Tool {
    fn run(&self) {
        tracing::info!("nobody reads this");
    }
}

fn main() {
    build().tool.run();
}
