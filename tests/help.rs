//! The built binary: what it says of itself.

mod support;

use std::process::{Command, Stdio};

use support::{Project, Run};

const COMMANDS: [&str; 6] = ["init", "config", "baseline", "merge", "completions", "man"];

/// The names of all flags that `--help` shows.
fn flags() -> Vec<String> {
    let help = Project::new().letgo("--help").stdout;
    let words = help.lines().filter_map(|line| {
        line.trim_start().split("--").nth(1).filter(|_| line.trim_start().starts_with('-'))
    });
    let names =
        words.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap());
    names.filter(|name| !name.is_empty()).map(|name| format!("--{name}")).collect()
}

#[test]
fn help_is_in_groups_and_names_the_commands() {
    for flag in ["--help", "-h"] {
        let run = Project::new().letgo(flag);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let mut rest = run.stdout.as_str();
        for part in [
            "Usage: cargo letgo [OPTIONS] [PATHS]...",
            "cargo letgo <COMMAND>",
            "Commands:",
            "Package selection:",
            "Target selection:",
            "Lints:",
            "Adoption:",
            "Configuration:",
            "Output:",
            "Questions:",
            "Run:",
            "Exit status:",
            "Environment:",
        ] {
            let at =
                rest.find(part).unwrap_or_else(|| panic!("{part} is missing or misplaced:\n{}", run.stdout));
            rest = &rest[at..];
        }
        for command in COMMANDS {
            assert!(run.stdout.contains(&format!("\n  {command} ")), "{command}");
        }
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 100), "{}", run.stdout);
    }
    assert!(flags().len() > 50, "{:?}", flags());
}

#[test]
fn completions_know_every_flag_and_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = Project::new().letgo(&format!("completions {shell}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for flag in flags() {
            let flag = if shell == "fish" { format!("-l {}", &flag[2..]) } else { flag };
            assert!(run.stdout.contains(&flag), "{shell}: {flag}");
        }
        for command in COMMANDS {
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
        // Where the shell is there, it takes them.
        let program = if shell == "powershell" { "pwsh" } else { shell };
        let mut check = Command::new(program);
        check.args(if shell == "powershell" { ["-NoProfile", "-Command"] } else { ["-n", "/dev/stdin"] });
        if shell == "powershell" || !check.stdin(Stdio::null()).output().is_ok_and(|run| run.status.success())
        {
            continue;
        }
        let project = Project::new().file("completions", &run.stdout);
        let mut check = Command::new(program);
        let run = Run::of(check.arg("-n").arg(project.path("completions")).stdin(Stdio::null()));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
    }
    let run = Project::new().letgo("completions tcsh");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`completions` is followed by one of `bash`"), "{run:?}");
}

#[test]
fn bash_completes_a_flag() {
    if Command::new("bash").arg("--version").stdin(Stdio::null()).output().is_err() {
        return;
    }
    let project = Project::new();
    let project = project.file("completions", Project::new().letgo("completions bash").stdout);
    let script = ". ./completions; COMP_WORDS=(cargo-letgo --new-from-r); COMP_CWORD=1; \
                  function=$(complete -p cargo-letgo | sed 's/.*-F \\([^ ]*\\) .*/\\1/'); \
                  $function cargo-letgo --new-from-r cargo-letgo; echo \"${COMPREPLY[@]}\"";
    let run =
        Run::of(Command::new("bash").args(["-c", script]).current_dir(project.path("")).stdin(Stdio::null()));
    assert_eq!(run.stdout, "--new-from-rev\n", "{run:?}");
}

#[test]
fn the_man_page_knows_every_flag_and_command() {
    let run = Project::new().letgo("man");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let plain = run.stdout.replace("\\-", "-");
    assert!(plain.contains(".TH cargo-letgo 1"), "{plain}");
    for word in flags().into_iter().chain(COMMANDS.map(str::to_owned)) {
        assert!(plain.contains(&word), "{word}");
    }
}

#[test]
fn an_explanation_is_for_reading() {
    let project = Project::new();
    let explain = ["letgo", "--explain", "discarded_guards"];
    let plain = Run::of(&mut project.command(explain));
    let coloured = Run::of(&mut project.command(explain.into_iter().chain(["--color", "always"])));
    assert!(!plain.stdout.contains("```") && !plain.stdout.contains("//~"), "{}", plain.stdout);
    assert!(plain.stdout.lines().all(|line| line.chars().count() <= 100));
    assert!(coloured.stdout.contains("\x1b[1mWhat it does\x1b[0m\n"), "{}", coloured.stdout);
    assert!(!plain.stdout.contains('\x1b'));
}

#[test]
fn timings_name_the_lints_and_change_no_finding() {
    let text = "pub fn f(m: &std::sync::Mutex<u32>) {\n    let _ = m.lock();\n    g();\n}\nfn g() {}\n";
    let project = Project::good().file("src/lib.rs", text);
    let plain = project.letgo("--no-cache");
    let timed = project.letgo("--timings-per-lint");
    assert_eq!((timed.code, &timed.stdout), (plain.code, &plain.stdout));
    let rest = timed.stderr.strip_prefix(&plain.stderr).expect("the summary comes first");
    for line in rest.lines() {
        let (number, _) = line.split_once(" ms  ").expect(line);
        number.trim().parse::<f64>().expect("milliseconds");
    }
    assert!(rest.contains(" ms  the whole run\n") && rest.contains(" ms  discarded_guards\n"), "{rest}");
    // What was found by an earlier run takes no time.
    assert!(project.letgo("--timings-per-lint").stderr.contains("discarded_guards"));
}

#[test]
fn a_long_run_may_tell_how_far_it_has_come() {
    let project = Project::good();
    let with =
        |when: &str| Run::of(project.command(["letgo", "--no-cache"]).env("CARGO_TERM_PROGRESS_WHEN", when));
    // A run that is over soon shows nothing, and one that shows something takes it away in the end.
    let shown = with("always").stderr;
    assert!(shown.ends_with("nothing found in 1 file\n"), "{shown:?}");
    assert_eq!(with("never").stderr, "nothing found in 1 file\n");
}
