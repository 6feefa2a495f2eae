//! Functions that are handed to others by their name: `thread::spawn(work)`, `found.map(decode)`.
//! They are run as a closure in their place would be.

use super::{
    Acquiring, LONGEST_WAY, Link, Summaries, Way,
    acquires::{Acquire, is_kept},
    effects::Blocking,
};
use crate::{
    body::{Body, BodyId, Call, Callee, Operand, Point},
    catalogue::ClosureUse,
    holds::{FunctionHolds, Root, Run},
    names::FunctionId,
    span::TextRange,
    types::{Container, Ty},
};

impl FunctionHolds<'_> {
    /// The functions that a call is given by their names. What an `async fn` or one of a trait does
    /// when it is run is not known by that.
    pub(super) fn given_by_name(&self, body: &Body, call: &Call) -> impl Iterator<Item = FunctionId> {
        self.named_among(body, if self.gives_functions() { &call.args } else { &[] })
    }

    /// Those of them that stand among some operands.
    pub(super) fn named_among(&self, body: &Body, operands: &[Operand]) -> impl Iterator<Item = FunctionId> {
        operands.iter().filter_map(Operand::whole_local).filter_map(|local| {
            match body.locals.get(local.0 as usize)?.ty {
                Ty::FunctionItem(given, _) => {
                    let data = self.index.function(given);
                    (!data.is_async && !matches!(data.container, Container::Trait(_))).then_some(given)
                }
                _ => None,
            }
        })
    }
}

impl Summaries {
    /// What the functions acquire that a call is given by their names, as far as the call or what is
    /// around it waits for them: of statics only, for nobody knows what they are given.
    pub(super) fn acquires_of_given(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        (point, call, range): (Point, &Call, TextRange),
        joined: bool,
        found: &mut Vec<Acquire>,
    ) {
        let Callee::Function(runner) = call.callee else { return };
        for given in function.given_by_name(body, call) {
            let summary = self.get(given).map(|summary| summary.acquires.as_slice()).unwrap_or_default();
            if summary.is_empty() {
                continue;
            }
            let Some(run) = function.run_by(runner) else { continue };
            if run == Run::Spawned && !joined || is_kept(function.index, body, call) {
                continue;
            }
            let facts = function.index.facts(runner);
            let scoped = facts.is_some_and(|facts| facts.closures == Some(ClosureUse::InPlaceElsewhere));
            let elsewhere = scoped || run == Run::Spawned;
            let always = elsewhere || facts.is_some_and(|facts| facts.hands_on);
            let link = Link { callee: given, span: function.span(range) };
            found.extend(self.of_statics(given, link).map(|mut what| {
                what.elsewhere |= elsewhere;
                Acquire { point, range, in_closure: true, always, what }
            }));
        }
    }

    /// What a function that is run with nobody knows what acquires.
    fn of_statics(&self, given: FunctionId, link: Link) -> impl Iterator<Item = Acquiring> {
        let acquires = self.get(given).into_iter().flat_map(|summary| &summary.acquires);
        let known = acquires.filter(|acquiring| {
            acquiring.way.len() < LONGEST_WAY && !matches!(acquiring.source.root, Root::Local(_))
        });
        known.map(move |acquiring| {
            let mut what = acquiring.clone();
            what.way.insert(0, link);
            what
        })
    }

    /// What the functions acquire that `call` starts on another thread by their names, or as the
    /// futures that they have given.
    pub(super) fn acquires_of_started(
        &self,
        function: &FunctionHolds<'_>,
        id: BodyId,
        call: &Call,
    ) -> Vec<Acquiring> {
        let body = function.bodies.get(id);
        let started = function.calls(body).find(|(_, own, _)| std::ptr::eq(*own, call));
        let Some((.., at)) = started else { return Vec::new() };
        let mut found = Vec::new();
        for given in function.given_by_name(body, call) {
            found.extend(self.of_statics(given, Link { callee: given, span: function.span(at) }));
        }
        for local in call.args.iter().filter_map(Operand::whole_local) {
            let made =
                function.calls(body).find(|(_, made, _)| made.destination.whole_local() == Some(local));
            let Some((_, made, range)) = made else { continue };
            let Callee::Function(callee) = made.callee else { continue };
            let Some(summary) = self.get(callee).filter(|_| function.index.function(callee).is_async) else {
                continue;
            };
            let link = Link { callee, span: function.span(made.method_range.unwrap_or(range)) };
            for acquiring in summary.acquires.iter().filter(|acquiring| acquiring.way.len() < LONGEST_WAY) {
                if let Some(source) = self.translate(function, id, made, &acquiring.source) {
                    let mut what = Acquiring { source, ..acquiring.clone() };
                    what.way.insert(0, link);
                    found.push(what);
                }
            }
        }
        found.retain(|what| what.certain);
        found.iter_mut().for_each(|what| what.elsewhere = true);
        found
    }

    /// How the functions stop the thread that a call is given by their names and runs in place.
    pub(super) fn blocked_by_given(
        &self,
        function: &FunctionHolds<'_>,
        body: &Body,
        call: &Call,
        range: TextRange,
    ) -> Vec<Blocking> {
        let Callee::Function(runner) = call.callee else { return Vec::new() };
        let mut found = Vec::new();
        for given in function.given_by_name(body, call) {
            if function.run_by(runner) != Some(Run::InPlace) || is_kept(function.index, body, call) {
                continue;
            }
            let at = function.span(call.method_range.unwrap_or(range));
            let facts = function.index.facts(given).and_then(|facts| facts.blocks.as_ref());
            found.extend(facts.map(|blocks| Blocking {
                on: blocks.on,
                by: given,
                at,
                way: Way::new(),
                receiver: None,
                certain: true,
            }));
            let known = self.get(given).map(|summary| summary.blocks.as_slice()).unwrap_or_default();
            let shorter = known.iter().filter(|blocking| blocking.way.len() < LONGEST_WAY);
            found.extend(shorter.map(|blocking| {
                let mut way = blocking.way.clone();
                way.insert(0, Link { callee: given, span: at });
                Blocking { receiver: None, way, ..blocking.clone() }
            }));
        }
        found
    }
}
