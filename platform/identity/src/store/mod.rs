//! The control database's tables. Nothing outside this crate sees a row.

pub(crate) mod rows;

use db::{
    Migration,
    schema::{
        add_column, belongs_to, id, index, instant, integer, key, nullable, references, table,
        text, unique,
    },
};

/// The control database's own migrations.
pub(crate) const MIGRATIONS: &[Migration] = &[MIGRATION_1, MIGRATION_2, MIGRATION_3];

const MIGRATION_1: Migration = Migration {
    name: "control_0001",
    up: || {
        vec![
            table(
                "organisations",
                [
                    key("id"),
                    text("slug"),
                    text("name"),
                    text("place"),
                    text("zone"),
                    text("language"),
                    instant("created"),
                ],
            )
            .into(),
            unique("uq_organisations_slug", "organisations", ["slug"]).into(),
            unique("uq_organisations_place", "organisations", ["place"]).into(),
            table(
                "accounts",
                [
                    key("id"),
                    text("email"),
                    text("email_key"),
                    text("name"),
                    nullable(text("password")),
                    nullable(instant("password_changed")),
                    text("language"),
                    instant("created"),
                ],
            )
            .into(),
            unique("uq_accounts_email_key", "accounts", ["email_key"]).into(),
            table(
                "memberships",
                [
                    key("id"),
                    id("account"),
                    id("organisation"),
                    nullable(id("person")),
                    text("roles"),
                    instant("invited"),
                    nullable(instant("accepted")),
                    nullable(instant("ended")),
                ],
            )
            .foreign_key(&mut belongs_to("memberships", "account", "accounts"))
            .foreign_key(&mut references(
                "memberships",
                "organisation",
                "organisations",
            ))
            .to_owned()
            .into(),
            unique(
                "uq_memberships_account",
                "memberships",
                ["account", "organisation"],
            )
            .into(),
            index(
                "ix_memberships_organisation",
                "memberships",
                ["organisation"],
            )
            .into(),
            table(
                "sessions",
                [
                    key("id"),
                    text("secret_hash"),
                    id("account"),
                    id("organisation"),
                    nullable(text("browser")),
                    instant("created"),
                    instant("seen"),
                    instant("expires"),
                ],
            )
            .foreign_key(&mut belongs_to("sessions", "account", "accounts"))
            .foreign_key(&mut references("sessions", "organisation", "organisations"))
            .to_owned()
            .into(),
            unique("uq_sessions_secret_hash", "sessions", ["secret_hash"]).into(),
            index("ix_sessions_account", "sessions", ["account"]).into(),
            table(
                "invitations",
                [
                    key("id"),
                    text("secret_hash"),
                    id("account"),
                    // None: a link for a forgotten password.
                    nullable(id("membership")),
                    instant("created"),
                    instant("expires"),
                    nullable(instant("used")),
                ],
            )
            .foreign_key(&mut belongs_to("invitations", "account", "accounts"))
            .foreign_key(&mut belongs_to("invitations", "membership", "memberships"))
            .to_owned()
            .into(),
            unique("uq_invitations_secret_hash", "invitations", ["secret_hash"]).into(),
            index("ix_invitations_account", "invitations", ["account"]).into(),
            table(
                "letters",
                [
                    key("id"),
                    text("kind"),
                    // What was typed, for a forgotten password: it may be nobody's.
                    nullable(text("email_key")),
                    nullable(id("account")),
                    nullable(id("membership")),
                    instant("created"),
                    // None: given up.
                    nullable(instant("due")),
                    integer("tries"),
                ],
            )
            .foreign_key(&mut belongs_to("letters", "account", "accounts"))
            .foreign_key(&mut belongs_to("letters", "membership", "memberships"))
            .to_owned()
            .into(),
            index("ix_letters_due", "letters", ["due"]).into(),
            table(
                "brakes",
                [
                    key("id"),
                    text("subject"),
                    integer("failures"),
                    instant("last"),
                    instant("until"),
                ],
            )
            .into(),
            unique("uq_brakes_subject", "brakes", ["subject"]).into(),
        ]
    },
};

const MIGRATION_2: Migration = Migration {
    name: "control_0002",
    up: || {
        // Since when the person has not been in the organisation's register.
        vec![add_column("memberships", nullable(instant("left_register"))).into()]
    },
};

const MIGRATION_3: Migration = Migration {
    name: "control_0003",
    up: || {
        // Codes that a room reads from a wall, by their hashes.
        vec![
            table(
                "codes",
                [
                    key("id"),
                    text("hash"),
                    id("organisation"),
                    id("thing"),
                    instant("until"),
                ],
            )
            .foreign_key(&mut references("codes", "organisation", "organisations"))
            .to_owned()
            .into(),
            unique("uq_codes_hash", "codes", ["hash"]).into(),
            index("ix_codes_thing", "codes", ["thing"]).into(),
        ]
    },
};
