//! The program `cjm`.

fn main() {}
