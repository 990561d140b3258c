//! Lists that are pasted or piped in: their lines, without what marks them.

/// What ends a line, in whatever program the text was copied from.
const ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of a list that have text, without what marks its points.
pub fn list_lines(text: &str) -> Vec<&str> {
    let has_text = |line: &&str| line.contains(|letter: char| !letter.is_control());
    text.split(ENDS).map(without_mark).filter(has_text).collect()
}

/// The points of a list; none where a line is no point of one.
pub fn list_points(text: &str) -> Vec<&str> {
    let lines = text.split(ENDS).map(unquoted).filter(|line| !line.is_empty());
    let points: Option<Vec<&str>> = lines
        .map(|line| Some(without_mark(line)).filter(|point| point.len() < line.len()))
        .collect();
    points.unwrap_or_default()
}

/// A line without `> `, `- `, `* `, `• `, `→ `, `-> `, `3. `, `3) `, `(3) ` or `[ ] ` before it.
fn without_mark(line: &str) -> &str {
    let line = unquoted(line);
    let point = ["-", "*", "+", "•", "–", "—", "·", "→", "⇒", "->", "=>"];
    let marked = point.iter().find_map(|mark| apart(line.strip_prefix(mark)?));
    let rest = marked.or_else(|| without_number(line)).unwrap_or(line);
    let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| apart(rest.strip_prefix(mark)?));
    boxed.unwrap_or(rest)
}

fn without_number(line: &str) -> Option<&str> {
    let open = line.strip_prefix('(');
    let digits = open.unwrap_or(line);
    let rest = digits.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let ends: &[char] = if open.is_some() { &[')'] } else { &['.', ')'] };
    apart(rest.strip_prefix(ends).filter(|_| rest.len() < digits.len())?)
}

/// What follows a mark, if a blank stands between them or nothing follows.
fn apart(rest: &str) -> Option<&str> {
    let text = rest.trim_start();
    (text.len() < rest.len() || rest.is_empty()).then_some(text)
}

/// A line without the `> ` that a mail puts before what it answers.
fn unquoted(line: &str) -> &str {
    let line = line.trim();
    match line.strip_prefix('>') {
        Some(rest) => apart(rest.trim_start_matches('>')).unwrap_or(line),
        None => line,
    }
}
