// Excerpts of real programs.

use std::process;

use tracing::error;

// pingora-core 0.9.1, server/bootstrap_services.rs: the error is captured, and never sent.
struct Bootstrap {
    sentry: Option<String>,
    sentry_guard: Option<sentry::ClientInitGuard>,
    test: bool,
}

impl Bootstrap {
    fn load_fds(&self) -> Result<(), String> {
        Ok(())
    }

    fn bootstrap(&mut self) {
        let _guard = if self.sentry_guard.is_none() {
            self.sentry.as_ref().map(|opts| sentry::init(opts.clone()))
        } else {
            None
        };
        match self.load_fds() {
            Ok(()) => {}
            Err(e) => {
                error!("Bootstrap failed on error: {:?}, exiting.", e);
                process::exit(1); //~ exits_skipping_drop
            }
        }
    }

    // Nothing of the kind is alive.
    fn upgrade(&self) {
        if self.test {
            process::exit(0);
        }
    }
}

// websocat 4, main.rs: everything has been dropped.
async fn websocat_main() -> Result<i32, String> {
    Ok(1)
}

async fn run() -> Result<(), String> {
    let code = websocat_main().await?;
    process::exit(code)
}

// spotify_player 0.25, ui/mod.rs: a lock ends with the process.
fn ui(running: &parking_lot::Mutex<bool>) {
    loop {
        let running = running.lock();
        if !*running {
            process::exit(0);
        }
    }
}
