//! `Y` in the real program: what the terminal is told to put into its clipboard.

use ratatui::crossterm::Command;
use ratatui::crossterm::clipboard::CopyToClipboard;

use crate::home::{EXAMPLE, Home};
use crate::window::until;

#[test]
fn the_terminal_gets_what_the_command_prints() {
    let home = Home::new();
    home.write("example.ron", EXAMPLE);
    let arguments = ["show", "example.ron", "--view", "results", "--format", "markdown"];
    let printed = String::from_utf8(home.run(&arguments).stdout).unwrap();
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(&printed).write_ansi(&mut sequence).unwrap();
    let mut window = home.open(["./example.ron"], (100, 24));
    window.wait_for("Sees the ad");
    window.keys("vrY");
    window.wait_for("as Markdown");
    let has = || String::from_utf8_lossy(&window.raw()).contains(&sequence).then_some(());
    until("the copy", has, || window.text());
    window.signal(rustix::process::Signal::TERM);
    window.end();
}
