//! A small table for the tests of this crate.

use db::{
    Migration,
    schema::{belongs_to, id, integer, key, nullable, references, table, text, unique},
};
use sea_orm::{ExprTrait, entity::prelude::*};

pub const TABLES: [Migration; 1] = [Migration {
    name: "test_0001",
    up: || {
        vec![
            table("unit", [key("id"), text("name")]).into(),
            table(
                "person",
                [
                    key("id"),
                    text("name_key"),
                    integer("count"),
                    nullable(id("unit")),
                ],
            )
            .check((
                sea_orm::sea_query::Alias::new("ck_person_count"),
                sea_orm::sea_query::Expr::col("count").gte(0),
            ))
            .foreign_key(&mut references("person", "unit", "unit"))
            .to_owned()
            .into(),
            table("note", [key("id"), id("person")])
                .foreign_key(&mut belongs_to("note", "person", "person"))
                .to_owned()
                .into(),
            unique("uq_person_name", "person", ["unit", "name_key"]).into(),
        ]
    },
}];

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name_key: String,
    pub count: i32,
    pub unit: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
