//! Where a hold may be at one point, and arithmetic on places.

use fixedbitset::FixedBitSet;
use smallvec::SmallVec;

use crate::body::{Place, Projection};

/// Where a hold may be, and what may borrow from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// The places that may hold the value. Sorted by arrival, without repeats.
    pub(super) places: SmallVec<[Place; 2]>,
    /// Locals whose values may borrow from it.
    pub(super) borrowers: FixedBitSet,
}

/// More places than this for one value, and it is given up as escaped.
const PLACES_LIMIT: usize = 12;

impl State {
    /// It is nowhere, in a body of so many locals.
    pub(super) fn nowhere(locals: usize) -> Self {
        State { places: SmallVec::new(), borrowers: FixedBitSet::with_capacity(locals) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub(super) fn add(&mut self, place: Place) {
        if !self.places.contains(&place) && self.places.len() < PLACES_LIMIT {
            self.places.push(place);
        }
    }

    /// Takes in what another path brings; says whether that was new.
    pub(super) fn join(&mut self, other: &State) -> bool {
        let before = self.places.len();
        for place in &other.places {
            self.add(place.clone());
        }
        let lends_more = !other.borrowers.is_subset(&self.borrowers);
        if lends_more {
            self.borrowers.union_with(&other.borrowers);
        }
        lends_more || before != self.places.len()
    }
}

/// The way from `outer` to `inner`, where `inner` is in `outer` or is it.
pub(super) fn suffix<'p>(outer: &Place, inner: &'p Place) -> Option<&'p [Projection]> {
    if outer.base != inner.base || outer.projections.len() > inner.projections.len() {
        return None;
    }
    let (start, rest) = inner.projections.split_at(outer.projections.len());
    (start == outer.projections.as_slice()).then_some(rest)
}

/// Whether one of two places is in the other.
pub(super) fn overlaps(first: &Place, second: &Place) -> bool {
    suffix(first, second).is_some() || suffix(second, first).is_some()
}

/// A place further along a way.
pub(super) fn extend(place: &Place, way: &[Projection]) -> Place {
    let mut place = place.clone();
    place.projections.extend_from_slice(way);
    place
}
