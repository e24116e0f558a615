//! Tiny worlds, where every arrangement can be tried.

use grouping::{Instance, Person, Verdict, check, judge, solve};

use crate::world::{iterations, little};

/// Every arrangement of one round, legal or not, as groups of people.
fn arrangements(instance: &Instance, round: usize) -> Vec<Vec<Vec<Person>>> {
    let groups = instance.rounds[round].sizes.groups();
    let present: Vec<Person> = (0..instance.people)
        .filter(|p| !instance.rounds[round].absent.contains(p))
        .collect();
    let mut all = vec![vec![Vec::new(); groups]];
    for p in present {
        all = all
            .into_iter()
            .flat_map(|arrangement| {
                (0..groups).map(move |g| {
                    let mut next = arrangement.clone();
                    next[g].push(p);
                    next
                })
            })
            .collect();
    }
    all
}

/// The legal ones. Each round is judged alone, in an instance of that round only.
fn legal(instance: &Instance, round: usize) -> Vec<Vec<Vec<Person>>> {
    let mut alone = instance.clone();
    alone.rounds = vec![instance.rounds[round].clone()];
    alone.locked.retain(|lock| lock.round == round);
    for lock in &mut alone.locked {
        lock.round = 0;
    }
    let mut all = arrangements(instance, round);
    all.retain(|groups| {
        judge(&alone, std::slice::from_ref(groups))
            .broken
            .is_empty()
    });
    all
}

#[test]
fn the_search_finds_the_optimum_and_refuses_only_what_is_impossible() {
    let (mut possible, mut impossible) = (0, 0);
    for seed in 1..400 {
        let mut instance = little(seed, 7, 2);
        if instance.rounds.iter().any(|round| round.sizes.groups() > 3) {
            continue;
        }
        instance.people = instance.people.min(7);
        let legal: Vec<_> = (0..instance.rounds.len())
            .map(|r| legal(&instance, r))
            .collect();
        let solved = solve(&instance, &iterations(seed, 30_000, 1), &mut |_| {});
        if legal.iter().any(Vec::is_empty) {
            assert!(solved.is_err(), "seed {seed}: {instance:?}");
            impossible += 1;
            continue;
        }
        // An even round with more groups than people is refused although empty groups would do.
        let Ok(plan) = solved else {
            assert!(check(&instance).is_err(), "seed {seed}: {instance:?}");
            let even = |round: &grouping::Round| matches!(round.sizes, grouping::Sizes::Even(groups) if groups + round.absent.len() > instance.people);
            assert!(
                instance.rounds.iter().any(even),
                "seed {seed}: {instance:?}"
            );
            continue;
        };
        if legal.iter().map(Vec::len).product::<usize>() > 200_000 {
            continue;
        }
        possible += 1;
        let best = best(&instance, &legal);
        let score = plan.value.score(&instance.aims);
        assert!(
            (score - best.0).abs() < 1e-9,
            "seed {seed}: {score} of {}",
            best.0
        );
        assert!(best.1 <= plan.value.diversity.bound, "seed {seed}");
        assert!(best.2 <= plan.value.acquaintance.bound, "seed {seed}");
    }
    assert!(possible > 60 && impossible > 60, "{possible} {impossible}");
}

/// The best score, the most diversity and the most acquaintances of all legal plans.
fn best(instance: &Instance, legal: &[Vec<Vec<Vec<Person>>>]) -> (f64, u64, u64) {
    let mut plans: Vec<Vec<Vec<Vec<Person>>>> = vec![Vec::new()];
    for round in legal {
        plans = plans
            .iter()
            .flat_map(|plan| {
                round.iter().map(|groups| {
                    let mut next = plan.clone();
                    next.push(groups.clone());
                    next
                })
            })
            .collect();
    }
    let mut best = (f64::NEG_INFINITY, 0, 0);
    for plan in &plans {
        let Verdict { value, .. } = judge(instance, plan);
        best.0 = best.0.max(value.score(&instance.aims));
        best.1 = best.1.max(value.diversity.value);
        best.2 = best.2.max(value.acquaintance.value);
    }
    best
}
