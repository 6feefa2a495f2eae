//! Signatures of tokio 1: what code around its tasks, locks, channels, streams and clocks touches.

pub use task::spawn;

pub mod sync {
    use std::{
        future::Future,
        marker::PhantomData,
        ops::{Deref, DerefMut},
        sync::Arc,
    };

    pub struct Mutex<T: ?Sized> {
        value: T,
    }

    impl<T: ?Sized> Mutex<T> {
        pub fn new(value: T) -> Self {}
        pub const fn const_new(value: T) -> Self {}
        pub async fn lock(&self) -> MutexGuard<'_, T> {}
        pub async fn lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {}
        pub fn blocking_lock(&self) -> MutexGuard<'_, T> {}
        pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {}
        pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {}
        pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }

    impl<T> From<T> for Mutex<T> {
        fn from(value: T) -> Self {}
    }

    impl<T: Default> Default for Mutex<T> {
        fn default() -> Self {}
    }

    #[derive(Debug)]
    pub struct TryLockError(());

    impl std::fmt::Display for TryLockError {}
    impl std::error::Error for TryLockError {}

    pub struct MutexGuard<'a, T: ?Sized> {
        lock: &'a Mutex<T>,
    }

    impl<'a, T: ?Sized> Deref for MutexGuard<'a, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<'a, T: ?Sized> DerefMut for MutexGuard<'a, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<'a, T: ?Sized> Drop for MutexGuard<'a, T> {
        fn drop(&mut self) {}
    }

    impl<'a, T: ?Sized> MutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
            this: Self,
            function: F,
        ) -> MappedMutexGuard<'a, U> {
        }
        pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
            this: Self,
            function: F,
        ) -> Result<MappedMutexGuard<'a, U>, Self> {
        }
        pub fn mutex(this: &Self) -> &'a Mutex<T> {}
    }

    pub struct OwnedMutexGuard<T: ?Sized> {
        lock: Arc<Mutex<T>>,
    }

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

    impl<T: ?Sized> OwnedMutexGuard<T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
            this: Self,
            function: F,
        ) -> OwnedMappedMutexGuard<T, U> {
        }
        pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
            this: Self,
            function: F,
        ) -> Result<OwnedMappedMutexGuard<T, U>, Self> {
        }
        pub fn mutex(this: &Self) -> &Arc<Mutex<T>> {}
    }

    pub struct MappedMutexGuard<'a, T: ?Sized> {
        value: &'a mut T,
    }

    impl<'a, T: ?Sized> Deref for MappedMutexGuard<'a, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<'a, T: ?Sized> DerefMut for MappedMutexGuard<'a, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<'a, T: ?Sized> Drop for MappedMutexGuard<'a, T> {
        fn drop(&mut self) {}
    }

    impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(
            this: Self,
            function: F,
        ) -> MappedMutexGuard<'a, U> {
        }
        pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(
            this: Self,
            function: F,
        ) -> Result<MappedMutexGuard<'a, U>, Self> {
        }
    }

    pub struct OwnedMappedMutexGuard<T: ?Sized, U: ?Sized = T> {
        lock: Arc<Mutex<T>>,
        value: *mut U,
    }

    impl<T: ?Sized, U: ?Sized> Deref for OwnedMappedMutexGuard<T, U> {
        type Target = U;
        fn deref(&self) -> &U {}
    }

    impl<T: ?Sized, U: ?Sized> DerefMut for OwnedMappedMutexGuard<T, U> {
        fn deref_mut(&mut self) -> &mut U {}
    }

    impl<T: ?Sized, U: ?Sized> Drop for OwnedMappedMutexGuard<T, U> {
        fn drop(&mut self) {}
    }

    impl<T: ?Sized, U: ?Sized> OwnedMappedMutexGuard<T, U> {
        pub fn map<S: ?Sized, F: FnOnce(&mut U) -> &mut S>(
            this: Self,
            function: F,
        ) -> OwnedMappedMutexGuard<T, S> {
        }
    }

    pub struct RwLock<T: ?Sized> {
        value: T,
    }

    impl<T: ?Sized> RwLock<T> {
        pub fn new(value: T) -> RwLock<T> {}
        pub fn with_max_readers(value: T, max_reads: u32) -> RwLock<T> {}
        pub const fn const_new(value: T) -> RwLock<T> {}
        pub const fn const_with_max_readers(value: T, max_reads: u32) -> RwLock<T> {}
        pub async fn read(&self) -> RwLockReadGuard<'_, T> {}
        pub async fn read_owned(self: Arc<Self>) -> OwnedRwLockReadGuard<T> {}
        pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {}
        pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {}
        pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {}
        pub async fn write(&self) -> RwLockWriteGuard<'_, T> {}
        pub async fn write_owned(self: Arc<Self>) -> OwnedRwLockWriteGuard<T> {}
        pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {}
        pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {}
        pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }

    impl<T> From<T> for RwLock<T> {
        fn from(value: T) -> Self {}
    }

    impl<T: Default> Default for RwLock<T> {
        fn default() -> Self {}
    }

    pub struct RwLockReadGuard<'a, T: ?Sized> {
        value: &'a T,
    }

    impl<'a, T: ?Sized> Deref for RwLockReadGuard<'a, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<'a, T: ?Sized> Drop for RwLockReadGuard<'a, T> {
        fn drop(&mut self) {}
    }

    impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
        pub fn map<F: FnOnce(&T) -> &U, U: ?Sized>(this: Self, function: F) -> RwLockReadGuard<'a, U> {}
        pub fn try_map<F: FnOnce(&T) -> Option<&U>, U: ?Sized>(
            this: Self,
            function: F,
        ) -> Result<RwLockReadGuard<'a, U>, Self> {
        }
    }

    pub struct RwLockWriteGuard<'a, T: ?Sized> {
        value: &'a mut T,
    }

    impl<'a, T: ?Sized> Deref for RwLockWriteGuard<'a, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<'a, T: ?Sized> DerefMut for RwLockWriteGuard<'a, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<'a, T: ?Sized> Drop for RwLockWriteGuard<'a, T> {
        fn drop(&mut self) {}
    }

    impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
        pub fn map<F: FnOnce(&mut T) -> &mut U, U: ?Sized>(
            this: Self,
            function: F,
        ) -> RwLockMappedWriteGuard<'a, U> {
        }
        pub fn try_map<F: FnOnce(&mut T) -> Option<&mut U>, U: ?Sized>(
            this: Self,
            function: F,
        ) -> Result<RwLockMappedWriteGuard<'a, U>, Self> {
        }
        pub fn downgrade_map<F: FnOnce(&T) -> &U, U: ?Sized>(
            this: Self,
            function: F,
        ) -> RwLockReadGuard<'a, U> {
        }
        pub fn into_mapped(this: Self) -> RwLockMappedWriteGuard<'a, T> {}
        pub fn downgrade(self) -> RwLockReadGuard<'a, T> {}
    }

    pub struct RwLockMappedWriteGuard<'a, T: ?Sized> {
        value: &'a mut T,
    }

    impl<'a, T: ?Sized> Deref for RwLockMappedWriteGuard<'a, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<'a, T: ?Sized> DerefMut for RwLockMappedWriteGuard<'a, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<'a, T: ?Sized> Drop for RwLockMappedWriteGuard<'a, T> {
        fn drop(&mut self) {}
    }

    impl<'a, T: ?Sized> RwLockMappedWriteGuard<'a, T> {
        pub fn map<F: FnOnce(&mut T) -> &mut U, U: ?Sized>(
            this: Self,
            function: F,
        ) -> RwLockMappedWriteGuard<'a, U> {
        }
    }

    pub struct OwnedRwLockReadGuard<T: ?Sized, U: ?Sized = T> {
        lock: Arc<RwLock<T>>,
        value: *const U,
    }

    impl<T: ?Sized, U: ?Sized> Deref for OwnedRwLockReadGuard<T, U> {
        type Target = U;
        fn deref(&self) -> &U {}
    }

    impl<T: ?Sized, U: ?Sized> Drop for OwnedRwLockReadGuard<T, U> {
        fn drop(&mut self) {}
    }

    impl<T: ?Sized, U: ?Sized> OwnedRwLockReadGuard<T, U> {
        pub fn map<F: FnOnce(&U) -> &V, V: ?Sized>(this: Self, function: F) -> OwnedRwLockReadGuard<T, V> {}
    }

    pub struct OwnedRwLockWriteGuard<T: ?Sized> {
        lock: Arc<RwLock<T>>,
    }

    impl<T: ?Sized> Deref for OwnedRwLockWriteGuard<T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }

    impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {
        fn deref_mut(&mut self) -> &mut T {}
    }

    impl<T: ?Sized> Drop for OwnedRwLockWriteGuard<T> {
        fn drop(&mut self) {}
    }

    impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
        pub fn map<F: FnOnce(&mut T) -> &mut U, U: ?Sized>(
            this: Self,
            function: F,
        ) -> OwnedRwLockMappedWriteGuard<T, U> {
        }
        pub fn downgrade_map<F: FnOnce(&T) -> &U, U: ?Sized>(
            this: Self,
            function: F,
        ) -> OwnedRwLockReadGuard<T, U> {
        }
        pub fn into_mapped(this: Self) -> OwnedRwLockMappedWriteGuard<T> {}
        pub fn downgrade(self) -> OwnedRwLockReadGuard<T> {}
    }

    pub struct OwnedRwLockMappedWriteGuard<T: ?Sized, U: ?Sized = T> {
        lock: Arc<RwLock<T>>,
        value: *mut U,
    }

    impl<T: ?Sized, U: ?Sized> Deref for OwnedRwLockMappedWriteGuard<T, U> {
        type Target = U;
        fn deref(&self) -> &U {}
    }

    impl<T: ?Sized, U: ?Sized> DerefMut for OwnedRwLockMappedWriteGuard<T, U> {
        fn deref_mut(&mut self) -> &mut U {}
    }

    impl<T: ?Sized, U: ?Sized> Drop for OwnedRwLockMappedWriteGuard<T, U> {
        fn drop(&mut self) {}
    }

    pub struct Semaphore {
        permits: usize,
    }

    impl Semaphore {
        pub const MAX_PERMITS: usize = 0;
        pub fn new(permits: usize) -> Self {}
        pub const fn const_new(permits: usize) -> Self {}
        pub fn available_permits(&self) -> usize {}
        pub fn add_permits(&self, n: usize) {}
        pub fn forget_permits(&self, n: usize) -> usize {}
        pub async fn acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {}
        pub async fn acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {}
        pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {}
        pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {}
        pub async fn acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {}
        pub async fn acquire_many_owned(
            self: Arc<Self>,
            n: u32,
        ) -> Result<OwnedSemaphorePermit, AcquireError> {
        }
        pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {}
        pub fn try_acquire_many_owned(
            self: Arc<Self>,
            n: u32,
        ) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        }
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
    }

    pub struct SemaphorePermit<'a> {
        semaphore: &'a Semaphore,
    }

    impl<'a> SemaphorePermit<'a> {
        pub fn forget(self) {}
        pub fn merge(&mut self, other: Self) {}
        pub fn split(&mut self, n: usize) -> Option<Self> {}
        pub fn num_permits(&self) -> usize {}
    }

    impl Drop for SemaphorePermit<'_> {
        fn drop(&mut self) {}
    }

    pub struct OwnedSemaphorePermit {
        semaphore: Arc<Semaphore>,
    }

    impl OwnedSemaphorePermit {
        pub fn forget(self) {}
        pub fn merge(&mut self, other: Self) {}
        pub fn split(&mut self, n: usize) -> Option<Self> {}
        pub fn semaphore(&self) -> &Arc<Semaphore> {}
        pub fn num_permits(&self) -> usize {}
    }

    impl Drop for OwnedSemaphorePermit {
        fn drop(&mut self) {}
    }

    #[derive(Debug)]
    pub struct AcquireError(());

    impl std::fmt::Display for AcquireError {}
    impl std::error::Error for AcquireError {}

    #[derive(Debug, PartialEq, Eq)]
    pub enum TryAcquireError {
        Closed,
        NoPermits,
    }

    impl std::fmt::Display for TryAcquireError {}
    impl std::error::Error for TryAcquireError {}

    #[derive(Default)]
    pub struct Notify(());

    impl Notify {
        pub fn new() -> Notify {}
        pub const fn const_new() -> Notify {}
        pub async fn notified(&self) {}
        pub async fn notified_owned(self: Arc<Self>) {}
        pub fn notify_one(&self) {}
        pub fn notify_last(&self) {}
        pub fn notify_waiters(&self) {}
    }

    pub struct Barrier(());

    impl Barrier {
        pub fn new(n: usize) -> Barrier {}
        pub async fn wait(&self) -> BarrierWaitResult {}
    }

    pub struct BarrierWaitResult(bool);

    impl BarrierWaitResult {
        pub fn is_leader(&self) -> bool {}
    }

    pub struct OnceCell<T> {
        value: Option<T>,
    }

    impl<T> OnceCell<T> {
        pub fn new() -> Self {}
        pub const fn const_new() -> Self {}
        pub fn new_with(value: Option<T>) -> Self {}
        pub fn initialized(&self) -> bool {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), SetError<T>> {}
        pub async fn get_or_init<F: FnOnce() -> Fut, Fut: Future<Output = T>>(&self, function: F) -> &T {}
        pub async fn get_or_try_init<E, F: FnOnce() -> Fut, Fut: Future<Output = Result<T, E>>>(
            &self,
            function: F,
        ) -> Result<&T, E> {
        }
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }

    pub enum SetError<T> {
        AlreadyInitializedError(T),
        InitializingError(T),
    }

    pub mod mpsc {
        use std::{marker::PhantomData, time::Duration};

        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}

        pub struct Sender<T> {
            message: PhantomData<T>,
        }

        impl<T> Sender<T> {
            pub async fn send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub async fn send_timeout(
                &self,
                value: T,
                timeout: Duration,
            ) -> Result<(), error::SendTimeoutError<T>> {
            }
            pub fn try_send(&self, message: T) -> Result<(), error::TrySendError<T>> {}
            pub fn blocking_send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn is_closed(&self) -> bool {}
            pub async fn reserve(&self) -> Result<Permit<'_, T>, error::SendError<()>> {}
            pub async fn reserve_owned(self) -> Result<OwnedPermit<T>, error::SendError<()>> {}
            pub fn try_reserve(&self) -> Result<Permit<'_, T>, error::TrySendError<()>> {}
            pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, error::TrySendError<Self>> {}
            pub fn same_channel(&self, other: &Self) -> bool {}
            pub fn capacity(&self) -> usize {}
            pub fn max_capacity(&self) -> usize {}
            pub fn downgrade(&self) -> WeakSender<T> {}
        }

        impl<T> Clone for Sender<T> {
            fn clone(&self) -> Self {}
        }

        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }

        pub struct WeakSender<T> {
            message: PhantomData<T>,
        }

        impl<T> WeakSender<T> {
            pub fn upgrade(&self) -> Option<Sender<T>> {}
        }

        impl<T> Clone for WeakSender<T> {
            fn clone(&self) -> Self {}
        }

        pub struct Receiver<T> {
            message: PhantomData<T>,
        }

        impl<T> Receiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
        }

        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }

        pub struct UnboundedSender<T> {
            message: PhantomData<T>,
        }

        impl<T> UnboundedSender<T> {
            pub fn send(&self, message: T) -> Result<(), error::SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn same_channel(&self, other: &Self) -> bool {}
            pub fn downgrade(&self) -> WeakUnboundedSender<T> {}
        }

        impl<T> Clone for UnboundedSender<T> {
            fn clone(&self) -> Self {}
        }

        impl<T> Drop for UnboundedSender<T> {
            fn drop(&mut self) {}
        }

        pub struct WeakUnboundedSender<T> {
            message: PhantomData<T>,
        }

        impl<T> WeakUnboundedSender<T> {
            pub fn upgrade(&self) -> Option<UnboundedSender<T>> {}
        }

        pub struct UnboundedReceiver<T> {
            message: PhantomData<T>,
        }

        impl<T> UnboundedReceiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
        }

        impl<T> Drop for UnboundedReceiver<T> {
            fn drop(&mut self) {}
        }

        pub struct Permit<'a, T> {
            sender: &'a Sender<T>,
        }

        impl<T> Permit<'_, T> {
            pub fn send(self, value: T) {}
        }

        impl<T> Drop for Permit<'_, T> {
            fn drop(&mut self) {}
        }

        pub struct OwnedPermit<T> {
            sender: Option<Sender<T>>,
        }

        impl<T> OwnedPermit<T> {
            pub fn send(self, value: T) -> Sender<T> {}
            pub fn release(self) -> Sender<T> {}
        }

        impl<T> Drop for OwnedPermit<T> {
            fn drop(&mut self) {}
        }

        pub mod error {
            #[derive(Debug)]
            pub struct SendError<T>(pub T);

            #[derive(Debug)]
            pub enum TrySendError<T> {
                Full(T),
                Closed(T),
            }

            #[derive(Debug)]
            pub enum SendTimeoutError<T> {
                Timeout(T),
                Closed(T),
            }

            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum TryRecvError {
                Empty,
                Disconnected,
            }

            impl<T> std::error::Error for SendError<T> {}
            impl<T> std::error::Error for TrySendError<T> {}
            impl<T> std::error::Error for SendTimeoutError<T> {}
            impl std::error::Error for TryRecvError {}
        }
    }

    pub mod oneshot {
        use std::{future::Future, marker::PhantomData};

        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}

        pub struct Sender<T> {
            message: PhantomData<T>,
        }

        impl<T> Sender<T> {
            pub fn send(self, value: T) -> Result<(), T> {}
            pub async fn closed(&mut self) {}
            pub fn is_closed(&self) -> bool {}
        }

        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }

        pub struct Receiver<T> {
            message: PhantomData<T>,
        }

        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn is_empty(&self) -> bool {}
            pub fn is_terminated(&self) -> bool {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(self) -> Result<T, error::RecvError> {}
        }

        impl<T> Future for Receiver<T> {
            type Output = Result<T, error::RecvError>;
        }

        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }

        pub mod error {
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct RecvError(());

            #[derive(Debug, Clone, PartialEq, Eq)]
            pub enum TryRecvError {
                Empty,
                Closed,
            }

            impl std::error::Error for RecvError {}
            impl std::error::Error for TryRecvError {}
        }
    }

    pub mod watch {
        use std::{marker::PhantomData, ops::Deref};

        pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {}

        pub struct Sender<T> {
            value: PhantomData<T>,
        }

        impl<T> Sender<T> {
            pub fn new(init: T) -> Self {}
            pub fn send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {}
            pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {}
            pub fn send_replace(&self, value: T) -> T {}
            pub fn borrow(&self) -> Ref<'_, T> {}
            pub fn is_closed(&self) -> bool {}
            pub async fn closed(&self) {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn receiver_count(&self) -> usize {}
        }

        impl<T> Clone for Sender<T> {
            fn clone(&self) -> Self {}
        }

        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }

        pub struct Receiver<T> {
            value: PhantomData<T>,
        }

        impl<T> Receiver<T> {
            pub fn borrow(&self) -> Ref<'_, T> {}
            pub fn borrow_and_update(&mut self) -> Ref<'_, T> {}
            pub fn has_changed(&self) -> Result<bool, error::RecvError> {}
            pub fn mark_changed(&mut self) {}
            pub fn mark_unchanged(&mut self) {}
            pub async fn changed(&mut self) -> Result<(), error::RecvError> {}
            pub async fn wait_for(
                &mut self,
                condition: impl FnMut(&T) -> bool,
            ) -> Result<Ref<'_, T>, error::RecvError> {
            }
            pub fn same_channel(&self, other: &Self) -> bool {}
        }

        impl<T> Clone for Receiver<T> {
            fn clone(&self) -> Self {}
        }

        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }

        pub struct Ref<'a, T> {
            value: &'a T,
        }

        impl<'a, T> Ref<'a, T> {
            pub fn has_changed(&self) -> bool {}
        }

        impl<T> Deref for Ref<'_, T> {
            type Target = T;
            fn deref(&self) -> &T {}
        }

        impl<T> Drop for Ref<'_, T> {
            fn drop(&mut self) {}
        }

        pub mod error {
            #[derive(Debug)]
            pub struct SendError<T>(pub T);

            #[derive(Debug, Clone)]
            pub struct RecvError(());

            impl<T> std::error::Error for SendError<T> {}
            impl std::error::Error for RecvError {}
        }
    }

    pub mod broadcast {
        use std::marker::PhantomData;

        pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {}

        pub struct Sender<T> {
            message: PhantomData<T>,
        }

        impl<T> Sender<T> {
            pub fn new(capacity: usize) -> Self {}
            pub fn send(&self, value: T) -> Result<usize, error::SendError<T>> {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn receiver_count(&self) -> usize {}
            pub async fn closed(&self) {}
        }

        impl<T> Clone for Sender<T> {
            fn clone(&self) -> Self {}
        }

        impl<T> Drop for Sender<T> {
            fn drop(&mut self) {}
        }

        pub struct Receiver<T> {
            message: PhantomData<T>,
        }

        impl<T: Clone> Receiver<T> {
            pub fn resubscribe(&self) -> Self {}
            pub async fn recv(&mut self) -> Result<T, error::RecvError> {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Result<T, error::RecvError> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
        }

        impl<T> Drop for Receiver<T> {
            fn drop(&mut self) {}
        }

        pub mod error {
            #[derive(Debug)]
            pub struct SendError<T>(pub T);

            #[derive(Debug, Clone, PartialEq, Eq)]
            pub enum RecvError {
                Closed,
                Lagged(u64),
            }

            #[derive(Debug, Clone, PartialEq, Eq)]
            pub enum TryRecvError {
                Empty,
                Closed,
                Lagged(u64),
            }

            impl<T> std::error::Error for SendError<T> {}
            impl std::error::Error for RecvError {}
            impl std::error::Error for TryRecvError {}
        }
    }
}

pub mod task {
    use std::{
        any::Any,
        future::Future,
        marker::PhantomData,
        task::{Context, Poll},
    };

    pub use self::join_set::JoinSet;
    use crate::runtime::Handle;

    pub fn spawn<F: Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_blocking<F: FnOnce() -> R, R>(function: F) -> JoinHandle<R> {}
    pub fn spawn_local<F: Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn block_in_place<F: FnOnce() -> R, R>(function: F) -> R {}
    pub async fn yield_now() {}
    pub async fn consume_budget() {}
    pub fn unconstrained<F: Future>(inner: F) -> F {}

    pub struct JoinHandle<T> {
        output: PhantomData<T>,
    }

    impl<T> JoinHandle<T> {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn abort_handle(&self) -> AbortHandle {}
        pub fn id(&self) -> Id {}
    }

    impl<T> Future for JoinHandle<T> {
        type Output = Result<T, JoinError>;
    }

    impl<T> Drop for JoinHandle<T> {
        fn drop(&mut self) {}
    }

    #[derive(Clone)]
    pub struct AbortHandle(());

    impl AbortHandle {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn id(&self) -> Id {}
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Id(u64);

    pub fn id() -> Id {}

    #[derive(Debug)]
    pub struct JoinError(());

    impl JoinError {
        pub fn is_cancelled(&self) -> bool {}
        pub fn is_panic(&self) -> bool {}
        pub fn into_panic(self) -> Box<dyn Any + Send + 'static> {}
        pub fn try_into_panic(self) -> Result<Box<dyn Any + Send + 'static>, JoinError> {}
    }

    impl std::fmt::Display for JoinError {}
    impl std::error::Error for JoinError {}

    #[derive(Default)]
    pub struct LocalSet(());

    impl LocalSet {
        pub fn new() -> LocalSet {}
        pub fn enter(&self) -> LocalEnterGuard {}
        pub fn spawn_local<F: Future>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn block_on<F: Future>(&self, runtime: &crate::runtime::Runtime, future: F) -> F::Output {}
        pub async fn run_until<F: Future>(&self, future: F) -> F::Output {}
    }

    impl Future for LocalSet {
        type Output = ();
    }

    impl Drop for LocalSet {
        fn drop(&mut self) {}
    }

    pub struct LocalEnterGuard(());

    impl Drop for LocalEnterGuard {
        fn drop(&mut self) {}
    }

    pub struct LocalKey<T: 'static> {
        value: PhantomData<T>,
    }

    impl<T: 'static> LocalKey<T> {
        pub async fn scope<F: Future>(&'static self, value: T, future: F) -> F::Output {}
        pub fn sync_scope<F: FnOnce() -> R, R>(&'static self, value: T, function: F) -> R {}
        pub fn with<F: FnOnce(&T) -> R, R>(&'static self, function: F) -> R {}
        pub fn get(&'static self) -> T {}
    }

    pub mod join_set {
        use std::{
            future::Future,
            marker::PhantomData,
            task::{Context, Poll},
        };

        use super::{AbortHandle, Id, JoinError, LocalSet};
        use crate::runtime::Handle;

        pub struct JoinSet<T> {
            output: PhantomData<T>,
        }

        impl<T> JoinSet<T> {
            pub fn new() -> Self {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn spawn<F: Future<Output = T>>(&mut self, task: F) -> AbortHandle {}
            pub fn spawn_on<F: Future<Output = T>>(&mut self, task: F, handle: &Handle) -> AbortHandle {}
            pub fn spawn_local<F: Future<Output = T>>(&mut self, task: F) -> AbortHandle {}
            pub fn spawn_blocking<F: FnOnce() -> T>(&mut self, function: F) -> AbortHandle {}
            pub fn spawn_blocking_on<F: FnOnce() -> T>(
                &mut self,
                function: F,
                handle: &Handle,
            ) -> AbortHandle {
            }
            pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {}
            pub async fn join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {}
            pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {}
            pub async fn join_all(self) -> Vec<T> {}
            pub async fn shutdown(&mut self) {}
            pub fn abort_all(&mut self) {}
            pub fn detach_all(&mut self) {}
            pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {}
        }

        impl<T> Default for JoinSet<T> {
            fn default() -> Self {}
        }

        impl<T> Drop for JoinSet<T> {
            fn drop(&mut self) {}
        }
    }
}

pub mod runtime {
    use std::{future::Future, io, time::Duration};

    use crate::task::JoinHandle;

    pub struct Runtime(());

    impl Runtime {
        pub fn new() -> io::Result<Runtime> {}
        pub fn handle(&self) -> &Handle {}
        pub fn spawn<F: Future>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn spawn_blocking<F: FnOnce() -> R, R>(&self, function: F) -> JoinHandle<R> {}
        pub fn block_on<F: Future>(&self, future: F) -> F::Output {}
        pub fn enter(&self) -> EnterGuard<'_> {}
        pub fn shutdown_timeout(self, duration: Duration) {}
        pub fn shutdown_background(self) {}
    }

    impl Drop for Runtime {
        fn drop(&mut self) {}
    }

    #[derive(Clone)]
    pub struct Handle(());

    impl Handle {
        pub fn current() -> Self {}
        pub fn try_current() -> Result<Self, TryCurrentError> {}
        pub fn spawn<F: Future>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn spawn_blocking<F: FnOnce() -> R, R>(&self, function: F) -> JoinHandle<R> {}
        pub fn block_on<F: Future>(&self, future: F) -> F::Output {}
        pub fn enter(&self) -> EnterGuard<'_> {}
        pub fn runtime_flavor(&self) -> RuntimeFlavor {}
    }

    pub struct EnterGuard<'a> {
        handle: &'a Handle,
    }

    impl Drop for EnterGuard<'_> {
        fn drop(&mut self) {}
    }

    #[derive(Debug)]
    pub struct TryCurrentError(());

    impl std::error::Error for TryCurrentError {}

    #[derive(Debug, PartialEq, Eq)]
    pub enum RuntimeFlavor {
        CurrentThread,
        MultiThread,
    }

    pub struct Builder(());

    impl Builder {
        pub fn new_current_thread() -> Builder {}
        pub fn new_multi_thread() -> Builder {}
        pub fn enable_all(&mut self) -> &mut Self {}
        pub fn enable_io(&mut self) -> &mut Self {}
        pub fn enable_time(&mut self) -> &mut Self {}
        pub fn worker_threads(&mut self, count: usize) -> &mut Self {}
        pub fn max_blocking_threads(&mut self, count: usize) -> &mut Self {}
        pub fn thread_name(&mut self, name: impl Into<String>) -> &mut Self {}
        pub fn thread_name_fn<F: Fn() -> String>(&mut self, function: F) -> &mut Self {}
        pub fn thread_stack_size(&mut self, size: usize) -> &mut Self {}
        pub fn thread_keep_alive(&mut self, duration: Duration) -> &mut Self {}
        pub fn on_thread_start<F: Fn()>(&mut self, function: F) -> &mut Self {}
        pub fn on_thread_stop<F: Fn()>(&mut self, function: F) -> &mut Self {}
        pub fn start_paused(&mut self, start_paused: bool) -> &mut Self {}
        pub fn build(&mut self) -> io::Result<Runtime> {}
    }
}

pub mod time {
    use std::future::{Future, IntoFuture};
    pub use std::time::Duration;

    pub fn sleep(duration: Duration) -> Sleep {}
    pub fn sleep_until(deadline: Instant) -> Sleep {}
    pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {}
    pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {}
    pub fn interval(period: Duration) -> Interval {}
    pub fn interval_at(start: Instant, period: Duration) -> Interval {}
    pub fn pause() {}
    pub fn resume() {}
    pub async fn advance(duration: Duration) {}

    pub struct Sleep(());

    impl Sleep {
        pub fn deadline(&self) -> Instant {}
        pub fn is_elapsed(&self) -> bool {}
        pub fn reset(self: std::pin::Pin<&mut Self>, deadline: Instant) {}
    }

    impl Future for Sleep {
        type Output = ();
    }

    pub struct Timeout<T> {
        value: T,
    }

    impl<T> Timeout<T> {
        pub fn into_inner(self) -> T {}
    }

    impl<T: Future> Future for Timeout<T> {
        type Output = Result<T::Output, error::Elapsed>;
    }

    pub struct Interval(());

    impl Interval {
        pub async fn tick(&mut self) -> Instant {}
        pub fn reset(&mut self) {}
        pub fn reset_immediately(&mut self) {}
        pub fn reset_after(&mut self, after: Duration) {}
        pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {}
        pub fn period(&self) -> Duration {}
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum MissedTickBehavior {
        Burst,
        Delay,
        Skip,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Instant(());

    impl Instant {
        pub fn now() -> Instant {}
        pub fn from_std(std: std::time::Instant) -> Instant {}
        pub fn into_std(self) -> std::time::Instant {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
        pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
        pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
        pub fn elapsed(&self) -> Duration {}
    }

    impl std::ops::Add<Duration> for Instant {
        type Output = Instant;
        fn add(self, other: Duration) -> Instant {}
    }

    impl std::ops::Sub<Instant> for Instant {
        type Output = Duration;
        fn sub(self, other: Instant) -> Duration {}
    }

    pub mod error {
        #[derive(Debug, PartialEq, Eq)]
        pub struct Elapsed(());

        impl std::fmt::Display for Elapsed {}
        impl std::error::Error for Elapsed {}
    }
}

pub mod io {
    pub use std::io::{Error, ErrorKind, Result, SeekFrom};
    use std::marker::PhantomData;

    pub trait AsyncRead {}
    pub trait AsyncWrite {}
    pub trait AsyncSeek {}
    pub trait AsyncBufRead: AsyncRead {}

    impl<T: AsyncRead + ?Sized> AsyncRead for &mut T {}
    impl<T: AsyncRead + ?Sized> AsyncRead for Box<T> {}
    impl<T: AsyncWrite + ?Sized> AsyncWrite for &mut T {}
    impl<T: AsyncWrite + ?Sized> AsyncWrite for Box<T> {}
    impl<T: AsyncBufRead + ?Sized> AsyncBufRead for &mut T {}
    impl AsyncRead for &[u8] {}
    impl AsyncBufRead for &[u8] {}
    impl AsyncWrite for Vec<u8> {}
    impl<T> AsyncRead for std::io::Cursor<T> {}
    impl<T> AsyncBufRead for std::io::Cursor<T> {}
    impl<T> AsyncWrite for std::io::Cursor<T> {}

    pub trait AsyncReadExt: AsyncRead {
        fn chain<R: AsyncRead>(self, next: R) -> Chain<Self, R> {}
        fn take(self, limit: u64) -> Take<Self> {}
        async fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {}
        async fn read_buf<B>(&mut self, buffer: &mut B) -> Result<usize> {}
        async fn read_exact(&mut self, buffer: &mut [u8]) -> Result<usize> {}
        async fn read_to_end(&mut self, buffer: &mut Vec<u8>) -> Result<usize> {}
        async fn read_to_string(&mut self, buffer: &mut String) -> Result<usize> {}
        async fn read_u8(&mut self) -> Result<u8> {}
        async fn read_u16(&mut self) -> Result<u16> {}
        async fn read_u32(&mut self) -> Result<u32> {}
        async fn read_u64(&mut self) -> Result<u64> {}
        async fn read_i32(&mut self) -> Result<i32> {}
        async fn read_i64(&mut self) -> Result<i64> {}
        async fn read_u16_le(&mut self) -> Result<u16> {}
        async fn read_u32_le(&mut self) -> Result<u32> {}
        async fn read_u64_le(&mut self) -> Result<u64> {}
    }

    impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}

    pub trait AsyncWriteExt: AsyncWrite {
        async fn write(&mut self, source: &[u8]) -> Result<usize> {}
        async fn write_vectored(&mut self, buffers: &[std::io::IoSlice<'_>]) -> Result<usize> {}
        async fn write_buf<B>(&mut self, source: &mut B) -> Result<usize> {}
        async fn write_all_buf<B>(&mut self, source: &mut B) -> Result<()> {}
        async fn write_all(&mut self, source: &[u8]) -> Result<()> {}
        async fn write_u8(&mut self, n: u8) -> Result<()> {}
        async fn write_u16(&mut self, n: u16) -> Result<()> {}
        async fn write_u32(&mut self, n: u32) -> Result<()> {}
        async fn write_u64(&mut self, n: u64) -> Result<()> {}
        async fn write_i32(&mut self, n: i32) -> Result<()> {}
        async fn write_i64(&mut self, n: i64) -> Result<()> {}
        async fn write_u16_le(&mut self, n: u16) -> Result<()> {}
        async fn write_u32_le(&mut self, n: u32) -> Result<()> {}
        async fn write_u64_le(&mut self, n: u64) -> Result<()> {}
        async fn flush(&mut self) -> Result<()> {}
        async fn shutdown(&mut self) -> Result<()> {}
    }

    impl<W: AsyncWrite + ?Sized> AsyncWriteExt for W {}

    pub trait AsyncBufReadExt: AsyncBufRead {
        async fn read_until(&mut self, byte: u8, buffer: &mut Vec<u8>) -> Result<usize> {}
        async fn read_line(&mut self, buffer: &mut String) -> Result<usize> {}
        fn split(self, byte: u8) -> Split<Self> {}
        async fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amount: usize) {}
        fn lines(self) -> Lines<Self> {}
    }

    impl<R: AsyncBufRead + ?Sized> AsyncBufReadExt for R {}

    pub trait AsyncSeekExt: AsyncSeek {
        async fn seek(&mut self, position: SeekFrom) -> Result<u64> {}
        async fn rewind(&mut self) -> Result<()> {}
        async fn stream_position(&mut self) -> Result<u64> {}
    }

    impl<S: AsyncSeek + ?Sized> AsyncSeekExt for S {}

    pub struct Chain<T, U> {
        first: T,
        second: U,
    }

    impl<T: AsyncRead, U: AsyncRead> AsyncRead for Chain<T, U> {}

    pub struct Take<R> {
        inner: R,
    }

    impl<R: AsyncRead> AsyncRead for Take<R> {}

    pub struct Lines<R> {
        reader: R,
    }

    impl<R: AsyncBufRead> Lines<R> {
        pub async fn next_line(&mut self) -> Result<Option<String>> {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
    }

    pub struct Split<R> {
        reader: R,
    }

    impl<R: AsyncBufRead> Split<R> {
        pub async fn next_segment(&mut self) -> Result<Option<Vec<u8>>> {}
    }

    pub struct BufReader<R> {
        inner: R,
    }

    impl<R: AsyncRead> BufReader<R> {
        pub fn new(inner: R) -> Self {}
        pub fn with_capacity(capacity: usize, inner: R) -> Self {}
        pub fn get_ref(&self) -> &R {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
        pub fn buffer(&self) -> &[u8] {}
    }

    impl<R: AsyncRead> AsyncRead for BufReader<R> {}
    impl<R: AsyncRead> AsyncBufRead for BufReader<R> {}
    impl<R: AsyncRead + AsyncWrite> AsyncWrite for BufReader<R> {}
    impl<R: AsyncRead + AsyncSeek> AsyncSeek for BufReader<R> {}

    pub struct BufWriter<W> {
        inner: W,
    }

    impl<W: AsyncWrite> BufWriter<W> {
        pub fn new(inner: W) -> Self {}
        pub fn with_capacity(capacity: usize, inner: W) -> Self {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn into_inner(self) -> W {}
        pub fn buffer(&self) -> &[u8] {}
    }

    impl<W: AsyncWrite> AsyncWrite for BufWriter<W> {}
    impl<W: AsyncWrite + AsyncRead> AsyncRead for BufWriter<W> {}
    impl<W: AsyncWrite + AsyncSeek> AsyncSeek for BufWriter<W> {}

    pub struct BufStream<RW> {
        inner: RW,
    }

    impl<RW: AsyncRead + AsyncWrite> BufStream<RW> {
        pub fn new(stream: RW) -> BufStream<RW> {}
        pub fn with_capacity(reader_capacity: usize, writer_capacity: usize, stream: RW) -> BufStream<RW> {}
        pub fn get_ref(&self) -> &RW {}
        pub fn get_mut(&mut self) -> &mut RW {}
        pub fn into_inner(self) -> RW {}
    }

    impl<RW: AsyncRead + AsyncWrite> AsyncRead for BufStream<RW> {}
    impl<RW: AsyncRead + AsyncWrite> AsyncBufRead for BufStream<RW> {}
    impl<RW: AsyncRead + AsyncWrite> AsyncWrite for BufStream<RW> {}

    pub fn split<T: AsyncRead + AsyncWrite>(stream: T) -> (ReadHalf<T>, WriteHalf<T>) {}

    pub struct ReadHalf<T> {
        stream: PhantomData<T>,
    }

    impl<T> ReadHalf<T> {
        pub fn unsplit(self, other: WriteHalf<T>) -> T {}
    }

    impl<T: AsyncRead> AsyncRead for ReadHalf<T> {}

    pub struct WriteHalf<T> {
        stream: PhantomData<T>,
    }

    impl<T: AsyncWrite> AsyncWrite for WriteHalf<T> {}

    pub struct DuplexStream(());

    impl AsyncRead for DuplexStream {}
    impl AsyncWrite for DuplexStream {}

    pub fn duplex(size: usize) -> (DuplexStream, DuplexStream) {}

    pub struct Stdin(());
    pub struct Stdout(());
    pub struct Stderr(());

    impl AsyncRead for Stdin {}
    impl AsyncWrite for Stdout {}
    impl AsyncWrite for Stderr {}

    pub fn stdin() -> Stdin {}
    pub fn stdout() -> Stdout {}
    pub fn stderr() -> Stderr {}

    pub struct Empty(());
    pub struct Sink(());
    pub struct Repeat(());

    impl AsyncRead for Empty {}
    impl AsyncWrite for Sink {}
    impl AsyncRead for Repeat {}

    pub fn empty() -> Empty {}
    pub fn sink() -> Sink {}
    pub fn repeat(byte: u8) -> Repeat {}

    pub async fn copy<R: AsyncRead + ?Sized, W: AsyncWrite + ?Sized>(
        reader: &mut R,
        writer: &mut W,
    ) -> Result<u64> {
    }
    pub async fn copy_buf<R: AsyncBufRead + ?Sized, W: AsyncWrite + ?Sized>(
        reader: &mut R,
        writer: &mut W,
    ) -> Result<u64> {
    }
    pub async fn copy_bidirectional<A: ?Sized, B: ?Sized>(a: &mut A, b: &mut B) -> Result<(u64, u64)> {}
}

pub mod fs {
    use std::{
        fs::{Metadata, Permissions},
        io,
        path::{Path, PathBuf},
    };

    use crate::io::{AsyncRead, AsyncSeek, AsyncWrite};

    pub struct File(());

    impl File {
        pub async fn open(path: impl AsRef<Path>) -> io::Result<File> {}
        pub async fn create(path: impl AsRef<Path>) -> io::Result<File> {}
        pub async fn create_new<P: AsRef<Path>>(path: P) -> io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn from_std(std: std::fs::File) -> File {}
        pub async fn sync_all(&self) -> io::Result<()> {}
        pub async fn sync_data(&self) -> io::Result<()> {}
        pub async fn set_len(&self, size: u64) -> io::Result<()> {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn try_clone(&self) -> io::Result<File> {}
        pub async fn into_std(self) -> std::fs::File {}
        pub fn try_into_std(self) -> Result<std::fs::File, Self> {}
        pub async fn set_permissions(&self, permissions: Permissions) -> io::Result<()> {}
        pub fn set_max_buf_size(&mut self, size: usize) {}
    }

    impl AsyncRead for File {}
    impl AsyncWrite for File {}
    impl AsyncSeek for File {}

    impl From<std::fs::File> for File {
        fn from(std: std::fs::File) -> Self {}
    }

    #[derive(Clone, Debug, Default)]
    pub struct OpenOptions(());

    impl OpenOptions {
        pub fn new() -> OpenOptions {}
        pub fn read(&mut self, read: bool) -> &mut OpenOptions {}
        pub fn write(&mut self, write: bool) -> &mut OpenOptions {}
        pub fn append(&mut self, append: bool) -> &mut OpenOptions {}
        pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions {}
        pub fn create(&mut self, create: bool) -> &mut OpenOptions {}
        pub fn create_new(&mut self, create_new: bool) -> &mut OpenOptions {}
        pub fn mode(&mut self, mode: u32) -> &mut OpenOptions {}
        pub async fn open(&self, path: impl AsRef<Path>) -> io::Result<File> {}
    }

    pub struct ReadDir(());

    impl ReadDir {
        pub async fn next_entry(&mut self) -> io::Result<Option<DirEntry>> {}
    }

    pub struct DirEntry(());

    impl DirEntry {
        pub fn path(&self) -> PathBuf {}
        pub fn file_name(&self) -> std::ffi::OsString {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn file_type(&self) -> io::Result<std::fs::FileType> {}
    }

    pub async fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<u64> {}
    pub async fn create_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn hard_link(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {}
    pub async fn read_dir(path: impl AsRef<Path>) -> io::Result<ReadDir> {}
    pub async fn read_link(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn read_to_string(path: impl AsRef<Path>) -> io::Result<String> {}
    pub async fn remove_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_file(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn set_permissions(path: impl AsRef<Path>, permissions: Permissions) -> io::Result<()> {}
    pub async fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn try_exists(path: impl AsRef<Path>) -> io::Result<bool> {}
    pub async fn write(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> io::Result<()> {}
}

pub mod net {
    use std::{
        io,
        net::{IpAddr, SocketAddr},
        path::Path,
    };

    pub use self::{
        tcp::{TcpListener, TcpSocket, TcpStream},
        unix::{UnixDatagram, UnixListener, UnixStream},
    };

    pub trait ToSocketAddrs {}

    pub async fn lookup_host<T: ToSocketAddrs>(host: T) -> io::Result<std::vec::IntoIter<SocketAddr>> {}

    pub mod tcp {
        use std::{
            io,
            net::{Shutdown, SocketAddr},
        };

        use super::ToSocketAddrs;
        use crate::io::{AsyncRead, AsyncWrite};

        pub struct TcpStream(());

        impl TcpStream {
            pub async fn connect<A: ToSocketAddrs>(address: A) -> io::Result<TcpStream> {}
            pub fn from_std(stream: std::net::TcpStream) -> io::Result<TcpStream> {}
            pub fn into_std(self) -> io::Result<std::net::TcpStream> {}
            pub fn local_addr(&self) -> io::Result<SocketAddr> {}
            pub fn peer_addr(&self) -> io::Result<SocketAddr> {}
            pub async fn readable(&self) -> io::Result<()> {}
            pub async fn writable(&self) -> io::Result<()> {}
            pub fn try_read(&self, buffer: &mut [u8]) -> io::Result<usize> {}
            pub fn try_write(&self, buffer: &[u8]) -> io::Result<usize> {}
            pub async fn peek(&self, buffer: &mut [u8]) -> io::Result<usize> {}
            pub fn nodelay(&self) -> io::Result<bool> {}
            pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()> {}
            pub fn set_ttl(&self, ttl: u32) -> io::Result<()> {}
            pub fn split<'a>(&'a mut self) -> (ReadHalf<'a>, WriteHalf<'a>) {}
            pub fn into_split(self) -> (OwnedReadHalf, OwnedWriteHalf) {}
        }

        impl AsyncRead for TcpStream {}
        impl AsyncWrite for TcpStream {}

        pub struct ReadHalf<'a>(&'a TcpStream);
        pub struct WriteHalf<'a>(&'a TcpStream);

        impl AsyncRead for ReadHalf<'_> {}
        impl AsyncWrite for WriteHalf<'_> {}

        pub struct OwnedReadHalf(());
        pub struct OwnedWriteHalf(());

        impl OwnedReadHalf {
            pub fn reunite(self, other: OwnedWriteHalf) -> Result<TcpStream, ReuniteError> {}
        }

        impl OwnedWriteHalf {
            pub fn reunite(self, other: OwnedReadHalf) -> Result<TcpStream, ReuniteError> {}
            pub fn forget(self) {}
        }

        impl AsyncRead for OwnedReadHalf {}
        impl AsyncWrite for OwnedWriteHalf {}

        impl Drop for OwnedWriteHalf {
            fn drop(&mut self) {}
        }

        #[derive(Debug)]
        pub struct ReuniteError(pub OwnedReadHalf, pub OwnedWriteHalf);

        pub struct TcpListener(());

        impl TcpListener {
            pub async fn bind<A: ToSocketAddrs>(address: A) -> io::Result<TcpListener> {}
            pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {}
            pub fn from_std(listener: std::net::TcpListener) -> io::Result<TcpListener> {}
            pub fn into_std(self) -> io::Result<std::net::TcpListener> {}
            pub fn local_addr(&self) -> io::Result<SocketAddr> {}
            pub fn set_ttl(&self, ttl: u32) -> io::Result<()> {}
        }

        pub struct TcpSocket(());

        impl TcpSocket {
            pub fn new_v4() -> io::Result<TcpSocket> {}
            pub fn new_v6() -> io::Result<TcpSocket> {}
            pub fn set_reuseaddr(&self, reuseaddr: bool) -> io::Result<()> {}
            pub fn bind(&self, address: SocketAddr) -> io::Result<()> {}
            pub async fn connect(self, address: SocketAddr) -> io::Result<TcpStream> {}
            pub fn listen(self, backlog: u32) -> io::Result<TcpListener> {}
        }
    }

    pub struct UdpSocket(());

    impl UdpSocket {
        pub async fn bind<A: ToSocketAddrs>(address: A) -> io::Result<UdpSocket> {}
        pub async fn connect<A: ToSocketAddrs>(&self, address: A) -> io::Result<()> {}
        pub async fn send(&self, buffer: &[u8]) -> io::Result<usize> {}
        pub async fn recv(&self, buffer: &mut [u8]) -> io::Result<usize> {}
        pub async fn send_to<A: ToSocketAddrs>(&self, buffer: &[u8], target: A) -> io::Result<usize> {}
        pub async fn recv_from(&self, buffer: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
        pub fn try_recv_from(&self, buffer: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
    }

    pub mod unix {
        use std::{io, path::Path};

        use crate::io::{AsyncRead, AsyncWrite};

        pub struct SocketAddr(());

        pub struct UnixStream(());

        impl UnixStream {
            pub async fn connect<P: AsRef<Path>>(path: P) -> io::Result<UnixStream> {}
            pub fn pair() -> io::Result<(UnixStream, UnixStream)> {}
            pub fn split<'a>(&'a mut self) -> (ReadHalf<'a>, WriteHalf<'a>) {}
            pub fn into_split(self) -> (OwnedReadHalf, OwnedWriteHalf) {}
        }

        impl AsyncRead for UnixStream {}
        impl AsyncWrite for UnixStream {}

        pub struct ReadHalf<'a>(&'a UnixStream);
        pub struct WriteHalf<'a>(&'a UnixStream);
        pub struct OwnedReadHalf(());
        pub struct OwnedWriteHalf(());

        impl AsyncRead for ReadHalf<'_> {}
        impl AsyncWrite for WriteHalf<'_> {}
        impl AsyncRead for OwnedReadHalf {}
        impl AsyncWrite for OwnedWriteHalf {}

        pub struct UnixListener(());

        impl UnixListener {
            pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixListener> {}
            pub async fn accept(&self) -> io::Result<(UnixStream, SocketAddr)> {}
        }

        pub struct UnixDatagram(());

        impl UnixDatagram {
            pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixDatagram> {}
            pub fn unbound() -> io::Result<UnixDatagram> {}
            pub async fn send_to<P: AsRef<Path>>(&self, buffer: &[u8], target: P) -> io::Result<usize> {}
            pub async fn recv(&self, buffer: &mut [u8]) -> io::Result<usize> {}
        }
    }
}

pub mod process {
    use std::{
        ffi::OsStr,
        io,
        path::Path,
        process::{ExitStatus, Output, Stdio},
    };

    use crate::io::{AsyncRead, AsyncWrite};

    pub struct Command(());

    impl Command {
        pub fn new<S: AsRef<OsStr>>(program: S) -> Command {}
        pub fn as_std(&self) -> &std::process::Command {}
        pub fn as_std_mut(&mut self) -> &mut std::process::Command {}
        pub fn arg<S: AsRef<OsStr>>(&mut self, argument: S) -> &mut Command {}
        pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&mut self, arguments: I) -> &mut Command {}
        pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, value: V) -> &mut Command {}
        pub fn envs<I, K, V>(&mut self, variables: I) -> &mut Command {}
        pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command {}
        pub fn env_clear(&mut self) -> &mut Command {}
        pub fn current_dir<P: AsRef<Path>>(&mut self, directory: P) -> &mut Command {}
        pub fn stdin<T: Into<Stdio>>(&mut self, configuration: T) -> &mut Command {}
        pub fn stdout<T: Into<Stdio>>(&mut self, configuration: T) -> &mut Command {}
        pub fn stderr<T: Into<Stdio>>(&mut self, configuration: T) -> &mut Command {}
        pub fn kill_on_drop(&mut self, kill_on_drop: bool) -> &mut Command {}
        pub fn process_group(&mut self, group: i32) -> &mut Command {}
        pub fn spawn(&mut self) -> io::Result<Child> {}
        pub async fn status(&mut self) -> io::Result<ExitStatus> {}
        pub async fn output(&mut self) -> io::Result<Output> {}
    }

    impl From<std::process::Command> for Command {
        fn from(command: std::process::Command) -> Command {}
    }

    pub struct Child {
        pub stdin: Option<ChildStdin>,
        pub stdout: Option<ChildStdout>,
        pub stderr: Option<ChildStderr>,
    }

    impl Child {
        pub fn id(&self) -> Option<u32> {}
        pub fn start_kill(&mut self) -> io::Result<()> {}
        pub async fn kill(&mut self) -> io::Result<()> {}
        pub async fn wait(&mut self) -> io::Result<ExitStatus> {}
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {}
        pub async fn wait_with_output(self) -> io::Result<Output> {}
    }

    pub struct ChildStdin(());
    pub struct ChildStdout(());
    pub struct ChildStderr(());

    impl AsyncWrite for ChildStdin {}
    impl AsyncRead for ChildStdout {}
    impl AsyncRead for ChildStderr {}
}

pub mod signal {
    use std::io;

    pub async fn ctrl_c() -> io::Result<()> {}

    pub mod unix {
        use std::io;

        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct SignalKind(());

        impl SignalKind {
            pub const fn hangup() -> Self {}
            pub const fn interrupt() -> Self {}
            pub const fn quit() -> Self {}
            pub const fn terminate() -> Self {}
            pub const fn user_defined1() -> Self {}
            pub const fn user_defined2() -> Self {}
        }

        pub fn signal(kind: SignalKind) -> io::Result<Signal> {}

        pub struct Signal(());

        impl Signal {
            pub async fn recv(&mut self) -> Option<()> {}
        }
    }
}
