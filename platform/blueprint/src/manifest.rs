use serde::Deserialize;

use crate::{Reader, Said, Spanned, Words};

/// Where a blueprint says what it is.
pub const MANIFEST: &str = "blueprint.toml";

/// What a blueprint is, from `blueprint.toml` at its root.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the file formats; this program reads 1.
    format: Spanned<u32>,
    pub name: Words,
    pub about: Words,
    /// Under which terms others may use it, as an SPDX expression.
    pub licence: String,
    /// What a reader must know before using it as it stands.
    pub notice: Option<Words>,
}

impl Manifest {
    /// The version of the formats that this program reads and writes.
    pub const FORMAT: u32 = 1;

    /// Reads `blueprint.toml`; a newer format than ours is a fault.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let manifest: Self = reader.read_toml(MANIFEST)?;
        if *manifest.format.get_ref() != Self::FORMAT {
            reader.fault(
                MANIFEST,
                manifest.format.span(),
                Said::new(|lang| crate::Text::new(lang).format_unknown(manifest.format.get_ref())),
                Said::new(|lang| crate::Text::new(lang).format_unknown_remedy(Self::FORMAT)),
            );
        }
        Some(manifest)
    }
}
