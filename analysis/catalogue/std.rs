//! Signatures of the standard library by their public paths, as far as code about resources
//! meets them. Bodies are empty and never looked at. Fields say what a value owns, not how it
//! is built.

pub mod prelude {
    pub use crate::borrow::ToOwned;
    pub use crate::boxed::Box;
    pub use crate::clone::Clone;
    pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
    pub use crate::convert::{AsMut, AsRef, From, Into, TryFrom, TryInto};
    pub use crate::default::Default;
    pub use crate::future::{Future, IntoFuture};
    pub use crate::iter::{
        DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, IntoIterator, Iterator,
    };
    pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
    pub use crate::mem::drop;
    pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
    pub use crate::option::Option::{self, None, Some};
    pub use crate::result::Result::{self, Err, Ok};
    pub use crate::string::{String, ToString};
    pub use crate::vec::Vec;
    pub mod v1 {
        pub use super::*;
    }
    pub mod rust_2021 {
        pub use super::*;
    }
}

pub mod marker {
    pub trait Sized {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Unpin {}
    pub trait Copy: Clone {}
    #[derive(Clone, Copy)]
    pub struct PhantomData<T: ?Sized>(());
    #[derive(Clone, Copy)]
    pub struct PhantomPinned;
}

pub mod clone {
    pub trait Clone: Sized {
        fn clone(&self) -> Self;
        fn clone_from(&mut self, source: &Self) {}
    }
    impl<T: ?Sized> Clone for &T {
        fn clone(&self) -> Self {}
    }
    impl<T: Clone, const N: usize> Clone for [T; N] {
        fn clone(&self) -> Self {}
    }
}

pub mod cmp {
    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool {}
    }
    pub trait Eq: PartialEq {}
    pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
        fn lt(&self, other: &Rhs) -> bool {}
        fn le(&self, other: &Rhs) -> bool {}
        fn gt(&self, other: &Rhs) -> bool {}
        fn ge(&self, other: &Rhs) -> bool {}
    }
    pub trait Ord: Eq + PartialOrd {
        fn cmp(&self, other: &Self) -> Ordering;
        fn max(self, other: Self) -> Self {}
        fn min(self, other: Self) -> Self {}
        fn clamp(self, min: Self, max: Self) -> Self {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
    pub enum Ordering {
        Less,
        Equal,
        Greater,
    }
    impl Ordering {
        pub fn reverse(self) -> Ordering {}
        pub fn then(self, other: Ordering) -> Ordering {}
        pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {}
        pub fn is_eq(self) -> bool {}
        pub fn is_lt(self) -> bool {}
        pub fn is_gt(self) -> bool {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
    pub struct Reverse<T>(pub T);
    pub fn max<T: Ord>(v1: T, v2: T) -> T {}
    pub fn min<T: Ord>(v1: T, v2: T) -> T {}
}

pub mod default {
    pub trait Default: Sized {
        fn default() -> Self;
    }
}

pub mod convert {
    pub trait From<T>: Sized {
        fn from(value: T) -> Self;
    }
    pub trait Into<T>: Sized {
        fn into(self) -> T;
    }
    impl<T, U: From<T>> Into<U> for T {
        fn into(self) -> U {}
    }
    pub trait TryFrom<T>: Sized {
        type Error;
        fn try_from(value: T) -> Result<Self, Self::Error>;
    }
    pub trait TryInto<T>: Sized {
        type Error;
        fn try_into(self) -> Result<T, Self::Error>;
    }
    impl<T, U: TryFrom<T>> TryInto<U> for T {
        type Error = U::Error;
        fn try_into(self) -> Result<U, U::Error> {}
    }
    pub trait AsRef<T: ?Sized> {
        fn as_ref(&self) -> &T;
    }
    pub trait AsMut<T: ?Sized> {
        fn as_mut(&mut self) -> &mut T;
    }
    #[derive(Clone, Copy, Debug)]
    pub enum Infallible {}
    pub fn identity<T>(x: T) -> T {}
}

pub mod borrow {
    pub trait Borrow<Borrowed: ?Sized> {
        fn borrow(&self) -> &Borrowed;
    }
    pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
        fn borrow_mut(&mut self) -> &mut Borrowed;
    }
    pub trait ToOwned {
        type Owned;
        fn to_owned(&self) -> Self::Owned;
    }
    impl ToOwned for str {
        type Owned = String;
        fn to_owned(&self) -> String {}
    }
    impl<T: Clone> ToOwned for [T] {
        type Owned = Vec<T>;
        fn to_owned(&self) -> Vec<T> {}
    }
    impl<T: Clone> ToOwned for T {
        type Owned = T;
        fn to_owned(&self) -> T {}
    }
    pub enum Cow<'a, B: ?Sized + ToOwned> {
        Borrowed(&'a B),
        Owned(<B as ToOwned>::Owned),
    }
    impl<'a, B: ?Sized + ToOwned> Cow<'a, B> {
        pub fn into_owned(self) -> <B as ToOwned>::Owned {}
        pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned {}
    }
    impl<'a, B: ?Sized + ToOwned> crate::ops::Deref for Cow<'a, B> {
        type Target = B;
        fn deref(&self) -> &B {}
    }
    impl<'a, B: ?Sized + ToOwned> Clone for Cow<'a, B> {
        fn clone(&self) -> Self {}
    }
}

pub mod any {
    pub trait Any {
        fn type_id(&self) -> TypeId;
    }
    impl dyn Any {
        pub fn is<T: Any>(&self) -> bool {}
        pub fn downcast_ref<T: Any>(&self) -> Option<&T> {}
        pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T> {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub struct TypeId(u128);
    pub fn type_name<T: ?Sized>() -> &'static str {}
}

pub mod hash {
    pub trait Hash {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    pub trait Hasher {
        fn finish(&self) -> u64;
        fn write(&mut self, bytes: &[u8]);
    }
    pub trait BuildHasher {
        type Hasher: Hasher;
        fn build_hasher(&self) -> Self::Hasher;
        fn hash_one<T: Hash>(&self, x: T) -> u64 {}
    }
    #[derive(Clone, Default)]
    pub struct RandomState(());
    impl BuildHasher for RandomState {
        type Hasher = DefaultHasher;
        fn build_hasher(&self) -> DefaultHasher {}
    }
    #[derive(Clone, Default)]
    pub struct DefaultHasher(());
    impl DefaultHasher {
        pub fn new() -> DefaultHasher {}
    }
    impl Hasher for DefaultHasher {
        fn finish(&self) -> u64 {}
        fn write(&mut self, bytes: &[u8]) {}
    }
}

pub mod error {
    pub trait Error: crate::fmt::Debug + crate::fmt::Display {
        fn source(&self) -> Option<&(dyn Error + 'static)> {}
        fn description(&self) -> &str {}
    }
}

pub mod fmt {
    pub type Result = crate::result::Result<(), Error>;
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct Error;
    #[derive(Clone, Copy)]
    pub struct Arguments<'a>(&'a ());
    impl<'a> Arguments<'a> {
        pub fn as_str(&self) -> Option<&'static str> {}
    }
    pub struct Formatter<'a>(&'a mut ());
    impl<'a> Formatter<'a> {
        pub fn write_str(&mut self, data: &str) -> Result {}
        pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {}
        pub fn pad(&mut self, s: &str) -> Result {}
        pub fn alternate(&self) -> bool {}
        pub fn width(&self) -> Option<usize> {}
        pub fn precision(&self) -> Option<usize> {}
        pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {}
        pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {}
        pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {}
        pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {}
    }
    pub struct DebugStruct<'a, 'b>(&'a mut Formatter<'b>);
    impl<'a, 'b> DebugStruct<'a, 'b> {
        pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self {}
        pub fn finish(&mut self) -> Result {}
        pub fn finish_non_exhaustive(&mut self) -> Result {}
    }
    pub struct DebugTuple<'a, 'b>(&'a mut Formatter<'b>);
    impl<'a, 'b> DebugTuple<'a, 'b> {
        pub fn field(&mut self, value: &dyn Debug) -> &mut Self {}
        pub fn finish(&mut self) -> Result {}
    }
    pub struct DebugList<'a, 'b>(&'a mut Formatter<'b>);
    impl<'a, 'b> DebugList<'a, 'b> {
        pub fn entry(&mut self, value: &dyn Debug) -> &mut Self {}
        pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {}
        pub fn finish(&mut self) -> Result {}
    }
    pub struct DebugMap<'a, 'b>(&'a mut Formatter<'b>);
    impl<'a, 'b> DebugMap<'a, 'b> {
        pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self {}
        pub fn finish(&mut self) -> Result {}
    }
    pub trait Debug {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    pub trait Display {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    pub trait LowerHex {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    pub trait Write {
        fn write_str(&mut self, s: &str) -> Result;
        fn write_char(&mut self, c: char) -> Result {}
        fn write_fmt(&mut self, args: Arguments<'_>) -> Result {}
    }
    impl<'a> Write for Formatter<'a> {
        fn write_str(&mut self, s: &str) -> Result {}
    }
    impl<W: Write + ?Sized> Write for &mut W {
        fn write_str(&mut self, s: &str) -> Result {}
    }
    pub fn format(args: Arguments<'_>) -> String {}
}

pub mod ops {
    pub trait Deref {
        type Target: ?Sized;
        fn deref(&self) -> &Self::Target;
    }
    pub trait DerefMut: Deref {
        fn deref_mut(&mut self) -> &mut Self::Target;
    }
    pub trait Drop {
        fn drop(&mut self);
    }
    pub trait FnOnce<Args> {
        type Output;
    }
    pub trait FnMut<Args>: FnOnce<Args> {}
    pub trait Fn<Args>: FnMut<Args> {}
    pub trait AsyncFnOnce<Args> {
        type Output;
    }
    pub trait AsyncFnMut<Args>: AsyncFnOnce<Args> {}
    pub trait AsyncFn<Args>: AsyncFnMut<Args> {}
    pub trait Index<Idx: ?Sized> {
        type Output: ?Sized;
        fn index(&self, index: Idx) -> &Self::Output;
    }
    pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
        fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
    }
    pub trait Add<Rhs = Self> {
        type Output;
        fn add(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Sub<Rhs = Self> {
        type Output;
        fn sub(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Mul<Rhs = Self> {
        type Output;
        fn mul(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Div<Rhs = Self> {
        type Output;
        fn div(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Rem<Rhs = Self> {
        type Output;
        fn rem(self, rhs: Rhs) -> Self::Output;
    }
    pub trait BitAnd<Rhs = Self> {
        type Output;
        fn bitand(self, rhs: Rhs) -> Self::Output;
    }
    pub trait BitOr<Rhs = Self> {
        type Output;
        fn bitor(self, rhs: Rhs) -> Self::Output;
    }
    pub trait BitXor<Rhs = Self> {
        type Output;
        fn bitxor(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Shl<Rhs = Self> {
        type Output;
        fn shl(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Shr<Rhs = Self> {
        type Output;
        fn shr(self, rhs: Rhs) -> Self::Output;
    }
    pub trait Neg {
        type Output;
        fn neg(self) -> Self::Output;
    }
    pub trait Not {
        type Output;
        fn not(self) -> Self::Output;
    }
    pub trait AddAssign<Rhs = Self> {
        fn add_assign(&mut self, rhs: Rhs);
    }
    pub trait SubAssign<Rhs = Self> {
        fn sub_assign(&mut self, rhs: Rhs);
    }
    pub trait RangeBounds<T: ?Sized> {}
    pub enum Bound<T> {
        Included(T),
        Excluded(T),
        Unbounded,
    }
    #[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
    pub struct Range<Idx> {
        pub start: Idx,
        pub end: Idx,
    }
    impl<Idx> Range<Idx> {
        pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
        pub fn is_empty(&self) -> bool {}
    }
    impl<A> Iterator for Range<A> {
        type Item = A;
        fn next(&mut self) -> Option<A> {}
    }
    #[derive(Clone, PartialEq, Eq, Hash, Debug)]
    pub struct RangeInclusive<Idx> {
        start: Idx,
        end: Idx,
    }
    impl<Idx> RangeInclusive<Idx> {
        pub const fn into_inner(self) -> (Idx, Idx) {}
        pub fn new(start: Idx, end: Idx) -> Self {}
        pub fn start(&self) -> &Idx {}
        pub fn end(&self) -> &Idx {}
        pub fn contains<U: ?Sized>(&self, item: &U) -> bool {}
        pub fn is_empty(&self) -> bool {}
    }
    impl<A> Iterator for RangeInclusive<A> {
        type Item = A;
        fn next(&mut self) -> Option<A> {}
    }
    #[derive(Clone, PartialEq, Eq, Hash, Debug)]
    pub struct RangeFrom<Idx> {
        pub start: Idx,
    }
    impl<A> Iterator for RangeFrom<A> {
        type Item = A;
        fn next(&mut self) -> Option<A> {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub struct RangeTo<Idx> {
        pub end: Idx,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub struct RangeToInclusive<Idx> {
        pub end: Idx,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct RangeFull;
    pub enum ControlFlow<B, C = ()> {
        Continue(C),
        Break(B),
    }
    impl<B, C> ControlFlow<B, C> {
        pub fn is_break(&self) -> bool {}
        pub fn is_continue(&self) -> bool {}
        pub fn break_value(self) -> Option<B> {}
    }
}

pub mod option {
    use crate::ops::{Deref, DerefMut};
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum Option<T> {
        None,
        Some(T),
    }
    impl<T> Option<T> {
        pub fn is_some(&self) -> bool {}
        pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool {}
        pub fn is_none(&self) -> bool {}
        pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool {}
        pub fn as_ref(&self) -> Option<&T> {}
        pub fn as_mut(&mut self) -> Option<&mut T> {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn expect(self, msg: &str) -> T {}
        pub fn unwrap(self) -> T {}
        pub fn unwrap_or(self, default: T) -> T {}
        pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {}
        pub fn unwrap_or_default(self) -> T {}
        pub unsafe fn unwrap_unchecked(self) -> T {}
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {}
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {}
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
        pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
        pub fn ok_or<E>(self, err: E) -> Result<T, E> {}
        pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E> {}
        pub fn as_deref(&self) -> Option<&<T as Deref>::Target>
        where
            T: Deref,
        {
        }
        pub fn as_deref_mut(&mut self) -> Option<&mut <T as Deref>::Target>
        where
            T: DerefMut,
        {
        }
        pub fn iter(&self) -> Iter<'_, T> {}
        pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
        pub fn and<U>(self, optb: Option<U>) -> Option<U> {}
        pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> {}
        pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Self {}
        pub fn or(self, optb: Option<T>) -> Option<T> {}
        pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T> {}
        pub fn xor(self, optb: Option<T>) -> Option<T> {}
        pub fn insert(&mut self, value: T) -> &mut T {}
        pub fn get_or_insert(&mut self, value: T) -> &mut T {}
        pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {}
        pub fn replace(&mut self, value: T) -> Option<T> {}
        pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {}
    }
    impl<T> Option<&T> {
        pub fn copied(self) -> Option<T> {}
        pub fn cloned(self) -> Option<T> {}
    }
    impl<T> Option<&mut T> {
        pub fn copied(self) -> Option<T> {}
        pub fn cloned(self) -> Option<T> {}
    }
    impl<T, E> Option<Result<T, E>> {
        pub fn transpose(self) -> Result<Option<T>, E> {}
    }
    impl<T> Option<Option<T>> {
        pub fn flatten(self) -> Option<T> {}
    }
    impl<T> Default for Option<T> {
        fn default() -> Option<T> {}
    }
    impl<T> From<T> for Option<T> {
        fn from(val: T) -> Option<T> {}
    }
    pub struct Iter<'a, A>(&'a A);
    impl<'a, A> Iterator for Iter<'a, A> {
        type Item = &'a A;
        fn next(&mut self) -> Option<&'a A> {}
    }
    pub struct IterMut<'a, A>(&'a mut A);
    impl<'a, A> Iterator for IterMut<'a, A> {
        type Item = &'a mut A;
        fn next(&mut self) -> Option<&'a mut A> {}
    }
    pub struct IntoIter<A>(Option<A>);
    impl<A> Iterator for IntoIter<A> {
        type Item = A;
        fn next(&mut self) -> Option<A> {}
    }
    impl<T> IntoIterator for Option<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
        fn into_iter(self) -> IntoIter<T> {}
    }
    impl<'a, T> IntoIterator for &'a Option<T> {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
        fn into_iter(self) -> Iter<'a, T> {}
    }
    impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {
        fn from_iter<I: IntoIterator<Item = Option<A>>>(iter: I) -> Option<V> {}
    }
}

pub mod result {
    use crate::ops::{Deref, DerefMut};
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    #[must_use]
    pub enum Result<T, E> {
        Ok(T),
        Err(E),
    }
    impl<T, E> Result<T, E> {
        pub fn is_ok(&self) -> bool {}
        pub fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool {}
        pub fn is_err(&self) -> bool {}
        pub fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool {}
        pub fn ok(self) -> Option<T> {}
        pub fn err(self) -> Option<E> {}
        pub fn as_ref(&self) -> Result<&T, &E> {}
        pub fn as_mut(&mut self) -> Result<&mut T, &mut E> {}
        pub fn map<U, F: FnOnce(T) -> U>(self, op: F) -> Result<U, E> {}
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
        pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
        pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> {}
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {}
        pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Self {}
        pub fn as_deref(&self) -> Result<&<T as Deref>::Target, &E>
        where
            T: Deref,
        {
        }
        pub fn as_deref_mut(&mut self) -> Result<&mut <T as Deref>::Target, &mut E>
        where
            T: DerefMut,
        {
        }
        pub fn iter(&self) -> crate::option::Iter<'_, T> {}
        pub fn expect(self, msg: &str) -> T {}
        pub fn unwrap(self) -> T {}
        pub fn unwrap_or_default(self) -> T {}
        pub fn expect_err(self, msg: &str) -> E {}
        pub fn unwrap_err(self) -> E {}
        pub fn and<U>(self, res: Result<U, E>) -> Result<U, E> {}
        pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E> {}
        pub fn or<F>(self, res: Result<T, F>) -> Result<T, F> {}
        pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F> {}
        pub fn unwrap_or(self, default: T) -> T {}
        pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T {}
    }
    impl<T, E> Result<&T, E> {
        pub fn copied(self) -> Result<T, E> {}
        pub fn cloned(self) -> Result<T, E> {}
    }
    impl<T, E> Result<Option<T>, E> {
        pub fn transpose(self) -> Option<Result<T, E>> {}
    }
    impl<T, E> IntoIterator for Result<T, E> {
        type Item = T;
        type IntoIter = crate::option::IntoIter<T>;
        fn into_iter(self) -> crate::option::IntoIter<T> {}
    }
    impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
        fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E> {}
    }
}

pub mod boxed {
    pub struct Box<T: ?Sized>(T);
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T> {}
        pub fn pin(x: T) -> crate::pin::Pin<Box<T>> {}
    }
    impl<T: ?Sized> Box<T> {
        pub unsafe fn from_raw(raw: *mut T) -> Self {}
        pub fn into_raw(b: Self) -> *mut T {}
        pub fn leak<'a>(b: Self) -> &'a mut T {}
        pub fn into_pin(boxed: Self) -> crate::pin::Pin<Self> {}
    }
    impl<T: ?Sized> crate::ops::Deref for Box<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> crate::ops::DerefMut for Box<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: Clone> Clone for Box<T> {
        fn clone(&self) -> Self {}
    }
    impl<T> From<T> for Box<T> {
        fn from(t: T) -> Self {}
    }
    impl<T: Default> Default for Box<T> {
        fn default() -> Self {}
    }
    impl<T: ?Sized> AsRef<T> for Box<T> {
        fn as_ref(&self) -> &T {}
    }
    impl<I: Iterator + ?Sized> Iterator for Box<I> {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item> {}
    }
    impl<F: Future + ?Sized> Future for Box<F> {
        type Output = F::Output;
        fn poll(
            self: crate::pin::Pin<&mut Self>,
            cx: &mut crate::task::Context<'_>,
        ) -> crate::task::Poll<F::Output> {
        }
    }
}

pub mod rc {
    pub struct Rc<T: ?Sized>(*const T);
    impl<T> Rc<T> {
        pub fn new(value: T) -> Rc<T> {}
        pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T> {}
        pub fn pin(value: T) -> crate::pin::Pin<Rc<T>> {}
        pub fn try_unwrap(this: Self) -> Result<T, Self> {}
        pub fn into_inner(this: Self) -> Option<T> {}
        pub fn unwrap_or_clone(this: Self) -> T {}
    }
    impl<T: ?Sized> Rc<T> {
        pub fn into_raw(this: Self) -> *const T {}
        pub unsafe fn from_raw(ptr: *const T) -> Self {}
        pub fn as_ptr(this: &Self) -> *const T {}
        pub fn downgrade(this: &Self) -> Weak<T> {}
        pub fn strong_count(this: &Self) -> usize {}
        pub fn weak_count(this: &Self) -> usize {}
        pub fn get_mut(this: &mut Self) -> Option<&mut T> {}
        pub fn make_mut(this: &mut Self) -> &mut T {}
        pub fn ptr_eq(this: &Self, other: &Self) -> bool {}
    }
    impl<T: ?Sized> crate::ops::Deref for Rc<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Clone for Rc<T> {
        fn clone(&self) -> Rc<T> {}
    }
    impl<T> From<T> for Rc<T> {
        fn from(t: T) -> Self {}
    }
    impl<T: Default> Default for Rc<T> {
        fn default() -> Rc<T> {}
    }
    impl<T: ?Sized> AsRef<T> for Rc<T> {
        fn as_ref(&self) -> &T {}
    }
    pub struct Weak<T: ?Sized>(*const T);
    impl<T> Weak<T> {
        pub fn new() -> Weak<T> {}
    }
    impl<T: ?Sized> Weak<T> {
        pub fn upgrade(&self) -> Option<Rc<T>> {}
        pub fn strong_count(&self) -> usize {}
    }
    impl<T: ?Sized> Clone for Weak<T> {
        fn clone(&self) -> Weak<T> {}
    }
}

pub mod cell {
    use crate::ops::{Deref, DerefMut};
    pub struct Cell<T: ?Sized> {
        value: T,
    }
    impl<T> Cell<T> {
        pub const fn new(value: T) -> Cell<T> {}
        pub fn set(&self, val: T) {}
        pub fn swap(&self, other: &Self) {}
        pub fn replace(&self, val: T) -> T {}
        pub fn into_inner(self) -> T {}
        pub fn get(&self) -> T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn take(&self) -> T {}
    }
    impl<T: Default> Default for Cell<T> {
        fn default() -> Cell<T> {}
    }
    pub struct RefCell<T: ?Sized> {
        value: T,
    }
    impl<T> RefCell<T> {
        pub const fn new(value: T) -> RefCell<T> {}
        pub fn into_inner(self) -> T {}
        pub fn replace(&self, t: T) -> T {}
        pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T {}
        pub fn swap(&self, other: &Self) {}
        pub fn take(&self) -> T {}
    }
    impl<T: ?Sized> RefCell<T> {
        pub fn borrow(&self) -> Ref<'_, T> {}
        pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {}
        pub fn borrow_mut(&self) -> RefMut<'_, T> {}
        pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn as_ptr(&self) -> *mut T {}
    }
    impl<T: Default> Default for RefCell<T> {
        fn default() -> RefCell<T> {}
    }
    impl<T: Clone> Clone for RefCell<T> {
        fn clone(&self) -> RefCell<T> {}
    }
    #[derive(Debug)]
    pub struct BorrowError(());
    #[derive(Debug)]
    pub struct BorrowMutError(());
    pub struct Ref<'b, T: ?Sized>(&'b T);
    impl<'b, T: ?Sized> Ref<'b, T> {
        pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> {}
        pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> {}
        pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(
            orig: Ref<'b, T>,
            f: F,
        ) -> Result<Ref<'b, U>, Self> {
        }
        pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&T) -> (&U, &V)>(
            orig: Ref<'b, T>,
            f: F,
        ) -> (Ref<'b, U>, Ref<'b, V>) {
        }
    }
    impl<'b, T: ?Sized> Deref for Ref<'b, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<'b, T: ?Sized> Drop for Ref<'b, T> {
        fn drop(&mut self) {}
    }
    pub struct RefMut<'b, T: ?Sized>(&'b mut T);
    impl<'b, T: ?Sized> RefMut<'b, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> {}
        pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
            orig: RefMut<'b, T>,
            f: F,
        ) -> Result<RefMut<'b, U>, Self> {
        }
        pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&mut T) -> (&mut U, &mut V)>(
            orig: RefMut<'b, T>,
            f: F,
        ) -> (RefMut<'b, U>, RefMut<'b, V>) {
        }
    }
    impl<'b, T: ?Sized> Deref for RefMut<'b, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<'b, T: ?Sized> DerefMut for RefMut<'b, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<'b, T: ?Sized> Drop for RefMut<'b, T> {
        fn drop(&mut self) {}
    }
    pub struct UnsafeCell<T: ?Sized> {
        value: T,
    }
    impl<T> UnsafeCell<T> {
        pub const fn new(value: T) -> UnsafeCell<T> {}
        pub fn get(&self) -> *mut T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }
    pub struct OnceCell<T> {
        inner: Option<T>,
    }
    impl<T> OnceCell<T> {
        pub const fn new() -> OnceCell<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    pub struct LazyCell<T, F = fn() -> T> {
        value: T,
        init: F,
    }
    impl<T, F: FnOnce() -> T> LazyCell<T, F> {
        pub const fn new(f: F) -> LazyCell<T, F> {}
        pub fn force(this: &LazyCell<T, F>) -> &T {}
    }
    impl<T, F> Deref for LazyCell<T, F> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
}

pub mod sync {
    pub use self::poison::{LockResult, PoisonError, TryLockError, TryLockResult};
    use crate::ops::{Deref, DerefMut};
    use crate::time::Duration;
    pub mod poison {
        #[derive(Debug)]
        pub struct PoisonError<T> {
            data: T,
        }
        impl<T> PoisonError<T> {
            pub fn new(data: T) -> PoisonError<T> {}
            pub fn into_inner(self) -> T {}
            pub fn get_ref(&self) -> &T {}
            pub fn get_mut(&mut self) -> &mut T {}
        }
        #[derive(Debug)]
        pub enum TryLockError<T> {
            Poisoned(PoisonError<T>),
            WouldBlock,
        }
        pub type LockResult<T> = Result<T, PoisonError<T>>;
        pub type TryLockResult<T> = Result<T, TryLockError<T>>;
    }
    pub struct Mutex<T: ?Sized> {
        data: T,
    }
    impl<T> Mutex<T> {
        pub const fn new(t: T) -> Mutex<T> {}
        pub fn into_inner(self) -> LockResult<T> {}
    }
    impl<T: ?Sized> Mutex<T> {
        pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {}
        pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {}
        pub fn is_poisoned(&self) -> bool {}
        pub fn clear_poison(&self) {}
        pub fn get_mut(&mut self) -> LockResult<&mut T> {}
    }
    impl<T: Default> Default for Mutex<T> {
        fn default() -> Mutex<T> {}
    }
    impl<T> From<T> for Mutex<T> {
        fn from(t: T) -> Self {}
    }
    #[must_use]
    pub struct MutexGuard<'a, T: ?Sized> {
        lock: &'a Mutex<T>,
    }
    impl<'a, T: ?Sized> MutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: Self, f: F) -> MappedMutexGuard<'a, U> {}
        pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
            orig: Self,
            f: F,
        ) -> Result<MappedMutexGuard<'a, U>, Self> {
        }
    }
    impl<T: ?Sized> Deref for MutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for MutexGuard<'_, T> {
        fn drop(&mut self) {}
    }
    #[must_use]
    pub struct MappedMutexGuard<'a, T: ?Sized> {
        data: &'a mut T,
    }
    impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: Self, f: F) -> MappedMutexGuard<'a, U> {}
    }
    impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for MappedMutexGuard<'_, T> {
        fn drop(&mut self) {}
    }
    pub struct RwLock<T: ?Sized> {
        data: T,
    }
    impl<T> RwLock<T> {
        pub const fn new(t: T) -> RwLock<T> {}
        pub fn into_inner(self) -> LockResult<T> {}
    }
    impl<T: ?Sized> RwLock<T> {
        pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {}
        pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {}
        pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {}
        pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {}
        pub fn is_poisoned(&self) -> bool {}
        pub fn clear_poison(&self) {}
        pub fn get_mut(&mut self) -> LockResult<&mut T> {}
    }
    impl<T: Default> Default for RwLock<T> {
        fn default() -> RwLock<T> {}
    }
    #[must_use]
    pub struct RwLockReadGuard<'a, T: ?Sized> {
        data: &'a T,
    }
    impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Self, f: F) -> MappedRwLockReadGuard<'a, U> {}
    }
    impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
        fn drop(&mut self) {}
    }
    #[must_use]
    pub struct RwLockWriteGuard<'a, T: ?Sized> {
        lock: &'a RwLock<T>,
    }
    impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
        pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {}
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
            orig: Self,
            f: F,
        ) -> MappedRwLockWriteGuard<'a, U> {
        }
    }
    impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
        fn drop(&mut self) {}
    }
    #[must_use]
    pub struct MappedRwLockReadGuard<'a, T: ?Sized> {
        data: &'a T,
    }
    impl<T: ?Sized> Deref for MappedRwLockReadGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    #[must_use]
    pub struct MappedRwLockWriteGuard<'a, T: ?Sized> {
        data: &'a mut T,
    }
    impl<T: ?Sized> Deref for MappedRwLockWriteGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for MappedRwLockWriteGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    pub struct ReentrantLock<T: ?Sized> {
        data: T,
    }
    impl<T> ReentrantLock<T> {
        pub const fn new(t: T) -> ReentrantLock<T> {}
        pub fn into_inner(self) -> T {}
        pub fn lock(&self) -> ReentrantLockGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<ReentrantLockGuard<'_, T>> {}
    }
    #[must_use]
    pub struct ReentrantLockGuard<'a, T: ?Sized> {
        lock: &'a ReentrantLock<T>,
    }
    impl<T: ?Sized> Deref for ReentrantLockGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Drop for ReentrantLockGuard<'_, T> {
        fn drop(&mut self) {}
    }
    #[derive(Default)]
    pub struct Condvar(());
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct WaitTimeoutResult(bool);
    impl WaitTimeoutResult {
        pub fn timed_out(&self) -> bool {}
    }
    impl Condvar {
        pub const fn new() -> Condvar {}
        pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {}
        pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(
            &self,
            guard: MutexGuard<'a, T>,
            condition: F,
        ) -> LockResult<MutexGuard<'a, T>> {
        }
        pub fn wait_timeout<'a, T>(
            &self,
            guard: MutexGuard<'a, T>,
            dur: Duration,
        ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        }
        pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(
            &self,
            guard: MutexGuard<'a, T>,
            dur: Duration,
            condition: F,
        ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        }
        pub fn notify_one(&self) {}
        pub fn notify_all(&self) {}
    }
    pub struct Barrier(());
    pub struct BarrierWaitResult(bool);
    impl BarrierWaitResult {
        pub fn is_leader(&self) -> bool {}
    }
    impl Barrier {
        pub const fn new(n: usize) -> Barrier {}
        pub fn wait(&self) -> BarrierWaitResult {}
    }
    pub struct Once(());
    pub struct OnceState(());
    impl Once {
        pub const fn new() -> Once {}
        pub fn call_once<F: FnOnce()>(&self, f: F) {}
        pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {}
        pub fn is_completed(&self) -> bool {}
    }
    pub struct OnceLock<T> {
        value: Option<T>,
    }
    impl<T> OnceLock<T> {
        pub const fn new() -> OnceLock<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn wait(&self) -> &T {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    impl<T> Default for OnceLock<T> {
        fn default() -> OnceLock<T> {}
    }
    pub struct LazyLock<T, F = fn() -> T> {
        value: T,
        init: F,
    }
    impl<T, F: FnOnce() -> T> LazyLock<T, F> {
        pub const fn new(f: F) -> LazyLock<T, F> {}
        pub fn force(this: &LazyLock<T, F>) -> &T {}
    }
    impl<T, F> Deref for LazyLock<T, F> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    pub struct Arc<T: ?Sized>(*const T);
    impl<T> Arc<T> {
        pub fn new(data: T) -> Arc<T> {}
        pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T> {}
        pub fn pin(data: T) -> crate::pin::Pin<Arc<T>> {}
        pub fn try_unwrap(this: Self) -> Result<T, Self> {}
        pub fn into_inner(this: Self) -> Option<T> {}
        pub fn unwrap_or_clone(this: Self) -> T {}
    }
    impl<T: ?Sized> Arc<T> {
        pub fn into_raw(this: Self) -> *const T {}
        pub unsafe fn from_raw(ptr: *const T) -> Self {}
        pub fn as_ptr(this: &Self) -> *const T {}
        pub fn downgrade(this: &Self) -> Weak<T> {}
        pub fn strong_count(this: &Self) -> usize {}
        pub fn weak_count(this: &Self) -> usize {}
        pub fn get_mut(this: &mut Self) -> Option<&mut T> {}
        pub fn make_mut(this: &mut Self) -> &mut T {}
        pub fn ptr_eq(this: &Self, other: &Self) -> bool {}
    }
    impl<T: ?Sized> Deref for Arc<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Clone for Arc<T> {
        fn clone(&self) -> Arc<T> {}
    }
    impl<T> From<T> for Arc<T> {
        fn from(t: T) -> Self {}
    }
    impl From<&str> for Arc<str> {
        fn from(v: &str) -> Arc<str> {}
    }
    impl From<String> for Arc<str> {
        fn from(v: String) -> Arc<str> {}
    }
    impl<T: Default> Default for Arc<T> {
        fn default() -> Arc<T> {}
    }
    impl<T: ?Sized> AsRef<T> for Arc<T> {
        fn as_ref(&self) -> &T {}
    }
    pub struct Weak<T: ?Sized>(*const T);
    impl<T> Weak<T> {
        pub const fn new() -> Weak<T> {}
    }
    impl<T: ?Sized> Weak<T> {
        pub fn upgrade(&self) -> Option<Arc<T>> {}
        pub fn strong_count(&self) -> usize {}
        pub fn ptr_eq(&self, other: &Self) -> bool {}
    }
    impl<T: ?Sized> Clone for Weak<T> {
        fn clone(&self) -> Weak<T> {}
    }
    impl<T> Default for Weak<T> {
        fn default() -> Weak<T> {}
    }
    pub mod atomic {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Ordering {
            Relaxed,
            Release,
            Acquire,
            AcqRel,
            SeqCst,
        }
        pub fn fence(order: Ordering) {}
        #[derive(Default)]
        pub struct AtomicBool(());
        impl AtomicBool {
            pub fn get_mut(&mut self) -> &mut bool {}
            pub const fn into_inner(self) -> bool {}
            pub const fn new(v: bool) -> AtomicBool {}
            pub fn load(&self, order: Ordering) -> bool {}
            pub fn store(&self, val: bool, order: Ordering) {}
            pub fn swap(&self, val: bool, order: Ordering) -> bool {}
            pub fn compare_exchange(
                &self,
                current: bool,
                new: bool,
                success: Ordering,
                failure: Ordering,
            ) -> Result<bool, bool> {
            }
            pub fn compare_exchange_weak(
                &self,
                current: bool,
                new: bool,
                success: Ordering,
                failure: Ordering,
            ) -> Result<bool, bool> {
            }
            pub fn fetch_or(&self, val: bool, order: Ordering) -> bool {}
            pub fn fetch_and(&self, val: bool, order: Ordering) -> bool {}
            pub fn into_inner(self) -> bool {}
        }
        #[derive(Default)]
        pub struct AtomicUsize(());
        impl AtomicUsize {
            pub fn get_mut(&mut self) -> &mut usize {}
            pub const fn into_inner(self) -> usize {}
            pub const fn new(v: usize) -> AtomicUsize {}
            pub fn load(&self, order: Ordering) -> usize {}
            pub fn store(&self, val: usize, order: Ordering) {}
            pub fn swap(&self, val: usize, order: Ordering) -> usize {}
            pub fn compare_exchange(
                &self,
                current: usize,
                new: usize,
                success: Ordering,
                failure: Ordering,
            ) -> Result<usize, usize> {
            }
            pub fn compare_exchange_weak(
                &self,
                current: usize,
                new: usize,
                success: Ordering,
                failure: Ordering,
            ) -> Result<usize, usize> {
            }
            pub fn fetch_add(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_sub(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_max(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_min(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_or(&self, val: usize, order: Ordering) -> usize {}
            pub fn fetch_and(&self, val: usize, order: Ordering) -> usize {}
        }
        #[derive(Default)]
        pub struct AtomicU64(());
        impl AtomicU64 {
            pub fn get_mut(&mut self) -> &mut u64 {}
            pub const fn into_inner(self) -> u64 {}
            pub const fn new(v: u64) -> AtomicU64 {}
            pub fn load(&self, order: Ordering) -> u64 {}
            pub fn store(&self, val: u64, order: Ordering) {}
            pub fn swap(&self, val: u64, order: Ordering) -> u64 {}
            pub fn compare_exchange(
                &self,
                current: u64,
                new: u64,
                success: Ordering,
                failure: Ordering,
            ) -> Result<u64, u64> {
            }
            pub fn fetch_add(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_sub(&self, val: u64, order: Ordering) -> u64 {}
            pub fn fetch_max(&self, val: u64, order: Ordering) -> u64 {}
        }
        #[derive(Default)]
        pub struct AtomicU32(());
        impl AtomicU32 {
            pub fn get_mut(&mut self) -> &mut u32 {}
            pub const fn into_inner(self) -> u32 {}
            pub const fn new(v: u32) -> AtomicU32 {}
            pub fn load(&self, order: Ordering) -> u32 {}
            pub fn store(&self, val: u32, order: Ordering) {}
            pub fn swap(&self, val: u32, order: Ordering) -> u32 {}
            pub fn compare_exchange(
                &self,
                current: u32,
                new: u32,
                success: Ordering,
                failure: Ordering,
            ) -> Result<u32, u32> {
            }
            pub fn fetch_add(&self, val: u32, order: Ordering) -> u32 {}
            pub fn fetch_sub(&self, val: u32, order: Ordering) -> u32 {}
        }
        #[derive(Default)]
        pub struct AtomicI64(());
        impl AtomicI64 {
            pub fn get_mut(&mut self) -> &mut i64 {}
            pub const fn into_inner(self) -> i64 {}
            pub const fn new(v: i64) -> AtomicI64 {}
            pub fn load(&self, order: Ordering) -> i64 {}
            pub fn store(&self, val: i64, order: Ordering) {}
            pub fn swap(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_add(&self, val: i64, order: Ordering) -> i64 {}
            pub fn fetch_sub(&self, val: i64, order: Ordering) -> i64 {}
        }
        #[derive(Default)]
        pub struct AtomicI32(());
        impl AtomicI32 {
            pub fn get_mut(&mut self) -> &mut i32 {}
            pub const fn into_inner(self) -> i32 {}
            pub const fn new(v: i32) -> AtomicI32 {}
            pub fn load(&self, order: Ordering) -> i32 {}
            pub fn store(&self, val: i32, order: Ordering) {}
            pub fn swap(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_add(&self, val: i32, order: Ordering) -> i32 {}
            pub fn fetch_sub(&self, val: i32, order: Ordering) -> i32 {}
        }
        pub struct AtomicPtr<T>(*mut T);
        impl<T> AtomicPtr<T> {
            pub const fn new(p: *mut T) -> AtomicPtr<T> {}
            pub fn load(&self, order: Ordering) -> *mut T {}
            pub fn store(&self, ptr: *mut T, order: Ordering) {}
            pub fn swap(&self, ptr: *mut T, order: Ordering) -> *mut T {}
        }
    }
    pub mod mpsc {
        use crate::time::Duration;
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {}
        pub struct Sender<T>(*const T);
        impl<T> Sender<T> {
            pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
        }
        impl<T> Clone for Sender<T> {
            fn clone(&self) -> Sender<T> {}
        }
        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }
        pub struct SyncSender<T>(*const T);
        impl<T> SyncSender<T> {
            pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
            pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {}
        }
        impl<T> Clone for SyncSender<T> {
            fn clone(&self) -> SyncSender<T> {}
        }
        pub struct Receiver<T>(*const T);
        impl<T> Receiver<T> {
            pub fn try_recv(&self) -> Result<T, TryRecvError> {}
            pub fn recv(&self) -> Result<T, RecvError> {}
            pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {}
            pub fn iter(&self) -> Iter<'_, T> {}
            pub fn try_iter(&self) -> TryIter<'_, T> {}
        }
        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }
        pub struct Iter<'a, T>(&'a Receiver<T>);
        impl<'a, T> Iterator for Iter<'a, T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {}
        }
        pub struct TryIter<'a, T>(&'a Receiver<T>);
        impl<'a, T> Iterator for TryIter<'a, T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {}
        }
        pub struct IntoIter<T>(Receiver<T>);
        impl<T> Iterator for IntoIter<T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {}
        }
        impl<T> IntoIterator for Receiver<T> {
            type Item = T;
            type IntoIter = IntoIter<T>;
            fn into_iter(self) -> IntoIter<T> {}
        }
        impl<'a, T> IntoIterator for &'a Receiver<T> {
            type Item = T;
            type IntoIter = Iter<'a, T>;
            fn into_iter(self) -> Iter<'a, T> {}
        }
        #[derive(Clone, Copy, Debug)]
        pub struct SendError<T>(pub T);
        #[derive(Clone, Copy, Debug)]
        pub struct RecvError;
        #[derive(Clone, Copy, Debug)]
        pub enum TryRecvError {
            Empty,
            Disconnected,
        }
        #[derive(Clone, Copy, Debug)]
        pub enum RecvTimeoutError {
            Timeout,
            Disconnected,
        }
        #[derive(Clone, Copy, Debug)]
        pub enum TrySendError<T> {
            Full(T),
            Disconnected(T),
        }
    }
}

pub mod mem {
    pub fn drop<T>(_x: T) {}
    pub fn forget<T>(t: T) {}
    pub fn replace<T>(dest: &mut T, src: T) -> T {}
    pub fn swap<T>(x: &mut T, y: &mut T) {}
    pub fn take<T: Default>(dest: &mut T) -> T {}
    pub fn size_of<T>() -> usize {}
    pub fn size_of_val<T: ?Sized>(val: &T) -> usize {}
    pub fn align_of<T>() -> usize {}
    pub fn needs_drop<T: ?Sized>() -> bool {}
    pub unsafe fn transmute<Src, Dst>(src: Src) -> Dst {}
    pub unsafe fn zeroed<T>() -> T {}
    pub fn discriminant<T>(v: &T) -> Discriminant<T> {}
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub struct Discriminant<T>(*const T);
    pub struct ManuallyDrop<T: ?Sized> {
        value: T,
    }
    impl<T> ManuallyDrop<T> {
        pub const fn new(value: T) -> ManuallyDrop<T> {}
        pub fn into_inner(slot: ManuallyDrop<T>) -> T {}
        pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T {}
        pub unsafe fn drop(slot: &mut ManuallyDrop<T>) {}
    }
    impl<T: ?Sized> crate::ops::Deref for ManuallyDrop<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> crate::ops::DerefMut for ManuallyDrop<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    pub union MaybeUninit<T> {
        uninit: (),
        value: ManuallyDrop<T>,
    }
    impl<T> MaybeUninit<T> {
        pub const fn new(val: T) -> MaybeUninit<T> {}
        pub const fn uninit() -> MaybeUninit<T> {}
        pub const fn zeroed() -> MaybeUninit<T> {}
        pub fn write(&mut self, val: T) -> &mut T {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub unsafe fn assume_init(self) -> T {}
        pub unsafe fn assume_init_ref(&self) -> &T {}
        pub unsafe fn assume_init_mut(&mut self) -> &mut T {}
    }
}

pub mod ptr {
    pub fn null<T>() -> *const T {}
    pub const fn from_ref<T: ?Sized>(r: &T) -> *const T {}
    pub const fn from_mut<T: ?Sized>(r: &mut T) -> *mut T {}
    pub fn null_mut<T>() -> *mut T {}
    pub unsafe fn read<T>(src: *const T) -> T {}
    pub unsafe fn write<T>(dst: *mut T, src: T) {}
    pub unsafe fn drop_in_place<T: ?Sized>(to_drop: *mut T) {}
    pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {}
    pub struct NonNull<T: ?Sized>(*const T);
    impl<T: ?Sized> NonNull<T> {
        pub fn new(ptr: *mut T) -> Option<Self> {}
        pub unsafe fn new_unchecked(ptr: *mut T) -> Self {}
        pub fn as_ptr(self) -> *mut T {}
        pub unsafe fn as_ref<'a>(&self) -> &'a T {}
        pub unsafe fn as_mut<'a>(&mut self) -> &'a mut T {}
    }
    impl<T: ?Sized> Clone for NonNull<T> {
        fn clone(&self) -> Self {}
    }
    impl<T: ?Sized> Copy for NonNull<T> {}
}

pub mod pin {
    pub struct Pin<Ptr> {
        pointer: Ptr,
    }
    impl<Ptr: crate::ops::Deref> Pin<Ptr> {
        pub fn new(pointer: Ptr) -> Pin<Ptr> {}
        pub unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {}
        pub fn as_ref(&self) -> Pin<&<Ptr as crate::ops::Deref>::Target> {}
        pub fn as_mut(&mut self) -> Pin<&mut <Ptr as crate::ops::Deref>::Target> {}
        pub fn set(&mut self, value: <Ptr as crate::ops::Deref>::Target) {}
        pub fn into_inner(pin: Pin<Ptr>) -> Ptr {}
    }
    impl<'a, T: ?Sized> Pin<&'a mut T> {
        pub fn get_mut(self) -> &'a mut T {}
        pub unsafe fn get_unchecked_mut(self) -> &'a mut T {}
    }
    impl<Ptr: crate::ops::Deref> crate::ops::Deref for Pin<Ptr> {
        type Target = <Ptr as crate::ops::Deref>::Target;
        fn deref(&self) -> &<Ptr as crate::ops::Deref>::Target {}
    }
    impl<Ptr: crate::ops::DerefMut> crate::ops::DerefMut for Pin<Ptr> {
        fn deref_mut(&mut self) -> &mut <Ptr as crate::ops::Deref>::Target {}
    }
    impl<P: crate::ops::DerefMut> Future for Pin<P>
    where
        <P as crate::ops::Deref>::Target: Future,
    {
        type Output = <<P as crate::ops::Deref>::Target as Future>::Output;
        fn poll(self: Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<Self::Output> {}
    }
}

pub mod future {
    pub trait Future {
        type Output;
        fn poll(
            self: crate::pin::Pin<&mut Self>,
            cx: &mut crate::task::Context<'_>,
        ) -> crate::task::Poll<Self::Output>;
    }
    impl<F: Future + ?Sized> Future for &mut F {
        type Output = F::Output;
        fn poll(
            self: crate::pin::Pin<&mut Self>,
            cx: &mut crate::task::Context<'_>,
        ) -> crate::task::Poll<F::Output> {
        }
    }
    pub trait IntoFuture {
        type Output;
        type IntoFuture: Future;
        fn into_future(self) -> Self::IntoFuture;
    }
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
        type IntoFuture = F;
        fn into_future(self) -> F {}
    }
    pub async fn ready<T>(t: T) -> T {}
    pub async fn pending<T>() -> T {}
    pub fn poll_fn<T, F: FnMut(&mut crate::task::Context<'_>) -> crate::task::Poll<T>>(
        f: F,
    ) -> impl Future<Output = T> {
    }
}

pub mod task {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Poll<T> {
        Ready(T),
        Pending,
    }
    impl<T> Poll<T> {
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {}
        pub fn is_ready(&self) -> bool {}
        pub fn is_pending(&self) -> bool {}
    }
    pub struct Context<'a>(&'a Waker);
    impl<'a> Context<'a> {
        pub fn from_waker(waker: &'a Waker) -> Self {}
        pub fn waker(&self) -> &'a Waker {}
    }
    #[derive(Clone, Debug)]
    pub struct Waker(());
    impl Waker {
        pub fn wake(self) {}
        pub fn wake_by_ref(&self) {}
        pub fn will_wake(&self, other: &Waker) -> bool {}
        pub fn noop() -> &'static Waker {}
    }
    pub trait Wake {
        fn wake(self: crate::sync::Arc<Self>);
        fn wake_by_ref(self: &crate::sync::Arc<Self>) {}
    }
    impl<W: Wake> From<crate::sync::Arc<W>> for Waker {
        fn from(waker: crate::sync::Arc<W>) -> Waker {}
    }
}

pub mod thread {
    use crate::time::Duration;
    pub type Result<T> = crate::result::Result<T, Box<dyn crate::any::Any + Send + 'static>>;
    pub fn spawn<F: FnOnce() -> T, T>(f: F) -> JoinHandle<T> {}
    pub fn scope<'env, F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T, T>(f: F) -> T {}
    pub fn sleep(dur: Duration) {}
    pub fn sleep_ms(ms: u32) {}
    pub fn yield_now() {}
    pub fn panicking() -> bool {}
    pub fn park() {}
    pub fn park_timeout(dur: Duration) {}
    pub fn current() -> Thread {}
    pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>> {}
    pub struct JoinHandle<T>(crate::marker::PhantomData<T>);
    impl<T> JoinHandle<T> {
        pub fn thread(&self) -> &Thread {}
        pub fn join(self) -> Result<T> {}
        pub fn is_finished(&self) -> bool {}
    }
    pub struct ScopedJoinHandle<'scope, T>(crate::marker::PhantomData<&'scope T>);
    impl<'scope, T> ScopedJoinHandle<'scope, T> {
        pub fn thread(&self) -> &Thread {}
        pub fn join(self) -> Result<T> {}
        pub fn is_finished(&self) -> bool {}
    }
    pub struct Scope<'scope, 'env>(&'scope (), &'env ());
    impl<'scope, 'env> Scope<'scope, 'env> {
        pub fn spawn<F: FnOnce() -> T, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> {}
    }
    pub struct Builder(());
    impl Builder {
        pub fn new() -> Builder {}
        pub fn name(self, name: String) -> Builder {}
        pub fn stack_size(self, size: usize) -> Builder {}
        pub fn spawn<F: FnOnce() -> T, T>(self, f: F) -> crate::io::Result<JoinHandle<T>> {}
        pub fn spawn_scoped<'scope, 'env, F: FnOnce() -> T, T>(
            self,
            scope: &'scope Scope<'scope, 'env>,
            f: F,
        ) -> crate::io::Result<ScopedJoinHandle<'scope, T>> {
        }
    }
    #[derive(Clone, Debug)]
    pub struct Thread(());
    impl Thread {
        pub fn unpark(&self) {}
        pub fn id(&self) -> ThreadId {}
        pub fn name(&self) -> Option<&str> {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub struct ThreadId(u64);
    pub struct LocalKey<T: 'static>(crate::marker::PhantomData<T>);
    impl<T: 'static> LocalKey<T> {
        pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {}
        pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> crate::result::Result<R, AccessError> {
        }
    }
    impl<T: 'static> LocalKey<crate::cell::Cell<T>> {
        pub fn set(&'static self, value: T) {}
        pub fn get(&'static self) -> T {}
        pub fn take(&'static self) -> T {}
        pub fn replace(&'static self, value: T) -> T {}
    }
    impl<T: 'static> LocalKey<crate::cell::RefCell<T>> {
        pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {}
        pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R {}
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AccessError(());
}

pub mod time {
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
    pub struct Duration(u64);
    impl Duration {
        pub const fn saturating_add(self, rhs: Duration) -> Duration {}
        pub const fn as_secs_f32(&self) -> f32 {}
        pub const ZERO: Duration = Duration(0);
        pub const MAX: Duration = Duration(0);
        pub const fn new(secs: u64, nanos: u32) -> Duration {}
        pub const fn from_secs(secs: u64) -> Duration {}
        pub const fn from_millis(millis: u64) -> Duration {}
        pub const fn from_micros(micros: u64) -> Duration {}
        pub const fn from_nanos(nanos: u64) -> Duration {}
        pub fn from_secs_f64(secs: f64) -> Duration {}
        pub fn as_secs(&self) -> u64 {}
        pub fn as_millis(&self) -> u128 {}
        pub fn as_micros(&self) -> u128 {}
        pub fn as_nanos(&self) -> u128 {}
        pub fn as_secs_f64(&self) -> f64 {}
        pub fn subsec_nanos(&self) -> u32 {}
        pub fn is_zero(&self) -> bool {}
        pub fn checked_sub(self, rhs: Duration) -> Option<Duration> {}
        pub fn saturating_sub(self, rhs: Duration) -> Duration {}
        pub fn mul_f64(self, rhs: f64) -> Duration {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct Instant(u64);
    impl Instant {
        pub fn now() -> Instant {}
        pub fn elapsed(&self) -> Duration {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
        pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
        pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {}
        pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
    }
    impl crate::ops::Add<Duration> for Instant {
        type Output = Instant;
        fn add(self, other: Duration) -> Instant {}
    }
    impl crate::ops::Sub<Duration> for Instant {
        type Output = Instant;
        fn sub(self, other: Duration) -> Instant {}
    }
    impl crate::ops::Sub<Instant> for Instant {
        type Output = Duration;
        fn sub(self, other: Instant) -> Duration {}
    }
    impl crate::ops::Add for Duration {
        type Output = Duration;
        fn add(self, rhs: Duration) -> Duration {}
    }
    impl crate::ops::Sub for Duration {
        type Output = Duration;
        fn sub(self, rhs: Duration) -> Duration {}
    }
    impl crate::ops::Mul<u32> for Duration {
        type Output = Duration;
        fn mul(self, rhs: u32) -> Duration {}
    }
    impl crate::ops::Div<u32> for Duration {
        type Output = Duration;
        fn div(self, rhs: u32) -> Duration {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct SystemTime(u64);
    pub const UNIX_EPOCH: SystemTime = SystemTime(0);
    impl SystemTime {
        pub const UNIX_EPOCH: SystemTime = SystemTime(0);
        pub fn now() -> SystemTime {}
        pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {}
        pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {}
    }
    #[derive(Clone, Debug)]
    pub struct SystemTimeError(Duration);
}

pub mod num {
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct NonZero<T>(T);
    impl<T> NonZero<T> {
        pub fn new(n: T) -> Option<Self> {}
        pub fn get(self) -> T {}
    }
    pub type NonZeroUsize = NonZero<usize>;
    pub type NonZeroU64 = NonZero<u64>;
    pub type NonZeroU32 = NonZero<u32>;
    pub type NonZeroU16 = NonZero<u16>;
    pub type NonZeroU8 = NonZero<u8>;
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseIntError(());
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParseFloatError(());
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct TryFromIntError(());
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct Wrapping<T>(pub T);
}

pub mod panic {
    pub trait UnwindSafe {}
    pub trait RefUnwindSafe {}
    pub struct AssertUnwindSafe<T>(pub T);
    pub fn catch_unwind<F: FnOnce() -> R, R>(f: F) -> crate::thread::Result<R> {}
    pub fn resume_unwind(payload: Box<dyn crate::any::Any + Send>) -> ! {}
    pub fn panic_any<M>(msg: M) -> ! {}
    pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {}
    pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {}
    pub struct PanicHookInfo<'a>(&'a ());
    pub struct Location<'a>(&'a ());
}

pub mod hint {
    pub fn black_box<T>(dummy: T) -> T {}
    pub fn spin_loop() {}
    pub unsafe fn unreachable_unchecked() -> ! {}
}

pub mod env {
    pub fn args() -> Args {}
    pub struct Args(());
    impl Iterator for Args {
        type Item = String;
        fn next(&mut self) -> Option<String> {}
    }
    pub fn args_os() -> ArgsOs {}
    pub struct ArgsOs(());
    impl Iterator for ArgsOs {
        type Item = crate::ffi::OsString;
        fn next(&mut self) -> Option<crate::ffi::OsString> {}
    }
    pub fn var<K: AsRef<crate::ffi::OsStr>>(key: K) -> Result<String, VarError> {}
    pub fn var_os<K: AsRef<crate::ffi::OsStr>>(key: K) -> Option<crate::ffi::OsString> {}
    pub unsafe fn set_var<K: AsRef<crate::ffi::OsStr>, V: AsRef<crate::ffi::OsStr>>(key: K, value: V) {}
    pub unsafe fn remove_var<K: AsRef<crate::ffi::OsStr>>(key: K) {}
    pub fn current_dir() -> crate::io::Result<crate::path::PathBuf> {}
    pub fn set_current_dir<P: AsRef<crate::path::Path>>(path: P) -> crate::io::Result<()> {}
    pub fn current_exe() -> crate::io::Result<crate::path::PathBuf> {}
    pub fn temp_dir() -> crate::path::PathBuf {}
    pub fn vars() -> Vars {}
    pub struct Vars(());
    impl Iterator for Vars {
        type Item = (String, String);
        fn next(&mut self) -> Option<(String, String)> {}
    }
    #[derive(Debug, Clone, PartialEq)]
    pub enum VarError {
        NotPresent,
        NotUnicode(crate::ffi::OsString),
    }
}

pub mod ffi {
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
    pub struct OsString(());
    impl OsString {
        pub fn new() -> OsString {}
        pub fn into_string(self) -> Result<String, OsString> {}
        pub fn push<T: AsRef<OsStr>>(&mut self, s: T) {}
        pub fn as_os_str(&self) -> &OsStr {}
    }
    impl crate::ops::Deref for OsString {
        type Target = OsStr;
        fn deref(&self) -> &OsStr {}
    }
    pub struct OsStr(());
    impl OsStr {
        pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {}
        pub fn to_str(&self) -> Option<&str> {}
        pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
        pub fn to_os_string(&self) -> OsString {}
        pub fn is_empty(&self) -> bool {}
        pub fn len(&self) -> usize {}
    }
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
    pub struct CString(());
    impl CString {
        pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError> {}
        pub fn into_raw(self) -> *mut i8 {}
        pub unsafe fn from_raw(ptr: *mut i8) -> CString {}
        pub fn as_c_str(&self) -> &CStr {}
        pub fn as_ptr(&self) -> *const i8 {}
    }
    pub struct CStr(());
    impl CStr {
        pub unsafe fn from_ptr<'a>(ptr: *const i8) -> &'a CStr {}
        pub fn to_str(&self) -> Result<&str, crate::str::Utf8Error> {}
        pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
        pub fn to_bytes(&self) -> &[u8] {}
        pub fn as_ptr(&self) -> *const i8 {}
    }
    #[derive(Clone, Debug)]
    pub struct NulError(());
}

pub mod iter {
    use crate::cmp::Ordering;
    pub trait Iterator {
        type Item;
        fn next(&mut self) -> Option<Self::Item>;
        fn size_hint(&self) -> (usize, Option<usize>) {}
        fn count(self) -> usize {}
        fn last(self) -> Option<Self::Item> {}
        fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn step_by(self, step: usize) -> Same<Self> {}
        fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Same<Self> {}
        fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, <U as IntoIterator>::IntoIter> {}
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, B> {}
        fn for_each<F: FnMut(Self::Item)>(self, f: F) {}
        fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Same<Self> {}
        fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> Map<Self, B> {}
        fn enumerate(self) -> Enumerate<Self> {}
        fn peekable(self) -> Peekable<Self> {}
        fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Same<Self> {}
        fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Same<Self> {}
        fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> Map<Self, B> {}
        fn skip(self, n: usize) -> Same<Self> {}
        fn take(self, n: usize) -> Same<Self> {}
        fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(
            self,
            initial_state: St,
            f: F,
        ) -> Map<Self, B> {
        }
        fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(
            self,
            f: F,
        ) -> Map<Self, <U as IntoIterator>::Item> {
        }
        fn flatten(self) -> Map<Self, <Self::Item as IntoIterator>::Item>
        where
            Self::Item: IntoIterator,
        {
        }
        fn fuse(self) -> Same<Self> {}
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Same<Self> {}
        fn by_ref(&mut self) -> &mut Self {}
        fn collect<B: FromIterator<Self::Item>>(self) -> B {}
        fn partition<B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B) {}
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
        fn try_fold<B, R, F: FnMut(B, Self::Item) -> R>(&mut self, init: B, f: F) -> R {}
        fn try_for_each<R, F: FnMut(Self::Item) -> R>(&mut self, f: F) -> R {}
        fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item> {}
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> {}
        fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B> {}
        fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> {}
        fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> {}
        fn max(self) -> Option<Self::Item> {}
        fn min(self) -> Option<Self::Item> {}
        fn max_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn max_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item> {}
        fn min_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn min_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item> {}
        fn rev(self) -> Same<Self> {}
        fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB)
        where
            Self: Iterator<Item = (A, B)>,
        {
        }
        fn copied<'a, T: 'a>(self) -> Map<Self, T>
        where
            Self: Iterator<Item = &'a T>,
        {
        }
        fn cloned<'a, T: 'a>(self) -> Map<Self, T>
        where
            Self: Iterator<Item = &'a T>,
        {
        }
        fn cycle(self) -> Same<Self> {}
        fn sum<S: Sum<Self::Item>>(self) -> S {}
        fn product<P: Product<Self::Item>>(self) -> P {}
        fn eq<I: IntoIterator>(self, other: I) -> bool {}
        fn is_sorted(self) -> bool {}
    }
    impl<I: Iterator + ?Sized> Iterator for &mut I {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item> {}
    }
    /// An adaptor that gives the elements of what it adapts.
    #[derive(Clone)]
    pub struct Same<I: ?Sized>(I);
    impl<I: Iterator> Iterator for Same<I> {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item> {}
    }
    /// An adaptor that gives elements of another type.
    pub struct Map<I: ?Sized, B>(I, *const B);
    impl<I: Iterator, B> Iterator for Map<I, B> {
        type Item = B;
        fn next(&mut self) -> Option<B> {}
    }
    pub struct Zip<A: ?Sized, B>(A, B);
    impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
        type Item = (A::Item, B::Item);
        fn next(&mut self) -> Option<(A::Item, B::Item)> {}
    }
    pub struct Enumerate<I: ?Sized>(I);
    impl<I: Iterator> Iterator for Enumerate<I> {
        type Item = (usize, I::Item);
        fn next(&mut self) -> Option<(usize, I::Item)> {}
    }
    pub struct Peekable<I: ?Sized>(I);
    impl<I: Iterator> Peekable<I> {
        pub fn peek(&mut self) -> Option<&I::Item> {}
        pub fn peek_mut(&mut self) -> Option<&mut I::Item> {}
        pub fn next_if(&mut self, func: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {}
    }
    impl<I: Iterator> Iterator for Peekable<I> {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item> {}
    }
    pub trait DoubleEndedIterator: Iterator {
        fn next_back(&mut self) -> Option<Self::Item>;
        fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> {}
        fn nth_back(&mut self, n: usize) -> Option<Self::Item> {}
        fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
    }
    impl<I: Iterator + ?Sized> DoubleEndedIterator for I {
        fn next_back(&mut self) -> Option<I::Item> {}
    }
    pub trait ExactSizeIterator: Iterator {
        fn len(&self) -> usize {}
    }
    pub trait FusedIterator: Iterator {}
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator;
        fn into_iter(self) -> Self::IntoIter;
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
        fn into_iter(self) -> I {}
    }
    pub trait FromIterator<A>: Sized {
        fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
    }
    pub trait Extend<A> {
        fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
    }
    pub trait Sum<A = Self>: Sized {}
    pub trait Product<A = Self>: Sized {}
    pub fn once<T>(value: T) -> crate::option::IntoIter<T> {}
    pub fn empty<T>() -> crate::option::IntoIter<T> {}
    pub fn repeat<T: Clone>(elt: T) -> crate::option::IntoIter<T> {}
    pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> crate::option::IntoIter<A> {}
    pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> crate::option::IntoIter<T> {}
    pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, succ: F) -> crate::option::IntoIter<T> {
    }
    pub fn zip<A: IntoIterator, B: IntoIterator>(
        a: A,
        b: B,
    ) -> Zip<<A as IntoIterator>::IntoIter, <B as IntoIterator>::IntoIter> {
    }
}

pub mod vec {
    use crate::ops::{Deref, DerefMut, RangeBounds};
    pub struct Vec<T> {
        items: [T],
    }
    impl<T> Vec<T> {
        pub unsafe fn set_len(&mut self, new_len: usize) {}
        pub const fn new() -> Vec<T> {}
        pub fn with_capacity(capacity: usize) -> Vec<T> {}
        pub fn capacity(&self) -> usize {}
        pub fn reserve(&mut self, additional: usize) {}
        pub fn shrink_to_fit(&mut self) {}
        pub fn into_boxed_slice(self) -> Box<[T]> {}
        pub fn truncate(&mut self, len: usize) {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn swap_remove(&mut self, index: usize) -> T {}
        pub fn insert(&mut self, index: usize, element: T) {}
        pub fn remove(&mut self, index: usize) -> T {}
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
        pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F) {}
        pub fn dedup(&mut self) {}
        pub fn dedup_by_key<F: FnMut(&mut T) -> K, K>(&mut self, key: F) {}
        pub fn push(&mut self, value: T) {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn append(&mut self, other: &mut Self) {}
        pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {}
        pub fn clear(&mut self) {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn split_off(&mut self, at: usize) -> Self {}
        pub fn resize(&mut self, new_len: usize, value: T) {}
        pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, f: F) {}
        pub fn extend_from_slice(&mut self, other: &[T]) {}
        pub fn leak<'a>(self) -> &'a mut [T] {}
    }
    impl<T> Deref for Vec<T> {
        type Target = [T];
        fn deref(&self) -> &[T] {}
    }
    impl<T> DerefMut for Vec<T> {
        fn deref_mut(&mut self) -> &mut [T] {}
    }
    impl<T: Clone> Clone for Vec<T> {
        fn clone(&self) -> Vec<T> {}
    }
    impl<T> Default for Vec<T> {
        fn default() -> Vec<T> {}
    }
    impl<T> FromIterator<T> for Vec<T> {
        fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> {}
    }
    impl<T> Extend<T> for Vec<T> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
    }
    impl<T> IntoIterator for Vec<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
        fn into_iter(self) -> IntoIter<T> {}
    }
    impl<'a, T> IntoIterator for &'a Vec<T> {
        type Item = &'a T;
        type IntoIter = crate::slice::Iter<'a, T>;
        fn into_iter(self) -> crate::slice::Iter<'a, T> {}
    }
    impl<'a, T> IntoIterator for &'a mut Vec<T> {
        type Item = &'a mut T;
        type IntoIter = crate::slice::IterMut<'a, T>;
        fn into_iter(self) -> crate::slice::IterMut<'a, T> {}
    }
    impl<T> crate::io::Write for Vec<T> {
        fn write(&mut self, buf: &[u8]) -> crate::io::Result<usize> {}
        fn flush(&mut self) -> crate::io::Result<()> {}
    }
    impl<T> AsRef<[T]> for Vec<T> {
        fn as_ref(&self) -> &[T] {}
    }
    impl<T, I> crate::ops::Index<I> for Vec<T>
    where
        [T]: crate::ops::Index<I>,
    {
        type Output = <[T] as crate::ops::Index<I>>::Output;
        fn index(&self, index: I) -> &Self::Output {}
    }
    pub struct IntoIter<T> {
        items: [T],
    }
    impl<T> IntoIter<T> {
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<T> Iterator for IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {}
    }
    pub struct Drain<'a, T>(&'a mut Vec<T>);
    impl<'a, T> Iterator for Drain<'a, T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {}
    }
}

pub mod slice {
    use crate::ops::{Index, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo};
    pub struct Iter<'a, T>(&'a [T]);
    impl<'a, T> Clone for Iter<'a, T> {
        fn clone(&self) -> Self {}
    }
    impl<'a, T> Iterator for Iter<'a, T> {
        type Item = &'a T;
        fn next(&mut self) -> Option<&'a T> {}
    }
    pub struct IterMut<'a, T>(&'a mut [T]);
    impl<'a, T> Iterator for IterMut<'a, T> {
        type Item = &'a mut T;
        fn next(&mut self) -> Option<&'a mut T> {}
    }
    pub struct Chunks<'a, T>(&'a [T]);
    impl<'a, T> Iterator for Chunks<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {}
    }
    pub struct ChunksMut<'a, T>(&'a mut [T]);
    impl<'a, T> Iterator for ChunksMut<'a, T> {
        type Item = &'a mut [T];
        fn next(&mut self) -> Option<&'a mut [T]> {}
    }
    pub trait SliceIndex<T: ?Sized> {
        type Output: ?Sized;
    }
    impl<T> SliceIndex<[T]> for usize {
        type Output = T;
    }
    impl<T> SliceIndex<[T]> for Range<usize> {
        type Output = [T];
    }
    impl<T> SliceIndex<[T]> for RangeFrom<usize> {
        type Output = [T];
    }
    impl<T> SliceIndex<[T]> for RangeTo<usize> {
        type Output = [T];
    }
    impl<T> SliceIndex<[T]> for RangeInclusive<usize> {
        type Output = [T];
    }
    impl<T> SliceIndex<[T]> for RangeFull {
        type Output = [T];
    }
    impl SliceIndex<str> for Range<usize> {
        type Output = str;
    }
    impl SliceIndex<str> for RangeFrom<usize> {
        type Output = str;
    }
    impl SliceIndex<str> for RangeTo<usize> {
        type Output = str;
    }
    impl SliceIndex<str> for RangeInclusive<usize> {
        type Output = str;
    }
    impl SliceIndex<str> for RangeFull {
        type Output = str;
    }
    impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
        type Output = <I as SliceIndex<[T]>>::Output;
        fn index(&self, index: I) -> &Self::Output {}
    }
    impl<T> [T] {
        pub fn len(&self) -> usize {}
        pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &<I as SliceIndex<[T]>>::Output {}
        pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(
            &mut self,
            index: I,
        ) -> &mut <I as SliceIndex<[T]>>::Output {
        }
        pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {}
        pub fn is_empty(&self) -> bool {}
        pub fn first(&self) -> Option<&T> {}
        pub fn first_mut(&mut self) -> Option<&mut T> {}
        pub fn split_first(&self) -> Option<(&T, &[T])> {}
        pub fn split_last(&self) -> Option<(&T, &[T])> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn last_mut(&mut self) -> Option<&mut T> {}
        pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&<I as SliceIndex<[T]>>::Output> {}
        pub fn get_mut<I: SliceIndex<[T]>>(
            &mut self,
            index: I,
        ) -> Option<&mut <I as SliceIndex<[T]>>::Output> {
        }
        pub fn swap(&mut self, a: usize, b: usize) {}
        pub fn reverse(&mut self) {}
        pub fn iter(&self) -> Iter<'_, T> {}
        pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
        pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Chunks<'_, T> {}
        pub fn windows(&self, size: usize) -> Chunks<'_, T> {}
        pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {}
        pub fn chunks_exact(&self, chunk_size: usize) -> Chunks<'_, T> {}
        pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {}
        pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
        pub fn contains(&self, x: &T) -> bool {}
        pub fn starts_with(&self, needle: &[T]) -> bool {}
        pub fn ends_with(&self, needle: &[T]) -> bool {}
        pub fn binary_search(&self, x: &T) -> Result<usize, usize> {}
        pub fn binary_search_by<F: FnMut(&T) -> crate::cmp::Ordering>(&self, f: F) -> Result<usize, usize> {}
        pub fn binary_search_by_key<B, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize> {}
        pub fn sort(&mut self) {}
        pub fn sort_by<F: FnMut(&T, &T) -> crate::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn sort_unstable(&mut self) {}
        pub fn sort_unstable_by<F: FnMut(&T, &T) -> crate::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_unstable_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn fill(&mut self, value: T) {}
        pub fn copy_from_slice(&mut self, src: &[T]) {}
        pub fn clone_from_slice(&mut self, src: &[T]) {}
        pub fn to_vec(&self) -> Vec<T> {}
        pub fn into_vec(self: Box<Self>) -> Vec<T> {}
        pub fn concat<Item: ?Sized>(&self) -> T {}
        pub fn join<Separator>(&self, sep: Separator) -> String {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize {}
        pub fn to_ascii_lowercase(&self) -> Vec<u8> {}
        pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
    }
    impl<'a, T> IntoIterator for &'a [T] {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
        fn into_iter(self) -> Iter<'a, T> {}
    }
    impl<'a, T> IntoIterator for &'a mut [T] {
        type Item = &'a mut T;
        type IntoIter = IterMut<'a, T>;
        fn into_iter(self) -> IterMut<'a, T> {}
    }
    pub fn from_ref<T>(s: &T) -> &[T] {}
    pub unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {}
}

pub mod array {
    pub struct IntoIter<T, const N: usize> {
        items: [T; N],
    }
    impl<T, const N: usize> Iterator for IntoIter<T, N> {
        type Item = T;
        fn next(&mut self) -> Option<T> {}
    }
    impl<T, const N: usize> IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = IntoIter<T, N>;
        fn into_iter(self) -> IntoIter<T, N> {}
    }
    impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = crate::slice::Iter<'a, T>;
        fn into_iter(self) -> crate::slice::Iter<'a, T> {}
    }
    impl<T, const N: usize> [T; N] {
        pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N] {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn each_ref(&self) -> [&T; N] {}
    }
    impl<T: Default, const N: usize> Default for [T; N] {
        fn default() -> [T; N] {}
    }
    pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(cb: F) -> [T; N] {}
}

pub mod str {
    pub trait Pattern {}
    pub trait FromStr: Sized {
        type Err;
        fn from_str(s: &str) -> Result<Self, Self::Err>;
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Utf8Error(());
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
    pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {}
    pub struct Chars<'a>(&'a str);
    impl<'a> Chars<'a> {
        pub fn as_str(&self) -> &'a str {}
    }
    impl<'a> Iterator for Chars<'a> {
        type Item = char;
        fn next(&mut self) -> Option<char> {}
    }
    pub struct CharIndices<'a>(&'a str);
    impl<'a> Iterator for CharIndices<'a> {
        type Item = (usize, char);
        fn next(&mut self) -> Option<(usize, char)> {}
    }
    pub struct Bytes<'a>(&'a str);
    impl<'a> Iterator for Bytes<'a> {
        type Item = u8;
        fn next(&mut self) -> Option<u8> {}
    }
    pub struct Pieces<'a>(&'a str);
    impl<'a> Iterator for Pieces<'a> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {}
    }
    impl str {
        pub const fn trim_ascii(&self) -> &str {}
        pub const fn trim_ascii_start(&self) -> &str {}
        pub const fn trim_ascii_end(&self) -> &str {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn is_char_boundary(&self, index: usize) -> bool {}
        pub fn as_bytes(&self) -> &[u8] {}
        pub fn as_ptr(&self) -> *const u8 {}
        pub fn get<I: crate::slice::SliceIndex<str>>(&self, i: I) -> Option<&str> {}
        pub fn split_at(&self, mid: usize) -> (&str, &str) {}
        pub fn chars(&self) -> Chars<'_> {}
        pub fn char_indices(&self) -> CharIndices<'_> {}
        pub fn bytes(&self) -> Bytes<'_> {}
        pub fn split_whitespace(&self) -> Pieces<'_> {}
        pub fn lines(&self) -> Pieces<'_> {}
        pub fn contains<P>(&self, pat: P) -> bool {}
        pub fn starts_with<P>(&self, pat: P) -> bool {}
        pub fn ends_with<P>(&self, pat: P) -> bool {}
        pub fn find<P>(&self, pat: P) -> Option<usize> {}
        pub fn rfind<P>(&self, pat: P) -> Option<usize> {}
        pub fn split<P>(&self, pat: P) -> Pieces<'_> {}
        pub fn split_inclusive<P>(&self, pat: P) -> Pieces<'_> {}
        pub fn rsplit<P>(&self, pat: P) -> Pieces<'_> {}
        pub fn splitn<P>(&self, n: usize, pat: P) -> Pieces<'_> {}
        pub fn rsplitn<P>(&self, n: usize, pat: P) -> Pieces<'_> {}
        pub fn split_terminator<P>(&self, pat: P) -> Pieces<'_> {}
        pub fn split_once<P>(&self, delimiter: P) -> Option<(&str, &str)> {}
        pub fn rsplit_once<P>(&self, delimiter: P) -> Option<(&str, &str)> {}
        pub fn matches<P>(&self, pat: P) -> Pieces<'_> {}
        pub fn trim(&self) -> &str {}
        pub fn trim_start(&self) -> &str {}
        pub fn trim_end(&self) -> &str {}
        pub fn trim_matches<P>(&self, pat: P) -> &str {}
        pub fn trim_start_matches<P>(&self, pat: P) -> &str {}
        pub fn trim_end_matches<P>(&self, pat: P) -> &str {}
        pub fn strip_prefix<P>(&self, prefix: P) -> Option<&str> {}
        pub fn strip_suffix<P>(&self, suffix: P) -> Option<&str> {}
        pub fn parse<F: FromStr>(&self) -> Result<F, <F as FromStr>::Err> {}
        pub fn replace<P>(&self, from: P, to: &str) -> String {}
        pub fn replacen<P>(&self, pat: P, to: &str, count: usize) -> String {}
        pub fn to_lowercase(&self) -> String {}
        pub fn to_uppercase(&self) -> String {}
        pub fn to_ascii_lowercase(&self) -> String {}
        pub fn to_ascii_uppercase(&self) -> String {}
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
        pub fn repeat(&self, n: usize) -> String {}
        pub fn into_boxed_str(self: Box<Self>) -> Box<str> {}
    }
}

pub mod string {
    use crate::ops::{Deref, RangeBounds};
    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct String {
        vec: Vec<u8>,
    }
    #[derive(Debug, PartialEq, Eq, Clone)]
    pub struct FromUtf8Error(());
    impl String {
        pub fn leak<'a>(self) -> &'a mut str {}
        pub const fn new() -> String {}
        pub fn with_capacity(capacity: usize) -> String {}
        pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {}
        pub fn from_utf8_lossy(v: &[u8]) -> crate::borrow::Cow<'_, str> {}
        pub fn into_bytes(self) -> Vec<u8> {}
        pub fn as_str(&self) -> &str {}
        pub fn as_mut_str(&mut self) -> &mut str {}
        pub fn push_str(&mut self, string: &str) {}
        pub fn push(&mut self, ch: char) {}
        pub fn pop(&mut self) -> Option<char> {}
        pub fn capacity(&self) -> usize {}
        pub fn reserve(&mut self, additional: usize) {}
        pub fn truncate(&mut self, new_len: usize) {}
        pub fn remove(&mut self, idx: usize) -> char {}
        pub fn insert(&mut self, idx: usize, ch: char) {}
        pub fn insert_str(&mut self, idx: usize, string: &str) {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&mut self) {}
        pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> crate::str::Chars<'_> {}
        pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {}
        pub fn into_boxed_str(self) -> Box<str> {}
        pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F) {}
    }
    impl Clone for String {
        fn clone(&self) -> String {}
    }
    impl Default for String {
        fn default() -> String {}
    }
    impl Deref for String {
        type Target = str;
        fn deref(&self) -> &str {}
    }
    impl crate::fmt::Write for String {
        fn write_str(&mut self, s: &str) -> crate::fmt::Result {}
    }
    impl From<&str> for String {
        fn from(s: &str) -> String {}
    }
    impl From<char> for String {
        fn from(c: char) -> String {}
    }
    impl FromIterator<char> for String {
        fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> String {}
    }
    impl FromIterator<String> for String {
        fn from_iter<I: IntoIterator<Item = String>>(iter: I) -> String {}
    }
    impl<'a> FromIterator<&'a str> for String {
        fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> String {}
    }
    impl crate::str::FromStr for String {
        type Err = crate::convert::Infallible;
        fn from_str(s: &str) -> Result<String, Self::Err> {}
    }
    impl crate::ops::Add<&str> for String {
        type Output = String;
        fn add(self, other: &str) -> String {}
    }
    impl<I: crate::slice::SliceIndex<str>> crate::ops::Index<I> for String {
        type Output = <I as crate::slice::SliceIndex<str>>::Output;
        fn index(&self, index: I) -> &Self::Output {}
    }
    pub trait ToString {
        fn to_string(&self) -> String;
    }
    impl<T: crate::fmt::Display + ?Sized> ToString for T {
        fn to_string(&self) -> String {}
    }
}

pub mod char {
    impl char {
        pub fn is_alphabetic(self) -> bool {}
        pub fn is_alphanumeric(self) -> bool {}
        pub fn is_numeric(self) -> bool {}
        pub fn is_whitespace(self) -> bool {}
        pub fn is_control(self) -> bool {}
        pub fn is_uppercase(self) -> bool {}
        pub fn is_lowercase(self) -> bool {}
        pub fn is_digit(self, radix: u32) -> bool {}
        pub fn to_digit(self, radix: u32) -> Option<u32> {}
        pub fn is_ascii(&self) -> bool {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_hexdigit(&self) -> bool {}
        pub fn is_ascii_punctuation(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn len_utf8(self) -> usize {}
        pub fn len_utf16(self) -> usize {}
        pub fn to_ascii_lowercase(&self) -> char {}
        pub fn to_ascii_uppercase(&self) -> char {}
        pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
        pub fn from_u32(i: u32) -> Option<char> {}
    }
    pub fn from_u32(i: u32) -> Option<char> {}
    pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
}

pub mod collections {
    pub use self::btree_map::BTreeMap;
    pub use self::btree_set::BTreeSet;
    pub use self::hash_map::HashMap;
    pub use self::hash_set::HashSet;
    pub use self::vec_deque::VecDeque;
    pub mod hash_map {
        use crate::hash::RandomState;
        pub struct HashMap<K, V, S = RandomState> {
            entries: [(K, V)],
            hash_builder: crate::marker::PhantomData<S>,
        }
        impl<K, V> HashMap<K, V, RandomState> {
            pub fn new() -> HashMap<K, V, RandomState> {}
            pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> {}
        }
        impl<K, V, S> HashMap<K, V, S> {
            pub fn with_hasher(hash_builder: S) -> HashMap<K, V, S> {}
            pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S> {}
            pub fn capacity(&self) -> usize {}
            pub fn keys(&self) -> Keys<'_, K, V> {}
            pub fn into_keys(self) -> crate::vec::IntoIter<K> {}
            pub fn values(&self) -> Values<'_, K, V> {}
            pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
            pub fn into_values(self) -> crate::vec::IntoIter<V> {}
            pub fn iter(&self) -> Iter<'_, K, V> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain(&mut self) -> Drain<'_, K, V> {}
            pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
            pub fn clear(&mut self) {}
            pub fn reserve(&mut self, additional: usize) {}
            pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {}
            pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> {}
            pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> {}
            pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool {}
            pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V> {}
            pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
            pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V> {}
            pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)> {}
        }
        impl<K, V, S: Default> Default for HashMap<K, V, S> {
            fn default() -> HashMap<K, V, S> {}
        }
        impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {
            fn clone(&self) -> Self {}
        }
        impl<K, V, S: Default> FromIterator<(K, V)> for HashMap<K, V, S> {
            fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> HashMap<K, V, S> {}
        }
        impl<K, V, S> Extend<(K, V)> for HashMap<K, V, S> {
            fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {}
        }
        impl<K, V, S> IntoIterator for HashMap<K, V, S> {
            type Item = (K, V);
            type IntoIter = crate::vec::IntoIter<(K, V)>;
            fn into_iter(self) -> crate::vec::IntoIter<(K, V)> {}
        }
        impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
            type Item = (&'a K, &'a V);
            type IntoIter = Iter<'a, K, V>;
            fn into_iter(self) -> Iter<'a, K, V> {}
        }
        impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
            type Item = (&'a K, &'a mut V);
            type IntoIter = IterMut<'a, K, V>;
            fn into_iter(self) -> IterMut<'a, K, V> {}
        }
        impl<K, Q: ?Sized, V, S> crate::ops::Index<&Q> for HashMap<K, V, S> {
            type Output = V;
            fn index(&self, key: &Q) -> &V {}
        }
        pub struct Iter<'a, K, V>(&'a K, &'a V);
        impl<'a, K, V> Clone for Iter<'a, K, V> {
            fn clone(&self) -> Self {}
        }
        impl<'a, K, V> Iterator for Iter<'a, K, V> {
            type Item = (&'a K, &'a V);
            fn next(&mut self) -> Option<(&'a K, &'a V)> {}
        }
        pub struct IterMut<'a, K, V>(&'a K, &'a mut V);
        impl<'a, K, V> Iterator for IterMut<'a, K, V> {
            type Item = (&'a K, &'a mut V);
            fn next(&mut self) -> Option<(&'a K, &'a mut V)> {}
        }
        pub struct Drain<'a, K, V>(&'a mut (K, V));
        impl<'a, K, V> Iterator for Drain<'a, K, V> {
            type Item = (K, V);
            fn next(&mut self) -> Option<(K, V)> {}
        }
        pub struct Keys<'a, K, V>(&'a K, &'a V);
        impl<'a, K, V> Iterator for Keys<'a, K, V> {
            type Item = &'a K;
            fn next(&mut self) -> Option<&'a K> {}
        }
        pub struct Values<'a, K, V>(&'a K, &'a V);
        impl<'a, K, V> Iterator for Values<'a, K, V> {
            type Item = &'a V;
            fn next(&mut self) -> Option<&'a V> {}
        }
        pub struct ValuesMut<'a, K, V>(&'a K, &'a mut V);
        impl<'a, K, V> Iterator for ValuesMut<'a, K, V> {
            type Item = &'a mut V;
            fn next(&mut self) -> Option<&'a mut V> {}
        }
        pub enum Entry<'a, K, V> {
            Occupied(OccupiedEntry<'a, K, V>),
            Vacant(VacantEntry<'a, K, V>),
        }
        impl<'a, K, V> Entry<'a, K, V> {
            pub fn or_insert(self, default: V) -> &'a mut V {}
            pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {}
            pub fn or_default(self) -> &'a mut V {}
            pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self {}
            pub fn key(&self) -> &K {}
        }
        pub struct OccupiedEntry<'a, K, V>(&'a mut (K, V));
        impl<'a, K, V> OccupiedEntry<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn get(&self) -> &V {}
            pub fn get_mut(&mut self) -> &mut V {}
            pub fn into_mut(self) -> &'a mut V {}
            pub fn insert(&mut self, value: V) -> V {}
            pub fn remove(self) -> V {}
            pub fn remove_entry(self) -> (K, V) {}
        }
        pub struct VacantEntry<'a, K, V>(&'a mut (K, V));
        impl<'a, K, V> VacantEntry<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn into_key(self) -> K {}
            pub fn insert(self, value: V) -> &'a mut V {}
        }
    }
    pub mod btree_map {
        pub use super::hash_map::{
            Entry, Iter, IterMut, Keys, OccupiedEntry, VacantEntry, Values, ValuesMut,
        };
        pub struct BTreeMap<K, V> {
            entries: [(K, V)],
        }
        impl<K, V> BTreeMap<K, V> {
            pub const fn new() -> BTreeMap<K, V> {}
            pub fn clear(&mut self) {}
            pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V> {}
            pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V> {}
            pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool {}
            pub fn first_key_value(&self) -> Option<(&K, &V)> {}
            pub fn last_key_value(&self) -> Option<(&K, &V)> {}
            pub fn pop_first(&mut self) -> Option<(K, V)> {}
            pub fn pop_last(&mut self) -> Option<(K, V)> {}
            pub fn insert(&mut self, key: K, value: V) -> Option<V> {}
            pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V> {}
            pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
            pub fn range<R>(&self, range: R) -> Iter<'_, K, V> {}
            pub fn range_mut<R>(&mut self, range: R) -> IterMut<'_, K, V> {}
            pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {}
            pub fn split_off<Q: ?Sized>(&mut self, key: &Q) -> Self {}
            pub fn iter(&self) -> Iter<'_, K, V> {}
            pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {}
            pub fn keys(&self) -> Keys<'_, K, V> {}
            pub fn values(&self) -> Values<'_, K, V> {}
            pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {}
            pub fn into_values(self) -> crate::vec::IntoIter<V> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
        }
        impl<K, V> Default for BTreeMap<K, V> {
            fn default() -> BTreeMap<K, V> {}
        }
        impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> {
            fn clone(&self) -> Self {}
        }
        impl<K, V> FromIterator<(K, V)> for BTreeMap<K, V> {
            fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> BTreeMap<K, V> {}
        }
        impl<K, V> IntoIterator for BTreeMap<K, V> {
            type Item = (K, V);
            type IntoIter = crate::vec::IntoIter<(K, V)>;
            fn into_iter(self) -> crate::vec::IntoIter<(K, V)> {}
        }
        impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
            type Item = (&'a K, &'a V);
            type IntoIter = Iter<'a, K, V>;
            fn into_iter(self) -> Iter<'a, K, V> {}
        }
    }
    pub mod hash_set {
        use crate::hash::RandomState;
        pub struct HashSet<T, S = RandomState> {
            items: [T],
            hash_builder: crate::marker::PhantomData<S>,
        }
        impl<T> HashSet<T, RandomState> {
            pub fn new() -> HashSet<T, RandomState> {}
            pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState> {}
        }
        impl<T, S> HashSet<T, S> {
            pub fn iter(&self) -> crate::slice::Iter<'_, T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain(&mut self) -> crate::vec::Drain<'_, T> {}
            pub fn clear(&mut self) {}
            pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
            pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> {}
            pub fn insert(&mut self, value: T) -> bool {}
            pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
            pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> {}
            pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
            pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> crate::slice::Iter<'a, T> {}
            pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> crate::slice::Iter<'a, T> {}
            pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> crate::slice::Iter<'a, T> {}
            pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {}
        }
        impl<T, S: Default> Default for HashSet<T, S> {
            fn default() -> HashSet<T, S> {}
        }
        impl<T: Clone, S: Clone> Clone for HashSet<T, S> {
            fn clone(&self) -> Self {}
        }
        impl<T, S: Default> FromIterator<T> for HashSet<T, S> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T, S> {}
        }
        impl<T, S> Extend<T> for HashSet<T, S> {
            fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
        }
        impl<T, S> IntoIterator for HashSet<T, S> {
            type Item = T;
            type IntoIter = crate::vec::IntoIter<T>;
            fn into_iter(self) -> crate::vec::IntoIter<T> {}
        }
        impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
            type Item = &'a T;
            type IntoIter = crate::slice::Iter<'a, T>;
            fn into_iter(self) -> crate::slice::Iter<'a, T> {}
        }
    }
    pub mod btree_set {
        pub struct BTreeSet<T> {
            items: [T],
        }
        impl<T> BTreeSet<T> {
            pub const fn new() -> BTreeSet<T> {}
            pub fn iter(&self) -> crate::slice::Iter<'_, T> {}
            pub fn range<R>(&self, range: R) -> crate::slice::Iter<'_, T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn clear(&mut self) {}
            pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool {}
            pub fn insert(&mut self, value: T) -> bool {}
            pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool {}
            pub fn first(&self) -> Option<&T> {}
            pub fn last(&self) -> Option<&T> {}
            pub fn pop_first(&mut self) -> Option<T> {}
            pub fn pop_last(&mut self) -> Option<T> {}
            pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
        }
        impl<T> Default for BTreeSet<T> {
            fn default() -> BTreeSet<T> {}
        }
        impl<T: Clone> Clone for BTreeSet<T> {
            fn clone(&self) -> Self {}
        }
        impl<T> FromIterator<T> for BTreeSet<T> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BTreeSet<T> {}
        }
        impl<T> IntoIterator for BTreeSet<T> {
            type Item = T;
            type IntoIter = crate::vec::IntoIter<T>;
            fn into_iter(self) -> crate::vec::IntoIter<T> {}
        }
        impl<'a, T> IntoIterator for &'a BTreeSet<T> {
            type Item = &'a T;
            type IntoIter = crate::slice::Iter<'a, T>;
            fn into_iter(self) -> crate::slice::Iter<'a, T> {}
        }
    }
    pub mod vec_deque {
        pub struct VecDeque<T> {
            items: [T],
        }
        impl<T> VecDeque<T> {
            pub const fn new() -> VecDeque<T> {}
            pub fn with_capacity(capacity: usize) -> VecDeque<T> {}
            pub fn get(&self, index: usize) -> Option<&T> {}
            pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {}
            pub fn iter(&self) -> crate::slice::Iter<'_, T> {}
            pub fn iter_mut(&mut self) -> crate::slice::IterMut<'_, T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn drain<R>(&mut self, range: R) -> crate::vec::Drain<'_, T> {}
            pub fn clear(&mut self) {}
            pub fn front(&self) -> Option<&T> {}
            pub fn front_mut(&mut self) -> Option<&mut T> {}
            pub fn back(&self) -> Option<&T> {}
            pub fn back_mut(&mut self) -> Option<&mut T> {}
            pub fn pop_front(&mut self) -> Option<T> {}
            pub fn pop_back(&mut self) -> Option<T> {}
            pub fn push_front(&mut self, value: T) {}
            pub fn push_back(&mut self, value: T) {}
            pub fn remove(&mut self, index: usize) -> Option<T> {}
            pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
            pub fn truncate(&mut self, len: usize) {}
            pub fn append(&mut self, other: &mut Self) {}
            pub fn extend_from_slice(&mut self, other: &[T]) {}
        }
        impl<T> Default for VecDeque<T> {
            fn default() -> VecDeque<T> {}
        }
        impl<T: Clone> Clone for VecDeque<T> {
            fn clone(&self) -> Self {}
        }
        impl<T> FromIterator<T> for VecDeque<T> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T> {}
        }
        impl<T> Extend<T> for VecDeque<T> {
            fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
        }
        impl<T> IntoIterator for VecDeque<T> {
            type Item = T;
            type IntoIter = crate::vec::IntoIter<T>;
            fn into_iter(self) -> crate::vec::IntoIter<T> {}
        }
        impl<'a, T> IntoIterator for &'a VecDeque<T> {
            type Item = &'a T;
            type IntoIter = crate::slice::Iter<'a, T>;
            fn into_iter(self) -> crate::slice::Iter<'a, T> {}
        }
        impl<T> crate::ops::Index<usize> for VecDeque<T> {
            type Output = T;
            fn index(&self, index: usize) -> &T {}
        }
    }
    pub struct BinaryHeap<T> {
        items: [T],
    }
    impl<T> BinaryHeap<T> {
        pub fn new() -> BinaryHeap<T> {}
        pub fn push(&mut self, item: T) {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn peek(&self) -> Option<&T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn into_sorted_vec(self) -> Vec<T> {}
        pub fn into_vec(self) -> Vec<T> {}
        pub fn drain(&mut self) -> crate::vec::Drain<'_, T> {}
        pub fn iter(&self) -> crate::slice::Iter<'_, T> {}
        pub fn clear(&mut self) {}
    }
    impl<T> Default for BinaryHeap<T> {
        fn default() -> BinaryHeap<T> {}
    }
}

pub mod path {
    use crate::ffi::{OsStr, OsString};
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
    pub struct PathBuf {
        inner: OsString,
    }
    impl PathBuf {
        pub fn new() -> PathBuf {}
        pub fn as_path(&self) -> &Path {}
        pub fn push<P: AsRef<Path>>(&mut self, path: P) {}
        pub fn pop(&mut self) -> bool {}
        pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S) {}
        pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {}
        pub fn into_os_string(self) -> OsString {}
        pub fn into_boxed_path(self) -> Box<Path> {}
    }
    impl crate::ops::Deref for PathBuf {
        type Target = Path;
        fn deref(&self) -> &Path {}
    }
    impl<T: AsRef<OsStr> + ?Sized> From<&T> for PathBuf {
        fn from(s: &T) -> PathBuf {}
    }
    impl From<String> for PathBuf {
        fn from(s: String) -> PathBuf {}
    }
    pub struct Path(());
    impl Path {
        pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {}
        pub fn as_os_str(&self) -> &OsStr {}
        pub fn to_str(&self) -> Option<&str> {}
        pub fn to_string_lossy(&self) -> crate::borrow::Cow<'_, str> {}
        pub fn to_path_buf(&self) -> PathBuf {}
        pub fn is_absolute(&self) -> bool {}
        pub fn is_relative(&self) -> bool {}
        pub fn parent(&self) -> Option<&Path> {}
        pub fn file_name(&self) -> Option<&OsStr> {}
        pub fn file_stem(&self) -> Option<&OsStr> {}
        pub fn extension(&self) -> Option<&OsStr> {}
        pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError> {}
        pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {}
        pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {}
        pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {}
        pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {}
        pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {}
        pub fn components(&self) -> Components<'_> {}
        pub fn display(&self) -> Display<'_> {}
        pub fn metadata(&self) -> crate::io::Result<crate::fs::Metadata> {}
        pub fn canonicalize(&self) -> crate::io::Result<PathBuf> {}
        pub fn read_dir(&self) -> crate::io::Result<crate::fs::ReadDir> {}
        pub fn exists(&self) -> bool {}
        pub fn try_exists(&self) -> crate::io::Result<bool> {}
        pub fn is_file(&self) -> bool {}
        pub fn is_dir(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
    }
    impl crate::borrow::ToOwned for Path {
        type Owned = PathBuf;
        fn to_owned(&self) -> PathBuf {}
    }
    impl AsRef<Path> for Path {
        fn as_ref(&self) -> &Path {}
    }
    impl AsRef<Path> for PathBuf {
        fn as_ref(&self) -> &Path {}
    }
    impl AsRef<Path> for str {
        fn as_ref(&self) -> &Path {}
    }
    impl AsRef<Path> for String {
        fn as_ref(&self) -> &Path {}
    }
    pub struct Display<'a>(&'a Path);
    pub struct Components<'a>(&'a Path);
    impl<'a> Iterator for Components<'a> {
        type Item = Component<'a>;
        fn next(&mut self) -> Option<Component<'a>> {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum Component<'a> {
        RootDir,
        CurDir,
        ParentDir,
        Normal(&'a OsStr),
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StripPrefixError(());
}

pub mod io {
    pub use self::prelude::*;
    pub mod prelude {
        pub use super::{BufRead, Read, Seek, Write};
    }
    pub type Result<T> = crate::result::Result<T, Error>;
    #[derive(Debug)]
    pub struct Error(());
    impl Error {
        pub fn new<E>(kind: ErrorKind, error: E) -> Error {}
        pub fn other<E>(error: E) -> Error {}
        pub fn last_os_error() -> Error {}
        pub fn from_raw_os_error(code: i32) -> Error {}
        pub fn raw_os_error(&self) -> Option<i32> {}
        pub fn kind(&self) -> ErrorKind {}
        pub fn into_inner(self) -> Option<Box<dyn crate::error::Error + Send + Sync>> {}
    }
    impl From<ErrorKind> for Error {
        fn from(kind: ErrorKind) -> Error {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum ErrorKind {
        NotFound,
        PermissionDenied,
        ConnectionRefused,
        ConnectionReset,
        ConnectionAborted,
        NotConnected,
        AddrInUse,
        BrokenPipe,
        AlreadyExists,
        WouldBlock,
        InvalidInput,
        InvalidData,
        TimedOut,
        WriteZero,
        Interrupted,
        Unsupported,
        UnexpectedEof,
        OutOfMemory,
        Other,
    }
    pub trait Read {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
        fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
        fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
        fn by_ref(&mut self) -> &mut Self {}
        fn bytes(self) -> crate::vec::IntoIter<Result<u8>> {}
        fn chain<R: Read>(self, next: R) -> Take<Self> {}
        fn take(self, limit: u64) -> Take<Self> {}
    }
    pub trait Write {
        fn write(&mut self, buf: &[u8]) -> Result<usize>;
        fn flush(&mut self) -> Result<()>;
        fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
        fn write_fmt(&mut self, fmt: crate::fmt::Arguments<'_>) -> Result<()> {}
        fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {}
        fn by_ref(&mut self) -> &mut Self {}
    }
    pub trait Seek {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
        fn rewind(&mut self) -> Result<()> {}
        fn stream_position(&mut self) -> Result<u64> {}
    }
    pub trait BufRead: Read {
        fn fill_buf(&mut self) -> Result<&[u8]>;
        fn consume(&mut self, amount: usize);
        fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
        fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn split(self, byte: u8) -> crate::vec::IntoIter<Result<Vec<u8>>> {}
        fn lines(self) -> Lines<Self> {}
    }
    impl<R: Read + ?Sized> Read for &mut R {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    impl<W: Write + ?Sized> Write for &mut W {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl<R: Read + ?Sized> Read for Box<R> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    impl<W: Write + ?Sized> Write for Box<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl Read for &[u8] {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    pub struct Lines<B: ?Sized>(B);
    impl<B: BufRead> Iterator for Lines<B> {
        type Item = Result<String>;
        fn next(&mut self) -> Option<Result<String>> {}
    }
    pub struct Take<T: ?Sized>(T);
    impl<T: Read> Read for Take<T> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    #[derive(Clone, Copy, Debug)]
    pub enum SeekFrom {
        Start(u64),
        End(i64),
        Current(i64),
    }
    pub struct IoSlice<'a>(&'a [u8]);
    impl<'a> IoSlice<'a> {
        pub fn new(buf: &'a [u8]) -> IoSlice<'a> {}
    }
    pub struct BufReader<R: ?Sized> {
        inner: R,
    }
    impl<R: Read> BufReader<R> {
        pub fn new(inner: R) -> BufReader<R> {}
        pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {}
        pub fn get_ref(&self) -> &R {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
        pub fn buffer(&self) -> &[u8] {}
    }
    impl<R: Read> Read for BufReader<R> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    impl<R: Read> BufRead for BufReader<R> {
        fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amount: usize) {}
    }
    impl<R: Seek> Seek for BufReader<R> {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
    }
    pub struct BufWriter<W: Write + ?Sized> {
        inner: W,
    }
    impl<W: Write> BufWriter<W> {
        pub fn new(inner: W) -> BufWriter<W> {}
        pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {}
        pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>> {}
        pub fn into_parts(self) -> (W, crate::result::Result<Vec<u8>, WriterPanicked>) {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn buffer(&self) -> &[u8] {}
    }
    impl<W: Write + ?Sized> Write for BufWriter<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl<W: Write + Seek> Seek for BufWriter<W> {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
    }
    impl<W: Write + ?Sized> Drop for BufWriter<W> {
        fn drop(&mut self) {}
    }
    pub struct WriterPanicked(());
    pub struct LineWriter<W: Write + ?Sized> {
        inner: W,
    }
    impl<W: Write> LineWriter<W> {
        pub fn new(inner: W) -> LineWriter<W> {}
        pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W> {}
        pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>> {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
    }
    impl<W: Write + ?Sized> Write for LineWriter<W> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    #[derive(Debug)]
    pub struct IntoInnerError<W>(W, Error);
    impl<W> IntoInnerError<W> {
        pub fn error(&self) -> &Error {}
        pub fn into_inner(self) -> W {}
        pub fn into_error(self) -> Error {}
    }
    #[derive(Clone, Debug, Default)]
    pub struct Cursor<T> {
        inner: T,
    }
    impl<T> Cursor<T> {
        pub const fn new(inner: T) -> Cursor<T> {}
        pub fn into_inner(self) -> T {}
        pub fn get_ref(&self) -> &T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn position(&self) -> u64 {}
        pub fn set_position(&mut self, pos: u64) {}
    }
    impl<T> Read for Cursor<T> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    impl<T> Write for Cursor<T> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl<T> BufRead for Cursor<T> {
        fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amount: usize) {}
    }
    impl<T> Seek for Cursor<T> {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
    }
    pub struct Sink;
    pub fn sink() -> Sink {}
    impl Write for Sink {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    pub struct Empty;
    pub fn empty() -> Empty {}
    impl Read for Empty {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    pub fn copy<R: Read + ?Sized, W: Write + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {}
    pub fn read_to_string<R: Read>(reader: R) -> Result<String> {}
    pub fn stdin() -> Stdin {}
    pub fn stdout() -> Stdout {}
    pub fn stderr() -> Stderr {}
    pub struct Stdin(());
    impl Stdin {
        pub fn lock(&self) -> StdinLock<'static> {}
        pub fn read_line(&self, buf: &mut String) -> Result<usize> {}
        pub fn lines(self) -> Lines<StdinLock<'static>> {}
    }
    impl Read for Stdin {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    pub struct StdinLock<'a>(&'a ());
    impl Read for StdinLock<'_> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
    }
    impl BufRead for StdinLock<'_> {
        fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amount: usize) {}
    }
    pub struct Stdout(());
    impl Stdout {
        pub fn lock(&self) -> StdoutLock<'static> {}
    }
    impl Write for Stdout {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    pub struct StdoutLock<'a>(&'a ());
    impl Write for StdoutLock<'_> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    impl Drop for StdoutLock<'_> {
        fn drop(&mut self) {}
    }
    pub struct Stderr(());
    impl Stderr {
        pub fn lock(&self) -> StderrLock<'static> {}
    }
    impl Write for Stderr {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    pub struct StderrLock<'a>(&'a ());
    impl Write for StderrLock<'_> {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn flush(&mut self) -> Result<()> {}
    }
    pub trait IsTerminal {
        fn is_terminal(&self) -> bool;
    }
}

pub mod fs {
    use crate::io;
    use crate::path::{Path, PathBuf};
    pub struct File(());
    impl File {
        pub fn open<P: AsRef<Path>>(path: P) -> io::Result<File> {}
        pub fn create<P: AsRef<Path>>(path: P) -> io::Result<File> {}
        pub fn create_new<P: AsRef<Path>>(path: P) -> io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn sync_all(&self) -> io::Result<()> {}
        pub fn sync_data(&self) -> io::Result<()> {}
        pub fn lock(&self) -> io::Result<()> {}
        pub fn lock_shared(&self) -> io::Result<()> {}
        pub fn try_lock(&self) -> Result<(), TryLockError> {}
        pub fn try_lock_shared(&self) -> Result<(), TryLockError> {}
        pub fn unlock(&self) -> io::Result<()> {}
        pub fn set_len(&self, size: u64) -> io::Result<()> {}
        pub fn metadata(&self) -> io::Result<Metadata> {}
        pub fn try_clone(&self) -> io::Result<File> {}
        pub fn set_permissions(&self, perm: Permissions) -> io::Result<()> {}
        pub fn set_modified(&self, time: crate::time::SystemTime) -> io::Result<()> {}
    }
    #[derive(Debug)]
    pub enum TryLockError {
        Error(io::Error),
        WouldBlock,
    }
    impl io::Read for File {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    impl io::Write for File {
        fn write(&mut self, buf: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }
    impl io::Seek for File {
        fn seek(&mut self, pos: io::SeekFrom) -> io::Result<u64> {}
    }
    impl io::Read for &File {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    impl io::Write for &File {
        fn write(&mut self, buf: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }
    #[derive(Clone, Debug)]
    pub struct OpenOptions(());
    impl OpenOptions {
        pub fn new() -> OpenOptions {}
        pub fn read(&mut self, read: bool) -> &mut Self {}
        pub fn write(&mut self, write: bool) -> &mut Self {}
        pub fn append(&mut self, append: bool) -> &mut Self {}
        pub fn truncate(&mut self, truncate: bool) -> &mut Self {}
        pub fn create(&mut self, create: bool) -> &mut Self {}
        pub fn create_new(&mut self, create_new: bool) -> &mut Self {}
        pub fn mode(&mut self, mode: u32) -> &mut Self {}
        pub fn custom_flags(&mut self, flags: i32) -> &mut Self {}
        pub fn open<P: AsRef<Path>>(&self, path: P) -> io::Result<File> {}
    }
    #[derive(Clone, Debug)]
    pub struct Metadata(());
    impl Metadata {
        pub fn file_type(&self) -> FileType {}
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
        pub fn len(&self) -> u64 {}
        pub fn permissions(&self) -> Permissions {}
        pub fn modified(&self) -> io::Result<crate::time::SystemTime> {}
        pub fn created(&self) -> io::Result<crate::time::SystemTime> {}
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Permissions(());
    impl Permissions {
        pub fn readonly(&self) -> bool {}
        pub fn set_readonly(&mut self, readonly: bool) {}
        pub fn mode(&self) -> u32 {}
        pub fn set_mode(&mut self, mode: u32) {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct FileType(());
    impl FileType {
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
    }
    pub struct ReadDir(());
    impl Iterator for ReadDir {
        type Item = io::Result<DirEntry>;
        fn next(&mut self) -> Option<io::Result<DirEntry>> {}
    }
    pub struct DirEntry(());
    impl DirEntry {
        pub fn path(&self) -> PathBuf {}
        pub fn metadata(&self) -> io::Result<Metadata> {}
        pub fn file_type(&self) -> io::Result<FileType> {}
        pub fn file_name(&self) -> crate::ffi::OsString {}
    }
    pub fn read<P: AsRef<Path>>(path: P) -> io::Result<Vec<u8>> {}
    pub fn read_to_string<P: AsRef<Path>>(path: P) -> io::Result<String> {}
    pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> io::Result<()> {}
    pub fn remove_file<P: AsRef<Path>>(path: P) -> io::Result<()> {}
    pub fn metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> {}
    pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> {}
    pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<()> {}
    pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<u64> {}
    pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
    pub fn read_link<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {}
    pub fn canonicalize<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {}
    pub fn create_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {}
    pub fn create_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {}
    pub fn remove_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {}
    pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {}
    pub fn read_dir<P: AsRef<Path>>(path: P) -> io::Result<ReadDir> {}
    pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> io::Result<()> {}
    pub fn exists<P: AsRef<Path>>(path: P) -> io::Result<bool> {}
}

pub mod net {
    use crate::io;
    use crate::time::Duration;
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum IpAddr {
        V4(Ipv4Addr),
        V6(Ipv6Addr),
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct Ipv4Addr(());
    impl Ipv4Addr {
        pub const LOCALHOST: Ipv4Addr = Ipv4Addr(());
        pub const UNSPECIFIED: Ipv4Addr = Ipv4Addr(());
        pub const BROADCAST: Ipv4Addr = Ipv4Addr(());
        pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct Ipv6Addr(());
    impl Ipv6Addr {
        pub const LOCALHOST: Ipv6Addr = Ipv6Addr(());
        pub const UNSPECIFIED: Ipv6Addr = Ipv6Addr(());
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum SocketAddr {
        V4(SocketAddrV4),
        V6(SocketAddrV6),
    }
    impl IpAddr {
        pub const fn is_ipv4(&self) -> bool {}
        pub const fn is_ipv6(&self) -> bool {}
        pub const fn is_unspecified(&self) -> bool {}
        pub const fn is_loopback(&self) -> bool {}
    }
    impl SocketAddr {
        pub const fn is_ipv4(&self) -> bool {}
        pub const fn is_ipv6(&self) -> bool {}
        pub fn new(ip: IpAddr, port: u16) -> SocketAddr {}
        pub fn ip(&self) -> IpAddr {}
        pub fn port(&self) -> u16 {}
        pub fn set_port(&mut self, new_port: u16) {}
    }
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct SocketAddrV4(());
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub struct SocketAddrV6(());
    pub trait ToSocketAddrs {
        type Iter: Iterator<Item = SocketAddr>;
        fn to_socket_addrs(&self) -> io::Result<Self::Iter>;
    }
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum Shutdown {
        Read,
        Write,
        Both,
    }
    pub struct TcpStream(());
    impl TcpStream {
        pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream> {}
        pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream> {}
        pub fn peer_addr(&self) -> io::Result<SocketAddr> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
        pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {}
        pub fn try_clone(&self) -> io::Result<TcpStream> {}
        pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()> {}
        pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()> {}
        pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()> {}
        pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {}
    }
    impl io::Read for TcpStream {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    impl io::Write for TcpStream {
        fn write(&mut self, buf: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }
    impl io::Read for &TcpStream {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    impl io::Write for &TcpStream {
        fn write(&mut self, buf: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }
    pub struct TcpListener(());
    impl TcpListener {
        pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
        pub fn try_clone(&self) -> io::Result<TcpListener> {}
        pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {}
        pub fn incoming(&self) -> Incoming<'_> {}
        pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {}
    }
    pub struct Incoming<'a>(&'a TcpListener);
    impl<'a> Iterator for Incoming<'a> {
        type Item = io::Result<TcpStream>;
        fn next(&mut self) -> Option<io::Result<TcpStream>> {}
    }
    pub struct UdpSocket(());
    impl UdpSocket {
        pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket> {}
        pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
        pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
        pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> io::Result<usize> {}
        pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()> {}
        pub fn send(&self, buf: &[u8]) -> io::Result<usize> {}
        pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
        pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()> {}
        pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {}
        pub fn try_clone(&self) -> io::Result<UdpSocket> {}
    }
}

pub mod process {
    use crate::ffi::OsStr;
    use crate::io;
    use crate::path::Path;
    pub fn exit(code: i32) -> ! {}
    pub fn abort() -> ! {}
    pub fn id() -> u32 {}
    pub struct Command(());
    impl Command {
        pub fn new<S: AsRef<OsStr>>(program: S) -> Command {}
        pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {}
        pub fn args<I: IntoIterator>(&mut self, args: I) -> &mut Command {}
        pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, val: V) -> &mut Command {}
        pub fn envs<I: IntoIterator>(&mut self, vars: I) -> &mut Command {}
        pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command {}
        pub fn env_clear(&mut self) -> &mut Command {}
        pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command {}
        pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn spawn(&mut self) -> io::Result<Child> {}
        pub fn output(&mut self) -> io::Result<Output> {}
        pub fn status(&mut self) -> io::Result<ExitStatus> {}
    }
    pub struct Child {
        pub stdin: Option<ChildStdin>,
        pub stdout: Option<ChildStdout>,
        pub stderr: Option<ChildStderr>,
    }
    impl Child {
        pub fn kill(&mut self) -> io::Result<()> {}
        pub fn id(&self) -> u32 {}
        pub fn wait(&mut self) -> io::Result<ExitStatus> {}
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {}
        pub fn wait_with_output(self) -> io::Result<Output> {}
    }
    pub struct ChildStdin(());
    impl io::Write for ChildStdin {
        fn write(&mut self, buf: &[u8]) -> io::Result<usize> {}
        fn flush(&mut self) -> io::Result<()> {}
    }
    pub struct ChildStdout(());
    impl io::Read for ChildStdout {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    pub struct ChildStderr(());
    impl io::Read for ChildStderr {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {}
    }
    pub struct Stdio(());
    impl Stdio {
        pub fn piped() -> Stdio {}
        pub fn inherit() -> Stdio {}
        pub fn null() -> Stdio {}
    }
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct Output {
        pub status: ExitStatus,
        pub stdout: Vec<u8>,
        pub stderr: Vec<u8>,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
    pub struct ExitStatus(());
    impl ExitStatus {
        pub fn success(&self) -> bool {}
        pub fn code(&self) -> Option<i32> {}
        pub fn signal(&self) -> Option<i32> {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ExitCode(u8);
    impl ExitCode {
        pub const SUCCESS: ExitCode = ExitCode(0);
        pub const FAILURE: ExitCode = ExitCode(1);
        pub fn exit_process(self) -> ! {}
    }
    impl From<u8> for ExitCode {
        fn from(code: u8) -> ExitCode {}
    }
}

pub mod os {
    pub mod fd {
        pub type RawFd = i32;
        pub struct OwnedFd(());
        pub struct BorrowedFd<'a>(&'a ());
        pub trait AsRawFd {
            fn as_raw_fd(&self) -> RawFd;
        }
        pub trait FromRawFd {
            unsafe fn from_raw_fd(fd: RawFd) -> Self;
        }
        pub trait IntoRawFd {
            fn into_raw_fd(self) -> RawFd;
        }
        pub trait AsFd {
            fn as_fd(&self) -> BorrowedFd<'_>;
        }
        impl Drop for OwnedFd {
            fn drop(&mut self) {}
        }
    }
    pub mod unix {
        pub mod io {
            pub use crate::os::fd::*;
        }
        pub mod process {
            use crate::{io, process::Command};
            pub trait ExitStatusExt {}
            pub trait CommandExt {
                fn exec(&mut self) -> io::Error;
                fn uid(&mut self, id: u32) -> &mut Command;
                fn gid(&mut self, id: u32) -> &mut Command;
                fn process_group(&mut self, pgroup: i32) -> &mut Command;
            }
            impl CommandExt for Command {
                fn exec(&mut self) -> io::Error {}
                fn uid(&mut self, id: u32) -> &mut Command {}
                fn gid(&mut self, id: u32) -> &mut Command {}
                fn process_group(&mut self, pgroup: i32) -> &mut Command {}
            }
        }
        pub mod fs {
            pub trait OpenOptionsExt {}
            pub trait PermissionsExt {}
            pub trait MetadataExt {}
            pub trait FileExt {}
            pub fn symlink<P, Q>(original: P, link: Q) -> crate::io::Result<()> {}
        }
        pub mod net {
            pub struct UnixStream(());
            impl UnixStream {
                pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
                pub fn connect<P: AsRef<crate::path::Path>>(path: P) -> crate::io::Result<UnixStream> {}
                pub fn pair() -> crate::io::Result<(UnixStream, UnixStream)> {}
                pub fn shutdown(&self, how: crate::net::Shutdown) -> crate::io::Result<()> {}
                pub fn try_clone(&self) -> crate::io::Result<UnixStream> {}
            }
            impl crate::io::Read for UnixStream {
                fn read(&mut self, buf: &mut [u8]) -> crate::io::Result<usize> {}
            }
            impl crate::io::Write for UnixStream {
                fn write(&mut self, buf: &[u8]) -> crate::io::Result<usize> {}
                fn flush(&mut self) -> crate::io::Result<()> {}
            }
        }
    }
}

pub mod primitives {
    impl i8 {
        pub const fn to_be_bytes(self) -> [u8; 1] {}
        pub const fn from_be_bytes(bytes: [u8; 1]) -> i8 {}
        pub const fn to_le_bytes(self) -> [u8; 1] {}
        pub const fn from_le_bytes(bytes: [u8; 1]) -> i8 {}
        pub const fn to_ne_bytes(self) -> [u8; 1] {}
        pub const fn from_ne_bytes(bytes: [u8; 1]) -> i8 {}
        pub const MIN: i8 = 0;
        pub const MAX: i8 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: i8) -> Option<i8> {}
        pub fn checked_sub(self, rhs: i8) -> Option<i8> {}
        pub fn checked_mul(self, rhs: i8) -> Option<i8> {}
        pub fn checked_div(self, rhs: i8) -> Option<i8> {}
        pub fn saturating_add(self, rhs: i8) -> i8 {}
        pub fn saturating_sub(self, rhs: i8) -> i8 {}
        pub fn saturating_mul(self, rhs: i8) -> i8 {}
        pub fn wrapping_add(self, rhs: i8) -> i8 {}
        pub fn wrapping_sub(self, rhs: i8) -> i8 {}
        pub fn wrapping_mul(self, rhs: i8) -> i8 {}
        pub fn overflowing_add(self, rhs: i8) -> (i8, bool) {}
        pub fn pow(self, exp: u32) -> i8 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> i8 {}
        pub fn swap_bytes(self) -> i8 {}
        pub fn to_be(self) -> i8 {}
        pub fn to_le(self) -> i8 {}
        pub fn div_ceil(self, rhs: i8) -> i8 {}
        pub fn abs_diff(self, other: i8) -> i8 {}
        pub fn rem_euclid(self, rhs: i8) -> i8 {}
        pub fn abs(self) -> i8 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> i8 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i8, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for i8 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<i8, crate::num::ParseIntError> {}
    }
    impl Default for i8 {
        fn default() -> i8 {}
    }
    impl i16 {
        pub const fn to_be_bytes(self) -> [u8; 2] {}
        pub const fn from_be_bytes(bytes: [u8; 2]) -> i16 {}
        pub const fn to_le_bytes(self) -> [u8; 2] {}
        pub const fn from_le_bytes(bytes: [u8; 2]) -> i16 {}
        pub const fn to_ne_bytes(self) -> [u8; 2] {}
        pub const fn from_ne_bytes(bytes: [u8; 2]) -> i16 {}
        pub const MIN: i16 = 0;
        pub const MAX: i16 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: i16) -> Option<i16> {}
        pub fn checked_sub(self, rhs: i16) -> Option<i16> {}
        pub fn checked_mul(self, rhs: i16) -> Option<i16> {}
        pub fn checked_div(self, rhs: i16) -> Option<i16> {}
        pub fn saturating_add(self, rhs: i16) -> i16 {}
        pub fn saturating_sub(self, rhs: i16) -> i16 {}
        pub fn saturating_mul(self, rhs: i16) -> i16 {}
        pub fn wrapping_add(self, rhs: i16) -> i16 {}
        pub fn wrapping_sub(self, rhs: i16) -> i16 {}
        pub fn wrapping_mul(self, rhs: i16) -> i16 {}
        pub fn overflowing_add(self, rhs: i16) -> (i16, bool) {}
        pub fn pow(self, exp: u32) -> i16 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> i16 {}
        pub fn swap_bytes(self) -> i16 {}
        pub fn to_be(self) -> i16 {}
        pub fn to_le(self) -> i16 {}
        pub fn div_ceil(self, rhs: i16) -> i16 {}
        pub fn abs_diff(self, other: i16) -> i16 {}
        pub fn rem_euclid(self, rhs: i16) -> i16 {}
        pub fn abs(self) -> i16 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> i16 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i16, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for i16 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<i16, crate::num::ParseIntError> {}
    }
    impl Default for i16 {
        fn default() -> i16 {}
    }
    impl i32 {
        pub const fn to_be_bytes(self) -> [u8; 4] {}
        pub const fn from_be_bytes(bytes: [u8; 4]) -> i32 {}
        pub const fn to_le_bytes(self) -> [u8; 4] {}
        pub const fn from_le_bytes(bytes: [u8; 4]) -> i32 {}
        pub const fn to_ne_bytes(self) -> [u8; 4] {}
        pub const fn from_ne_bytes(bytes: [u8; 4]) -> i32 {}
        pub const MIN: i32 = 0;
        pub const MAX: i32 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: i32) -> Option<i32> {}
        pub fn checked_sub(self, rhs: i32) -> Option<i32> {}
        pub fn checked_mul(self, rhs: i32) -> Option<i32> {}
        pub fn checked_div(self, rhs: i32) -> Option<i32> {}
        pub fn saturating_add(self, rhs: i32) -> i32 {}
        pub fn saturating_sub(self, rhs: i32) -> i32 {}
        pub fn saturating_mul(self, rhs: i32) -> i32 {}
        pub fn wrapping_add(self, rhs: i32) -> i32 {}
        pub fn wrapping_sub(self, rhs: i32) -> i32 {}
        pub fn wrapping_mul(self, rhs: i32) -> i32 {}
        pub fn overflowing_add(self, rhs: i32) -> (i32, bool) {}
        pub fn pow(self, exp: u32) -> i32 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> i32 {}
        pub fn swap_bytes(self) -> i32 {}
        pub fn to_be(self) -> i32 {}
        pub fn to_le(self) -> i32 {}
        pub fn div_ceil(self, rhs: i32) -> i32 {}
        pub fn abs_diff(self, other: i32) -> i32 {}
        pub fn rem_euclid(self, rhs: i32) -> i32 {}
        pub fn abs(self) -> i32 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> i32 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i32, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for i32 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<i32, crate::num::ParseIntError> {}
    }
    impl Default for i32 {
        fn default() -> i32 {}
    }
    impl i64 {
        pub const fn to_be_bytes(self) -> [u8; 8] {}
        pub const fn from_be_bytes(bytes: [u8; 8]) -> i64 {}
        pub const fn to_le_bytes(self) -> [u8; 8] {}
        pub const fn from_le_bytes(bytes: [u8; 8]) -> i64 {}
        pub const fn to_ne_bytes(self) -> [u8; 8] {}
        pub const fn from_ne_bytes(bytes: [u8; 8]) -> i64 {}
        pub const MIN: i64 = 0;
        pub const MAX: i64 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: i64) -> Option<i64> {}
        pub fn checked_sub(self, rhs: i64) -> Option<i64> {}
        pub fn checked_mul(self, rhs: i64) -> Option<i64> {}
        pub fn checked_div(self, rhs: i64) -> Option<i64> {}
        pub fn saturating_add(self, rhs: i64) -> i64 {}
        pub fn saturating_sub(self, rhs: i64) -> i64 {}
        pub fn saturating_mul(self, rhs: i64) -> i64 {}
        pub fn wrapping_add(self, rhs: i64) -> i64 {}
        pub fn wrapping_sub(self, rhs: i64) -> i64 {}
        pub fn wrapping_mul(self, rhs: i64) -> i64 {}
        pub fn overflowing_add(self, rhs: i64) -> (i64, bool) {}
        pub fn pow(self, exp: u32) -> i64 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> i64 {}
        pub fn swap_bytes(self) -> i64 {}
        pub fn to_be(self) -> i64 {}
        pub fn to_le(self) -> i64 {}
        pub fn div_ceil(self, rhs: i64) -> i64 {}
        pub fn abs_diff(self, other: i64) -> i64 {}
        pub fn rem_euclid(self, rhs: i64) -> i64 {}
        pub fn abs(self) -> i64 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> i64 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i64, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for i64 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<i64, crate::num::ParseIntError> {}
    }
    impl Default for i64 {
        fn default() -> i64 {}
    }
    impl i128 {
        pub const fn to_be_bytes(self) -> [u8; 16] {}
        pub const fn from_be_bytes(bytes: [u8; 16]) -> i128 {}
        pub const fn to_le_bytes(self) -> [u8; 16] {}
        pub const fn from_le_bytes(bytes: [u8; 16]) -> i128 {}
        pub const fn to_ne_bytes(self) -> [u8; 16] {}
        pub const fn from_ne_bytes(bytes: [u8; 16]) -> i128 {}
        pub const MIN: i128 = 0;
        pub const MAX: i128 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: i128) -> Option<i128> {}
        pub fn checked_sub(self, rhs: i128) -> Option<i128> {}
        pub fn checked_mul(self, rhs: i128) -> Option<i128> {}
        pub fn checked_div(self, rhs: i128) -> Option<i128> {}
        pub fn saturating_add(self, rhs: i128) -> i128 {}
        pub fn saturating_sub(self, rhs: i128) -> i128 {}
        pub fn saturating_mul(self, rhs: i128) -> i128 {}
        pub fn wrapping_add(self, rhs: i128) -> i128 {}
        pub fn wrapping_sub(self, rhs: i128) -> i128 {}
        pub fn wrapping_mul(self, rhs: i128) -> i128 {}
        pub fn overflowing_add(self, rhs: i128) -> (i128, bool) {}
        pub fn pow(self, exp: u32) -> i128 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> i128 {}
        pub fn swap_bytes(self) -> i128 {}
        pub fn to_be(self) -> i128 {}
        pub fn to_le(self) -> i128 {}
        pub fn div_ceil(self, rhs: i128) -> i128 {}
        pub fn abs_diff(self, other: i128) -> i128 {}
        pub fn rem_euclid(self, rhs: i128) -> i128 {}
        pub fn abs(self) -> i128 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> i128 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<i128, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for i128 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<i128, crate::num::ParseIntError> {}
    }
    impl Default for i128 {
        fn default() -> i128 {}
    }
    impl isize {
        pub const fn to_be_bytes(self) -> [u8; 8] {}
        pub const fn from_be_bytes(bytes: [u8; 8]) -> isize {}
        pub const fn to_le_bytes(self) -> [u8; 8] {}
        pub const fn from_le_bytes(bytes: [u8; 8]) -> isize {}
        pub const fn to_ne_bytes(self) -> [u8; 8] {}
        pub const fn from_ne_bytes(bytes: [u8; 8]) -> isize {}
        pub const MIN: isize = 0;
        pub const MAX: isize = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: isize) -> Option<isize> {}
        pub fn checked_sub(self, rhs: isize) -> Option<isize> {}
        pub fn checked_mul(self, rhs: isize) -> Option<isize> {}
        pub fn checked_div(self, rhs: isize) -> Option<isize> {}
        pub fn saturating_add(self, rhs: isize) -> isize {}
        pub fn saturating_sub(self, rhs: isize) -> isize {}
        pub fn saturating_mul(self, rhs: isize) -> isize {}
        pub fn wrapping_add(self, rhs: isize) -> isize {}
        pub fn wrapping_sub(self, rhs: isize) -> isize {}
        pub fn wrapping_mul(self, rhs: isize) -> isize {}
        pub fn overflowing_add(self, rhs: isize) -> (isize, bool) {}
        pub fn pow(self, exp: u32) -> isize {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> isize {}
        pub fn swap_bytes(self) -> isize {}
        pub fn to_be(self) -> isize {}
        pub fn to_le(self) -> isize {}
        pub fn div_ceil(self, rhs: isize) -> isize {}
        pub fn abs_diff(self, other: isize) -> isize {}
        pub fn rem_euclid(self, rhs: isize) -> isize {}
        pub fn abs(self) -> isize {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> isize {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<isize, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for isize {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<isize, crate::num::ParseIntError> {}
    }
    impl Default for isize {
        fn default() -> isize {}
    }
    impl u8 {
        pub const fn to_be_bytes(self) -> [u8; 1] {}
        pub const fn from_be_bytes(bytes: [u8; 1]) -> u8 {}
        pub const fn to_le_bytes(self) -> [u8; 1] {}
        pub const fn from_le_bytes(bytes: [u8; 1]) -> u8 {}
        pub const fn to_ne_bytes(self) -> [u8; 1] {}
        pub const fn from_ne_bytes(bytes: [u8; 1]) -> u8 {}
        pub const MIN: u8 = 0;
        pub const MAX: u8 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: u8) -> Option<u8> {}
        pub fn checked_sub(self, rhs: u8) -> Option<u8> {}
        pub fn checked_mul(self, rhs: u8) -> Option<u8> {}
        pub fn checked_div(self, rhs: u8) -> Option<u8> {}
        pub fn saturating_add(self, rhs: u8) -> u8 {}
        pub fn saturating_sub(self, rhs: u8) -> u8 {}
        pub fn saturating_mul(self, rhs: u8) -> u8 {}
        pub fn wrapping_add(self, rhs: u8) -> u8 {}
        pub fn wrapping_sub(self, rhs: u8) -> u8 {}
        pub fn wrapping_mul(self, rhs: u8) -> u8 {}
        pub fn overflowing_add(self, rhs: u8) -> (u8, bool) {}
        pub fn pow(self, exp: u32) -> u8 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> u8 {}
        pub fn swap_bytes(self) -> u8 {}
        pub fn to_be(self) -> u8 {}
        pub fn to_le(self) -> u8 {}
        pub fn div_ceil(self, rhs: u8) -> u8 {}
        pub fn abs_diff(self, other: u8) -> u8 {}
        pub fn rem_euclid(self, rhs: u8) -> u8 {}
        pub fn abs(self) -> u8 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> u8 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u8, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for u8 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<u8, crate::num::ParseIntError> {}
    }
    impl Default for u8 {
        fn default() -> u8 {}
    }
    impl u16 {
        pub const fn to_be_bytes(self) -> [u8; 2] {}
        pub const fn from_be_bytes(bytes: [u8; 2]) -> u16 {}
        pub const fn to_le_bytes(self) -> [u8; 2] {}
        pub const fn from_le_bytes(bytes: [u8; 2]) -> u16 {}
        pub const fn to_ne_bytes(self) -> [u8; 2] {}
        pub const fn from_ne_bytes(bytes: [u8; 2]) -> u16 {}
        pub const MIN: u16 = 0;
        pub const MAX: u16 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: u16) -> Option<u16> {}
        pub fn checked_sub(self, rhs: u16) -> Option<u16> {}
        pub fn checked_mul(self, rhs: u16) -> Option<u16> {}
        pub fn checked_div(self, rhs: u16) -> Option<u16> {}
        pub fn saturating_add(self, rhs: u16) -> u16 {}
        pub fn saturating_sub(self, rhs: u16) -> u16 {}
        pub fn saturating_mul(self, rhs: u16) -> u16 {}
        pub fn wrapping_add(self, rhs: u16) -> u16 {}
        pub fn wrapping_sub(self, rhs: u16) -> u16 {}
        pub fn wrapping_mul(self, rhs: u16) -> u16 {}
        pub fn overflowing_add(self, rhs: u16) -> (u16, bool) {}
        pub fn pow(self, exp: u32) -> u16 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> u16 {}
        pub fn swap_bytes(self) -> u16 {}
        pub fn to_be(self) -> u16 {}
        pub fn to_le(self) -> u16 {}
        pub fn div_ceil(self, rhs: u16) -> u16 {}
        pub fn abs_diff(self, other: u16) -> u16 {}
        pub fn rem_euclid(self, rhs: u16) -> u16 {}
        pub fn abs(self) -> u16 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> u16 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u16, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for u16 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<u16, crate::num::ParseIntError> {}
    }
    impl Default for u16 {
        fn default() -> u16 {}
    }
    impl u32 {
        pub const fn to_be_bytes(self) -> [u8; 4] {}
        pub const fn from_be_bytes(bytes: [u8; 4]) -> u32 {}
        pub const fn to_le_bytes(self) -> [u8; 4] {}
        pub const fn from_le_bytes(bytes: [u8; 4]) -> u32 {}
        pub const fn to_ne_bytes(self) -> [u8; 4] {}
        pub const fn from_ne_bytes(bytes: [u8; 4]) -> u32 {}
        pub const MIN: u32 = 0;
        pub const MAX: u32 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: u32) -> Option<u32> {}
        pub fn checked_sub(self, rhs: u32) -> Option<u32> {}
        pub fn checked_mul(self, rhs: u32) -> Option<u32> {}
        pub fn checked_div(self, rhs: u32) -> Option<u32> {}
        pub fn saturating_add(self, rhs: u32) -> u32 {}
        pub fn saturating_sub(self, rhs: u32) -> u32 {}
        pub fn saturating_mul(self, rhs: u32) -> u32 {}
        pub fn wrapping_add(self, rhs: u32) -> u32 {}
        pub fn wrapping_sub(self, rhs: u32) -> u32 {}
        pub fn wrapping_mul(self, rhs: u32) -> u32 {}
        pub fn overflowing_add(self, rhs: u32) -> (u32, bool) {}
        pub fn pow(self, exp: u32) -> u32 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> u32 {}
        pub fn swap_bytes(self) -> u32 {}
        pub fn to_be(self) -> u32 {}
        pub fn to_le(self) -> u32 {}
        pub fn div_ceil(self, rhs: u32) -> u32 {}
        pub fn abs_diff(self, other: u32) -> u32 {}
        pub fn rem_euclid(self, rhs: u32) -> u32 {}
        pub fn abs(self) -> u32 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> u32 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u32, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for u32 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<u32, crate::num::ParseIntError> {}
    }
    impl Default for u32 {
        fn default() -> u32 {}
    }
    impl u64 {
        pub const fn to_be_bytes(self) -> [u8; 8] {}
        pub const fn from_be_bytes(bytes: [u8; 8]) -> u64 {}
        pub const fn to_le_bytes(self) -> [u8; 8] {}
        pub const fn from_le_bytes(bytes: [u8; 8]) -> u64 {}
        pub const fn to_ne_bytes(self) -> [u8; 8] {}
        pub const fn from_ne_bytes(bytes: [u8; 8]) -> u64 {}
        pub const MIN: u64 = 0;
        pub const MAX: u64 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: u64) -> Option<u64> {}
        pub fn checked_sub(self, rhs: u64) -> Option<u64> {}
        pub fn checked_mul(self, rhs: u64) -> Option<u64> {}
        pub fn checked_div(self, rhs: u64) -> Option<u64> {}
        pub fn saturating_add(self, rhs: u64) -> u64 {}
        pub fn saturating_sub(self, rhs: u64) -> u64 {}
        pub fn saturating_mul(self, rhs: u64) -> u64 {}
        pub fn wrapping_add(self, rhs: u64) -> u64 {}
        pub fn wrapping_sub(self, rhs: u64) -> u64 {}
        pub fn wrapping_mul(self, rhs: u64) -> u64 {}
        pub fn overflowing_add(self, rhs: u64) -> (u64, bool) {}
        pub fn pow(self, exp: u32) -> u64 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> u64 {}
        pub fn swap_bytes(self) -> u64 {}
        pub fn to_be(self) -> u64 {}
        pub fn to_le(self) -> u64 {}
        pub fn div_ceil(self, rhs: u64) -> u64 {}
        pub fn abs_diff(self, other: u64) -> u64 {}
        pub fn rem_euclid(self, rhs: u64) -> u64 {}
        pub fn abs(self) -> u64 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> u64 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u64, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for u64 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<u64, crate::num::ParseIntError> {}
    }
    impl Default for u64 {
        fn default() -> u64 {}
    }
    impl u128 {
        pub const fn to_be_bytes(self) -> [u8; 16] {}
        pub const fn from_be_bytes(bytes: [u8; 16]) -> u128 {}
        pub const fn to_le_bytes(self) -> [u8; 16] {}
        pub const fn from_le_bytes(bytes: [u8; 16]) -> u128 {}
        pub const fn to_ne_bytes(self) -> [u8; 16] {}
        pub const fn from_ne_bytes(bytes: [u8; 16]) -> u128 {}
        pub const MIN: u128 = 0;
        pub const MAX: u128 = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: u128) -> Option<u128> {}
        pub fn checked_sub(self, rhs: u128) -> Option<u128> {}
        pub fn checked_mul(self, rhs: u128) -> Option<u128> {}
        pub fn checked_div(self, rhs: u128) -> Option<u128> {}
        pub fn saturating_add(self, rhs: u128) -> u128 {}
        pub fn saturating_sub(self, rhs: u128) -> u128 {}
        pub fn saturating_mul(self, rhs: u128) -> u128 {}
        pub fn wrapping_add(self, rhs: u128) -> u128 {}
        pub fn wrapping_sub(self, rhs: u128) -> u128 {}
        pub fn wrapping_mul(self, rhs: u128) -> u128 {}
        pub fn overflowing_add(self, rhs: u128) -> (u128, bool) {}
        pub fn pow(self, exp: u32) -> u128 {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> u128 {}
        pub fn swap_bytes(self) -> u128 {}
        pub fn to_be(self) -> u128 {}
        pub fn to_le(self) -> u128 {}
        pub fn div_ceil(self, rhs: u128) -> u128 {}
        pub fn abs_diff(self, other: u128) -> u128 {}
        pub fn rem_euclid(self, rhs: u128) -> u128 {}
        pub fn abs(self) -> u128 {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> u128 {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<u128, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for u128 {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<u128, crate::num::ParseIntError> {}
    }
    impl Default for u128 {
        fn default() -> u128 {}
    }
    impl usize {
        pub const fn to_be_bytes(self) -> [u8; 8] {}
        pub const fn from_be_bytes(bytes: [u8; 8]) -> usize {}
        pub const fn to_le_bytes(self) -> [u8; 8] {}
        pub const fn from_le_bytes(bytes: [u8; 8]) -> usize {}
        pub const fn to_ne_bytes(self) -> [u8; 8] {}
        pub const fn from_ne_bytes(bytes: [u8; 8]) -> usize {}
        pub const MIN: usize = 0;
        pub const MAX: usize = 0;
        pub const BITS: u32 = 0;
        pub fn checked_add(self, rhs: usize) -> Option<usize> {}
        pub fn checked_sub(self, rhs: usize) -> Option<usize> {}
        pub fn checked_mul(self, rhs: usize) -> Option<usize> {}
        pub fn checked_div(self, rhs: usize) -> Option<usize> {}
        pub fn saturating_add(self, rhs: usize) -> usize {}
        pub fn saturating_sub(self, rhs: usize) -> usize {}
        pub fn saturating_mul(self, rhs: usize) -> usize {}
        pub fn wrapping_add(self, rhs: usize) -> usize {}
        pub fn wrapping_sub(self, rhs: usize) -> usize {}
        pub fn wrapping_mul(self, rhs: usize) -> usize {}
        pub fn overflowing_add(self, rhs: usize) -> (usize, bool) {}
        pub fn pow(self, exp: u32) -> usize {}
        pub fn count_ones(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> usize {}
        pub fn swap_bytes(self) -> usize {}
        pub fn to_be(self) -> usize {}
        pub fn to_le(self) -> usize {}
        pub fn div_ceil(self, rhs: usize) -> usize {}
        pub fn abs_diff(self, other: usize) -> usize {}
        pub fn rem_euclid(self, rhs: usize) -> usize {}
        pub fn abs(self) -> usize {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> usize {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<usize, crate::num::ParseIntError> {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
    }
    impl crate::str::FromStr for usize {
        type Err = crate::num::ParseIntError;
        fn from_str(src: &str) -> Result<usize, crate::num::ParseIntError> {}
    }
    impl Default for usize {
        fn default() -> usize {}
    }
    impl f32 {
        pub const MIN: f32 = 0.0;
        pub const MAX: f32 = 0.0;
        pub const EPSILON: f32 = 0.0;
        pub const INFINITY: f32 = 0.0;
        pub const NAN: f32 = 0.0;
        pub fn floor(self) -> f32 {}
        pub fn ceil(self) -> f32 {}
        pub fn round(self) -> f32 {}
        pub fn trunc(self) -> f32 {}
        pub fn abs(self) -> f32 {}
        pub fn sqrt(self) -> f32 {}
        pub fn powi(self, n: i32) -> f32 {}
        pub fn powf(self, n: f32) -> f32 {}
        pub fn exp(self) -> f32 {}
        pub fn ln(self) -> f32 {}
        pub fn max(self, other: f32) -> f32 {}
        pub fn min(self, other: f32) -> f32 {}
        pub fn clamp(self, min: f32, max: f32) -> f32 {}
        pub fn is_nan(self) -> bool {}
        pub fn is_finite(self) -> bool {}
        pub fn to_bits(self) -> u64 {}
        pub fn total_cmp(&self, other: &f32) -> crate::cmp::Ordering {}
    }
    impl crate::str::FromStr for f32 {
        type Err = crate::num::ParseFloatError;
        fn from_str(src: &str) -> Result<f32, crate::num::ParseFloatError> {}
    }
    impl Default for f32 {
        fn default() -> f32 {}
    }
    impl f64 {
        pub const MIN: f64 = 0.0;
        pub const MAX: f64 = 0.0;
        pub const EPSILON: f64 = 0.0;
        pub const INFINITY: f64 = 0.0;
        pub const NAN: f64 = 0.0;
        pub fn floor(self) -> f64 {}
        pub fn ceil(self) -> f64 {}
        pub fn round(self) -> f64 {}
        pub fn trunc(self) -> f64 {}
        pub fn abs(self) -> f64 {}
        pub fn sqrt(self) -> f64 {}
        pub fn powi(self, n: i32) -> f64 {}
        pub fn powf(self, n: f64) -> f64 {}
        pub fn exp(self) -> f64 {}
        pub fn ln(self) -> f64 {}
        pub fn max(self, other: f64) -> f64 {}
        pub fn min(self, other: f64) -> f64 {}
        pub fn clamp(self, min: f64, max: f64) -> f64 {}
        pub fn is_nan(self) -> bool {}
        pub fn is_finite(self) -> bool {}
        pub fn to_bits(self) -> u64 {}
        pub fn total_cmp(&self, other: &f64) -> crate::cmp::Ordering {}
    }
    impl crate::str::FromStr for f64 {
        type Err = crate::num::ParseFloatError;
        fn from_str(src: &str) -> Result<f64, crate::num::ParseFloatError> {}
    }
    impl Default for f64 {
        fn default() -> f64 {}
    }
    impl bool {
        pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> {}
        pub fn then_some<T>(self, t: T) -> Option<T> {}
    }
    impl Default for bool {
        fn default() -> bool {}
    }
    impl<T: ?Sized> *const T {
        pub fn is_null(self) -> bool {}
        pub unsafe fn as_ref<'a>(self) -> Option<&'a T> {}
        pub unsafe fn add(self, count: usize) -> *const T {}
        pub unsafe fn read(self) -> T {}
    }
    impl<T: ?Sized> *mut T {
        pub fn is_null(self) -> bool {}
        pub unsafe fn as_ref<'a>(self) -> Option<&'a T> {}
        pub unsafe fn as_mut<'a>(self) -> Option<&'a mut T> {}
        pub unsafe fn add(self, count: usize) -> *mut T {}
        pub unsafe fn read(self) -> T {}
        pub unsafe fn write(self, val: T) {}
    }
}
