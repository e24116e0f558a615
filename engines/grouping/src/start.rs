//! A first arrangement of each round that keeps every rule. Greedy, hardest units first; what is
//! still broken then is repaired by a walk that never breaks more.

use crate::delta::Seats;
use crate::rng::Rng;
use crate::room::Room;
use crate::rules::Rules;

/// Fresh greedy tries per round before a round is called too tight.
const TRIES: usize = 40;

/// Seats for every round, or the rounds for which none were found.
pub(crate) fn arrange(rules: &Rules, seed: u64) -> Result<Seats, Vec<usize>> {
    let mut seats = Vec::new();
    let mut failed = Vec::new();
    for r in 0..rules.rounds.len() {
        let mut rng = Rng::new(seed, 0x5eed_0000 + r as u64);
        match arrange_round(rules, r, None, &mut rng) {
            Some(round) => seats.push(round),
            None => failed.push(r),
        }
    }
    if failed.is_empty() {
        Ok(seats)
    } else {
        Err(failed)
    }
}

/// Seats for one round, each unit where it is `wished` if a seat is free there when its turn comes.
pub(crate) fn arrange_round(
    rules: &Rules,
    r: usize,
    wished: Option<&[u32]>,
    rng: &mut Rng,
) -> Option<Vec<u32>> {
    (0..TRIES).find_map(|try_| {
        let mut room = Room::new(rules, r);
        room.fill(wished, rng);
        room.mend(rng, 200 * rules.rounds[r].units.len() * (try_ + 1));
        (room.faults() == 0).then_some(room.seat)
    })
}
