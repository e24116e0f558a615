//! What a browser would send from a page's form, as it stands there.

/// Name and value of every control of the form that posts to `action`.
pub fn form(page: &str, action: &str) -> Vec<(String, String)> {
    let opening = format!("action=\"{action}\"");
    let start = page
        .match_indices("<form")
        .map(|(at, _)| at)
        .find(|at| page[*at..].split('>').next().unwrap().contains(&opening))
        .ok_or_else(|| format!("no form posts to {action}:\n{page}"))
        .unwrap();
    let form = &page[start..start + page[start..].find("</form>").unwrap()];
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let rest = &form[at..];
        let tag = &rest[..=rest.find('>').unwrap()];
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        if name == "_csrf" || tag.starts_with("<button") {
            continue;
        }
        if tag.starts_with("<textarea") {
            let end = rest.find("</textarea>").unwrap();
            // The first break after the tag is none of the text.
            let text = rest[tag.len()..end].trim_start_matches('\n');
            fields.push((name, plain(text).replace('\n', "\r\n")));
        } else if tag.starts_with("<select") {
            let options = &rest[..rest.find("</select>").unwrap()];
            let chosen = options
                .split("<option")
                .skip(1)
                .find(|option| option.split('>').next().unwrap().contains(" selected"))
                .or_else(|| options.split("<option").nth(1))
                .unwrap();
            fields.push((name, attribute(chosen, "value").unwrap()));
        } else if tag.contains("type=\"checkbox\"") {
            if tag.contains(" checked") {
                fields.push((name, attribute(tag, "value").unwrap()));
            }
        } else {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let length = tag[start..].find('"')?;
    Some(plain(&tag[start..start + length]))
}

fn plain(text: &str) -> String {
    text.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}

/// The same fields with one changed.
pub fn with<'a>(
    fields: &'a [(String, String)],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    assert!(
        fields.iter().any(|(field, _)| field == name),
        "no field {name} among {fields:?}"
    );
    fields
        .iter()
        .map(|(field, old)| {
            let new = if field == name { value } else { old };
            (field.as_str(), new)
        })
        .collect()
}
