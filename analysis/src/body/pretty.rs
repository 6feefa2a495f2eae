//! Bodies as text, for tests and `--dump body`.

use std::fmt::Write;

use super::{
    Aggregate, Bodies, Body, BodyId, Callee, Case, DropReason, Local, LocalKind, Operand, Place, PlaceBase,
    Projection, Rvalue, Statement, StatementKind, Terminator,
};
use crate::types::{Index, Mutability};

impl Bodies {
    /// All bodies as text. Blocks that nothing leads to are left out.
    pub fn pretty(&self, index: &Index) -> String {
        let mut text = String::new();
        for (id, body) in self.iter() {
            let printer = Printer { index, body };
            printer.body(id, &mut text);
        }
        text
    }
}

struct Printer<'a> {
    index: &'a Index,
    body: &'a Body,
}

impl Printer<'_> {
    fn body(&self, id: BodyId, text: &mut String) {
        let _ = writeln!(text, "body {} {:?}", id.0, self.body.kind);
        for (number, local) in self.body.locals.iter().enumerate() {
            if local.kind != LocalKind::Temporary {
                let name = self.local(Local(number as u32));
                let _ = writeln!(text, "    let {name}: {}", self.index.display(&local.ty));
            }
        }
        let reachable = self.body.reachable();
        for number in reachable.ones() {
            let block = &self.body.blocks[number];
            let place = block.in_loop.map_or(String::new(), |id| format!(" in loop {}", id.0));
            let _ = writeln!(text, "  bb{number}{place}:");
            for statement in &block.statements {
                let _ = writeln!(text, "    {}", self.statement(statement));
            }
            let _ = writeln!(text, "    {}", self.terminator(&block.terminator));
        }
    }

    fn local(&self, local: Local) -> String {
        match self.body.locals.get(local.0 as usize) {
            Some(data) => match data.name {
                Some(name) => format!("{name}#{}", local.0),
                None => format!("_{}", local.0),
            },
            None => format!("?{}", local.0),
        }
    }

    pub(super) fn place(&self, place: &Place) -> String {
        let mut text = match place.base {
            PlaceBase::Local(local) => self.local(local),
            PlaceBase::Static(id) => self.index.constant(id).0,
            PlaceBase::Unknown => "?".to_owned(),
        };
        for projection in &place.projections {
            match projection {
                Projection::Deref => text = format!("(*{text})"),
                Projection::Field(name) => {
                    let _ = write!(text, ".{name}");
                }
                Projection::Variant(adt, variant) => {
                    let name =
                        self.index.adt(*adt).variants.get(*variant as usize).map(|variant| variant.name);
                    text = format!("({text} as {})", name.unwrap_or_default());
                }
                Projection::ConstantIndex(number) => {
                    let _ = write!(text, "[{number}]");
                }
                Projection::Index => text.push_str("[_]"),
            }
        }
        text
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Copy(place) => self.place(place),
            Operand::Move(place) => format!("move {}", self.place(place)),
            Operand::Flag(value) => value.to_string(),
            Operand::Constant => "const".to_owned(),
        }
    }

    fn operands<'o>(&self, operands: impl IntoIterator<Item = &'o Operand>) -> String {
        operands.into_iter().map(|operand| self.operand(operand)).collect::<Vec<_>>().join(", ")
    }

    fn callee(&self, callee: &Callee) -> String {
        match callee {
            Callee::Function(id) => self.index.function_path(*id),
            Callee::Value => "call".to_owned(),
            Callee::Next => "next".to_owned(),
            Callee::Macro(name) => format!("{name}!"),
            Callee::OpaqueMacro(name) => format!("opaque {name}!"),
            Callee::Unknown(Some(name)) => format!("unknown {name}"),
            Callee::Unknown(None) => "unknown".to_owned(),
        }
    }

    fn statement(&self, statement: &Statement) -> String {
        match &statement.kind {
            StatementKind::Assign(place, value) => format!("{} = {}", self.place(place), self.rvalue(value)),
            StatementKind::Call(call) => {
                let args = self.operands(&call.args);
                format!("{} = {}({args})", self.place(&call.destination), self.callee(&call.callee))
            }
            StatementKind::Await { futures, destination } => {
                format!("{} = await {}", self.place(destination), self.operands(futures))
            }
            StatementKind::Drop(local, reason) => {
                let reason = match reason {
                    DropReason::ScopeEnd => "scope",
                    DropReason::TemporaryEnd => "temporary",
                    DropReason::Discarded => "discarded",
                    DropReason::Overwritten => "overwritten",
                };
                format!("drop {} ({reason})", self.local(*local))
            }
            StatementKind::Mention(place) => format!("mention {}", self.place(place)),
        }
    }

    fn rvalue(&self, value: &Rvalue) -> String {
        match value {
            Rvalue::Use(operand) => self.operand(operand),
            Rvalue::Ref(Mutability::Shared, place) => format!("&{}", self.place(place)),
            Rvalue::Ref(Mutability::Mutable, place) => format!("&mut {}", self.place(place)),
            Rvalue::Aggregate(kind, parts) => {
                let name = match kind {
                    Aggregate::Tuple => String::new(),
                    Aggregate::Array => "array".to_owned(),
                    Aggregate::Adt(adt, variant) => {
                        let data = self.index.adt(*adt);
                        let variant = data.variants.get(*variant as usize).map(|variant| variant.name);
                        variant.unwrap_or(data.name).to_string()
                    }
                    Aggregate::Unknown => "unknown".to_owned(),
                };
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(field, operand)| format!("{field}: {}", self.operand(operand)))
                    .collect();
                format!("{name}{{{}}}", parts.join(", "))
            }
            Rvalue::Closure(id) => format!("closure {}", id.0),
            Rvalue::Compute(_, operands) => format!("compute({})", self.operands(operands)),
        }
    }

    fn terminator(&self, terminator: &Terminator) -> String {
        match terminator {
            Terminator::Goto(target) => format!("goto bb{}", target.0),
            Terminator::Return(kind) => format!("return ({kind:?})"),
            Terminator::Diverge => "diverge".to_owned(),
            Terminator::Branch(place, cases) => {
                let place = place.as_ref().map_or(String::new(), |place| format!(" {}", self.place(place)));
                let cases: Vec<String> = cases
                    .iter()
                    .map(|(case, target)| format!("{} -> bb{}", self.case(*case), target.0))
                    .collect();
                format!("branch{place} [{}]", cases.join(", "))
            }
        }
    }

    fn case(&self, case: Case) -> String {
        let variant = |adt, number: u32| {
            let data = self.index.adt(adt);
            data.variants.get(number as usize).map_or(String::new(), |variant| variant.name.to_string())
        };
        match case {
            Case::Variant(adt, number) => variant(adt, number),
            Case::NotVariant(adt, number) => format!("not {}", variant(adt, number)),
            Case::Fails(adt, number) => format!("fails {}", variant(adt, number)),
            Case::True => "true".to_owned(),
            Case::False => "false".to_owned(),
            Case::Matches => "matches".to_owned(),
            Case::Otherwise => "otherwise".to_owned(),
        }
    }
}
