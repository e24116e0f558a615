//! Roles as the database keeps them: names in a fixed order with a space between.

use std::collections::BTreeSet;

use base::Role;

use crate::Error;

/// The name that a role has in the database and in forms.
#[must_use]
pub const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Office => "office",
        Role::Leader => "leader",
        Role::Teacher => "teacher",
        Role::Consultant => "consultant",
        Role::TopManagement => "top_management",
        Role::SparringPartner => "sparring_partner",
        Role::Guest => "guest",
        Role::Consultancy => "consultancy",
    }
}

/// The role of a name.
#[must_use]
pub fn role_named(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role_name(*role) == name)
}

pub(crate) fn write(roles: &BTreeSet<Role>) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role_name(*role)).collect();
    names.join(" ")
}

/// An unknown name is a fault, not a role less: it may have been what kept somebody out.
pub(crate) fn read(text: &str) -> Result<BTreeSet<Role>, Error> {
    text.split_whitespace()
        .map(|name| role_named(name).ok_or(Error::Spoilt("memberships.roles")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_one_name_and_comes_back() {
        let all: BTreeSet<Role> = Role::ALL.into();
        assert_eq!(read(&write(&all)).unwrap(), all);
        assert!(read("leader owner").is_err());
        assert_eq!(write(&BTreeSet::new()), "");
    }
}
