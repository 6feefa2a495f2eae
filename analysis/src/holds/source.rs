//! Where a hold comes from: which lock, which pool.

use smallvec::SmallVec;

use crate::{
    Name,
    body::{
        BlockId, Body, Callee, Local, Operand, Place, PlaceBase, Point, Projection, Rvalue, StatementKind,
    },
    names::{ConstantId, FunctionId},
    types::Index,
};

/// The lock, pool or cell that a hold comes from: a root and a way from there, without the
/// dereferences, which do not change what is meant.
///
/// Two sources that are equal and [certain](Source::is_certain) are the same thing.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Source {
    /// Where the way starts.
    pub root: Root,
    /// The way.
    pub steps: SmallVec<[Step; 4]>,
}

/// Where a source starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Root {
    /// A local of the body. It has one value at all times, or the source would be none.
    Local(Local),
    /// A static.
    Static(ConstantId),
}

/// A step of a source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// A field.
    Field(Name),
    /// An element at a constant index.
    Element(u64),
    /// An element nobody knows which.
    SomeElement,
    /// A call without arguments, which gives the same each time as far as names tell.
    Call(FunctionId),
}

impl Source {
    /// Whether nothing in it is left open.
    pub fn is_certain(&self) -> bool {
        !self.steps.contains(&Step::SomeElement)
    }
}

/// How the locals of a body are defined: where those are assigned that are assigned once.
#[derive(Debug)]
pub(crate) struct Definitions {
    /// By local; `None` where it is assigned never or more than once.
    once: Vec<Option<Point>>,
    /// How often each local is assigned as a whole.
    assigned: Vec<u32>,
}

/// What a local is assigned.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Definition<'b> {
    Value(&'b Rvalue),
    Call(&'b crate::body::Call),
    Await,
}

impl Definitions {
    pub(crate) fn of(body: &Body) -> Self {
        let mut once = vec![None; body.locals.len()];
        let mut assigned = vec![0_u32; body.locals.len()];
        for (block, data) in body.blocks.iter().enumerate() {
            for (number, statement) in data.statements.iter().enumerate() {
                let place = match &statement.kind {
                    StatementKind::Assign(place, _) => place,
                    StatementKind::Call(call) => &call.destination,
                    StatementKind::Await { destination, .. } => destination,
                    StatementKind::Drop(..) | StatementKind::Mention(_) => continue,
                };
                if let Some(local) = place.whole_local() {
                    let point = Point { block: BlockId(block as u32), statement: number as u32 };
                    assigned[local.0 as usize] += 1;
                    once[local.0 as usize] = Some(point);
                }
            }
        }
        for (definition, count) in once.iter_mut().zip(&assigned) {
            if *count != 1 {
                *definition = None;
            }
        }
        Definitions { once, assigned }
    }

    /// The only definition of a local.
    pub(crate) fn get<'b>(&self, body: &'b Body, local: Local) -> Option<Definition<'b>> {
        let point = self.once.get(local.0 as usize).copied().flatten()?;
        match &body.statement(point)?.kind {
            StatementKind::Assign(_, value) => Some(Definition::Value(value)),
            StatementKind::Call(call) => Some(Definition::Call(call)),
            StatementKind::Await { .. } => Some(Definition::Await),
            StatementKind::Drop(..) | StatementKind::Mention(_) => None,
        }
    }

    /// The place that a local that holds a reference refers to.
    pub(crate) fn referent<'b>(&self, body: &'b Body, local: Local) -> Option<&'b Place> {
        match self.get(body, local)? {
            Definition::Value(Rvalue::Ref(_, place)) => Some(place),
            _ => None,
        }
    }

    /// Where the way to a place starts.
    pub(crate) fn root_of(&self, index: &Index, body: &Body, place: &Place) -> Option<Root> {
        self.source_of_place(index, body, place, 0).map(|source| source.root)
    }

    /// The source that an operand stands for.
    pub(crate) fn source(&self, index: &Index, body: &Body, operand: &Operand) -> Option<Source> {
        self.source_of_place(index, body, operand.place()?, 0)
    }

    fn source_of_place(&self, index: &Index, body: &Body, place: &Place, depth: u32) -> Option<Source> {
        if depth > 16 {
            return None;
        }
        let mut source = match place.base {
            PlaceBase::Static(id) => Source { root: Root::Static(id), steps: SmallVec::new() },
            PlaceBase::Local(local) => self.source_of_local(index, body, local, depth)?,
            PlaceBase::Unknown => return None,
        };
        for projection in &place.projections {
            match projection {
                Projection::Field(name) => source.steps.push(Step::Field(*name)),
                Projection::ConstantIndex(number) => source.steps.push(Step::Element(*number)),
                Projection::Index => source.steps.push(Step::SomeElement),
                Projection::Deref | Projection::Variant(..) => {}
            }
        }
        Some(source)
    }

    fn source_of_local(&self, index: &Index, body: &Body, local: Local, depth: u32) -> Option<Source> {
        let itself = Some(Source { root: Root::Local(local), steps: SmallVec::new() });
        match self.assigned.get(local.0 as usize) {
            // A parameter or capture.
            Some(0) => return itself,
            Some(1) => {}
            // One name, several values: which of them is meant cannot be told.
            _ => return None,
        }
        match self.get(body, local)? {
            Definition::Value(Rvalue::Ref(_, place)) => self.source_of_place(index, body, place, depth + 1),
            Definition::Value(Rvalue::Use(operand)) => match operand.place() {
                Some(place) => self.source_of_place(index, body, place, depth + 1),
                None => itself,
            },
            Definition::Call(call) => match (&call.callee, call.args.as_slice()) {
                (Callee::Function(function), [only]) => {
                    let inner =
                        only.place().and_then(|place| self.source_of_place(index, body, place, depth + 1));
                    if hands_on(index, *function) {
                        return inner;
                    }
                    // `self.lock_of()` names the same lock each time when it gives a reference.
                    let gives_reference =
                        matches!(index.signature(*function).output, crate::types::Ty::Ref(..));
                    match inner {
                        Some(mut inner) if gives_reference => {
                            inner.steps.push(Step::Call(*function));
                            Some(inner)
                        }
                        _ => itself,
                    }
                }
                _ => itself,
            },
            Definition::Value(_) | Definition::Await => itself,
        }
    }
}

/// Whether a function of one argument gives back the same thing by another handle: `clone` of a
/// shared handle, `as_ref`, `deref`, `borrow`.
fn hands_on(index: &Index, function: FunctionId) -> bool {
    let name = index.function(function).name;
    matches!(
        name.as_str(),
        "clone"
            | "as_ref"
            | "as_mut"
            | "deref"
            | "deref_mut"
            | "to_owned"
            | "unwrap"
            | "expect"
            | "as_deref"
            | "iter"
            | "iter_mut"
    )
}
