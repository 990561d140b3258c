//! The tokens of RON, with the comments that `ron` itself passes over.
//!
//! Nothing is checked here: of a text that is not RON the tokens are some
//! tokens, and there is always an end to them.

use std::ops::Range;

/// What stands at one place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `#` before the attributes of the file.
    Hash,
    /// A name, such as a field, a struct or an enum's word.
    Word,
    /// A string, raw or not.
    Text,
    /// A number, a character, or what is no RON.
    Other,
    /// `// …`
    Line,
    /// `/* … */`
    Block,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// Whether a line ended between the token before and this one.
    pub(super) on_new_line: bool,
}

/// Hands out the tokens of a text.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// From the beginning of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token; none at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        let on_new_line = self.skip_blanks();
        let start = self.at;
        let kind = self.token(*self.text.as_bytes().get(start)?);
        Some(Token { kind, span: start..self.at, on_new_line })
    }

    /// The next token that is no comment, without taking it.
    pub(super) fn peek(&self) -> Option<Token> {
        let mut ahead = self.clone();
        let mut on_new_line = false;
        while let Some(token) = ahead.next() {
            on_new_line |= token.on_new_line;
            match token.kind {
                Kind::Line => on_new_line = true,
                Kind::Block => on_new_line |= self.text[token.span].contains('\n'),
                _ => return Some(Token { on_new_line, ..token }),
            }
        }
        None
    }

    /// Takes the colon that stands right here; false if none does.
    pub(super) fn take_colon(&mut self) -> bool {
        let here = self.text.as_bytes().get(self.at) == Some(&b':');
        self.at += usize::from(here);
        here
    }

    /// Whether the very next byte is a comma.
    pub(super) fn at_comma(&self) -> bool {
        self.text.as_bytes().get(self.at) == Some(&b',')
    }

    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// Passes over what `ron` takes for blank; true if a line ended.
    fn skip_blanks(&mut self) -> bool {
        let mut on_new_line = false;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                // Half of a large file is indentation.
                b' ' => {
                    while bytes[self.at..].starts_with(b"    ") {
                        self.at += 4;
                    }
                    while bytes.get(self.at) == Some(&b' ') {
                        self.at += 1;
                    }
                    continue;
                }
                b'\n' => on_new_line = true,
                b'\t' | b'\r' | 0x0b | 0x0c => {}
                0..0x80 => break,
                _ => match self.text[self.at..].chars().next() {
                    Some(blank) if is_wide_blank(blank) => {
                        self.at += blank.len_utf8();
                        continue;
                    }
                    _ => break,
                },
            }
            self.at += 1;
        }
        on_new_line
    }

    fn token(&mut self, first: u8) -> Kind {
        let single = match first {
            b'(' | b'[' | b'{' => Kind::Open,
            b')' | b']' | b'}' => Kind::Close,
            b',' => Kind::Comma,
            b':' => Kind::Colon,
            b'#' => Kind::Hash,
            b'"' => return self.string(1),
            b'\'' => return self.character(),
            b'/' => match self.rest().get(1) {
                Some(b'/') => return self.line_comment(),
                Some(b'*') => return self.block_comment(),
                _ => Kind::Other,
            },
            b'r' | b'b' => match self.prefixed() {
                Some(kind) => return kind,
                None => return self.run(),
            },
            _ => return self.run(),
        };
        self.at += 1;
        single
    }

    /// A string from its opening quote, which ends `opening` bytes from here.
    fn string(&mut self, opening: usize) -> Kind {
        let start = self.at + opening;
        let mut at = start;
        while let Some(quote) = self.text[at..].find('"') {
            let inside = &self.text.as_bytes()[start..at + quote];
            let slashes = inside.iter().rev().take_while(|&&byte| byte == b'\\').count();
            at += quote + 1;
            if slashes % 2 == 0 {
                self.at = at;
                return Kind::Text;
            }
        }
        self.at = self.text.len();
        Kind::Text
    }

    /// `'x'`, `'\n'`, `'"'`: what would else be taken for a quote is in it.
    fn character(&mut self) -> Kind {
        let mut inside = self.text[self.at + 1..].char_indices();
        let end = match inside.next() {
            Some((_, '\\')) => {
                inside.next();
                inside.find(|&(_, c)| c == '\'').map(|(at, _)| at + 1)
            }
            Some(_) => inside.next().filter(|&(_, c)| c == '\'').map(|(at, _)| at + 1),
            None => None,
        };
        self.at += 1 + end.unwrap_or(0);
        Kind::Other
    }

    fn line_comment(&mut self) -> Kind {
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end);
        self.at = end;
        Kind::Line
    }

    /// Block comments stand in each other.
    fn block_comment(&mut self) -> Kind {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while self.at < bytes.len() {
            match &bytes[self.at..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.at += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        break;
                    }
                }
                _ => self.at += 1,
            }
        }
        Kind::Block
    }

    /// What begins with `r` or `b` and is no plain name: `r"…"`, `r#"…"#`,
    /// `br"…"`, `b"…"`, `b'…'`, `r#name`.
    fn prefixed(&mut self) -> Option<Kind> {
        let rest = self.rest();
        let letters = rest.iter().take(2).take_while(|&&byte| matches!(byte, b'r' | b'b')).count();
        match (&rest[..letters], rest.get(letters)?) {
            (b"b", b'"') => return Some(self.string(2)),
            (b"b", b'\'') => {
                self.at += 1;
                return Some(self.character());
            }
            (b"r" | b"br", b'"' | b'#') => {}
            _ => return None,
        }
        let hashes = rest[letters..].iter().take_while(|&&byte| byte == b'#').count();
        if rest.get(letters + hashes) != Some(&b'"') {
            self.at += letters + hashes;
            let name = self.at;
            self.skip_run();
            return Some(if self.at > name { Kind::Word } else { Kind::Other });
        }
        let body = self.at + letters + hashes + 1;
        let closing = format!("\"{}", "#".repeat(hashes));
        self.at = match self.text[body..].find(&closing) {
            Some(end) => body + end + closing.len(),
            None => self.text.len(),
        };
        Some(Kind::Text)
    }

    /// A name or a number: all up to the next blank or sign.
    fn run(&mut self) -> Kind {
        let start = self.at;
        self.skip_run();
        let first = self.text[start..].chars().next();
        if self.at == start {
            self.at += first.map_or(0, char::len_utf8);
        }
        match first {
            Some('_' | 'a'..='z' | 'A'..='Z' | '\u{80}'..) => Kind::Word,
            _ => Kind::Other,
        }
    }

    fn skip_run(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'_' | b'+' | b'-' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => self.at += 1,
                0x80.. => match self.text[self.at..].chars().next() {
                    Some(c) if !is_wide_blank(c) => self.at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
    }
}

/// What `ron` takes for blank beyond ASCII.
fn is_wide_blank(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}
