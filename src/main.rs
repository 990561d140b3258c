//! The program `cjm`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cjm::cli::run(std::env::args_os())
}
