//! Signatures of dashmap 6: a map of locked shards and the references into it.

use std::{hash::RandomState, marker::PhantomData};

use self::mapref::one::{Ref, RefMut};
pub use self::{
    mapref::entry::{Entry, OccupiedEntry, VacantEntry},
    set::DashSet,
    try_result::TryResult,
};

pub struct DashMap<K, V, S = RandomState> {
    entries: PhantomData<(K, V, S)>,
}

impl<K, V> DashMap<K, V, RandomState> {
    pub fn new() -> Self {}
    pub fn with_capacity(capacity: usize) -> Self {}
    pub fn with_shard_amount(amount: usize) -> Self {}
}

impl<'a, K: 'a, V: 'a, S> DashMap<K, V, S> {
    pub fn with_hasher(hasher: S) -> Self {}
    pub fn insert(&self, key: K, value: V) -> Option<V> {}
    pub fn remove<Q: ?Sized>(&self, key: &Q) -> Option<(K, V)> {}
    pub fn remove_if<Q: ?Sized>(&self, key: &Q, condition: impl FnOnce(&K, &V) -> bool) -> Option<(K, V)> {}
    pub fn remove_if_mut<Q: ?Sized>(
        &self,
        key: &Q,
        condition: impl FnOnce(&K, &mut V) -> bool,
    ) -> Option<(K, V)> {
    }
    pub fn iter(&'a self) -> iter::Iter<'a, K, V, S> {}
    pub fn iter_mut(&'a self) -> iter::IterMut<'a, K, V, S> {}
    pub fn get<Q: ?Sized>(&'a self, key: &Q) -> Option<Ref<'a, K, V>> {}
    pub fn get_mut<Q: ?Sized>(&'a self, key: &Q) -> Option<RefMut<'a, K, V>> {}
    pub fn try_get<Q: ?Sized>(&'a self, key: &Q) -> TryResult<Ref<'a, K, V>> {}
    pub fn try_get_mut<Q: ?Sized>(&'a self, key: &Q) -> TryResult<RefMut<'a, K, V>> {}
    pub fn shrink_to_fit(&self) {}
    pub fn retain(&self, function: impl FnMut(&K, &mut V) -> bool) {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn clear(&self) {}
    pub fn capacity(&self) -> usize {}
    pub fn alter<Q: ?Sized>(&self, key: &Q, function: impl FnOnce(&K, V) -> V) {}
    pub fn alter_all(&self, function: impl FnMut(&K, V) -> V) {}
    pub fn view<Q: ?Sized, R>(&self, key: &Q, function: impl FnOnce(&K, &V) -> R) -> Option<R> {}
    pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool {}
    pub fn entry(&'a self, key: K) -> Entry<'a, K, V> {}
    pub fn try_entry(&'a self, key: K) -> Option<Entry<'a, K, V>> {}
}

impl<K, V, S: Default> Default for DashMap<K, V, S> {
    fn default() -> Self {}
}

impl<K: Clone, V: Clone, S: Clone> Clone for DashMap<K, V, S> {
    fn clone(&self) -> Self {}
}

impl<'a, K, V, S> IntoIterator for &'a DashMap<K, V, S> {
    type Item = mapref::multiple::RefMulti<'a, K, V>;
    type IntoIter = iter::Iter<'a, K, V, S>;
}

pub mod try_result {
    pub enum TryResult<R> {
        Present(R),
        Absent,
        Locked,
    }

    impl<R> TryResult<R> {
        pub fn is_present(&self) -> bool {}
        pub fn is_locked(&self) -> bool {}
        pub fn unwrap(self) -> R {}
        pub fn try_unwrap(self) -> Option<R> {}
    }
}

pub mod iter {
    use std::marker::PhantomData;

    use crate::mapref::multiple::{RefMulti, RefMutMulti};

    pub struct Iter<'a, K, V, S> {
        entries: &'a PhantomData<(K, V, S)>,
    }

    impl<'a, K, V, S> Iterator for Iter<'a, K, V, S> {
        type Item = RefMulti<'a, K, V>;
    }

    pub struct IterMut<'a, K, V, S> {
        entries: &'a PhantomData<(K, V, S)>,
    }

    impl<'a, K, V, S> Iterator for IterMut<'a, K, V, S> {
        type Item = RefMutMulti<'a, K, V>;
    }
}

pub mod mapref {
    pub mod one {
        use std::{
            marker::PhantomData,
            ops::{Deref, DerefMut},
        };

        pub struct Ref<'a, K, V> {
            key: &'a K,
            value: &'a V,
        }

        impl<'a, K, V> Deref for Ref<'a, K, V> {
            type Target = V;
            fn deref(&self) -> &V {}
        }

        impl<'a, K, V> Drop for Ref<'a, K, V> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V> Ref<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
            pub fn map<F: FnOnce(&V) -> &T, T>(self, function: F) -> MappedRef<'a, K, V, T> {}
            pub fn try_map<F: FnOnce(&V) -> Option<&T>, T>(
                self,
                function: F,
            ) -> Result<MappedRef<'a, K, V, T>, Self> {
            }
        }

        pub struct RefMut<'a, K, V> {
            key: &'a K,
            value: &'a mut V,
        }

        impl<'a, K, V> Deref for RefMut<'a, K, V> {
            type Target = V;
            fn deref(&self) -> &V {}
        }

        impl<'a, K, V> DerefMut for RefMut<'a, K, V> {
            fn deref_mut(&mut self) -> &mut V {}
        }

        impl<'a, K, V> Drop for RefMut<'a, K, V> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V> RefMut<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
            pub fn value_mut(&mut self) -> &mut V {}
            pub fn pair_mut(&mut self) -> (&K, &mut V) {}
            pub fn downgrade(self) -> Ref<'a, K, V> {}
            pub fn map<F: FnOnce(&mut V) -> &mut T, T>(self, function: F) -> MappedRefMut<'a, K, V, T> {}
            pub fn try_map<F: FnOnce(&mut V) -> Option<&mut T>, T>(
                self,
                function: F,
            ) -> Result<MappedRefMut<'a, K, V, T>, Self> {
            }
        }

        pub struct MappedRef<'a, K, V, T> {
            key: &'a K,
            owner: PhantomData<V>,
            value: &'a T,
        }

        impl<'a, K, V, T> Deref for MappedRef<'a, K, V, T> {
            type Target = T;
            fn deref(&self) -> &T {}
        }

        impl<'a, K, V, T> Drop for MappedRef<'a, K, V, T> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V, T> MappedRef<'a, K, V, T> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &T {}
        }

        pub struct MappedRefMut<'a, K, V, T> {
            key: &'a K,
            owner: PhantomData<V>,
            value: &'a mut T,
        }

        impl<'a, K, V, T> Deref for MappedRefMut<'a, K, V, T> {
            type Target = T;
            fn deref(&self) -> &T {}
        }

        impl<'a, K, V, T> DerefMut for MappedRefMut<'a, K, V, T> {
            fn deref_mut(&mut self) -> &mut T {}
        }

        impl<'a, K, V, T> Drop for MappedRefMut<'a, K, V, T> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V, T> MappedRefMut<'a, K, V, T> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &T {}
        }
    }

    pub mod multiple {
        use std::ops::{Deref, DerefMut};

        pub struct RefMulti<'a, K, V> {
            key: &'a K,
            value: &'a V,
        }

        impl<'a, K, V> Deref for RefMulti<'a, K, V> {
            type Target = V;
            fn deref(&self) -> &V {}
        }

        impl<'a, K, V> Drop for RefMulti<'a, K, V> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V> RefMulti<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
        }

        pub struct RefMutMulti<'a, K, V> {
            key: &'a K,
            value: &'a mut V,
        }

        impl<'a, K, V> Deref for RefMutMulti<'a, K, V> {
            type Target = V;
            fn deref(&self) -> &V {}
        }

        impl<'a, K, V> DerefMut for RefMutMulti<'a, K, V> {
            fn deref_mut(&mut self) -> &mut V {}
        }

        impl<'a, K, V> Drop for RefMutMulti<'a, K, V> {
            fn drop(&mut self) {}
        }

        impl<'a, K, V> RefMutMulti<'a, K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
            pub fn value_mut(&mut self) -> &mut V {}
            pub fn pair_mut(&mut self) -> (&K, &mut V) {}
        }
    }

    pub mod entry {
        use crate::mapref::one::RefMut;

        pub enum Entry<'a, K, V> {
            Occupied(OccupiedEntry<'a, K, V>),
            Vacant(VacantEntry<'a, K, V>),
        }

        impl<'a, K, V> Entry<'a, K, V> {
            pub fn and_modify(self, function: impl FnOnce(&mut V)) -> Self {}
            pub fn key(&self) -> &K {}
            pub fn or_default(self) -> RefMut<'a, K, V> {}
            pub fn or_insert(self, value: V) -> RefMut<'a, K, V> {}
            pub fn or_insert_with(self, function: impl FnOnce() -> V) -> RefMut<'a, K, V> {}
            pub fn or_try_insert_with<E>(
                self,
                function: impl FnOnce() -> Result<V, E>,
            ) -> Result<RefMut<'a, K, V>, E> {
            }
            pub fn insert(self, value: V) -> RefMut<'a, K, V> {}
        }

        pub struct VacantEntry<'a, K, V> {
            value: &'a mut Option<V>,
            key: K,
        }

        impl<'a, K, V> VacantEntry<'a, K, V> {
            pub fn insert(self, value: V) -> RefMut<'a, K, V> {}
            pub fn into_key(self) -> K {}
            pub fn key(&self) -> &K {}
        }

        pub struct OccupiedEntry<'a, K, V> {
            value: &'a mut V,
            key: K,
        }

        impl<'a, K, V> OccupiedEntry<'a, K, V> {
            pub fn get(&self) -> &V {}
            pub fn get_mut(&mut self) -> &mut V {}
            pub fn insert(&mut self, value: V) -> V {}
            pub fn into_ref(self) -> RefMut<'a, K, V> {}
            pub fn key(&self) -> &K {}
            pub fn remove(self) -> V {}
            pub fn remove_entry(self) -> (K, V) {}
        }

        impl<K, V> Drop for OccupiedEntry<'_, K, V> {
            fn drop(&mut self) {}
        }

        impl<K, V> Drop for VacantEntry<'_, K, V> {
            fn drop(&mut self) {}
        }
    }
}

mod set {
    use std::{hash::RandomState, marker::PhantomData};

    pub struct DashSet<K, S = RandomState> {
        entries: PhantomData<(K, S)>,
    }

    impl<K> DashSet<K, RandomState> {
        pub fn new() -> Self {}
    }

    impl<K, S> DashSet<K, S> {
        pub fn insert(&self, key: K) -> bool {}
        pub fn remove<Q: ?Sized>(&self, key: &Q) -> Option<K> {}
        pub fn contains<Q: ?Sized>(&self, key: &Q) -> bool {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&self) {}
    }
}
