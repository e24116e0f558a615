use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use base::Secret;
use tokio::sync::Semaphore;

use super::Password;

/// Hashes and verifies passwords with Argon2id, away from the async runtime and only so many at a
/// time, because each takes its own 19 MiB and a core for as long as it lasts.
pub struct Hasher {
    params: Params,
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// The hash of a secret nobody knows. Verified when an address is unknown, so that unknown and
    /// known addresses cost the same.
    decoy: String,
    work: Arc<AtomicU64>,
}

/// What came of holding a password against a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub matches: bool,
    /// The hash was made with other parameters than today's: make a new one while the password
    /// is at hand.
    pub outdated: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum HashingFailed {
    /// More are waiting than can be served in a reasonable time.
    #[error("too many passwords are being hashed")]
    Busy,
    #[error("Argon2: {0}")]
    Argon2(String),
    #[error("the hashing thread ended early")]
    Ended,
}

/// More than this many waiting are turned away: at some 30 ms each, the last would wait seconds.
const LONGEST_QUEUE: usize = 200;

impl Hasher {
    /// Argon2id with m = 19 MiB, t = 2, p = 1: the first choice of the OWASP Password Storage
    /// Cheat Sheet (2024), and at most `at_once` at a time.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn new(at_once: usize) -> Result<Self, HashingFailed> {
        Self::with_params(Params::DEFAULT, at_once)
    }

    /// With other parameters, for the test that old hashes are renewed.
    ///
    /// # Errors
    /// As [`Hasher::new`].
    pub fn with_params(params: Params, at_once: usize) -> Result<Self, HashingFailed> {
        let nobody = Secret::new().map_err(|error| HashingFailed::Argon2(error.to_string()))?;
        let decoy = hash_now(&params, nobody.expose().as_bytes())?;
        Ok(Self {
            params,
            permits: Arc::new(Semaphore::new(at_once.max(1))),
            waiting: AtomicUsize::new(0),
            decoy,
            work: Arc::default(),
        })
    }

    /// The hash to keep, as a PHC string with its own salt and parameters.
    ///
    /// # Errors
    /// When too many wait, or the hash cannot be made.
    pub async fn hash(&self, password: &Password) -> Result<String, HashingFailed> {
        let params = self.params.clone();
        let password = password.clone();
        self.work.fetch_add(effort(&params), Ordering::Relaxed);
        self.off_the_runtime(move || hash_now(&params, password.bytes()))
            .await?
    }

    /// Holds a password against a kept hash, or against the decoy when there is none; then it
    /// never matches.
    ///
    /// # Errors
    /// When too many wait. A kept hash that cannot be read is an error and not a match.
    pub async fn verify(
        &self,
        password: &Password,
        kept: Option<&str>,
    ) -> Result<Verdict, HashingFailed> {
        let known = kept.is_some();
        let kept = PasswordHash::new(kept.unwrap_or(&self.decoy))
            .map_err(|error| HashingFailed::Argon2(error.to_string()))?;
        let params =
            Params::try_from(&kept).map_err(|error| HashingFailed::Argon2(error.to_string()))?;
        let outdated = kept.algorithm.as_str() != Algorithm::Argon2id.as_str()
            || (params.m_cost(), params.t_cost(), params.p_cost())
                != (
                    self.params.m_cost(),
                    self.params.t_cost(),
                    self.params.p_cost(),
                );
        self.work.fetch_add(effort(&params), Ordering::Relaxed);
        let password = password.clone();
        let equal = self
            .off_the_runtime(move || {
                Argon2::default()
                    .verify_password(password.bytes(), &kept)
                    .is_ok()
            })
            .await?;
        Ok(Verdict {
            matches: equal && known,
            outdated,
        })
    }

    /// How much has been hashed, in KiB filled times passes, since the start. What a test holds
    /// known and unknown addresses against, whatever the speed of the machine.
    #[must_use]
    pub fn work_done(&self) -> u64 {
        self.work.load(Ordering::Relaxed)
    }

    async fn off_the_runtime<T: Send + 'static>(
        &self,
        hash: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let place = Place::take(&self.waiting)?;
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| HashingFailed::Ended)?;
        drop(place);
        tokio::task::spawn_blocking(move || {
            // Held until the hash is done, even when the visitor has gone: memory is what is scarce.
            let _permit = permit;
            hash()
        })
        .await
        .map_err(|_| HashingFailed::Ended)
    }
}

/// A place in the queue, given back also when the visitor leaves.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, HashingFailed> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        if before >= LONGEST_QUEUE {
            return Err(HashingFailed::Busy);
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn effort(params: &Params) -> u64 {
    u64::from(params.m_cost()) * u64::from(params.t_cost())
}

fn hash_now(params: &Params, password: &[u8]) -> Result<String, HashingFailed> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password(password)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|error| HashingFailed::Argon2(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_says_how_it_was_made_and_fits_only_its_password() {
        let hasher = Hasher::new(1).unwrap();
        let password = Password::typed("hesten spiser blå grønkål");
        let kept = hasher.hash(&password).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert_ne!(
            kept,
            hasher.hash(&password).await.unwrap(),
            "each has its own salt"
        );
        let verdict = hasher.verify(&password, Some(&kept)).await.unwrap();
        assert_eq!((verdict.matches, verdict.outdated), (true, false));
        let other = Password::typed("hesten spiser blå grønkaal");
        assert!(!hasher.verify(&other, Some(&kept)).await.unwrap().matches);
    }

    #[tokio::test]
    async fn an_unknown_address_costs_what_a_known_one_costs() {
        let hasher = Hasher::new(1).unwrap();
        let password = Password::typed("hesten spiser blå grønkål");
        let kept = hasher.hash(&password).await.unwrap();
        let before = hasher.work_done();
        hasher.verify(&password, Some(&kept)).await.unwrap();
        let known = hasher.work_done() - before;
        assert!(!hasher.verify(&password, None).await.unwrap().matches);
        assert_eq!(hasher.work_done() - before - known, known);
        assert_eq!(known, 19 * 1024 * 2);
    }

    #[tokio::test]
    async fn a_hash_of_older_parameters_is_outdated() {
        let old = Hasher::with_params(Params::new(8 * 1024, 1, 1, None).unwrap(), 1).unwrap();
        let password = Password::typed("hesten spiser blå grønkål");
        let kept = old.hash(&password).await.unwrap();
        let verdict = Hasher::new(1)
            .unwrap()
            .verify(&password, Some(&kept))
            .await
            .unwrap();
        assert_eq!((verdict.matches, verdict.outdated), (true, true));
    }

    #[tokio::test]
    async fn a_spoilt_hash_is_an_error_and_no_match() {
        let hasher = Hasher::new(1).unwrap();
        let password = Password::typed("hesten spiser blå grønkål");
        for spoilt in ["", "hunter2", "$argon2id$v=19$m=19456,t=2,p=1$"] {
            let verdict = hasher.verify(&password, Some(spoilt)).await;
            assert!(
                !matches!(verdict, Ok(Verdict { matches: true, .. })),
                "{spoilt}"
            );
        }
    }
}
