//! What a lint asks of a hold.

use super::{EndKind, FunctionHolds, Hold, HoldOrigin, Root, Source, Step, Use};
use crate::{
    body::{Body, BodyId, Callee, LocalKind, Operand, Point, StatementKind},
    catalogue::{Access, FunctionFacts, Resource},
    names::{AdtId, FunctionId},
    span::{Span, TextRange},
    syntax::items::Receiver,
    types::{Infer, Mutability, Ty},
};

/// A hold with the function that it is in.
#[derive(Clone, Copy, Debug)]
pub struct HoldRef<'f> {
    pub(super) function: &'f FunctionHolds<'f>,
    pub(super) hold: &'f Hold,
}

/// A call that runs while something is held.
#[derive(Clone, Copy, Debug)]
pub struct InnerCall<'f> {
    /// Where in the body.
    pub point: Point,
    /// The function.
    pub callee: FunctionId,
    /// Where in the text.
    pub range: TextRange,
    /// What the catalogue says of it.
    pub facts: &'f FunctionFacts,
    /// The call looks at what is held, or at what borrows from it.
    pub uses_hold: bool,
    /// It is a method of what is held, or of what borrows from it: the hold is there for it.
    pub is_method_of_hold: bool,
    /// The source of its receiver.
    pub receiver: Option<&'f Operand>,
}

impl<'f> std::ops::Deref for HoldRef<'f> {
    type Target = Hold;

    fn deref(&self) -> &Hold {
        self.hold
    }
}

impl<'f> HoldRef<'f> {
    /// The function that it is in.
    pub fn function(&self) -> &'f FunctionHolds<'f> {
        self.function
    }

    /// What the catalogue, or the workspace, says of its type. `None` cannot be, since only
    /// resources are followed; a caller that meets it has nothing to report.
    pub fn resource(&self) -> Option<&'f Resource> {
        self.function.index.resource(self.hold.resource)
    }

    /// The body that it lives in.
    pub fn body(&self) -> &'f Body {
        self.function.bodies.get(self.hold.body)
    }

    /// The span of a range of its file.
    pub fn span(&self, range: TextRange) -> Span {
        self.function.span(range)
    }

    /// Where it is acquired.
    pub fn acquired_span(&self) -> Span {
        self.function.span(self.hold.acquired)
    }

    /// The name of the variable that it is in.
    pub fn name(&self) -> Option<crate::Name> {
        self.body().locals.get(self.hold.variable?.0 as usize)?.name
    }

    /// It never got a name: it lives in temporaries only.
    pub fn is_temporary(&self) -> bool {
        self.hold.variable.is_none()
    }

    /// A few words for messages: "mutex guard `g`", "mutex guard".
    pub fn describe(&self) -> String {
        let noun = self.resource().map_or("value", |resource| resource.noun.as_str());
        match self.name() {
            Some(name) => format!("{noun} `{name}`"),
            None => noun.to_owned(),
        }
    }

    /// The way to its lock or pool as a person would write it: `self.state`, `CACHE`.
    pub fn describe_source(&self) -> Option<String> {
        self.hold.source.as_ref().and_then(|source| self.function.describe_source(self.body(), source))
    }

    /// Whether it may be alive before a point.
    pub fn is_live(&self, point: Point) -> bool {
        let points = &self.function.points[self.hold.body.0 as usize];
        self.hold.live.bits.contains(points.number(point))
    }

    /// Whether it ends at a point, on some path.
    pub fn ends_at(&self, point: Point) -> bool {
        self.hold.ends.iter().any(|end| end.point == point)
    }

    /// The point of its acquire; `None` where it is there from the start of the body.
    pub fn acquired_at(&self) -> Option<Point> {
        match self.hold.origin {
            HoldOrigin::Call(point, _) | HoldOrigin::Literal(point) => Some(point),
            HoldOrigin::Parameter(_) | HoldOrigin::Capture(_) => None,
        }
    }

    /// The function that made it.
    pub fn acquired_by(&self) -> Option<FunctionId> {
        match self.hold.origin {
            HoldOrigin::Call(_, function) => function,
            _ => None,
        }
    }

    /// Its acquire gives up instead of waiting: `try_lock`, `lock_timeout`.
    pub fn is_tried(&self) -> bool {
        let Some(function) = self.acquired_by() else { return false };
        let facts = self.function.index.facts(function);
        // A wrapper of the workspace has no facts; its name says so by convention.
        facts.is_some_and(|facts| facts.tries)
            || self.function.index.function(function).name.trim_start_matches('_').starts_with("try_")
    }

    /// Uses other than passing on to another place and asking for its variant.
    pub fn real_uses(&self) -> impl Iterator<Item = &'f Use> {
        self.hold.uses.iter().filter(|used| !used.moves && !used.tests)
    }

    /// Whether a pattern asks for its variant: whether there is one, or an error instead.
    pub fn is_tested(&self) -> bool {
        self.hold.uses.iter().any(|used| used.tests)
    }

    /// Whether it is the lock of a standard stream: it is held so that what others write or read does not
    /// come in between.
    pub fn is_standard_stream(&self) -> bool {
        self.function.index.adt_path(self.hold.resource).starts_with("std::io::")
    }

    /// Whether a function of the workspace made it.
    pub fn is_of_workspace(&self) -> bool {
        let index = self.function.index;
        self.acquired_by().is_some_and(|function| index.is_of_workspace(function))
    }

    /// The points at which the body suspends while it is alive and goes on to be, in the order
    /// of the text.
    pub fn awaits(&self) -> Vec<(Point, TextRange)> {
        let mut awaits: Vec<_> = self
            .points_inside()
            .filter_map(|point| match self.body().statement(point) {
                Some(statement) if matches!(statement.kind, StatementKind::Await { .. }) => {
                    (!self.ends_at(point)).then_some((point, statement.range))
                }
                _ => None,
            })
            .collect();
        awaits.sort_by_key(|(_, range)| (range.start, range.end));
        awaits
    }

    /// All points before which it may be alive, in order.
    fn points_inside(&self) -> impl Iterator<Item = Point> + 'f {
        let this = *self;
        let blocks = this.body().blocks.iter().enumerate();
        blocks.flat_map(move |(number, block)| {
            let block_id = crate::body::BlockId(number as u32);
            (0..=block.statements.len() as u32)
                .map(move |statement| Point { block: block_id, statement })
                .filter(move |point| this.is_live(*point))
        })
    }

    /// Calls of functions that the catalogue knows something of, while it is alive. Those that
    /// end it are not among them.
    pub fn known_calls(&self) -> Vec<InnerCall<'f>> {
        let index = self.function.index;
        self.points_inside()
            .filter_map(|point| {
                let statement = self.body().statement(point)?;
                let StatementKind::Call(call) = &statement.kind else { return None };
                let Callee::Function(callee) = call.callee else { return None };
                let facts = index.facts(callee)?;
                let uses_hold = self.hold.uses.iter().any(|used| used.point == point);
                let is_method = index.function(callee).receiver.is_some();
                (!self.ends_at(point)).then_some(InnerCall {
                    point,
                    callee,
                    range: statement.range,
                    facts,
                    uses_hold,
                    is_method_of_hold: uses_hold && is_method,
                    receiver: call.args.first(),
                })
            })
            .collect()
    }

    /// Calls that stop the thread while it is alive.
    pub fn blocking_calls(&self) -> Vec<InnerCall<'f>> {
        let mut calls = self.known_calls();
        // What gives a future does what it does when that is awaited.
        let index = self.function.index;
        let is_async = |call: &InnerCall<'_>| {
            let output = &index.signature(call.callee).output;
            index.function(call.callee).is_async
                || Infer::new(index, self.function.function).awaited(output).is_some()
        };
        calls.retain(|call| {
            let receiver = call.receiver;
            call.facts.blocks.is_some()
                && !is_async(call)
                && self.function.is_fact_for(self.body(), call.facts, receiver)
        });
        calls
    }

    /// The holds that begin while this one is alive, in the same body.
    pub fn acquires_inside(&self) -> impl Iterator<Item = HoldRef<'f>> {
        let this = *self;
        self.function.holds().filter(move |other| {
            let distinct = !std::ptr::eq(other.hold, this.hold) && other.hold.body == this.hold.body;
            // A value that is both, a tuple of two guards, begins at one point.
            distinct
                && other.acquired_at() != this.acquired_at()
                && other.acquired_at().is_some_and(|point| this.is_live(point) && !this.ends_at(point))
        })
    }

    /// How it keeps others out: by the function that acquired it, else by its type.
    pub fn access(&self) -> Access {
        let facts = self.acquired_by().and_then(|function| self.function.index.facts(function));
        let by_type = self.resource().map_or(Access::Recursive, |resource| resource.access);
        facts.and_then(|facts| facts.locks).unwrap_or(by_type)
    }

    /// Whether both certainly come from one lock or cell that cannot give out both.
    pub fn conflicts_with(&self, other: &HoldRef<'_>) -> bool {
        let same = match (&self.hold.source, &other.hold.source) {
            (Some(first), Some(second)) => first == second && first.is_certain(),
            _ => false,
        };
        same && self.excludes(other.access())
    }

    /// Whether somebody who acquires so while it is held waits for it or panics.
    pub fn excludes(&self, access: Access) -> bool {
        self.access().excludes(access)
    }

    /// Whether an argument of a call is a reference to the guard by which it can be exchanged, or
    /// let go of for a time.
    pub fn is_lent_mutably_to(&self, call: &crate::body::Call) -> bool {
        call.args.iter().filter_map(Operand::place).any(|place| {
            let ty = self.body().place_ty(self.function.index, place);
            matches!(&ty, Ty::Ref(Mutability::Mutable, inner)
                if matches!(&**inner, Ty::Adt(adt, _) if *adt == self.hold.resource))
        })
    }

    /// Whether something is called while it is alive that neither ends it nor gets it.
    pub fn protects_a_call(&self) -> bool {
        self.function.calls(self.body()).any(|(point, _, _)| {
            self.is_live(point)
                && !self.ends_at(point)
                && !self.hold.uses.iter().any(|used| used.point == point)
        })
    }

    /// It was made of another resource that was given up for it: a map entry, a downgrade.
    pub fn is_converted(&self) -> bool {
        let index = self.function.index;
        let Some(function) = self.acquired_by() else { return false };
        let first = index.signature(function).parameters.first();
        index.function(function).receiver == Some(Receiver::Value)
            && first.is_some_and(|ty| !index.owned_resources(ty).is_empty())
    }

    /// The same, or it is what an associated function made of another one of its kind:
    /// `RwLockWriteGuard::downgrade(guard)`.
    pub fn is_made_of_another(&self) -> bool {
        let index = self.function.index;
        let kind = |id| index.resource(id).map(|resource| resource.kind);
        let is_of_kind = |given: &AdtId| kind(*given) == kind(self.hold.resource);
        let by = self.acquired_by().filter(|by| index.function(*by).receiver.is_none());
        let first = by.and_then(|by| index.signature(by).parameters.first());
        self.is_converted() || first.is_some_and(|ty| index.owned_resources(ty).iter().any(is_of_kind))
    }

    /// It leaves the function on some path: it is returned, stored or passed on.
    pub fn escapes(&self) -> bool {
        self.hold.ends.iter().any(|end| {
            matches!(
                end.kind,
                EndKind::MovedInto(_)
                    | EndKind::MovedIntoClosure
                    | EndKind::Stored
                    | EndKind::Returned
                    | EndKind::Escaped
                    | EndKind::Forgotten
            )
        })
    }

    /// Whether the argument of a call at a point is the hold or borrows from it.
    pub fn is_used_at(&self, point: Point) -> bool {
        self.hold.uses.iter().any(|used| used.point == point)
    }
}

impl FunctionHolds<'_> {
    /// What the holds of all bodies come from.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.holds.iter().filter_map(|hold| hold.source.as_ref())
    }

    /// Whether a body puts another value into a field on the way of a source.
    pub(crate) fn replaces(&self, id: BodyId, source: &Source) -> bool {
        let body = self.bodies.get(id);
        let Some(definitions) = self.definitions.get(id.0 as usize) else { return false };
        definitions.assigned_fields(body).any(|(name, place)| {
            source.steps.contains(&Step::Field(name))
                && definitions.source_of(self.index, body, place).is_some_and(|replaced| {
                    replaced.root == source.root && source.steps.starts_with(&replaced.steps)
                })
        })
    }

    /// Whether a fact about a trait's method holds for the type that a call is made on.
    pub(crate) fn is_fact_for(&self, body: &Body, facts: &FunctionFacts, receiver: Option<&Operand>) -> bool {
        facts.receivers.is_empty()
            || receiver.and_then(Operand::place).is_some_and(|place| {
                match body.place_ty(self.index, place).peel_refs() {
                    Ty::Adt(adt, _) => facts.receivers.contains(&self.index.adt_path(*adt)),
                    _ => false,
                }
            })
    }

    /// The lock, pool or other value that an operand in a body stands for.
    pub fn source(&self, id: BodyId, operand: &Operand) -> Option<Source> {
        self.definitions.get(id.0 as usize)?.source(self.index, self.bodies.get(id), operand)
    }

    /// A source as a person would write it.
    pub fn describe_source(&self, body: &Body, source: &Source) -> Option<String> {
        let mut text = match source.root {
            Root::Static(id) => {
                let path = self.index.constant(id).0;
                path.rsplit("::").next().unwrap_or_default().to_owned()
            }
            Root::Call(function) => format!("{}()", self.index.function(function).name),
            Root::Local(local) => match body.locals.get(local.0 as usize) {
                Some(data) if data.kind == LocalKind::Temporary => return None,
                Some(data) => data.name?.to_string(),
                None => return None,
            },
        };
        for step in &source.steps {
            match step {
                Step::Field(name) => {
                    text.push('.');
                    text.push_str(name);
                }
                Step::Element(number) => text.push_str(&format!("[{number}]")),
                Step::SomeElement => text.push_str("[..]"),
                Step::Call(function) | Step::CallWith(function) => {
                    text.push('.');
                    text.push_str(&self.index.function(*function).name);
                    text.push_str(if matches!(step, Step::Call(_)) { "()" } else { "(..)" });
                }
            }
        }
        Some(text)
    }

    /// The calls of a body with their points, in order: callee, arguments and place.
    pub fn calls<'b>(
        &self,
        body: &'b Body,
    ) -> impl Iterator<Item = (Point, &'b crate::body::Call, TextRange)> + 'b {
        body.blocks.iter().enumerate().flat_map(|(number, block)| {
            let block_id = crate::body::BlockId(number as u32);
            block.statements.iter().enumerate().filter_map(move |(position, statement)| {
                let point = Point { block: block_id, statement: position as u32 };
                match &statement.kind {
                    StatementKind::Call(call) => Some((point, &**call, statement.range)),
                    _ => None,
                }
            })
        })
    }
}

impl Operand {
    /// The local that it reads as a whole.
    pub fn whole_local(&self) -> Option<crate::body::Local> {
        self.place().and_then(crate::body::Place::whole_local)
    }
}
