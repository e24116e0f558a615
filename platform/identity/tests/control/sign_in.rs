//! Enumeration, guessing, fixation, old hashes.

use argon2::Params;
use base::{Role, Secret};
use chrono::TimeDelta;
use identity::{Attempt, Control, Error, Hasher, Password, SignIn};
use testkit::Store;

use crate::town::{GOOD, OTHER, Town, by, outsider};

testkit::both! {
    async fn known_and_unknown_addresses_cost_and_answer_the_same(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        town.invite(&town.ctx(), "invited@kommune.dk", &[Role::Leader]).await;
        let mut costs = Vec::new();
        let mut audits = Vec::new();
        for email in ["birgit@kommune.dk", "nobody@kommune.dk", "invited@kommune.dk", "", "' OR 1=1"] {
            let (work, rows) = (town.control.hasher().work_done(), town.audit().await.len());
            let answer = town.try_in(&town.ctx(), email, OTHER).await;
            assert!(matches!(answer, SignIn::Refused), "{email}: {answer:?}");
            costs.push(town.control.hasher().work_done() - work);
            audits.push(town.audit().await.len() - rows);
        }
        assert_eq!(costs, [19 * 1024 * 2; 5], "the same hashing for all");
        assert_eq!(audits, [1; 5], "the same rows for all");
    }

    async fn the_right_password_opens_whatever_the_capitals_of_the_address(store: Store) {
        let town = Town::new(store).await;
        town.member("Åse.Ny@Kommune.dk", &[Role::Leader, Role::Teacher]).await;
        let signed_in = town.sign_in(&town.ctx(), " åse.ny@KOMMUNE.DK ", GOOD).await;
        let visitor = town.visitor(&town.ctx(), &signed_in.secret).await;
        assert_eq!(visitor.email(), "Åse.Ny@Kommune.dk");
        assert!(visitor.actor().has(Role::Teacher) && !visitor.actor().has(Role::Office));
        assert!(!signed_in.several);
    }

    async fn guessing_on_one_address_is_slowed_and_heals(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        let ctx = town.ctx();
        for network in 0..5 {
            let from = format!("192.0.2.{network}");
            assert!(matches!(town.try_from(&ctx, "birgit@kommune.dk", OTHER, &from).await, SignIn::Refused));
        }
        assert!(matches!(town.try_in(&ctx, "birgit@kommune.dk", OTHER).await, SignIn::Refused));
        // The sixth failure pulled the brake: not even the right password is heard, nor hashed.
        let work = town.control.hasher().work_done();
        let answer = town.try_in(&ctx, "BIRGIT@kommune.dk", GOOD).await;
        assert!(matches!(answer, SignIn::Wait(wait) if wait == TimeDelta::seconds(2)), "{answer:?}");
        assert_eq!(town.control.hasher().work_done(), work);
        // Others are not touched, and an address that is nobody's brakes alike.
        assert!(matches!(town.try_in(&ctx, "nobody@kommune.dk", OTHER).await, SignIn::Refused));
        // After the wait the owner comes in, and starts anew.
        let later = town.later(TimeDelta::seconds(3));
        town.sign_in(&later, "birgit@kommune.dk", GOOD).await;
        for _ in 0..5 {
            assert!(matches!(town.try_in(&later, "birgit@kommune.dk", OTHER).await, SignIn::Refused));
        }
    }

    async fn an_unknown_address_is_braked_like_a_known_one(store: Store) {
        let town = Town::new(store).await;
        for _ in 0..6 {
            assert!(matches!(town.try_in(&town.ctx(), "nobody@kommune.dk", OTHER).await, SignIn::Refused));
        }
        assert!(matches!(town.try_in(&town.ctx(), "nobody@kommune.dk", OTHER).await, SignIn::Wait(_)));
    }

    async fn a_list_of_addresses_tried_from_one_network_is_slowed_on_every_node(store: Store) {
        let town = Town::new(store).await;
        let second = Control::new(town.store.another_node().await, 1).unwrap();
        // The cheapest hash, because the brake is what is tried here.
        let quick = || Hasher::with_params(Params::new(8, 1, 1, None).unwrap(), 1).unwrap();
        let rules = *town.control.rules();
        let nodes = [town.control.clone().with(rules, quick()), second.with(rules, quick())];
        let password = Password::typed(OTHER);
        let mut heard = 0;
        for try_no in 0..120 {
            let email = format!("leader{try_no}@kommune.dk");
            let attempt = Attempt { email: &email, password: &password, network: "198.51.100.7", browser: None, replaces: None };
            let node = &nodes[try_no % 2];
            heard += usize::from(matches!(node.sign_in(&outsider(&town.ctx()), &attempt).await.unwrap(), SignIn::Refused));
        }
        assert_eq!(heard, 101, "a hundred are free, and the one that pulls the brake");
        assert!(matches!(town.try_from(&town.ctx(), "other@kommune.dk", OTHER, "203.0.113.1").await, SignIn::Refused));
    }

    async fn many_tries_at_once_are_not_all_heard_as_the_first(store: Store) {
        let town = Town::new(store).await;
        let password = Password::typed(OTHER);
        let tries = (0..20).map(|_| {
            let (control, ctx, password) = (town.control.clone(), outsider(&town.ctx()), password.clone());
            tokio::spawn(async move {
                let attempt = Attempt { email: "birgit@kommune.dk", password: &password, network: "192.0.2.1", browser: None, replaces: None };
                control.sign_in(&ctx, &attempt).await.unwrap()
            })
        });
        let mut heard = 0;
        for one in tries.collect::<Vec<_>>() {
            heard += usize::from(matches!(one.await.unwrap(), SignIn::Refused));
        }
        assert_eq!(heard, 6);
    }

    async fn a_session_planted_before_sign_in_opens_nothing_after(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        town.member("attacker@kommune.dk", &[Role::Leader]).await;
        let planted = town.sign_in(&town.ctx(), "attacker@kommune.dk", GOOD).await.secret;
        for replaces in [planted.clone(), Secret::presented("chosen-by-the-attacker")] {
            let attempt = Attempt {
                email: "birgit@kommune.dk",
                password: &Password::typed(GOOD),
                network: "192.0.2.1",
                browser: None,
                replaces: Some(&replaces),
            };
            let SignIn::In(signed_in) = town.control.sign_in(&outsider(&town.ctx()), &attempt).await.unwrap() else {
                panic!("not signed in");
            };
            assert_ne!(signed_in.secret, replaces);
            assert!(town.visit(&town.ctx(), &replaces).await.is_none(), "what was shown opens nothing");
            assert_eq!(town.visitor(&town.ctx(), &signed_in.secret).await.email(), "birgit@kommune.dk");
        }
    }

    async fn an_old_hash_is_renewed_when_its_owner_signs_in(store: Store) {
        let town = Town::new(store).await;
        let old = Hasher::with_params(Params::new(8 * 1024, 1, 1, None).unwrap(), 1).unwrap();
        let rules = *town.control.rules();
        let town = Town { control: town.control.clone().with(rules, old), ..town };
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        let town = Town { control: Control::new(town.store.db.clone(), 1).unwrap(), ..town };
        let cost = async || {
            let before = town.control.hasher().work_done();
            town.sign_in(&town.ctx(), "birgit@kommune.dk", GOOD).await;
            town.control.hasher().work_done() - before
        };
        assert_eq!(cost().await, 8 * 1024 + 19 * 1024 * 2, "verified as it was, made anew");
        assert_eq!(cost().await, 19 * 1024 * 2, "verified as it is now");
    }

    async fn changing_the_password_ends_other_sessions_and_is_told(store: Store) {
        let town = Town::new(store).await;
        let here = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let phone = town.sign_in(&town.ctx(), "birgit@kommune.dk", GOOD).await.secret;
        let visitor = town.visitor(&town.ctx(), &here).await;
        let ctx = by(&town.ctx(), &visitor);
        let (present, new) = (Password::typed(GOOD), Password::typed(OTHER));
        let wrong = town.control.change_password(&ctx, &visitor, "192.0.2.1", &new, &new).await;
        assert!(matches!(wrong, Err(Error::WrongPassword)), "{wrong:?}");
        let weak = town.control.change_password(&ctx, &visitor, "192.0.2.1", &present, &Password::typed("birgit-aagaard")).await;
        assert!(matches!(weak, Err(Error::Weak(_))), "{weak:?}");
        assert!(town.visit(&town.ctx(), &phone).await.is_some(), "refused: nothing changed");

        let renewed = town.control.change_password(&ctx, &visitor, "192.0.2.1", &present, &new).await.unwrap();
        assert!(town.visit(&town.ctx(), &phone).await.is_none());
        assert!(town.visit(&town.ctx(), &here).await.is_none(), "this one has a new secret");
        assert!(town.visit(&town.ctx(), &renewed).await.is_some());
        assert!(matches!(town.try_in(&town.ctx(), "birgit@kommune.dk", GOOD).await, SignIn::Refused));
        town.sign_in(&town.ctx(), "birgit@kommune.dk", OTHER).await;
        let letters = town.post(&town.ctx()).await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].subject.contains("ændret") && letters[0].to == "birgit@kommune.dk");
    }

    async fn a_stolen_session_is_no_place_to_guess_the_password_at(store: Store) {
        let town = Town::new(store).await;
        let here = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let visitor = town.visitor(&town.ctx(), &here).await;
        let (ctx, wrong, new) = (by(&town.ctx(), &visitor), Password::typed(OTHER), Password::typed("en helt anden lang sætning"));
        for _ in 0..6 {
            let answer = town.control.change_password(&ctx, &visitor, "192.0.2.1", &wrong, &new).await;
            assert!(matches!(answer, Err(Error::WrongPassword)));
        }
        let answer = town.control.change_password(&ctx, &visitor, "192.0.2.1", &wrong, &new).await;
        assert!(matches!(answer, Err(Error::Wait(_))), "{answer:?}");
    }

    async fn no_secret_stands_in_the_database_or_its_audit(store: Store) {
        let town = Town::new(store).await;
        let signed_in = town.member("birgit@kommune.dk", &[Role::Leader]).await;
        town.try_in(&town.ctx(), GOOD, OTHER).await; // the password typed as the address
        let told = town.audit().await.join("\n");
        for secret in [GOOD, OTHER, signed_in.secret.expose()] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}
