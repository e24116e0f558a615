//! What a document is filled with, in the letters that its typeface has.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// Composes every text, and takes out of it what `has_shape` does not know: a letter leaves a `?`
/// behind, anything else nothing.
pub(crate) fn keep_known(value: &mut Value, has_shape: impl Fn(char) -> bool + Copy) {
    match value {
        Value::String(text) => *text = known(text, has_shape),
        Value::Array(items) => {
            for item in items {
                keep_known(item, has_shape);
            }
        }
        Value::Object(fields) => {
            for (_, field) in fields {
                keep_known(field, has_shape);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn known(text: &str, has_shape: impl Fn(char) -> bool) -> String {
    text.nfc()
        .filter_map(|letter| match letter {
            '\n' => Some(letter),
            '\t' => Some(' '),
            _ if letter.is_control() => None,
            _ if has_shape(letter) => Some(letter),
            _ if letter.is_alphanumeric() => Some('?'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_has_no_shape_is_left_out_or_marked() {
        let mut value = json!({ "a": ["A\u{30a}se 🎉", "日本\u{7}\r\n", 3], "b": null });
        keep_known(&mut value, crate::world::has_shape);
        assert_eq!(value, json!({ "a": ["Åse ", "??\n", 3], "b": null }));
    }
}
