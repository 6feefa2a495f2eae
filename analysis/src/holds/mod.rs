//! The domain: every stretch from acquire to release.
//!
//! A [`Hold`] is one value of a resource type, from the statement that makes it to every place
//! where it ends. Data flow (`flow`) follows it through moves, wrappers and containers, one
//! hold at a time:
//!
//! ```text
//! let g = m.lock().unwrap();     // acquired; in `_1`, then `g`
//! if fast { drop(g); }           // ends here on one path      | live
//! io().await;                    // may be held: an await      | live
//! }                              // ends here on the other     | live
//! ```
//!
//! Two facts are kept apart: where a value is *alive*, and where it is *needed*, which is as far
//! as its last use or the last use of what borrows from it.

mod answers;
mod changes;
mod channels;
mod circles;
mod cleanup;
mod construction;
mod exclusive;
mod failing;
mod flow;
mod forgotten;
mod handed_in;
mod idle;
mod lasting;
mod lending;
mod loops;
mod owing;
mod paths;
mod polled;
mod pretty;
mod probes;
mod questions;
mod results;
mod settled;
mod source;
mod state;
mod suspends;
mod taken;
mod waiting;
mod walk;
mod ways;
mod writes;

pub(crate) use changes::{Change, Stride};
pub use channels::Endless;
pub use circles::Circle;
pub(crate) use construction::is_workspace_engine;
pub use construction::may_construct;
pub use failing::{BodyUse, Run};
pub use loops::LoopSpan;
pub use owing::{Deed, Duty, Unended};
pub use paths::Orphan;
pub use polled::Unpolled;
pub use probes::Uncaptured;
pub use questions::{HoldRef, InnerCall};
pub use results::{Fate, Loss};
pub(crate) use source::{Definition, is_handle};
pub use source::{Root, Source, Step};
pub use suspends::Suspension;
pub use ways::{Edge, Parting, Reached, Stage, Stages};

use std::sync::OnceLock;

use fixedbitset::FixedBitSet;

use crate::{
    body::{Bodies, Body, BodyId, Local, Point, lower_function},
    catalogue::Resource,
    names::{AdtId, FunctionId},
    span::{FileId, Span, TextRange},
    types::Index,
};

/// What one function does with its resources: its bodies (closures and `async` blocks have
/// their own) and the holds in them. What a lint looks at.
#[derive(Debug)]
pub struct FunctionHolds<'a> {
    /// Everything known from signatures.
    pub index: &'a Index,
    /// The function.
    pub function: FunctionId,
    /// The file that it is in.
    pub file: FileId,
    /// The text of the function's file.
    pub text: &'a str,
    /// Its bodies.
    pub bodies: Bodies,
    /// The holds of all bodies, in the order in which they begin.
    holds: Vec<Hold>,
    /// Numbers of the points, by body.
    points: Vec<Points>,
    /// Where locals are defined, by body.
    definitions: Vec<source::Definitions>,
    /// What its bodies call: asked for by everybody who walks the call graph.
    callees: OnceLock<Callees>,
    /// Where its closures and `async` blocks run, by body: asked for each hold and each call in them.
    body_uses: OnceLock<Box<[Option<BodyUse>]>>,
    /// The functions that its summary may be made of: asked for whenever one of them has changed.
    asked: OnceLock<Box<[FunctionId]>>,
    /// The locals of its own body with what its caller has chosen: asked for each acquire.
    pub(crate) chosen: OnceLock<FixedBitSet>,
}

/// What the bodies of a function call.
#[derive(Debug)]
pub(crate) struct Callees {
    /// The functions that are called or handed to others by name, in order and without repeats.
    pub(crate) all: Box<[FunctionId]>,
    /// Some are handed to others.
    pub(crate) gives_functions: bool,
}

/// One value of a resource type, from acquire to release.
#[derive(Debug)]
pub struct Hold {
    /// The body that it lives in.
    pub body: BodyId,
    /// What it is.
    pub resource: AdtId,
    /// How it came to be.
    pub origin: HoldOrigin,
    /// The expression that makes it.
    pub acquired: TextRange,
    /// Where it comes from: the lock, the pool. `None` where that cannot be told.
    pub source: Option<Source>,
    /// The first variable that it is in.
    pub variable: Option<Local>,
    /// The points before which it may be alive.
    pub live: PointSet,
    /// What mentions it, or what borrows from it, in order.
    pub uses: Vec<Use>,
    /// Where it ends, in order.
    pub ends: Vec<End>,
}

/// How a hold came to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HoldOrigin {
    /// The result of a call, or of awaiting one. The function, where it is known.
    Call(Point, Option<FunctionId>),
    /// A struct literal.
    Literal(Point),
    /// It is there when the body starts: a parameter.
    Parameter(Local),
    /// It is there when the body starts: a value that a closure or `async` block took along.
    Capture(Local),
}

/// A mention of a hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Use {
    /// Where in the body.
    pub point: Point,
    /// Where in the text.
    pub range: TextRange,
    /// The local that is mentioned.
    pub local: Local,
    /// The value itself is looked at, and not something that borrows from it.
    pub direct: bool,
    /// It only passes on to another place: `unwrap`, a move, a wrapper.
    pub moves: bool,
    /// Only its variant is asked for: `if let Ok(_)`, an arm of a `match`.
    pub tests: bool,
}

/// An end of a hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct End {
    /// Where in the body.
    pub point: Point,
    /// Where in the text.
    pub range: TextRange,
    /// How.
    pub kind: EndKind,
}

/// How a hold ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EndKind {
    /// Its variable goes out of scope.
    ScopeEnd,
    /// The scope of its temporary ends.
    TemporaryEnd,
    /// It is the value of a statement or of `let _`.
    Discarded,
    /// Another value takes the place of it.
    Overwritten,
    /// `drop(x)`
    Dropped,
    /// `mem::forget(x)` and its like.
    Forgotten,
    /// A method of the resource that ends it.
    Closed(FunctionId),
    /// It moves into a call.
    MovedInto(Option<FunctionId>),
    /// It moves into something that is awaited, spawned or sent elsewhere with a closure.
    MovedIntoClosure,
    /// It is put behind a reference, into a static, into an unknown place.
    Stored,
    /// It is returned.
    Returned,
    /// A macro that is not read through mentions it.
    Escaped,
}

impl EndKind {
    /// It goes by itself: with a scope, a statement, or for another value in its place.
    pub fn is_silent(self) -> bool {
        matches!(self, EndKind::ScopeEnd | EndKind::TemporaryEnd | EndKind::Discarded | EndKind::Overwritten)
    }

    /// It is dropped, by itself or by `drop`.
    pub fn is_drop(self) -> bool {
        self.is_silent() || self == EndKind::Dropped
    }
}

/// A set of points of one body.
#[derive(Clone, Debug, Default)]
pub struct PointSet {
    bits: FixedBitSet,
}

/// Numbers the points of a body.
#[derive(Clone, Debug)]
pub(crate) struct Points {
    /// Number of the first point of every block.
    starts: Vec<u32>,
    count: u32,
}

impl Points {
    pub(crate) fn of(body: &Body) -> Points {
        let mut starts = Vec::with_capacity(body.blocks.len());
        let mut count = 0;
        for block in &body.blocks {
            starts.push(count);
            count += block.statements.len() as u32 + 1;
        }
        Points { starts, count }
    }

    pub(crate) fn number(&self, point: Point) -> usize {
        (self.starts[point.block.0 as usize] + point.statement) as usize
    }
}

impl<'a> FunctionHolds<'a> {
    /// Works out the holds of `function`, whose file's text is `text`, in test code those that matter
    /// there. `None` where the
    /// function has no body, or one that does not parse.
    pub fn of(index: &'a Index, function: FunctionId, text: &'a str) -> Option<Self> {
        let bodies = lower_function(index, function, text)?;
        let mut holds = Vec::new();
        let definitions: Vec<_> = bodies.list.iter().map(source::Definitions::of).collect();
        for ((id, body), definitions) in bodies.iter().zip(&definitions) {
            flow::holds_of(index, &bodies, id, body, definitions, &mut holds);
        }
        if index.is_test_only(function) {
            let matters = |hold: &Hold| index.resource(hold.resource).is_some_and(Resource::matters_in_tests);
            holds.retain(matters);
        }
        let file = index.function(function).file;
        let points = bodies.list.iter().map(Points::of).collect();
        Some(FunctionHolds {
            index,
            function,
            file,
            text,
            bodies,
            holds,
            points,
            definitions,
            callees: OnceLock::new(),
            body_uses: OnceLock::new(),
            asked: OnceLock::new(),
            chosen: OnceLock::new(),
        })
    }

    /// The holds of all bodies, those of a body together, in the order in which they begin.
    pub fn holds(&self) -> impl Iterator<Item = HoldRef<'_>> {
        self.holds.iter().map(move |hold| HoldRef { function: self, hold })
    }

    /// The span of a range of the function's file.
    pub fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range)
    }

    /// The text of a range.
    pub fn snippet(&self, range: TextRange) -> &'a str {
        self.text.get(range.indices()).unwrap_or_default()
    }

    /// Whether the function, its crate or what it is written in runs in tests only.
    pub fn in_tests(&self) -> bool {
        self.index.is_test_only(self.function)
    }

    /// The functions that its bodies call or hand to others by name, in order and without repeats.
    pub fn callees(&self) -> &[FunctionId] {
        &self.found_callees().all
    }

    /// Whether its bodies hand any function to others by name, which few do.
    pub(crate) fn gives_functions(&self) -> bool {
        self.found_callees().gives_functions
    }

    fn found_callees(&self) -> &Callees {
        self.callees.get_or_init(|| self.find_callees())
    }

    /// The functions of the workspace whose summaries its own is made of: what it calls, what a call of a
    /// trait's function may mean, and the other definitions of one that is there under several `cfg`s.
    pub fn asked(&self) -> &[FunctionId] {
        self.asked.get_or_init(|| self.find_asked())
    }

    /// The bodies as text.
    pub fn pretty_bodies(&self) -> String {
        self.bodies.pretty(self.index)
    }
}
