//! What a restored control database must not open or say a second time.

use base::Context;
use db::Audit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Control, Error,
    store::rows::{invitations, letters, sessions},
};

/// What was ended in a control database that was put back from a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Everybody signs in again: a session that was ended after the backup must not live again.
    pub sessions: u64,
    /// Nor may a link that was used after it open once more. Who had not used theirs is invited again,
    /// or asks for a new one.
    pub links: u64,
    /// Letters that waited: those that were sent meanwhile would be sent twice.
    pub letters: u64,
}

impl Control {
    /// Ends every session, every link that has not been used, and every letter that waited.
    ///
    /// # Errors
    /// When the database fails; then nothing is ended.
    pub async fn end_restored(&self, ctx: &Context) -> Result<Ended, Error> {
        let tx = self.db.write(ctx).await?;
        let sessions = sessions::Entity::delete_many().exec(tx.conn()).await?;
        let links = invitations::Entity::update_many()
            .col_expr(invitations::Column::Used, ctx.now.into())
            .filter(invitations::Column::Used.is_null())
            .exec(tx.conn())
            .await?;
        let letters = letters::Entity::delete_many()
            .filter(letters::Column::Due.is_not_null())
            .exec(tx.conn())
            .await?;
        let ended = Ended {
            sessions: sessions.rows_affected,
            links: links.rows_affected,
            letters: letters.rows_affected,
        };
        let audit = Audit::of("control.restored")
            .with("sessions", ended.sessions)
            .with("links", ended.links)
            .with("letters", ended.letters);
        tx.commit(audit).await?;
        Ok(ended)
    }
}
