//! Measures the search on the practical cases: `PEJL_BENCH=DIR cargo run --release -p grouping
//! --example practical -- [SECONDS] [THREADS] [SEED] [NAME-PART] [OUT-DIR]` where `DIR/practical` holds
//! `grouping-practical/1` files.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use grouping::formats::{read_practical, write_rounds};
use grouping::{Budget, judge, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |i: usize| arguments.get(i).map(String::as_str);
    let seconds: f64 = argument(0).unwrap_or("10").parse()?;
    let threads = argument(1).unwrap_or("2").parse()?;
    let seed = argument(2).unwrap_or("1").parse()?;
    let bench =
        std::env::var("PEJL_BENCH").map_err(|_| "PEJL_BENCH names the folder of benchmarks")?;
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&bench).join("practical"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    println!("| Instance | seconds | M % | D % | score | rules broken | million iterations |");
    println!("|---|---|---|---|---|---|---|");
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        if !name.contains(argument(3).unwrap_or("")) {
            continue;
        }
        let instance = read_practical(&std::fs::read_to_string(&file)?)?;
        let began = Instant::now();
        let end = Duration::from_secs_f64(seconds);
        let budget = Budget {
            seed,
            iterations: u64::MAX,
            threads,
            stop: &|| began.elapsed() >= end,
        };
        let plan =
            solve(&instance, &budget, &mut |_| {}).map_err(|refusals| format!("{refusals:?}"))?;
        let took = began.elapsed().as_secs_f64();
        let verdict = judge(&instance, &plan.rounds);
        println!(
            "| {name} | {took:.1} | {:.2} | {:.2} | {:.4} | {} | {} |",
            100.0 * verdict.value.acquaintance.share(),
            100.0 * verdict.value.diversity.share(),
            verdict.value.score(&instance.aims),
            verdict.broken.len(),
            plan.iterations / 1_000_000,
        );
        if let Some(out) = argument(4) {
            std::fs::write(
                Path::new(out).join(format!("{name}.txt")),
                write_rounds(&plan.rounds),
            )?;
        }
    }
    Ok(())
}
