//! Signatures of scopeguard 1: closures that run at the end of a scope.

use std::{
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

pub trait Strategy {
    fn should_run() -> bool;
}

#[derive(Debug)]
pub enum Always {}

#[derive(Debug)]
pub enum OnUnwind {}

#[derive(Debug)]
pub enum OnSuccess {}

impl Strategy for Always {
    fn should_run() -> bool {}
}

impl Strategy for OnUnwind {
    fn should_run() -> bool {}
}

impl Strategy for OnSuccess {
    fn should_run() -> bool {}
}

pub struct ScopeGuard<T, F: FnOnce(T), S: Strategy = Always> {
    value: T,
    drop: F,
    strategy: PhantomData<S>,
}

impl<T, F: FnOnce(T), S: Strategy> ScopeGuard<T, F, S> {
    pub fn with_strategy(value: T, drop: F) -> ScopeGuard<T, F, S> {}
    pub fn into_inner(guard: Self) -> T {}
}

impl<T, F: FnOnce(T), S: Strategy> Deref for ScopeGuard<T, F, S> {
    type Target = T;
    fn deref(&self) -> &T {}
}

impl<T, F: FnOnce(T), S: Strategy> DerefMut for ScopeGuard<T, F, S> {
    fn deref_mut(&mut self) -> &mut T {}
}

impl<T, F: FnOnce(T), S: Strategy> Drop for ScopeGuard<T, F, S> {
    fn drop(&mut self) {}
}

pub fn guard<T, F: FnOnce(T)>(value: T, drop: F) -> ScopeGuard<T, F, Always> {}
pub fn guard_on_success<T, F: FnOnce(T)>(value: T, drop: F) -> ScopeGuard<T, F, OnSuccess> {}
pub fn guard_on_unwind<T, F: FnOnce(T)>(value: T, drop: F) -> ScopeGuard<T, F, OnUnwind> {}

#[macro_export]
macro_rules! defer {
    ($($statements:tt)*) => {
        let _guard = $crate::guard((), |()| { $($statements)* });
    };
}

#[macro_export]
macro_rules! defer_on_success {
    ($($statements:tt)*) => {
        let _guard = $crate::guard_on_success((), |()| { $($statements)* });
    };
}

#[macro_export]
macro_rules! defer_on_unwind {
    ($($statements:tt)*) => {
        let _guard = $crate::guard_on_unwind((), |()| { $($statements)* });
    };
}
