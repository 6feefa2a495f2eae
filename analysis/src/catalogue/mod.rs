//! Facts about library types, as data: which types are resources, what acquires, ends and
//! passes them on, what blocks, what never returns. No verdicts: a lint says when a fact is bad.
//!
//! One TOML file per ecosystem crate in `analysis/catalogue`, with a stub of its signatures as
//! Rust text beside it; users write the same schema in `letgo.toml`. The types here are plain;
//! [`parse`] and [`parse_user`] read them from text.

mod builtin;
mod schema;
#[cfg(test)]
mod tests;
mod words;

use crate::span::TextRange;

pub use schema::{parse, parse_user, read_user};
pub use words::{nearest, vocabulary};

/// Everything the catalogue says.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// One per file.
    pub entries: Vec<Entry>,
}

/// Something wrong with a catalogue text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueError {
    /// What, lower case, no final dot.
    pub message: String,
    /// Where in the TOML text.
    pub range: TextRange,
}

/// What one file says of one crate.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The crate as it is named in code: `parking_lot`. Empty for a user's own entry.
    pub krate: String,
    /// Versions it speaks of, as cargo writes requirements.
    pub versions: String,
    /// Signatures of the crate as Rust text, where the catalogue ships one.
    pub stub: Option<&'static str>,
    /// Types that are resources.
    pub resources: Vec<Resource>,
    /// Facts about functions, by path: `std::thread::sleep`, `std::sync::mpsc::Receiver::recv`.
    /// A path that ends in `::*` speaks of every function of a module, type or trait; it says
    /// nothing but how closures are run. A function that is listed by its own name too has
    /// both facts.
    pub functions: Vec<(String, FunctionFacts)>,
    /// Types that swallow what is written to them without a file or socket behind: a writer
    /// over one of them cannot fail to flush.
    pub in_memory: Vec<String>,
    /// Types to which writing is best effort: when the terminal is gone, there is nobody to tell.
    pub best_effort: Vec<String>,
    /// What names mean by convention.
    pub names: Names,
}

/// What names mean by convention, whatever type has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Methods without arguments by which people end what runs in a type of their own.
    pub ends: Vec<String>,
    /// Methods by which a type lets go of what it has, and may say that it failed.
    pub closes: Vec<String>,
}

impl Catalogue {
    /// Types to which writing is best effort, by path.
    pub fn best_effort(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| &entry.best_effort).map(String::as_str)
    }

    /// Names of methods by which people end what runs in a type of their own.
    pub fn ending_names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| &entry.names.ends).map(String::as_str)
    }

    /// Names of methods by which a type lets go of what it has.
    pub fn closing_names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| &entry.names.closes).map(String::as_str)
    }
}

/// A type that is a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Crate and key: `tokio.join-handle`. Unique. The key alone for a user's own.
    pub id: String,
    /// What messages call a value of it: "mutex guard", "connection".
    pub noun: String,
    /// Paths of the type, the public one first.
    pub types: Vec<String>,
    /// What sort of resource it is.
    pub kind: Kind,
    /// Who stands still when it is contended.
    pub waits: Waits,
    /// Whether more than one can be held at a time.
    pub access: Access,
    /// What dropping a value of it does.
    pub on_drop: OnDrop,
    /// Whether it must be ended explicitly.
    pub duty: Duty,
    /// Clones are further handles to the same thing (a pool, a client, a sender).
    pub shared: bool,
    /// It keeps something up that others rely on, far from where it is made.
    pub setup: Option<Setup>,
    /// One sentence on what surprises, shown as a note. Lower case, no final dot.
    pub why: Option<String>,
    /// Where the documentation says so.
    pub docs: String,
    /// What makes one, where signatures cannot be read from source: path and shape of the result.
    pub acquire: Vec<(String, Shape)>,
    /// Methods that end it.
    pub close: Vec<Close>,
    /// Methods by which data goes through it: names of its own or a trait's methods, or
    /// paths of functions that take it.
    pub writes: Vec<String>,
    /// What other functions do with it when it is passed to them.
    pub pass: Vec<(String, Pass)>,
    /// Functions by which who has forgotten a value gives back what it stood for, by path:
    /// `Semaphore::add_permits`, `Mutex::force_unlock`.
    pub given_back_by: Vec<String>,
}

impl Resource {
    /// Whether it matters that one is made at all: because of what it is, or because it must be
    /// ended and loses what was written when nobody does.
    pub fn matters_once_made(&self) -> bool {
        self.kind.matters_while_held() || self.loses_what_was_written()
    }

    /// Whether it matters in test code too that one is held: because others wait for it, or because it
    /// is gone before what it is for. How tasks, processes and writers end is a test's own affair, and
    /// so is how many of its tasks run at once.
    pub fn matters_in_tests(&self) -> bool {
        matches!(self.kind, Kind::Lock | Kind::Borrow | Kind::Tempdir | Kind::Span)
    }

    /// Whether to await it ends it, as it does the handle of a task.
    pub fn is_ended_by_await(&self) -> bool {
        self.close.iter().any(|close| close.method == "await")
    }

    /// Whether it must be ended once something was written through it.
    pub fn owes_an_end(&self) -> bool {
        self.loses_what_was_written() || self.kind == Kind::Transaction && self.duty == Duty::Close
    }

    /// Whether it must be ended, and dropping it loses what was written, or the error of that.
    pub fn loses_what_was_written(&self) -> bool {
        let loses = matches!(self.on_drop, OnDrop::LosesData | OnDrop::FlushesLosingErrors);
        loses && self.duty == Duty::Close
    }
}

/// What sort of resource something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Kind {
    Lock,
    Permit,
    Borrow,
    /// To a database, a broker, a server. Dropping a pooled one [`OnDrop::Returns`] it.
    Connection,
    Transaction,
    Pool,
    Task,
    Process,
    Thread,
    Writer,
    File,
    Socket,
    Tempdir,
    Span,
    Terminal,
    Channel,
    Runtime,
    Server,
    /// A guard that undoes or finishes something when it is dropped.
    Scope,
}

impl Kind {
    /// Whether it matters that one is held at all, and not only how it ends: others wait for a
    /// lock, a pool outlives who made it, and a process or a task goes on when nobody does anything with it,
    /// while of a file it matters that it is closed.
    /// A body that only makes what does not is not worth parsing; one that ends it is.
    pub fn matters_while_held(self) -> bool {
        match self {
            Kind::Lock
            | Kind::Permit
            | Kind::Borrow
            | Kind::Connection
            | Kind::Transaction
            | Kind::Pool
            | Kind::Tempdir
            | Kind::Span
            | Kind::Terminal
            | Kind::Runtime
            | Kind::Server
            | Kind::Scope
            | Kind::Process
            | Kind::Task
            | Kind::Thread => true,
            Kind::Writer | Kind::File | Kind::Socket | Kind::Channel => false,
        }
    }
}

/// Who stands still while a resource is contended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Waits {
    /// Nobody, or nobody knows.
    #[default]
    Nobody,
    /// The whole thread.
    Thread,
    /// The task.
    Task,
}

/// Whether a lock, a borrow or the like can be acquired while somebody holds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Access {
    /// No: acquiring it twice in one thread or task deadlocks or panics.
    #[default]
    Exclusive,
    /// With others that share it. A second acquire of the same holder may still wait for ever
    /// behind somebody who wants it exclusively.
    Shared,
    /// With those that share it, and with no second one of its own sort.
    Upgradable,
    /// By its holder as often as it likes.
    Recursive,
}

impl Access {
    /// Whether somebody who acquires in one way waits for, or panics at, who holds in the other.
    pub fn excludes(self, other: Access) -> bool {
        let upgradable = self == Access::Upgradable && other == Access::Upgradable;
        upgradable || self == Access::Exclusive || other == Access::Exclusive
    }
}

/// What dropping a resource does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[expect(missing_docs, reason = "the words say it")]
pub enum OnDrop {
    Unlocks,
    /// To its pool.
    Returns,
    RollsBack,
    Detaches,
    Aborts,
    Closes,
    FlushesLosingErrors,
    /// What was buffered is gone.
    LosesData,
    Deletes,
    Kills,
    Leaks,
    /// It undoes what it did: leaves a span, resets a default.
    Undoes,
    /// It waits for the work it stands for.
    Joins,
    #[default]
    Nothing,
}

/// Whose setup lasts as long as a resource is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Setup {
    /// The whole program's: its log, its error reports, a watcher.
    Program,
    /// The thread's, for what it calls meanwhile: a default subscriber, an entered runtime.
    Thread,
}

/// Whether a resource must be ended explicitly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Duty {
    /// Dropping it is a fine end.
    #[default]
    None,
    /// One of its closing methods has to be called.
    Close,
}

/// A method that ends a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Its name; `await` where awaiting the value itself ends it. An inherent method, or one
    /// of a trait that the type implements.
    pub method: String,
    /// How it takes the resource.
    pub takes: Takes,
    /// What it gives back.
    pub returns: Shape,
    /// What it does.
    pub effect: Effect,
    /// Calling it twice does no harm.
    pub idempotent: bool,
}

/// How a method takes the resource.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Takes {
    /// `self`
    Value,
    /// `&self`
    Ref,
    /// `&mut self`
    RefMut,
}

/// What a closing method does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Effect {
    Closed,
    ShutDown,
    Committed,
    RolledBack,
    Flushed,
    Synced,
    Finished,
    Persisted,
    Unlocked,
    Joined,
    Waited,
    Aborted,
    Killed,
    /// It will not be ended: `forget`, `leak`, `keep`, `detach`.
    Released,
}

/// What other code does with a resource that is passed to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pass {
    /// It comes back, or what comes back holds it: `Condvar::wait`, `BufWriter::new`.
    SameHold,
    /// It is only looked at.
    Borrowed,
    /// It has a new owner from now on.
    NewOwner,
}

/// A type around a resource, in the words of [`Wrapper`], the outermost first. `Self` is the
/// resource; no resource at all where `value` is false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// `Future<Result<Self>>` is `[Future, Result]`.
    pub wrappers: Vec<Wrapper>,
    /// The innermost is `Self`; otherwise it is `()`.
    pub value: bool,
}

/// A type around another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the names are those of Rust")]
pub enum Wrapper {
    Future,
    Result,
    Option,
    Box,
    Arc,
}

impl Shape {
    /// The call may fail and says so.
    pub fn is_fallible(&self) -> bool {
        self.wrappers.contains(&Wrapper::Result)
    }

    /// The call does nothing until it is awaited.
    pub fn is_async(&self) -> bool {
        self.wrappers.first() == Some(&Wrapper::Future)
    }
}

/// Facts about a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionFacts {
    /// It stops the thread (or, awaited, the task) until something else happens: what it does,
    /// in the third person: "sleeps", "joins a thread", "receives from a channel".
    pub blocks: Option<Blocks>,
    /// It never returns, though its type may not say so.
    pub diverges: bool,
    /// It ends the process, or puts another program in its place, and no destructor runs.
    pub exits: bool,
    /// It goes on in two processes. What ends there is a copy, and the values of the original live on.
    pub forks: bool,
    /// Where it panics.
    pub panics: Option<Panics>,
    /// How closures passed to it are run.
    pub closures: Option<ClosureUse>,
    /// The types on which `blocks` holds, for a method of a trait: writing to a `File`
    /// blocks, writing to a `Vec` does not. Empty: on every type.
    pub receivers: Vec<String>,
    /// It waits as long as it takes (or makes something that does) though time limits are the
    /// custom there: connecting, requesting, taking from a pool.
    pub unbounded: bool,
    /// It acquires without waiting, or gives up after a time.
    pub tries: bool,
    /// It acquires and gives back a lock of its receiver within the call, as map methods and
    /// `RefCell::replace` do. For a function that returns a guard: how it acquires, where that
    /// differs from what the guard says, as with `read_recursive`.
    pub locks: Option<Access>,
    /// What it gives back can only be read from: closing it cannot lose data.
    pub read_only: bool,
    /// What is made with its receiver from then on is dropped so, whatever the resource says:
    /// `Command::kill_on_drop`.
    pub on_drop: Option<OnDrop>,
    /// What is passed to it by value is never dropped: `mem::forget`, `Box::leak`.
    pub forgets: bool,
    /// It writes through a writer that is passed to it, and does not flush it: `io::copy`.
    pub writes: bool,
    /// What becomes of any resource that is passed to it by value, where the resource itself
    /// does not say.
    pub pass: Option<Pass>,
    /// What it gives stands for its receiver: the same thing by another handle, or a look at it or
    /// into it, as `clone` of a handle, `as_ref` and `deref` give. Where it takes a closure: what
    /// that is given.
    pub hands_on: bool,
    /// It gives both ends of a channel, the sender first: a loop over what the one receives ends
    /// when all of the other are gone.
    pub gives_both_ends: bool,
    /// It runs code that somebody else has handed in, which may do anything: wake a task.
    pub calls_back: bool,
    /// What it has to do with the path that is its first argument.
    pub path: Option<PathUse>,
    /// What it begins lasts until one of these functions is called: `enable_raw_mode` until
    /// `disable_raw_mode`. No value stands for it, so no drop ends it.
    pub undone_by: Vec<String>,
    /// What a method does to the number or flag that is its receiver, behind a shared reference.
    pub changes: Option<Changes>,
    /// One sentence on what surprises.
    pub why: Option<String>,
}

/// How a method changes its receiver, a number or a flag that others see too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Changes {
    /// It adds the first argument: `AtomicUsize::fetch_add`.
    Up,
    /// It takes the first argument away: `AtomicUsize::fetch_sub`.
    Down,
    /// It becomes what the last `bool` among the arguments says: `AtomicBool::store`.
    Flag,
}

/// What a function has to do with a path, or with what has one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PathUse {
    /// It gives that path in another form, or one that leads on from there: `TempDir::path`,
    /// `Path::join`.
    Gives,
    /// It makes what the path names, and does not want it to be there.
    Makes,
    /// It removes what the path names.
    Removes,
}

/// Where a function of an asynchronous runtime panics.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Panics {
    /// On a thread that has entered no runtime: `tokio::spawn`.
    OutsideRuntime,
    /// On a thread that runs tasks: `block_on`.
    InsideRuntime,
}

/// A call that blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocks {
    /// What it waits for.
    pub on: BlocksOn,
}

/// What a blocking call waits for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlocksOn {
    /// The clock.
    Time,
    /// A thread or task.
    Join,
    /// A channel.
    Channel,
    /// A child process.
    Process,
    /// A condition variable or barrier.
    Condition,
    /// A future driven to its end on this thread.
    Future,
    /// The network.
    Network,
    /// A disk, a terminal, standard input.
    Io,
}

/// How closures passed to a function are run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClosureUse {
    /// Before the call returns, on this thread.
    InPlace,
    /// On another thread or task, at another time.
    Elsewhere,
    /// Before the call returns, on other threads: `thread::scope`, `rayon::join`.
    InPlaceElsewhere,
    /// In the place, until it is done or a time is over: what it waits for, it may give up.
    InPlaceForATime,
}
