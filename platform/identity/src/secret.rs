//! What the database keeps of a secret, and how two such are compared.

use base::{Secret, SecretHash};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The SHA-256 of a secret in hex. A secret has 256 random bits, so nothing slower is needed: there
/// is no list of likely secrets to try against a stolen table.
#[must_use]
pub fn fingerprint(secret: &Secret) -> SecretHash {
    digest(secret.expose().as_bytes())
}

/// Whether two fingerprints are equal, in a time that does not tell where they differ.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_sha_256_in_hex() {
        // NIST, FIPS 180-2, appendix B.1.
        assert_eq!(
            fingerprint(&Secret::presented("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(same("ab", "ab") && !same("ab", "ac") && !same("ab", "abc"));
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::new().unwrap();
        assert!(!format!("{secret:?}").contains(secret.expose()));
    }
}
