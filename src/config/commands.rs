//! What is told about the configuration, and a first one.

use std::{fs, io::Write, path::PathBuf};

use anyhow::{Context, Result, bail};
use letgo_lints::{LINTS, Level};

use super::{Configuration, FILE, schema};
use crate::{
    cli::ConfigCommand,
    levels::Levels,
    paths,
    settings::Settings,
    terminal,
    workspace::{Owner, plan::Plan, select},
};

/// Does one of the things that begin with `config`.
pub(crate) fn execute(what: ConfigCommand, settings: &Settings, out: &mut impl Write) -> Result<()> {
    if what == ConfigCommand::Schema {
        writeln!(out, "{}", schema::text())?;
        return Ok(());
    }
    let plan = Plan::new(settings)?;
    let configuration = Configuration::load(settings, &plan)?;
    match what {
        ConfigCommand::Schema => {}
        ConfigCommand::Path => {
            for layer in &configuration.layers {
                writeln!(out, "{}", layer.shown)?;
            }
        }
        ConfigCommand::Verify => {
            let read = configuration.layers.iter().map(|layer| &*layer.shown).collect::<Vec<_>>();
            match &*read {
                [] => writeln!(out, "no configuration; defaults count")?,
                read => writeln!(out, "{}: nothing is wrong", read.join(", "))?,
            }
        }
        ConfigCommand::Show => show(&configuration, &plan, out)?,
    }
    Ok(())
}

/// Writes what counts, as a file of ours would say it.
fn show(configuration: &Configuration, plan: &Plan, out: &mut impl Write) -> Result<()> {
    let mut owners: Vec<Owner> =
        plan.crates.iter().filter(|krate| krate.reported).map(|krate| krate.owner).collect();
    // One target speaks for its package.
    owners.dedup_by_key(|owner| match owner {
        Owner::Target(workspace, package, _) => Some((*workspace, *package)),
        Owner::None => None,
    });
    let mut shown: Vec<(String, Vec<String>)> = Vec::new();
    for owner in owners {
        let text = text_for(configuration, owner)?;
        let name = plan.target(owner).map_or("files without a package", |(package, _)| &*package.name);
        match shown.iter_mut().find(|(known, _)| *known == text) {
            Some((_, names)) => names.push(name.to_owned()),
            None => shown.push((text, vec![name.to_owned()])),
        }
    }
    let differ = shown.len() > 1;
    for (number, (text, names)) in shown.into_iter().enumerate() {
        if differ {
            writeln!(out, "{}# {}", if number > 0 { "\n" } else { "" }, names.join(", "))?;
        }
        // More than one table of a name would be no TOML.
        let prefix = if number > 0 { "# " } else { "" };
        for line in text.lines() {
            writeln!(out, "{}", format!("{prefix}{line}").trim_end())?;
        }
    }
    Ok(())
}

fn text_for(configuration: &Configuration, owner: Owner) -> Result<String> {
    let layers: Vec<_> = configuration.chain(owner).map(|(_, layer)| layer).collect();
    let mut text = String::new();
    for layer in &layers {
        text.push_str(&format!("# from {}\n", layer.shown));
    }
    text.push_str("version = 1\n\n[lints]\n");
    let levels = configuration.levels_of(owner)?;
    let defaults = Levels::new([])?;
    for lint in LINTS {
        let level = levels.of(lint.name);
        let is_changed = level != defaults.of(lint.name);
        let note = if is_changed {
            format!(" # {} by default", word(defaults.of(lint.name)))
        } else {
            String::new()
        };
        text.push_str(&format!("{} = \"{}\"{note}\n", lint.name, word(level)));
    }
    text.push_str("\n[files]\n");
    let patterns = |patterns: &[glob::Pattern]| {
        let quoted: Vec<_> = patterns.iter().map(|pattern| format!("{:?}", pattern.as_str())).collect();
        format!("[{}]", quoted.join(", "))
    };
    let exclude: Vec<_> = layers.iter().flat_map(|layer| layer.words.exclude.iter().cloned()).collect();
    text.push_str(&format!("exclude = {}\n", patterns(&exclude)));
    text.push_str(&format!("tests = {}\n", configuration.looks_at_tests(owner)));
    for entry in layers.iter().flat_map(|layer| &layer.words.per_file) {
        text.push_str(&format!("\n[[per-file]]\npaths = {}\n", patterns(&entry.paths)));
        let lints = entry.lints.iter().map(|change| {
            let level = if change.forbid { "forbid" } else { word(change.level) };
            format!("{} = \"{level}\"", change.name)
        });
        text.push_str(&format!("lints = {{ {} }}\n", lints.collect::<Vec<_>>().join(", ")));
    }
    let resources = layers.iter().flat_map(|layer| &layer.words.facts.resources);
    for resource in resources {
        text.push_str(&format!("\n# resource.{}: {}\n", resource.id, resource.types.join(", ")));
    }
    Ok(text)
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

/// Writes a first file with every key explained, at the root of the workspace or here.
pub(crate) fn init(to_stdout: bool, settings: &Settings, out: &mut impl Write) -> Result<()> {
    if to_stdout {
        out.write_all(template().as_bytes())?;
        return Ok(());
    }
    let path = place(settings);
    let shown = paths::shown(&settings.directory, &path);
    let mut file = match fs::File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{shown} is there already; `cargo letgo init --stdout` prints a new one")
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {shown}")),
    };
    file.write_all(template().as_bytes()).with_context(|| format!("cannot write {shown}"))?;
    if !settings.quiet {
        terminal::tell(format_args!("{shown}: written"));
    }
    Ok(())
}

/// Where the file counts for everything here.
fn place(settings: &Settings) -> PathBuf {
    let manifest = select::manifest(&settings.directory, &settings.packages);
    let workspace = manifest.ok().and_then(|manifest| crate::workspace::load(&manifest, settings).ok());
    let root = workspace.map_or_else(|| settings.directory.clone(), |workspace| workspace.root);
    root.join(FILE)
}

/// A file that says nothing, with everything that it could say.
fn template() -> String {
    let mut text = String::from(HEAD);
    let width = LINTS.iter().map(|lint| lint.name.len()).max().unwrap_or_default();
    for lint in LINTS {
        let level = format!("\"{}\"", word(lint.lint.group.default_level()));
        text.push_str(&format!("# {:width$} = {level:7} # {}\n", lint.name, lint.summary()));
    }
    text.push_str(TAIL);
    text
}

const HEAD: &str = "\
# What letgo goes by in this workspace. Everything here is optional; what is commented out is the
# default, or an example. `cargo letgo config show` prints what counts, `config verify` looks for
# mistakes, and `config schema` gives a JSON schema for editors.
version = 1

# Levels: allow, warn, deny, or forbid, which no flag may change. Groups: correctness, suspicious,
# perf, pedantic, restriction, all, and warnings for all that warn. The higher priority wins, and a
# lint wins over a group.
[lints]
# all = { level = \"warn\", priority = -1 }
";

const TAIL: &str = "
# Which files are reported on. Patterns are seen from this file.
[files]
# exclude = [\"vendor/**\", \"**/generated/*.rs\"]
# tests = true

# Levels in some files.
# [[per-file]]
# paths = [\"benches/**\", \"examples/**\"]
# lints = { discarded_guards = \"allow\" }

# Resources of your own.
# [resource.lease]
# type = \"acme_pool::Lease\"
# kind = \"connection\"
# on-drop = \"returns\"
# duty = \"close\"
# close.end = { takes = \"self\", returns = \"Future<Result<()>>\", effect = \"closed\" }

# [functions]
# \"acme_pool::settle\" = { blocks = \"network\" }
";
