//! Each function as blocks, statements and points, in the vocabulary of rustc's MIR.
//!
//! ```text
//! async fn bump(m: &Mutex<u32>) -> u32 {     bb0: _2 = Mutex::lock(&*_1)      // point 0:0
//!     let mut g = m.lock().unwrap();              g = Result::unwrap(move _2) // point 0:1
//!     *g += 1;                                    *g = op(..)
//!     io().await;                                 await _4                    // g is alive
//!     *g                                          _0 = copy *g
//! }                                               drop g; return
//! ```
//!
//! What differs from MIR, and why:
//! - A call is a statement. Every call may unwind; no edge says so, since the model asks
//!   where values are held, and a value held at the call is held while it unwinds.
//! - A drop is a statement and may find its local moved out or never initialised: then it does
//!   nothing. Data flow knows (see [`crate::holds`]), so there are no drop flags.
//! - An `await` is a statement, and the place where the future may be dropped.
//! - Closures and `async` blocks are bodies of their own, tied to the statement that makes
//!   them. What they capture is in [`Body::captures`].
//! - Two-way tests keep the variant they test for, so that data flow can tell that `None`
//!   holds nothing.
//!
//! Drop scopes and temporaries are in [`scope`].

use thin_vec::ThinVec;

use crate::{
    Name,
    names::{AdtId, ConstantId, FunctionId},
    span::TextRange,
    types::{Mutability, Ty},
};

mod graph;
mod lower;
mod pretty;
pub mod scope;

pub use lower::lower_function;

/// The bodies of one function: its own first, then those of the closures and `async` blocks in
/// it, in the order in which they are met.
#[derive(Debug)]
pub struct Bodies {
    /// The bodies, by [`BodyId`].
    pub list: Vec<Body>,
    /// Its method calls by names that libraries have for what acquires, ends or waits.
    pub watched: Vec<WatchedCall>,
}

/// A method call that is named like one that acquires, ends or waits for a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WatchedCall {
    /// The method.
    pub name: Name,
    /// Its name in the text.
    pub range: TextRange,
    /// What is known of its receiver.
    pub receiver: Receiver,
}

/// What is known of the receiver of a [`WatchedCall`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Receiver {
    /// The method is one that acquires, ends or waits.
    Resource,
    /// It is of another type.
    Other,
    /// Nothing: the call is not looked at any closer.
    Unknown,
}

impl Bodies {
    /// A body.
    pub fn get(&self, id: BodyId) -> &Body {
        &self.list[id.0 as usize]
    }

    /// All bodies with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (BodyId, &Body)> {
        self.list.iter().enumerate().map(|(number, body)| (BodyId(number as u32), body))
    }
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);
    )*};
}

index! {
    /// A body among the [`Bodies`] of a function.
    BodyId,
    /// A local of a body. Number 0 is the return value.
    Local,
    /// A block of a body. Number 0 is where it starts.
    BlockId,
    /// A loop of a body.
    LoopId,
}

impl Local {
    /// What the body evaluates to.
    pub const RETURN: Local = Local(0);
}

/// A function's, closure's or `async` block's code.
#[derive(Debug)]
pub struct Body {
    /// What it is the body of.
    pub kind: BodyKind,
    /// Its text; for a function, from its first qualifier on.
    pub range: TextRange,
    /// The body that it is written in.
    pub parent: Option<BodyId>,
    /// The return value, the parameters, then captures, variables and temporaries.
    pub locals: Vec<LocalData>,
    /// How many of the locals after the return value are parameters.
    pub parameters: u32,
    /// What it uses of its parent's locals.
    pub captures: Vec<Capture>,
    /// What it mentions of its parent's locals by `let _ = local;` alone: that captures nothing.
    pub uncaptured: Vec<Capture>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The loops, outer before inner.
    pub loops: Vec<LoopData>,
    /// The values that patterns or loops go by, outer before inner.
    pub scrutinees: Vec<Scrutinee>,
}

/// What a body is the body of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BodyKind {
    /// `fn`
    Function,
    /// `async fn`
    AsyncFunction,
    /// `|..| ..`
    Closure {
        /// `move`
        by_move: bool,
    },
    /// `async |..| ..`: its body runs when the returned future is polled.
    AsyncClosure {
        /// `move`
        by_move: bool,
    },
    /// `async { .. }`
    AsyncBlock {
        /// `move`
        by_move: bool,
    },
}

impl BodyKind {
    /// Whether the body may suspend.
    pub fn is_async(self) -> bool {
        !matches!(self, BodyKind::Function | BodyKind::Closure { .. })
    }
}

/// A local of an outer body that a closure or `async` block uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The local in the parent.
    pub outer: Local,
    /// The local that stands for it in this body.
    pub inner: Local,
    /// How.
    pub mode: CaptureMode,
    /// Where it is first mentioned.
    pub range: TextRange,
}

/// How a closure captures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureMode {
    /// By reference.
    Ref,
    /// By value: it moves into the closure (or is copied, where its type is `Copy`).
    Value,
}

/// A local.
#[derive(Clone, Debug)]
pub struct LocalData {
    /// Its name; none for temporaries.
    pub name: Option<Name>,
    /// Its type.
    pub ty: Ty,
    /// What it is.
    pub kind: LocalKind,
    /// The pattern that binds it; for a temporary, the expression that makes it.
    pub range: TextRange,
}

/// What a local is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// The return value.
    Return,
    /// A parameter, or what a pattern in parameter position is matched against.
    Parameter,
    /// Bound by a pattern.
    Variable,
    /// The value of an expression without a name.
    Temporary,
    /// Stands for a local of the parent.
    Capture,
}

/// A block: statements one after the other, then a terminator.
#[derive(Clone, Debug)]
pub struct Block {
    /// The statements.
    pub statements: Vec<Statement>,
    /// How it ends.
    pub terminator: Terminator,
    /// The place of the terminator in the text.
    pub terminator_range: TextRange,
    /// The innermost loop that it belongs to.
    pub in_loop: Option<LoopId>,
}

/// A place in a body: before the statement of that number, or before the terminator where the
/// number is that of the statements.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Point {
    /// The block.
    pub block: BlockId,
    /// The statement.
    pub statement: u32,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// Where it is written.
    pub range: TextRange,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// `place = value`. What the place held before has been dropped by an own statement.
    Assign(Place, Rvalue),
    /// A call.
    Call(Box<Call>),
    /// `future.await`
    Await {
        /// The future; several for `join!` and `select!`.
        futures: Vec<Operand>,
        /// Where its output goes.
        destination: Place,
    },
    /// The local's value is dropped, if it has one.
    Drop(Local, DropReason),
    /// `let _ = place;` and other mentions that neither read nor move.
    Mention(Place),
}

/// Why a value is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DropReason {
    /// The block of a variable ends, or is left.
    ScopeEnd,
    /// The scope of a temporary ends, or is left.
    TemporaryEnd,
    /// It is the value of a statement or of `let _`, with nobody to keep it.
    Discarded,
    /// Another value takes its place.
    Overwritten,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub callee: Callee,
    /// Its arguments, the receiver first.
    pub args: Vec<Operand>,
    /// Where its result goes.
    pub destination: Place,
    /// Written `receiver.method(..)`: the name of the method in the text.
    pub method_range: Option<TextRange>,
}

/// What is called.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// A function.
    Function(FunctionId),
    /// The value of the first argument: a closure, a function pointer, a callback.
    Value,
    /// The next element of the iterator of a `for` loop.
    Next,
    /// A macro that is read through: `println`, `format`. Arguments are its expressions.
    Macro(Name),
    /// A macro that is not: arguments are the locals whose names stand in it, and any of
    /// them may have gone anywhere.
    OpaqueMacro(Name),
    /// Something unknown of that name.
    Unknown(Option<Name>),
}

/// A value that is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A copy of what is in the place.
    Copy(Place),
    /// What is in the place, which is empty afterwards. Also where it is not known whether
    /// the type is `Copy`.
    Move(Place),
    /// `true` or `false`
    Flag(bool),
    /// Another literal, a constant, a function: nothing to follow.
    Constant,
}

impl Operand {
    /// The place, if it is one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Operand::Copy(place) | Operand::Move(place) => Some(place),
            Operand::Flag(_) | Operand::Constant => None,
        }
    }
}

/// A place: a local or static, and a way from there.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// Where it starts.
    pub base: PlaceBase,
    /// The way. Most places have none, and a body has two or three of them in each statement.
    pub projections: ThinVec<Projection>,
}

/// Where a place starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlaceBase {
    /// A local.
    Local(Local),
    /// A const or static.
    Static(ConstantId),
    /// A const, static or function that is not known, or the value of something unknown.
    Unknown,
}

/// A step into a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Projection {
    /// `*`, of a reference or through `Deref`.
    Deref,
    /// A field, by name or number.
    Field(Name),
    /// The fields of a variant follow.
    Variant(AdtId, u32),
    /// `[constant]`
    ConstantIndex(u64),
    /// `[something]`
    Index,
}

impl Place {
    /// The place of a local.
    pub fn local(local: Local) -> Place {
        Place { base: PlaceBase::Local(local), projections: ThinVec::new() }
    }

    /// The local it starts at.
    pub fn as_local(&self) -> Option<Local> {
        match self.base {
            PlaceBase::Local(local) => Some(local),
            PlaceBase::Static(_) | PlaceBase::Unknown => None,
        }
    }

    /// The local that it is, with no way to go.
    pub fn whole_local(&self) -> Option<Local> {
        self.as_local().filter(|_| self.projections.is_empty())
    }

    /// The place one step further.
    #[must_use]
    pub fn project(mut self, projection: Projection) -> Place {
        self.projections.push(projection);
        self
    }

    /// Whether a value behind it belongs to somebody else: the way goes through a `*`.
    pub fn is_indirect(&self) -> bool {
        self.projections.contains(&Projection::Deref)
    }

    /// Whether it is, or is a part of, an element that an expression names: `a[b]`.
    pub fn is_element(&self) -> bool {
        let is_index = |way: &Projection| matches!(way, Projection::Index | Projection::ConstantIndex(_));
        self.projections.iter().any(is_index)
    }
}

/// What is assigned.
#[derive(Clone, Debug, PartialEq)]
pub enum Rvalue {
    /// The operand.
    Use(Operand),
    /// `&place`, `&mut place`
    Ref(Mutability, Place),
    /// A tuple, array, struct or variant of the operands.
    Aggregate(Aggregate, Vec<(Name, Operand)>),
    /// A closure or `async` block. What it captures by value moves into it.
    Closure(BodyId),
    /// Something computed from the operands that holds none of them: arithmetic, comparisons,
    /// casts of numbers, lengths.
    Compute(Operator, Vec<Operand>),
}

/// How a value is computed, as far as anybody asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `a + b`, `a += b`
    Add,
    /// `a - b`, `a -= b`
    Subtract,
    /// `!a`
    Not,
    /// In another way.
    Other,
}

/// What is put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aggregate {
    /// `(a, b)`
    Tuple,
    /// `[a, b]`, `vec![a, b]`
    Array,
    /// A struct or a variant.
    Adt(AdtId, u32),
    /// A struct literal of an unknown type.
    Unknown,
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    /// At another block.
    Goto(BlockId),
    /// At one of several blocks. The place that is tested, if one is, and what each edge
    /// stands for.
    Branch(Option<Place>, Vec<(Case, BlockId)>),
    /// The body returns.
    Return(ReturnKind),
    /// It never goes on: a panic, an exit, an endless loop's far side.
    Diverge,
}

/// What an edge of a branch stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// The tested place is this variant.
    Variant(AdtId, u32),
    /// It is not this variant.
    NotVariant(AdtId, u32),
    /// It is not this variant, by `?`, which looks at nothing else.
    Fails(AdtId, u32),
    /// A condition holds.
    True,
    /// A condition does not hold.
    False,
    /// A pattern matches, an iterator gives an element, a branch of `select!` is taken.
    Matches,
    /// The rest.
    Otherwise,
}

/// How a body returns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReturnKind {
    /// At its end, or by `return`.
    Value,
    /// With an error or `None` that is written there: `return Err(..)`, `Err(..)` at the end,
    /// `bail!`.
    Error,
    /// By `?`.
    QuestionMark,
}

/// The value that a `match`, a `let` in a condition or a `for` goes by. What is made in it without
/// a name lives to the end of all that goes by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scrutinee {
    /// What goes by it.
    pub kind: ScrutineeKind,
    /// The expression.
    pub range: TextRange,
}

/// What goes by a [`Scrutinee`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScrutineeKind {
    /// `match`
    Match,
    /// `let` in the condition of an `if`, a `while` or the guard of an arm
    Let,
    /// `for`
    For,
}

/// A loop.
#[derive(Clone, Debug)]
pub struct LoopData {
    /// What it is written as.
    pub kind: LoopKind,
    /// The keyword, with what it is followed by up to the body.
    pub head: TextRange,
    /// All of it.
    pub range: TextRange,
    /// The loop around it.
    pub parent: Option<LoopId>,
    /// The block that every round starts with.
    pub header: BlockId,
    /// For `for`, the type that is iterated over.
    pub iterated: Option<Ty>,
    /// It contains a `break` or `return` that leaves it (not counting the end of its
    /// condition or iterator).
    pub has_exit: bool,
}

/// What a loop is written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoopKind {
    /// `loop`
    Loop,
    /// `while condition`
    While,
    /// `while let pattern = value`, chains with at least one `let` included
    WhileLet,
    /// `for`
    For,
}
