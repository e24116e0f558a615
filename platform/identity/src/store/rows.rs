//! One module per table.

macro_rules! row {
    ($module:ident, $table:literal, { $($field:ident: $kind:ty),+ $(,)? }) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                $(pub $field: $kind,)+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

row!(organisations, "organisations", {
    slug: String,
    name: String,
    place: String,
    zone: String,
    language: String,
    created: DateTimeUtc,
});

row!(accounts, "accounts", {
    email: String,
    email_key: String,
    name: String,
    password: Option<String>,
    password_changed: Option<DateTimeUtc>,
    language: String,
    created: DateTimeUtc,
});

row!(memberships, "memberships", {
    account: Uuid,
    organisation: Uuid,
    person: Option<Uuid>,
    roles: String,
    invited: DateTimeUtc,
    accepted: Option<DateTimeUtc>,
    ended: Option<DateTimeUtc>,
    left_register: Option<DateTimeUtc>,
});

row!(sessions, "sessions", {
    secret_hash: String,
    account: Uuid,
    organisation: Uuid,
    browser: Option<String>,
    created: DateTimeUtc,
    seen: DateTimeUtc,
    expires: DateTimeUtc,
});

row!(invitations, "invitations", {
    secret_hash: String,
    account: Uuid,
    membership: Option<Uuid>,
    created: DateTimeUtc,
    expires: DateTimeUtc,
    used: Option<DateTimeUtc>,
});

row!(letters, "letters", {
    kind: String,
    email_key: Option<String>,
    account: Option<Uuid>,
    membership: Option<Uuid>,
    created: DateTimeUtc,
    due: Option<DateTimeUtc>,
    tries: i32,
});

row!(brakes, "brakes", {
    subject: String,
    failures: i32,
    last: DateTimeUtc,
    until: DateTimeUtc,
});

row!(codes, "codes", {
    hash: String,
    organisation: Uuid,
    thing: Uuid,
    until: DateTimeUtc,
});
