//! Plans every `*.json` under `$PEJL_BENCH/timetable` and prints what came of it.
//!
//! `cargo run --release -p timetable --example bench [-- SECONDS [SEED [FOLDER]]]`; a FOLDER given
//! receives the timetables, for another program to judge.

use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: f64 = arguments.next().map_or(Ok(20.0), |text| text.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let folder = arguments.next().map(std::path::PathBuf::from);
    let bench = std::env::var("PEJL_BENCH").map_err(|_| "PEJL_BENCH names no folder")?;
    let mut files: Vec<_> = std::fs::read_dir(std::path::Path::new(&bench).join("timetable"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    println!(
        "{:<26} {:>5} {:>9} {:>9} {:>9} {:>10} {:>12}",
        "instance", "hard", "soft", "bound", "first s", "seconds", "iterations"
    );
    for path in files {
        let instance = timetable::format::read(&std::fs::read_to_string(&path)?)?;
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let start = Instant::now();
        let limit = Duration::from_secs_f64(seconds);
        let budget = timetable::Budget {
            seed,
            iterations: u64::MAX,
            stop: &|| start.elapsed() >= limit,
        };
        let mut first = None;
        let plan = timetable::solve(&instance, &budget, &mut |progress| {
            if progress.broken == 0 {
                first.get_or_insert_with(|| start.elapsed());
            }
            if std::env::var_os("PEJL_TRACE").is_some() {
                eprintln!(
                    "{:8.3} {:10} {:3} {:8.1}",
                    start.elapsed().as_secs_f64(),
                    progress.iterations,
                    progress.broken,
                    progress.cost
                );
            }
        });
        let plan = match plan {
            Ok(plan) => plan,
            Err(none) => {
                println!("{name:<26} no plan: {:?}", none.reasons);
                continue;
            }
        };
        let verdict = timetable::judge(&instance, &plan.sessions);
        println!(
            "{name:<26} {:>5} {:>9.1} {:>9.1} {:>9.3} {:>10.1} {:>12}",
            verdict.hard(),
            verdict.cost.total(),
            plan.bound,
            first.unwrap_or_default().as_secs_f64(),
            start.elapsed().as_secs_f64(),
            plan.iterations
        );
        if let Some(folder) = &folder {
            std::fs::write(
                folder.join(name + ".json"),
                timetable::format::write(&plan.sessions),
            )?;
        }
    }
    Ok(())
}
