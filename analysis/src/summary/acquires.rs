//! What a function acquires, by its own calls and by those of the functions and closures that it
//! runs.

use smallvec::SmallVec;

use super::{LONGEST_WAY, Link, Summaries, Way};
use crate::{
    body::{
        BlockId, Body, BodyId, Call, Callee, Local, LocalKind, Operand, Point, ReturnKind, Rvalue,
        StatementKind, Terminator,
    },
    catalogue::{Access, ClosureUse, Kind, Resource, Waits},
    holds::{BodyUse, FunctionHolds, HoldRef, Root, Run, Source},
    names::{AdtId, FunctionId},
    span::{Span, TextRange},
    types::{Container, Index, Ty},
};

/// How deep closures in closures are looked into.
const DEPTH: u32 = 6;

/// A function that acquires more than this is not followed for the rest.
const MOST: usize = 48;

/// A function acquires a lock, a cell or a connection that its caller knows too.
#[derive(Clone, Debug, PartialEq)]
pub struct Acquiring {
    /// The lock or pool: [`Root::Local`] is a local of the body at hand; in a summary the
    /// parameter of that number, counted from 1.
    pub source: Source,
    /// What is acquired: the type of the guard. `None` where the call gives it back itself.
    pub resource: Option<AdtId>,
    /// What sort of resource it is.
    pub kind: Kind,
    /// Who waits for it.
    pub waits: Waits,
    /// How.
    pub access: Access,
    /// The acquire itself.
    pub at: Span,
    /// The calls that lead there.
    pub way: Way,
    /// It happens on every way through the function that does not fail.
    pub certain: bool,
    /// Where it is not: the caller may have decided about it, by what it gives.
    pub by_argument: bool,
    /// It happens on another thread, for which the function waits.
    pub elsewhere: bool,
    /// The parameters that own a guard which is alive then.
    pub while_holding: SmallVec<[u32; 1]>,
}

/// An acquire as it looks from a body.
#[derive(Clone, Debug)]
pub struct Acquire {
    /// Where in the body.
    pub point: Point,
    /// Where in its text.
    pub range: TextRange,
    /// It happens in a closure of the body.
    pub in_closure: bool,
    /// What is at the point surely runs it.
    pub always: bool,
    /// What is acquired.
    pub what: Acquiring,
}

impl Acquiring {
    /// An acquire that the function itself makes, and that gives back what it took where it stands.
    fn by_itself(source: Source, kind: Kind, waits: Waits, access: Access, at: Span) -> Self {
        let (way, while_holding) = (Way::new(), SmallVec::new());
        Acquiring {
            source,
            resource: None,
            kind,
            waits,
            access,
            at,
            way,
            certain: true,
            by_argument: false,
            elsewhere: false,
            while_holding,
        }
    }

    /// Whoever comes to the point surely acquires it.
    pub(super) fn is_certain(&self) -> bool {
        self.way.is_empty() || self.certain
    }
}

impl Acquire {
    /// One that the body makes on every run of the point.
    fn here(point: Point, range: TextRange, what: Acquiring) -> Self {
        Acquire { point, range, in_closure: false, always: true, what }
    }
}

impl Summaries {
    /// Everything that runs into a lock, a cell or a pool in a body, in order: acquires of its own,
    /// in closures that run before it goes on, and in the functions that it calls. Those that give
    /// up instead of waiting are not among them.
    pub fn acquires_in(&self, function: &FunctionHolds<'_>, id: BodyId) -> Vec<Acquire> {
        self.acquires_at(function, id, &|_| true)
    }

    /// Those of them that happen at such points of the body.
    fn acquires_at(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        at: &dyn Fn(Point) -> bool,
    ) -> Vec<Acquire> {
        let mut found = self.acquires_at_depth(function, id, at, false, 0);
        found.sort_by_key(|acquire| (acquire.range.start, acquire.range.end, acquire.what.way.len()));
        // A function that gives a guard acquires it, and so does its call.
        let own: Vec<(Point, Source)> = found
            .iter()
            .filter(|acquire| acquire.what.way.is_empty())
            .map(|acquire| (acquire.point, acquire.what.source.clone()))
            .collect();
        found.retain(|acquire| {
            acquire.what.way.is_empty()
                || !own
                    .iter()
                    .any(|(point, source)| *point == acquire.point && *source == acquire.what.source)
        });
        found
    }

    /// What is acquired while something is held, in the body of the hold.
    pub fn acquires_while(&self, hold: &HoldRef<'_>) -> Vec<Acquire> {
        let body = hold.body();
        let mut found = self.acquires_at(hold.function(), hold.body, &|point| hold.is_live(point));
        found.retain(|acquire| {
            // What a call is given by value it may hold on to.
            let ends = hold.ends_at(acquire.point);
            let given = ends && self.is_held_by_callee(hold, acquire);
            if ends && !given {
                return false;
            }
            let Some(statement) = body.statement(acquire.point) else { return false };
            match &statement.kind {
                // A call that is given the guard may let go of it for the time, as
                // `MutexGuard::unlocked` does.
                StatementKind::Call(call) if !given => !hold.is_lent_mutably_to(call),
                _ => true,
            }
        });
        found.retain(|acquire| hold.acquired_at() != Some(acquire.point) || acquire.in_closure);
        found
    }

    /// What is surely acquired, while something is held, of the very lock, cell or pool that it came
    /// from.
    pub fn acquired_again(&self, hold: &HoldRef<'_>) -> Vec<Acquire> {
        self.of_same_source(hold, || self.acquires_while(hold))
    }

    /// What work on other threads or tasks surely takes of the very lock that is held, while the
    /// function waits for that work.
    pub fn acquired_by_joined_work(&self, hold: &HoldRef<'_>) -> Vec<Acquire> {
        self.of_same_source(hold, || {
            let mut found = self.acquires_while(hold);
            found.retain(|acquire| acquire.what.elsewhere);
            found.append(&mut self.acquires_of_joined(hold));
            found
        })
    }

    fn of_same_source(&self, hold: &HoldRef<'_>, acquires: impl FnOnce() -> Vec<Acquire>) -> Vec<Acquire> {
        let Some(source) = self.source_of(hold).filter(Source::is_certain) else { return Vec::new() };
        let mut found = acquires();
        found.retain(|acquire| {
            acquire.what.is_certain() && hold.function().is_same(hold.body, &acquire.what.source, &source)
        });
        found
    }

    /// Whether the function that a hold moves into has it when it acquires.
    fn is_held_by_callee(&self, hold: &HoldRef<'_>, acquire: &Acquire) -> bool {
        let Some(statement) = hold.body().statement(acquire.point) else { return false };
        let StatementKind::Call(call) = &statement.kind else { return false };
        acquire.what.while_holding.iter().any(|parameter| {
            let operand = parameter.checked_sub(1).and_then(|number| call.args.get(number as usize));
            operand.is_some_and(|operand| hold.is_value_of(operand))
        })
    }

    /// What a function acquires in terms of its parameters and of statics.
    pub(super) fn acquires_of(&self, function: &FunctionHolds<'_>) -> Vec<Acquiring> {
        let body = function.bodies.get(BodyId(0));
        let mut acquires: Vec<Acquiring> = Vec::new();
        for acquire in self.acquires_in(function, BodyId(0)) {
            if !acquire.what.source.is_known_outside(body) || acquires.len() >= MOST {
                continue;
            }
            let mut new = acquire.what;
            let reached = is_surely_reached(body, acquire.point.block);
            new.certain &= acquire.always && reached;
            new.by_argument |=
                !acquire.always || !reached && function.is_reached_by_argument(acquire.point.block);
            new.while_holding = held_parameters(function, acquire.point);
            let known = acquires.iter_mut().find(|known| {
                known.source == new.source
                    && known.access == new.access
                    && known.kind == new.kind
                    && known.elsewhere == new.elsewhere
            });
            match known {
                Some(known) if rank(&new) > rank(known) => *known = new,
                Some(known) if new.certain == known.certain && known.while_holding.is_empty() => {
                    known.while_holding = new.while_holding;
                }
                Some(_) => {}
                None => acquires.push(new),
            }
        }
        acquires
    }

    /// What happens at such points of a body. What an `async fn` does may happen at a later one than its
    /// call.
    pub(super) fn acquires_at_depth(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        at: &dyn Fn(Point) -> bool,
        joined: bool,
        depth: u32,
    ) -> Vec<Acquire> {
        let mut found = Vec::new();
        for hold in function.holds().filter(|hold| hold.body == id && hold.acquired_at().is_some_and(at)) {
            found.extend(self.acquire_of_hold(&hold));
        }
        let body = function.bodies.get(id);
        for (point, call, range) in function.calls(body) {
            let Callee::Function(callee) = call.callee else { continue };
            let range = call.method_range.unwrap_or(range);
            if at(point) {
                found.extend(self.inner_lock(function, id, point, call, range));
                self.acquires_of_given(function, body, (point, call, range), joined, &mut found);
            }
            let query = self.query_on_pool(function, id, point, call, range);
            found.extend(query.filter(|acquire| at(acquire.point)));
            // What an `async fn` does, it does when it is awaited.
            let is_async = function.index.function(callee).is_async;
            if !is_async && !at(point) {
                continue;
            }
            let summary = self.acquired_by(function, body, call, callee);
            if summary.is_empty() {
                continue;
            }
            let point = if is_async { function.awaited_at(body, call) } else { Some(point) };
            let Some(point) = point.filter(|point| at(*point)) else { continue };
            let link = Link { callee, span: function.span(range) };
            for acquiring in summary.iter().filter(|acquiring| acquiring.way.len() < LONGEST_WAY) {
                if let Some(source) = self.translate(function, id, call, &acquiring.source) {
                    let mut what = Acquiring { source, ..acquiring.clone() };
                    what.way.insert(0, link);
                    found.push(Acquire::here(point, range, what));
                }
            }
        }
        if depth < DEPTH {
            let children = function.bodies.iter().filter(|(_, child)| child.parent == Some(id));
            for (child, _) in children {
                self.acquires_of_child(function, child, at, joined, depth, &mut found);
            }
        }
        found
    }

    /// A hold as an acquire.
    fn acquire_of_hold(&self, hold: &HoldRef<'_>) -> Option<Acquire> {
        let resource = hold.resource()?;
        if !is_waited_for(hold) || hold.is_made_of_another() {
            return None;
        }
        let point = hold.acquired_at()?;
        if self.is_tried(hold) {
            return None;
        }
        let source = self.source_of(hold)?;
        let mut what =
            Acquiring::by_itself(source, resource.kind, resource.waits, hold.access(), hold.acquired_span());
        what.resource = Some(hold.resource);
        Some(Acquire::here(point, hold.acquired, what))
    }

    /// A call that acquires and gives back within itself: map methods, `RefCell::replace`.
    fn inner_lock(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        point: Point,
        call: &Call,
        range: TextRange,
    ) -> Option<Acquire> {
        let Callee::Function(callee) = call.callee else { return None };
        let facts = function.index.facts(callee)?;
        let access = facts.locks.filter(|_| !facts.tries)?;
        if !function.index.owned_resources(&function.index.signature(callee).output).is_empty() {
            return None;
        }
        let source = self.source_of_operand(function, id, call.args.first()?)?;
        let range = function.bodies.get(id).statement(point).map_or(range, |statement| statement.range);
        let at = function.span(range);
        let what = Acquiring::by_itself(source, Kind::Borrow, Waits::Nobody, access, at);
        Some(Acquire::here(point, range, what))
    }

    /// A query straight on a pool: it takes a connection for as long as it runs.
    fn query_on_pool(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        point: Point,
        call: &Call,
        range: TextRange,
    ) -> Option<Acquire> {
        let Callee::Function(callee) = call.callee else { return None };
        let (index, body) = (function.index, function.bodies.get(id));
        if !is_query(index, callee) || index.is_of_workspace(callee) {
            return None;
        }
        let pool = call.args.iter().find(|operand| {
            operand.place().is_some_and(|place| match body.place_ty(index, place).peel_refs() {
                Ty::Adt(adt, _) => index.resource(*adt).is_some_and(|resource| resource.kind == Kind::Pool),
                _ => false,
            })
        })?;
        let source = self.source_of_operand(function, id, pool)?;
        let point = function.awaited_at(body, call).unwrap_or(point);
        let at = function.span(range);
        let what = Acquiring::by_itself(source, Kind::Connection, Waits::Task, Access::Shared, at);
        Some(Acquire::here(point, range, what))
    }

    /// What a closure or task acquires that the body around it waits for.
    fn acquires_of_child(
        &self,
        function: &FunctionHolds<'_>,
        child: BodyId,
        at: &dyn Fn(Point) -> bool,
        joined: bool,
        depth: u32,
        found: &mut Vec<Acquire>,
    ) {
        let used = function.use_of_body(child).filter(|used| at(used.point));
        let Some(BodyUse { parent, point, run }) = used else { return };
        let outer = function.bodies.get(parent);
        let runner = match outer.statement(point).map(|statement| &statement.kind) {
            Some(StatementKind::Call(call)) => Some(call),
            _ => None,
        };
        let facts = runner.and_then(|call| match call.callee {
            Callee::Function(callee) => function.index.facts(callee),
            _ => None,
        });
        let scoped = facts.is_some_and(|facts| facts.closures == Some(ClosureUse::InPlaceElsewhere));
        let gives_up = facts.is_some_and(|facts| facts.closures == Some(ClosureUse::InPlaceForATime));
        if gives_up
            || run == Run::Spawned && !joined
            || runner.is_some_and(|call| is_kept(function.index, outer, call))
        {
            return;
        }
        let elsewhere = scoped || run == Run::Spawned;
        // `LocalKey::with` is there to show its closure what it has.
        let shows = facts.is_some_and(|facts| facts.hands_on);
        let always = elsewhere || shows || runner.is_none_or(|call| call.callee == Callee::Value);
        let body = function.bodies.get(child);
        for acquire in self.acquires_at_depth(function, child, &|_| true, joined || scoped, depth + 1) {
            let Some(source) = self.outward(function, child, &acquire.what.source) else { continue };
            let mut what = Acquiring { source, ..acquire.what };
            what.elsewhere |= elsewhere;
            let always = always && acquire.always && is_surely_reached(body, acquire.point.block);
            // A closure that has a name stands elsewhere.
            let range = match outer.range_at(point) {
                around if around.contains(body.range) => acquire.range,
                around => around,
            };
            found.push(Acquire { point, range, in_closure: true, always, what });
        }
    }

    /// A source of a closure's body as the body around it sees it.
    pub(super) fn outward(
        &self,
        function: &FunctionHolds<'_>,
        child: BodyId,
        source: &Source,
    ) -> Option<Source> {
        let Root::Local(local) = source.root else { return Some(source.clone()) };
        let outer = function.outer_operand(child, local)?;
        let mut found = self.source_of_operand(function, function.bodies.get(child).parent?, &outer)?;
        found.steps.extend_from_slice(&source.steps);
        Some(found)
    }

    /// A source in terms of a callee's parameters, in terms of the body that the call stands in.
    pub(super) fn translate(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        call: &Call,
        source: &Source,
    ) -> Option<Source> {
        match source.root {
            Root::Static(_) | Root::Call(_) => Some(source.clone()),
            Root::Local(parameter) => {
                let argument = call.args.get(parameter.0.checked_sub(1)? as usize)?;
                let mut found = function.source(id, argument)?;
                found.steps.extend_from_slice(&source.steps);
                self.resolve(function.index, found)
            }
        }
    }
}

/// Whether it is of a kind that others wait for, or that panics when it is taken twice.
pub(super) fn is_waited_for(hold: &HoldRef<'_>) -> bool {
    hold.resource().is_some_and(|resource| {
        matches!(resource.kind, Kind::Lock | Kind::Borrow | Kind::Connection | Kind::Transaction)
    })
}

impl HoldRef<'_> {
    /// Whether an operand moves what is held.
    pub(super) fn is_value_of(&self, operand: &Operand) -> bool {
        let Operand::Move(place) = operand else { return false };
        let owns = |local: Local| {
            let data = self.body().locals.get(local.0 as usize);
            data.is_some_and(|data| self.function().index.owned_resources(&data.ty).contains(&self.resource))
        };
        place.whole_local().is_some_and(owns)
    }
}

impl FunctionHolds<'_> {
    /// The function that a call of a method comes to: for one of a trait, that of the receiver's type,
    /// where it is known.
    pub(super) fn dispatched(&self, body: &Body, call: &Call, callee: FunctionId) -> FunctionId {
        let data = self.index.function(callee);
        if data.receiver.is_none() || !matches!(data.container, Container::Trait(_)) {
            return callee;
        }
        let receiver = call.args.first().and_then(Operand::place);
        let implementation = receiver.and_then(|place| {
            let ty = body.place_ty(self.index, place);
            self.index.implementation_for(callee, self.behind_handles(&ty))
        });
        implementation.unwrap_or(callee)
    }

    /// Where the future that a call gives is awaited.
    pub(super) fn awaited_at(&self, body: &Body, call: &Call) -> Option<Point> {
        let mut future = call.destination.whole_local()?;
        for _ in 0..4 {
            let mut moved = None;
            for (number, block) in body.blocks.iter().enumerate() {
                for (position, statement) in block.statements.iter().enumerate() {
                    let is_it = |operand: &Operand| operand.whole_local() == Some(future);
                    match &statement.kind {
                        StatementKind::Await { futures, .. } if futures.iter().any(is_it) => {
                            return Some(Point { block: BlockId(number as u32), statement: position as u32 });
                        }
                        StatementKind::Assign(place, Rvalue::Use(operand)) if is_it(operand) => {
                            moved = place.whole_local();
                        }
                        _ => {}
                    }
                }
            }
            future = moved?;
        }
        None
    }
}

/// Whether a function is one by which libraries run a query on whatever is given.
pub(super) fn is_query(index: &Index, function: FunctionId) -> bool {
    let name = index.function(function).name;
    name.starts_with("fetch") || name.starts_with("execute")
}

/// Adaptors of iterators, which run their closure when the iterator is asked.
const LAZY: [&str; 10] = [
    "map",
    "filter",
    "filter_map",
    "flat_map",
    "take_while",
    "skip_while",
    "map_while",
    "inspect",
    "scan",
    "zip",
];

/// Whether a call makes an iterator that goes into a variable: its closure runs later.
pub(super) fn is_kept(index: &Index, body: &Body, call: &Call) -> bool {
    let (Callee::Function(callee), Some(made)) = (&call.callee, call.destination.whole_local()) else {
        return false;
    };
    let data = |local: Local| body.locals.get(local.0 as usize);
    let lang = index.lang();
    let at_once = data(made).is_some_and(
        |data| matches!(data.ty, Ty::Adt(adt, _) if Some(adt) == lang.option || Some(adt) == lang.result),
    );
    let is_variable = |local: Local| data(local).is_some_and(|data| data.kind == LocalKind::Variable);
    let moves_on = || {
        body.points().any(|(_, statement)| match &statement.kind {
            StatementKind::Assign(place, Rvalue::Use(operand)) => {
                operand.whole_local() == Some(made) && place.whole_local().is_some_and(is_variable)
            }
            _ => false,
        })
    };
    LAZY.contains(&index.function(*callee).name.as_str()) && !at_once && (is_variable(made) || moves_on())
}

/// Whether a second acquire panics where that of a lock waits.
pub(super) fn panics(resource: &Resource) -> bool {
    resource.kind == Kind::Borrow && resource.waits == Waits::Nobody
}

/// How much is known of whether something is acquired.
fn rank(acquiring: &Acquiring) -> (bool, bool) {
    (acquiring.certain, !acquiring.by_argument)
}

/// Whether every way through a body that returns comes through a block.
fn is_surely_reached(body: &Body, block: BlockId) -> bool {
    is_on_every_way(body, block, |_| true)
}

/// Whether every way through a body that returns no error comes through a block.
pub(super) fn is_reached_unless_failing(body: &Body, block: BlockId) -> bool {
    is_on_every_way(body, block, |kind| kind == ReturnKind::Value)
}

fn is_on_every_way(body: &Body, block: BlockId, counts: impl Fn(ReturnKind) -> bool) -> bool {
    let mut seen = fixedbitset::FixedBitSet::with_capacity(body.blocks.len());
    seen.insert(block.0 as usize);
    let mut stack = vec![BlockId(0)];
    while let Some(next) = stack.pop() {
        if seen.put(next.0 as usize) {
            continue;
        }
        let terminator = &body.block(next).terminator;
        if matches!(terminator, Terminator::Return(kind) if counts(*kind)) {
            return false;
        }
        stack.extend(terminator.successors());
    }
    true
}

/// The parameters whose guards are alive at a point of a function's own body.
fn held_parameters(function: &FunctionHolds<'_>, point: Point) -> SmallVec<[u32; 1]> {
    let holds = function.holds().filter(|hold| hold.body == BodyId(0) && hold.acquired_at().is_none());
    let held = holds.filter(|hold| hold.is_live(point) && !hold.ends_at(point));
    let mut held: SmallVec<[u32; 1]> = held.filter_map(|hold| hold.variable.map(|local| local.0)).collect();
    // Of a type that the caller chooses it is not known that it is a guard.
    let body = function.bodies.get(BodyId(0));
    let start = body.range_at(point).start;
    held.extend((1..=body.parameters).filter(|number| {
        let is_generic = body
            .locals
            .get(*number as usize)
            .is_some_and(|data| matches!(data.ty, Ty::Parameter(_) | Ty::Opaque(_)));
        is_generic
            && !body
                .points()
                .any(|(_, statement)| statement.range.start < start && statement.moves(Local(*number)))
    }));
    held
}
