//! The house's own rules, read off the workspace as it stands: who may import whom, under which
//! licences, and that no template says anything that is not in the locales.
#![cfg(test)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn metadata() -> Value {
    let made = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    serde_json::from_slice(&made.stdout).unwrap()
}

/// Our crates: name to folder within the workspace, and the names of ours that each imports for
/// more than its tests.
fn ours(metadata: &Value) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let members: BTreeSet<&str> = metadata["workspace_members"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let root = metadata["workspace_root"].as_str().unwrap();
    let packages: Vec<&Value> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| members.contains(package["id"].as_str().unwrap()))
        .collect();
    let names: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    packages
        .iter()
        .map(|package| {
            let manifest = Path::new(package["manifest_path"].as_str().unwrap());
            let folder = manifest.parent().unwrap().strip_prefix(root).unwrap();
            let imports = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
                .filter_map(|dependency| dependency["name"].as_str())
                .filter(|name| names.contains(name))
                .map(str::to_owned)
                .collect();
            (
                package["name"].as_str().unwrap().to_owned(),
                (folder.to_string_lossy().into_owned(), imports),
            )
        })
        .collect()
}

/// The slices that a slice may ask, as ARCHITECTURE.md draws them.
fn slices_below(slice: &str) -> &'static [&'static str] {
    match slice {
        "programme" => &["direction", "people"],
        "cover" => &["people", "programme"],
        "practice" => &["direction", "people", "programme"],
        "monday" => &[
            "direction",
            "people",
            "programme",
            "practice",
            "cover",
            "takehome",
        ],
        "account" => &["people"],
        "room" => &["direction", "people", "programme", "practice"],
        "toolbox" => &["direction"],
        "takehome" => &["programme"],
        _ => &[],
    }
}

/// The platform from the bottom up: each imports only what stands before it.
const PLATFORM: [&str; 12] = [
    "base",
    "language",
    "blueprint",
    "search",
    "documents",
    "press",
    "db",
    "files",
    "access",
    "mail",
    "jobs",
    "identity",
];

#[test]
fn imports_go_one_way() {
    let crates = ours(&metadata());
    let mut wrong = Vec::new();
    for (name, (folder, imports)) in &crates {
        for import in imports {
            let below = &crates[import].0;
            let allowed = match folder.split('/').next().unwrap() {
                "engines" => false,
                "platform" => {
                    let place = |of: &str| PLATFORM.iter().position(|one| *one == of);
                    below.starts_with("platform/") && place(import) < place(name)
                }
                "web" => below.starts_with("platform/") || import == "figures",
                "slices" => {
                    !below.starts_with("slices/") && import != "pejl" && import != "testkit"
                        || slices_below(name).contains(&import.as_str())
                }
                _ => true,
            };
            if !allowed {
                wrong.push(format!("{name} ({folder}) imports {import} ({below})"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against ARCHITECTURE.md:\n{}",
        wrong.join("\n")
    );
    for name in PLATFORM {
        assert!(
            crates.contains_key(name),
            "{name} is named here but not in the workspace"
        );
    }
}

/// What we may ship inside a binary under the EUPL-1.2.
const LICENCES: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "0BSD",
    "CC0-1.0",
    "MPL-2.0",
    "Unlicense",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "Apache-2.0 WITH LLVM-exception",
];

#[test]
fn every_library_may_be_shipped() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        if package["source"].is_null() {
            continue;
        }
        let licence = package["license"]
            .as_str()
            .unwrap_or("none")
            .replace('/', " OR ");
        // One alternative will do, and of that every part.
        let fits = licence
            .replace(['(', ')'], "")
            .split(" OR ")
            .any(|alternative| {
                alternative
                    .split(" AND ")
                    .all(|part| LICENCES.contains(&part.trim()))
            });
        if !fits {
            wrong.push(format!("{}: {licence}", package["name"]));
        }
    }
    assert!(wrong.is_empty(), "may we ship these?\n{}", wrong.join("\n"));
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist", ".git"].contains(&name.as_str()) {
                files(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

/// A template's own words: what is left without askama's parts, tags and entities.
fn words(template: &str) -> Vec<(usize, String)> {
    let mut kept = String::new();
    let mut rest = template;
    while let Some(first) = rest.chars().next() {
        let skip = [
            ("{#", "#}"),
            ("{%", "%}"),
            ("{{", "}}"),
            ("<!--", "-->"),
            ("<", ">"),
            ("&", ";"),
        ]
        .iter()
        .find(|(open, _)| rest.starts_with(open))
        .and_then(|(_, close)| rest.find(close).map(|end| end + close.len()));
        let length = skip.unwrap_or(first.len_utf8());
        if skip.is_some() {
            kept.extend(rest[..length].chars().filter(|letter| *letter == '\n'));
        } else {
            kept.push(first);
        }
        rest = &rest[length..];
    }
    kept.lines()
        .enumerate()
        // What a macro writes into a tag: an attribute with its value.
        .filter(|(_, line)| !line.contains("=\""))
        .filter(|(_, line)| line.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
        .map(|(number, line)| (number + 1, line.trim().to_owned()))
        .collect()
}

/// The same in every language: our own name, and each language's name in itself.
const NAMES: [&str; 2] = ["Pejl", "EnglishDansk"];

#[test]
fn templates_say_only_what_the_locales_say() {
    let mut templates = Vec::new();
    files(&root(), ".html", &mut templates);
    let mut wrong = Vec::new();
    for path in templates.iter().filter(|path| {
        path.components()
            .any(|part| part.as_os_str() == "templates")
    }) {
        for (line, text) in words(&fs::read_to_string(path).unwrap()) {
            if !NAMES.contains(&text.as_str()) {
                wrong.push(format!(
                    "{}:{line}: {text}",
                    path.strip_prefix(root()).unwrap().display()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "move these into locales:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_reader_of_templates_sees_words_and_not_code() {
    assert_eq!(
        words("<p class=\"x\">{{ t.title() }}</p>\n<p>Hej</p>"),
        [(2, "Hej".to_owned())]
    );
    assert!(words("{% if a > b %}&nbsp;{# en note #}{% endif %}").is_empty());
}
