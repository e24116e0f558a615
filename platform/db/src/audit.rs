use base::{Account, Actor, Context, Id, Page};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Condition, LikeExpr},
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Error, ReadTx, Step, WriteTx, schema};

/// What a transaction did, for the row that it leaves. Who, when and within which request stand in
/// the transaction's `Context`.
///
/// Put keys and counts into the details, never what somebody answered, wrote or holds secret: the
/// audit outlives them.
#[derive(Clone, Debug)]
pub struct Audit(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Row {
        action: &'static str,
        subject: Option<String>,
        details: Map<String, Value>,
    },
    Upkeep,
}

impl Audit {
    /// An action by its dotted name, such as `people.import`.
    #[must_use]
    pub fn of(action: &'static str) -> Self {
        Self(Kind::Row {
            action,
            subject: None,
            details: Map::new(),
        })
    }

    /// The machine's upkeep of its own tables: a lease renewed, a session last seen. Leaves no
    /// row, and is refused unless the actor is the system.
    #[must_use]
    pub const fn upkeep() -> Self {
        Self(Kind::Upkeep)
    }

    /// The thing it was done to, as `kind:key`.
    #[must_use]
    pub fn on<T>(mut self, kind: &str, key: Id<T>) -> Self {
        if let Kind::Row { subject, .. } = &mut self.0 {
            *subject = Some(format!("{kind}:{key}"));
        }
        self
    }

    /// A detail. What cannot be said as JSON is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        if let Kind::Row { details, .. } = &mut self.0
            && let Ok(value) = serde_json::to_value(value)
        {
            details.insert(name.to_owned(), value);
        }
        self
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditActor {
    Account(Id<Account>),
    /// A job or a command line, by name.
    System(String),
    /// Somebody not signed in, such as a person who answers an invitation.
    Anonymous,
}

/// One row of the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    pub id: Id<Audit>,
    pub at: DateTime<Utc>,
    pub actor: AuditActor,
    pub action: String,
    /// `kind:key` of the thing it was done to.
    pub subject: Option<String>,
    pub request: Id<Context>,
    pub details: Value,
}

/// Which rows to read; an empty filter reads all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub account: Option<Id<Account>>,
    /// An action, or all below it: `people` finds `people.import`.
    pub action: Option<String>,
    /// `kind:key`.
    pub subject: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub before: Option<DateTime<Utc>>,
}

/// The audit, newest first: `size` rows after the first `first`. The caller holds the permit to
/// see it.
///
/// # Errors
/// When the database fails.
pub async fn audit_rows(
    tx: &ReadTx,
    filter: &AuditFilter,
    first: u64,
    size: u64,
) -> Result<Page<AuditRow>, Error> {
    let mut wanted = Condition::all();
    if let Some(account) = filter.account {
        wanted = wanted.add(row::Column::Account.eq(account.uuid()));
    }
    if let Some(action) = &filter.action {
        let below = format!("{}.%", action.replace('_', "\\_"));
        wanted = wanted.add(
            Condition::any()
                .add(row::Column::Action.eq(action))
                .add(row::Column::Action.like(LikeExpr::new(below).escape('\\'))),
        );
    }
    if let Some(subject) = &filter.subject {
        wanted = wanted.add(row::Column::Subject.eq(subject));
    }
    if let Some(from) = filter.from {
        wanted = wanted.add(row::Column::At.gte(from));
    }
    if let Some(before) = filter.before {
        wanted = wanted.add(row::Column::At.lt(before));
    }
    let found = row::Entity::find().filter(wanted);
    let total = found.clone().count(tx.conn()).await?;
    let items = found
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .offset(first)
        .limit(size)
        .all(tx.conn())
        .await?
        .into_iter()
        .map(AuditRow::from)
        .collect();
    Ok(Page {
        items,
        first,
        size,
        total,
    })
}

pub(crate) fn tables() -> Vec<Step> {
    use schema::{id, index, instant, json, key, nullable, table, text};
    vec![
        table(
            "audit",
            [
                key("id"),
                instant("at"),
                nullable(id("account")),
                nullable(text("system")),
                text("action"),
                nullable(text("subject")),
                id("request"),
                json("details"),
            ],
        )
        .into(),
        index("ix_audit_at", "audit", ["at"]).into(),
        index("ix_audit_subject", "audit", ["subject"]).into(),
        index("ix_audit_account", "audit", ["account"]).into(),
    ]
}

pub(crate) async fn write(tx: &WriteTx, audit: Audit) -> Result<(), Error> {
    let ctx = tx.ctx();
    let Kind::Row {
        action,
        subject,
        details,
    } = audit.0
    else {
        return match ctx.actor {
            Actor::System(_) => Ok(()),
            _ => Err(Error::Unaudited),
        };
    };
    let (account, system) = match &ctx.actor {
        Actor::Anonymous => (None, None),
        Actor::Member { account, .. } => (Some(account.uuid()), None),
        Actor::System(name) => (None, Some((*name).to_owned())),
    };
    row::Entity::insert(row::ActiveModel {
        id: Set(Id::<Audit>::new().uuid()),
        at: Set(ctx.now),
        account: Set(account),
        system: Set(system),
        action: Set(action.to_owned()),
        subject: Set(subject),
        request: Set(ctx.request.uuid()),
        details: Set(Value::Object(details)),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

impl From<row::Model> for AuditRow {
    fn from(row: row::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            at: row.at,
            actor: match (row.account, row.system) {
                (Some(account), _) => AuditActor::Account(Id::from_uuid(account)),
                (None, Some(name)) => AuditActor::System(name),
                (None, None) => AuditActor::Anonymous,
            },
            action: row.action,
            subject: row.subject,
            request: Id::from_uuid(row.request),
            details: row.details,
        }
    }
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub account: Option<Uuid>,
        pub system: Option<String>,
        pub action: String,
        pub subject: Option<String>,
        pub request: Uuid,
        pub details: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
