//! Inference over one function.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{
    Container, Index, InferVar, Mutability, Projection, Scalar, Signature, TraitBound, Ty, TyArgs,
    data::{Generics, Head},
    definitions::self_parameter,
    fold::substitute,
    lower::Lower,
    paths,
    solve::Solver,
    unify::Variable,
};
use crate::{
    Name,
    names::{AdtId, ConstantId, CrateId, Def, FunctionId, ModuleId, Namespace, TraitId},
    syntax::items::TypeRef,
};

/// The types of one function's body while it is being walked, forwards.
///
/// Types that come out may hold inference variables; [`Infer::resolve`] replaces those that
/// are known by now.
#[derive(Debug)]
pub struct Infer<'a> {
    pub(super) index: &'a Index,
    pub(super) solver: Solver<'a>,
    pub(super) variables: Vec<Variable>,
    /// Nesting of obligations that are being met.
    pub(super) depth: u32,
    /// The module whose names the body sees.
    pub(super) module: ModuleId,
    pub(super) krate: CrateId,
    generics: Option<Arc<Generics>>,
    self_ty: Option<Ty>,
    self_trait: Option<TraitId>,
    self_types: &'a [(Name, Ty)],
}

/// What a path in expression or pattern position names.
#[derive(Clone, Debug)]
pub enum Value {
    /// A function. Its generics have been instantiated with `args`.
    Function {
        /// Which.
        id: FunctionId,
        /// Type arguments: those of the `impl` or trait, then its own.
        args: TyArgs,
    },
    /// A struct literal's head, a tuple struct, or a variant.
    Constructor {
        /// The type.
        adt: AdtId,
        /// Which variant; 0 for a struct.
        variant: u32,
        /// The type's arguments, instantiated.
        args: TyArgs,
    },
    /// A const or static with its type.
    Constant(ConstantId, Ty),
    /// A const generic parameter, an associated const, or something not known.
    Unknown,
}

/// Steps from the type of a receiver or field owner towards the type that has the member.
pub type Steps = SmallVec<[Step; 8]>;

/// One step on the way to the type that has a member.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// `*` of a reference, a pointer or a `Box`.
    Builtin,
    /// `*` through `Deref`.
    Overloaded,
}

/// A method call, resolved.
#[derive(Clone, Debug)]
pub struct Method {
    /// The method. One of a trait where the implementation is not known.
    pub id: FunctionId,
    /// Type arguments, as in [`Value::Function`].
    pub args: TyArgs,
    /// Its signature, instantiated.
    pub signature: Signature,
    /// Dereferences of the receiver.
    pub steps: Steps,
    /// The borrow that is taken of the receiver after them.
    pub autoref: Option<Mutability>,
}

/// A field access, resolved.
#[derive(Clone, Debug)]
pub struct Field {
    /// Dereferences of the owner.
    pub steps: Steps,
    /// Number of the field: of the struct's only variant, or of the tuple.
    pub number: u32,
    /// The struct; `None` for a tuple.
    pub adt: Option<AdtId>,
    /// Its type.
    pub ty: Ty,
}

impl<'a> Infer<'a> {
    /// Starts on the body of `function`: its generics, its `Self`, its module and the items
    /// written in its body are in scope.
    pub fn new(index: &'a Index, function: FunctionId) -> Self {
        let data = index.function(function);
        let info = index.info(function);
        let in_impl = info.in_impl.and_then(|id| index.impl_data(id));
        let (self_ty, self_trait) = match &data.container {
            Container::Inherent(ty) => (Some(ty.clone()), None),
            Container::Implementation(id, ty) => (Some(ty.clone()), Some(*id)),
            Container::Trait(id) => (Some(self_parameter()), Some(*id)),
            Container::Module | Container::Function(_) => (None, None),
        };
        Infer {
            index,
            solver: Solver::new(index, index.environment(function)),
            variables: Vec::new(),
            depth: 0,
            module: data.module,
            krate: data.krate,
            generics: Some(info.generics.clone()),
            self_ty,
            self_trait,
            self_types: in_impl.map(|data| data.types.as_slice()).unwrap_or_default(),
        }
    }

    /// The index.
    pub fn index(&self) -> &'a Index {
        self.index
    }

    /// A type as written, in the scope of the function. `_` becomes a variable.
    pub fn lower(&mut self, ty: &TypeRef) -> Ty {
        let ty = self.lowered(|lower| lower.ty(ty));
        self.open(&ty)
    }

    /// Runs something that lowers types in the scope of the function.
    pub(super) fn lowered<T>(&mut self, run: impl FnOnce(&mut Lower<'_>) -> T) -> T {
        let generics = self.generics.clone();
        let variables = &mut self.variables;
        let mut fresh = || {
            variables.push(Variable::Free(Vec::new()));
            Ty::Infer(InferVar(variables.len() as u32 - 1))
        };
        let mut lower = Lower {
            generics: generics.as_deref(),
            self_ty: self.self_ty.clone(),
            self_trait: self.self_trait,
            self_types: self.self_types,
            fresh: Some(&mut fresh),
            ..Lower::new(self.index, self.module)
        };
        run(&mut lower)
    }

    /// The signature of a function, its generics replaced by `args`.
    pub fn signature(&mut self, id: FunctionId, args: &TyArgs) -> Signature {
        let signature = self.index.instantiated(id, args);
        self.open_signature(signature)
    }

    /// The field `name` (or number) of an owner of type `owner`.
    pub fn field(&mut self, owner: &Ty, name: Name) -> Option<Field> {
        let chain = self.autoderef(owner);
        let mut private = None;
        for (ty, steps) in chain {
            match &ty {
                Ty::Tuple(elements) => {
                    let number: u32 = name.as_str().parse().ok()?;
                    let ty = elements.get(number as usize)?.clone();
                    return Some(Field { steps, number, adt: None, ty });
                }
                Ty::Adt(id, args) => {
                    let data = self.index.adt(*id);
                    if data.is_enum {
                        continue;
                    }
                    let fields = data.variants.first().map(|variant| variant.fields.as_slice());
                    let found = fields.unwrap_or_default().iter().position(|(own, _)| *own == name);
                    let Some(number) = found else { continue };
                    let ty = self.open(&self.index.field_ty(*id, 0, number, args));
                    let field = Field { steps, number: number as u32, adt: Some(*id), ty };
                    // A smart pointer of another crate keeps its fields to itself: what it
                    // points to is meant, if that has the field.
                    let own = self.index.names.module(self.module).map(|data| data.krate);
                    if own == Some(data.krate) {
                        return Some(field);
                    }
                    match private {
                        None => private = Some(field),
                        Some(_) => return Some(field),
                    }
                }
                _ => {}
            }
        }
        private
    }

    /// What `*` of a value gives, and how.
    pub fn deref(&mut self, ty: &Ty) -> Option<(Step, Ty)> {
        let ty = self.resolve(ty);
        match &ty {
            Ty::Ref(_, inner) | Ty::Pointer(_, inner) => Some((Step::Builtin, (**inner).clone())),
            Ty::Adt(id, args) if self.index.lang.r#box == Some(*id) => {
                Some((Step::Builtin, args.first()?.clone()))
            }
            Ty::Infer(_) | Ty::Unknown => None,
            _ => {
                let id = self.index.lang.deref?;
                let target = self.projected(&ty, id, &[], "Target")?;
                Some((Step::Overloaded, target))
            }
        }
    }

    /// The types that a value can be dereferenced to, itself first.
    pub(super) fn autoderef(&mut self, ty: &Ty) -> Vec<(Ty, Steps)> {
        let mut chain = Vec::with_capacity(4);
        chain.push((self.resolve(ty), Steps::new()));
        while chain.len() < 12 {
            // A raw pointer is not followed unasked.
            let Some((ty, steps)) = chain.last().filter(|(ty, _)| !matches!(ty, Ty::Pointer(..))) else {
                break;
            };
            let Some((step, next)) = self.deref(ty) else { break };
            let next = self.resolve(&next);
            if chain.iter().any(|(known, _)| *known == next) {
                break;
            }
            let mut steps = steps.clone();
            steps.push(step);
            chain.push((next, steps));
        }
        chain
    }

    /// How often a value can be dereferenced unasked.
    pub fn derefs(&mut self, ty: &Ty) -> usize {
        let chain = self.autoderef(ty);
        // What a guard of something unknown is dereferenced to is not known either.
        let (index, deref) = (self.index, self.index.lang.deref);
        let goes_on = chain.last().is_some_and(|(last, _)| {
            matches!(last, Ty::Adt(id, _) if deref.is_some_and(|deref| index.has_impl(deref, Head::Adt(*id))))
        });
        chain.len() - 1 + usize::from(goes_on)
    }

    /// What `project` of a pinned value of a type with `#[pin_project]` gives, or of one made by
    /// `pin_project!`: its fields, which are reached as through a reference.
    pub fn projected_pin(&mut self, ty: &Ty, method: Name) -> Option<Ty> {
        let mutability = match method.as_str() {
            "project" => Mutability::Mutable,
            "project_ref" => Mutability::Shared,
            _ => return None,
        };
        let Ty::Adt(pin, args) = self.resolve(ty) else { return None };
        let (_, inner) = self.deref(args.first().filter(|_| Some(pin) == self.index.lang.pin)?)?;
        matches!(inner, Ty::Adt(..)).then(|| Ty::reference(mutability, inner))
    }

    /// Whether it is known what a type is, and what it dereferences to: a method that none of
    /// these has, it does not have.
    pub fn is_known(&mut self, ty: &Ty) -> bool {
        let is_known = |ty: &Ty| match ty {
            Ty::Unknown | Ty::Infer(_) => false,
            Ty::Projection(_) => is_generic(ty),
            _ => true,
        };
        self.autoderef(ty).iter().all(|(ty, _)| is_known(ty.peel_refs()))
    }

    /// What calling a value of the type takes and gives: closures, function items and pointers,
    /// parameters and trait objects with an `Fn` bound.
    pub fn callable(&mut self, ty: &Ty) -> Option<Signature> {
        for (ty, _) in self.autoderef(ty) {
            if let Some(signature) = self.solver.function_of(&ty) {
                return Some(self.open_signature(signature));
            }
            let bounds = match &ty {
                Ty::Infer(variable) => self.bounds_of_variable(*variable),
                ty => {
                    let bounds = self.solver.bounds_of(ty);
                    self.solver.elaborated(ty, bounds)
                }
            };
            if let Some(signature) = self.function_bound(&bounds) {
                return Some(signature);
            }
        }
        None
    }

    /// The signature that an `Fn` bound among `bounds` asks for.
    fn function_bound(&mut self, bounds: &[TraitBound]) -> Option<Signature> {
        let lang = &self.index.lang;
        let functions = [lang.fn_once, lang.fn_mut, lang.r#fn];
        let bound = bounds.iter().find(|bound| functions.contains(&Some(bound.id)))?;
        let parameters = match self.shallow(bound.args.first()?) {
            Ty::Tuple(parameters) => parameters.to_vec(),
            _ => return None,
        };
        let output = bounds
            .iter()
            .filter(|other| functions.contains(&Some(other.id)))
            .flat_map(|bound| &bound.bindings)
            .find(|(name, _)| name.as_str() == "Output");
        let output = output.map_or(Ty::Unknown, |(_, ty)| ty.clone());
        Some(self.open_signature(Signature { parameters, output }))
    }

    /// What a closure should take and give where a parameter of type `ty` is wanted: read from
    /// the `Fn` bounds of the generic that `ty` stands for, of `impl Fn(..)`, of `Box<dyn Fn(..)>`.
    /// A variable that came from a generic parameter remembers its bounds.
    pub fn expected_closure(&mut self, ty: &Ty) -> Option<Signature> {
        match self.shallow(ty) {
            Ty::Adt(_, args) if args.len() == 1 => self.callable(args.first()?),
            ty => self.callable(&ty),
        }
    }

    /// `<ty as id>::name`, as far as it is known.
    pub(super) fn projected(&mut self, ty: &Ty, id: TraitId, args: &[Ty], name: &str) -> Option<Ty> {
        let ty = self.resolve(ty);
        if self.solver.has_plainly_not(&ty, id) {
            return None;
        }
        let name = Name::from(name);
        if let Ty::Infer(variable) = &ty {
            let bounds = self.bounds_of_variable(*variable);
            let bound = bounds.iter().find(|bound| bound.id == id)?;
            let (_, ty) = bound.bindings.iter().find(|(own, _)| *own == name)?;
            return Some(self.resolve(ty));
        }
        let args: TyArgs = args.iter().map(|ty| self.resolve(ty)).collect();
        let found = match self.solver.project(&ty, Some(id), &args, name) {
            Some(found) => found,
            // `T::Item` of a parameter is a type of its own, with bounds of its own.
            None if is_generic(&ty) && self.solver.declared(&ty, id).is_some() => {
                return Some(Ty::Projection(Arc::new(Projection { self_ty: ty, id: Some(id), args, name })));
            }
            None => return None,
        };
        let found = self.open(&found);
        (found != Ty::Unknown).then_some(found)
    }

    /// What awaiting a value of the type gives.
    pub fn awaited(&mut self, ty: &Ty) -> Option<Ty> {
        let lang = self.index.lang;
        let traits = [lang.future, lang.into_future];
        traits.into_iter().flatten().find_map(|id| self.projected(ty, id, &[], "Output"))
    }

    /// What `?` of a value of the type gives.
    pub fn question_mark(&mut self, ty: &Ty) -> Option<Ty> {
        let Ty::Adt(id, args) = self.resolve(ty) else { return None };
        let lang = &self.index.lang;
        let id = Some(id);
        if id == lang.option || id == lang.result {
            args.first().cloned()
        } else if id == lang.control_flow {
            args.get(1).cloned()
        } else if id == lang.poll {
            let inner = self.question_mark(args.first()?)?;
            Some(Ty::Adt(lang.poll?, TyArgs::from([inner])))
        } else {
            None
        }
    }

    /// What a `for` over a value of the type binds.
    pub fn iterated(&mut self, ty: &Ty) -> Option<Ty> {
        let lang = self.index.lang;
        let traits = [lang.into_iterator, lang.iterator];
        traits.into_iter().flatten().find_map(|id| self.projected(ty, id, &[], "Item"))
    }

    /// The type of `base[index]`.
    pub fn indexed(&mut self, base: &Ty, index: &Ty) -> Option<Ty> {
        let wanted = self.resolve(index);
        let lang = self.index.lang;
        let is_range = matches!(&wanted, Ty::Adt(id, _) if [
            lang.range, lang.range_inclusive, lang.range_from, lang.range_to,
            lang.range_to_inclusive, lang.range_full,
        ].contains(&Some(*id)));
        for (ty, _) in self.autoderef(base) {
            match ty {
                Ty::Slice(element) | Ty::Array(element) => {
                    return Some(if is_range { Ty::Slice(element) } else { (*element).clone() });
                }
                Ty::Scalar(Scalar::Str) if is_range => return Some(Ty::Scalar(Scalar::Str)),
                Ty::Adt(..) => {
                    let found = self.projected(&ty, lang.index?, std::slice::from_ref(&wanted), "Output");
                    if found.is_some() {
                        return found;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The type of `left operator right`, operator as written without `=`: `+`, `==`, `&&`.
    pub fn binary(&mut self, operator: &str, left: &Ty, right: &Ty) -> Ty {
        let name = match operator {
            "==" | "!=" | "<" | ">" | "<=" | ">=" | "&&" | "||" | "=" | "!" => return Ty::bool(),
            "+" => "Add",
            "-" => "Sub",
            "*" => "Mul",
            "/" => "Div",
            "%" => "Rem",
            "&" => "BitAnd",
            "|" => "BitOr",
            "^" => "BitXor",
            "<<" => "Shl",
            ">>" => "Shr",
            _ => return Ty::Unknown,
        };
        let (left, right) = (self.resolve(left), self.resolve(right));
        if let (Ty::Scalar(a), Ty::Scalar(b)) = (left.peel_refs(), right.peel_refs()) {
            let is_shift = matches!(name, "Shl" | "Shr");
            let open = matches!(a, Scalar::Integer | Scalar::Float);
            return Ty::Scalar(if open && !is_shift { *b } else { *a });
        }
        self.operator(name, &left, &[right]).unwrap_or(Ty::Unknown)
    }

    /// The type of `-value` and `!value`.
    pub fn unary(&mut self, operator: &str, operand: &Ty) -> Ty {
        let operand = self.resolve(operand);
        match (operator, operand.peel_refs()) {
            (_, Ty::Scalar(_)) => operand.peel_refs().clone(),
            ("-", _) => self.operator("Neg", &operand, &[]).unwrap_or(Ty::Unknown),
            ("!", _) => self.operator("Not", &operand, &[]).unwrap_or(Ty::Unknown),
            _ => Ty::Unknown,
        }
    }

    fn operator(&mut self, name: &str, left: &Ty, args: &[Ty]) -> Option<Ty> {
        let path = format!("std::ops::{name}");
        match paths::follow(&self.index.names, &path, Namespace::Types)? {
            (Def::Trait(id), rest) if rest.is_empty() => self.projected(left, id, args, "Output"),
            _ => None,
        }
    }

    /// The type's fields of a variant, its arguments replaced.
    pub fn field_types(&mut self, adt: AdtId, variant: u32, args: &TyArgs) -> Vec<(Name, Ty)> {
        let data = self.index.adt_data(adt);
        let Some(variant) = data.and_then(|data| data.variants.get(variant as usize)) else {
            return Vec::new();
        };
        variant.fields.iter().map(|(name, ty)| (*name, self.open(&substitute(ty, args)))).collect()
    }
}

/// Whether a type is a parameter, or an associated type of one: what it is depends on the caller.
fn is_generic(ty: &Ty) -> bool {
    match ty {
        Ty::Parameter(_) => true,
        Ty::Projection(projection) => is_generic(&projection.self_ty),
        _ => false,
    }
}
