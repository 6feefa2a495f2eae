//! Formats in which findings are written, one file each.

use std::io::{self, Write};

use anyhow::Result;
use letgo_lints::Level;

use crate::{
    run::Report,
    settings::{Format, Settings},
};

pub(crate) mod docs;
mod human;
mod json;
mod short;

/// Writes all findings of a run.
pub(crate) fn report(report: &Report, settings: &Settings, out: &mut impl Write) -> Result<()> {
    match settings.format {
        Format::Human => human::write(report, settings.colour, out),
        Format::Short => short::write(report, out),
        Format::Json(rendered) => json::write(report, rendered, out),
        Format::JsonWithoutDiagnostics => {
            human::write(report, settings.colour_of_errors, &mut io::stderr().lock())
        }
    }
}

/// What rustc calls a finding of that level.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}
