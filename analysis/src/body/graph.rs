//! Questions about the shape of a body: successors, reachability, loops, types of places.

use fixedbitset::FixedBitSet;
use smallvec::SmallVec;

use super::{
    BlockId, Body, Call, Case, Local, LoopId, Operand, Place, PlaceBase, Point, Projection, Rvalue,
    Statement, StatementKind, Terminator,
};
use crate::{
    Name,
    span::TextRange,
    types::{Index, Ty},
};

impl Statement {
    /// Whether it is that very call.
    pub fn is_call(&self, call: &Call) -> bool {
        matches!(&self.kind, StatementKind::Call(own) if std::ptr::eq(&**own, call))
    }

    /// Where it puts what it makes. `None` for a drop and a mention.
    pub fn destination(&self) -> Option<&Place> {
        match &self.kind {
            StatementKind::Assign(place, _) => Some(place),
            StatementKind::Call(call) => Some(&call.destination),
            StatementKind::Await { destination, .. } => Some(destination),
            StatementKind::Drop(..) | StatementKind::Mention(_) => None,
        }
    }

    /// Whether it moves a local as a whole.
    pub fn moves(&self, local: Local) -> bool {
        self.moves_place(|place| place.whole_local() == Some(local))
    }

    /// Whether it moves a local or a part of it.
    pub fn moves_of(&self, local: Local) -> bool {
        self.moves_place(|place| place.as_local() == Some(local))
    }

    fn moves_place(&self, is_meant: impl Fn(&Place) -> bool) -> bool {
        let is_it = |operand: &Operand| matches!(operand, Operand::Move(place) if is_meant(place));
        match &self.kind {
            StatementKind::Assign(_, value) => match value {
                Rvalue::Use(operand) => is_it(operand),
                Rvalue::Aggregate(_, parts) => parts.iter().any(|(_, operand)| is_it(operand)),
                Rvalue::Compute(_, operands) => operands.iter().any(is_it),
                Rvalue::Ref(..) | Rvalue::Closure(_) => false,
            },
            StatementKind::Call(call) => call.args.iter().any(is_it),
            StatementKind::Await { futures, .. } => futures.iter().any(is_it),
            StatementKind::Drop(..) | StatementKind::Mention(_) => false,
        }
    }

    /// The places that the statement reads, moves, borrows or writes. Drops and what a closure
    /// captures are left out.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        let mut parts: &[(Name, Operand)] = &[];
        let (destination, operands): (Option<&Place>, &[Operand]) = match &self.kind {
            StatementKind::Assign(place, value) => match value {
                Rvalue::Use(operand) => (Some(place), std::slice::from_ref(operand)),
                Rvalue::Aggregate(_, given) => {
                    parts = given;
                    (Some(place), &[])
                }
                Rvalue::Compute(_, operands) => (Some(place), operands),
                Rvalue::Ref(_, borrowed) => (Some(borrowed), &[]),
                Rvalue::Closure(_) => (Some(place), &[]),
            },
            StatementKind::Call(call) => (Some(&call.destination), &call.args),
            StatementKind::Await { futures, destination } => (Some(destination), futures),
            StatementKind::Mention(place) => (Some(place), &[]),
            StatementKind::Drop(..) => (None, &[]),
        };
        let operands = operands.iter().chain(parts.iter().map(|(_, operand)| operand));
        destination.into_iter().chain(operands.filter_map(Operand::place))
    }
}

impl Terminator {
    /// The blocks that control may go to.
    pub fn successors(&self) -> impl Iterator<Item = BlockId> + '_ {
        let (goto, branch): (Option<BlockId>, &[(Case, BlockId)]) = match self {
            Terminator::Goto(target) => (Some(*target), &[]),
            Terminator::Branch(_, cases) => (None, cases),
            Terminator::Return(_) | Terminator::Diverge => (None, &[]),
        };
        goto.into_iter().chain(branch.iter().map(|(_, target)| *target))
    }
}

impl Body {
    /// A block.
    pub fn block(&self, id: BlockId) -> &super::Block {
        &self.blocks[id.0 as usize]
    }

    /// The statement at a point; `None` at a terminator.
    pub fn statement(&self, point: Point) -> Option<&Statement> {
        self.block(point.block).statements.get(point.statement as usize)
    }

    /// The point after that of a statement.
    pub fn after(&self, point: Point) -> Point {
        Point { block: point.block, statement: point.statement + 1 }
    }

    /// Where the code of a point stands.
    pub fn range_at(&self, point: Point) -> TextRange {
        match self.statement(point) {
            Some(statement) => statement.range,
            None => self.block(point.block).terminator_range,
        }
    }

    /// The blocks that control can reach from the start.
    pub fn reachable(&self) -> FixedBitSet {
        let mut seen = FixedBitSet::with_capacity(self.blocks.len());
        let mut stack = vec![BlockId(0)];
        while let Some(block) = stack.pop() {
            if !seen.put(block.0 as usize) {
                stack.extend(self.block(block).terminator.successors());
            }
        }
        seen
    }

    /// By block its place in an order in which each comes behind all that lead to it, but for those that
    /// lead back to the head of a loop: reverse postorder. Blocks that control cannot reach have none.
    pub fn order(&self) -> Vec<Option<u32>> {
        let mut order = vec![None; self.blocks.len()];
        let mut seen = FixedBitSet::with_capacity(self.blocks.len());
        seen.insert(0);
        let mut left = self.blocks.len() as u32;
        let mut stack = vec![(BlockId(0), self.block(BlockId(0)).terminator.successors())];
        while let Some((block, successors)) = stack.last_mut() {
            match successors.next() {
                Some(next) if !seen.put(next.0 as usize) => {
                    stack.push((next, self.block(next).terminator.successors()));
                }
                Some(_) => {}
                None => {
                    left -= 1;
                    order[block.0 as usize] = Some(left);
                    stack.pop();
                }
            }
        }
        order
    }

    /// Whether control can come from one block to another.
    pub fn leads_to(&self, from: BlockId, to: BlockId) -> bool {
        let mut seen = FixedBitSet::with_capacity(self.blocks.len());
        let mut stack = vec![from];
        while let Some(block) = stack.pop() {
            if block == to {
                return true;
            }
            if !seen.put(block.0 as usize) {
                stack.extend(self.block(block).terminator.successors());
            }
        }
        false
    }

    /// The blocks from which control can come to one, that itself among them.
    pub fn leading_to(&self, block: BlockId) -> FixedBitSet {
        let mut before: Vec<SmallVec<[BlockId; 2]>> = vec![SmallVec::new(); self.blocks.len()];
        for (number, data) in self.blocks.iter().enumerate() {
            for target in data.terminator.successors() {
                if let Some(before) = before.get_mut(target.0 as usize) {
                    before.push(BlockId(number as u32));
                }
            }
        }
        let mut seen = FixedBitSet::with_capacity(self.blocks.len());
        let mut stack = vec![block];
        while let Some(block) = stack.pop() {
            if !seen.put(block.0 as usize) {
                stack.extend(before.get(block.0 as usize).into_iter().flatten());
            }
        }
        seen
    }

    /// The local of the parent that a local of this body stands for.
    pub fn outer_of(&self, inner: Local) -> Option<Local> {
        self.captures.iter().find(|capture| capture.inner == inner).map(|capture| capture.outer)
    }

    /// Whether control can come from one point to another that stands behind it in its block, or in
    /// another block.
    pub fn comes_before(&self, earlier: Point, later: Point) -> bool {
        match earlier.block == later.block {
            true => earlier.statement < later.statement,
            false => self.leads_to(earlier.block, later.block),
        }
    }

    /// The blocks that every run of the body goes through until it returns or fails: those on
    /// the way from its start on which nothing is decided but whether `?` goes on.
    pub fn always_reached(&self) -> FixedBitSet {
        let mut reached = FixedBitSet::with_capacity(self.blocks.len());
        let mut block = BlockId(0);
        while !reached.put(block.0 as usize) {
            block = match &self.block(block).terminator {
                Terminator::Goto(next) => *next,
                Terminator::Branch(_, cases)
                    if cases.iter().any(|(case, _)| matches!(case, Case::Fails(..))) =>
                {
                    match cases.first() {
                        Some((_, next)) => *next,
                        None => break,
                    }
                }
                Terminator::Branch(..) | Terminator::Return(_) | Terminator::Diverge => break,
            };
        }
        reached
    }

    /// All statements with their points, in the order of the blocks.
    pub fn points(&self) -> impl Iterator<Item = (Point, &Statement)> {
        self.blocks.iter().enumerate().flat_map(|(number, block)| {
            let block_id = BlockId(number as u32);
            let statements = block.statements.iter().enumerate();
            statements.map(move |(position, statement)| {
                (Point { block: block_id, statement: position as u32 }, statement)
            })
        })
    }

    /// Whether `block` belongs to the loop, loops inside it included.
    pub fn is_in_loop(&self, block: BlockId, id: LoopId) -> bool {
        let mut innermost = self.block(block).in_loop;
        while let Some(current) = innermost {
            if current == id {
                return true;
            }
            innermost = self.loops[current.0 as usize].parent;
        }
        false
    }

    /// The type of what is in a place, as far as fields tell.
    pub fn place_ty(&self, index: &Index, place: &Place) -> Ty {
        let mut ty = match place.base {
            PlaceBase::Local(local) => self.locals[local.0 as usize].ty.clone(),
            PlaceBase::Static(id) => index.constant(id).1,
            PlaceBase::Unknown => return Ty::Unknown,
        };
        let mut variant = 0;
        for projection in &place.projections {
            ty = match (projection, &ty) {
                (Projection::Variant(_, number), _) => {
                    variant = *number;
                    continue;
                }
                (Projection::Deref, Ty::Ref(_, inner) | Ty::Pointer(_, inner)) => (**inner).clone(),
                (Projection::Field(name), Ty::Adt(adt, args)) => {
                    let fields = index.adt(*adt).variants.get(variant as usize).map(|data| &data.fields);
                    match fields.and_then(|fields| fields.iter().position(|(known, _)| known == name)) {
                        Some(number) => index.field_ty(*adt, variant, number, args),
                        None => Ty::Unknown,
                    }
                }
                (Projection::Field(name), Ty::Tuple(elements)) => {
                    let number = name.parse::<usize>().unwrap_or(usize::MAX);
                    elements.get(number).cloned().unwrap_or(Ty::Unknown)
                }
                (Projection::Index | Projection::ConstantIndex(_), Ty::Array(inner) | Ty::Slice(inner)) => {
                    (**inner).clone()
                }
                _ => Ty::Unknown,
            };
            variant = 0;
        }
        ty
    }
}

/// Takes from the captures of closures and `async` blocks those that are only mentioned, as by
/// `let _ = local;`: those are not captured. Inner bodies come after those around them.
pub(super) fn sort_captures(list: &mut [Body]) {
    let mut inner: Vec<Vec<Local>> = vec![Vec::new(); list.len()];
    for number in (0..list.len()).rev() {
        let Some(body) = list.get_mut(number) else { continue };
        if body.captures.is_empty() {
            continue;
        }
        let mut used = FixedBitSet::with_capacity(body.locals.len());
        let statements = body.blocks.iter().flat_map(|block| &block.statements);
        let meant = statements.filter(|statement| !matches!(statement.kind, StatementKind::Mention(_)));
        let tested = body.blocks.iter().filter_map(|block| match &block.terminator {
            Terminator::Branch(place, _) => place.as_ref(),
            _ => None,
        });
        let places = meant.flat_map(Statement::places).chain(tested).filter_map(Place::as_local);
        used.extend(
            places.chain(inner.get(number).into_iter().flatten().copied()).map(|local| local.0 as usize),
        );
        let (captures, uncaptured) = std::mem::take(&mut body.captures)
            .into_iter()
            .partition(|capture| used.contains(capture.inner.0 as usize));
        body.captures = captures;
        body.uncaptured = uncaptured;
        if let Some(outer) = body.parent.and_then(|parent| inner.get_mut(parent.0 as usize)) {
            outer.extend(body.captures.iter().map(|capture| capture.outer));
        }
    }
}

/// Decides again, with all types known, whether a use of a whole local copies or moves.
pub(super) fn mark_moves(index: &Index, body: &mut Body) {
    let locals = &body.locals;
    let is_copied = |local: Local| {
        locals.get(local.0 as usize).is_some_and(|local| index.is_copy(&local.ty) == Some(true))
    };
    let decide = |operand: &mut Operand| {
        if let Operand::Move(place) = operand
            && let Some(local) = place.whole_local()
            && is_copied(local)
        {
            *operand = Operand::Copy(std::mem::replace(place, Place::local(local)));
        }
    };
    for statement in body.blocks.iter_mut().flat_map(|block| &mut block.statements) {
        match &mut statement.kind {
            StatementKind::Assign(_, value) => match value {
                Rvalue::Use(operand) => decide(operand),
                Rvalue::Aggregate(_, parts) => parts.iter_mut().for_each(|(_, operand)| decide(operand)),
                Rvalue::Compute(_, operands) => operands.iter_mut().for_each(decide),
                Rvalue::Ref(..) | Rvalue::Closure(_) => {}
            },
            StatementKind::Call(call) => call.args.iter_mut().for_each(decide),
            StatementKind::Await { futures, .. } => futures.iter_mut().for_each(decide),
            StatementKind::Drop(..) | StatementKind::Mention(_) => {}
        }
    }
}
