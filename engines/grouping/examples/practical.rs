//! Measures the search on the practical cases: `PEJL_BENCH=DIR cargo run --release -p grouping
//! --example practical -- [BUDGET] [THREADS] [SEED] [NAME-PART] [OUT-DIR]` where `DIR/practical` holds
//! `grouping-practical/1` files and the budget is seconds (`10`) or million iterations (`100M`, the
//! same plan on every machine).

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use grouping::formats::{read_practical, write_rounds};
use grouping::{Budget, judge, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |i: usize| arguments.get(i).map(String::as_str);
    let budget = argument(0).unwrap_or("10");
    let (seconds, iterations) = match budget.strip_suffix('M') {
        Some(millions) => (f64::INFINITY, 1_000_000 * millions.parse::<u64>()?),
        None => (budget.parse()?, u64::MAX),
    };
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
        let budget = Budget {
            seed,
            iterations,
            threads,
            stop: &|| began.elapsed().as_secs_f64() >= seconds,
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
