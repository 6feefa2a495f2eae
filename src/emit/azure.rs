//! Issues of Azure's pipelines, as lines that its agent takes out of the log:
//! <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>.

use std::io::Write;

use anyhow::Result;

use super::{Placed, level_name};
use crate::{run::Report, terminal::harmless};

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    for placed in Placed::all(report) {
        writeln!(
            out,
            "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={}]{}",
            level_name(placed.finding.level),
            escaped(&placed.path),
            placed.place.start.line,
            placed.place.start.column,
            escaped(&placed.rule),
            escaped(&placed.words(report)),
        )?;
    }
    Ok(())
}

/// Text without what means something to the agent. Percent first.
fn escaped(text: &str) -> String {
    let mut text = harmless(text).into_owned();
    for (from, to) in [("%", "%AZP25"), (";", "%3B"), ("\r", "%0D"), ("\n", "%0A"), ("]", "%5D")] {
        text = text.replace(from, to);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a[0]; 5%\n"), "a[0%5D%3B 5%AZP25%0A");
    }
}
