// Guards that keep a setup alive, in helpers and inner blocks.

use std::{io, path::Path, sync::OnceLock, sync::mpsc::channel};

use notify::{RecursiveMode, Watcher};
use tokio::runtime::Handle;
use tracing_appender::non_blocking::WorkerGuard;

static GUARD: OnceLock<WorkerGuard> = OnceLock::new();

struct Registry;

fn run() {}

fn install<W>(_writer: W) {}

// In a helper.

fn b25_init_logging() -> Result<(), String> {
    let (writer, _guard) = tracing_appender::non_blocking(io::stdout()); //~ short_lived_setup_guards
    let _boxed: Box<dyn io::Write> = Box::new(writer);
    Ok(())
}

fn reports() {
    let _sentry = sentry::init(()); //~ short_lived_setup_guards
}

fn by_default(subscriber: Registry) {
    let _guard = tracing::subscriber::set_default(subscriber); //~ short_lived_setup_guards
}

fn entered(handle: &Handle) {
    let _entered = handle.enter(); //~ short_lived_setup_guards
}

// In an inner block.

fn in_a_branch(dsn: Option<String>) {
    if dsn.is_some() {
        let _sentry = sentry::init(dsn); //~ short_lived_setup_guards
    }
    run();
}

fn main() {
    {
        let _sentry = sentry::init(()); //~ short_lived_setup_guards
    }
    run();
    let (writer, _guard) = tracing_appender::non_blocking(io::stdout());
    install(writer);
}

struct Telemetry {
    guard: WorkerGuard,
    name: String,
}

fn telemetry() -> Telemetry {
    let (_writer, guard) = tracing_appender::non_blocking(io::stdout());
    Telemetry { guard, name: String::new() }
}

fn wrapped() {
    let _telemetry = telemetry(); //~ short_lived_setup_guards
}

// What is right.

fn returned() -> WorkerGuard {
    let (writer, guard) = tracing_appender::non_blocking(io::stdout());
    tracing_subscriber::fmt().with_writer(writer).init();
    guard
}

fn stored() {
    let (writer, guard) = tracing_appender::non_blocking(io::stdout());
    tracing_subscriber::fmt().with_writer(writer).init();
    let _ = GUARD.set(guard);
}

fn leaked() {
    let (writer, guard) = tracing_appender::non_blocking(io::stdout());
    tracing_subscriber::fmt().with_writer(writer).init();
    std::mem::forget(guard); //~ forgotten_guards
}

fn boxed() {
    let (_writer, guard) = tracing_appender::non_blocking(io::stdout());
    Box::leak(Box::new(guard)); //~ forgotten_guards
}

fn runs_under_it() {
    let _sentry = sentry::init(());
    run();
}

async fn serves_under_it() {
    let _sentry = sentry::init(());
    std::future::pending::<()>().await;
}

fn watches_in_a_loop(path: &Path) -> notify::Result<()> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    watcher.watch(path, RecursiveMode::Recursive)?;
    for event in events {
        println!("{event:?}");
    }
    Ok(())
}

fn blocks_for_good() {
    let _sentry = sentry::init(());
    loop {
        std::thread::park();
    }
}

fn spawns_in_the_runtime(handle: &Handle) {
    let _entered = handle.enter();
    tokio::spawn(std::future::ready(()));
}

fn looks_whether_it_is_in_a_runtime() {
    {
        let _entered = tokio::runtime::Builder::new_current_thread().build().unwrap().enter();
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _entered = runtime.enter();
}

fn logs_under_it(subscriber: Registry) {
    let _guard = tracing::subscriber::set_default(subscriber);
    tracing::info!("seen");
}

fn in_a_closure() {
    let _sentry = sentry::init(());
    [1, 2].iter().for_each(|_| run());
}

#[cfg(test)]
mod tests {
    #[test]
    fn sets_up() {
        let _sentry = sentry::init(());
    }
}
