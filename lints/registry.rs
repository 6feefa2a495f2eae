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
    async_guards_held_across_await,
    blocking_cleanup_in_drop,
    conflicting_acquire_order,
    connections_held_across_await,
    detached_tasks,
    discarded_guards,
    double_acquires,
    endless_tasks,
    exits_skipping_drop,
    forgotten_guards,
    guards_held_across_await,
    guards_held_across_blocking_calls,
    guards_held_across_callbacks,
    guards_held_across_loops,
    guards_held_in_scrutinee,
    guards_held_too_long,
    locks_held_across_joins,
    nested_pool_acquires,
    orphaned_temp_paths,
    panics_in_drop,
    pools_shut_down_in_constructor,
    probed_locks,
    recursive_reads,
    releases_skipped_on_error,
    short_lived_setup_guards,
    suppressions_without_reason,
    swallowed_close_errors,
    unawaited_releases,
    uncaptured_guards,
    unclosed_channels,
    uncommitted_transactions,
    unflushed_writers,
    unparsed_files,
    unreaped_children,
    unused_suppressions,
}
