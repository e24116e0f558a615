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
