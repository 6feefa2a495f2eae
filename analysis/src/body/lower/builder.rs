//! The body under construction: blocks, frames, names.

use crate::{
    Name,
    body::{
        Block, BlockId, Body, BodyId, BodyKind, Call, Callee, DropReason, Local, LocalData, LocalKind,
        LoopId, Operand, Place, ReturnKind, Rvalue, Statement, StatementKind, Terminator, scope::Frame,
    },
    span::TextRange,
    types::Ty,
};

/// A body under construction.
#[derive(Debug)]
pub(super) struct Builder {
    /// What stands so far.
    pub(super) body: Body,
    /// Where it will be among the bodies of the function.
    pub(super) id: BodyId,
    /// The block that statements are added to. Unreachable after a divergence.
    pub(super) current: BlockId,
    /// Open scopes, the innermost last.
    pub(super) frames: Vec<Frame>,
    /// Names that can be seen, the innermost last.
    pub(super) names: Vec<(Name, Local)>,
    /// Where `break` and `continue` go.
    pub(super) targets: Vec<Target>,
    /// The innermost loop.
    pub(super) in_loop: Option<LoopId>,
    /// The frame that ends temporaries.
    pub(super) temporaries: usize,
}

/// A loop or labelled block that can be left.
#[derive(Debug)]
pub(super) struct Target {
    /// Its label.
    pub(super) label: Option<Name>,
    /// The loop; `None` for a labelled block.
    pub(super) is_loop: Option<LoopId>,
    /// Where `break` goes.
    pub(super) after: BlockId,
    /// Where `continue` goes.
    pub(super) next: BlockId,
    /// How many frames stay open.
    pub(super) frames: usize,
    /// Where the value of `break` goes.
    pub(super) destination: Place,
    /// The types of the values that came there.
    pub(super) ty: Ty,
}

impl Builder {
    pub(super) fn new(id: BodyId, kind: BodyKind, range: TextRange, parent: Option<BodyId>) -> Self {
        let body = Body {
            kind,
            range,
            parent,
            locals: Vec::new(),
            parameters: 0,
            captures: Vec::new(),
            uncaptured: Vec::new(),
            blocks: Vec::new(),
            loops: Vec::new(),
            scrutinees: Vec::new(),
        };
        let mut builder = Builder {
            body,
            id,
            current: BlockId(0),
            frames: vec![Frame::default()],
            names: Vec::new(),
            targets: Vec::new(),
            in_loop: None,
            temporaries: 0,
        };
        builder.current = builder.block();
        builder.local(None, Ty::Unknown, LocalKind::Return, range);
        builder
    }

    /// A new block. It diverges until a terminator is set.
    pub(super) fn block(&mut self) -> BlockId {
        let id = BlockId(self.body.blocks.len() as u32);
        self.body.blocks.push(Block {
            statements: Vec::new(),
            terminator: Terminator::Diverge,
            terminator_range: TextRange::default(),
            in_loop: self.in_loop,
        });
        id
    }

    /// Ends the current block and goes on in another.
    pub(super) fn terminate(&mut self, terminator: Terminator, range: TextRange, next: BlockId) {
        let block = &mut self.body.blocks[self.current.0 as usize];
        block.terminator = terminator;
        block.terminator_range = range;
        self.current = next;
    }

    /// Ends the current block with a jump to `target` and goes on there.
    pub(super) fn goto(&mut self, target: BlockId, range: TextRange) {
        self.terminate(Terminator::Goto(target), range, target);
    }

    /// Ends the current block for good and goes on in one that nothing leads to.
    pub(super) fn diverge(&mut self, terminator: Terminator, range: TextRange) {
        let unreachable = self.block();
        self.terminate(terminator, range, unreachable);
    }

    pub(super) fn push(&mut self, kind: StatementKind, range: TextRange) {
        self.body.blocks[self.current.0 as usize].statements.push(Statement { kind, range });
    }

    pub(super) fn assign(&mut self, place: Place, value: Rvalue, range: TextRange) {
        self.push(StatementKind::Assign(place, value), range);
    }

    pub(super) fn call(
        &mut self,
        callee: Callee,
        args: Vec<Operand>,
        destination: Place,
        range: TextRange,
        method_range: Option<TextRange>,
    ) {
        let call = Call { callee, args, destination, method_range };
        self.push(StatementKind::Call(Box::new(call)), range);
    }

    pub(super) fn local(&mut self, name: Option<Name>, ty: Ty, kind: LocalKind, range: TextRange) -> Local {
        let local = Local(self.body.locals.len() as u32);
        self.body.locals.push(LocalData { name, ty, kind, range });
        local
    }

    /// A temporary that ends where temporaries end here.
    pub(super) fn temporary(&mut self, ty: Ty, range: TextRange) -> Local {
        self.scheduled_temporary(ty, range, DropReason::TemporaryEnd)
    }

    /// As [`Builder::temporary`], with the reason for its drop.
    pub(super) fn scheduled_temporary(&mut self, ty: Ty, range: TextRange, reason: DropReason) -> Local {
        let local = self.local(None, ty, LocalKind::Temporary, range);
        let frame = self.temporaries.min(self.frames.len() - 1);
        self.frames[frame].drops.push((local, reason));
        local
    }

    /// A temporary of the innermost frame.
    pub(super) fn temporary_in_top(&mut self, ty: Ty, range: TextRange) -> Local {
        let local = self.local(None, ty, LocalKind::Temporary, range);
        self.schedule(local, DropReason::TemporaryEnd);
        local
    }

    /// Makes a variable visible, to be dropped with the innermost frame.
    pub(super) fn declare(&mut self, name: Name, ty: Ty, range: TextRange) -> Local {
        let local = self.local(Some(name), ty, LocalKind::Variable, range);
        self.names.push((name, local));
        self.schedule(local, DropReason::ScopeEnd);
        local
    }

    /// The variable of that name that was declared by the pattern at `range`.
    pub(super) fn declared_at(&self, name: Name, range: TextRange) -> Option<Local> {
        let found = self.names.iter().rev().find(|(known, _)| *known == name)?;
        let data = self.body.locals.get(found.1.0 as usize)?;
        (data.range == range && data.kind == LocalKind::Variable).then_some(found.1)
    }

    pub(super) fn schedule(&mut self, local: Local, reason: DropReason) {
        if let Some(frame) = self.frames.last_mut() {
            frame.drops.push((local, reason));
        }
    }

    pub(super) fn open(&mut self) {
        self.frames.push(Frame { drops: Vec::new(), names: self.names.len() });
    }

    /// Opens a frame that ends temporaries; returns what [`Builder::close_temporaries`] needs.
    pub(super) fn open_temporaries(&mut self) -> usize {
        self.open();
        std::mem::replace(&mut self.temporaries, self.frames.len() - 1)
    }

    pub(super) fn close_temporaries(&mut self, before: usize, range: TextRange) {
        self.close(range);
        self.temporaries = before;
    }

    /// Ends the innermost frame.
    pub(super) fn close(&mut self, range: TextRange) {
        if let Some(frame) = self.frames.pop() {
            self.drop_all(&frame.drops, range);
            self.names.truncate(frame.names);
        }
    }

    /// Drops what is scheduled in all frames above the first `keep`, which stay open.
    pub(super) fn unwind(&mut self, keep: usize, range: TextRange) {
        for number in (keep..self.frames.len()).rev() {
            let drops = std::mem::take(&mut self.frames[number].drops);
            self.drop_all(&drops, range);
            self.frames[number].drops = drops;
        }
    }

    pub(super) fn drop_all(&mut self, drops: &[(Local, DropReason)], range: TextRange) {
        // The place of a drop is the last byte of what ends: a closing brace, a semicolon.
        let range = TextRange::new(range.end.saturating_sub(1).max(range.start), range.end);
        for (local, reason) in drops.iter().rev() {
            self.push(StatementKind::Drop(*local, *reason), range);
        }
    }

    /// Leaves the body.
    pub(super) fn leave(&mut self, kind: ReturnKind, range: TextRange) {
        self.unwind(0, range);
        if kind != ReturnKind::QuestionMark {
            self.note_exits(0);
        }
        self.diverge(Terminator::Return(kind), range);
    }

    /// Notes that all loops opened behind the first `keep` targets can be left.
    pub(super) fn note_exits(&mut self, keep: usize) {
        for target in &self.targets[keep..] {
            if let Some(id) = target.is_loop {
                self.body.loops[id.0 as usize].has_exit = true;
            }
        }
    }
}
