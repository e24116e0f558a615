//! Writes the texts, and the table of assets: what `script/assets` built, or, when nothing has been
//! built, a stub whose pages say what to run. So `cargo build` works on a clean clone without npm.

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), String> {
    language::generate()?;
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|_| "run from cargo")?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|_| "run from cargo")?);
    let dist = root.join("../assets/dist");
    let built = dist.join("manifest.txt").exists();
    // A path that does not exist would make cargo rebuild every time, so its parent is watched then.
    let watched = if built {
        dist.clone()
    } else {
        root.join("../assets")
    };
    println!("cargo::rerun-if-changed={}", watched.display());
    println!("cargo::rerun-if-changed=stub");
    println!("cargo::rerun-if-changed=templates");
    let folder = if built { dist } else { root.join("stub") };
    let table = table(&folder, !built).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(out.join("assets.rs"), table).map_err(|error| error.to_string())
}

/// Rust source of the table. `manifest.txt` has a line `logical-name file-name` for each file that
/// pages name; the others are named by those.
fn table(folder: &Path, stub: bool) -> Result<String, String> {
    let read = |error: std::io::Error| error.to_string();
    let manifest = fs::read_to_string(folder.join("manifest.txt")).map_err(read)?;
    let named: BTreeMap<&str, &str> = manifest
        .lines()
        .filter_map(|line| line.split_once(' '))
        .collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        files.push(entry.map_err(read)?.path());
    }
    files.sort();
    let mut source = format!("pub(crate) const IS_STUB: bool = {stub};\n");
    for (name, logical) in [
        ("STYLE", "pejl.css"),
        ("SCRIPT", "pejl.js"),
        ("ICONS", "icons.svg"),
        ("FAVICON", "favicon.svg"),
    ] {
        let path = named.get(logical).map(|file| format!("/assets/{file}"));
        let _ = writeln!(source, "pub(crate) const {name}: Option<&str> = {path:?};");
    }
    source.push_str("pub(crate) static FILES: &[Asset] = &[\n");
    for file in files {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(mime) = mime(name) else { continue };
        let packed = |ending: &str| {
            let beside = file.with_file_name(format!("{name}.{ending}"));
            if beside.exists() {
                format!("Some(include_bytes!({:?}))", beside)
            } else {
                "None".to_owned()
            }
        };
        let _ = writeln!(
            source,
            "Asset {{ name: {name:?}, mime: {mime:?}, plain: include_bytes!({file:?}), br: {}, gzip: {} }},",
            packed("br"),
            packed("gz"),
        );
    }
    source.push_str("];\n");
    Ok(source)
}

fn mime(name: &str) -> Option<&'static str> {
    if name == "manifest.txt" {
        return None;
    }
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "txt" => Some("text/plain; charset=utf-8"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}
