//! Other formats: text in, text out, and no paths. One small file a format.

pub mod csv;
pub mod json;
pub mod markdown;

#[cfg(test)]
mod tests;
