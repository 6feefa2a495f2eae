//! Signatures of spin, for code whose dependencies' sources are not at hand.

pub use barrier::Barrier;
pub use mutex::{Mutex, MutexGuard};
pub use once::Once;
pub use rwlock::{RwLock, RwLockReadGuard, RwLockUpgradableGuard, RwLockWriteGuard};

pub mod mutex {
    use std::ops::{Deref, DerefMut};

    pub struct Mutex<T: ?Sized>(T);
    pub struct MutexGuard<'a, T: ?Sized>(&'a mut T);
    pub struct SpinMutex<T: ?Sized>(T);
    pub struct SpinMutexGuard<'a, T: ?Sized>(&'a mut T);
    pub struct TicketMutex<T: ?Sized>(T);
    pub struct TicketMutexGuard<'a, T: ?Sized>(&'a mut T);
    pub struct FairMutex<T: ?Sized>(T);
    pub struct FairMutexGuard<'a, T: ?Sized>(&'a mut T);

    impl<T> Mutex<T> {
        pub const fn new(value: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> Mutex<T> {
        pub fn lock(&self) -> MutexGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> SpinMutex<T> {
        pub const fn new(value: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> SpinMutex<T> {
        pub fn lock(&self) -> SpinMutexGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<SpinMutexGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> TicketMutex<T> {
        pub const fn new(value: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> TicketMutex<T> {
        pub fn lock(&self) -> TicketMutexGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<TicketMutexGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> FairMutex<T> {
        pub const fn new(value: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> FairMutex<T> {
        pub fn lock(&self) -> FairMutexGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<FairMutexGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<'a, T: ?Sized> MutexGuard<'a, T> {
        pub fn leak(this: Self) -> &'a mut T {}
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
    impl<T: ?Sized> Deref for SpinMutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for SpinMutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for SpinMutexGuard<'_, T> {
        fn drop(&mut self) {}
    }
    impl<T: ?Sized> Deref for TicketMutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for TicketMutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for TicketMutexGuard<'_, T> {
        fn drop(&mut self) {}
    }
    impl<T: ?Sized> Deref for FairMutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> DerefMut for FairMutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {}
    }
    impl<T: ?Sized> Drop for FairMutexGuard<'_, T> {
        fn drop(&mut self) {}
    }
}

pub mod rwlock {
    use std::ops::{Deref, DerefMut};

    pub struct RwLock<T: ?Sized>(T);
    pub struct RwLockReadGuard<'a, T: ?Sized>(&'a T);
    pub struct RwLockUpgradableGuard<'a, T: ?Sized>(&'a T);
    pub struct RwLockWriteGuard<'a, T: ?Sized>(&'a mut T);

    impl<T> RwLock<T> {
        pub const fn new(value: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> RwLock<T> {
        pub fn read(&self) -> RwLockReadGuard<'_, T> {}
        pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {}
        pub fn write(&self) -> RwLockWriteGuard<'_, T> {}
        pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {}
        pub fn upgradeable_read(&self) -> RwLockUpgradableGuard<'_, T> {}
        pub fn try_upgradeable_read(&self) -> Option<RwLockUpgradableGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
        pub fn leak(this: Self) -> &'a T {}
    }
    impl<'a, T: ?Sized> RwLockUpgradableGuard<'a, T> {
        pub fn upgrade(self) -> RwLockWriteGuard<'a, T> {}
        pub fn try_upgrade(self) -> Result<RwLockWriteGuard<'a, T>, Self> {}
        pub fn downgrade(self) -> RwLockReadGuard<'a, T> {}
    }
    impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
        pub fn downgrade(self) -> RwLockReadGuard<'a, T> {}
        pub fn downgrade_to_upgradeable(self) -> RwLockUpgradableGuard<'a, T> {}
        pub fn leak(this: Self) -> &'a mut T {}
    }
    impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
        fn drop(&mut self) {}
    }
    impl<T: ?Sized> Deref for RwLockUpgradableGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {}
    }
    impl<T: ?Sized> Drop for RwLockUpgradableGuard<'_, T> {
        fn drop(&mut self) {}
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
}

pub mod once {
    pub struct Once<T = ()>(T);

    impl<T> Once<T> {
        pub const fn new() -> Self {}
        pub fn call_once<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn try_call_once<F: FnOnce() -> Result<T, E>, E>(&self, f: F) -> Result<&T, E> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn wait(&self) -> &T {}
    }
}

pub mod barrier {
    pub struct Barrier(());
    pub struct BarrierWaitResult(bool);

    impl Barrier {
        pub const fn new(n: usize) -> Self {}
        pub fn wait(&self) -> BarrierWaitResult {}
    }
}
