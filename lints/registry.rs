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
    unparsed_files,
}
