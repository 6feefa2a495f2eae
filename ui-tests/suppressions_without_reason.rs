use std::sync::Mutex;

fn f(m: &Mutex<u32>) {
    // letgo: allow(discarded_guards) //~ suppressions_without_reason
    let _ = m.lock();
    work();
    let _ = m.lock(); // letgo: allow(discarded_guards): //~ suppressions_without_reason
    work();
    #[cfg_attr(any(), letgo::allow(discarded_guards))] //~ suppressions_without_reason
    let _ = m.lock();
    work();
    // letgo: allow(discarded_guards): on purpose
    let _ = m.lock();
    work();
    // letgo: allow(discarded_guards) - on purpose
    let _ = m.lock();
    work();
    // letgo: allow(discarded_guards, reason = "on purpose")
    let _ = m.lock();
    work();
}

// letgo: allow(suppressions_without_reason): the names say it
fn said_by_names(m: &Mutex<u32>) {
    // letgo: allow(discarded_guards)
    let _ = m.lock();
    work();
}

#[allow(clippy::let_underscore_lock)]
fn for_another_tool(m: &Mutex<u32>) {
    let _ = m.lock();
    work();
}

fn work() {}
