//! JUnit's XML: a suite for each file, and a test that failed for each finding. A run that finds
//! nothing is one test that passed, since servers take a report without tests for a mistake.

use std::io::Write;

use anyhow::Result;

use super::{Placed, level_name, text::xml};
use crate::run::Report;

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let findings: Vec<_> = Placed::all(report).collect();
    let total = findings.len().max(1);
    let failed = findings.len();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"letgo\" tests=\"{total}\" failures=\"{failed}\" errors=\"0\">")?;
    if findings.is_empty() {
        writeln!(out, "  <testsuite name=\"letgo\" tests=\"1\" failures=\"0\" errors=\"0\">")?;
        writeln!(out, "    <testcase name=\"nothing found\" classname=\"letgo\"/>\n  </testsuite>")?;
    }
    for of_file in findings.chunk_by(|one, other| one.path == other.path) {
        let Some(first) = of_file.first() else { continue };
        let count = of_file.len();
        let path = xml(&first.path);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\" package=\"letgo\">"
        )?;
        for placed in of_file {
            let (line, column) = (placed.place.start.line, placed.place.start.column);
            writeln!(
                out,
                "    <testcase name=\"{}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">",
                xml(&placed.rule)
            )?;
            writeln!(
                out,
                "      <failure type=\"{}\" message=\"{}\">{path}:{line}:{column}: {}</failure>\n    </testcase>",
                level_name(placed.finding.level),
                xml(&placed.finding.diagnostic.message),
                xml(&placed.words(report)),
            )?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")?;
    Ok(())
}
