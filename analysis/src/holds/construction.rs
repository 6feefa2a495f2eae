//! Questions about what a function makes, and what its values are made of.

use super::{FunctionHolds, HoldRef, Root, Source, Step, source::Definition};
use crate::{
    Name,
    body::{Body, BodyId, Call, Callee, Local, Operand, Place, Rvalue, StatementKind},
    catalogue::{ClosureUse, Kind},
    names::{AdtId, CrateOrigin, FunctionId},
    span::TextRange,
    syntax::items::Receiver,
    types::{Container, Index, Infer, Ty, TyArgs},
};

/// How far definitions are followed.
const DEPTH: u32 = 8;

/// Types that only stand around what a constructor makes.
const WRAPPERS: [&str; 7] = ["Result", "Option", "Arc", "Rc", "Box", "Pin", "Mutex"];

impl FunctionHolds<'_> {
    /// The type of the workspace that the function constructs: it takes no `&self` and returns
    /// the type, plain or in a `Result`, an `Arc` and the like.
    pub fn product(&self) -> Option<AdtId> {
        let data = self.index.function(self.function);
        if !matches!(data.receiver, None | Some(Receiver::Value)) {
            return None;
        }
        let body = self.bodies.get(BodyId(0));
        product_of(self.index, &body.locals.first()?.ty, 0)
    }

    /// Whether calling `callee` starts work on its receiver that goes on after the call.
    pub fn starts_work(&self, callee: FunctionId) -> bool {
        let facts = self.index.facts(callee);
        self.index.function(callee).receiver.is_some()
            && facts.is_some_and(|facts| facts.closures == Some(ClosureUse::Elsewhere))
    }

    /// Whether a type of the workspace keeps something running or connected: it owns a task, a
    /// thread, a process, a server, a runtime or a pool.
    pub fn is_workspace_engine(&self, ty: &Ty) -> bool {
        is_workspace_engine(self.index, ty)
    }

    /// The type of what is in a place, or behind the references in it.
    pub fn behind(&self, body: &Body, place: &Place) -> Ty {
        body.place_ty(self.index, place).peel_refs().clone()
    }

    /// The hold that an operand of a body stands for, directly or by reference.
    pub fn hold_of(&self, id: BodyId, operand: &Operand) -> Option<HoldRef<'_>> {
        let source = self.source(id, operand)?;
        let Root::Local(local) = source.root else { return None };
        if !source.steps.is_empty() {
            return None;
        }
        self.holds().find(|hold| hold.body == id && hold.variable == Some(local))
    }

    /// The source that an operand stands for, looked up in the literals that it goes through:
    /// the pool of `service.pool` where `service` is `Service { pool }`.
    pub fn origin(&self, id: BodyId, operand: &Operand) -> Option<Source> {
        Some(self.through_literals(id, self.source(id, operand)?))
    }

    /// The same for a source.
    pub fn through_literals(&self, id: BodyId, mut source: Source) -> Source {
        let body = self.bodies.get(id);
        for _ in 0..DEPTH {
            let Root::Local(local) = source.root else { break };
            let Some(Definition::Value(Rvalue::Aggregate(_, parts))) = self.definition(body, local) else {
                break;
            };
            let Some((Step::Field(field), rest)) = source.steps.split_first() else { break };
            let part = parts.iter().find(|(name, _)| name == field);
            let Some(mut inner) = part.and_then(|(_, operand)| self.source(id, operand)) else { break };
            inner.steps.extend_from_slice(rest);
            source = inner;
        }
        source
    }

    /// What a value is made of: the operands of the literal that makes it, and those of the
    /// literals in them.
    pub fn ingredients(&self, id: BodyId, parts: &[(Name, Operand)]) -> Vec<(Source, Ty)> {
        let mut found = Vec::new();
        self.collect_ingredients(id, parts, &mut found, 0);
        found
    }

    fn collect_ingredients(
        &self,
        id: BodyId,
        parts: &[(Name, Operand)],
        found: &mut Vec<(Source, Ty)>,
        depth: u32,
    ) {
        let body = self.bodies.get(id);
        for (_, operand) in parts {
            let Some(place) = operand.place() else { continue };
            let Some(source) = self.origin(id, operand) else { continue };
            if let Root::Local(local) = source.root
                && source.steps.is_empty()
                && depth < DEPTH
            {
                match self.definition(body, local) {
                    Some(Definition::Value(Rvalue::Aggregate(_, inner))) => {
                        self.collect_ingredients(id, inner, found, depth + 1);
                    }
                    Some(Definition::Call(call)) if self.wraps(call) => {
                        let inner = call.args.iter().map(|operand| (Name::from("0"), operand.clone()));
                        self.collect_ingredients(id, &inner.collect::<Vec<_>>(), found, depth + 1);
                    }
                    _ => {}
                }
            }
            found.push((source, body.place_ty(self.index, place)));
        }
    }

    /// `Arc::new(value)` and its like.
    fn wraps(&self, call: &Call) -> bool {
        let Callee::Function(function) = call.callee else { return false };
        let data = self.index.function(function);
        data.name == "new"
            && matches!(&data.container, Container::Inherent(Ty::Adt(adt, _))
                if WRAPPERS.contains(&self.index.adt(*adt).name.as_str()))
    }

    /// The type of what a source leads to.
    pub fn source_ty(&self, body: &Body, source: &Source) -> Ty {
        let mut ty = match source.root {
            Root::Local(local) => {
                body.locals.get(local.0 as usize).map_or(Ty::Unknown, |data| data.ty.clone())
            }
            Root::Static(id) => self.index.constant(id).1,
            Root::Call(function) => self.index.signature(function).output.clone(),
        };
        for step in &source.steps {
            ty = match step {
                Step::Field(name) => self.field(self.behind_handles(&ty), *name),
                Step::Element(_) | Step::SomeElement => match self.behind_handles(&ty) {
                    Ty::Array(inner) | Ty::Slice(inner) => (**inner).clone(),
                    _ => Ty::Unknown,
                },
                Step::Call(function) | Step::CallWith(function) => {
                    self.index.signature(*function).output.peel_refs().clone()
                }
            };
        }
        ty
    }

    /// The type of a field, of whichever variant has it first.
    pub(super) fn field(&self, ty: &Ty, name: Name) -> Ty {
        match ty {
            Ty::Adt(adt, args) => {
                let variants = self.index.adt(*adt).variants.iter().enumerate();
                let mut found = variants.filter_map(|(number, variant)| {
                    let field = variant.fields.iter().position(|(known, _)| *known == name)?;
                    Some(self.index.field_ty(*adt, number as u32, field, args))
                });
                found.next().unwrap_or(Ty::Unknown)
            }
            Ty::Tuple(elements) => {
                let number = name.parse::<usize>().unwrap_or(usize::MAX);
                elements.get(number).cloned().unwrap_or(Ty::Unknown)
            }
            _ => Ty::Unknown,
        }
    }

    /// The type behind references, `Arc`, `Rc` and `Box`.
    pub fn behind_handles<'t>(&self, ty: &'t Ty) -> &'t Ty {
        let lang = self.index.lang();
        let handles = [lang.arc, lang.rc, lang.r#box];
        let mut ty = ty.peel_refs();
        for _ in 0..DEPTH {
            match ty {
                Ty::Adt(adt, args) if handles.contains(&Some(*adt)) => match args.first() {
                    Some(inner) => ty = inner.peel_refs(),
                    None => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// The variable that a person would name for an operand: through references and moves.
    pub fn variable_of(&self, body: &Body, operand: &Operand) -> Option<Local> {
        let mut local = operand.place()?.as_local()?;
        for _ in 0..DEPTH {
            let data = body.locals.get(local.0 as usize)?;
            if data.name.is_some() {
                return Some(local);
            }
            local = match self.definition(body, local)? {
                Definition::Value(Rvalue::Ref(_, place)) => place.as_local()?,
                Definition::Value(Rvalue::Use(operand)) => operand.place()?.as_local()?,
                _ => return None,
            };
        }
        None
    }

    /// Whether nothing can have been written through a handle: it was opened for reading.
    pub fn is_read_only(&self, id: BodyId, operand: &Operand) -> bool {
        let body = self.bodies.get(id);
        let Some(source) = self.source(id, operand) else { return false };
        let Root::Local(mut local) = source.root else { return false };
        for _ in 0..DEPTH {
            let next = match self.definition(body, local) {
                Some(Definition::Call(call)) => match self.reads_only(body, call) {
                    Some(read_only) => return read_only,
                    None => call.args.first().cloned(),
                },
                Some(Definition::Await) => self.awaited_in(body, local),
                _ => return false,
            };
            let source = next.and_then(|operand| self.source(id, &operand));
            match source.map(|source| source.root) {
                Some(Root::Local(next)) if next != local => local = next,
                _ => return false,
            }
        }
        false
    }

    /// Whether a call opens for reading alone; `None` where it opens nothing.
    fn reads_only(&self, body: &Body, call: &Call) -> Option<bool> {
        let Callee::Function(function) = call.callee else { return None };
        if self.index.facts(function).is_some_and(|facts| facts.read_only) {
            return Some(true);
        }
        let owner = |function: FunctionId| match &self.index.function(function).container {
            Container::Inherent(Ty::Adt(adt, _)) => Some(*adt),
            _ => None,
        };
        let options = owner(function).filter(|adt| self.index.adt(*adt).name == "OpenOptions")?;
        if self.index.function(function).name != "open" {
            return None;
        }
        let writes = self.calls(body).any(|(_, call, _)| match call.callee {
            Callee::Function(other) => {
                let name = self.index.function(other).name;
                owner(other) == Some(options)
                    && matches!(name.as_str(), "write" | "append" | "create" | "create_new" | "truncate")
            }
            _ => false,
        });
        // Options that come from elsewhere may say anything.
        let made_here = self.calls(body).any(|(_, call, _)| match call.callee {
            Callee::Function(other) => {
                owner(other) == Some(options) && self.index.function(other).name == "new"
            }
            _ => false,
        });
        Some(made_here && !writes)
    }

    /// The future whose output is awaited into a local.
    fn awaited_in(&self, body: &Body, local: Local) -> Option<Operand> {
        body.blocks.iter().flat_map(|block| &block.statements).find_map(|statement| match &statement.kind {
            StatementKind::Await { futures, destination } if destination.whole_local() == Some(local) => {
                futures.first().cloned()
            }
            _ => None,
        })
    }

    /// Whether writing to a value of the type goes to standard output or error, directly or
    /// through a buffer.
    pub fn is_standard_stream(&self, ty: &Ty) -> bool {
        let Ty::Adt(adt, args) = ty.peel_refs() else { return false };
        self.index.is_best_effort(*adt) || args.iter().any(|arg| self.is_standard_stream(arg))
    }

    /// Whether a type has a method of its own that ends it and can say that it failed.
    pub fn has_fallible_close(&self, adt: AdtId) -> bool {
        let ty = Ty::Adt(adt, TyArgs::NONE);
        let mut infer = Infer::new(self.index, self.function);
        self.index.catalogue().closing_names().any(|name| {
            let method = infer.method(&ty, Name::from(name), &[]);
            method.is_some_and(|method| {
                let output = infer.awaited(&method.signature.output).unwrap_or(method.signature.output);
                is_result(self.index, &output)
            })
        })
    }

    /// Whether a thread or task that a handle of this type stands for returns a `Result`.
    pub fn yields_result(&self, ty: &Ty) -> bool {
        match ty.peel_refs() {
            Ty::Adt(_, args) => args.iter().any(|arg| is_result(self.index, arg)),
            _ => false,
        }
    }

    /// Whether what is written to a value of the type stays in memory: the type itself, or the
    /// writer that it is around.
    pub fn is_in_memory(&self, ty: &Ty) -> bool {
        match ty.peel_refs() {
            Ty::Adt(adt, args) => {
                self.index.is_in_memory(*adt)
                    || (self.index.resource(*adt).is_some() || self.index.lang().r#box == Some(*adt))
                        && args.iter().any(|arg| self.is_in_memory(arg))
            }
            Ty::Slice(_) | Ty::Array(_) => true,
            _ => false,
        }
    }
}

/// Whether a type of the workspace keeps something running or connected.
pub(crate) fn is_workspace_engine(index: &Index, ty: &Ty) -> bool {
    let Ty::Adt(adt, _) = ty.peel_refs() else { return false };
    let own = index.krate(index.adt(*adt).krate).origin == CrateOrigin::Workspace;
    own && index.owned_resources(ty).iter().any(|resource| {
        index.resource(*resource).is_some_and(|resource| {
            matches!(
                resource.kind,
                Kind::Task | Kind::Thread | Kind::Process | Kind::Server | Kind::Runtime | Kind::Pool
            )
        })
    })
}

fn is_result(index: &Index, ty: &Ty) -> bool {
    matches!(ty, Ty::Adt(adt, _) if index.adt(*adt).name == "Result" && index.adt(*adt).is_enum)
}

/// Whether a function may be a constructor by its signature: it takes no `&self` and gives a
/// type of the workspace.
pub fn may_construct(index: &Index, function: FunctionId) -> bool {
    let given = |ty: &Ty| product_of(index, ty, 0).is_some();
    let by_reference = matches!(index.function(function).receiver, Some(Receiver::Ref | Receiver::RefMut));
    !by_reference
        && match &index.signature(function).output {
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => {
                bounds.iter().flat_map(|bound| &bound.bindings).any(|(_, ty)| given(ty))
            }
            output => given(output),
        }
}

fn product_of(index: &Index, ty: &Ty, depth: u32) -> Option<AdtId> {
    let Ty::Adt(adt, args) = ty else { return None };
    let data = index.adt(*adt);
    if index.krate(data.krate).origin == CrateOrigin::Workspace && index.resource(*adt).is_none() {
        return Some(*adt);
    }
    if depth < 4 && WRAPPERS.contains(&data.name.as_str()) {
        return product_of(index, args.first()?, depth + 1);
    }
    None
}

impl HoldRef<'_> {
    /// The local that its acquire puts it in.
    pub fn first_local(&self) -> Option<Local> {
        self.body().statement(self.acquired_at()?)?.destination()?.as_local()
    }

    /// The function that made it gives nothing else: not one element of a tuple.
    pub fn is_given_alone(&self) -> bool {
        let index = self.function().index;
        let several = |ty: &Ty| matches!(ty, Ty::Tuple(elements) if elements.len() > 1);
        let inside = |ty: &Ty| several(ty) || matches!(ty, Ty::Adt(_, args) if args.iter().any(several));
        let Some(function) = self.acquired_by() else { return true };
        !match &index.signature(function).output {
            // What an `async fn` gives when it is awaited.
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => {
                bounds.iter().flat_map(|bound| &bound.bindings).any(|(_, ty)| inside(ty))
            }
            output => inside(output),
        }
    }

    /// Whether what was acquired is the resource of a library as it is, perhaps as an `Option` or
    /// `Result`, or a type of the workspace that holds one and nothing else: not a value that also has it.
    pub fn is_acquired_as_itself(&self) -> bool {
        match self.own_type() {
            Some(adt) => {
                let variants = &self.function().index.adt(adt).variants;
                matches!(variants.as_slice(), [only] if only.fields.len() == 1)
            }
            None => true,
        }
    }

    /// The type of the workspace as which it was acquired, perhaps as an `Option` or `Result` of it.
    fn own_type(&self) -> Option<AdtId> {
        let index = self.function().index;
        let mut ty = &self.body().locals.get(self.first_local()?.0 as usize)?.ty;
        loop {
            let Ty::Adt(adt, args) = ty.peel_refs() else { return None };
            if index.krate(index.adt(*adt).krate).origin == CrateOrigin::Workspace {
                return Some(*adt);
            }
            ty = args.first().filter(|_| *adt != self.resource)?;
        }
    }

    /// Whether test code has a resource of the code that is tested: it is made, dropped and asked for
    /// twice to see what happens. What is written for the tests themselves does not count.
    pub fn is_what_is_tested(&self) -> bool {
        let index = self.function().index;
        let is_tested = |adt| !index.krate(index.adt(adt).krate).test_only;
        self.function().in_tests() && self.own_type().is_some_and(is_tested)
    }

    /// The variable that it is in, where that is the guard itself and not something around it.
    pub fn guard_variable(&self) -> Option<Local> {
        let local = self.variable?;
        let ty = &self.body().locals[local.0 as usize].ty;
        matches!(ty, Ty::Adt(adt, _) if *adt == self.resource).then_some(local)
    }

    /// Whether its first variable is an `Option`, or a reference: it has room for one value, and
    /// the next takes the place of the last.
    pub fn is_in_single_slot(&self) -> bool {
        let Some(local) = self.variable else { return false };
        match &self.body().locals[local.0 as usize].ty {
            Ty::Ref(..) => true,
            Ty::Adt(adt, _) => self.function().index.lang().option == Some(*adt),
            _ => false,
        }
    }

    /// Whether its type says that nothing lies behind the guard: `MutexGuard<()>`.
    pub fn guards_nothing(&self) -> bool {
        let body = self.body();
        let made = self.acquired_at().and_then(|point| match &body.statement(point)?.kind {
            StatementKind::Call(call) => Some(&call.destination),
            StatementKind::Await { destination, .. } => Some(destination),
            _ => None,
        });
        made.is_some_and(|place| {
            let ty = body.place_ty(self.function.index, place);
            matches!(&ty, Ty::Adt(adt, args)
                if *adt == self.resource && args.first().is_some_and(Ty::is_unit))
        })
    }

    /// Whether it is asked for at the end of a block, where nothing follows that it could protect.
    pub fn ends_its_block(&self) -> bool {
        let text = self.function().text;
        let rest = text.get(self.acquired.end as usize..).unwrap_or_default();
        let mut depth = 0_u32;
        let end = rest.bytes().position(|byte| {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            byte == b';' && depth == 0
        });
        let mut rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default().trim_start();
        while rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, below)| below).trim_start();
        }
        rest.starts_with('}')
    }

    /// Whether asking for it is all that its function does: nothing else is called, and nothing is
    /// given back.
    pub fn is_all_of_its_function(&self) -> bool {
        let mut calls = self.function().calls(self.body());
        let apart = |call: TextRange| call.end <= self.acquired.start || call.start >= self.acquired.end;
        let gives_nothing = self.body().locals.first().is_some_and(|output| output.ty.is_unit());
        self.body == BodyId(0) && gives_nothing && !calls.any(|(_, _, range)| apart(range))
    }

    /// It is held for the effect alone: a permit, a guard of `Mutex<()>`, or one that is bound to
    /// a name which says that nobody will use it.
    pub fn is_for_effect(&self) -> bool {
        let permit = self.resource().is_some_and(|resource| resource.kind == Kind::Permit);
        let named = self.name().is_some_and(|name| name.starts_with('_'));
        let guards_nothing = self.variable.is_some_and(|local| {
            let ty = &self.body().locals[local.0 as usize].ty;
            matches!(ty, Ty::Adt(_, args) if args.first().is_some_and(Ty::is_unit))
        });
        permit || named || guards_nothing
    }
}
