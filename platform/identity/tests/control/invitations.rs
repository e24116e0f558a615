//! Links: once, for a time, the newest only, and they tell nothing.

use base::{Role, Secret};
use chrono::TimeDelta;
use identity::{Error, Password, Purpose, SignIn};
use testkit::Store;

use crate::town::{GOOD, OTHER, Town, link_in, outsider};

testkit::both! {
    async fn an_invitation_opens_once(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        let link = link_in(&town.post(&ctx).await[0]);
        let shown = town.control.link(&outsider(&ctx), &link).await.unwrap();
        assert_eq!((shown.purpose, shown.organisation.as_str()), (Purpose::ChoosePassword, "Kalundborg Kommune"));
        town.control.link(&outsider(&ctx), &link).await.unwrap(); // looking does not use it

        let choose = |password: &'static str| {
            let (control, ctx, link) = (town.control.clone(), outsider(&ctx), link.clone());
            async move { control.choose_password(&ctx, &link, &Password::typed(password), None, None).await }
        };
        let weak = choose("Kalundborg2026").await;
        assert!(matches!(weak, Err(Error::Weak(_))), "a weak password leaves the link good: {weak:?}");
        let signed_in = choose(GOOD).await.unwrap();
        assert!(town.visit(&ctx, &signed_in.secret).await.is_some());
        let replay = choose(OTHER).await;
        assert!(matches!(replay, Err(Error::Spent)), "{replay:?}");
        town.sign_in(&ctx, "birgit@kommune.dk", GOOD).await;
    }

    async fn of_two_browsers_with_one_link_one_is_second(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        let link = link_in(&town.post(&ctx).await[0]);
        let both = [GOOD, OTHER].map(|password| {
            let (control, ctx, link) = (town.control.clone(), outsider(&ctx), link.clone());
            tokio::spawn(async move { control.choose_password(&ctx, &link, &Password::typed(password), None, None).await })
        });
        let mut opened = 0;
        for one in both {
            match one.await.unwrap() {
                Ok(_) => opened += 1,
                Err(error) => assert!(matches!(error, Error::Spent), "{error:?}"),
            }
        }
        assert_eq!(opened, 1);
    }

    async fn an_invitation_lasts_fourteen_days(store: Store) {
        let town = Town::new(store).await;
        town.invite(&town.ctx(), "birgit@kommune.dk", &[Role::Leader]).await;
        let letter = town.post(&town.ctx()).await.remove(0);
        assert!(letter.body.contains("mandag den 16. november 2026 kl. 8.00"), "{}", letter.body);
        let link = link_in(&letter);
        let late = outsider(&town.later(TimeDelta::days(14)));
        assert!(matches!(town.control.link(&late, &link).await, Err(Error::Spent)));
        let used = town.control.choose_password(&late, &link, &Password::typed(GOOD), None, None).await;
        assert!(matches!(used, Err(Error::Spent)), "{used:?}");
        let in_time = outsider(&town.later(TimeDelta::days(14) - TimeDelta::seconds(1)));
        town.control.link(&in_time, &link).await.unwrap();
    }

    async fn a_newer_invitation_replaces_the_one_before(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        let first = link_in(&town.post(&ctx).await[0]);
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        let second = link_in(&town.post(&ctx).await[0]);
        assert!(matches!(town.control.link(&outsider(&ctx), &first).await, Err(Error::Spent)));
        town.control.link(&outsider(&ctx), &second).await.unwrap();
    }

    async fn an_unknown_link_says_what_a_spent_one_says(store: Store) {
        let town = Town::new(store).await;
        for text in ["", "0", "' OR 1=1", Secret::new().unwrap().expose()] {
            let answer = town.control.link(&outsider(&town.ctx()), &Secret::presented(text)).await;
            assert!(matches!(answer, Err(Error::Spent)), "{answer:?}");
        }
    }

    async fn asking_for_a_new_password_does_the_same_for_everybody(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        let ctx = town.ctx();
        let before = town.audit().await.len();
        town.control.forgotten(&outsider(&ctx), "birgit@kommune.dk", "192.0.2.1").await.unwrap();
        let known = town.audit().await.len() - before;
        town.control.forgotten(&outsider(&ctx), "nobody@kommune.dk", "192.0.2.1").await.unwrap();
        assert_eq!(town.audit().await.len() - before, known * 2);
        let letters = town.post(&ctx).await;
        assert_eq!(letters.iter().map(|one| one.to.as_str()).collect::<Vec<_>>(), ["birgit@kommune.dk"]);
    }

    async fn a_forgotten_password_is_replaced_once_and_ends_every_session(store: Store) {
        let town = Town::new(store).await;
        let before = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let ctx = town.ctx();
        town.control.forgotten(&outsider(&ctx), "BIRGIT@kommune.dk", "192.0.2.1").await.unwrap();
        let link = link_in(&town.post(&ctx).await[0]);
        assert_eq!(town.control.link(&outsider(&ctx), &link).await.unwrap().purpose, Purpose::ReplacePassword);
        let late = outsider(&town.later(TimeDelta::hours(2)));
        assert!(matches!(town.control.link(&late, &link).await, Err(Error::Spent)));

        let password = Password::typed(OTHER);
        let signed_in = town.control.choose_password(&outsider(&ctx), &link, &password, None, None).await.unwrap();
        assert!(town.visit(&ctx, &before).await.is_none());
        assert!(town.visit(&ctx, &signed_in.secret).await.is_some());
        assert!(matches!(town.try_in(&ctx, "birgit@kommune.dk", GOOD).await, SignIn::Refused));
        let replay = town.control.choose_password(&outsider(&ctx), &link, &password, None, None).await;
        assert!(matches!(replay, Err(Error::Spent)), "{replay:?}");
        assert!(town.post(&ctx).await[0].subject.contains("ændret"), "the owner is told");
    }

    async fn a_link_for_a_new_password_dies_when_the_password_is_changed_otherwise(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let ctx = town.ctx();
        town.control.forgotten(&outsider(&ctx), "birgit@kommune.dk", "192.0.2.1").await.unwrap();
        let link = link_in(&town.post(&ctx).await[0]);
        let visitor = town.visitor(&ctx, &secret).await;
        let (present, new) = (Password::typed(GOOD), Password::typed(OTHER));
        town.control.change_password(&ctx, &visitor, "192.0.2.1", &present, &new).await.unwrap();
        assert!(matches!(town.control.link(&outsider(&ctx), &link).await, Err(Error::Spent)));
    }

    async fn nobody_can_have_a_mailbox_flooded(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        for network in 0..30 {
            let from = format!("192.0.2.{network}");
            town.control.forgotten(&outsider(&town.ctx()), "birgit@kommune.dk", &from).await.unwrap();
        }
        assert_eq!(town.post(&town.ctx()).await.len(), 3);
    }

    async fn who_has_not_chosen_a_password_gets_the_invitation_again(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        town.post(&ctx).await;
        town.control.forgotten(&outsider(&ctx), "birgit@kommune.dk", "192.0.2.1").await.unwrap();
        let letter = town.post(&ctx).await.remove(0);
        let link = town.control.link(&outsider(&ctx), &link_in(&letter)).await.unwrap();
        assert_eq!(link.purpose, Purpose::ChoosePassword);
    }

    async fn a_further_organisations_invitation_neither_signs_in_nor_sets_a_password(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        let second = town.found(&ctx, "odense", "Odense Kommune").await;
        town.invite_to(&ctx, second, "birgit@kommune.dk", &[Role::Teacher]).await;
        let link = link_in(&town.post(&ctx).await[0]);
        assert_eq!(town.control.link(&outsider(&ctx), &link).await.unwrap().purpose, Purpose::Join);
        let taken = town.control.choose_password(&outsider(&ctx), &link, &Password::typed(OTHER), None, None).await;
        assert!(matches!(taken, Err(Error::Spent)), "{taken:?}");
        assert!(!town.sign_in(&ctx, "birgit@kommune.dk", GOOD).await.several, "not before the answer");
        town.control.join(&outsider(&ctx), &link).await.unwrap();
        assert!(town.sign_in(&ctx, "birgit@kommune.dk", GOOD).await.several);
        assert!(matches!(town.control.join(&outsider(&ctx), &link).await, Err(Error::Spent)));
    }
}
