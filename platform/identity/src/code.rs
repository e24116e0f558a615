//! Short codes that are read from a wall and typed on a phone. Each opens one thing of one organisation,
//! and only for a while.

use base::{Context, Id, OrganisationTag, Secret};
use chrono::{DateTime, TimeDelta, Utc};
use db::Audit;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter};
use uuid::Uuid;

use crate::{
    Control, Error, brake::Rules, secret::digest, session::upkeep, sign_in::Brakes,
    store::rows::codes,
};

/// Tag of a code's key.
enum CodeTag {}

/// Letters that are not taken for one another, in print or read aloud.
const ALPHABET: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
/// 24⁶ is 191 million codes.
const LETTERS: usize = 6;

/// Wrong codes from one network. Two hundred leaders sit behind one address and mistype.
const PER_NETWORK: Rules = Rules {
    free: 50,
    first: TimeDelta::seconds(1),
    longest: TimeDelta::seconds(30),
    forgiven_after: TimeDelta::seconds(10),
};
/// Wrong codes from everywhere together: some forty thousand a day, whoever guesses.
const EVERYWHERE: Rules = Rules {
    free: 300,
    first: TimeDelta::seconds(1),
    longest: TimeDelta::seconds(10),
    forgiven_after: TimeDelta::seconds(2),
};

impl Control {
    /// Makes a code for a thing until the given time; an earlier one of the same thing opens no longer.
    ///
    /// # Errors
    /// When the database fails, or there are no random bytes.
    pub async fn open_code(
        &self,
        ctx: &Context,
        organisation: Id<OrganisationTag>,
        thing: Uuid,
        until: DateTime<Utc>,
    ) -> Result<String, Error> {
        let code = new_code()?;
        let tx = self.db.write(ctx).await?;
        codes::Entity::delete_many()
            .filter(
                codes::Column::Thing
                    .eq(thing)
                    .or(codes::Column::Until.lt(ctx.now)),
            )
            .exec(tx.conn())
            .await?;
        // One that another thing has by chance is refused by the index, and the button pressed again.
        codes::Entity::insert(codes::ActiveModel {
            id: Set(Id::<CodeTag>::new().uuid()),
            hash: Set(hash(&code)),
            organisation: Set(organisation.uuid()),
            thing: Set(thing),
            until: Set(until),
        })
        .exec_without_returning(tx.conn())
        .await?;
        let audit = Audit::of("code.opened").with("organisation", organisation.to_string());
        tx.commit(audit).await?;
        Ok(code)
    }

    /// Lets no code open this thing any longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_code(&self, ctx: &Context, thing: Uuid) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        codes::Entity::delete_many()
            .filter(codes::Column::Thing.eq(thing))
            .exec(tx.conn())
            .await?;
        Ok(tx.commit(Audit::of("code.closed")).await?)
    }

    /// What a code opens, as somebody typed it; nothing when it opens nothing, which is counted.
    ///
    /// # Errors
    /// [`Error::Wait`] when so many wrong ones came that this one is not heard.
    pub async fn code(
        &self,
        ctx: &Context,
        typed: &str,
        network: &str,
    ) -> Result<Option<(Id<OrganisationTag>, Uuid)>, Error> {
        let brakes = Brakes::named("code", "", EVERYWHERE, network, PER_NETWORK);
        let tx = self.db.read(ctx).await?;
        if let Some(wait) = brakes.wait(&tx).await? {
            tracing::warn!(network, "a code was braked");
            return Err(Error::Wait(wait));
        }
        let row = codes::Entity::find()
            .filter(codes::Column::Hash.eq(hash(typed)))
            .filter(codes::Column::Until.gt(ctx.now))
            .one(tx.conn())
            .await?;
        drop(tx);
        if let Some(row) = row {
            return Ok(Some((Id::from_uuid(row.organisation), row.thing)));
        }
        match brakes.pull(self.db.write(&upkeep(ctx)).await?).await? {
            Some(wait) => Err(Error::Wait(wait)),
            None => Ok(None),
        }
    }
}

fn new_code() -> Result<String, Error> {
    let mut code = String::new();
    while code.len() < LETTERS {
        let secret = Secret::new().map_err(|_| Error::Random)?;
        let bytes = secret.expose().as_bytes().chunks_exact(2);
        let bytes = bytes.filter_map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok().map(usize::from)
        });
        // Those above the last whole round would favour the first letters.
        let letters = bytes
            .filter(|byte| *byte < 256 / ALPHABET.len() * ALPHABET.len())
            .filter_map(|byte| ALPHABET.get(byte % ALPHABET.len()))
            .map(|letter| char::from(*letter));
        code.extend(letters.take(LETTERS - code.len()));
    }
    Ok(code)
}

/// As it is kept: however it was typed, with small letters, spaces or hyphens.
fn hash(typed: &str) -> String {
    let letters: String = typed
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .take(LETTERS + 1)
        .flat_map(char::to_uppercase)
        .collect();
    digest(format!("code\0{letters}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_letters_and_no_other_is_equal() {
        let codes: Vec<String> = (0..500).map(|_| new_code().unwrap()).collect();
        for code in &codes {
            assert_eq!(code.len(), LETTERS);
            assert!(code.bytes().all(|letter| ALPHABET.contains(&letter)));
        }
        // Of 500 among 191 million, two that are equal come once in 1,500 runs; three never.
        let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert!(distinct.len() >= 498);
    }

    #[test]
    fn it_may_be_typed_as_people_type() {
        assert_eq!(hash("kpt-mrz"), hash("KPTMRZ"));
        assert_eq!(hash(" kpt mrz "), hash("KPTMRZ"));
        assert_ne!(hash("KPTMRZA"), hash("KPTMRZ"));
    }
}
