//! Reads a map to print something of it; where that fails, what of it is kept.

use std::path::Path;

use anyhow::anyhow;

use super::output;
use super::place::Place;
use crate::app::offer;
use crate::model::JourneyMap;
use crate::store::document::{OpenError, look_at};

/// The map in a file. Where it is one that cjm would not write, that is said
/// beside what is printed.
pub(super) fn opened(place: &Place, path: &Path) -> anyhow::Result<JourneyMap> {
    let document = look_at(&*place.fs, path).map_err(|error| not_opened(place, path, &error))?;
    if let Some(why) = &document.read_only {
        output::remark(&why.to_string());
    }
    Ok(document.map)
}

/// Says what is wrong, where, and which good copy there is.
pub(super) fn not_opened(place: &Place, path: &Path, error: &OpenError) -> anyhow::Error {
    let kept = place.places().ok().and_then(|it| offer::offer(&*place.fs, it, path, error));
    let kept = kept.map(|kept| format!("\n{kept}")).unwrap_or_default();
    match error {
        // the others begin with what could not be done
        OpenError::Content { .. } => anyhow!("could not read the map: {error}{kept}"),
        OpenError::Torn(_) | OpenError::File(_) => anyhow!("{error}{kept}"),
    }
}
