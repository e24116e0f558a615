//! The thread from the vision to what is done, and where it is broken.

use base::Role;
use direction::{command, domain::Hole};
use kit::{Contribution, Slice};
use testkit::TestApp;

use crate::{app::holds, kalundborg};

/// The plain sort: what nothing else than modules tells.
fn module(name: &str, aim: &str, fields: &[&str], guideposts: &[&str]) -> Contribution {
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    Contribution {
        kind: "Moduler".to_owned(),
        name: name.to_owned(),
        href: format!("/programme/modules/{name}"),
        aims: vec![aim.to_owned()],
        fields: owned(fields),
        guideposts: owned(guideposts),
    }
}

fn across() -> Vec<Contribution> {
    vec![module("across", "business", &["emergence"], &["whole"])]
}

#[test]
fn what_nothing_serves_is_a_hole() {
    let direction = direction::query::understand(&kalundborg()).unwrap();
    let none: &[Contribution] = &[];
    let all = direction.holes(none);
    let of = |test: fn(&Hole<'_>) -> bool| all.iter().filter(|hole| test(hole)).count();
    assert_eq!(of(|hole| matches!(hole, Hole::AimUnserved(_))), 4);
    assert_eq!(of(|hole| matches!(hole, Hole::FieldUnserved(_))), 4);
    assert_eq!(of(|hole| matches!(hole, Hole::GuidepostUnserved(_))), 4);
    assert_eq!(
        of(|hole| matches!(hole, Hole::ExpectationUnserved(_))),
        direction.expectations.len()
    );
    assert_eq!(
        of(|hole| matches!(hole, Hole::CompetenceUnserved(_))),
        direction.competences.len()
    );

    let holes = direction.holes(&across());
    let unserved = |key: &str| {
        holes.iter().any(|hole| match hole {
            Hole::AimUnserved(k) | Hole::FieldUnserved(k) | Hole::GuidepostUnserved(k) => {
                k.as_str() == key
            }
            _ => false,
        })
    };
    for key in ["business", "emergence", "whole"] {
        assert!(!unserved(key), "{key}");
    }
    for key in ["home", "compliance", "trust"] {
        assert!(unserved(key), "{key}");
    }
}

#[test]
fn every_aim_and_expectation_is_served_by_something_that_shares_its_field() {
    let direction = direction::query::understand(&kalundborg()).unwrap();
    let across = across();
    for each in &direction.expectations {
        let serving = direction.serving(&each.key, &across);
        let shares = |keys: &[direction::domain::Key], named: &[&str]| {
            keys.iter().any(|key| named.contains(&key.as_str()))
        };
        let expected = shares(&each.fields, &["emergence"])
            && (shares(&each.aims, &["business"]) || shares(&each.guideposts, &["whole"]));
        assert_eq!(!serving.is_empty(), expected, "{}", each.key);
    }
}

testkit::both! {
    async fn the_thread_is_shown_both_ways_and_its_holes_to_the_office(store: testkit::Store) {
        let app = TestApp::new(store, |_| {
            let programme = Slice::new("programme").contributes(|_| Box::pin(async { Ok(across()) }));
            vec![direction::slice(), programme]
        })
        .await;
        command::load(&app.ctx(), &app.db, &kalundborg(), "Ida Holm", Some("Første udgave"))
            .await
            .unwrap();
        let page = |role: Role, path: &'static str| {
            let app = &app;
            async move { app.client(&[role]).await.get(path).await.text }
        };
        let office = page(Role::Office, "/direction/thread").await;
        holds(&office, &["Huller i tråden", "Intet, vi gør, øver feltet ”", "href=\"/programme/modules/across\"",
            "id=\"aim-business\"", "Fra hverdag til vision", "href=\"/direction/foundation#field-emergence\""]);
        let leader = page(Role::Leader, "/direction/thread").await;
        assert!(!leader.contains("Huller i tråden"));
        holds(&leader, &["href=\"/programme/modules/across\""]);
        let expectation = page(Role::Leader, "/direction/expectations/lead-across").await;
        holds(&expectation, &["<h3>Moduler</h3>", "href=\"/programme/modules/across\""]);
    }
}
