//! The app under test, with a slice as small as one can be.

#![cfg(test)]

use access::{action, permit, within};
use base::{Id, Lang, Role};
use db::Audit;
use jobs::{Ask, Fault, Job, JobContext, Kind, enqueue};
use kit::{Failure, Form, Routes, Slice, Visit, get, post};
use serde::{Deserialize, Serialize};
use testkit::{Store, TestApp, both};

#[derive(Serialize, Deserialize)]
struct Greet(String);

impl Job for Greet {
    const KIND: &'static str = "test.greet";
}

async fn greet(job: JobContext, greet: Greet) -> Result<(), Fault> {
    let tx = job.db().write(&job.ctx()).await?;
    job.done(&tx).await?;
    Ok(tx
        .commit(Audit::of("test.greeted").with("name", greet.0))
        .await?)
}

fn slice() -> Slice {
    Slice::new("test").job(Kind::new(greet)).routes(
        Routes::new()
            .route(
                "/people",
                get(async |visit: Visit| {
                    permit::<action::ViewPeople>(&visit.ctx)?;
                    Ok::<_, Failure>(visit.ctx.lang.pick("Folk", "People"))
                }),
            )
            .route(
                "/own",
                get(async |visit: Visit| {
                    within::<action::SeeOwnPage>(&visit.ctx)?;
                    Ok::<_, Failure>("own")
                }),
            )
            .route(
                "/greet",
                post(async |visit: Visit, form: Form| {
                    let mut typed = form.typed;
                    let name = typed.required("name", visit.ctx.lang).unwrap_or_default();
                    let tx = visit
                        .db
                        .write(&visit.ctx)
                        .await
                        .map_err(base::Problem::from)?;
                    enqueue(&tx, &Greet(name), &Ask::now())
                        .await
                        .map_err(base::Problem::from)?;
                    tx.commit(Audit::of("test.ask"))
                        .await
                        .map_err(base::Problem::from)?;
                    Ok::<_, Failure>("asked")
                }),
            ),
    )
}

async fn app(store: Store) -> TestApp {
    TestApp::new(store, |_| vec![slice()]).await
}

both! {
    async fn everybody_meets_the_policy(store: Store) {
        let app = app(store).await;
        for (role, mut client) in app.everybody().await {
            let people = client.get("/people").await;
            match role {
                None => assert!(people.is(303).location().starts_with("/sign-in"), "{}", people.location()),
                Some(Role::Office) => drop(people.is(200).says("Folk")),
                Some(_) => drop(people.is(403)),
            }
            let own = client.get("/own").await.status.as_u16();
            let expected = match role {
                None => 303,
                Some(Role::Administrator | Role::Guest | Role::Consultancy) => 403,
                Some(_) => 200,
            };
            assert_eq!(own, expected, "{role:?}");
        }
    }

    async fn a_form_needs_the_pages_own_token_and_its_job_runs(store: Store) {
        let app = app(store).await;
        let mut client = app.client(&[Role::Office]).await;
        let forged = client.post_without_token("/greet", &[("name", "Ane")]).await;
        assert_ne!(forged.status.as_u16(), 200);
        assert_eq!(app.work().await, 0);
        client.post("/greet", &[("name", "Åse & Bo")]).await.is(200).says("asked");
        assert_eq!(app.work().await, 1);
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let filter = db::AuditFilter { action: Some("test.greeted".into()), ..Default::default() };
        let rows = db::audit_rows(&tx, &filter, 0, 2).await.unwrap().items;
        assert_eq!(rows[0].details["name"], "Åse & Bo");
    }

    async fn a_person_reads_in_the_language_of_the_account(store: Store) {
        let app = app(store).await;
        let mut english = app.member(&[Role::Office], Some(Id::new()), Lang::En).await;
        english.get("/people").await.is(200).says("People");
    }
}
