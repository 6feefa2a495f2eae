//! Where a hold comes from: which lock, which pool.

use smallvec::SmallVec;

use crate::{
    Name,
    body::{
        BlockId, Body, Call, Callee, Local, LocalKind, Operand, Place, PlaceBase, Point, Projection, Rvalue,
        StatementKind,
    },
    names::{AdtId, ConstantId, FunctionId},
    types::{Container, Index, Ty, any},
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
    /// What a function without parameters gives: `registry()`.
    Call(FunctionId),
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
    /// A call with arguments, which may give something else each time.
    CallWith(FunctionId),
}

impl Source {
    /// Whether nothing in it is left open.
    pub fn is_certain(&self) -> bool {
        !self.steps.iter().any(|step| matches!(step, Step::SomeElement | Step::CallWith(_)))
    }

    /// Whether a caller of the function knows it too: it starts at one of the parameters of its own
    /// body, at a static, or at a call.
    pub(crate) fn is_known_outside(&self, body: &Body) -> bool {
        match self.root {
            Root::Static(_) | Root::Call(_) => true,
            Root::Local(local) => (1..=body.parameters).contains(&local.0),
        }
    }
}

/// How the locals of a body are defined: where those are assigned that are assigned once.
#[derive(Debug)]
pub(crate) struct Definitions {
    /// By local; `None` where it is assigned never or more than once.
    once: Vec<Option<Point>>,
    /// How often each local is assigned as a whole.
    assigned: Vec<u32>,
    /// Where fields are assigned, or get the result of a call.
    fields: Vec<Point>,
}

/// What a local is assigned.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Definition<'b> {
    Value(&'b Rvalue),
    Call(&'b Call),
    Await,
}

impl Definitions {
    pub(crate) fn of(body: &Body) -> Self {
        let mut once = vec![None; body.locals.len()];
        let mut assigned = vec![0_u32; body.locals.len()];
        let mut fields = Vec::new();
        for (block, data) in body.blocks.iter().enumerate() {
            for (number, statement) in data.statements.iter().enumerate() {
                let Some(place) = statement.destination() else { continue };
                let point = Point { block: BlockId(block as u32), statement: number as u32 };
                if let Some(local) = place.whole_local() {
                    assigned[local.0 as usize] += 1;
                    once[local.0 as usize] = Some(point);
                } else if matches!(place.projections.last(), Some(Projection::Field(_)))
                    && !matches!(statement.kind, StatementKind::Await { .. })
                {
                    fields.push(point);
                }
            }
        }
        for (count, local) in assigned.iter_mut().zip(&body.locals) {
            // It had a value before.
            if *count > 0 && matches!(local.kind, LocalKind::Parameter | LocalKind::Capture) {
                *count += 1;
            }
        }
        for (definition, count) in once.iter_mut().zip(&assigned) {
            if *count != 1 {
                *definition = None;
            }
        }
        Definitions { once, assigned, fields }
    }

    /// The only definition of a local.
    pub(crate) fn get<'b>(&self, body: &'b Body, local: Local) -> Option<Definition<'b>> {
        let point = self.point(local)?;
        match &body.statement(point)?.kind {
            StatementKind::Assign(_, value) => Some(Definition::Value(value)),
            StatementKind::Call(call) => Some(Definition::Call(call)),
            StatementKind::Await { .. } => Some(Definition::Await),
            StatementKind::Drop(..) | StatementKind::Mention(_) => None,
        }
    }

    /// The fields that are assigned or get the result of a call, and how they are reached.
    pub(crate) fn assigned_fields<'b>(&self, body: &'b Body) -> impl Iterator<Item = (Name, &'b Place)> {
        let places = self.fields.iter().filter_map(|point| body.statement(*point)?.destination());
        places.filter_map(|place| match place.projections.last() {
            Some(Projection::Field(name)) => Some((*name, place)),
            _ => None,
        })
    }

    /// Where a local gets its only value.
    pub(crate) fn point(&self, local: Local) -> Option<Point> {
        self.once.get(local.0 as usize).copied().flatten()
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

    /// The source that a place stands for.
    pub(crate) fn source_of(&self, index: &Index, body: &Body, place: &Place) -> Option<Source> {
        self.source_of_place(index, body, place, 0)
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
            Definition::Call(call) => match &call.callee {
                // Through a handle whose own source is not known, neither is this.
                Callee::Function(function) if is_same_thing(index, *function) => {
                    self.source_of_first(index, body, call, depth)
                }
                _ => self.source_of_result(index, body, call, depth).or(itself),
            },
            Definition::Value(_) | Definition::Await => itself,
        }
    }

    /// The source of what a call gives, where that was there before. The result of other calls
    /// is a thing of its own.
    fn source_of_result(&self, index: &Index, body: &Body, call: &Call, depth: u32) -> Option<Source> {
        let Callee::Function(function) = call.callee else { return None };
        let first = || self.source_of_first(index, body, call, depth);
        // `self.lock_of()` names the same lock each time when it gives a reference.
        match &index.signature(function).output {
            Ty::Ref(..) => accessed(function, call, first),
            // A handle may be a new one each time; only the function's summary can tell.
            output if is_handle(index, output) && index.is_of_workspace(function) => {
                let mut source = first()?;
                source.steps.push(Step::CallWith(function));
                Some(source)
            }
            _ => None,
        }
    }

    fn source_of_first(&self, index: &Index, body: &Body, call: &Call, depth: u32) -> Option<Source> {
        self.source_of_place(index, body, call.args.first()?.place()?, depth + 1)
    }

    /// The source of the resource that a call acquires: its receiver, or what a function of the
    /// workspace reaches from there.
    pub(crate) fn acquired_from(
        &self,
        index: &Index,
        body: &Body,
        call: &Call,
        resource: AdtId,
    ) -> Option<Source> {
        let first = || self.source(index, body, call.args.first()?);
        match call.callee {
            Callee::Function(function) if is_accessor(index, function, resource) => {
                accessed(function, call, first)
            }
            // Which of several a library's function takes, by what it is given besides, is not known.
            Callee::Function(function)
                if call.args.len() > 1 && index.function(function).krate != index.adt(resource).krate =>
            {
                accessed(function, call, first)
            }
            _ => first(),
        }
    }
}

/// What a function of the workspace or of a library reaches from its first argument.
fn accessed(function: FunctionId, call: &Call, first: impl FnOnce() -> Option<Source>) -> Option<Source> {
    let step = match call.args.len() {
        0 => return Some(Source { root: Root::Call(function), steps: SmallVec::new() }),
        1 => Step::Call(function),
        _ => Step::CallWith(function),
    };
    let mut source = first()?;
    source.steps.push(step);
    Some(source)
}

/// Whether a function that gives a guard is no acquire of the guard's own crate: it stands for a
/// lock that it reaches from its receiver.
fn is_accessor(index: &Index, function: FunctionId, resource: AdtId) -> bool {
    index.is_of_workspace(function) && index.function(function).krate != index.adt(resource).krate
}

/// Whether clones of a value are the same thing.
pub(crate) fn is_handle(index: &Index, ty: &Ty) -> bool {
    let Ty::Adt(adt, _) = ty else { return false };
    let lang = index.lang();
    lang.arc == Some(*adt)
        || lang.rc == Some(*adt)
        || index.resource(*adt).is_some_and(|resource| resource.shared)
}

/// Whether a call gives the thing that its first argument is, or is a handle to: `clone` of a
/// shared handle, `as_ref`, `OnceLock::get_or_init`.
fn is_same_thing(index: &Index, function: FunctionId) -> bool {
    let hands_on = index.facts(function).is_some_and(|facts| facts.hands_on);
    let signature = index.signature(function);
    // What `LocalKey::with` gives is up to the closure that it shows its value to.
    let is_up_to_closure = || {
        signature.parameters.iter().skip(1).any(|ty| matches!(ty, Ty::Parameter(_)))
            && !any(&signature.output, &mut |ty| matches!(ty, Ty::Ref(..)))
    };
    hands_on && !is_up_to_closure() || is_iter_of_slice(index, function)
}

/// Slices have no path for the catalogue to speak of.
fn is_iter_of_slice(index: &Index, function: FunctionId) -> bool {
    let data = index.function(function);
    matches!(data.name.as_str(), "iter" | "iter_mut")
        && matches!(data.container, Container::Inherent(Ty::Slice(_) | Ty::Array(_)))
}
