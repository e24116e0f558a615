//! A town to try things in: the example's files, a small organisation, a plan in force.

use std::path::Path;

use base::{Id, PersonTag, Role};
use blueprint::Folder;
use kit::{Failure, Routes, Slice, Visit, get};
use people::sample::{DAY, Size, municipality};
use programme::query;
use testkit::{Client, Store, TestApp};

/// Seven hundred people with a plan, and every leader's own.
pub async fn app(store: Store) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            cover::slice(),
            boards(),
        ]
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

/// A page with what the slice shows on *Min side* and on the overview.
fn boards() -> Slice {
    let cards = async |visit: Visit| -> Result<String, Failure> {
        let mut shown = String::new();
        for card in cover::slice().cards {
            shown.extend((card.show)(visit.clone()).await?);
        }
        Ok(shown)
    };
    Slice::new("boards").routes(Routes::new().route("/boards", get(cards)))
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

/// A leader with a place, the unit, and a leader of another unit.
pub struct Pair {
    pub me: Id<PersonTag>,
    pub unit: Id<people::query::UnitTag>,
    /// Everybody who leads there.
    pub leaders: Vec<Id<PersonTag>>,
    pub other: Id<PersonTag>,
}

pub async fn pair(app: &TestApp) -> Pair {
    let ctx = app.ctx();
    let tx = app.db.read(&ctx).await.unwrap();
    let view = access::permit(&ctx).unwrap();
    let known = people::query::organisation(&tx, &view, query::local_day(&ctx))
        .await
        .unwrap();
    let placed = query::cohorts(&tx).await.unwrap();
    let mut leaders = placed
        .iter()
        .flat_map(|cohort| cohort.members.iter().copied());
    let me = leaders.next().unwrap();
    let unit = known.person(me).unwrap().unit;
    let other = leaders.find(|one| known.person(*one).unwrap().unit != unit);
    Pair {
        me,
        unit,
        leaders: known
            .leaders()
            .filter(|one| one.unit == unit)
            .map(|one| one.id)
            .collect(),
        other: other.unwrap(),
    }
}

pub async fn leader(app: &TestApp, person: Id<PersonTag>) -> Client {
    app.client_of(&[Role::Leader], person).await
}
