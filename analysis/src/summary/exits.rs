//! Ends of the process while something is held whose drop matters to those that stay.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;

use super::{LONGEST_WAY, Link, Summaries, Way, undone::ends_of};
use crate::{
    body::{BlockId, Body, BodyId, Call, Callee, Case, Place, Point, Rvalue, StatementKind, Terminator},
    catalogue::{Effect, Kind, OnDrop, PathUse},
    holds::{FunctionHolds, HoldRef},
    names::{AdtId, CrateOrigin, FunctionId},
    span::{Span, TextRange},
    syntax::items::Mention,
    types::{Index, Ty},
};

/// A call that ends the process, and runs no destructor.
#[derive(Clone, Debug, PartialEq)]
pub struct Exiting {
    /// The function that does.
    pub by: FunctionId,
    /// Where it is called.
    pub at: Span,
    /// The calls that lead there.
    pub way: Way,
    /// No call comes back from there: there is no other way through the functions on the way.
    pub certain: bool,
    /// Another program takes the place of this one, and gets from it what it was given: `exec`.
    pub hands_over: bool,
}

/// An end of the process as it looks from a body.
#[derive(Clone, Debug)]
pub struct Exit {
    /// Where in the body.
    pub point: Point,
    /// The call, perhaps in a closure of the body.
    pub range: TextRange,
    /// What it leads to.
    pub what: Exiting,
}

/// What stays behind when a process ends and does not drop a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leftover {
    /// Files and directories that it would have deleted.
    Files,
    /// Data that it would have written is lost.
    Buffered,
    /// A process that it would have ended.
    Running,
    /// A process that it would have waited for.
    Awaited,
    /// What it would have put back: the mode of a terminal.
    Undone,
}

impl Summaries {
    /// How a function ends the process, on some path.
    pub(super) fn exits_of(&self, function: &FunctionHolds<'_>) -> Option<Exiting> {
        let mut found: Option<Exiting> = None;
        for (id, body) in function.bodies.iter() {
            if id != BodyId(0) && function.runs_within(id, BodyId(0)).is_none() {
                continue;
            }
            let exits = function.calls(body).filter_map(|(point, call, range)| {
                let exit = self.exited_by(function, call, range)?;
                (!is_emergency(function, body, point.block)).then_some(exit)
            });
            for exit in exits {
                if found.as_ref().is_none_or(|known| exit.way.len() < known.way.len()) {
                    found = Some(exit);
                }
            }
        }
        let exit = found.filter(|_| !forks(function))?;
        let certain = exit.certain && self.effects_of(function).diverges;
        Some(Exiting { certain, ..exit })
    }

    /// How a call ends the process.
    fn exited_by(&self, function: &FunctionHolds<'_>, call: &Call, range: TextRange) -> Option<Exiting> {
        let Callee::Function(callee) = call.callee else { return None };
        let at = function.span(call.method_range.unwrap_or(range));
        if let Some(facts) = function.index.facts(callee) {
            let exits = facts.exits;
            let exiting = Exiting {
                by: callee,
                at,
                way: Way::new(),
                certain: facts.diverges,
                // It comes back where there is no such program.
                hands_over: !facts.diverges,
            };
            return exits.then_some(exiting);
        }
        let known = self.get(callee)?.exits.as_ref().filter(|exit| exit.way.len() < LONGEST_WAY)?;
        let mut way = known.way.clone();
        way.insert(0, Link { callee, span: at });
        Some(Exiting { way, ..known.clone() })
    }

    /// The ends of the process while something is held, in the order of the text. Those in closures
    /// that run in the meantime are among them.
    pub fn exits_while(&self, hold: &HoldRef<'_>) -> Vec<Exit> {
        let function = hold.function();
        let mut exits = Vec::new();
        for (id, body) in function.bodies.iter() {
            let outer = match id == hold.body {
                true => None,
                false => match function.runs_within(id, hold.body) {
                    Some(point) => Some(point),
                    None => continue,
                },
            };
            for (point, call, range) in function.calls(body) {
                let block = point.block;
                let point = outer.unwrap_or(point);
                if !hold.is_live(point) || outer.is_none() && hold.ends_at(point) {
                    continue;
                }
                let Some(what) = self.exited_by(function, call, range) else { continue };
                if !is_emergency(function, body, block) {
                    let range = call.method_range.map_or(range, |it| range.cover(it));
                    exits.push(Exit { point, range, what });
                }
            }
        }
        if !exits.is_empty() && forks(function) {
            return Vec::new();
        }
        exits.sort_by_key(|exit| (exit.range.start, exit.range.end));
        exits
    }
}

impl HoldRef<'_> {
    /// What stays behind when the process ends at a point where it is alive.
    pub fn left_over_at(&self, point: Point) -> Option<Leftover> {
        let resource = self.resource()?;
        let index = self.function().index;
        match resource.on_drop {
            OnDrop::Deletes => (!self.is_removed_before(point)).then_some(Leftover::Files),
            OnDrop::Kills => Some(Leftover::Running),
            OnDrop::Leaks | OnDrop::Detaches if resource.kind == Kind::Process => {
                let variable = self.body().locals.get(self.variable?.0 as usize)?;
                let Ty::Adt(owner, _) = &variable.ty else { return None };
                left_by_owner(index, *owner)
            }
            OnDrop::FlushesLosingErrors => {
                let lost = match resource.kind {
                    Kind::Writer | Kind::File => !self.is_in_memory() && self.is_written_to_before(point),
                    Kind::Scope => resource.setup.is_some(),
                    _ => !self.is_finished_before(point),
                };
                lost.then_some(Leftover::Buffered)
            }
            OnDrop::Undoes if resource.kind == Kind::Terminal => Some(Leftover::Undone),
            OnDrop::Undoes
                if index.krate(index.adt(self.resource).krate).origin == CrateOrigin::Workspace =>
            {
                let drop = index.adt(self.resource).drop?;
                let undone = undoing(index).into_iter().find_map(|(function, leftover)| {
                    let mentioned = index.mentioned(drop).contains(&index.called_as(function));
                    mentioned.then_some(leftover)
                });
                undone.or_else(|| left_by_owner(index, self.resource))
            }
            OnDrop::Undoes => self.left_over_by_closure(),
            _ => None,
        }
    }

    /// What the closure that it is made of would have done: `defer!`, `scopeguard::guard`.
    fn left_over_by_closure(&self) -> Option<Leftover> {
        let function = self.function();
        let statement = self.body().statement(self.acquired_at()?)?;
        let closure = match &statement.kind {
            StatementKind::Assign(_, Rvalue::Closure(id)) => *id,
            StatementKind::Call(call) => call.args.iter().find_map(|operand| {
                let local = operand.whole_local()?;
                match &self.body().locals.get(local.0 as usize)?.ty {
                    Ty::Closure(closure) => Some(BodyId(closure.body)),
                    _ => None,
                }
            })?,
            _ => return None,
        };
        let undoing = undoing(function.index);
        function.calls(function.bodies.get(closure)).find_map(|(_, call, _)| {
            let Callee::Function(callee) = call.callee else { return None };
            undoing.iter().find(|(function, _)| *function == callee).map(|(_, leftover)| *leftover)
        })
    }

    /// Whether it is shut down or flushed on a way to a point.
    fn is_finished_before(&self, point: Point) -> bool {
        self.is_given_before(point, |index, callee| index.close(callee).is_some())
    }

    fn is_in_memory(&self) -> bool {
        let local = self.variable.or_else(|| self.first_local());
        let data = local.and_then(|local| self.body().locals.get(local.0 as usize));
        data.is_some_and(|data| self.function().is_in_memory(&data.ty))
    }

    /// Whether data may lie in it at a point: on some way there it is given to what may write, and
    /// to nothing that flushes it after that.
    fn is_written_to_before(&self, point: Point) -> bool {
        let body = self.body();
        let index = self.function().index;
        let mut before: Vec<Vec<BlockId>> = vec![Vec::new(); body.blocks.len()];
        for (number, block) in body.blocks.iter().enumerate() {
            for target in block.terminator.successors() {
                if let Some(list) = before.get_mut(target.0 as usize) {
                    list.push(BlockId(number as u32));
                }
            }
        }
        let mut seen = FixedBitSet::with_capacity(body.blocks.len());
        let mut work = vec![(point.block, point.statement as usize)];
        while let Some((id, end)) = work.pop() {
            let block = body.block(id);
            let mut goes_on = true;
            for (number, statement) in block.statements.iter().enumerate().take(end).rev() {
                let at = Point { block: id, statement: number as u32 };
                if self.acquired_at() == Some(at) {
                    goes_on = false;
                    break;
                }
                let StatementKind::Call(call) = &statement.kind else { continue };
                if !self.is_used_at(at) {
                    continue;
                }
                let Callee::Function(callee) = call.callee else { return true };
                match index.close(callee).map(|(_, close)| close.effect) {
                    Some(
                        Effect::Flushed
                        | Effect::Finished
                        | Effect::Synced
                        | Effect::Closed
                        | Effect::ShutDown,
                    ) => {
                        goes_on = false;
                        break;
                    }
                    _ if self.is_changed_through(call) => return true,
                    _ => {}
                }
            }
            if goes_on {
                let open = before.get(id.0 as usize).into_iter().flatten();
                work.extend(open.filter(|id| !seen.put(id.0 as usize)).map(|id| (*id, usize::MAX)));
            }
        }
        false
    }

    /// Whether a call may write: it gets a mutable reference.
    fn is_changed_through(&self, call: &Call) -> bool {
        let index = self.function().index;
        call.args.iter().filter_map(crate::body::Operand::place).any(|place: &Place| {
            matches!(self.body().place_ty(index, place), Ty::Ref(crate::types::Mutability::Mutable, _))
        })
    }
}

/// Whether a function makes a second process: what ends in it is most likely the copy, whose values
/// are still those of the first one.
fn forks(function: &FunctionHolds<'_>) -> bool {
    function.bodies.iter().any(|(_, body)| {
        function.calls(body).any(|(_, call, _)| {
            matches!(call.callee, Callee::Function(callee)
                if function.index.facts(callee).is_some_and(|facts| facts.forks))
        })
    })
}

/// Whether control only comes to a block where a lock is poisoned: another thread has panicked, and
/// ending at once is all that is left.
fn is_emergency(function: &FunctionHolds<'_>, body: &Body, block: BlockId) -> bool {
    let index = function.index;
    body.blocks.iter().any(|asked| {
        let Terminator::Branch(Some(place), cases) = &asked.terminator else { return false };
        let Ty::Adt(_, args) = body.place_ty(index, place) else { return false };
        let is_poison = |ty: &Ty| matches!(ty, Ty::Adt(adt, _) if index.lang().poison_error == Some(*adt));
        if !args.get(1).is_some_and(is_poison) {
            return false;
        }
        let (failed, fine): (Vec<_>, Vec<_>) =
            cases.iter().partition(|(case, _)| function.is_failure_edge(body, place, *case));
        let comes = |edges: &[&(Case, BlockId)]| {
            edges.iter().any(|(_, target)| *target == block || body.leads_to(*target, block))
        };
        comes(&failed) && !comes(&fine)
    })
}

/// What the `Drop` of a type of the workspace would have done with the process that it has.
fn left_by_owner(index: &Index, owner: AdtId) -> Option<Leftover> {
    let data = index.adt(owner);
    let drop = data.drop.filter(|_| index.krate(data.krate).origin == CrateOrigin::Workspace)?;
    let fields = data.variants.iter().flat_map(|variant| &variant.fields);
    let owned: Vec<AdtId> = fields.flat_map(|(_, ty)| index.owned_resources(ty).to_vec()).collect();
    let mut owned = owned.into_iter().filter_map(|adt| index.resource(adt));
    let process = owned.find(|owned| owned.kind == Kind::Process)?;
    let mentions = index.mentioned(drop);
    let names = |effect: Effect| {
        let mut ending = process.close.iter().filter(|close| close.effect == effect);
        ending.any(|close| mentions.contains(&Mention::method(&close.method, false)))
    };
    match names(Effect::Killed) {
        true => Some(Leftover::Running),
        false => names(Effect::Waited).then_some(Leftover::Awaited),
    }
}

/// The functions by which people put back what would outlive the process.
fn undoing(index: &Index) -> Vec<(FunctionId, Leftover)> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for (function, facts) in index.functions_with_facts() {
        if facts.path == Some(PathUse::Removes) {
            found.push((function, Leftover::Files));
        }
        let undoing = ends_of(index, function).into_iter().filter(|end| seen.insert(*end));
        found.extend(undoing.map(|end| (end, Leftover::Undone)));
    }
    found.sort_unstable_by_key(|(function, _)| *function);
    found
}
