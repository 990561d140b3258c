//! Values compared without their ids.

use serde_json::Value;

/// A value without ids, which two windows never have in common.
pub(crate) fn nameless<T: serde::Serialize>(of: &T) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("id");
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(of).unwrap();
    strip(&mut value);
    value
}
