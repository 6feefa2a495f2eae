//! JSON schema, as far as the schema of SARIF uses it. A word that is not known here fails, so that
//! nothing of a schema is passed over in silence.

use serde_json::Value;

/// What is wrong with a value, each with the place.
pub(crate) fn mistakes(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let mut say = |what: String| found.push(format!("{at}: {what}"));
    let Some(words) = schema.as_object() else { return };
    for (word, wanted) in words {
        match word.as_str() {
            "$schema" | "title" | "description" | "default" | "definitions" | "format" => {}
            "type" if !is_of_type(value, wanted) => say(format!("{wanted} is wanted, not {value}")),
            "enum" if !wanted.as_array().unwrap().contains(value) => {
                say(format!("{value} is not in {wanted}"))
            }
            "minimum" if value.as_f64() < wanted.as_f64() => say(format!("{value} is below {wanted}")),
            "maximum" if value.as_f64() > wanted.as_f64() => say(format!("{value} is above {wanted}")),
            "minItems" if (value.as_array().map(Vec::len) < wanted.as_u64().map(|least| least as usize)) => {
                say(format!("fewer than {wanted} items"));
            }
            "uniqueItems" if wanted == true => {
                let items = value.as_array().unwrap();
                if items.iter().enumerate().any(|(index, item)| items[..index].contains(item)) {
                    say("an item is there twice".to_owned());
                }
            }
            "required" => {
                for name in wanted.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        say(format!("{name} is missing"));
                    }
                }
            }
            "pattern" => assert!(pattern(wanted.as_str().unwrap(), value.as_str().unwrap()), "{at}: {value}"),
            "type" | "enum" | "minimum" | "maximum" | "minItems" | "uniqueItems" => {}
            "properties" | "additionalProperties" | "items" | "$ref" | "anyOf" | "oneOf" => {}
            unknown => panic!("the schema says `{unknown}`, of which this test knows nothing"),
        }
    }
    parts(root, schema, value, at, found);
}

/// What a schema says of the parts of a value, and by other schemas.
fn parts(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema.get("$ref") {
        let path = reference.as_str().unwrap().strip_prefix('#').unwrap();
        check(root, root.pointer(path).unwrap(), value, at, found);
    }
    for (word, fits) in [("anyOf", 1..=usize::MAX), ("oneOf", 1..=1)] {
        let Some(choices) = schema.get(word) else { continue };
        let is_fit = |choice: &&Value| {
            let mut found = Vec::new();
            check(root, choice, value, at, &mut found);
            found.is_empty()
        };
        let count = choices.as_array().unwrap().iter().filter(is_fit).count();
        if !fits.contains(&count) {
            found.push(format!("{at}: {count} of `{word}` fit"));
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for (index, item) in list.iter().enumerate() {
            check(root, items, item, &format!("{at}/{index}"), found);
        }
    }
    let Some(members) = value.as_object() else { return };
    for (name, member) in members {
        let at = format!("{at}/{name}");
        match (schema.pointer(&format!("/properties/{name}")), schema.get("additionalProperties")) {
            (Some(own), _) => check(root, own, member, &at, found),
            (None, Some(Value::Bool(false))) => found.push(format!("{at}: nothing of that name is known")),
            (None, Some(others)) => check(root, others, member, &at, found),
            (None, None) => {}
        }
    }
}

fn is_of_type(value: &Value, wanted: &Value) -> bool {
    let is = |wanted: &Value| match wanted.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        unknown => panic!("no type `{unknown}` is known"),
    };
    wanted.as_array().map_or_else(|| is(wanted), |choices| choices.iter().any(is))
}

/// The patterns of SARIF's schema, by hand.
fn pattern(pattern: &str, text: &str) -> bool {
    match pattern {
        "[^/]+/.+" => {
            text.split_once('/').is_some_and(|(before, after)| !before.is_empty() && !after.is_empty())
        }
        "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$" => matches!(text.len(), 2 | 5),
        _ => panic!("nobody here can read the pattern {pattern}"),
    }
}
