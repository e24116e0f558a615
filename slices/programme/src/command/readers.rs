//! Whom the system writes to.

use std::collections::BTreeMap;

use access::{action, permit};
use base::{Context, Id, Lang, OrganisationTag, PersonTag, Problem};
use db::Database;
use identity::{Control, State};

use crate::query;

/// Somebody to write to.
pub struct Reader {
    pub name: String,
    pub email: String,
    pub lang: Lang,
}

/// Everybody of the organisation's register and of its members, by person: those of the register by
/// the address there, in the language that they read.
///
/// # Errors
/// Unless the system asks, or a database fails.
pub async fn readers(
    ctx: &Context,
    db: &Database,
    control: &Control,
    organisation: Id<OrganisationTag>,
) -> Result<BTreeMap<Id<PersonTag>, Reader>, Problem> {
    let manage = permit::<action::ManageAccounts>(ctx)?;
    let members = control
        .members(ctx, &manage, organisation)
        .await
        .map_err(Problem::from)?;
    let people = permit::<action::ViewPeople>(ctx)?;
    let tx = db.read(ctx).await?;
    let register = people::query::organisation(&tx, &people, query::local(ctx).date()).await?;
    let mut readers: BTreeMap<Id<PersonTag>, Reader> = register
        .people
        .iter()
        .filter_map(|known| {
            let reader = Reader {
                name: known.facts.name(),
                email: known.facts.email.clone()?,
                lang: Lang::Da,
            };
            Some((known.id, reader))
        })
        .collect();
    for member in members {
        let (Some(person), State::Active(_) | State::Invited(_) | State::LetterWaits) =
            (member.person, member.state)
        else {
            continue;
        };
        match readers.get_mut(&person) {
            Some(reader) => reader.lang = member.lang,
            // A teacher is in no register of the organisation's.
            None => {
                let reader = Reader {
                    name: member.name,
                    email: member.email,
                    lang: member.lang,
                };
                readers.insert(person, reader);
            }
        }
    }
    Ok(readers)
}
