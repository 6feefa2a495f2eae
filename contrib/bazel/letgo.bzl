"""An aspect that runs letgo on the sources of Rust targets.

It follows the aspect of rules_rust for rustfmt: one action per target, which depends on the sources,
the configuration and letgo, and on nothing else. letgo builds nothing, so no dependency is built
either; what it would know of other crates it does not know here.

    bazel build //... --aspects=//tools:letgo.bzl%letgo_aspect --output_groups=letgo

Untested with Bazel itself. What it asks of letgo is tested (`tests/monorepo.rs`).
"""

load("@rules_rust//rust:rust_common.bzl", "CrateInfo", "TestCrateInfo")

def _letgo_aspect_impl(target, ctx):
    if "no-letgo" in ctx.rule.attr.tags or target.label.workspace_root.startswith("external"):
        return []
    if CrateInfo in target:
        crate = target[CrateInfo]
    elif TestCrateInfo in target:
        crate = target[TestCrateInfo].crate
    else:
        return []
    sources = [source for source in crate.srcs.to_list() if source.is_source]
    if not sources:
        return []

    human = ctx.actions.declare_file(target.label.name + ".letgo.txt")
    sarif = ctx.actions.declare_file(target.label.name + ".letgo.sarif")
    arguments = ctx.actions.args()
    arguments.use_param_file("@%s", use_always = True)
    arguments.set_param_file_format("multiline")
    arguments.add_all(["letgo", "--isolated", "--no-cache", "--quiet", "--color", "never"])
    arguments.add("--edition", crate.edition)
    arguments.add("--root", ".")
    arguments.add(sarif, format = "--output=sarif=%s")
    arguments.add(human, format = "--output=human=%s")
    arguments.add_all(ctx.files._config, before_each = "--config-file")

    # An action that succeeds is cached, and its warnings are never seen again.
    arguments.add("--deny=warnings")
    arguments.add_all(sources)
    ctx.actions.run(
        executable = ctx.executable._letgo,
        inputs = sources + ctx.files._config,
        outputs = [human, sarif],
        arguments = [arguments],
        mnemonic = "Letgo",
        progress_message = "letgo %{label}",
        execution_requirements = {"supports-path-mapping": "1"},
    )
    return [OutputGroupInfo(letgo = depset([human, sarif]))]

letgo_aspect = aspect(
    implementation = _letgo_aspect_impl,
    attrs = {
        "_config": attr.label(default = "//:letgo.toml", allow_files = True),
        "_letgo": attr.label(
            default = "//tools:cargo-letgo",
            allow_single_file = True,
            cfg = "exec",
            executable = True,
        ),
    },
    required_providers = [[CrateInfo], [TestCrateInfo]],
)
