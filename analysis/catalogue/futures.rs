//! Signatures of futures 0.3: its lock, channels, executor and combinators.

pub use future::{FutureExt, TryFutureExt};
pub use std::future::Future;
pub use stream::{StreamExt, TryStreamExt};

pub mod executor {
    use std::future::Future;

    pub fn block_on<F: Future>(f: F) -> F::Output {}
}

pub mod lock {
    use std::{
        future::Future,
        ops::{Deref, DerefMut},
        sync::Arc,
    };

    pub struct Mutex<T: ?Sized>(T);

    impl<T> Mutex<T> {
        pub const fn new(t: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> Mutex<T> {
        pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
        pub fn lock(&self) -> MutexLockFuture<'_, T> {}
        pub fn lock_owned(self: Arc<Self>) -> OwnedMutexLockFuture<T> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }

    pub struct MutexLockFuture<'a, T: ?Sized>(&'a Mutex<T>);

    impl<'a, T: ?Sized> Future for MutexLockFuture<'a, T> {
        type Output = MutexGuard<'a, T>;
    }

    pub struct OwnedMutexLockFuture<T: ?Sized>(Arc<Mutex<T>>);

    impl<T: ?Sized> Future for OwnedMutexLockFuture<T> {
        type Output = OwnedMutexGuard<T>;
    }

    pub struct MutexGuard<'a, T: ?Sized>(&'a Mutex<T>);

    impl<'a, T: ?Sized> MutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(this: Self, f: F) -> MappedMutexGuard<'a, T, U> {}
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

    pub struct OwnedMutexGuard<T: ?Sized>(Arc<Mutex<T>>);

    impl<T: ?Sized> Deref for OwnedMutexGuard<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for OwnedMutexGuard<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for OwnedMutexGuard<T> {
        fn drop(&mut self) {}
    }

    pub struct MappedMutexGuard<'a, T: ?Sized, U: ?Sized> {
        mutex: &'a Mutex<T>,
        value: *mut U,
    }

    impl<'a, T: ?Sized, U: ?Sized> MappedMutexGuard<'a, T, U> {
        pub fn map<V: ?Sized, F: FnOnce(&mut U) -> &mut V>(this: Self, f: F) -> MappedMutexGuard<'a, T, V> {}
    }
    impl<T: ?Sized, U: ?Sized> Deref for MappedMutexGuard<'_, T, U> {
        type Target = U;
        fn deref(&self) -> &U {}
    }
    impl<T: ?Sized, U: ?Sized> DerefMut for MappedMutexGuard<'_, T, U> {
        fn deref_mut(&mut self) -> &mut U {}
    }
    impl<T: ?Sized, U: ?Sized> Drop for MappedMutexGuard<'_, T, U> {
        fn drop(&mut self) {}
    }
}

pub mod channel {
    pub mod mpsc {
        use std::marker::PhantomData;

        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}

        pub struct Sender<T>(PhantomData<T>);

        impl<T> Sender<T> {
            pub fn try_send(&mut self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&mut self) {}
            pub fn disconnect(&mut self) {}
        }
        impl<T> Clone for Sender<T> {
            fn clone(&self) -> Self {}
        }
        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }

        pub struct UnboundedSender<T>(PhantomData<T>);

        impl<T> UnboundedSender<T> {
            pub fn unbounded_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&self) {}
            pub fn disconnect(&mut self) {}
        }
        impl<T> Clone for UnboundedSender<T> {
            fn clone(&self) -> Self {}
        }
        impl<T> Drop for UnboundedSender<T> {
            fn drop(&mut self) {}
        }

        pub struct Receiver<T>(PhantomData<T>);

        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
        }
        impl<T> crate::stream::Stream for Receiver<T> {
            type Item = T;
        }
        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }

        pub struct UnboundedReceiver<T>(PhantomData<T>);

        impl<T> UnboundedReceiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
        }
        impl<T> crate::stream::Stream for UnboundedReceiver<T> {
            type Item = T;
        }
        impl<T> Drop for UnboundedReceiver<T> {
            fn drop(&mut self) {}
        }

        #[derive(Clone, PartialEq, Eq)]
        pub struct TrySendError<T>(T);

        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum TryRecvError {
            Closed,
            Empty,
        }
    }
}

pub mod future {
    use std::future::Future;

    pub trait FutureExt: Future {
        fn map<U, F: FnOnce(Self::Output) -> U>(self, f: F) -> Map<Self, F> {}
        fn now_or_never(self) -> Option<Self::Output> {}
    }

    impl<T: ?Sized + Future> FutureExt for T {}

    pub struct Map<Fut, F>(Fut, F);

    impl<Fut: Future, F: FnOnce(Fut::Output) -> T, T> Future for Map<Fut, F> {
        type Output = T;
    }

    pub trait TryFutureExt: Future {}

    impl<Fut: ?Sized + Future> TryFutureExt for Fut {}
}

pub mod stream {
    use std::future::Future;

    pub trait Stream {
        type Item;
    }

    pub trait StreamExt: Stream {
        fn next(&mut self) -> Next<'_, Self> {}
    }

    impl<T: ?Sized + Stream> StreamExt for T {}

    pub struct Next<'a, St: ?Sized>(&'a mut St);

    impl<St: ?Sized + Stream> Future for Next<'_, St> {
        type Output = Option<St::Item>;
    }

    pub trait TryStreamExt: Stream {}

    impl<S: ?Sized + Stream> TryStreamExt for S {}
}

pub mod prelude {
    pub use crate::{
        future::{FutureExt as _, TryFutureExt as _},
        stream::{Stream, StreamExt as _, TryStreamExt as _},
    };
    pub use std::future::Future;
}
