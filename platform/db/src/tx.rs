use std::ops::Deref;

use base::Context;
use tokio::sync::OwnedSemaphorePermit;

use crate::{Audit, Conn, Error, Event, audit, database::stopped, outbox};

/// A transaction that reads one state of the whole database. Dropping it ends it.
#[derive(Debug)]
pub struct ReadTx {
    conn: Conn,
    ctx: Context,
}

impl ReadTx {
    pub(crate) const fn new(conn: Conn, ctx: Context) -> Self {
        Self { conn, ctx }
    }

    /// For `sea-orm`: `Entity::find().all(tx.conn())`.
    #[must_use]
    pub const fn conn(&self) -> &Conn {
        &self.conn
    }

    /// Who acts, and when.
    #[must_use]
    pub const fn ctx(&self) -> &Context {
        &self.ctx
    }
}

/// A transaction that writes, alone in its organisation. It reads as well: wherever a `&ReadTx` is
/// wanted, a `&WriteTx` will do. Dropping it keeps nothing.
#[derive(Debug)]
pub struct WriteTx {
    tx: ReadTx,
    /// Whose end lets this node's next writer in; after the transaction's own, which stands above.
    turn: Option<OwnedSemaphorePermit>,
}

impl WriteTx {
    pub(crate) const fn new(conn: Conn, ctx: Context, turn: Option<OwnedSemaphorePermit>) -> Self {
        Self {
            tx: ReadTx::new(conn, ctx),
            turn,
        }
    }

    /// Tells the organisation's subscribers, if this transaction is committed.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub async fn publish<E: Event>(&self, event: &E) -> Result<(), Error> {
        outbox::publish(self, event).await
    }

    /// A further row in the audit, kept with the transaction: where one act concerns several things,
    /// each of which shows its own history.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub async fn also(&self, audit: Audit) -> Result<(), Error> {
        audit::write(self, audit).await
    }

    /// Keeps everything written, with a row in the audit. The only way to keep it.
    ///
    /// # Errors
    /// When a statement of the transaction failed, or the database refuses now. Nothing is kept.
    pub async fn commit(self, audit: Audit) -> Result<(), Error> {
        audit::write(&self, audit).await?;
        self.keep().await
    }

    /// On a task of its own: a commit that was begun is carried through even when the request is
    /// given up, so that nobody is left in doubt longer than the database itself.
    pub(crate) async fn keep(self) -> Result<(), Error> {
        let Self { tx, turn } = self;
        let kept = tokio::spawn(async move {
            let kept = tx.conn.commit().await;
            drop(turn);
            kept
        });
        Ok(kept.await.map_err(stopped)??)
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;
    fn deref(&self) -> &ReadTx {
        &self.tx
    }
}
