//! Which fields, elements and comments a text has, and how they lie in each
//! other. It goes by the brackets alone and knows no schema; it keeps its own
//! stack, so that no depth of brackets can exhaust the program's.

use std::borrow::Cow;

use super::scan::{Kind, Scanner, Token};

/// One step from a value to a value inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'t> {
    /// To a field of a struct.
    Field(&'t str),
    /// To an element of a list or a tuple; 0 is the first.
    Item(usize),
}

/// Where a comment stands in the struct or list around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot<'t> {
    /// Before the attributes of the file.
    Top,
    /// After them, before the map.
    Head,
    /// After the map.
    Foot,
    /// On the line of the opening bracket.
    Opening,
    /// Before an entry, or inside it.
    Above(Step<'t>),
    /// On the line on which an entry ends.
    Behind(Step<'t>),
    /// After the last entry.
    Tail,
}

/// Is told what a text holds, in the order of the text. Each `path` leads from
/// the root.
pub(super) trait Watch<'t> {
    /// A field's name, or an element, begins at byte `at`.
    fn entry(&mut self, _path: &[Step<'t>], _at: usize) {}
    /// The value of the entry at `path` begins with this token.
    fn value(&mut self, _path: &[Step<'t>], _token: &Token) {}
    /// A comment stands at `spot` of the struct or list at `path`. It is given
    /// without its `//`.
    fn comment(&mut self, _path: &[Step<'t>], _spot: Spot<'t>, _comment: &str) {}
}

/// Reads `text` to its end, or until all is told about what begins before
/// byte `last`.
pub(super) fn outline<'t>(text: &'t str, last: usize, watch: &mut impl Watch<'t>) {
    let mut outline = Outline {
        text,
        scanner: Scanner::new(text),
        path: Vec::new(),
        frames: vec![Frame::new(Bracket::File, 0)],
        watch,
    };
    while let Some(token) = outline.scanner.next() {
        if token.span.start >= last && !outline.is_holding_comments() {
            return;
        }
        outline.take(token);
    }
    while outline.frames.len() > 1 {
        outline.close();
    }
}

/// What an opening bracket opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// None: the file itself.
    File,
    /// `#![ … ]` and all within.
    Attribute,
    /// Something with entries: a struct, tuple or list.
    Entries,
    /// `Some( … )` and `{ … }`: no step leads into it.
    Wrapper,
}

/// How far the current entry of a bracket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// None has begun. The file: not even an attribute.
    Opened,
    /// The entry has begun. The file: its map.
    Inside,
    /// The entry is complete.
    Ended,
    /// So is its comma. The file: its attributes are read, or some of them.
    Between,
}

struct Frame<'t> {
    bracket: Bracket,
    state: State,
    /// The length of the path to it.
    base: usize,
    /// Elements so far.
    count: usize,
    /// The entry that is being read or was read last.
    step: Option<Step<'t>>,
    /// A line has ended since the bracket opened or the entry ended.
    on_new_line: bool,
    /// Comments that belong to the next entry.
    waiting: Vec<Cow<'t, str>>,
    /// Comments after the entry that belong to it if the line ends with them.
    beside: Vec<Cow<'t, str>>,
}

impl Frame<'_> {
    fn new(bracket: Bracket, base: usize) -> Self {
        Self {
            bracket,
            state: State::Opened,
            base,
            count: 0,
            step: None,
            on_new_line: false,
            waiting: Vec::new(),
            beside: Vec::new(),
        }
    }
}

/// What is done with a comment.
enum Fate<'t> {
    /// It stands there.
    Put(Spot<'t>),
    /// The next entry has it.
    Wait,
    /// The next token decides.
    Beside,
}

struct Outline<'t, 'w, W> {
    text: &'t str,
    scanner: Scanner<'t>,
    path: Vec<Step<'t>>,
    /// Never empty: the file itself is the first.
    frames: Vec<Frame<'t>>,
    watch: &'w mut W,
}

impl<'t, W: Watch<'t>> Outline<'t, '_, W> {
    fn take(&mut self, token: Token) {
        let Some(top) = self.frames.last_mut() else { return };
        top.on_new_line |= token.on_new_line;
        if matches!(token.kind, Kind::Line | Kind::Block) {
            self.comment(&token);
            return;
        }
        self.settle_beside(token.kind);
        match token.kind {
            Kind::Open => self.open(&token),
            Kind::Close => self.close(),
            Kind::Comma => self.comma(),
            Kind::Hash => self.hash(),
            Kind::Colon | Kind::Line | Kind::Block => {}
            Kind::Word | Kind::Text | Kind::Other => self.word(&token),
        }
    }

    /// Whether the place of a comment depends on what follows. Only the
    /// innermost bracket can hold any back.
    fn is_holding_comments(&self) -> bool {
        self.frames.last().is_some_and(|top| !top.waiting.is_empty() || !top.beside.is_empty())
    }

    fn settle_beside(&mut self, next: Kind) {
        let Some(top) = self.frames.last_mut() else { return };
        if top.beside.is_empty() {
            return;
        }
        let comments = std::mem::take(&mut top.beside);
        match top.step {
            Some(step) if top.on_new_line || next == Kind::Close => {
                for comment in comments {
                    self.watch.comment(&self.path[..top.base], Spot::Above(step), &comment);
                }
            }
            _ => top.waiting.splice(..0, comments).for_each(drop),
        }
    }

    fn hash(&mut self) {
        let Some(top) = self.frames.last_mut() else { return };
        if top.bracket == Bracket::File && top.state == State::Opened {
            top.state = State::Between;
            for comment in std::mem::take(&mut top.waiting) {
                self.watch.comment(&[], Spot::Top, &comment);
            }
        }
    }

    fn comma(&mut self) {
        let Some(top) = self.frames.last_mut() else { return };
        if top.bracket == Bracket::Entries {
            top.state = State::Between;
            top.on_new_line = false;
        }
    }

    fn open(&mut self, token: &Token) {
        let Some(top) = self.frames.last() else { return };
        let sign = self.text.as_bytes()[token.span.start];
        let bracket = match top.bracket {
            Bracket::Attribute => Bracket::Attribute,
            Bracket::File if top.state == State::Between && sign == b'[' => Bracket::Attribute,
            _ if sign == b'{' => Bracket::Wrapper,
            _ => Bracket::Entries,
        };
        if bracket != Bracket::Attribute {
            self.begin_value(token);
        }
        self.frames.push(Frame::new(bracket, self.path.len()));
    }

    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(closed) = self.frames.pop() else { return };
        self.path.truncate(closed.base);
        for comment in closed.waiting {
            self.watch.comment(&self.path, Spot::Tail, &comment);
        }
        if closed.bracket != Bracket::Attribute {
            self.end_value();
        }
    }

    fn word(&mut self, token: &Token) {
        let Some(top) = self.frames.last() else { return };
        let word = &self.text[token.span.clone()];
        if top.bracket == Bracket::Attribute || (top.bracket == Bracket::File && word == "!") {
            return;
        }
        let fresh = matches!(top.state, State::Opened | State::Between);
        if fresh && top.bracket == Bracket::Entries && self.scanner.take_colon() {
            // Nearly every name: no need to look over what may come between.
            let name = word.strip_prefix("r#").unwrap_or(word);
            self.begin_entry(Step::Field(name), token.span.start);
            return;
        }
        let simple = token.kind != Kind::Word || self.scanner.at_comma();
        let next = if simple { None } else { self.scanner.peek() };
        match next {
            Some(next) if next.kind == Kind::Colon => {
                if fresh && top.bracket == Bracket::Entries {
                    let name = word.strip_prefix("r#").unwrap_or(word);
                    self.begin_entry(Step::Field(name), token.span.start);
                }
            }
            Some(next) if self.text[next.span.clone()] == *"(" => {
                self.begin_value(token);
                if word == "Some" {
                    self.skip_to_bracket();
                    self.frames.push(Frame::new(Bracket::Wrapper, self.path.len()));
                }
            }
            _ => {
                self.begin_value(token);
                self.end_value();
            }
        }
    }

    /// Takes what stands between `Some` and its bracket, and the bracket.
    fn skip_to_bracket(&mut self) {
        while let Some(token) = self.scanner.next() {
            match token.kind {
                Kind::Line | Kind::Block => self.comment(&token),
                _ => break,
            }
        }
    }

    fn begin_entry(&mut self, step: Step<'t>, at: usize) {
        let Some(top) = self.frames.last_mut() else { return };
        top.step = Some(step);
        top.state = State::Inside;
        self.path.truncate(top.base);
        if !top.waiting.is_empty() {
            for comment in std::mem::take(&mut top.waiting) {
                self.watch.comment(&self.path, Spot::Above(step), &comment);
            }
        }
        self.path.push(step);
        self.watch.entry(&self.path, at);
    }

    /// A value begins: of the field whose name was read, a new element, or
    /// the map.
    fn begin_value(&mut self, token: &Token) {
        let Some(top) = self.frames.last_mut() else { return };
        match (top.bracket, top.state) {
            (Bracket::Entries, State::Inside) => self.watch.value(&self.path, token),
            (Bracket::Entries, _) => {
                let step = Step::Item(top.count);
                top.count += 1;
                self.begin_entry(step, token.span.start);
                self.watch.value(&self.path, token);
            }
            (Bracket::File, State::Opened | State::Between) => {
                top.state = State::Inside;
                for comment in std::mem::take(&mut top.waiting) {
                    self.watch.comment(&[], Spot::Head, &comment);
                }
                self.watch.value(&[], token);
            }
            (Bracket::File | Bracket::Attribute | Bracket::Wrapper, _) => {}
        }
    }

    fn end_value(&mut self) {
        let Some(top) = self.frames.last_mut() else { return };
        if matches!(top.bracket, Bracket::Entries | Bracket::File) {
            top.state = State::Ended;
            top.on_new_line = false;
        }
    }

    fn comment(&mut self, token: &Token) {
        let bare = &self.text[token.span.clone()];
        if token.kind == Kind::Line {
            self.put(true, bare[2..].trim_end_matches('\r').into());
            return;
        }
        let inside = bare[2..].strip_suffix("*/").unwrap_or(&bare[2..]);
        for line in block_lines(inside) {
            self.put(false, if line.is_empty() { line.into() } else { format!(" {line}").into() });
        }
        if bare.contains('\n')
            && let Some(top) = self.frames.last_mut()
        {
            top.on_new_line = true;
        }
    }

    /// Hands on one line of a comment. `ends_line` is false where something
    /// can follow it.
    fn put(&mut self, ends_line: bool, comment: Cow<'t, str>) {
        let in_wrapper = self.frames.last().is_some_and(|top| top.bracket == Bracket::Wrapper);
        let innermost = self.frames.iter().rposition(|frame| frame.bracket == Bracket::Entries);
        let in_attribute = self.frames.last().is_some_and(|top| top.bracket == Bracket::Attribute);
        let holder = &mut self.frames[innermost.unwrap_or(0)];
        let fate = if in_attribute {
            Fate::Put(Spot::Head)
        } else if holder.bracket == Bracket::File {
            match holder.state {
                State::Opened => Fate::Wait,
                State::Between | State::Inside => Fate::Put(Spot::Head),
                State::Ended => Fate::Put(Spot::Foot),
            }
        } else {
            fate(holder, in_wrapper, ends_line)
        };
        match fate {
            Fate::Put(spot) => self.watch.comment(&self.path[..holder.base], spot, &comment),
            Fate::Wait => holder.waiting.push(comment),
            Fate::Beside => holder.beside.push(comment),
        }
    }
}

/// What becomes of a comment in a struct or list.
fn fate<'t>(holder: &Frame<'t>, in_wrapper: bool, ends_line: bool) -> Fate<'t> {
    let same_line = !holder.on_new_line;
    match (holder.state, holder.step) {
        (_, Some(step)) if in_wrapper => Fate::Put(Spot::Above(step)),
        (State::Inside, Some(step)) => Fate::Put(Spot::Above(step)),
        (State::Opened, _) if same_line && ends_line => Fate::Put(Spot::Opening),
        (State::Ended | State::Between, Some(step)) if same_line && ends_line => {
            Fate::Put(Spot::Behind(step))
        }
        (State::Ended, Some(step)) if same_line => Fate::Put(Spot::Above(step)),
        (State::Between, Some(_)) if same_line => Fate::Beside,
        _ => Fate::Wait,
    }
}

/// The lines of a block comment, without the blanks around them.
fn block_lines(inside: &str) -> impl Iterator<Item = &str> {
    let mut lines: Vec<&str> = inside.lines().map(str::trim).collect();
    if lines.iter().any(|line| !line.is_empty()) {
        lines.retain(|line| !line.is_empty());
    }
    lines.into_iter()
}
