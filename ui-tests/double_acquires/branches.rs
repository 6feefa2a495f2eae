//! What one branch has found of a flag holds for the next one.

use std::sync::{Mutex, MutexGuard};

struct Account {
    inner: Mutex<i64>,
}

impl Account {
    fn lock_inner(&self) -> MutexGuard<'_, i64> {
        self.inner.lock().unwrap()
    }
}

fn is_equal(one: &Account, other: &Account) -> bool {
    let ordered = (one as *const Account as usize) < (other as *const Account as usize);
    let a = if ordered { one.lock_inner() } else { other.lock_inner() };
    let b = if ordered { other.lock_inner() } else { one.lock_inner() };
    *a == *b
}

fn same_way_round(one: &Account, other: &Account, ordered: bool) -> bool {
    let a = if ordered { one.lock_inner() } else { other.lock_inner() };
    let b = if ordered { one.lock_inner() } else { other.lock_inner() }; //~ double_acquires
    *a == *b
}

/// The flag is another one in the next round.
fn changed(one: &Mutex<u32>, mut first: bool) -> u32 {
    let mut sum = 0;
    let mut kept = None;
    for number in 0..2 {
        if first {
            kept = Some(one.lock().unwrap());
        }
        first = !first;
        if !first {
            sum += *one.lock().unwrap() + number; //~ double_acquires
        }
    }
    drop(kept);
    sum
}

fn one_of_two(one: &Mutex<u32>, early: bool) -> u32 {
    let guard = if early { Some(one.lock().unwrap()) } else { None };
    if early {
        return guard.map_or(0, |guard| *guard);
    }
    *one.lock().unwrap()
}
