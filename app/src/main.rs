//! The binary: commands over the slices, and the pages that belong to none of them. No rules of
//! its own.

mod commands;
mod config;
mod example;
mod installation;
mod pages;
#[cfg(test)]
mod ratchet;
mod slices;
mod work;

language::texts!();

use std::{future::Future, process::ExitCode};

use clap::{Parser, Subcommand};
use rustix::fs::Mode;
use tracing_subscriber::EnvFilter;

/// Pejl runs a leadership development programme and shows honestly what came of it.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up a new installation: configuration, organisation, first administrator.
    Init(commands::init::Args),
    /// Serve the pages.
    Serve(commands::serve::Args),
    /// Serve the example, whose people are fictional.
    Demo(commands::demo::Args),
    /// Take jobs without serving pages.
    Work(commands::work::Args),
    /// Back one organisation up to a file.
    Backup(commands::backup::BackupArgs),
    /// Write everything of one organisation to a file that is read without Pejl.
    Export(commands::export::Args),
    /// Put one organisation back from a backup.
    Restore(commands::backup::RestoreArgs),
    /// Bring the databases to this program's version.
    Migrate(commands::migrate::Args),
    /// Check an HR spreadsheet without storing anything.
    Import(commands::import::Args),
    /// Write the example blueprint, to begin from.
    Blueprint(commands::sample::BlueprintArgs),
    /// Write a fictional organisation as HR's spreadsheet, for trying out.
    Sample(commands::sample::SampleArgs),
    /// Plan a whole programme from a blueprint and an HR spreadsheet, without a server.
    Plan(commands::plan::Args),
    /// Find the tool for a situation, without a server.
    Tools(commands::tools::Args),
}

fn main() -> ExitCode {
    // Databases, mails and the configuration hold passwords and people: nobody else on this machine
    // reads what this process writes.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let ran = match Cli::parse().command {
        Command::Init(args) => with_runtime(commands::init::run(&args)),
        Command::Serve(args) => with_runtime(commands::serve::run(&args)),
        Command::Demo(args) => with_runtime(commands::demo::run(&args)),
        Command::Work(args) => with_runtime(commands::work::run(&args)),
        Command::Backup(args) => with_runtime(commands::backup::backup(&args)),
        Command::Export(args) => with_runtime(commands::export::run(&args)),
        Command::Restore(args) => with_runtime(commands::backup::restore(&args)),
        Command::Migrate(args) => with_runtime(commands::migrate::run(&args)),
        Command::Import(args) => commands::import::run(&args),
        Command::Blueprint(args) => commands::sample::blueprint(&args),
        Command::Sample(args) => commands::sample::sample(&args),
        Command::Plan(args) => commands::plan::run(&args),
        Command::Tools(args) => commands::tools::run(&args),
    };
    ran.unwrap_or_else(|error| {
        eprintln!("pejl: {error:#}");
        ExitCode::from(2)
    })
}

/// For the commands that reach a database; the log goes to standard error.
fn with_runtime(
    command: impl Future<Output = anyhow::Result<ExitCode>>,
) -> anyhow::Result<ExitCode> {
    let filter = EnvFilter::try_from_env("PEJL_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(command)
}
