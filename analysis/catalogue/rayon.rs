//! Signatures of rayon 1: work on a pool of threads.

pub fn join<A, B, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
{
}

pub fn scope<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&Scope<'scope>) -> R + Send,
{
}

pub fn in_place_scope<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&Scope<'scope>) -> R,
{
}

pub fn spawn<F: FnOnce() + Send + 'static>(func: F) {}

pub fn current_num_threads() -> usize {}

pub struct Scope<'scope>(&'scope ());

impl<'scope> Scope<'scope> {
    pub fn spawn<BODY: FnOnce(&Scope<'scope>) + Send + 'scope>(&self, body: BODY) {}
}

pub struct ThreadPool(());

impl ThreadPool {
    pub fn install<OP: FnOnce() -> R + Send, R>(&self, op: OP) -> R {}
    pub fn current_num_threads(&self) -> usize {}
    pub fn join<A, B, RA, RB>(&self, oper_a: A, oper_b: B) -> (RA, RB)
    where
        A: FnOnce() -> RA + Send,
        B: FnOnce() -> RB + Send,
    {
    }
    pub fn scope<'scope, OP: FnOnce(&Scope<'scope>) -> R + Send, R>(&self, op: OP) -> R {}
    pub fn spawn<OP: FnOnce() + Send + 'static>(&self, op: OP) {}
}

impl Drop for ThreadPool {
    fn drop(&mut self) {}
}

pub struct ThreadPoolBuilder(());

#[derive(Debug)]
pub struct ThreadPoolBuildError(());

impl std::error::Error for ThreadPoolBuildError {}

impl ThreadPoolBuilder {
    pub fn new() -> Self {}
    pub fn num_threads(self, num_threads: usize) -> Self {}
    pub fn thread_name<F: FnMut(usize) -> String + 'static>(self, closure: F) -> Self {}
    pub fn stack_size(self, stack_size: usize) -> Self {}
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {}
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {}
}

pub mod prelude {
    pub use crate::{
        iter::{
            FromParallelIterator, IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator,
            IntoParallelRefMutIterator, ParallelIterator,
        },
        slice::{ParallelSlice, ParallelSliceMut},
    };
}

pub mod iter {
    pub trait FromParallelIterator<T>: Sized {}

    impl<T> FromParallelIterator<T> for Vec<T> {}

    pub trait IntoParallelIterator {
        type Iter: ParallelIterator<Item = Self::Item>;
        type Item;
        fn into_par_iter(self) -> Self::Iter;
    }

    impl<T: ParallelIterator> IntoParallelIterator for T {
        type Iter = T;
        type Item = T::Item;
    }

    pub trait IntoParallelRefIterator<'data> {
        type Iter: ParallelIterator<Item = Self::Item>;
        type Item;
        fn par_iter(&'data self) -> Self::Iter;
    }

    impl<'data, I: 'data + ?Sized> IntoParallelRefIterator<'data> for I
    where
        &'data I: IntoParallelIterator,
    {
        type Iter = <&'data I as IntoParallelIterator>::Iter;
        type Item = <&'data I as IntoParallelIterator>::Item;
    }

    pub trait IntoParallelRefMutIterator<'data> {
        type Iter: ParallelIterator<Item = Self::Item>;
        type Item;
        fn par_iter_mut(&'data mut self) -> Self::Iter;
    }

    impl<'data, I: 'data + ?Sized> IntoParallelRefMutIterator<'data> for I
    where
        &'data mut I: IntoParallelIterator,
    {
        type Iter = <&'data mut I as IntoParallelIterator>::Iter;
        type Item = <&'data mut I as IntoParallelIterator>::Item;
    }

    impl<'data, T> IntoParallelIterator for &'data [T] {
        type Item = &'data T;
        type Iter = crate::slice::Iter<'data, T>;
    }

    impl<'data, T> IntoParallelIterator for &'data mut [T] {
        type Item = &'data mut T;
        type Iter = crate::slice::IterMut<'data, T>;
    }

    impl<'data, T> IntoParallelIterator for &'data Vec<T> {
        type Item = &'data T;
        type Iter = crate::slice::Iter<'data, T>;
    }

    impl<'data, T> IntoParallelIterator for &'data mut Vec<T> {
        type Item = &'data mut T;
        type Iter = crate::slice::IterMut<'data, T>;
    }

    impl<T> IntoParallelIterator for Vec<T> {
        type Item = T;
        type Iter = crate::vec::IntoIter<T>;
    }

    impl<T> IntoParallelIterator for std::ops::Range<T> {
        type Item = T;
        type Iter = crate::range::Iter<T>;
    }

    pub trait ParallelIterator: Sized + Send {
        type Item: Send;
        fn for_each<OP: Fn(Self::Item) + Sync + Send>(self, op: OP) {}
        fn for_each_with<OP: Fn(&mut T, Self::Item) + Sync + Send, T>(self, init: T, op: OP) {}
        fn try_for_each<OP: Fn(Self::Item) -> R + Sync + Send, R>(self, op: OP) -> R {}
        fn count(self) -> usize {}
        fn map<F: Fn(Self::Item) -> R + Sync + Send, R: Send>(self, map_op: F) -> Map<Self, F> {}
        fn inspect<OP: Fn(&Self::Item) + Sync + Send>(self, inspect_op: OP) -> Inspect<Self, OP> {}
        fn filter<P: Fn(&Self::Item) -> bool + Sync + Send>(self, filter_op: P) -> Filter<Self, P> {}
        fn filter_map<P: Fn(Self::Item) -> Option<R> + Sync + Send, R: Send>(
            self,
            filter_op: P,
        ) -> FilterMap<Self, P> {
        }
        fn reduce<OP, ID>(self, identity: ID, op: OP) -> Self::Item
        where
            OP: Fn(Self::Item, Self::Item) -> Self::Item + Sync + Send,
            ID: Fn() -> Self::Item + Sync + Send,
        {
        }
        fn sum<S>(self) -> S {}
        fn product<P>(self) -> P {}
        fn min(self) -> Option<Self::Item> {}
        fn max(self) -> Option<Self::Item> {}
        fn find_any<P: Fn(&Self::Item) -> bool + Sync + Send>(self, predicate: P) -> Option<Self::Item> {}
        fn any<P: Fn(Self::Item) -> bool + Sync + Send>(self, predicate: P) -> bool {}
        fn all<P: Fn(Self::Item) -> bool + Sync + Send>(self, predicate: P) -> bool {}
        fn collect<C: FromParallelIterator<Self::Item>>(self) -> C {}
    }

    pub trait IndexedParallelIterator: ParallelIterator {
        fn enumerate(self) -> Enumerate<Self> {}
        fn len(&self) -> usize;
    }

    pub struct Map<I: ParallelIterator, F> {
        base: I,
        map_op: F,
    }

    impl<I: ParallelIterator, F: Fn(I::Item) -> R + Sync + Send, R: Send> ParallelIterator for Map<I, F> {
        type Item = F::Output;
    }

    pub struct Inspect<I: ParallelIterator, F> {
        base: I,
        inspect_op: F,
    }

    impl<I: ParallelIterator, F: Fn(&I::Item) + Sync + Send> ParallelIterator for Inspect<I, F> {
        type Item = I::Item;
    }

    pub struct Filter<I: ParallelIterator, P> {
        base: I,
        filter_op: P,
    }

    impl<I: ParallelIterator, P: Fn(&I::Item) -> bool + Sync + Send> ParallelIterator for Filter<I, P> {
        type Item = I::Item;
    }

    pub struct FilterMap<I: ParallelIterator, P> {
        base: I,
        filter_op: P,
    }

    impl<I: ParallelIterator, P: Fn(I::Item) -> Option<R> + Sync + Send, R: Send> ParallelIterator
        for FilterMap<I, P>
    {
        type Item = R;
    }

    pub struct Enumerate<I: IndexedParallelIterator> {
        base: I,
    }

    impl<I: IndexedParallelIterator> ParallelIterator for Enumerate<I> {
        type Item = (usize, I::Item);
    }
}

pub mod slice {
    use crate::iter::{IndexedParallelIterator, ParallelIterator};

    pub struct Iter<'data, T>(&'data [T]);

    impl<'data, T> ParallelIterator for Iter<'data, T> {
        type Item = &'data T;
    }
    impl<T> IndexedParallelIterator for Iter<'_, T> {}

    pub struct IterMut<'data, T>(&'data mut [T]);

    impl<'data, T> ParallelIterator for IterMut<'data, T> {
        type Item = &'data mut T;
    }
    impl<T> IndexedParallelIterator for IterMut<'_, T> {}

    pub trait ParallelSlice<T> {
        fn as_parallel_slice(&self) -> &[T];
    }

    impl<T> ParallelSlice<T> for [T] {}

    pub trait ParallelSliceMut<T> {
        fn as_parallel_slice_mut(&mut self) -> &mut [T];
        fn par_sort(&mut self) {}
        fn par_sort_unstable(&mut self) {}
    }

    impl<T> ParallelSliceMut<T> for [T] {}
}

pub mod vec {
    use crate::iter::{IndexedParallelIterator, ParallelIterator};

    pub struct IntoIter<T>(Vec<T>);

    impl<T> ParallelIterator for IntoIter<T> {
        type Item = T;
    }
    impl<T> IndexedParallelIterator for IntoIter<T> {}
}

pub mod range {
    use crate::iter::{IndexedParallelIterator, ParallelIterator};

    pub struct Iter<T>(std::ops::Range<T>);

    impl<T> ParallelIterator for Iter<T> {
        type Item = T;
    }
    impl<T> IndexedParallelIterator for Iter<T> {}
}
