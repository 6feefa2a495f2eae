//! The list of all lints, in alphabetical order. A test adds the files that are missing.

use crate::Registered;

macro_rules! lints {
    ($($name:ident,)*) => {
        /// All lints, by name.
        pub static LINTS: &[Registered] = &[
            $(Registered {
                name: stringify!($name),
                lint: &crate::$name::LINT,
                source: include_str!(concat!(stringify!($name), ".rs")),
            },)*
        ];
    };
}

lints! {
    conflicting_acquire_order,
    discarded_guards,
    double_acquires,
    guards_held_across_await,
    guards_held_across_blocking_calls,
    guards_held_across_loops,
    locks_held_across_joins,
    nested_pool_acquires,
    pools_shut_down_in_constructor,
    recursive_reads,
    swallowed_close_errors,
    unawaited_releases,
    unclosed_channels,
    uncommitted_transactions,
    unflushed_writers,
    unparsed_files,
}
