//! Who may make whom what, and that nobody loses the last key.

use base::{Context, Id, Role};
use db::{AuditFilter, audit_rows};
use identity::{Error, Invited, Invitee, SignIn, State, Visitor, invite_many};
use testkit::Store;

use crate::town::{GOOD, Town, by, invitee, outsider, set};

async fn visitor(town: &Town, email: &str, roles: &[Role]) -> (Context, Visitor) {
    let secret = town.member(email, roles).await.secret;
    let visitor = town.visitor(&town.ctx(), &secret).await;
    (by(&town.ctx(), &visitor), visitor)
}

async fn id_of(town: &Town, email: &str) -> Id<identity::Membership> {
    let members = town
        .control
        .members(&town.ctx(), &town.permit(), town.home)
        .await
        .unwrap();
    members.iter().find(|one| one.email == email).unwrap().id
}

testkit::both! {
    async fn only_an_administrator_makes_or_unmakes_one(store: Store) {
        let town = Town::new(store).await;
        let (admin, _) = visitor(&town, "admin@kommune.dk", &[Role::Administrator]).await;
        let (office, me) = visitor(&town, "kontor@kommune.dk", &[Role::Office]).await;
        let permit = town.permit();
        let mine = id_of(&town, me.email()).await;
        let theirs = id_of(&town, "admin@kommune.dk").await;
        let lifted = town.control.set_roles(&office, &permit, town.home, mine, &set(&[Role::Administrator, Role::Office])).await;
        assert!(matches!(lifted, Err(Error::Forbidden)), "{lifted:?}");
        let felled = town.control.set_roles(&office, &permit, town.home, theirs, &set(&[Role::Leader])).await;
        assert!(matches!(felled, Err(Error::Forbidden)), "{felled:?}");
        let ended = town.control.end_membership(&office, &permit, town.home, theirs).await;
        assert!(matches!(ended, Err(Error::Forbidden)), "{ended:?}");
        let invited = town.control.invite(&office, &permit, town.home, &invitee("ven@kommune.dk", &[Role::Administrator])).await;
        assert!(matches!(invited, Err(Error::Forbidden)), "{invited:?}");
        let many = invite_many(&town.control, &office, &permit, town.home, &[invitee("ven@kommune.dk", &[Role::Administrator])]).await;
        assert!(matches!(many, Err(Error::Forbidden)), "{many:?}");

        town.control.set_roles(&office, &permit, town.home, mine, &set(&[Role::Office, Role::Leader])).await.unwrap();
        town.control.set_roles(&admin, &permit, town.home, mine, &set(&[Role::Administrator])).await.unwrap();
    }

    async fn the_last_administrator_stays(store: Store) {
        let town = Town::new(store).await;
        let (admin, _) = visitor(&town, "admin@kommune.dk", &[Role::Administrator]).await;
        town.invite(&town.ctx(), "naeste@kommune.dk", &[Role::Administrator]).await;
        let permit = town.permit();
        let id = id_of(&town, "admin@kommune.dk").await;
        for answer in [
            town.control.set_roles(&admin, &permit, town.home, id, &set(&[Role::Leader])).await,
            town.control.end_membership(&admin, &permit, town.home, id).await,
        ] {
            assert!(matches!(answer, Err(Error::LastAdministrator)), "one who is only invited is none: {answer:?}");
        }
        town.post(&town.ctx()).await;
        town.member("tredje@kommune.dk", &[Role::Administrator]).await;
        town.control.set_roles(&admin, &permit, town.home, id, &set(&[Role::Leader])).await.unwrap();
        let none = town.control.set_roles(&town.ctx(), &permit, town.home, id, &set(&[])).await;
        assert!(matches!(none, Err(Error::NoRole)), "{none:?}");
    }

    async fn new_roles_hold_from_the_next_page_and_an_end_shuts_the_door(store: Store) {
        let town = Town::new(store).await;
        let secret = town.member("birgit@kommune.dk", &[Role::Leader]).await.secret;
        let id = id_of(&town, "birgit@kommune.dk").await;
        town.control.set_roles(&town.ctx(), &town.permit(), town.home, id, &set(&[Role::Teacher])).await.unwrap();
        let actor = town.visitor(&town.ctx(), &secret).await.actor();
        assert!(actor.has(Role::Teacher) && !actor.has(Role::Leader));

        town.control.end_membership(&town.ctx(), &town.permit(), town.home, id).await.unwrap();
        assert!(town.visit(&town.ctx(), &secret).await.is_none());
        assert!(matches!(town.try_in(&town.ctx(), "birgit@kommune.dk", GOOD).await, SignIn::NowhereToGo));
        town.control.forgotten(&outsider(&town.ctx()), "birgit@kommune.dk", "192.0.2.1").await.unwrap();
        assert!(town.post(&town.ctx()).await.is_empty(), "nothing to open, so no link");
    }

    async fn an_administrator_reaches_the_own_organisation_only(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        let id = id_of(&town, "birgit@kommune.dk").await;
        let other = town.found(&town.ctx(), "odense", "Odense Kommune").await;
        let (ctx, permit) = (town.ctx(), town.permit());
        assert!(town.control.members(&ctx, &permit, other).await.unwrap().is_empty());
        let control = &town.control;
        assert!(matches!(control.member(&ctx, &permit, other, id).await, Err(Error::NotFound)));
        assert!(matches!(control.set_roles(&ctx, &permit, other, id, &set(&[Role::Leader])).await, Err(Error::NotFound)));
        assert!(matches!(control.invite_again(&ctx, &permit, other, id).await, Err(Error::NotFound)));
        assert!(matches!(control.end_membership(&ctx, &permit, other, id).await, Err(Error::NotFound)));
    }

    async fn a_list_is_invited_at_once_and_twice_is_as_once(store: Store) {
        let town = Town::new(store).await;
        town.member("birgit@kommune.dk", &[Role::Office]).await;
        town.member("gone@kommune.dk", &[Role::Leader]).await;
        let gone = id_of(&town, "gone@kommune.dk").await;
        town.control.end_membership(&town.ctx(), &town.permit(), town.home, gone).await.unwrap();
        let mut list: Vec<_> = (0..200).map(|n| invitee(&format!("leder{n}@kommune.dk"), &[Role::Leader])).collect();
        list.push(invitee("Birgit@Kommune.dk", &[Role::Leader]));
        list.push(invitee("gone@kommune.dk", &[Role::Leader]));
        list.push(invitee("LEDER7@kommune.dk", &[Role::Leader]));
        let ctx = town.ctx();
        let first = invite_many(&town.control, &ctx, &town.permit(), town.home, &list).await.unwrap();
        assert_eq!(first, Invited { invited: (0..200).collect(), known: vec![200], ended: vec![201], shared: vec![202] });
        let again = invite_many(&town.control, &ctx, &town.permit(), town.home, &list).await.unwrap();
        assert_eq!((again.invited.len(), again.known.len()), (0, 201));
        let mut sent = 0;
        loop {
            let letters = town.post(&ctx).await;
            if letters.is_empty() { break; }
            sent += letters.len();
        }
        assert_eq!(sent, 200);
        let members = town.control.members(&ctx, &town.permit(), town.home).await.unwrap();
        let birgit = members.iter().find(|one| one.email == "birgit@kommune.dk").unwrap();
        assert_eq!(birgit.roles, set(&[Role::Leader, Role::Office]), "roles add up");
    }

    async fn the_page_of_members_says_where_each_stands(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        let state = async |email: &str| {
            let members = town.control.members(&ctx, &town.permit(), town.home).await.unwrap();
            members.into_iter().find(|one| one.email == email).unwrap().state
        };
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Leader]).await;
        assert_eq!(state("birgit@kommune.dk").await, State::LetterWaits);
        town.mail.refuse(Some(true));
        town.post(&ctx).await;
        assert_eq!(state("birgit@kommune.dk").await, State::LetterFailed);
        town.mail.refuse(None);
        town.control.invite_again(&ctx, &town.permit(), town.home, id_of(&town, "birgit@kommune.dk").await).await.unwrap();
        town.post(&ctx).await;
        assert_eq!(state("birgit@kommune.dk").await, State::Invited(ctx.now));
        town.member("birgit@kommune.dk", &[Role::Leader]).await;
        assert_eq!(state("birgit@kommune.dk").await, State::Active(ctx.now));
        let id = id_of(&town, "birgit@kommune.dk").await;
        town.control.end_membership(&ctx, &town.permit(), town.home, id).await.unwrap();
        assert_eq!(state("birgit@kommune.dk").await, State::Ended(ctx.now));
        town.invite(&ctx, "birgit@kommune.dk", &[Role::Teacher]).await;
        assert_eq!(state("birgit@kommune.dk").await, State::LetterWaits, "one by one they are brought back");
    }

    async fn everybody_on_a_list_has_a_row_in_the_audit(store: Store) {
        let town = Town::new(store).await;
        let ctx = town.ctx();
        town.member("birgit@kommune.dk", &[Role::Office]).await;
        let list = [
            invitee("birgit@kommune.dk", &[Role::Leader]),
            invitee("ny@kommune.dk", &[Role::Leader]),
        ];
        invite_many(&town.control, &ctx, &town.permit(), town.home, &list).await.unwrap();
        invite_many(&town.control, &ctx, &town.permit(), town.home, &list).await.unwrap();
        let rows = async |action: &str, email: &str| {
            let tx = town.control.database().read(&ctx).await.unwrap();
            let filter = AuditFilter {
                action: Some(action.to_owned()),
                subject: Some(format!("membership:{}", id_of(&town, email).await)),
                ..AuditFilter::default()
            };
            audit_rows(&tx, &filter, 0, 10).await.unwrap().items
        };
        assert_eq!(rows("member.invited", "ny@kommune.dk").await.len(), 1, "and not again");
        let changed = rows("member.roles", "birgit@kommune.dk").await;
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].details["before"], "office");
    }

    async fn a_returning_member_is_the_person_named_now(store: Store) {
        let town = Town::new(store).await;
        let (ctx, permit) = (town.ctx(), town.permit());
        let (old, new) = (Id::seeded("test", "old"), Id::seeded("test", "new"));
        let of = |person| Invitee { person, ..invitee("birgit@kommune.dk", &[Role::Leader]) };
        town.control.invite(&ctx, &permit, town.home, &of(Some(old))).await.unwrap();
        let id = id_of(&town, "birgit@kommune.dk").await;
        for (named, is) in [(Some(new), Some(new)), (None, None)] {
            town.control.end_membership(&ctx, &permit, town.home, id).await.unwrap();
            town.control.invite(&ctx, &permit, town.home, &of(named)).await.unwrap();
            assert_eq!(town.control.member(&ctx, &permit, town.home, id).await.unwrap().person, is);
        }
    }

    async fn a_list_brings_back_who_had_left_but_not_who_was_put_out(store: Store) {
        let town = Town::new(store).await;
        let (ctx, permit) = (town.ctx(), town.permit());
        let (left, out) = (Id::seeded("test", "left"), Id::seeded("test", "out"));
        let list = [("left@kommune.dk", left), ("out@kommune.dk", out)]
            .map(|(email, person)| Invitee { person: Some(person), ..invitee(email, &[Role::Leader]) });
        invite_many(&town.control, &ctx, &permit, town.home, &list).await.unwrap();
        let control = &town.control;
        control.end_membership(&ctx, &permit, town.home, id_of(&town, "out@kommune.dk").await).await.unwrap();
        let done = control.people_left(&ctx, &permit, town.home, &[left, out]).await.unwrap();
        assert_eq!((done.ended, done.kept), (1, 0));
        let again = control.people_left(&ctx, &permit, town.home, &[left, out]).await.unwrap();
        assert_eq!((again.ended, again.kept), (0, 0), "told twice is as told once");
        assert_eq!(control.people_returned(&ctx, &permit, town.home, &[out]).await.unwrap(), 0, "that was somebody's own decision");
        let invited = invite_many(control, &ctx, &permit, town.home, &list).await.unwrap();
        assert_eq!((invited.invited, invited.ended), (vec![0], vec![1]));
    }

    async fn only_an_administrator_gives_an_administrators_access_back(store: Store) {
        let town = Town::new(store).await;
        let (admin, _) = visitor(&town, "admin@kommune.dk", &[Role::Administrator]).await;
        let (office, _) = visitor(&town, "kontor@kommune.dk", &[Role::Office]).await;
        town.member("tredje@kommune.dk", &[Role::Administrator]).await;
        let permit = town.permit();
        let id = id_of(&town, "tredje@kommune.dk").await;
        let nothing = town.control.restore_membership(&admin, &permit, town.home, id).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
        town.control.end_membership(&admin, &permit, town.home, id).await.unwrap();
        let refused = town.control.restore_membership(&office, &permit, town.home, id).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        town.control.restore_membership(&admin, &permit, town.home, id).await.unwrap();
        town.sign_in(&town.ctx(), "tredje@kommune.dk", GOOD).await;
    }
}
