//! One line per finding: `src/lib.rs:3:5: warning[letgo::discarded_guards]: message`.

use std::io::Write;

use anyhow::Result;

use super::level_name;
use crate::{
    run::{Finding, Report},
    terminal::harmless_line,
};

/// Writes all findings.
pub(crate) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    for finding in &report.findings {
        out.write_all(line(report, finding).as_bytes())?;
    }
    Ok(())
}

/// A finding on one line, its end included.
pub(super) fn line(report: &Report, finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let place = match report.sources.locate(diagnostic.primary.span) {
        Some((file, place)) => {
            format!("{}:{}:{}: ", harmless_line(&file.shown), place.start.line, place.start.column)
        }
        None => String::new(),
    };
    let level = level_name(finding.level);
    format!("{place}{level}[letgo::{}]: {}\n", diagnostic.lint, harmless_line(&diagnostic.message))
}
