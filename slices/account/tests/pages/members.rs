//! `/account/members/…`

use axum::http::StatusCode;
use base::Role;
use testkit::Store;

use crate::browser::{Browser, GOOD, House, link_in};

async fn member_path(browser: &mut Browser, name: &str) -> String {
    let page = browser
        .get(&format!("/account/members?q={name}@"))
        .await
        .text;
    let (_, rest) = page
        .split_once("<a href=\"/account/members/")
        .expect("a member");
    let found = rest
        .split("<a href=\"/account/members/")
        .map(|part| part.split('"').next().unwrap())
        .find(|id| *id != "invite")
        .unwrap();
    format!("/account/members/{found}")
}

testkit::both! {
    async fn an_administrator_invites_and_the_letter_goes_out(store: Store) {
        let house = House::new(store).await;
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        admin.get("/account/members").await.is(StatusCode::OK).says("Brugere og roller").says("1 bruger");
        admin.get("/account/members/invite").await.is(StatusCode::OK).says("Forløbsledelse");
        admin.send("/account/members/invite", &[("name", "Åse Ny"), ("email", "ikke en adresse"), ("role", "office")]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("ligner ikke en e-mail").says("Åse Ny").says("ikke en adresse").says("checked");
        admin.send("/account/members/invite", &[("email", "aase@kommune.dk")]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("mindst én rolle").says("aase@kommune.dk");
        admin.send("/account/members/invite", &[("name", "Åse Ny"), ("email", "aase@kommune.dk"), ("role", "office"), ("role", "leader")]).await
            .is(StatusCode::SEE_OTHER);
        admin.get("/account/members").await.says("Invitationen til aase@kommune.dk er på vej.").says("Invitation på vej").says("2 brugere");
        let letters = house.post().await;
        assert!(letters[0].subject.contains("Kalundborg Kommune"));
        admin.get("/account/members").await.says("Inviteret").says("Forløbsledelse, Leder");

        let path = member_path(&mut admin, "aase").await;
        admin.send(&format!("{path}/again"), &[]).await.is(StatusCode::SEE_OTHER);
        let again = house.post().await;
        house.browser().get(&link_in(&letters[0])).await.is(StatusCode::NOT_FOUND);
        house.browser().get(&link_in(&again[0])).await.is(StatusCode::OK);
    }

    async fn roles_are_given_taken_and_access_ended(store: Store) {
        let house = House::new(store).await;
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        let mut birgit = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let path = member_path(&mut admin, "birgit").await;
        admin.get(&path).await.is(StatusCode::OK).says("Aktiv siden").says("value=\"leader\" checked");
        admin.send(&format!("{path}/roles"), &[("role", "teacher")]).await.is(StatusCode::SEE_OTHER);
        birgit.get("/account").await.says("Underviser");
        admin.send(&format!("{path}/roles"), &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("mindst én rolle");
        admin.send(&format!("{path}/end"), &[]).await.is(StatusCode::SEE_OTHER);
        assert!(birgit.get("/account").await.goes_to().starts_with("/sign-in"));
        admin.get(&path).await.says("Adgang ophørt").says("Giv Birgit Ågaard adgangen tilbage");
        admin.send(&format!("{path}/restore"), &[]).await.is(StatusCode::SEE_OTHER);
        admin.get(&path).await.says("har adgang igen").says("Aktiv siden").says("value=\"teacher\" checked");
        birgit.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await.is(StatusCode::SEE_OTHER);
        birgit.get("/account").await.is(StatusCode::OK).says("Underviser");
        admin.send(&format!("{path}/restore"), &[]).await.is(StatusCode::NOT_FOUND);

        let own = member_path(&mut admin, "admin").await;
        admin.send(&format!("{own}/end"), &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("mindst én administrator");
        admin.send(&format!("{own}/roles"), &[("role", "leader")]).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("mindst én administrator");
    }

    async fn the_office_manages_everybody_but_administrators(store: Store) {
        let house = House::new(store).await;
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        let mut office = house.member("kontor@kommune.dk", &[Role::Office]).await;
        assert!(!office.get("/account/members/invite").await.text.contains("value=\"administrator\""));
        assert!(admin.get("/account/members/invite").await.text.contains("value=\"administrator\""));
        office.send("/account/members/invite", &[("email", "ven@kommune.dk"), ("role", "administrator")]).await.is(StatusCode::FORBIDDEN);
        let own = member_path(&mut office, "kontor").await;
        office.send(&format!("{own}/roles"), &[("role", "office"), ("role", "administrator")]).await.is(StatusCode::FORBIDDEN);
        let theirs = member_path(&mut office, "admin").await;
        office.send(&format!("{theirs}/end"), &[]).await.is(StatusCode::FORBIDDEN);
        office.send(&format!("{theirs}/roles"), &[("role", "leader")]).await.is(StatusCode::FORBIDDEN);
        admin.get("/account").await.is(StatusCode::OK);
    }

    async fn a_long_list_has_pages_and_a_search(store: Store) {
        let house = House::new(store).await;
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        for n in 0..60 {
            house.invite(house.home, &format!("leder{n:02}@kommune.dk"), &[Role::Leader]).await;
        }
        admin.get("/account/members").await.says("61 brugere").says("page=2");
        admin.get("/account/members?page=2").await.is(StatusCode::OK).says("page=1");
        admin.get("/account/members?page=99").await.is(StatusCode::OK).says("page=1");
        admin.get("/account/members?q=LEDER07").await.says("1 bruger").says("leder07@kommune.dk");
        admin.get("/account/members?q=%3Cscript%3E").await.says("Ingen passer").says("&#60;script&#62;");
        admin.get("/account/members?page=-1").await.is(StatusCode::BAD_REQUEST);
    }

    async fn whoever_is_in_the_register_is_invited_as_that_person(store: Store) {
        let house = House::new(store).await;
        let ctx = house.store.ctx();
        let db = house.accounts.organisations().database(&ctx, house.home).await.unwrap();
        let made = people::sample::municipality(3, people::sample::Size::of(240));
        let day = people::query::today(&ctx);
        people::command::load(&ctx, &db, &made.people, &made.units, day).await.unwrap();
        let known = made.people.iter().find(|person| person.email.is_some()).unwrap();
        let email = known.email.clone().unwrap();
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        let sent = [("email", email.to_uppercase()), ("role", "leader".to_owned())];
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        admin.send("/account/members/invite", &sent).await.is(StatusCode::SEE_OTHER);
        admin.get("/account/members").await.says(&known.name());
        let may = access::permit::<access::action::ManageAccounts>(&ctx).unwrap();
        let members = house.accounts.control().members(&ctx, &may, house.home).await.unwrap();
        let member = members.iter().find(|member| member.email.to_lowercase() == email).unwrap();
        let view = people::query::person(&ctx, &db, day, member.person.unwrap()).await.unwrap();
        assert_eq!(view.facts.number, known.number);
        admin.send("/account/members/invite", &[("email", "fremmed@kommune.dk"), ("role", "guest")]).await.is(StatusCode::SEE_OTHER);
        let members = house.accounts.control().members(&ctx, &may, house.home).await.unwrap();
        assert_eq!(members.iter().find(|member| member.email == "fremmed@kommune.dk").unwrap().person, None);
    }
}
