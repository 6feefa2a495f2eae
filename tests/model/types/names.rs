mod inner {
    pub mod deep {
        pub use std::sync::Mutex as Lock;
        pub struct Made(pub Lock<u8>);
        pub enum Kind {
            One(Lock<u8>),
            Two,
        }
        pub use Kind::*;
    }
    pub use self::deep::*;
    pub use deep::Kind as Sort;
    pub type Short<T> = std::result::Result<T, super::Failure>;
    pub(super) fn make() -> Short<Made> {
        Ok(Made(Lock::new(1)))
    }
}

extern crate std as other;

use inner::{self as renamed, One, Short, make};
use other::sync::{self, RwLock};

#[derive(Debug)]
pub struct Failure;

macro_rules! counter {
    ($name:ident, $ty:ty) => {
        pub struct $name {
            pub value: std::sync::Mutex<$ty>,
        }

        impl $name {
            pub fn get(&self) -> std::sync::MutexGuard<'_, $ty> {
                self.value.lock().unwrap()
            }
        }
    };
}

counter!(Hits, u64);

fn paths() -> Short<()> {
    let made = make()?;
    let guard = made.0.lock();
    let sort = renamed::Sort::One(renamed::Lock::new(1));
    if let One(lock) = sort {
        let guard = lock.lock();
    }
    let lock = crate::inner::deep::Lock::new(2_u8);
    let other = sync::Mutex::new(RwLock::new(1_u8));
    use std::cell::RefCell as Cell;
    let cell = Cell::new(1_u8);
    let borrowed = cell.borrow();
    Ok(())
}

fn made_by_macro(hits: &Hits) {
    let field = hits.value.lock();
    let guard = hits.get();
}
