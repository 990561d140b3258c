//! Keys in, screen out.

#[path = "shared/screen.rs"]
mod screen;

use screen::{Screen, example};

#[test]
fn look() {
    for (w, h) in [(120, 34), (80, 24), (40, 12), (20, 6)] {
        let mut screen = Screen::new(example(), w, h);
        screen.keys("ljj");
        println!("{}", screen.picture());
    }
    let mut screen = Screen::new(example(), 80, 24);
    println!("{}", screen.keys("loPays by card").picture());
    println!("{}", screen.keys("<esc>a").picture());
    println!("{}", screen.keys("pIt is slow<enter>").picture());
    println!("{}", screen.keys("<esc>co").picture());
    println!("{}", screen.keys("<esc>?").picture());
    println!("{}", screen.keys("<esc>:mo").picture());
}
