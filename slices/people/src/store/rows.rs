//! The tables, and the rows as the query layer sees them.

use db::{Migration, Step};

/// How names and addresses are compared: in lower case, made here because SQLite knows only ASCII.
pub(crate) fn key(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) const MIGRATION_1: Migration = Migration {
    name: "people_0001",
    up: || {
        use db::schema::{
            belongs_to, bytes, date, id, index, instant, integer, json, key, long, nullable,
            references, table, text, unique,
        };
        let version = |name: &str| {
            [index(
                &format!("ix_{name}_valid"),
                name,
                ["valid_from", "valid_to"],
            )
            .into()]
        };
        let mut steps = vec![
            table("people_unit", [key("id")]).into(),
            table(
                "people_unit_version",
                [
                    key("id"),
                    id("unit"),
                    text("name"),
                    text("name_key"),
                    nullable(text("area")),
                    nullable(id("parent")),
                    nullable(text("site")),
                    date("valid_from"),
                    nullable(date("valid_to")),
                    instant("recorded_at"),
                    nullable(instant("superseded_at")),
                ],
            )
            .foreign_key(&mut references(
                "people_unit_version",
                "unit",
                "people_unit",
            ))
            .foreign_key(&mut references(
                "people_unit_version",
                "parent",
                "people_unit",
            ))
            .to_owned()
            .into(),
            index(
                "ix_people_unit_version_unit",
                "people_unit_version",
                ["unit"],
            )
            .into(),
            table(
                "people_unit_link",
                [
                    key("id"),
                    id("from_unit"),
                    id("to_unit"),
                    text("kind"),
                    date("day"),
                ],
            )
            .foreign_key(&mut references(
                "people_unit_link",
                "from_unit",
                "people_unit",
            ))
            .foreign_key(&mut references(
                "people_unit_link",
                "to_unit",
                "people_unit",
            ))
            .to_owned()
            .into(),
            table("people_person", [key("id"), text("number")]).into(),
            unique("uq_people_person_number", "people_person", ["number"]).into(),
            table(
                "people_person_version",
                [
                    key("id"),
                    id("person"),
                    text("first_name"),
                    text("last_name"),
                    text("name_key"),
                    nullable(text("email")),
                    nullable(text("gender")),
                    nullable(text("job_title")),
                    nullable(text("level")),
                    id("unit"),
                    nullable(text("area")),
                    nullable(text("site")),
                    nullable(id("leader")),
                    nullable(date("hired")),
                    date("valid_from"),
                    nullable(date("valid_to")),
                    instant("recorded_at"),
                    nullable(instant("superseded_at")),
                ],
            )
            .foreign_key(&mut references(
                "people_person_version",
                "person",
                "people_person",
            ))
            .foreign_key(&mut references(
                "people_person_version",
                "leader",
                "people_person",
            ))
            .foreign_key(&mut references(
                "people_person_version",
                "unit",
                "people_unit",
            ))
            .to_owned()
            .into(),
            index(
                "ix_people_person_version_person",
                "people_person_version",
                ["person"],
            )
            .into(),
            index(
                "ix_people_person_version_leader",
                "people_person_version",
                ["leader"],
            )
            .into(),
            index(
                "ix_people_person_version_email",
                "people_person_version",
                ["email"],
            )
            .into(),
            table(
                "people_state",
                [
                    key("id"),
                    integer("revision"),
                    nullable(date("latest")),
                    json("mapping"),
                    nullable(text("settings")),
                ],
            )
            .into(),
            table(
                "people_upload",
                [
                    key("id"),
                    instant("at"),
                    json("files"),
                    nullable(json("mapping")),
                    nullable(id("account")),
                    date("valid_from"),
                    long("size"),
                ],
            )
            .into(),
            table(
                "people_upload_chunk",
                [
                    key("id"),
                    id("upload"),
                    integer("file"),
                    integer("part"),
                    bytes("content"),
                ],
            )
            .foreign_key(&mut belongs_to(
                "people_upload_chunk",
                "upload",
                "people_upload",
            ))
            .to_owned()
            .into(),
            unique(
                "uq_people_upload_chunk_part",
                "people_upload_chunk",
                ["upload", "file", "part"],
            )
            .into(),
        ];
        steps.extend(version("people_unit_version"));
        steps.extend(version("people_person_version"));
        steps
    },
};

/// What the list is searched and sorted by, made here because the databases know neither Danish
/// order nor its spellings. Rows from before get theirs in SQL, as near as it comes.
pub(crate) const MIGRATION_2: Migration = Migration {
    name: "people_0002",
    up: || {
        use db::schema::{add_column, nullable, text};
        vec![
            add_column("people_person_version", nullable(text("words"))).into(),
            add_column("people_person_version", nullable(text("sort_key"))).into(),
            Step::sql(WORDS_OF_BEFORE),
        ]
    },
};

/// Files on their way lie with all other files. What was on its way is uploaded again.
pub(crate) const MIGRATION_3: Migration = Migration {
    name: "people_0003",
    up: || {
        vec![
            Step::sql("DELETE FROM people_upload"),
            Step::sql("DROP TABLE people_upload_chunk"),
        ]
    },
};

const WORDS_OF_BEFORE: &str = "UPDATE people_person_version SET words = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_key, 'å', 'a'), 'æ', 'a'), 'ä', 'a'), 'ø', 'o'), 'ö', 'o'), 'é', 'e'), 'ü', 'u'), '-', ''), '.', ''), '''', ''), 'aa', 'a'), 'ae', 'a'), 'oe', 'o') || ' ' || (SELECT lower(number) FROM people_person WHERE people_person.id = people_person_version.person) || ' ' || replace(replace(replace(replace(replace(replace(replace(coalesce(email, ''), '@', ''), '.', ''), '-', ''), '_', ''), 'aa', 'a'), 'ae', 'a'), 'oe', 'o'), sort_key = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(last_name || ' ' || first_name), 'Å', '}'), 'å', '}'), 'Æ', '{'), 'æ', '{'), 'ä', '{'), 'Ø', '|'), 'ø', '|'), 'ö', '|'), 'É', 'e'), 'é', 'e'), 'Ü', 'y'), 'ü', 'y'), '-', ''), '.', ''), '''', ''), 'aa', '}')";

macro_rules! row {
    ($module:ident, $table:literal, { $($field:ident: $type:ty),+ $(,)? }) => {
        pub(crate) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                $(pub $field: $type,)+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

pub(crate) mod unit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "people_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

row!(unit_version, "people_unit_version", {
    unit: Uuid,
    name: String,
    name_key: String,
    area: Option<String>,
    parent: Option<Uuid>,
    site: Option<String>,
    valid_from: Date,
    valid_to: Option<Date>,
    recorded_at: DateTimeUtc,
    superseded_at: Option<DateTimeUtc>,
});

row!(link, "people_unit_link", {
    from_unit: Uuid,
    to_unit: Uuid,
    kind: String,
    day: Date,
});

row!(person, "people_person", { number: String });

pub(crate) mod person_version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "people_person_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub first_name: String,
        pub last_name: String,
        pub name_key: String,
        pub words: Option<String>,
        pub sort_key: Option<String>,
        pub email: Option<String>,
        pub gender: Option<String>,
        pub job_title: Option<String>,
        pub level: Option<String>,
        pub unit: Uuid,
        pub area: Option<String>,
        pub site: Option<String>,
        pub leader: Option<Uuid>,
        pub hired: Option<Date>,
        pub valid_from: Date,
        pub valid_to: Option<Date>,
        pub recorded_at: DateTimeUtc,
        pub superseded_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::person::Entity",
            from = "Column::Person",
            to = "super::person::Column::Id"
        )]
        Person,
    }

    impl Related<super::person::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Person.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

row!(state, "people_state", {
    revision: i32,
    latest: Option<Date>,
    mapping: Json,
    settings: Option<String>,
});

row!(upload, "people_upload", {
    at: DateTimeUtc,
    files: Json,
    mapping: Option<Json>,
    account: Option<Uuid>,
    valid_from: Date,
    size: i64,
});
