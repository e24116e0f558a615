//! Letters: none before its time, none twice, none with a stranger's address in it.

use base::Role;
use chrono::TimeDelta;
use identity::Carried;
use testkit::Store;

use crate::town::{ADDRESS, Town, link_in, outsider};

testkit::both! {
    async fn a_letter_that_cannot_be_carried_is_tried_again_and_given_up(store: Store) {
        let town = Town::new(store).await;
        town.invite(&town.ctx(), "birgit@kommune.dk", &[Role::Leader]).await;
        town.mail.refuse(Some(false));
        let mut tries = 0;
        for hour in 0..96 {
            let ctx = town.later(TimeDelta::hours(hour));
            tries += town.control.carry_letters(&ctx, ADDRESS, &town.mail).await.unwrap().failed;
        }
        assert_eq!(tries, 8);
        town.mail.refuse(None);
        assert!(town.post(&town.later(TimeDelta::days(9))).await.is_empty(), "given up");
    }

    async fn a_letter_tried_again_has_a_link_that_works(store: Store) {
        let town = Town::new(store).await;
        town.invite(&town.ctx(), "birgit@kommune.dk", &[Role::Leader]).await;
        town.mail.refuse(Some(false));
        town.post(&town.ctx()).await;
        town.mail.refuse(None);
        assert!(town.post(&town.ctx()).await.is_empty(), "not before its time");
        let later = town.later(TimeDelta::minutes(3));
        let letters = town.post(&later).await;
        town.control.link(&outsider(&later), &link_in(&letters[0])).await.unwrap();
        assert!(town.post(&later).await.is_empty(), "once");
    }

    async fn two_nodes_do_not_send_one_letter_twice(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        for n in 0..20 {
            town.invite(&ctx, &format!("leder{n}@kommune.dk"), &[Role::Leader]).await;
        }
        let (one, other) = tokio::join!(
            town.control.carry_letters(&ctx, ADDRESS, &town.mail),
            town.control.carry_letters(&ctx, ADDRESS, &town.mail),
        );
        let (one, other): (Carried, Carried) = (one.unwrap(), other.unwrap());
        assert_eq!(one.sent + other.sent, 20);
        assert_eq!(town.mail.take().len(), 20);
    }
}
