//! An [`Interface`] as bytes, to be kept between runs.
//!
//! Names stand in a table in front, so that reading them back interns each once; numbers take as
//! few bytes as they need. What [`super::interface::reduce`] takes away is not stored. Bytes that
//! nobody wrote so are refused: reading is bounded in depth and allocates no more than there is.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use thin_vec::ThinVec;

use super::{
    interface::{Interface, InterfaceModule},
    items::{
        Attributes, Bound, Constant, Enum, Field, Fields, FieldsShape, FileItems, Function, GenericArgs,
        GenericParameter, Generics, Impl, Import, ImportKind, Item, ItemKind, Module, Path, QualifiedPath,
        Receiver, Segment, Struct, Trait, TypeAlias, TypeRef, Variant, Visibility,
    },
};
use crate::{Name, span::TextRange};

/// Changes whenever other bytes are written for the same interface.
pub const FORMAT: u32 = 2;

/// How deep items and types may nest. The reader takes in less.
const DEPTH_LIMIT: u32 = 2000;

impl Interface {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.write(&mut writer);
        let mut front = Writer::default();
        front.number(writer.names.len());
        for name in &writer.names {
            front.number(name.len());
            front.bytes.extend_from_slice(name.as_bytes());
        }
        front.bytes.append(&mut writer.bytes);
        front.bytes
    }

    /// From what [`Interface::to_bytes`] gave. `None` where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Interface> {
        let mut reader = Reader { rest: bytes, names: Vec::new(), depth: 0 };
        let count = reader.count()?;
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            let length = reader.count()?;
            let (name, rest) = reader.rest.split_at_checked(length)?;
            names.push(Name::from(std::str::from_utf8(name).ok()?));
            reader.rest = rest;
        }
        reader.names = names;
        let interface = Interface::read(&mut reader)?;
        (reader.rest.is_empty() && interface.parents_come_first()).then_some(interface)
    }

    fn parents_come_first(&self) -> bool {
        self.modules.iter().zip(0_u32..).all(|(module, number)| module.parent < number.max(1))
    }
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    names: Vec<Name>,
    numbers: FxHashMap<Name, usize>,
}

impl Writer {
    /// Seven bits to a byte, the lowest first.
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

struct Reader<'b> {
    rest: &'b [u8],
    names: Vec<Name>,
    depth: u32,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things, each of which takes a byte at least.
    fn count(&mut self) -> Option<usize> {
        self.number().filter(|count| *count <= self.rest.len())
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let value = if self.depth < DEPTH_LIMIT { read(self) } else { None };
        self.depth -= 1;
        value
    }
}

/// What can be stored.
trait Stored: Sized {
    fn write(&self, writer: &mut Writer);
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
}

impl Stored for bool {
    fn write(&self, writer: &mut Writer) {
        writer.bytes.push(u8::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Stored for u32 {
    fn write(&self, writer: &mut Writer) {
        writer.number(*self as usize);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        u32::try_from(reader.number()?).ok()
    }
}

impl Stored for Name {
    fn write(&self, writer: &mut Writer) {
        let next = writer.names.len();
        let number = *writer.numbers.entry(*self).or_insert(next);
        if number == next {
            writer.names.push(*self);
        }
        writer.number(number);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let number = reader.number()?;
        reader.names.get(number).copied()
    }
}

/// Lists of all kinds are stored in one way.
macro_rules! stored_list {
    ($([$($parameter:tt)*] $list:ty),* $(,)?) => {$(
        impl<$($parameter)*> Stored for $list {
            fn write(&self, writer: &mut Writer) {
                writer.number(self.len());
                self.iter().for_each(|value| value.write(writer));
            }

            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                let count = reader.count()?;
                // Grown as values are read: a value may take more room than its bytes.
                let mut values = <$list>::with_capacity(count.min(64));
                reader.deeper(|reader| {
                    for _ in 0..count {
                        values.push(Stored::read(reader)?);
                    }
                    Some(())
                })?;
                values.shrink_to_fit();
                Some(values)
            }
        }
    )*};
}

stored_list!([T: Stored] Vec<T>, [T: Stored] ThinVec<T>, [] SmallVec<[Segment; 1]>);

impl<T: Stored> Stored for Option<T> {
    fn write(&self, writer: &mut Writer) {
        self.is_some().write(writer);
        self.iter().for_each(|value| value.write(writer));
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::read(reader)? { Some(T::read(reader)?) } else { None })
    }
}

impl<T: Stored> Stored for Box<T> {
    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.deeper(|reader| T::read(reader)).map(Box::new)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
        self.1.write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(reader)?, B::read(reader)?))
    }
}

/// Stores the named fields; the others have the values behind `=`.
macro_rules! stored_struct {
    ($name:ident { $($field:ident),* $(,)? } $($other:ident = $value:expr),* $(,)?) => {
        impl Stored for $name {
            fn write(&self, writer: &mut Writer) {
                let $name { $($field,)* $($other: _,)* } = self;
                $($field.write(writer);)*
            }

            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                Some($name { $($field: Stored::read(reader)?,)* $($other: $value,)* })
            }
        }
    };
}

/// Stores a number for each variant, and its fields. What is `never` there cannot be read back.
macro_rules! stored_enum {
    ($name:ident {
        $($tag:literal = $variant:ident $(($value:ident))? $({ $($field:ident),* })?,)*
    } $(never $($never:ident),*)?) => {
        impl Stored for $name {
            fn write(&self, writer: &mut Writer) {
                match self {
                    $($name::$variant $(($value))? $({ $($field),* })? => {
                        writer.bytes.push($tag);
                        $($value.write(writer);)?
                        $($($field.write(writer);)*)?
                    })*
                    $($($name::$never { .. } => writer.bytes.push(u8::MAX),)*)?
                }
            }

            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                match reader.byte()? {
                    $($tag => {
                        $(let $value = Stored::read(reader)?;)?
                        $($(let $field = Stored::read(reader)?;)*)?
                        Some($name::$variant $(($value))? $({ $($field),* })?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

stored_struct!(Interface { modules, first_names });
stored_struct!(InterfaceModule { parent, path, items });
stored_struct!(FileItems { items, test_only } problems = Vec::new());
stored_struct!(Item { kind, attributes, visibility }
    range = TextRange::default(), name_range = TextRange::default());
stored_struct!(Module { name, items });
stored_struct!(Import { path, global, kind } range = TextRange::default());
stored_struct!(Function { name, generics, receiver, parameters, output, is_async } body = None);
stored_struct!(Struct { name, generics, fields });
stored_struct!(Fields { shape, fields });
stored_struct!(Field { name, ty } range = TextRange::default());
stored_struct!(Enum { name, generics, variants });
stored_struct!(Variant { name, fields });
stored_struct!(Trait { name, generics, supertraits, items });
stored_struct!(Impl { generics, of_trait, is_negative, self_ty, items });
stored_struct!(TypeAlias { name, generics, bounds, ty });
stored_struct!(Constant { name, ty, is_static } value = None);
stored_struct!(Generics { parameters, bounds, has_lifetimes });
stored_struct!(GenericParameter { name, is_const, default });
stored_struct!(Bound { path });
stored_struct!(Path { global, segments });
stored_struct!(Segment { name, args });
stored_struct!(QualifiedPath { ty, of_trait, rest });
stored_struct!(GenericArgs { types, bindings, parenthesized });

stored_enum!(Visibility { 0 = Public, 1 = Restricted, 2 = Private, });
stored_enum!(ImportKind { 0 = Named(name), 1 = Unnamed, 2 = Glob, });
stored_enum!(FieldsShape { 0 = Named, 1 = Tuple, 2 = Unit, });
stored_enum!(Receiver { 0 = Value, 1 = Ref, 2 = RefMut, 3 = Typed(ty), });

impl Stored for Attributes {
    fn write(&self, writer: &mut Writer) {
        self.must_use.write(writer);
        self.derives.write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (must_use, derives) = Stored::read(reader)?;
        Some(Attributes { must_use, derives, ..Attributes::default() })
    }
}

stored_enum!(ItemKind {
    0 = Function(data),
    1 = Struct(data),
    2 = Enum(data),
    3 = Trait(data),
    4 = Impl(data),
    5 = TypeAlias(data),
    6 = Constant(data),
    7 = Module(data),
    8 = Use(imports),
    9 = ExternCrate { name, alias },
} never MacroRules, MacroCall);

stored_enum!(TypeRef {
    0 = Path(path),
    1 = Qualified(path),
    2 = Ref { mutable, ty },
    3 = Pointer { mutable, ty },
    4 = Tuple(types),
    5 = Array(ty),
    6 = Slice(ty),
    7 = Function { parameters, output },
    8 = Impl(bounds),
    9 = Dyn(bounds),
    10 = Never,
    11 = Infer,
    12 = Unknown,
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::read_file;

    fn interface(text: &str) -> Interface {
        let root = InterfaceModule { parent: 0, path: Vec::new(), items: read_file(text) };
        Interface::of(vec![root])
    }

    const EVERYTHING: &str = r#"
        pub use a::{b::C as D, e::*, F as _};
        pub extern crate g as h;
        #[must_use] #[derive(Clone)]
        pub struct S<'a, T: Iterator<Item = u8> + ?Sized, const N: usize = 3>(pub &'a [T; N], *const T, !)
        where for<'b> &'b T: Fn(u8, &str) -> Vec<[u8]>;
        pub union U { a: u8, b: u16 }
        pub enum E { A, B(u8), C { d: <T as Trait<u8>>::Out<u16> } }
        pub trait Trait<X = ()>: Send { type Out: Copy; const K: u8 = 1; fn f(self: Arc<Self>) -> impl Sized {} }
        impl<T> !Send for S<'_, T> {}
        impl Drop for U { fn drop(&mut self) {} }
        impl E { pub async fn go(&self, (a, b): (u8, fn(u8) -> u8), _: Box<dyn Any>) -> crate::R { } }
        pub type R<T> = Result<T, ::std::io::Error>;
        pub static L: Mutex<u8> = Mutex::new(1);
        pub mod inner { pub const fn f(self_: u8) {} pub mod file; }
    "#;

    #[test]
    fn what_is_stored_is_read_back() {
        let before = interface(EVERYTHING);
        assert!(before.modules[0].items.problems.is_empty());
        let after = Interface::from_bytes(&before.to_bytes()).unwrap();
        assert_eq!(format!("{before:?}"), format!("{after:?}"));
    }

    #[test]
    fn other_bytes_are_refused_or_read_but_never_a_panic() {
        let bytes = interface(EVERYTHING).to_bytes();
        for length in 0..bytes.len() {
            assert!(Interface::from_bytes(&bytes[..length]).is_none(), "{length} bytes");
        }
        for place in 0..bytes.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut other = bytes.clone();
                other[place] = byte;
                let _ = Interface::from_bytes(&other);
            }
        }
        // Nothing but the beginnings of tuples.
        let deep: Vec<u8> = [0, 1, 0, 0, 1, 5].into_iter().chain([4, 1].repeat(1 << 16)).collect();
        assert!(Interface::from_bytes(&deep).is_none());
    }
}
