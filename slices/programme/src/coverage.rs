//! Which of the four fields the modules cover together, and where the holes are.

use crate::domain::Programme;

/// Modules by fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    pub fields: Vec<String>,
    /// Per module, in the programme's order, whether it serves each field.
    pub marks: Vec<Vec<bool>>,
    /// How many modules serve each field.
    pub modules: Vec<usize>,
}

impl Coverage {
    #[must_use]
    pub fn of<'a>(programme: &Programme, fields: impl IntoIterator<Item = &'a str>) -> Self {
        let fields: Vec<String> = fields.into_iter().map(str::to_owned).collect();
        let marks: Vec<Vec<bool>> = programme
            .modules
            .iter()
            .map(|module| {
                fields
                    .iter()
                    .map(|field| module.fields.contains(field))
                    .collect()
            })
            .collect();
        let modules = (0..fields.len())
            .map(|field| {
                marks
                    .iter()
                    .filter(|row| row.get(field) == Some(&true))
                    .count()
            })
            .collect();
        Self {
            fields,
            marks,
            modules,
        }
    }

    /// The fields that no module serves.
    #[must_use]
    pub fn holes(&self) -> Vec<&str> {
        self.fields
            .iter()
            .zip(&self.modules)
            .filter(|(_, count)| **count == 0)
            .map(|(field, _)| field.as_str())
            .collect()
    }
}
