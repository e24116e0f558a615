//! Addresses that open one thing without a sign-in: a calendar, a step in a mail.

use base::{Id, OrganisationTag, Problem, Secret, SecretHash};

use crate::fingerprint;

/// An organisation and a secret of its own, in one word of an address. The slice that made it keeps
/// the secret's hash, and says what it opens and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    pub organisation: Id<OrganisationTag>,
    pub secret: Secret,
}

impl Door {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn new(organisation: Id<OrganisationTag>) -> Result<Self, Problem> {
        let secret = Secret::new()
            .map_err(|error| Problem::internal(std::io::Error::other(error.to_string())))?;
        Ok(Self {
            organisation,
            secret,
        })
    }

    /// What an address holds; nothing where that is no such word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let (organisation, secret) = word.split_at_checked(32)?;
        (secret.len() == 64).then_some(())?;
        Some(Self {
            organisation: organisation.parse().ok()?,
            secret: Secret::presented(secret),
        })
    }

    /// For the address, and nowhere else.
    #[must_use]
    pub fn word(&self) -> String {
        format!(
            "{}{}",
            self.organisation.uuid().simple(),
            self.secret.expose()
        )
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        fingerprint(&self.secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_read_as_it_was_written_and_nothing_else_is_one() {
        let door = Door::new(Id::seeded("organisation", "one")).unwrap();
        let word = door.word();
        assert_eq!(Door::read(&word), Some(door.clone()));
        assert!(!format!("{door:?}").contains(door.secret.expose()));
        for wrong in ["", "abc", &word[1..], &format!("{word}0"), &"æ".repeat(48)] {
            assert_eq!(Door::read(wrong), None, "{wrong}");
        }
    }
}
