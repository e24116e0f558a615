//! A town to try things in: the example's files, a small organisation, a plan in force.

use std::path::Path;

use base::{Id, PersonTag, Role};
use blueprint::Folder;
use identity::Organisations;
use kit::Slice;
use people::sample::{DAY, Size, municipality};
use programme::query;
use testkit::{Client, Store, TestApp};

/// Seven hundred people with a plan, and every leader's own.
pub async fn app(store: Store) -> TestApp {
    town(store, |_| Vec::new()).await
}

/// The same with further slices.
pub async fn town(store: Store, further: impl Fn(&Organisations) -> Vec<Slice>) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        let mut slices = vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            practice::slice(organisations),
        ];
        slices.extend(further(organisations));
        slices
    })
    .await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/kalundborg");
    let files = Folder::read_from(&root).unwrap();
    let ctx = app.ctx();
    direction::command::load(&ctx, &app.db, &files, "Ida Holm", Some("Første"))
        .await
        .unwrap();
    let made = municipality(3, Size::of(700));
    people::command::load(&ctx, &app.db, &made.people, &made.units, DAY)
        .await
        .unwrap();
    programme::command::load(&ctx, &app.db, &files, "Ida Holm")
        .await
        .unwrap();
    programme::command::propose(&ctx, &app.db, 1, 5.0, Some(2_000))
        .await
        .unwrap();
    app.work().await;
    let tx = app.db.read(&ctx).await.unwrap();
    let plan = query::proposal(&tx).await.unwrap().unwrap();
    let moves = programme::command::preview(&tx, plan.id).await.unwrap();
    drop(tx);
    programme::command::publish(&ctx, &app.db, app.home, plan.id, moves.len(), "")
        .await
        .unwrap();
    app.work().await;
    delivered(&app).await;
    app
}

/// Takes the invitations' letters, so that those of the test's own clients come next.
struct Postbox;

#[async_trait::async_trait]
impl identity::Carrier for Postbox {
    async fn carry(&self, _: &identity::Letter) -> Result<(), identity::NotCarried> {
        Ok(())
    }
}

async fn delivered(app: &TestApp) {
    let control = app.organisations.control();
    while control
        .carry_letters(&app.ctx(), testkit::ADDRESS, &Postbox)
        .await
        .unwrap()
        .sent
        > 0
    {}
}

/// A leader with learning group, and others around.
pub struct Circle {
    pub me: Id<PersonTag>,
    /// Of the same learning group.
    pub mate: Id<PersonTag>,
    /// Of the same learning group, too.
    pub makker: Id<PersonTag>,
    /// Of neither group nor cohort, and not the own leader.
    pub stranger: Id<PersonTag>,
    pub own_leader: Id<PersonTag>,
}

/// A leader whose own leader is in the programme and not in the learning group.
pub async fn circle(app: &TestApp) -> Circle {
    let ctx = app.ctx();
    let tx = app.db.read(&ctx).await.unwrap();
    let view = access::permit(&ctx).unwrap();
    let known = people::query::organisation(&tx, &view, query::local_day(&ctx))
        .await
        .unwrap();
    for group in query::learning(&tx).await.unwrap() {
        for me in &group.members {
            let own_leader = known.person(*me).and_then(|known| known.leader);
            let Some(own_leader) = own_leader.filter(|leader| !group.members.contains(leader))
            else {
                continue;
            };
            let colleagues = query::colleagues(&tx, *me).await.unwrap();
            let stranger = colleagues.others.iter().find(|one| **one != own_leader);
            if colleagues.group.len() >= 2 && colleagues.others.contains(&own_leader) {
                return Circle {
                    me: *me,
                    mate: colleagues.group[0],
                    makker: colleagues.group[1],
                    stranger: *stranger.unwrap(),
                    own_leader,
                };
            }
        }
    }
    panic!("no leader of the sample has a learning group and an own leader outside it");
}

pub async fn leader(app: &TestApp, person: Id<PersonTag>) -> Client {
    app.client_of(&[Role::Leader], person).await
}

/// Writes a step as a leader does in the browser; gives its path.
pub async fn writes(client: &mut Client, fields: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("when", "vi holder tavlemøde mandag"),
        ("then", "spørge, hvad vi kan lade ligge"),
        ("by", "2026-11-23"),
    ];
    all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
    all.extend_from_slice(fields);
    let answer = client.post("/steps/new", &all).await;
    answer.is(303);
    answer.location().to_owned()
}
