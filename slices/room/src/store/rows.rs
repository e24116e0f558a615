//! The rows of [`super::tables`], as sea-orm reads and writes them.

macro_rules! row {
    ($module:ident, $table:literal, { $($field:ident: $kind:ty),+ $(,)? }) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
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

row!(sheet, "run_sheet", {
    path: String,
    content: String,
    author: String,
    at: DateTimeUtc,
});

row!(room, "room", {
    session: Uuid,
    title: Json,
    state: String,
    day: Json,
    at: Option<i32>,
    asks: bool,
    turn: i32,
    revision: i32,
    acted_by: Option<String>,
    code: Option<String>,
    opened_at: DateTimeUtc,
    closed_at: Option<DateTimeUtc>,
});

row!(guest, "room_guest", {
    room: Uuid,
    mark: String,
    desk: Option<i32>,
    at: DateTimeUtc,
});

row!(note, "room_note", {
    room: Uuid,
    beat: i32,
    field: Option<String>,
    desk: Option<i32>,
    body: String,
    hidden: bool,
    at: DateTimeUtc,
});

row!(answer, "room_answer", {
    room: Uuid,
    beat: i32,
    mark: String,
    word: String,
    at: DateTimeUtc,
});

row!(step, "room_step", {
    room: Uuid,
});
