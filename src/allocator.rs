//! mimalloc as the allocator of the whole program.
//!
//! The `mimalloc` crate says the alignment of every value. For sizes that are no power of two, mimalloc
//! then takes a block that is larger by that, and looks for an aligned place in it. Nearly all values are
//! aligned as every block is by itself, and need nothing of that: a run has 2 % fewer instructions.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys as ffi;

/// Every block begins at a multiple of this: of a word.
const ALWAYS: usize = size_of::<usize>();

/// The allocator.
pub(crate) struct Mimalloc;

// SAFETY: the functions of mimalloc are those of `malloc` and its like, and do not unwind. They give null
// or a block of at least that size, which is nobody else's until it is freed; all of it is freed and
// resized by the same allocator, as the caller promises. A block is aligned to what is asked for where
// that is said, and to a word where it is not: blocks are multiples of a word long and follow each other
// from an aligned place (`MI_MAX_ALIGN_SIZE` and what is said of it in mimalloc's `types.h`). To free a
// block takes neither size nor alignment.
#[expect(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Mimalloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let block = match layout.align() {
            // SAFETY: see above.
            ..=ALWAYS => unsafe { ffi::mi_malloc(layout.size()) },
            // SAFETY: see above; the alignment of a layout is a power of two.
            alignment => unsafe { ffi::mi_malloc_aligned(layout.size(), alignment) },
        };
        block.cast()
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let block = match layout.align() {
            // SAFETY: see above.
            ..=ALWAYS => unsafe { ffi::mi_zalloc(layout.size()) },
            // SAFETY: see above; the alignment of a layout is a power of two.
            alignment => unsafe { ffi::mi_zalloc_aligned(layout.size(), alignment) },
        };
        block.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller has the block from this allocator.
        unsafe { ffi::mi_free(block.cast()) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let block = block.cast();
        let block = match layout.align() {
            // SAFETY: the caller has the block from this allocator. What is in it is moved along.
            ..=ALWAYS => unsafe { ffi::mi_realloc(block, size) },
            // SAFETY: the same; the alignment of a layout is a power of two.
            alignment => unsafe { ffi::mi_realloc_aligned(block, size, alignment) },
        };
        block.cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(unsafe_code, reason = "an allocator is called so")]
    fn blocks_are_aligned_and_keep_what_is_in_them() {
        for alignment in (0..13).map(|shift| 1 << shift) {
            for size in (1..200).chain([1000, 1025, 4097, 70_001]) {
                let layout = Layout::from_size_align(size, alignment).unwrap();
                // SAFETY: the size is not null, and all that is written and read is within it.
                unsafe {
                    let plain = Mimalloc.alloc(layout);
                    let zeroed = Mimalloc.alloc_zeroed(layout);
                    assert!(is_at(plain, alignment) && is_at(zeroed, alignment));
                    assert!((0..size).all(|place| *zeroed.add(place) == 0));
                    plain.write_bytes(7, size);
                    let grown = Mimalloc.realloc(plain, layout, size * 3);
                    assert!(is_at(grown, alignment), "{size} bytes at {alignment}");
                    assert!((0..size).all(|place| *grown.add(place) == 7));
                    Mimalloc.dealloc(grown, Layout::from_size_align(size * 3, alignment).unwrap());
                    Mimalloc.dealloc(zeroed, layout);
                }
            }
        }
    }

    fn is_at(block: *mut u8, alignment: usize) -> bool {
        !block.is_null() && block.addr().is_multiple_of(alignment)
    }
}
