// Runtimes, engines and servers that end with the constructor.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    runtime::{Builder, Handle, Runtime},
    sync::mpsc,
};

async fn serve(_jobs: mpsc::Receiver<u32>) {}

async fn prepare() -> u32 {
    0
}

// A runtime that is dropped takes its tasks with it.

struct Client {
    jobs: mpsc::Sender<u32>,
}

impl Client {
    fn runtime_dropped_after_spawn() -> io::Result<Self> {
        let runtime = Runtime::new()?; //~ pools_shut_down_in_constructor
        let (jobs, receiver) = mpsc::channel(1);
        runtime.spawn(serve(receiver));
        Ok(Client { jobs })
    }

    fn runtime_shut_down_after_spawn() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let (jobs, receiver) = mpsc::channel(1);
        runtime.spawn(serve(receiver));
        runtime.shutdown_timeout(Duration::from_secs(1)); //~ pools_shut_down_in_constructor
        Ok(Client { jobs })
    }

    fn runtime_dropped_by_name() -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let (jobs, receiver) = mpsc::channel(1);
        runtime.spawn(serve(receiver));
        drop(runtime); //~ pools_shut_down_in_constructor
        Ok(Client { jobs })
    }

    // Nothing is left behind.
    fn block_on_only() -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let n = runtime.block_on(prepare());
        let (jobs, _receiver) = mpsc::channel(n as usize + 1);
        Ok(Client { jobs })
    }

    // It goes on elsewhere.
    fn runtime_moved_to_a_thread() -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let (jobs, receiver) = mpsc::channel(1);
        thread::spawn(move || runtime.block_on(serve(receiver)));
        Ok(Client { jobs })
    }

    fn on_the_runtime_of_the_caller(handle: &Handle) -> Self {
        let (jobs, receiver) = mpsc::channel(1);
        handle.spawn(serve(receiver));
        Client { jobs }
    }

    fn runtime_leaked() -> io::Result<Self> {
        let runtime = Box::leak(Box::new(Runtime::new()?));
        let (jobs, receiver) = mpsc::channel(1);
        runtime.spawn(serve(receiver));
        Ok(Client { jobs })
    }
}

struct Server {
    runtime: Runtime,
    jobs: mpsc::Sender<u32>,
}

impl Server {
    fn runtime_stored() -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let (jobs, receiver) = mpsc::channel(1);
        runtime.spawn(serve(receiver));
        Ok(Server { runtime, jobs })
    }

    fn runtime_shut_down_on_the_error_path(address: &str) -> io::Result<Self> {
        let runtime = Runtime::new()?;
        let (jobs, receiver) = mpsc::channel(1);
        if let Err(error) = runtime.block_on(TcpListener::bind(address)) {
            runtime.shutdown_background();
            return Err(error);
        }
        runtime.spawn(serve(receiver));
        Ok(Server { runtime, jobs })
    }

    fn shutdown(self) {
        drop(self.jobs);
        self.runtime.shutdown_background();
    }
}

struct Handled {
    handle: Handle,
}

impl Handled {
    // The handle outlives its runtime.
    fn handle_of_a_dropped_runtime() -> io::Result<Self> {
        let runtime = Runtime::new()?; //~ pools_shut_down_in_constructor
        let handle = runtime.handle().clone();
        Ok(Handled { handle })
    }
}

// An engine of the file's own.

struct Engine {
    stop: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
}

impl Engine {
    fn start() -> Arc<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = stop.clone();
        let worker = thread::spawn(move || while !flag.load(Ordering::SeqCst) {});
        Arc::new(Engine { stop, worker: Some(worker) })
    }

    fn shutdown(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

struct Database {
    runtime: Option<Runtime>,
}

impl Database {
    fn open() -> io::Result<Arc<Self>> {
        Ok(Arc::new(Database { runtime: Some(Runtime::new()?) }))
    }

    fn is_open(&self) -> bool {
        self.runtime.is_some()
    }
}

impl Database {
    fn shutdown(&self) {
        println!("{}", self.is_open());
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.shutdown();
        if let Some(worker) = self.worker.take() {
            let _unused = worker.join();
        }
    }
}

struct App {
    engine: Arc<Engine>,
}

impl App {
    fn engine_shut_down() -> Self {
        let engine = Engine::start();
        let app = App { engine: engine.clone() };
        engine.shutdown(); //~ pools_shut_down_in_constructor
        app
    }

    fn engine_shut_down_by_defer() -> Self {
        let engine = Engine::start();
        let other = engine.clone();
        scopeguard::defer! { other.shutdown() } //~ pools_shut_down_in_constructor
        App { engine }
    }

    fn engine_shut_down_on_the_error_path(fail: bool) -> Result<Self, String> {
        let engine = Engine::start();
        if fail {
            engine.shutdown();
            return Err("failed".to_owned());
        }
        Ok(App { engine })
    }

    fn engine_handed_on() -> Self {
        App { engine: Engine::start() }
    }

    fn another_engine_shut_down(old: Arc<Engine>) -> Self {
        old.shutdown();
        App { engine: Engine::start() }
    }

    fn stop(&self) {
        self.engine.shutdown();
    }
}

struct ShutdownOnDrop(Arc<Engine>);

impl Drop for ShutdownOnDrop {
    fn drop(&mut self) {
        self.0.shutdown();
    }
}

fn engine_shut_down_by_a_guard() -> App {
    let engine = Engine::start();
    let _guard = ShutdownOnDrop(engine.clone()); //~ pools_shut_down_in_constructor
    App { engine }
}

struct Guarded {
    engine: Arc<Engine>,
    guard: ShutdownOnDrop,
}

// The guard lives as long as what it guards.
fn guard_stored() -> Guarded {
    let engine = Engine::start();
    let guard = ShutdownOnDrop(engine.clone());
    Guarded { engine, guard }
}

// A part is ended, and another part is what the product gets.
struct Reporter {
    display: Display,
    finished: Option<u32>,
}

struct Display {
    runtime: Option<Runtime>,
}

impl Display {
    fn close(&mut self) {
        self.runtime.take();
    }
}

struct ReporterStats {
    finished: Option<u32>,
}

impl Reporter {
    fn finish(mut self) -> ReporterStats {
        self.display.close();
        ReporterStats { finished: self.finished }
    }
}

// Stopped for a while, and started again by the value's owner.
struct Paused<'a>(&'a Engine);

impl<'a> Paused<'a> {
    fn new(engine: &'a Engine) -> Self {
        engine.shutdown();
        Paused(engine)
    }
}

// Ended when somebody asks for it.
fn engine_shut_down_later(mut asked: mpsc::Receiver<()>) -> App {
    let engine = Engine::start();
    let other = engine.clone();
    tokio::spawn(async move {
        asked.recv().await;
        other.shutdown();
    });
    App { engine }
}

// headless_chrome 1.0.22: the thread asks in every round whether it shall end.
fn engine_shut_down_behind_a_loop(stop: std::sync::mpsc::Receiver<()>) -> App {
    let engine = Engine::start();
    let other = engine.clone();
    thread::spawn(move || {
        loop {
            if stop.try_recv().is_ok() {
                break;
            }
            if stop.recv_timeout(std::time::Duration::from_secs(1)).is_ok() {
                break;
            }
        }
        other.shutdown();
    });
    App { engine }
}

fn engine_shut_down_by_a_task() -> App {
    let engine = Engine::start();
    let other = engine.clone();
    tokio::spawn(async move {
        other.shutdown(); //~ pools_shut_down_in_constructor
    });
    App { engine }
}

struct Stopped {
    engine: Arc<Engine>,
    stop: Box<dyn Fn()>,
}

// The closure is for the owner to call.
fn closure_that_stops() -> Stopped {
    let engine = Engine::start();
    let other = engine.clone();
    Stopped { engine, stop: Box::new(move || other.shutdown()) }
}

fn main() {
    let engine = Engine::start();
    let app = App { engine: engine.clone() };
    app.stop();
    engine.shutdown();
}
