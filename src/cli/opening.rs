//! Why a map was not opened, and what of it is kept.

use std::path::Path;

use anyhow::anyhow;

use super::place::Place;
use crate::app::offer;
use crate::store::document::OpenError;

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
