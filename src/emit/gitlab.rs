//! GitLab's code quality: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
//! Findings with one fingerprint are taken for one, and a fingerprint that changes is a new finding:
//! so they come from what the code says, not from where it stands.

use std::{collections::HashMap, io::Write};

use anyhow::Result;
use letgo_lints::Level;
use serde::Serialize;

use super::{Placed, text};
use crate::{fingerprint::Identity, run::Report};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut impl Write) -> Result<()> {
    let mut seen: HashMap<Identity, usize> = HashMap::new();
    let mut issues = Vec::new();
    for placed in Placed::all(report) {
        let Some(identity) = Identity::of(&report.sources, placed.finding) else { continue };
        let nth = seen.entry(identity.clone()).or_default();
        let fingerprint = identity.digest(&placed.path, *nth);
        *nth += 1;
        issues.push(Issue {
            // GitLab does not show the name of the check.
            description: format!("{}: {}", placed.rule, placed.finding.diagnostic.message),
            check_name: placed.rule,
            fingerprint,
            severity: if placed.finding.level == Level::Deny { "major" } else { "minor" },
            location: Location {
                path: placed.path,
                lines: Lines { begin: placed.place.start.line, end: placed.place.end.line },
            },
        });
    }
    writeln!(out, "{}", text::json(&issues)?)?;
    Ok(())
}
