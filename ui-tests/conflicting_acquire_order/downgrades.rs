// clean
//! A guard that is made of another one acquires nothing.

use parking_lot::{RwLock, RwLockWriteGuard};

struct Builder {
    elements: RwLock<Vec<u32>>,
    layers: RwLock<Vec<u32>>,
}

impl Builder {
    fn insert(&self, element: u32) -> usize {
        let mut elements = self.elements.write();
        let mut layers = self.layers.write();
        elements.push(element);
        layers.push(element);
        let layers = RwLockWriteGuard::downgrade(layers);
        let elements = RwLockWriteGuard::downgrade(elements);
        elements.len() + layers.len()
    }
}
