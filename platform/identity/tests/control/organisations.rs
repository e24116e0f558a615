//! Opening organisations' databases: once, the right one, and not too many.

use access::{action, permit};
use base::{Id, Lang};
use db::{Migration, schema};
use identity::{Error, NewOrganisation, Organisations};
use testkit::Store;

use crate::town::{Town, places};

const MIGRATIONS: [Migration; 1] = [Migration {
    name: "test_0001",
    up: || vec![schema::table("notes", [schema::key("id")]).into()],
}];

testkit::both! {
    async fn the_least_recently_used_is_closed(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        let (b, c) = (town.found(&ctx, "b", "B").await, town.found(&ctx, "c", "C").await);
        for id in [town.home, b, town.home, c] {
            town.organisations.database(&ctx, id).await.unwrap();
        }
        assert_eq!(town.organisations.open(), 2);
        let home = town.organisations.database(&ctx, town.home).await.unwrap();
        let at = |slug| town.organisations.places().resolve(&town.place(slug)).unwrap();
        assert_eq!(home.placement(), &at("kalundborg"));
        // The one that was closed opens again.
        assert_eq!(town.organisations.database(&ctx, b).await.unwrap().placement(), &at("b"));
    }

    async fn one_that_lacks_migrations_is_refused_until_they_are_applied(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        let newer = Organisations::new(
            town.control.clone(), places(&town.store), MIGRATIONS.to_vec(), 2,
        );
        let refused = newer.database(&ctx, town.home).await;
        assert!(matches!(&refused, Err(Error::Lagging { missing, .. }) if missing == &["test_0001"]), "{refused:?}");
        let applied = newer.migrate(&ctx).await.unwrap();
        assert_eq!(applied[0].1, ["test_0001"]);
        newer.database(&ctx, town.home).await.unwrap();
        // The older program is not let in to what it does not understand, and migrates nothing.
        for refused in [
            town.organisations.database(&ctx, town.home).await.map(|_| ()),
            town.organisations.migrate(&ctx).await.map(|_| ()),
        ] {
            assert!(matches!(&refused, Err(Error::Db(db::Error::Newer(names))) if names == &["test_0001"]), "{refused:?}");
        }
    }

    async fn nobody_takes_anothers_name_or_place(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        let permit = permit::<action::EditOrganisation>(&ctx).unwrap();
        let new = |slug: &str, place: &str, zone: &str| NewOrganisation {
            id: None,
            slug: slug.to_owned(),
            name: "Ny".to_owned(),
            place: town.place(place),
            zone: zone.to_owned(),
            lang: Lang::Da,
        };
        let create = |new| town.organisations.create(&ctx, &permit, new);
        assert!(matches!(create(new("kalundborg", "x", "Europe/Copenhagen")).await, Err(Error::Taken("slug"))));
        assert!(matches!(create(new("ny", "kalundborg", "Europe/Copenhagen")).await, Err(Error::Taken("place"))));
        assert!(matches!(create(new("Ny", "x", "Europe/Copenhagen")).await, Err(Error::Organisation(_))));
        assert!(matches!(create(new("ny", "x", "Dansk tid")).await, Err(Error::Organisation(_))));
        assert_eq!(town.control.organisations(&ctx).await.unwrap().len(), 1);
        assert!(matches!(town.organisations.database(&ctx, Id::new()).await, Err(Error::NotFound)));
    }
}
