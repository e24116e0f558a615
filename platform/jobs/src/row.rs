//! The tables, and the words in their columns.

pub mod job {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub payload: Option<Json>,
        pub once: Option<String>,
        pub once_for_good: bool,
        pub state: String,
        pub queued_at: DateTimeUtc,
        pub queued_by: Option<Uuid>,
        pub run_at: DateTimeUtc,
        pub started_at: Option<DateTimeUtc>,
        pub ended_at: Option<DateTimeUtc>,
        pub tries: i32,
        pub lease: Option<Uuid>,
        pub lease_until: Option<DateTimeUtc>,
        pub cancel: bool,
        pub progress: Option<Json>,
        pub fault: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod cursor {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job_cursor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub subscriber: String,
        pub seq: i64,
        pub tries: i32,
        pub run_at: DateTimeUtc,
        pub lease: Option<Uuid>,
        pub lease_until: Option<DateTimeUtc>,
        pub fault: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod aside {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event_aside")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub subscriber: String,
        pub seq: i64,
        pub event: Uuid,
        pub name: String,
        pub payload: Json,
        pub happened_at: DateTimeUtc,
        pub put_at: DateTimeUtc,
        pub tries: i32,
        pub fault: String,
        pub again: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
