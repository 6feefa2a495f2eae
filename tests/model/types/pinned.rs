//! Fields that a projection of a pinned value hands out: which are pinned only an attribute of the
//! field says, which a macro reads.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

pub struct Ready(Option<Arc<Mutex<u8>>>);
impl Future for Ready {
    type Output = Arc<Mutex<u8>>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let value = self.0.take();
        Poll::Ready(value.unwrap())
    }
}

#[pin_project::pin_project]
pub struct Both<F: Future> {
    #[pin]
    first: F,
    #[pin]
    second: Ready,
    #[pin]
    third: Option<Ready>,
    plain: Mutex<u8>,
}

impl<F: Future> Both<F> {
    fn step(self: Pin<&mut Self>, cx: &mut Context<'_>) {
        let mut this = self.project();
        let generic = this.first.poll(cx);
        let again = this.second.as_mut();
        let own = this.second.as_mut().poll(cx);
        let plain = this.plain.lock();
        this.third.set(None);
    }
}

// A value that is not pinned has no such methods.
pub fn plain(ready: Ready, list: Vec<Ready>) {
    let unknown = list.poll();
    let other = ready.there_is_no_such_method();
}
