//! What accessor functions stand for: `self.state()` for `self.inner.state`; which of several functions
//! a call means.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::{Acquiring, Returned, Summaries, meant};
use crate::{
    body::{Body, BodyId, Call, Local, Operand, Place},
    holds::{EndKind, FunctionHolds, HoldRef, Root, Source, Step, is_handle},
    names::FunctionId,
    types::{Container, Index, Ty},
};

/// How many accessors a way may go through.
const ACCESSORS: usize = 8;

/// Longer ways are those of recursive functions.
const LONGEST_SOURCE: usize = 8;

impl Summaries {
    /// A source with accessors taken for what they stand for. `None` where one of them was looked
    /// into and gives nobody knows what.
    pub fn resolve(&self, index: &Index, mut source: Source) -> Option<Source> {
        for _ in 0..ACCESSORS {
            if let Root::Call(function) = source.root
                && let Some(returned) = self.returned(index, function)?
            {
                let mut replaced = returned.source;
                replaced.steps.extend_from_slice(&source.steps);
                source = replaced;
                continue;
            }
            let accessor = source.steps.iter().enumerate().find_map(|(number, step)| match step {
                Step::Call(function) | Step::CallWith(function) => Some((number, *function)),
                _ => None,
            });
            let Some((number, function)) = accessor else { break };
            let Some(returned) = self.returned(index, function)? else { break };
            let (before, rest) = source.steps.split_at(number);
            let mut replaced = match returned.source.root {
                Root::Local(Local(1)) => {
                    let mut replaced = Source { root: source.root, steps: before.into() };
                    replaced.steps.extend_from_slice(&returned.source.steps);
                    replaced
                }
                Root::Local(_) => return None,
                Root::Static(_) | Root::Call(_) => returned.source,
            };
            replaced.steps.extend_from_slice(rest.get(1..).unwrap_or_default());
            source = replaced;
        }
        (source.steps.len() <= LONGEST_SOURCE).then_some(source)
    }

    /// The lock or pool that a hold comes from, accessors resolved.
    pub fn source_of(&self, hold: &HoldRef<'_>) -> Option<Source> {
        let function = hold.function();
        let source = function.through_literals(hold.body, hold.source.clone()?);
        (!function.replaces(hold.body, &source)).then(|| self.resolve(function.index, source)).flatten()
    }

    /// The way to what an operand stands for, accessors resolved.
    pub(super) fn source_of_operand(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        operand: &Operand,
    ) -> Option<Source> {
        let source = function.origin(id, operand)?;
        (!function.replaces(id, &source)).then(|| self.resolve(function.index, source)).flatten()
    }

    /// Whether an acquire gives up instead of waiting, in the function that it calls for that.
    pub fn is_tried(&self, hold: &HoldRef<'_>) -> bool {
        let index = hold.function().index;
        let gives_up = |function| self.returned(index, function).flatten().is_some_and(|given| given.tried);
        let by = hold.acquired_by();
        // Under one `cfg` it may wait, and give up under another.
        hold.is_tried() || by.is_some_and(|by| gives_up(by) || index.twins_of(by).any(gives_up))
    }

    /// What a call of a function acquires: for a function of a trait, what the receiver's type
    /// does, or, where that is not known, what all that are known to implement it acquire alike; so for
    /// one that is there under several `cfg`s.
    pub(super) fn acquired_by(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        call: &Call,
        callee: FunctionId,
    ) -> Cow<'_, [Acquiring]> {
        let index = function.index;
        let callee = function.dispatched(body, call, callee);
        let acquires = |function: &FunctionId| {
            self.get(*function).map(|summary| summary.acquires.as_slice()).unwrap_or_default()
        };
        let data = index.function(callee);
        let (first, others) = match data.container {
            Container::Trait(_) => match meant(index, callee).split_first() {
                Some(all) => all,
                None => return Cow::default(),
            },
            _ => (&callee, Default::default()),
        };
        let known = acquires(first);
        // By convention such a function gives up instead of waiting, whatever it does inside.
        if known.is_empty()
            || index.facts(callee).is_some_and(|facts| facts.tries)
            || data.name.starts_with("try_")
        {
            return Cow::default();
        }
        // Of definitions that are there each under a `cfg` of its own, one is meant; of those of a trait, any.
        let twins: SmallVec<[FunctionId; 2]> = match data.container {
            Container::Trait(_) => SmallVec::new(),
            _ => index.twins_of(callee).collect(),
        };
        if others.is_empty() && twins.is_empty() {
            return Cow::Borrowed(known);
        }
        let mut agreed = known.to_vec();
        agreed.retain_mut(|acquiring| {
            others.iter().chain(&twins).all(|other| {
                let same = acquires(other).iter().find(|same| {
                    same.source == acquiring.source
                        && same.access == acquiring.access
                        && same.kind == acquiring.kind
                });
                acquiring.certain &= same.is_some_and(|same| same.certain);
                acquiring.by_argument |= !acquiring.certain;
                same.is_some()
            })
        });
        Cow::Owned(agreed)
    }

    /// What a function's result stands for. The inner `None`: it was not looked into, and its name
    /// has to do. The outer one: it was, and nobody knows.
    #[expect(clippy::option_option, reason = "unknown, by name only and known are three things")]
    fn returned(&self, index: &Index, function: FunctionId) -> Option<Option<Returned>> {
        let data = index.function(function);
        if !index.is_of_workspace(function) {
            return Some(None);
        }
        if !matches!(data.container, Container::Trait(_)) {
            return match self.get(function) {
                Some(summary) => Some(Some(summary.returns.clone()?)),
                None => Some(None),
            };
        }
        let known = meant(index, function);
        if known.is_empty() {
            return Some(None);
        }
        let all: Option<Vec<&Returned>> =
            known.iter().map(|function| self.get(*function)?.returns.as_ref()).collect();
        let all = all?;
        // Where they differ the trait's own name has to do: it is the same for one value.
        let first = all.first().filter(|first| all.iter().all(|other| other == *first));
        Some(first.map(|first| (*first).clone()))
    }

    /// What the result of a function stands for, in terms of its parameters.
    pub(super) fn returned_by(&self, function: &FunctionHolds<'_>) -> Option<Returned> {
        let body = function.bodies.get(BodyId(0));
        let output = &body.locals.first()?.ty;
        let known_outside = |source: &Source| source.is_known_outside(body);
        let is_handle = is_handle(function.index, output);
        if !is_handle && !function.index.owned_resources(output).is_empty() {
            let mut found: Option<Returned> = None;
            for hold in function.holds().filter(|hold| hold.body == BodyId(0)) {
                if !hold.ends.iter().any(|end| end.kind == EndKind::Returned) {
                    continue;
                }
                let source = self.source_of(&hold).filter(known_outside).filter(Source::is_certain)?;
                let tried = self.is_tried(&hold) || found.as_ref().is_some_and(|found| found.tried);
                if found.is_some_and(|found| found.source != source) {
                    return None;
                }
                found = Some(Returned { source, tried });
            }
            return found;
        }
        if !is_handle && !matches!(output, Ty::Ref(..)) {
            return None;
        }
        let result = Operand::Copy(Place::local(Local::RETURN));
        let source = self.source_of_operand(function, BodyId(0), &result)?;
        (known_outside(&source) && source.is_certain()).then_some(Returned { source, tried: false })
    }
}
