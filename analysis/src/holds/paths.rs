//! Paths into what is deleted when its owner is dropped: a temporary directory or file.

use smallvec::SmallVec;

use super::{EndKind, FunctionHolds, HoldRef};
use crate::{
    body::{
        Aggregate, Body, BodyId, Call, Callee, Local, Operand, Place, Point, ReturnKind, Rvalue, Statement,
        StatementKind, Terminator,
    },
    catalogue::PathUse,
    names::{CrateOrigin, FunctionId},
    span::TextRange,
    types::{Container, Index, Ty, any},
};

/// More locals than this with one path, and nothing is said of them.
const MOST: usize = 32;

/// How deep types are looked into for a path.
const DEPTH: u32 = 8;

/// A path that is used when what it leads to is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Orphan {
    /// Where it is taken from its owner.
    pub taken: TextRange,
    /// Where it is used.
    pub used: TextRange,
    /// It is returned there.
    pub returned: bool,
    /// What uses it surely wants something to be there. Of functions that are not the standard library's
    /// that is only likely.
    certain: bool,
}

/// A local with a path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Holder {
    local: Local,
    taken: TextRange,
    /// The path is somewhere in it.
    inside: bool,
}

type Holders = SmallVec<[Holder; 4]>;

impl HoldRef<'_> {
    /// The first use of a path that was taken from what is held, where that has gone out of scope
    /// by itself before: on every way to the use.
    pub fn orphaned_path(&self) -> Option<Orphan> {
        let goes_by_itself =
            |kind| matches!(kind, EndKind::ScopeEnd | EndKind::TemporaryEnd | EndKind::Discarded);
        if self.ends.is_empty() || !self.ends.iter().all(|end| goes_by_itself(end.kind)) {
            return None;
        }
        let function = self.function();
        let kept = |callee| function.index.facts(callee).is_some_and(|facts| facts.forgets);
        let is_kept = |(_, call, _): (Point, &Call, TextRange)| matches!(call.callee, Callee::Function(callee) if kept(callee));
        if function.calls(self.body()).any(is_kept) {
            return None;
        }
        Paths { hold: *self, body: self.body() }.first_orphan()
    }

    /// Whether it is a file that nothing was ever written to, and that is gone when its name has been taken.
    fn is_empty_file(&self) -> bool {
        let (index, body) = (self.function().index, self.body());
        let is_name = |point: Point| match body.statement(point).map(|statement| &statement.kind) {
            Some(StatementKind::Call(call)) => is_path(index, &body.place_ty(index, &call.destination), 0),
            _ => true,
        };
        self.resource().is_some_and(|resource| !resource.writes.is_empty())
            && self.ends.iter().all(|end| end.kind == EndKind::TemporaryEnd)
            && self.real_uses().all(|used| is_name(used.point))
    }

    /// The call that gets it by value where a path is asked for, and keeps the path alone.
    pub fn given_for_its_path(&self) -> Option<(TextRange, FunctionId)> {
        let function = self.function();
        let index = function.index;
        self.ends.iter().find_map(|end| {
            let EndKind::MovedInto(Some(callee)) = end.kind else { return None };
            let StatementKind::Call(call) = &self.body().statement(end.point)?.kind else { return None };
            let number = call.args.iter().position(|operand| {
                let place = operand.place();
                place.is_some_and(|place| {
                    matches!(self.body().place_ty(index, place), Ty::Adt(adt, _) if adt == self.resource)
                })
            })?;
            let taken = index.takes_any(callee, number, "std::convert::AsRef");
            (taken && keeps_path(index, callee)).then_some((end.range, callee))
        })
    }
}

/// Follows the paths that are taken from one hold.
struct Paths<'f> {
    hold: HoldRef<'f>,
    body: &'f Body,
}

impl Paths<'_> {
    fn first_orphan(&self) -> Option<Orphan> {
        let start = self.hold.acquired_at()?;
        let mut entries: Vec<Option<Holders>> = vec![None; self.body.blocks.len()];
        let mut found: Option<Orphan> = None;
        // Who made only a name, or removes by hand what others put there, may have wanted no more.
        let mut is_name = self.hold.is_empty_file();
        let mut work = vec![(start.block, start.statement as usize + 1, Holders::new())];
        while let Some((id, first, mut holders)) = work.pop() {
            let block = self.body.block(id);
            for (number, statement) in block.statements.iter().enumerate().skip(first) {
                let point = Point { block: id, statement: number as u32 };
                if !self.hold.is_live(point) {
                    is_name |= self.removes(statement, &holders);
                    if let Some(used) = self.used_by(statement, &holders) {
                        // Who makes the place anew wanted no more than its name.
                        let used = used?;
                        let order = |orphan: &Orphan| (!orphan.certain, orphan.used.start);
                        let earlier = found.is_some_and(|known| order(&known) <= order(&used));
                        found = if earlier { found } else { Some(used) };
                    }
                }
                self.step(point, statement, &mut holders);
            }
            if let Terminator::Return(kind) = block.terminator {
                let end = Point { block: id, statement: block.statements.len() as u32 };
                let given = holders.iter().find(|holder| holder.local == Local::RETURN);
                if let Some(given) = given.filter(|_| kind == ReturnKind::Value && !self.hold.is_live(end))
                    && found.is_none()
                {
                    let (taken, certain) = (given.taken, true);
                    found = Some(Orphan { taken, used: taken, returned: true, certain });
                }
            }
            for target in block.terminator.successors() {
                let Some(entry) = entries.get_mut(target.0 as usize) else { continue };
                let known = entry.get_or_insert_with(|| {
                    // Reached for the first time: to be looked at even without paths.
                    work.push((target, 0, holders.clone()));
                    holders.clone()
                });
                let before = known.len();
                for holder in &holders {
                    if !known.contains(holder) && known.len() < MOST {
                        known.push(*holder);
                    }
                }
                if known.len() != before {
                    work.push((target, 0, known.clone()));
                }
            }
        }
        found.filter(|orphan| orphan.certain || !is_name)
    }

    /// Whether a statement removes what a path leads to.
    fn removes(&self, statement: &Statement, holders: &Holders) -> bool {
        let StatementKind::Call(call) = &statement.kind else { return false };
        let Callee::Function(callee) = call.callee else { return false };
        let facts = self.hold.function().index.facts(callee);
        facts.is_some_and(|facts| facts.path == Some(PathUse::Removes))
            && call.args.iter().any(|operand| path_in(operand, holders).is_some())
    }

    /// What a statement does with paths to what is gone. The inner `None` stands for a use that
    /// shows that nothing more was wanted.
    fn used_by(&self, statement: &Statement, holders: &Holders) -> Option<Option<Orphan>> {
        let function = self.hold.function();
        let (holder, range, certain) = match &statement.kind {
            StatementKind::Call(call) => {
                let holder = call.args.iter().find_map(|operand| path_in(operand, holders))?;
                match function.looks_for(self.body, call)? {
                    true => (
                        holder,
                        call.method_range.unwrap_or(statement.range),
                        is_of_std(function.index, call),
                    ),
                    false => return Some(None),
                }
            }
            StatementKind::Assign(_, Rvalue::Closure(id)) => {
                let captures = &function.bodies.get(*id).captures;
                let used = captures.iter().find_map(|capture| {
                    let holder = holders.iter().find(|it| it.local == capture.outer && !it.inside)?;
                    let runs = function.use_of_body(*id).is_some();
                    (runs && function.looks_in(*id, capture.inner)).then_some((holder, capture.range, true))
                });
                used?
            }
            _ => return None,
        };
        Some(Some(Orphan { taken: holder.taken, used: range, returned: false, certain }))
    }

    fn step(&self, point: Point, statement: &Statement, holders: &mut Holders) {
        let (destination, new) = match &statement.kind {
            StatementKind::Assign(place, value) => (place, self.assigned(point, statement, value, holders)),
            StatementKind::Call(call) => (&call.destination, self.given(point, statement, call, holders)),
            StatementKind::Await { destination, .. } => (destination, None),
            StatementKind::Drop(local, _) => {
                holders.retain(|holder| holder.local != *local);
                return;
            }
            StatementKind::Mention(_) => return,
        };
        let Some(local) = destination.as_local() else { return };
        let whole = destination.projections.is_empty();
        if whole {
            holders.retain(|holder| holder.local != local);
        }
        // What lies behind a reference belongs to somebody else.
        if let Some((taken, inside)) = new
            && !destination.is_indirect()
            && holders.len() < MOST
        {
            let holder = Holder { local, taken, inside: inside || !whole };
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
    }

    /// The path in an assigned value: where it was taken, and whether the value is more than it.
    fn assigned(
        &self,
        point: Point,
        statement: &Statement,
        value: &Rvalue,
        holders: &Holders,
    ) -> Option<(TextRange, bool)> {
        let known = |place: &Place| {
            let local = place.as_local()?;
            let whole = place.projections.is_empty();
            let holder = holders.iter().find(|it| it.local == local && (whole || !it.inside))?;
            Some((holder.taken, holder.inside))
        };
        match value {
            Rvalue::Use(operand) => known(operand.place()?),
            // `&*path` of something that is a path itself.
            Rvalue::Ref(_, place) => known(place).or_else(|| {
                let taken = self.is_owner(point, place) && place.is_indirect();
                taken.then_some((statement.range, false))
            }),
            Rvalue::Aggregate(kind, parts) => {
                let (taken, _) = parts.iter().find_map(|(_, operand)| operand.place().and_then(known))?;
                let index = self.hold.function().index;
                match kind {
                    Aggregate::Adt(adt, variant) => {
                        let lang = index.lang();
                        let wrapper = [lang.option, lang.result].contains(&Some(*adt));
                        let name = index.adt(*adt).variants.get(*variant as usize).map(|data| data.name);
                        let failed = wrapper && name.is_some_and(|name| name == "Err");
                        (!failed).then_some((taken, !wrapper))
                    }
                    _ => Some((taken, true)),
                }
            }
            Rvalue::Closure(_) | Rvalue::Compute(..) => None,
        }
    }

    /// The path that a call gives.
    fn given(
        &self,
        point: Point,
        statement: &Statement,
        call: &Call,
        holders: &Holders,
    ) -> Option<(TextRange, bool)> {
        let index = self.hold.function().index;
        let Callee::Function(callee) = call.callee else { return None };
        let first = call.args.first()?;
        let local = call.destination.whole_local()?;
        let ty = &self.body.locals.get(local.0 as usize)?.ty;
        if !is_path(index, ty, 0) {
            return None;
        }
        let gives = gives_path(index, callee);
        if gives && let Some(holder) = path_in(first, holders) {
            return Some((holder.taken, false));
        }
        let owner = first.place().filter(|place| self.is_owner(point, place))?;
        let lends = gives || self.lends_path(callee, owner);
        lends.then_some((
            call.method_range.map_or(statement.range, |range| statement.range.cover(range)),
            false,
        ))
    }

    /// Whether a place is the hold or refers to it.
    fn is_owner(&self, point: Point, place: &Place) -> bool {
        let index = self.hold.function().index;
        let Some(local) = place.as_local() else { return false };
        let owns = |ty: &Ty| index.owned_resources(ty.peel_refs()).contains(&self.hold.resource);
        self.hold.is_used_at(point)
            && self.body.locals.get(local.0 as usize).is_some_and(|data| owns(&data.ty))
    }

    /// Whether a method of the workspace's own type around a temporary directory can only give a
    /// path to that: the type has no other.
    fn lends_path(&self, callee: FunctionId, owner: &Place) -> bool {
        let index = self.hold.function().index;
        let own = index.is_of_workspace(callee);
        let signature = index.signature(callee);
        let Ty::Adt(adt, args) = self.body.place_ty(index, owner).peel_refs().clone() else { return false };
        let mut fields = index
            .adt(adt)
            .variants
            .iter()
            .enumerate()
            .flat_map(|(variant, data)| (0..data.fields.len()).map(move |field| (variant as u32, field)));
        own && index.function(callee).receiver.is_some()
            && signature.parameters.len() == 1
            && matches!(signature.output, Ty::Ref(..))
            && !fields.any(|(variant, field)| {
                let ty = index.field_ty(adt, variant, field, &args);
                any(&ty, &mut |ty| *ty == Ty::Unknown || is_path(index, ty, 0))
            })
    }
}

impl FunctionHolds<'_> {
    /// Whether a call wants something to be where a path that it is given leads. `None` where that
    /// cannot be said, or where it asks for no more than whether something is there; `Some(false)`
    /// where it makes what is not.
    fn looks_for(&self, body: &Body, call: &Call) -> Option<bool> {
        let Callee::Function(callee) = call.callee else { return None };
        let index = self.index;
        let facts = index.facts(callee);
        match facts.and_then(|facts| facts.path) {
            Some(PathUse::Gives | PathUse::Removes) => return None,
            Some(PathUse::Makes) => return Some(false),
            None => {}
        }
        // Of the standard library's functions most only look at the text of a path.
        let meant = match is_of_std(index, call) {
            true => facts.is_some_and(|facts| facts.blocks.is_some()) || starts_process(index, callee),
            false => !facts.is_some_and(|facts| facts.hands_on),
        };
        (meant && !self.asks_only(body, call, callee)).then_some(true)
    }

    /// Whether a call answers yes or no, or is expected to fail: somebody looks whether the place is
    /// gone.
    fn asks_only(&self, body: &Body, call: &Call, callee: FunctionId) -> bool {
        let is_answer = |ty: &Ty| any(ty, &mut |ty| *ty == Ty::bool());
        let output = &self.index.signature(callee).output;
        let answers = match output {
            Ty::Opaque(bounds) => {
                bounds.iter().flat_map(|bound| &bound.bindings).any(|(_, ty)| is_answer(ty))
            }
            ty => is_answer(ty),
        };
        answers || call.destination.whole_local().is_some_and(|result| self.is_to_fail(body, result))
    }

    /// Whether a result is asked for its error alone.
    fn is_to_fail(&self, body: &Body, result: Local) -> bool {
        let mut results: SmallVec<[Local; 4]> = SmallVec::from_slice(&[result]);
        for (_, statement) in body.points() {
            let taken = statement.places().filter_map(Place::as_local).any(|local| results.contains(&local));
            match &statement.kind {
                StatementKind::Assign(place, Rvalue::Use(_) | Rvalue::Ref(..)) if taken => {
                    results.extend(place.whole_local());
                }
                StatementKind::Await { destination, .. } if taken => {
                    results.extend(destination.whole_local());
                }
                StatementKind::Call(call) if taken => {
                    if let Callee::Function(callee) = call.callee {
                        let name = self.index.function(callee).name;
                        if matches!(name.as_str(), "is_err" | "unwrap_err" | "expect_err" | "err") {
                            return true;
                        }
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether a closure's body looks for what a path leads to that it has captured.
    fn looks_in(&self, id: BodyId, captured: Local) -> bool {
        let body = self.bodies.get(id);
        self.calls(body).any(|(_, call, _)| {
            let taken =
                call.args.iter().filter_map(Operand::place).filter_map(Place::as_local).any(|local| {
                    let referent =
                        self.definitions.get(id.0 as usize).and_then(|it| it.referent(body, local));
                    local == captured || referent.and_then(Place::as_local) == Some(captured)
                });
            taken && self.looks_for(body, call) == Some(true)
        })
    }
}

/// The path among some that an operand is.
fn path_in<'h>(operand: &Operand, holders: &'h Holders) -> Option<&'h Holder> {
    let local = operand.place()?.as_local()?;
    holders.iter().find(|holder| holder.local == local && !holder.inside)
}

/// Whether a function gives the path that it is given, or one that leads on from there.
fn gives_path(index: &Index, callee: FunctionId) -> bool {
    index.facts(callee).is_some_and(|facts| facts.hands_on || facts.path == Some(PathUse::Gives))
}

/// Whether a call is one of the standard library.
fn is_of_std(index: &Index, call: &Call) -> bool {
    let Callee::Function(callee) = call.callee else { return false };
    matches!(index.krate(index.function(callee).krate).name.as_str(), "std" | "core" | "alloc")
}

/// Whether a function is a method of what starts processes.
fn starts_process(index: &Index, callee: FunctionId) -> bool {
    matches!(&index.function(callee).container, Container::Inherent(Ty::Adt(adt, _))
        if index.adt_path(*adt) == "std::process::Command")
}

/// Whether a function that gets a value for its path keeps the path: it is a step of a builder, or
/// what it gives has a path.
fn keeps_path(index: &Index, callee: FunctionId) -> bool {
    let signature = index.signature(callee);
    let receiver = index.function(callee).receiver.is_some();
    let builds = receiver && signature.parameters.first() == Some(&signature.output);
    builds || has_path(index, &signature.output, 0)
}

/// Whether a value of a type is or has a path of its own.
fn has_path(index: &Index, ty: &Ty, depth: u32) -> bool {
    match ty {
        _ if depth > 3 => false,
        Ty::Adt(adt, args) => {
            let lang = index.lang();
            if [lang.option, lang.result].contains(&Some(*adt)) {
                return args.first().is_some_and(|inner| has_path(index, inner, depth + 1));
            }
            let own = index.krate(index.adt(*adt).krate).origin == CrateOrigin::Workspace;
            let is_it = index.adt_path(*adt) == "std::path::PathBuf";
            is_it
                || own && index.adt(*adt).variants.iter().flat_map(|data| &data.fields).any(
                    |(_, ty)| matches!(ty, Ty::Adt(adt, _) if index.adt_path(*adt) == "std::path::PathBuf"),
                )
        }
        _ => false,
    }
}

/// Whether a type is a path in one form or another, perhaps one that may not be there.
fn is_path(index: &Index, ty: &Ty, depth: u32) -> bool {
    match ty.peel_refs() {
        _ if depth > DEPTH => false,
        ty if *ty == Ty::Scalar(crate::types::Scalar::Str) => true,
        Ty::Adt(adt, args) => {
            let lang = index.lang();
            let wrappers = [lang.option, lang.result, lang.r#box, lang.arc, lang.rc];
            if wrappers.contains(&Some(*adt)) {
                return args.first().is_some_and(|inner| is_path(index, inner, depth + 1));
            }
            match index.adt_path(*adt).as_str() {
                "std::borrow::Cow" => args.iter().any(|inner| is_path(index, inner, depth + 1)),
                "std::path::Path" | "std::path::PathBuf" | "std::path::Display" => true,
                "std::ffi::OsStr" | "std::ffi::OsString" | "std::string::String" => true,
                _ => false,
            }
        }
        _ => false,
    }
}
