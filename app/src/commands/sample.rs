use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use people::sample::{self, Size};

use crate::example;

#[derive(clap::Args)]
pub struct SampleArgs {
    /// The spreadsheet to write.
    out: PathBuf,
    /// How many people it has; their leaders and units in proportion.
    #[arg(long, default_value_t = Size::EXAMPLE.people)]
    people: usize,
    /// Another seed gives other people; the same one gives the same everywhere.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes a fictional organisation as HR's spreadsheet, for trying out and for measuring.
pub fn sample(args: &SampleArgs) -> anyhow::Result<ExitCode> {
    let size = if args.people == Size::EXAMPLE.people {
        Size::EXAMPLE
    } else {
        Size::of(args.people)
    };
    let made = sample::workbook(&sample::municipality(args.seed, size))?;
    fs::write(&args.out, made)
        .with_context(|| format!("{} cannot be written", args.out.display()))?;
    Ok(ExitCode::SUCCESS)
}

#[derive(clap::Args)]
pub struct BlueprintArgs {
    /// A folder to write, or a file that ends in .zip, which can be uploaded.
    #[arg(long)]
    out: PathBuf,
}

/// Writes the Kalundborg blueprint that is inside this program, to begin from.
pub fn blueprint(args: &BlueprintArgs) -> anyhow::Result<ExitCode> {
    let files = example::kalundborg();
    if args
        .out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    {
        fs::write(&args.out, files.to_zip()?)
            .with_context(|| format!("{} cannot be written", args.out.display()))?;
    } else {
        files.write_to(&args.out)?;
    }
    Ok(ExitCode::SUCCESS)
}
