//! What the store promises when disks fill up, permissions are missing, processes are killed and
//! the power goes: each call is made to fail in turn.

#[cfg(test)]
mod disk;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod journals;
#[cfg(test)]
mod kills;
#[cfg(test)]
#[path = "../shared/nameless.rs"]
mod nameless;
#[cfg(test)]
mod names;
#[cfg(test)]
mod races;
#[cfg(test)]
mod removed;
#[cfg(test)]
mod saves;
#[cfg(test)]
mod two_windows;
#[cfg(test)]
mod windows;
