/// Random numbers from the caller's seed: xoshiro256++ (Blackman and Vigna, 2019), seeded by
/// `SplitMix64`. Written out because the search draws two numbers per iteration and its plans must stay
/// the same when a library changes its stream.
#[derive(Clone, Debug)]
pub(crate) struct Rng([u64; 4]);

impl Rng {
    /// The stream `stream` of a seed; different streams are independent for every practical purpose.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut x = seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95);
        let mut next = || {
            x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = x;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self([next(), next(), next(), next()])
    }

    pub fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number in `0..end`; `end` is at least 1 and below 2^32.
    pub fn below(&mut self, end: usize) -> usize {
        scale(self.next() >> 32, end)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Brings 32 random bits into `0..end` (Lemire's multiplication).
pub(crate) fn scale(bits: u64, end: usize) -> usize {
    ((bits * end as u64) >> 32) as usize
}
