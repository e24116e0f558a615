//! `pejl import`: checks HR's file without a server and without storing anything.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use base::{Clock as _, Context, Lang, SystemClock};
use documents::sheet::{self, Contents, Limits};
use people::{
    import::{Checked, Mapping, Remembered, check, cpr_anywhere, report},
    sample,
    settings::Settings,
};

#[derive(clap::Args)]
pub struct Args {
    /// The HR file: a workbook (.xlsx) or a CSV
    file: PathBuf,
    /// The unit list, where it is a file of its own
    #[arg(long, value_name = "FILE")]
    units: Option<PathBuf>,
    /// Only check and store nothing, which is all that this command does; people are imported on
    /// the page Medarbejdere
    #[arg(long)]
    check: bool,
    /// Write the findings as JSON
    #[arg(long)]
    json: bool,
    /// The organisation's people.toml
    #[arg(long, value_name = "people.toml")]
    settings: Option<PathBuf>,
    /// The language of the findings, da or en
    #[arg(long, default_value = "da", value_parser = language)]
    lang: Lang,
    /// Write a fictional municipality's HR file of this many people to FILE instead, to try with
    #[arg(long, value_name = "PEOPLE", conflicts_with_all = ["units", "json", "settings"])]
    example: Option<usize>,
}

fn language(tag: &str) -> Result<Lang, String> {
    tag.parse().map_err(|()| "da or en".to_owned())
}

/// Exit 0 without faults, 1 with faults; a file that cannot be read is an error, which is exit 2.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if let Some(people) = args.example {
        return example(&args.file, people);
    }
    let settings = match &args.settings {
        Some(path) => read_settings(path, args.lang)?,
        None => Settings::default(),
    };
    let mut contents = read(&args.file, args.lang)?;
    if let Some(units) = &args.units {
        let more = read(units, args.lang)?;
        contents.sheets.extend(more.sheets);
        contents.hidden.extend(more.hidden);
        contents.beside.extend(more.beside);
    }
    let names = [Some(&args.file), args.units.as_ref()];
    let names = names
        .into_iter()
        .flatten()
        .filter_map(|path| path.file_name()?.to_str());
    let checked = checked(names, &contents, &settings);
    let told = if args.json {
        report::json(&checked, args.lang)? + "\n"
    } else {
        report::table(&checked, args.lang)
    };
    // A reader such as `head` may have gone away.
    match io::stdout().write_all(told.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    Ok(ExitCode::from(u8::from(!checked.faults.is_empty())))
}

/// What an upload of the same files would be told.
pub(super) fn checked<'a>(
    names: impl IntoIterator<Item = &'a str>,
    contents: &Contents,
    settings: &Settings,
) -> Checked {
    let mapping = Mapping::recognise(&contents.sheets, settings, &Remembered::default());
    let faults = cpr_anywhere(names, contents, &mapping);
    if !faults.is_empty() {
        return Checked {
            faults,
            ..Checked::default()
        };
    }
    let now = Context::system("check", SystemClock.now());
    check(
        &contents.sheets,
        &mapping,
        settings,
        &[],
        people::query::today(&now),
    )
}

/// A file of the command line may be larger than an upload: the measure is memory, not a form.
pub(super) fn read(path: &Path, lang: Lang) -> anyhow::Result<Contents> {
    let limits = Limits {
        bytes: 200 << 20,
        unpacked: 1 << 30,
        ..Limits::default()
    };
    let name = path.display();
    let length = fs::metadata(path).with_context(|| name.to_string())?.len();
    if length > limits.bytes {
        let error = sheet::SheetError::TooLarge {
            megabytes: limits.bytes >> 20,
        };
        bail!("{name}: {}", error.text(lang));
    }
    let bytes = fs::read(path).with_context(|| name.to_string())?;
    sheet::read_all(&name.to_string(), &bytes, &limits)
        .map_err(|error| anyhow::anyhow!("{name}: {}", error.text(lang)))
}

fn read_settings(path: &Path, lang: Lang) -> anyhow::Result<Settings> {
    let name = path.display();
    let source = fs::read_to_string(path).with_context(|| name.to_string())?;
    Settings::parse(&source).map_err(|fault| {
        anyhow::anyhow!(
            "{name}:{}:{}: {}",
            fault.line,
            fault.column,
            fault.text(lang)
        )
    })
}

fn example(path: &Path, people: usize) -> anyhow::Result<ExitCode> {
    let made = sample::municipality(1, sample::Size::of(people.clamp(100, 300_000)));
    fs::write(path, sample::workbook(&made)?).with_context(|| path.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}
