//! A screen as a picture: cells of a terminal as SVG.
//!
//! Lines, the dots of braille and round points are drawn and not written, and
//! every text has its place and its length, so that the picture is the same
//! whatever font shows it.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Width of a cell.
pub(crate) const WIDTH: f64 = 8.4;
/// Height of a cell.
pub(crate) const HEIGHT: f64 = 19.0;
/// Blank around the screen.
pub(crate) const AROUND: f64 = 10.0;
/// From the top of a cell to the line on which letters stand.
const BASE: f64 = 14.0;

type Rgb = (u8, u8, u8);

/// The terminal that shows it: what it stands on, what it writes with, and
/// its sixteen colours.
#[derive(Clone, Copy)]
pub(crate) struct Palette {
    ground: Rgb,
    text: Rgb,
    colours: [Rgb; 16],
}

/// A terminal with a dark ground.
pub(crate) const DARK: Palette = Palette {
    ground: (0x17, 0x19, 0x1c),
    text: (0xd3, 0xd6, 0xd4),
    colours: [
        (0x2a, 0x2d, 0x31),
        (0xe0, 0x6c, 0x6c),
        (0x8f, 0xc0, 0x7a),
        (0xd8, 0xb8, 0x66),
        (0x74, 0xa7, 0xe6),
        (0xbd, 0x93, 0xe0),
        (0x6d, 0xbd, 0xc4),
        (0xc8, 0xcc, 0xcc),
        (0x7d, 0x84, 0x8a),
        (0xf2, 0x8b, 0x8b),
        (0xab, 0xd8, 0x96),
        (0xec, 0xd0, 0x8a),
        (0x98, 0xc1, 0xf5),
        (0xd4, 0xb3, 0xf2),
        (0x92, 0xd8, 0xde),
        (0xff, 0xff, 0xff),
    ],
};

/// A terminal with a light ground.
pub(crate) const LIGHT: Palette = Palette {
    ground: (0xfb, 0xfa, 0xf7),
    text: (0x24, 0x27, 0x2a),
    colours: [
        (0x24, 0x27, 0x2a),
        (0xb3, 0x1d, 0x28),
        (0x3a, 0x74, 0x24),
        (0x8a, 0x65, 0x00),
        (0x1f, 0x5f, 0xa8),
        (0x7a, 0x3f, 0xa3),
        (0x12, 0x70, 0x78),
        (0xd8, 0xd6, 0xd0),
        (0x70, 0x75, 0x7a),
        (0xd0, 0x35, 0x40),
        (0x4f, 0x96, 0x35),
        (0xac, 0x80, 0x0c),
        (0x35, 0x7c, 0xcc),
        (0x98, 0x5c, 0xc4),
        (0x20, 0x90, 0x98),
        (0xff, 0xff, 0xff),
    ],
};

impl Palette {
    fn rgb(&self, colour: Color, otherwise: Rgb) -> Rgb {
        let named = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        match colour {
            Color::Reset => otherwise,
            Color::Rgb(red, green, blue) => (red, green, blue),
            Color::Indexed(n) => indexed(n, &self.colours),
            other => {
                named.iter().position(|it| *it == other).map_or(otherwise, |n| self.colours[n])
            }
        }
    }

    /// What a cell is written with, and what it stands on.
    pub(crate) fn colours(&self, cell: &Cell) -> (Rgb, Rgb) {
        let (mut text, mut ground) = (self.rgb(cell.fg, self.text), self.rgb(cell.bg, self.ground));
        if cell.modifier.contains(Modifier::REVERSED) {
            (text, ground) = (ground, text);
        }
        if cell.modifier.contains(Modifier::DIM) {
            let mix = |a: u8, b: u8| ((u16::from(a) * 3 + u16::from(b) * 2) / 5) as u8;
            text = (mix(text.0, ground.0), mix(text.1, ground.1), mix(text.2, ground.2));
        }
        (text, ground)
    }
}

/// One of the 256 colours of a terminal.
fn indexed(n: u8, colours: &[Rgb; 16]) -> Rgb {
    match n {
        0..16 => colours[usize::from(n)],
        16..232 => {
            let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let n = n - 16;
            (step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        232.. => {
            let grey = 8 + 10 * (n - 232);
            (grey, grey, grey)
        }
    }
}

/// A colour as SVG writes it.
pub(crate) fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The left edge of a column of the screen.
pub(crate) fn left(x: u16) -> f64 {
    AROUND + f64::from(x) * WIDTH
}

/// The line on which the letters of a row stand.
pub(crate) fn base(y: u16) -> f64 {
    AROUND + f64::from(y) * HEIGHT + BASE
}

/// The screen as SVG. `title` is what a screen reader says.
pub(crate) fn svg(buffer: &Buffer, palette: Palette, title: &str) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (width, height) =
        (f64::from(columns) * WIDTH + 2.0 * AROUND, f64::from(rows) * HEIGHT + 2.0 * AROUND);
    // the ground of a theme goes to the edge
    let ground = buffer
        .content()
        .first()
        .map_or(palette.ground, |cell| palette.rgb(cell.bg, palette.ground));
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}" width="{width:.0}" height="{height:.0}" role="img">
<title>{}</title>
<style>text {{ font: 14px ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", Consolas, monospace; white-space: pre; }} .b {{ font-weight: bold; }} .i {{ font-style: italic; }} .w {{ text-anchor: middle; }} path {{ fill: none; stroke-linecap: round; }}</style>
<rect width="100%" height="100%" rx="6" fill="{}"/>
"#,
        escaped(title),
        hex(ground)
    );
    for y in 0..rows {
        grounds(&mut out, buffer, &palette, y, ground);
        texts(&mut out, buffer, &palette, y);
    }
    out.push_str("</svg>\n");
    out
}

/// The cells of a row that stand on another ground, and lines under texts.
fn grounds(out: &mut String, buffer: &Buffer, palette: &Palette, y: u16, ground: Rgb) {
    let top = AROUND + f64::from(y) * HEIGHT;
    for (x, end, of) in runs(buffer, y, |cell| palette.colours(cell).1) {
        if of != ground {
            rect(out, x, end, top, HEIGHT, of);
        }
    }
    let under =
        |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED).then(|| palette.colours(cell).0);
    for (x, end, of) in runs(buffer, y, under) {
        if let Some(of) = of {
            rect(out, x, end, top + HEIGHT - 2.0, 1.2, of);
        }
    }
}

fn rect(out: &mut String, x: u16, end: u16, top: f64, height: f64, of: Rgb) {
    let width = f64::from(end - x) * WIDTH;
    let (x, fill) = (left(x), hex(of));
    let _ = writeln!(
        out,
        r#"<rect x="{x:.1}" y="{top:.1}" width="{width:.1}" height="{height:.1}" fill="{fill}"/>"#
    );
}

/// Neighbours that are alike, as the first column and the one after the last.
/// The second cell of a wide sign is like the first.
fn runs<T: PartialEq>(buffer: &Buffer, y: u16, of: impl Fn(&Cell) -> T) -> Vec<(u16, u16, T)> {
    let mut runs: Vec<(u16, u16, T)> = Vec::new();
    for (x, cell) in cells(buffer, y) {
        let end = x + wide(cell);
        let what = of(cell);
        match runs.last_mut() {
            Some(last) if last.2 == what && last.1 == x => last.1 = end,
            _ => runs.push((x, end, what)),
        }
    }
    runs
}

/// The cells of a row, without those that a wide sign covers.
fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut next = 0;
    (0..buffer.area.width).filter_map(move |x| {
        let cell = &buffer[(x, y)];
        if x < next {
            return None;
        }
        next = x + wide(cell);
        Some((x, cell))
    })
}

fn wide(cell: &Cell) -> u16 {
    u16::try_from(cjm::text::width(cell.symbol())).unwrap().max(1)
}

/// Something written: where, how, and what.
struct Text {
    x: u16,
    cells: u16,
    style: (Rgb, Modifier),
    text: String,
}

/// What is written in a row; what is drawn comes first.
fn texts(out: &mut String, buffer: &Buffer, palette: &Palette, y: u16) {
    let mut all: Vec<Text> = Vec::new();
    let mut drawn: Vec<(Rgb, f64, String)> = Vec::new();
    for (x, cell) in cells(buffer, y) {
        let symbol = cell.symbol();
        let (colour, _) = palette.colours(cell);
        if let Some((thick, path)) = drawing(symbol, x, y) {
            match drawn.last_mut() {
                Some(last) if (last.0, last.1) == (colour, thick) => last.2.push_str(&path),
                _ => drawn.push((colour, thick, path)),
            }
            continue;
        }
        let style = (colour, cell.modifier & (Modifier::BOLD | Modifier::ITALIC));
        let is_wide = wide(cell) > 1;
        match all.last_mut() {
            // a blank inside a text belongs to it, two do not
            Some(last)
                if last.x + last.cells == x
                    && last.style == style
                    && !is_wide
                    && last.text.chars().count() == usize::from(last.cells)
                    && !(symbol == " " && last.text.ends_with(' ')) =>
            {
                last.text.push_str(symbol);
                last.cells += 1;
            }
            _ if symbol.trim().is_empty() => {}
            _ => all.push(Text { x, cells: wide(cell), style, text: symbol.to_owned() }),
        }
    }
    for (colour, thick, path) in drawn {
        let stroke = hex(colour);
        let _ = writeln!(out, r#"<path stroke="{stroke}" stroke-width="{thick}" d="{path}"/>"#);
    }
    for text in all {
        write_text(out, y, &text);
    }
}

fn write_text(out: &mut String, y: u16, text: &Text) {
    let shown = text.text.trim_end();
    let cells = text.cells - u16::try_from(text.text.len() - shown.len()).unwrap();
    let length = f64::from(cells) * WIDTH;
    let mut classes = Vec::new();
    for (of, class) in [(Modifier::BOLD, "b"), (Modifier::ITALIC, "i")] {
        if text.style.1.contains(of) {
            classes.push(class);
        }
    }
    let is_wide = shown.chars().count() < usize::from(cells);
    let (x, extent) = if is_wide {
        classes.push("w");
        (left(text.x) + length / 2.0, String::new())
    } else {
        (left(text.x), format!(r#" textLength="{length:.1}" lengthAdjust="spacingAndGlyphs""#))
    };
    let class = if classes.is_empty() {
        String::new()
    } else {
        format!(r#" class="{}""#, classes.join(" "))
    };
    let _ = writeln!(
        out,
        r#"<text x="{x:.1}" y="{:.1}"{extent} fill="{}"{class}>{}</text>"#,
        base(y),
        hex(text.style.0),
        escaped(shown)
    );
}

/// A sign that is drawn: how thick, and the path.
fn drawing(symbol: &str, x: u16, y: u16) -> Option<(f64, String)> {
    let letter = symbol.chars().next()?;
    let (left, top) = (left(x), AROUND + f64::from(y) * HEIGHT);
    let (right, middle) = (left + WIDTH, top + HEIGHT / 2.0);
    let (centre, bottom) = (left + WIDTH / 2.0, top + HEIGHT);
    Some(match letter {
        '─' => (1.0, format!("M{left:.1} {middle:.1}H{right:.1}")),
        '━' => (2.2, format!("M{left:.1} {middle:.1}H{right:.1}")),
        '│' => (1.0, format!("M{centre:.1} {top:.1}V{bottom:.1}")),
        '┃' => (2.2, format!("M{centre:.1} {top:.1}V{bottom:.1}")),
        '┈' => {
            let quarter = left + WIDTH / 4.0;
            (1.0, format!("M{quarter:.1} {middle:.1}h0m{:.1} 0h0", WIDTH / 2.0))
        }
        '▌' => (3.0, format!("M{:.1} {:.1}V{:.1}", left + 1.5, top + 2.0, bottom - 2.0)),
        '●' => (8.0, format!("M{centre:.1} {middle:.1}h0")),
        '◉' => (10.0, format!("M{centre:.1} {middle:.1}h0")),
        '\u{2800}'..='\u{28ff}' => (2.0, braille(letter, left, top)),
        _ => return None,
    })
}

/// The dots of a braille sign.
fn braille(letter: char, left: f64, top: f64) -> String {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let bits = u32::from(letter) - 0x2800;
    let mut path = String::new();
    for (n, (column, row)) in places.into_iter().enumerate() {
        if bits & (1 << n) != 0 {
            let x = left + WIDTH * (0.25 + 0.5 * f64::from(column));
            let y = top + HEIGHT * (0.125 + 0.25 * f64::from(row));
            let _ = write!(path, "M{x:.1} {y:.1}h0");
        }
    }
    path
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
