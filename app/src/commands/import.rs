//! `pejl import`: checks HR's file without a server and without storing anything.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use base::{Clock as _, Context, Lang, SystemClock};
use documents::sheet::{self, Contents, Limits, SheetError};
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

/// Exit 0 without faults, 1 with faults, also where the file is no spreadsheet; a file that is not
/// there is a mistyped command, which is exit 2.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if let Some(people) = args.example {
        return example(&args.file, people);
    }
    let settings = match &args.settings {
        Some(path) => {
            let source = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            match settings(&path.display().to_string(), &source, args.lang) {
                Some(settings) => settings,
                None => return Ok(ExitCode::from(1)),
            }
        }
        None => Settings::default(),
    };
    let files: Vec<&Path> = [Some(&args.file), args.units.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    let checked = match read(&files)? {
        Ok(contents) => checked(&files, &contents, &settings),
        Err(unreadable) => {
            if args.json {
                say(&(unreadable.json(args.lang)? + "\n"))?;
            } else {
                eprintln!("{}", unreadable.text(args.lang));
            }
            return Ok(ExitCode::from(1));
        }
    };
    let told = if args.json {
        report::json(&checked, args.lang)? + "\n"
    } else {
        report::table(&checked, args.lang)
    };
    say(&told)?;
    Ok(ExitCode::from(u8::from(!checked.faults.is_empty())))
}

fn say(told: &str) -> io::Result<()> {
    match io::stdout().write_all(told.as_bytes()) {
        // A reader such as `head` may have gone away.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}

/// What an upload of the same files would be told.
pub(super) fn checked(files: &[&Path], contents: &Contents, settings: &Settings) -> Checked {
    let mapping = Mapping::recognise(&contents.sheets, settings, &Remembered::default());
    let names = files.iter().filter_map(|path| path.file_name()?.to_str());
    let faults = cpr_anywhere(names, contents, &mapping);
    if !faults.is_empty() {
        return Checked {
            faults,
            ..Checked::default()
        };
    }
    let now = Context::system("check", SystemClock.now());
    let today = people::query::today(&now);
    check(&contents.sheets, &mapping, settings, &[], today)
}

/// A file that is there and cannot be read as sheets.
pub(super) struct Unreadable {
    name: String,
    error: SheetError,
}

impl Unreadable {
    pub(super) fn text(&self, lang: Lang) -> String {
        format!("{}: {}", self.name, self.error.text(lang))
    }

    /// In the shape of any other fault, with the file's name as the value.
    fn json(&self, lang: Lang) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&serde_json::json!({
            "people": 0,
            "leaders": 0,
            "units": 0,
            "faults": [{
                "sheet": "",
                "line": 1,
                "column": "",
                "value": self.name,
                "fault": self.error.to_string(),
                "remedy": self.error.text(lang),
            }],
            "mended": [],
        }))
    }
}

/// Reads the files one after the other. One of the command line may be larger than an upload: the
/// measure is memory, not a form.
pub(super) fn read(files: &[&Path]) -> anyhow::Result<Result<Contents, Unreadable>> {
    let limits = Limits {
        bytes: 200 << 20,
        unpacked: 1 << 30,
        ..Limits::default()
    };
    let mut contents = Contents::default();
    for path in files {
        let told = path.display().to_string();
        let name = path
            .file_name()
            .map_or_else(|| told.clone(), |name| name.to_string_lossy().into_owned());
        let length = fs::metadata(path).with_context(|| told.clone())?.len();
        let read = if length > limits.bytes {
            Err(SheetError::TooLarge {
                megabytes: limits.bytes >> 20,
            })
        } else {
            let bytes = fs::read(path).with_context(|| told.clone())?;
            sheet::read_all(&name, &bytes, &limits)
        };
        match read {
            Ok(read) => {
                contents.sheets.extend(read.sheets);
                contents.hidden.extend(read.hidden);
                contents.beside.extend(read.beside);
            }
            Err(error) => return Ok(Err(Unreadable { name, error })),
        }
    }
    Ok(Ok(contents))
}

/// The settings of a `people.toml`; nothing where it has a fault, which is then told.
pub(super) fn settings(name: &str, source: &str, lang: Lang) -> Option<Settings> {
    match Settings::parse(source) {
        Ok(settings) => Some(settings),
        Err(fault) => {
            let (line, column) = (fault.line, fault.column);
            eprintln!("{name}:{line}:{column}: {}", fault.text(lang));
            None
        }
    }
}

fn example(path: &Path, people: usize) -> anyhow::Result<ExitCode> {
    let made = sample::municipality(1, sample::Size::of(people.clamp(100, 300_000)));
    fs::write(path, sample::workbook(&made)?).with_context(|| path.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}
