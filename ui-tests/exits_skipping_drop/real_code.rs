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

// rexpect 0.7.1, process.rs: what cannot be replaced by another program is the copy.
fn start(mut command: process::Command) -> nix::Result<u32> {
    use std::os::unix::process::CommandExt;
    match unsafe { nix::unistd::fork()? } {
        nix::unistd::ForkResult::Child => {
            error!(error = %command.exec());
            process::exit(-1)
        }
        nix::unistd::ForkResult::Parent { child } => Ok(child.as_raw() as u32),
    }
}

fn start_with_settings() -> nix::Result<u32> {
    let settings = tempfile::NamedTempFile::new().unwrap();
    let mut command = process::Command::new("bash");
    command.arg("--rcfile").arg(settings.path());
    start(command)
}

// just 1.59.0, signal_handler.rs: another thread has panicked, and nothing can go on.
static HANDLER: std::sync::Mutex<u32> = std::sync::Mutex::new(0);

fn handler() -> std::sync::MutexGuard<'static, u32> {
    match HANDLER.lock() {
        Ok(handler) => handler,
        Err(poisoned) => {
            error!(%poisoned, "the handler is lost");
            process::exit(1);
        }
    }
}

fn run_in_folder() -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let number = *handler();
    number + folder.path().components().count() as u32
}

/// The copy ends, on a terminal of its own or in the background.
fn in_a_copy_on_a_terminal() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let fork = shpool_pty::fork::Fork::from_ptmx().map_err(|_| io::Error::other("fork"))?;
    if fork.child_pid().is_none() {
        println!("{}", dir.path().display());
        std::process::exit(1);
    }
    Ok(())
}

fn in_the_one_that_started_the_daemon() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    if daemonize::Daemonize::new().execute().is_parent() {
        std::process::exit(0);
    }
    println!("{}", dir.path().display());
    Ok(())
}
