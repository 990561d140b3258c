//! What a map IS, drawn and edited in the terminal.

fn main() {}
