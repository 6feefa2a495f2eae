// Logs, reports and terminals of libraries, and asynchronous code.

use std::{io, process};

use tracing_appender::non_blocking::WorkerGuard;

fn logging() -> WorkerGuard {
    let (writer, guard) = tracing_appender::non_blocking(io::stdout());
    drop(writer);
    guard
}

async fn serve() -> io::Result<()> {
    Ok(())
}

async fn last_lines() {
    let _guard = logging();
    if let Err(error) = serve().await {
        tracing::error!(%error, "cannot serve");
        process::exit(1); //~ exits_skipping_drop
    }
}

async fn in_a_block() {
    let _guard = logging();
    let served = async {
        if serve().await.is_err() {
            process::exit(1); //~ exits_skipping_drop
        }
    };
    served.await;
}

async fn in_a_task() {
    let _guard = logging();
    let task = tokio::spawn(async {
        if serve().await.is_err() {
            process::exit(1);
        }
    });
    task.await.unwrap();
}

async fn stop() -> ! {
    process::exit(3)
}

async fn by_a_future() {
    let _guard = logging();
    if serve().await.is_err() {
        stop().await; //~ exits_skipping_drop
    }
}

fn reports() {
    let _sentry = sentry::init(());
    process::exit(1); //~ exits_skipping_drop
}

fn spans(span: &tracing::Span) {
    let _entered = span.enter();
    process::exit(1);
}

fn runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let code = runtime.block_on(async { i32::from(serve().await.is_err()) });
    process::exit(code);
}

fn dropped_first() {
    let guard = logging();
    drop(guard);
    process::exit(1);
}
