//! Signatures of tracing 0.1: spans and what it means to be in one.

pub use self::span::Span;

pub mod span {
    use std::ops::Deref;

    #[derive(Clone, Debug)]
    pub struct Span(());

    impl Span {
        pub const fn none() -> Span {}
        pub fn current() -> Span {}
        pub fn enter(&self) -> Entered<'_> {}
        pub fn entered(self) -> EnteredSpan {}
        pub fn or_current(self) -> Self {}
        pub fn in_scope<F: FnOnce() -> T, T>(&self, function: F) -> T {}
        pub fn record<Q: ?Sized, V>(&self, field: &Q, value: V) -> &Self {}
        pub fn follows_from(&self, from: impl Into<Option<Id>>) -> &Self {}
        pub fn is_disabled(&self) -> bool {}
        pub fn is_none(&self) -> bool {}
        pub fn id(&self) -> Option<Id> {}
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Id(());

    pub struct Entered<'a> {
        span: &'a Span,
    }

    impl Drop for Entered<'_> {
        fn drop(&mut self) {}
    }

    pub struct EnteredSpan {
        span: Span,
    }

    impl EnteredSpan {
        pub fn id(&self) -> Option<Id> {}
        pub fn exit(self) -> Span {}
    }

    impl Deref for EnteredSpan {
        type Target = Span;
        fn deref(&self) -> &Span {}
    }

    impl Drop for EnteredSpan {
        fn drop(&mut self) {}
    }
}

pub mod instrument {
    use std::future::Future;

    use crate::span::Span;

    pub trait Instrument: Sized {
        fn instrument(self, span: Span) -> Instrumented<Self> {}
        fn in_current_span(self) -> Instrumented<Self> {}
    }

    impl<T: Sized> Instrument for T {}

    pub struct Instrumented<T> {
        inner: T,
    }

    impl<T: Future> Future for Instrumented<T> {
        type Output = T::Output;
    }
}

pub use self::instrument::Instrument;

pub mod dispatcher {
    #[derive(Clone, Debug)]
    pub struct Dispatch(());

    pub struct DefaultGuard(());

    impl Drop for DefaultGuard {
        fn drop(&mut self) {}
    }

    pub fn set_default(dispatch: &Dispatch) -> DefaultGuard {}
    pub fn with_default<T>(dispatch: &Dispatch, function: impl FnOnce() -> T) -> T {}
}

pub mod subscriber {
    pub use crate::dispatcher::DefaultGuard;

    pub fn set_default<S>(subscriber: S) -> DefaultGuard {}
    pub fn with_default<T, S>(subscriber: S, function: impl FnOnce() -> T) -> T {}
    pub fn set_global_default<S>(subscriber: S) -> Result<(), SetGlobalDefaultError> {}

    #[derive(Debug)]
    pub struct SetGlobalDefaultError(());

    impl std::error::Error for SetGlobalDefaultError {}
}
