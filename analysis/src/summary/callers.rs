//! What is known of a function by all who call it, up to `main`: whether the program ends when it has come
//! back, and what it is given.
//!
//! A function is looked at from below, by what it calls; this is the other direction, and asked
//! for few functions only: those that may lose a child process, and those that acquire locks in an order
//! that conflicts with another one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Order, Summaries,
    aftermath::{Aftermath, Told},
    orders,
    undone::may_run,
};
use crate::{
    body::{Body, BodyId, Call, Callee, LocalData, LocalKind, Operand, Point},
    holds::{Definition, FunctionHolds, HoldRef, Root},
    names::FunctionId,
    syntax::items::Mention,
    types::{Container, Index, Ty},
};

/// Something about a function that its callers decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Question {
    /// Is the program over when it has come back, having told that?
    IsOverAfter(FunctionId, Told),
    /// Is that parameter the path of the program that runs?
    IsOwnProgram(FunctionId, u32),
    /// Is what that parameter is, or refers to, known to nobody but those who have called it?
    IsUnshared(FunctionId, u32),
    /// Does nobody call it?
    IsUncalled(FunctionId),
}

/// Functions of which more others may be callers than these are not asked about.
const MOST_CALLERS: usize = 64;

/// What gives the path of the program that runs.
const OWN_PROGRAM: [&str; 3] = ["std::env::current_exe", "std::env::args", "std::env::args_os"];

/// How far a value is followed back.
const DEPTH: u32 = 8;

impl Question {
    /// The function that it is about.
    pub fn function(self) -> FunctionId {
        match self {
            Question::IsOverAfter(function, _)
            | Question::IsOwnProgram(function, _)
            | Question::IsUnshared(function, _)
            | Question::IsUncalled(function) => function,
        }
    }

    /// Whether those who are not of the workspace decide about it as well.
    fn is_for_all(self) -> bool {
        matches!(self, Question::IsUnshared(..) | Question::IsUncalled(_))
    }

    /// The functions of the workspace that may call the one that it is about, by names, other than
    /// tests. `None` where they are too many, or others decide.
    pub fn callers(self, index: &Index) -> Option<Vec<FunctionId>> {
        let function = self.function();
        if self.is_for_all() && index.is_called_from_outside(function) {
            return None;
        }
        let krate = index.crate_of(function);
        let named = self.ways_to_call(index);
        let may_call = |other: &FunctionId| {
            index.reaches(index.crate_of(*other), krate)
                && named.iter().any(|mention| index.mentioned(*other).binary_search(mention).is_ok())
                && !index.is_test_only(*other)
        };
        let callers: Vec<FunctionId> = index.functions().filter(may_call).take(MOST_CALLERS + 1).collect();
        (callers.len() <= MOST_CALLERS).then_some(callers)
    }

    fn ways_to_call(self, index: &Index) -> Vec<Mention> {
        let function = index.function(self.function());
        match &function.container {
            // Many a type has a `new`.
            Container::Inherent(Ty::Adt(adt, _)) if self.is_for_all() && function.receiver.is_none() => {
                let owners = [index.adt(*adt).name.as_str(), "Self"];
                owners.map(|owner| Mention::associated(owner, &function.name)).into()
            }
            _ => Mention::calls_of(&function.name).into(),
        }
    }
}

impl Summaries {
    /// What decides about the children that a function may lose.
    pub fn questions_of(&self, function: &FunctionHolds<'_>) -> Vec<Question> {
        if function.in_tests() {
            return Vec::new();
        }
        let mut questions = Vec::new();
        for hold in function.holds().filter(HoldRef::is_process) {
            let lost = self.unreaped(&hold);
            questions.extend(lost.iter().filter_map(|lost| self.asked_after(&hold, lost.end.point)));
            let program = (!lost.is_empty()).then(|| program_of(&hold)).flatten();
            questions.extend(program.and_then(|operand| question_of(function, hold.body, operand)));
        }
        questions
    }

    fn asked_after(&self, hold: &HoldRef<'_>, point: Point) -> Option<Question> {
        match self.aftermath(hold.function(), (hold.body, point), None) {
            Aftermath::Back(told) => Some(Question::IsOverAfter(hold.function().function, told)),
            Aftermath::Over | Aftermath::Lasts => None,
        }
    }

    /// What else has to be true for the answer to be yes, by those who may call the function. `None`
    /// where it is no, or nobody knows.
    pub fn ask(&self, question: Question, callers: &[&FunctionHolds<'_>]) -> Option<Vec<Question>> {
        let mut needed = Vec::new();
        let mut is_called = false;
        for caller in callers {
            if question.is_for_all() && is_named_by(caller, question.function()) {
                return None;
            }
            let calls = calls_of(caller, question.function())?;
            is_called |= !calls.is_empty();
            for (id, point, call) in calls {
                match question {
                    Question::IsOverAfter(_, told) => {
                        let failed = call.destination.whole_local().filter(|_| told == Told::Failure);
                        let next = Point { statement: point.statement + 1, ..point };
                        match self.aftermath(caller, (id, next), failed) {
                            Aftermath::Over => {}
                            Aftermath::Back(told) => {
                                needed.push(Question::IsOverAfter(caller.function, told));
                            }
                            Aftermath::Lasts => return None,
                        }
                    }
                    Question::IsOwnProgram(_, parameter) => {
                        let given = call.args.get(parameter as usize)?;
                        if !is_own_program(caller, id, given) {
                            needed.push(question_of(caller, id, given)?);
                        }
                    }
                    Question::IsUnshared(_, parameter) => {
                        let given = call.args.get(parameter as usize)?;
                        // What an `async fn` does, it does when it is awaited.
                        let point = match caller.index.function(question.function()).is_async {
                            true => caller.awaited_at(caller.bodies.get(id), call)?,
                            false => point,
                        };
                        needed.extend(self.questions_about(caller, (id, point), given)?);
                    }
                    Question::IsUncalled(_) => return None,
                }
            }
        }
        (is_called || matches!(question, Question::IsUncalled(_))).then_some(needed)
    }

    /// What decides about orders in which locks are acquired, of those that are part of a circle.
    pub fn questions_of_orders(&self, orders: &[Order]) -> Vec<Question> {
        let mut questions = Vec::new();
        for order in orders::in_circles(orders) {
            questions.extend(order.owners.iter().map(|owner| Question::IsUnshared(order.function, *owner)));
            if order.is_of_method {
                questions.push(Question::IsUncalled(order.function));
            }
        }
        questions
    }

    /// Takes out the orders of which one of the two locks is known to nobody else, and notes which of the
    /// others nobody comes to.
    pub fn settle_orders(&self, orders: &mut Vec<Order>) {
        orders.retain_mut(|order| {
            order.is_uncalled = self.answers.contains(&Question::IsUncalled(order.function));
            let is_unshared =
                |owner: &u32| self.answers.contains(&Question::IsUnshared(order.function, *owner));
            !order.owners.iter().any(is_unshared)
        });
    }

    /// Takes over what was asked: for each question what [has to be true besides](Self::ask), or that
    /// the answer is no. What nobody asked is not true, and neither is what would be true only by itself.
    pub fn settle(&mut self, asked: &FxHashMap<Question, Option<Vec<Question>>>) {
        let mut answers: FxHashSet<Question> = FxHashSet::default();
        loop {
            let is_true = |needed: &Vec<Question>| needed.iter().all(|question| answers.contains(question));
            let new = asked.iter().filter(|(question, needed)| {
                !answers.contains(question) && needed.as_ref().is_some_and(is_true)
            });
            let new: Vec<Question> = new.map(|(question, _)| *question).collect();
            if new.is_empty() {
                break;
            }
            answers.extend(new);
        }
        self.answers = answers;
    }

    /// Whether the program soon ends after a point of a body: by an exit, at the end of `main`, or
    /// because all who call the function leave as well.
    pub fn is_over_after(&self, function: &FunctionHolds<'_>, id: BodyId, point: Point) -> bool {
        match self.aftermath(function, (id, point), None) {
            Aftermath::Over => true,
            Aftermath::Back(told) => self.answers.contains(&Question::IsOverAfter(function.function, told)),
            Aftermath::Lasts => false,
        }
    }

    /// Whether a process is the program that runs, started once more.
    pub(super) fn is_started_again(&self, hold: &HoldRef<'_>) -> bool {
        program_of(hold).is_some_and(|program| {
            let question = question_of(hold.function(), hold.body, program);
            is_own_program(hold.function(), hold.body, program)
                || question.is_some_and(|question| self.answers.contains(&question))
        })
    }
}

/// Where one of the functions calls another. `None` where it cannot be told.
fn calls_of<'f>(caller: &'f FunctionHolds<'_>, callee: FunctionId) -> Option<Vec<(BodyId, Point, &'f Call)>> {
    let mut only = FxHashSet::default();
    only.insert(callee);
    let name = caller.index.name_of(callee);
    let mut found = Vec::new();
    let mut is_open = false;
    for (id, body) in caller.bodies.iter() {
        for (point, call, _) in caller.calls(body) {
            if caller.given_by_name(body, call).any(|given| given == callee) {
                return None;
            }
            match &call.callee {
                Callee::Function(called) if *called == callee || may_run(caller.index, call, &only) => {
                    found.push((id, point, call));
                }
                Callee::Unknown(known) => is_open |= known.is_none_or(|known| known == name),
                Callee::OpaqueMacro(_) => is_open = true,
                _ => {}
            }
        }
    }
    (!found.is_empty() || !is_open).then_some(found)
}

/// Whether one of the functions gives another to somebody by its name.
fn is_named_by(caller: &FunctionHolds<'_>, callee: FunctionId) -> bool {
    let is_it = |data: &LocalData| matches!(data.ty, Ty::FunctionItem(named, _) if named == callee);
    caller.bodies.iter().any(|(_, body)| body.locals.iter().any(is_it))
}

/// What the command of a process is made of: the program.
fn program_of<'f>(hold: &HoldRef<'f>) -> Option<&'f Operand> {
    let function = hold.function();
    let Root::Local(root) = hold.source.as_ref()?.root else { return None };
    match function.definition(function.bodies.get(hold.body), root)? {
        Definition::Call(call) => call.args.first(),
        _ => None,
    }
}

/// Whether the program is given to the function.
fn question_of(function: &FunctionHolds<'_>, id: BodyId, operand: &Operand) -> Option<Question> {
    let Root::Local(root) = function.source(id, operand)?.root else { return None };
    let data = function.bodies.get(id).locals.get(root.0 as usize)?;
    let parameter = root.0.checked_sub(1).filter(|_| id == BodyId(0) && data.kind == LocalKind::Parameter)?;
    Some(Question::IsOwnProgram(function.function, parameter))
}

/// Whether a value is the path of the program that runs.
fn is_own_program(function: &FunctionHolds<'_>, id: BodyId, operand: &Operand) -> bool {
    let own: Vec<FunctionId> =
        OWN_PROGRAM.iter().flat_map(|path| function.index.functions_of(path)).collect();
    let first = function.index.functions_of("std::iter::Iterator::next");
    let body = function.bodies.get(id);
    let mut operand = operand;
    for _ in 0..DEPTH {
        let Some(Root::Local(root)) = function.source(id, operand).map(|source| source.root) else {
            return false;
        };
        let Some(Definition::Call(call)) = function.definition(body, root) else { return false };
        if matches!(call.callee, Callee::Function(callee) if own.contains(&callee)) {
            return true;
        }
        let is_first = matches!(call.callee, Callee::Function(callee) if first.contains(&callee));
        match call.args.first().filter(|_| is_first || keeps_value(function, body, call)) {
            Some(before) => operand = before,
            None => return false,
        }
    }
    false
}

/// Whether a call gives the value in its first argument, where there is one: `map_err`, `ok_or`, `context`.
fn keeps_value(function: &FunctionHolds<'_>, body: &Body, call: &Call) -> bool {
    let (index, Callee::Function(callee)) = (function.index, &call.callee) else { return false };
    let value_in = |ty: &Ty| match ty {
        Ty::Adt(adt, args) if matches!(index.adt(*adt).name.as_str(), "Result" | "Option") => {
            args.first().cloned()
        }
        _ => None,
    };
    let signature = index.signature(*callee);
    // `map` gives what its closure gives.
    let is_other = |ty: &Ty| value_in(ty).is_some_and(|kept| value_in(&signature.output) != Some(kept));
    let given = call.args.first().and_then(Operand::place).map(|place| body.place_ty(index, place));
    let given = given.and_then(|ty| value_in(&ty)).filter(|ty| *ty != Ty::Unknown);
    given.is_some()
        && given == value_in(&body.place_ty(index, &call.destination))
        && !signature.parameters.first().is_some_and(is_other)
}
