//! How long sessions live, and who may end them.

use base::{Lang, Role, Secret};
use chrono::TimeDelta;
use identity::Error;
use testkit::Store;

use crate::town::{GOOD, Town, by, outsider};

testkit::both! {
    async fn a_session_ends_when_idle_and_when_old(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        assert!(town.visit(&town.later(TimeDelta::hours(11)), &secret).await.is_some());
        // Used at hour 11, so alive at hour 22; idle from then.
        assert!(town.visit(&town.later(TimeDelta::hours(22)), &secret).await.is_some());
        assert!(town.visit(&town.later(TimeDelta::hours(35)), &secret).await.is_none());

        let secret = town.sign_in(&town.ctx(), "birgit@kommune.dk", GOOD).await.secret;
        let mut hours = 0;
        while town.visit(&town.later(TimeDelta::hours(hours)), &secret).await.is_some() {
            hours += 10;
            assert!(hours < 1_000, "a session that never grows old");
        }
        assert_eq!(hours, 340, "used every ten hours it lives its fourteen days and no more");
    }

    async fn what_is_no_secret_opens_nothing(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let hash = identity::fingerprint(&secret);
        for presented in ["", "' OR 1=1 --", hash.as_str(), &secret.expose()[1..], &secret.expose().to_uppercase()] {
            assert!(town.visit(&town.ctx(), &Secret::presented(presented)).await.is_none(), "{presented}");
        }
    }

    async fn a_signed_out_session_cannot_be_used_again(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let visitor = town.visitor(&town.ctx(), &secret).await;
        let ctx = by(&town.ctx(), &visitor);
        town.control.sign_out(&ctx, &visitor).await.unwrap();
        assert!(town.visit(&town.ctx(), &secret).await.is_none());
        town.control.sign_out(&ctx, &visitor).await.unwrap();
    }

    async fn own_sessions_are_listed_and_ended_and_nobody_elses(store: Store) {
        let town = Town::new(store).await;
        let first = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let phone = town.sign_in(&town.later(TimeDelta::minutes(1)), "birgit@kommune.dk", GOOD).await.secret;
        let other = town.member("carsten@kommune.dk", &[Role::Leader]).await.secret;
        let birgit = town.visitor(&town.ctx(), &first).await;
        let carsten = town.visitor(&town.ctx(), &other).await;
        let ctx = by(&town.ctx(), &birgit);
        let mine = town.control.own_sessions(&ctx, &birgit).await.unwrap();
        assert_eq!(mine.len(), 2);
        assert_eq!(mine[0].browser.as_deref(), Some("Firefox, Windows"));
        assert_eq!(mine.iter().map(|one| one.current).collect::<Vec<_>>(), [false, true]);

        let stolen = town.control.revoke(&by(&town.ctx(), &carsten), &carsten, mine[0].id).await;
        assert!(matches!(stolen, Err(Error::NotFound)), "{stolen:?}");
        assert!(town.visit(&town.ctx(), &phone).await.is_some());
        town.control.revoke(&ctx, &birgit, mine[0].id).await.unwrap();
        assert!(town.visit(&town.ctx(), &phone).await.is_none());

        let again = town.sign_in(&town.ctx(), "birgit@kommune.dk", GOOD).await.secret;
        assert_eq!(town.control.revoke_others(&ctx, &birgit).await.unwrap(), 1);
        assert!(town.visit(&town.ctx(), &again).await.is_none());
        assert!(town.visit(&town.ctx(), &first).await.is_some());
        assert!(town.visit(&town.ctx(), &other).await.is_some(), "another's stay");
    }

    async fn choosing_an_organisation_rotates_the_secret_and_asks_membership(store: Store) {
        let town = Town::new(store).await;
        let second = town.found(&town.ctx(), "odense", "Odense Kommune").await;
        let third = town.found(&town.ctx(), "skive", "Skive Kommune").await;
        town.member("konsulent@hus.dk", &[Role::Consultancy]).await;
        town.invite_to(&town.ctx(), second, "konsulent@hus.dk", &[Role::Teacher]).await;
        let letters = town.post(&town.ctx()).await;
        town.control.join(&outsider(&town.ctx()), &crate::town::link_in(&letters[0])).await.unwrap();

        let signed_in = town.sign_in(&town.ctx(), "konsulent@hus.dk", GOOD).await;
        assert!(signed_in.several);
        assert_eq!(signed_in.organisation, town.home, "the one used last");
        let visitor = town.visitor(&town.ctx(), &signed_in.secret).await;
        let ctx = by(&town.ctx(), &visitor);
        let choices = town.control.choices(&ctx, &visitor).await.unwrap();
        assert_eq!(choices.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Kalundborg Kommune", "Odense Kommune"]);

        let refused = town.control.choose(&ctx, &visitor, third).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let secret = town.control.choose(&ctx, &visitor, second).await.unwrap();
        assert!(town.visit(&town.ctx(), &signed_in.secret).await.is_none(), "the old secret opens nothing");
        let there = town.visitor(&town.ctx(), &secret).await;
        assert_eq!(there.belonging().organisation.id, second);
        assert!(there.actor().has(Role::Teacher) && !there.actor().has(Role::Consultancy), "roles are per organisation");
    }

    async fn the_language_follows_the_account(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let visitor = town.visitor(&town.ctx(), &secret).await;
        assert_eq!(visitor.lang(), Lang::Da);
        town.control.speak(&by(&town.ctx(), &visitor), &visitor, Lang::En).await.unwrap();
        assert_eq!(town.visitor(&town.ctx(), &secret).await.lang(), Lang::En);
        assert_eq!(town.sign_in(&town.ctx(), "birgit@kommune.dk", GOOD).await.lang, Lang::En);
    }

    async fn what_has_expired_is_swept_and_nothing_else(store: Store) {
        let town = Town::new(store).await;
        let old = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let later = town.later(TimeDelta::days(3));
        let living = town.sign_in(&later, "birgit@kommune.dk", GOOD).await.secret;
        assert!(town.control.sweep(&later).await.unwrap() >= 1);
        assert!(town.visit(&later, &living).await.is_some());
        assert!(town.visit(&town.ctx(), &old).await.is_none(), "gone, not only too old");
        assert_eq!(town.control.sweep(&later).await.unwrap(), 0);
    }
}
