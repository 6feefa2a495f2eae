//! On which ways a hold ends without something having been done before.
//!
//! A lint says what a statement does to a hold by a number, its stage: not waited for, killed,
//! waited for. The stages are followed along every path from the acquire on, and each end that is
//! come to in one of them is told with the shortest way that leads there.

use std::collections::{VecDeque, hash_map::Entry};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{End, EndKind, HoldRef};
use crate::{
    body::{BlockId, Case, Place, Point, Statement, Terminator},
    span::TextRange,
};

/// How far a hold has come, in the words of whoever asks.
pub type Stage = u8;

/// What moves a hold from one stage to the next.
pub trait Stages {
    /// The stage after a statement that is not an end of the hold.
    fn after(&self, point: Point, statement: &Statement, stage: Stage) -> Stage;

    /// The stage in which a point is come to at which the hold ends, by what is done there first.
    fn before_end(&self, _: Point, stage: Stage) -> Stage {
        stage
    }

    /// The stage on the way from one block to another; `None` where this way is not to be followed.
    fn on_edge(&self, edge: &Edge<'_>, stage: Stage) -> Option<Stage>;

    /// Whether nothing is left to be done in a stage, or after an end that is come to in it.
    fn is_done(&self, stage: Stage, end: Option<EndKind>) -> bool;
}

/// A way from a block to the next.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'b> {
    /// Where it starts.
    pub from: BlockId,
    /// Where it leads.
    pub to: BlockId,
    /// The place that decides, and what it has to be.
    pub test: Option<(&'b Place, Case)>,
}

/// An end that is come to in some stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The end.
    pub end: End,
    /// The stage in which it is come to.
    pub stage: Stage,
    /// Where the way there parts from those on which everything is done; `None` where there are no
    /// such ways.
    pub parting: Option<Parting>,
}

/// Where two ways part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parting {
    /// What is decided there.
    pub range: TextRange,
    /// The edge that is taken.
    pub case: Case,
}

/// Where control goes on: a block from one of its statements on, come to in a stage.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Node {
    block: BlockId,
    first: u32,
    stage: Stage,
}

impl HoldRef<'_> {
    /// Whether nothing that comes at or after a point looks at it or at what borrows from it, and it
    /// goes with its scope on every way: to drop it at the point changes nothing but how long it is
    /// held.
    pub fn can_be_dropped_at(&self, point: Point) -> bool {
        let body = self.body();
        let made = self.acquired_at().map(|made| body.block(made.block).in_loop);
        let comes_later = |other: Point| other == point || self.comes_to(point, other);
        made == Some(body.block(point.block).in_loop)
            && self.hold.ends.iter().all(|end| end.kind == EndKind::ScopeEnd)
            && !self.hold.uses.iter().any(|used| comes_later(used.point))
    }

    /// The ends of the hold with the stages in which they are come to, each once, from `first` on.
    pub fn ends_by_stage(&self, first: Stage, stages: &dyn Stages) -> Vec<Reached> {
        let start = match self.acquired_at() {
            Some(Point { block, statement }) => Node { block, first: statement + 1, stage: first },
            None => Node { block: BlockId(0), first: 0, stage: first },
        };
        let mut walk = Walk { hold: *self, stages, came_from: FxHashMap::default(), found: Vec::new() };
        walk.run(start);
        let finishing = walk.finishing();
        let mut reached: Vec<Reached> = Vec::new();
        for (end, stage, node) in &walk.found {
            if !reached.iter().any(|known| known.end == *end && known.stage == *stage) {
                let parting = walk.parting(*node, &finishing);
                reached.push(Reached { end: *end, stage: *stage, parting });
            }
        }
        reached
    }
}

struct Walk<'w> {
    hold: HoldRef<'w>,
    stages: &'w dyn Stages,
    /// The node from which each was first come to, and by which edge.
    came_from: FxHashMap<Node, Option<(Node, usize)>>,
    /// Ends with the stage in which and the node from which they are come to.
    found: Vec<(End, Stage, Node)>,
}

impl Walk<'_> {
    /// Breadth first, so that the first way to a node is the shortest.
    fn run(&mut self, start: Node) {
        self.came_from.insert(start, None);
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let mut found = Vec::new();
            let stage = self.through(node, &mut |end, stage| found.push((end, stage, node)));
            self.found.append(&mut found);
            for (edge, next) in stage.map(|stage| self.edges(node.block, stage)).unwrap_or_default() {
                if let Entry::Vacant(place) = self.came_from.entry(next) {
                    place.insert(Some((node, edge)));
                    queue.push_back(next);
                }
            }
        }
    }

    /// The stage at the end of a block; `None` where the hold does not live to see it. Tells of the
    /// ends on the way.
    fn through(&self, node: Node, ended: &mut dyn FnMut(End, Stage)) -> Option<Stage> {
        let mut stage = node.stage;
        let block = self.hold.body().block(node.block);
        for number in node.first..=block.statements.len() as u32 {
            let point = Point { block: node.block, statement: number };
            if !self.hold.is_live(point) {
                return None;
            }
            if self.hold.ends_at(point) {
                stage = self.stages.before_end(point, stage);
                self.hold.ends.iter().filter(|end| end.point == point).for_each(|end| ended(*end, stage));
            } else if let Some(statement) = block.statements.get(number as usize) {
                stage = self.stages.after(point, statement, stage);
            }
        }
        Some(stage)
    }

    /// Where control goes from the end of a block while the hold lives.
    fn edges(&self, from: BlockId, stage: Stage) -> Vec<(usize, Node)> {
        let terminator = &self.hold.body().block(from).terminator;
        let successors = terminator.successors().enumerate();
        let alive = successors.filter(|(_, to)| self.hold.is_live(Point { block: *to, statement: 0 }));
        let followed = alive.filter_map(|(number, to)| {
            let test = match terminator {
                Terminator::Branch(Some(place), cases) => cases.get(number).map(|(case, _)| (place, *case)),
                _ => None,
            };
            let stage = self.stages.on_edge(&Edge { from, to, test }, stage)?;
            Some((number, Node { block: to, first: 0, stage }))
        });
        followed.collect()
    }

    /// The nodes from which there is a way on which everything gets done.
    fn finishing(&self) -> FxHashSet<Node> {
        let mut before: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
        let mut open: Vec<Node> = Vec::new();
        for node in self.came_from.keys() {
            let mut done = false;
            let stage = self.through(*node, &mut |end, stage| {
                done |= self.stages.is_done(stage, Some(end.kind));
            });
            if done || stage.is_some_and(|stage| self.stages.is_done(stage, None)) {
                open.push(*node);
            }
            for (_, next) in stage.map(|stage| self.edges(node.block, stage)).unwrap_or_default() {
                before.entry(next).or_default().push(*node);
            }
        }
        let mut finishing = FxHashSet::default();
        while let Some(node) = open.pop() {
            if finishing.insert(node) {
                open.extend(before.get(&node).into_iter().flatten());
            }
        }
        finishing
    }

    /// The last branch on the way to a node from which one could have come to a good end.
    fn parting(&self, node: Node, finishing: &FxHashSet<Node>) -> Option<Parting> {
        let mut node = node;
        while let Some((before, edge)) = self.came_from.get(&node).copied().flatten() {
            let block = self.hold.body().block(before.block);
            if finishing.contains(&before)
                && !finishing.contains(&node)
                && let Terminator::Branch(_, cases) = &block.terminator
            {
                let (case, _) = cases.get(edge)?;
                return Some(Parting { range: block.terminator_range, case: *case });
            }
            node = before;
        }
        None
    }
}
