//! Who waits for news of a room on this node. News comes from what is committed here, and from looking
//! at the database once a second, because another node may have written.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base::{Context, Id};
use db::Database;
use tokio::sync::watch;

use crate::{
    domain::live::{Live, Pulse},
    query,
};

/// How often the database is looked at while anybody waits.
const LOOK: Duration = Duration::from_secs(1);

/// Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Hub(Arc<Mutex<HashMap<Id<Live>, watch::Sender<Pulse>>>>);

impl Hub {
    /// Waits for news of a room that has come so far.
    #[must_use]
    pub fn listen(
        &self,
        ctx: &Context,
        db: &Database,
        room: Id<Live>,
        now: Pulse,
    ) -> watch::Receiver<Pulse> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = rooms.get(&room) {
            let receiver = sender.subscribe();
            drop(rooms);
            self.tell(room, now);
            return receiver;
        }
        let (sender, receiver) = watch::channel(now);
        rooms.insert(room, sender);
        drop(rooms);
        let (hub, ctx, db) = (self.clone(), ctx.clone(), db.clone());
        tokio::spawn(async move { hub.watch(&ctx, &db, room).await });
        receiver
    }

    /// A room has come so far.
    pub fn tell(&self, room: Id<Live>, now: Pulse) {
        let rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = rooms.get(&room) {
            sender.send_if_modified(|known| {
                let is_news = now.revision > known.revision;
                if is_news {
                    *known = now;
                }
                is_news
            });
        }
    }

    /// Looks at the database until nobody waits any longer.
    async fn watch(&self, ctx: &Context, db: &Database, room: Id<Live>) {
        loop {
            tokio::time::sleep(LOOK).await;
            {
                let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                if rooms
                    .get(&room)
                    .is_none_or(|sender| sender.receiver_count() == 0)
                {
                    rooms.remove(&room);
                    return;
                }
            }
            // A database that fails now is looked at again in a second.
            if let Ok(tx) = db.read(ctx).await
                && let Ok(Some(pulse)) = query::pulse(&tx, room).await
            {
                self.tell(room, pulse);
            }
        }
    }
}
