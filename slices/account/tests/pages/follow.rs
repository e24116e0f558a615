//! Members follow the register, from the file to the closed door and back.

use access::{action, permit};
use account::Accounts;
use base::{Id, PersonTag, Role};
use chrono::{Days, TimeDelta};
use identity::{Member, Organisations, State};
use people::{
    domain::Person,
    query::today,
    sample::{Municipality, Size, municipality},
};
use testkit::{Client, Store, TestApp};

struct Town {
    app: TestApp,
    made: Municipality,
}

impl Town {
    /// The app with the register of 240 people, from today.
    async fn new(store: Store) -> Self {
        let app = TestApp::new(store, |organisations: &Organisations| {
            let accounts = Accounts::new(organisations.clone(), None);
            vec![people::slice(), account::slice(&accounts)]
        })
        .await;
        let town = Self {
            app,
            made: municipality(3, Size::of(240)),
        };
        town.register(&town.made.people, 0).await;
        town
    }

    /// The register holds these people, so many days from today.
    async fn register(&self, people: &[Person], in_days: u64) {
        let ctx = self.app.ctx();
        let day = today(&ctx) + Days::new(in_days);
        people::command::load(&ctx, &self.app.db, people, &self.made.units, day)
            .await
            .unwrap();
        self.app.work().await;
    }

    async fn person(&self, number: &str) -> Id<PersonTag> {
        let ctx = self.app.ctx();
        let may = permit::<action::ViewPeople>(&ctx).unwrap();
        let tx = self.app.db.read(&ctx).await.unwrap();
        let all = people::query::organisation(&tx, &may, today(&ctx))
            .await
            .unwrap();
        let found = all.people.iter().find(|known| known.facts.number == number);
        found.unwrap().id
    }

    async fn member_of(&self, person: Id<PersonTag>) -> Member {
        let ctx = self.app.ctx();
        let may = permit::<action::ManageAccounts>(&ctx).unwrap();
        let control = self.app.organisations.control();
        let members = control.members(&ctx, &may, self.app.home).await.unwrap();
        members
            .into_iter()
            .find(|member| member.person == Some(person))
            .unwrap()
    }

    /// Somebody of the register without reports, with a browser signed in.
    async fn somebody(&self, role: Role) -> (Person, Id<PersonTag>, Client) {
        let leads = |person: &Person| {
            let led = |other: &Person| other.leader.as_ref() == Some(&person.number);
            self.made.people.iter().any(led)
        };
        let who = self.made.people.iter().find(|person| !leads(person));
        let who = who.unwrap().clone();
        let person = self.person(&who.number).await;
        (who, person, self.app.client_of(&[role], person).await)
    }

    fn without(&self, who: &Person) -> Vec<Person> {
        let mut rest = self.made.people.clone();
        rest.retain(|person| person.number != who.number);
        rest
    }
}

async fn is_in(client: &mut Client) -> bool {
    !client
        .get("/account")
        .await
        .location()
        .starts_with("/sign-in")
}

testkit::both! {
    async fn who_leaves_the_register_is_signed_out_and_can_be_given_access_again(store: Store) {
        let town = Town::new(store).await;
        let (who, person, mut leader) = town.somebody(Role::Leader).await;
        assert!(is_in(&mut leader).await);
        town.register(&town.without(&who), 0).await;
        assert!(!is_in(&mut leader).await, "the session ends with the membership");
        let member = town.member_of(person).await;
        assert!(matches!(member.state, State::Ended(_)) && member.left.is_some());

        let mut office = town.app.client(&[Role::Office]).await;
        office.get("/account/members").await.says("1 bruger står ikke længere i medarbejderarket");
        office.get("/account/members?state=left").await.says("Fratrådt, adgang ophørt").says("1 bruger");
        let path = format!("/account/members/{}", member.id);
        office.get(&path).await.says("Adgangen ophørte af sig selv");
        office.post(&format!("{path}/restore"), &[]).await.is(303);
        let member = town.member_of(person).await;
        assert!(matches!(member.state, State::Active(_)) && member.left.is_none());
        assert!(member.roles.contains(&Role::Leader));

        // A later file without the same person does not take back what the office has given.
        let mut rest = town.without(&who);
        rest[100].job_title = Some("Pedel".into());
        town.register(&rest, 0).await;
        assert!(matches!(town.member_of(person).await.state, State::Active(_)));
    }

    async fn a_file_that_is_put_right_gives_access_back(store: Store) {
        let town = Town::new(store).await;
        let (who, person, _) = town.somebody(Role::Leader).await;
        town.register(&town.without(&who), 0).await;
        assert!(matches!(town.member_of(person).await.state, State::Ended(_)));
        town.app.clock.advance(TimeDelta::days(2));
        town.register(&town.made.people, 0).await;
        let member = town.member_of(person).await;
        assert!(matches!(member.state, State::Active(_)) && member.left.is_none());
    }

    async fn who_comes_back_after_a_long_time_waits_for_the_office(store: Store) {
        let town = Town::new(store).await;
        let (who, person, _) = town.somebody(Role::Leader).await;
        town.register(&town.without(&who), 0).await;
        town.app.clock.advance(TimeDelta::days(40));
        town.register(&town.made.people, 0).await;
        assert!(matches!(town.member_of(person).await.state, State::Ended(_)));
    }

    async fn a_day_that_lies_ahead_is_waited_for_and_asked_again(store: Store) {
        let town = Town::new(store).await;
        let (who, person, mut leader) = town.somebody(Role::Leader).await;
        town.register(&town.without(&who), 10).await;
        assert!(is_in(&mut leader).await, "not before the day");
        town.app.clock.advance(TimeDelta::days(9));
        town.app.work().await;
        assert!(matches!(town.member_of(person).await.state, State::Active(_)), "nor on the last day");
        town.app.clock.advance(TimeDelta::days(1));
        town.app.work().await;
        assert!(matches!(town.member_of(person).await.state, State::Ended(_)));
    }

    async fn a_mistake_that_is_put_right_before_its_day_ends_nothing(store: Store) {
        let town = Town::new(store).await;
        let (who, person, _) = town.somebody(Role::Leader).await;
        town.register(&town.without(&who), 10).await;
        town.register(&town.made.people, 10).await;
        town.app.clock.advance(TimeDelta::days(10));
        town.app.work().await;
        let member = town.member_of(person).await;
        assert!(matches!(member.state, State::Active(_)) && member.left.is_none());
    }

    async fn who_holds_the_keys_is_marked_and_decided_on(store: Store) {
        let town = Town::new(store).await;
        let (who, person, mut office) = town.somebody(Role::Office).await;
        town.register(&town.without(&who), 0).await;
        office.get("/account/members").await.is(200).says("Fratrådt, har stadig adgang");
        let member = town.member_of(person).await;
        assert!(matches!(member.state, State::Active(_)) && member.left.is_some());
        let path = format!("/account/members/{}", member.id);
        office.get(&path).await.says("Behold adgangen");
        office.post(&format!("{path}/restore"), &[]).await.is(303);
        assert_eq!(town.member_of(person).await.left, None);
    }
}
