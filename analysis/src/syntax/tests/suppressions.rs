//! Suppressions: how they are written, and how far they reach.

use crate::syntax::suppressions::{Form, Suppression, is_same_code, lines_for_suppressions, suppressions};

fn only(text: &str) -> Suppression {
    let mut found = suppressions(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

fn lints(suppression: &Suppression) -> Vec<&str> {
    suppression.lints.iter().map(|lint| &*lint.name).collect()
}

/// What is silenced by the only suppression of a text.
fn scope(text: &str) -> &str {
    &text[only(text).scope.indices()]
}

#[test]
fn comments() {
    for (comment, names, reason) in [
        ("// letgo: allow(a)", &["a"][..], None),
        ("//letgo:allow( a ,letgo::b-c ) : because", &["a", "b-c"], Some("because")),
        ("// letgo: expect(a) -- because, (really)", &["a"], Some("because, (really)")),
        ("/* letgo: allow(a) \u{2014} because */", &["a"], Some("because")),
        ("// letgo: allow(a, reason = \"because\")", &["a"], Some("because")),
    ] {
        let found = only(&format!("fn f() {{\n    {comment}\n    g();\n}}"));
        assert_eq!((lints(&found), found.reason.as_deref()), (names.to_vec(), reason), "{comment}");
        assert_eq!((found.form, found.mistake.as_deref()), (Form::Comment, None), "{comment}");
        for lint in &found.lints {
            let text = format!("fn f() {{\n    {comment}\n    g();\n}}");
            assert!(text[lint.range.indices()].ends_with(&lint.name), "{comment}");
        }
    }
    for prose in
        ["// letgo: it is fine", "// letgo allow(a)", "/// letgo: allow(a)", "// see letgo: allow(a)"]
    {
        assert_eq!(suppressions(&format!("{prose}\nfn f() {{}}")), [], "{prose}");
    }
    let mistake = |comment: &str| only(comment).mistake.unwrap_or_default();
    assert_eq!(mistake("// letgo: alow(a): b"), "there is no `alow`, did you mean `allow`?");
    assert_eq!(mistake("// letgo: ignore(a)"), "there is no `ignore`: write `letgo: allow(lint): reason`");
    assert_eq!(mistake("// letgo: allow a"), "it names no lint: write `letgo: allow(lint): reason`");
    assert_eq!(mistake("// letgo: allow()"), "it names no lint: write `letgo: allow(lint): reason`");
}

#[test]
fn attributes() {
    for (attribute, form, names, reason) in [
        (
            "#[cfg_attr(any(), letgo::allow(a, b, reason = \"r\"))]",
            Form::Attribute,
            &["a", "b"][..],
            Some("r"),
        ),
        ("#[cfg_attr(false, letgo::expect(a))]", Form::Attribute, &["a"], None),
        ("#[cfg_attr(letgo, allow(letgo::a))]", Form::Attribute, &["a"], None),
        ("#[cfg_attr(x, cfg_attr(y, letgo::allow(a)))]", Form::Attribute, &["a"], None),
        ("#[allow(clippy::a, b)]", Form::Foreign, &["clippy::a", "b"], None),
        ("#[expect(clippy::a, reason = \"r\")]", Form::Foreign, &["clippy::a"], None),
    ] {
        let found = only(&format!("{attribute} fn f() {{}}"));
        assert_eq!((found.form, lints(&found), found.reason.as_deref()), (form, names.to_vec(), reason));
    }
    for other in ["#[derive(allow)]", "#[inline]", "#[warn(clippy::a)]", "#[allow]", "#[cfg_attr(a, b)]"] {
        assert_eq!(suppressions(&format!("{other} fn f() {{}}")), [], "{other}");
    }
}

#[test]
fn an_inner_attribute_is_about_what_is_around_it() {
    assert_eq!(scope("#![allow(a)]\nfn f() {}"), "#![allow(a)]\nfn f() {}");
    assert_eq!(scope("mod m { #![allow(a)] fn f() {} } fn g() {}"), "{ #![allow(a)] fn f() {} }");
    assert_eq!(only("// letgo: allow-file(a): b\nfn f() {}").form, Form::File);
    assert_eq!(scope("fn f() {}\n// letgo: allow-file(a): b"), "fn f() {}\n// letgo: allow-file(a): b");
}

/// What a comment before it is about ends at the bar.
#[test]
fn how_far_things_go() {
    for text in [
        // Items.
        "fn f<T>(a: A, b: B) -> C where T: D, { a; b } ¦ fn g() {}",
        "pub(crate) async unsafe fn f() { a } ¦ fn g() {}",
        "const fn f() {} ¦ const A: B = C;",
        "const A: B = { c }; ¦ d();",
        "impl<A, B> Trait<A> for M<{ N }> where A: X, { fn f() {} } ¦ fn g() {}",
        "mod m { fn f() {} } ¦ mod n;",
        "mod m; ¦ mod n;",
        "pub struct A<B, C>(B, C); ¦ struct D;",
        "extern \"C\" { fn f(); } ¦ fn g() {}",
        "use a::{b, c}; ¦ use d;",
        "#[b] #[c(d)] fn f() {} ¦ fn g() {}",
        // Statements.
        "let a: B<C, D> = { e; f }; ¦ g();",
        "let Some(a) = b else { return }; ¦ c();",
        "a.b(|c, d| { e; f }).g(); ¦ h();",
        "if a { b } else if let C { d } = e { f } else { g } ¦ h();",
        "for C { d } in e { f } ¦ g();",
        "match a { b => c, } ¦ d();",
        "match a { b => c }.d(); ¦ e();",
        "'a: loop { b } ¦ c();",
        "unsafe { a } ¦ b();",
        "while unsafe { a } { b } ¦ c();",
        "a::<B, C>(d); ¦ e();",
        "select! { a = b => c } ¦ d();",
        "a = vec! { b }; ¦ c();",
        "move |a, b| c; ¦ d();",
        "{ a } ¦ b",
    ] {
        ends_at_bar("mod around {", text, "}");
    }
    // Arms.
    for text in [
        "Some(A { b, c }) | D if e => f::<G, H>(i), ¦ J => k",
        "a => { b } ¦ c => d",
        "a => { b }, ¦ c => d",
        "a => match b { c => d }, ¦ e => f",
    ] {
        ends_at_bar("match x {", text, "}");
    }
    // Fields, parameters, arguments, variants.
    ends_at_bar("struct A {", "b: C<D, E>, ¦ f: G", "}");
    ends_at_bar("fn f(", "a: B<C, D>, ¦ e: F", ") {}");
    ends_at_bar("f(", "|a, b| c, ¦ d", ")");
    ends_at_bar("f(", "a.b(), ¦ c", ")");
    ends_at_bar("enum A {", "B { c: D }, ¦ E", "}");
}

#[track_caller]
fn ends_at_bar(before: &str, text: &str, behind: &str) {
    let (whole, _) = text.split_once(" ¦ ").unwrap();
    let file = format!("{before}\n// letgo: allow(x): y\n{}\n{behind}", text.replace(" ¦ ", " "));
    assert_eq!(scope(&file), whole, "{text}");
}

#[test]
fn a_comment_behind_code_is_about_its_line() {
    assert_eq!(scope("fn f() {\n    a();\n    b(); // letgo: allow(x): y\n    c();\n}"), "    b(); ");
    assert_eq!(scope("fn f() {\n    a();\n    // letgo: allow(x): y\n}"), "");
}

#[test]
fn the_line_for_a_comment() {
    let line = |text: &str| {
        let offset = text.find('@').unwrap() as u32;
        let text = text.replace('@', "");
        let at = lines_for_suppressions(&text, &[offset])[0]?;
        Some(text[at as usize..].lines().next().unwrap().to_owned())
    };
    let shown = |text: &str| line(text).map(|line| line.trim().to_owned()).unwrap_or_default();
    assert_eq!(shown("fn f() {\n    a();\n    @b();\n}"), "b();");
    assert_eq!(shown("fn f() {\n    let a = g(\n        @b(),\n    );\n}"), "b(),");
    assert_eq!(shown("fn f() {\n    a\n        .@b();\n}"), ".b();");
    assert_eq!(shown("fn f() {\n    if a {\n    } else if @b {\n    }\n}"), "if a {");
    assert_eq!(shown("fn f() {\n    g(\"\n    x\", @b());\n}"), "g(\"");
    assert_eq!(shown("fn f() { g(/*\n    x */ @b()); }"), "fn f() { g(/*");
    assert_eq!(shown("#[a]\nfn @f() {}"), "fn f() {}");
    let marked = "\u{feff}fn f() {}";
    assert_eq!(lines_for_suppressions(marked, &[6]), [Some(3)]);
}

#[test]
fn comments_are_no_code() {
    assert!(is_same_code("fn f() { \"a\" }", "fn f() {\n    // b\n    \"a\"\n}"));
    assert!(!is_same_code("fn f() { \"a\" }", "fn f() { \"a // b\" }"));
    assert!(!is_same_code("fn f() {}", "fn f() {"));
}
