use crate::syntax::{
    lexer::{self, Lexeme},
    tokens::{Kind, prefix_length},
};

/// Asserts that a text falls apart as rustc's lexer has it, but for signs of two bytes.
pub(super) fn check(text: &str) {
    let mut start = prefix_length(text);
    while start < text.len() {
        let (lexeme, end) = lexer::next(text, start);
        assert!(end > start && text.is_char_boundary(end), "{text:?} at {start}");
        let is_split =
            matches!(lexeme, Lexeme::Space | Lexeme::Token(Kind::PathSep | Kind::Arrow | Kind::FatArrow));
        if !is_split {
            assert_eq!((lexeme, end), lexer::reference(text, start), "{:?}", &text[start..end]);
        }
        start = end;
    }
}

#[test]
fn words_and_literals() {
    for text in [
        "a r#b _ __c é aé é'é' k#fn Self self_ async",
        "1 1_000 1.5 1. 1..2 1.f() 1e9 1e 0x1f 0b1 1u8 1.5f32 1é 1_",
        r#""" "a" "\"" "\\" "\
            é" "a"b "é"é b"a" c"b" r"c" br"d" "#,
        r###"r#"a"# br#""# r##"b"#"## cr#"c"# r#"#"#"###,
        r"'a' 'a 'ab 'a: 'é' 'é '\'' '\n' '\u{1f}' 'a'b 'r#a '1' '1 b'x' 'a'",
        "a:::b a::b a : : b -> - > => = > ::: :::: ->> =>= <-",
        "#\"a\"# ## #a #![b] #[c]",
        "// a\n/// b\n//// c\n//! d\n/* e /* f */ */ /** g */ /*** h */ /*! i */ /**/",
        "\u{2028}\u{200e} \u{a0} 🦀 @ ~ ` \\ $a %",
        "\"",
        "'",
        "r#\"",
        "/* a /* b */",
        "b'",
        "'\\",
        "\"\\",
    ] {
        check(text);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            check(&text[..at]);
            check(&text[at..]);
        }
    }
}
