//! Circles in who stands above whom.

/// The circles of a forest in which `above[i]` is what `i` stands under. Every circle is given
/// once, as the way round from its smallest member.
pub(super) fn circles(above: &[Option<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut seen_on = vec![UNSEEN; above.len()];
    let mut circles = Vec::new();
    for start in 0..above.len() {
        let mut here = Some(start);
        let mut way = Vec::new();
        while let Some(place) = here {
            match seen_on.get_mut(place) {
                Some(mark) if *mark == UNSEEN => *mark = start,
                Some(mark) if *mark == start => {
                    let from = way.iter().position(|passed| *passed == place).unwrap_or(0);
                    let mut circle = way.split_off(from);
                    let smallest = circle.iter().enumerate().min_by_key(|(_, member)| **member);
                    let turn = smallest.map_or(0, |(turn, _)| turn);
                    circle.rotate_left(turn);
                    circles.push(circle);
                    break;
                }
                _ => break,
            }
            way.push(place);
            here = above.get(place).copied().flatten();
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_circle_is_given_once_and_tails_are_not_part_of_it() {
        // 0 → 1 → 2 → 0, 3 → 2, 4 → 4, 5 alone, 6 → 5.
        let above = [Some(1), Some(2), Some(0), Some(2), Some(4), None, Some(5)];
        assert_eq!(circles(&above), [vec![0, 1, 2], vec![4]]);
        assert_eq!(circles(&[Some(2), None, Some(3), Some(2)]), [vec![2, 3]]);
        assert!(circles(&[None, Some(0), Some(1)]).is_empty());
    }
}
