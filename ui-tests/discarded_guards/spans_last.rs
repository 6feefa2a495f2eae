//! A span in which nothing is done any more.

use tracing::{info_span, span, trace_span};

fn entered_once() {
    let child = {
        let root = trace_span!("root");
        let _entered = root.enter();
        span!(tracing::Level::TRACE, "child")
    };
    run(|| {
        println!("in no span");
        let _ = child.enter();
    });
}

fn lost() {
    let _ = info_span!("parent").entered(); //~ discarded_guards
    println!("in no span");
}

fn all_there_is() {
    let _ = info_span!("parent").entered(); //~ discarded_guards
}

fn run(work: impl FnOnce()) {
    work();
}
