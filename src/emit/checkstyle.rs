//! Checkstyle's XML, which many servers and review bots read.

use std::io::Write;

use anyhow::Result;

use super::{Placed, level_name, text::xml};
use crate::run::Report;

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    let findings: Vec<_> = Placed::all(report).collect();
    for of_file in findings.chunk_by(|one, other| one.path == other.path) {
        let Some(first) = of_file.first() else { continue };
        writeln!(out, "  <file name=\"{}\">", xml(&first.path))?;
        for placed in of_file {
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>",
                placed.place.start.line,
                placed.place.start.column,
                level_name(placed.finding.level),
                xml(&placed.words(report)),
                xml(&placed.rule.replace("::", ".")),
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")?;
    Ok(())
}
