//! `pejl plan`: a whole programme from a blueprint and HR's file, without a server.

use std::{
    fs,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use base::Lang;
use blueprint::{Faults, Folder};
use indicatif::{ProgressBar, ProgressStyle};
use people::{domain::Person, import::report, settings::Settings};
use programme::{
    content::{self, Known},
    domain::Design,
    feed,
    plan::{self, Budget, Impossible, Leader, Progress, ProposedPlan, Roster, Stage, Weighted},
    workbook::{self, Material},
};

use super::import as hr;
use crate::Text;

#[derive(clap::Args)]
pub struct Args {
    /// The blueprint's folder, with programme.toml, schedule.toml, people.toml and modules/
    blueprint: PathBuf,
    /// HR's file, with the sheets Medarbejdere and Enheder
    people: PathBuf,
    /// Where programme.xlsx and programme.ics are written
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How long to search
    #[arg(long, default_value_t = 20.0, value_parser = seconds)]
    seconds: f64,
    /// The number of the lot: the same one and the same --iterations give the same plan everywhere
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Search for so many steps instead of a time
    #[arg(long, conflicts_with = "seconds")]
    iterations: Option<u64>,
    /// The language of the files and the summary, da or en
    #[arg(long, default_value = "da", value_parser = language)]
    lang: Lang,
}

pub(super) fn language(tag: &str) -> Result<Lang, String> {
    tag.parse().map_err(|()| "da or en".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && (0.1..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0.1 to 86400".to_owned()),
    }
}

/// Exit 0 with a plan, 1 when the blueprint or the HR file has faults or there is no plan; then
/// nothing is written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let text = programme::Text::new(args.lang);
    let folder = Folder::read_from(&args.blueprint)?;
    let Some((design, fields)) = design(&folder, args.lang)? else {
        return Ok(ExitCode::from(1));
    };
    let Some(roster) = roster(args, &folder, &design)? else {
        return Ok(ExitCode::from(1));
    };
    let plan = match search(args, &design, &roster, began)? {
        Ok(plan) => plan,
        Err(impossible) => {
            for sentence in impossible.sentences(args.lang) {
                eprintln!("{sentence}");
            }
            return Ok(ExitCode::from(1));
        }
    };
    let broken = plan::check(&design, &roster, &plan);
    if let Some(first) = broken.first() {
        // A plan that breaks a rule is a fault of ours; it is not handed out.
        bail!("{}: {} ({first:?})", text.book_rules_broken(), broken.len());
    }
    write(args, &design, &roster, &plan, &fields)?;
    summary(&text, &design, &roster, &plan, &fields, began.elapsed());
    Ok(ExitCode::SUCCESS)
}

/// Each field's key and its name.
type Fields = Vec<(String, String)>;

/// The design, with the fields' names; nothing when the blueprint has faults, which are then told.
fn design(folder: &Folder, lang: Lang) -> anyhow::Result<Option<(Design, Fields)>> {
    let (known, fields) = match known(folder, lang) {
        Ok(read) => read,
        Err(faults) => return told(&faults, lang),
    };
    match content::read(folder, &known) {
        Ok(design) => Ok(Some((design, fields))),
        Err(faults) => told(&faults, lang),
    }
}

/// The keys of the direction that the programme refers to, and the fields' names.
fn known(folder: &Folder, lang: Lang) -> Result<(Known, Vec<(String, String)>), Faults> {
    let direction = direction::query::understand(folder)?;
    let fields = direction.fields.iter();
    let names = fields
        .map(|field| (field.key.to_string(), field.name.pick(lang).to_owned()))
        .collect();
    Ok((Known::of(&direction), names))
}

pub(super) fn told<T>(faults: &Faults, lang: Lang) -> anyhow::Result<Option<T>> {
    if std::io::stderr().is_terminal() {
        eprint!("{}", faults.fancy(lang, true));
    } else {
        eprint!("{}", faults.plain(lang));
    }
    Ok(None)
}

/// The leaders of HR's file; nothing when it has faults, which are then told.
fn roster(args: &Args, folder: &Folder, design: &Design) -> anyhow::Result<Option<Roster>> {
    let settings = match folder.get("people.toml") {
        Some(source) => match hr::settings("people.toml", source, args.lang) {
            Some(settings) => settings,
            None => return Ok(None),
        },
        None => Settings::default(),
    };
    let files = [args.people.as_path()];
    let checked = match hr::read(&files)? {
        Ok(contents) => hr::checked(&files, &contents, &settings),
        Err(unreadable) => {
            eprintln!("{}", unreadable.text(args.lang));
            return Ok(None);
        }
    };
    if !checked.faults.is_empty() {
        eprint!("{}", report::table(&checked, args.lang));
        return Ok(None);
    }
    if checked.leaders() == 0 {
        let levels = settings.levels.iter().map(|level| level.name.as_str());
        let levels: Vec<&str> = levels.collect();
        let name = args.people.display().to_string();
        eprintln!(
            "{}",
            Text::new(args.lang).plan_no_leaders(name, levels.join(", "))
        );
        return Ok(None);
    }
    let leaders = checked.people.iter().filter(|person| person.is_leader());
    Ok(Some(Roster {
        leaders: leaders
            .map(|person| leader(person, &settings, design))
            .collect(),
        attributes: settings
            .attributes
            .iter()
            .map(|attribute| Weighted {
                name: attribute.column.to_string(),
                weight: attribute.weight,
            })
            .collect(),
    }))
}

fn leader(person: &Person, settings: &Settings, design: &Design) -> Leader {
    Leader {
        key: person.number.clone(),
        name: person.name(),
        unit: person.unit.clone(),
        area: person.area.clone().unwrap_or_default(),
        level: person.level.clone().unwrap_or_default(),
        workplace: person.site.clone().unwrap_or_default(),
        own_leader: person.leader.clone(),
        // As of the programme's start, so that the same file gives the same plan on any day.
        traits: settings
            .attributes
            .iter()
            .map(|attribute| attribute.value(person, design.schedule.start))
            .collect(),
    }
}

/// Searches with a bar; the first Ctrl-C keeps the best so far, the second ends the program.
fn search(
    args: &Args,
    design: &Design,
    roster: &Roster,
    began: Instant,
) -> anyhow::Result<Result<ProposedPlan, Impossible>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&interrupted);
    ctrlc::set_handler(move || {
        if heard.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })?;
    let bar = ProgressBar::new(1000);
    bar.set_style(ProgressStyle::with_template(
        "{bar:32} {percent:>3} %  {msg}",
    )?);
    let text = programme::Text::new(args.lang);
    // Reading, checking and writing are part of the time that was asked for.
    let limit = args.seconds - 0.5_f64.min(args.seconds / 10.0);
    let spent = || {
        if interrupted.load(Ordering::Relaxed) {
            f64::INFINITY
        } else if args.iterations.is_some() {
            0.0
        } else {
            began.elapsed().as_secs_f64() / limit
        }
    };
    let budget = Budget {
        seed: args.seed,
        iterations: args.iterations,
        threads: 2,
        spent: &spent,
    };
    let found = plan::compose(
        design,
        roster,
        &plan::Announced::default(),
        &budget,
        &mut |now: Progress| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share from 0 to 1"
            )]
            bar.set_position((now.done * 1000.0) as u64);
            bar.set_message(stage(&text, now.stage));
        },
    );
    bar.finish_and_clear();
    if interrupted.load(Ordering::Relaxed) && found.is_ok() {
        eprintln!("{}", text.command_interrupted());
    }
    Ok(found)
}

fn stage(text: &programme::Text, stage: Stage) -> String {
    match stage {
        Stage::Cohorts => text.stage_cohorts(),
        Stage::Dates => text.stage_dates(),
        Stage::Learning => text.stage_learning(),
        Stage::Tables => text.stage_tables(),
        Stage::Gatherings => text.stage_gatherings(),
    }
}

/// Both files or none: each is made whole before the first is put in place.
fn write(
    args: &Args,
    design: &Design,
    roster: &Roster,
    plan: &ProposedPlan,
    fields: &[(String, String)],
) -> anyhow::Result<()> {
    // The programme's own start, so that the same plan gives the same bytes.
    let made = design
        .schedule
        .start
        .and_time(chrono::NaiveTime::MIN)
        .and_utc();
    let material = Material {
        design,
        roster,
        plan,
        fields,
        broken: 0,
        lang: args.lang,
        made,
    };
    let sheet = workbook::workbook(&material).to_bytes()?;
    let calendar = feed::programme(design, plan, args.lang, made).to_text();
    let out = args.out.as_path();
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    place(out, "programme.xlsx", &sheet)?;
    place(out, "programme.ics", calendar.as_bytes())
}

fn place(out: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let (part, whole) = (out.join(format!(".{name}.part")), out.join(name));
    fs::write(&part, bytes).with_context(|| part.display().to_string())?;
    fs::rename(&part, &whole).with_context(|| whole.display().to_string())
}

fn summary(
    text: &programme::Text,
    design: &Design,
    roster: &Roster,
    plan: &ProposedPlan,
    fields: &[(String, String)],
    took: Duration,
) {
    let lang = text.lang();
    let percent = |share: f64| language::percent(lang, share, 1);
    let figures = &plan.figures;
    println!("{}", design.programme.name.pick(lang));
    println!(
        "{}",
        text.command_counts(
            plan.cohorts.len(),
            plan.gatherings.len(),
            roster.leaders.len(),
            plan.sessions.len()
        )
    );
    let coverage = programme::coverage::Coverage::of(
        &design.programme,
        fields.iter().map(|(key, _)| key.as_str()),
    );
    let counts: Vec<String> = fields
        .iter()
        .zip(&coverage.modules)
        .map(|((_, name), modules)| format!("{name} {modules}"))
        .collect();
    println!(
        "{}",
        text.command_coverage(counts.join(", "), design.programme.modules.len())
    );
    println!(
        "{}",
        text.command_met(
            figures.pairs_met,
            figures.pairs_bound,
            percent(figures.met_share())
        )
    );
    println!(
        "{}",
        text.command_diversity(
            percent(figures.diversity_share()),
            percent(figures.cohorts.diversity.share()),
            percent(figures.gatherings.diversity.share()),
            percent(figures.learning.diversity.share()),
            percent(figures.tables.diversity.share()),
        )
    );
    println!("{}", text.command_rules());
    if design.programme.tranches.len() < 2 {
        println!("{}", text.warning_no_tranches());
    }
    if !plan.unavoidable.is_empty() {
        println!("{}", text.command_unavoidable());
        for each in &plan.unavoidable {
            let name = |leader: usize| {
                roster
                    .leaders
                    .get(leader)
                    .map_or_else(String::new, |leader| leader.name.clone())
            };
            println!("  {}", each.sentence(design, name, lang));
        }
    }
    println!(
        "{}",
        text.command_time(language::decimal(lang, took.as_secs_f64(), 1))
    );
}
