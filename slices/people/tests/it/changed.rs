//! What others are told when people and units change, and that a leader who has left leads nobody.

use base::{Context, Id, PersonTag, ProblemKind, Role};
use people::{
    command,
    domain::Person,
    query::{self, Organisation, PeopleChanged},
};
use testkit::Store;

use crate::store::{as_role, day, import, on, ready, small};

/// Everything told so far, in order.
async fn told(store: &Store, ctx: &Context) -> Vec<PeopleChanged> {
    let tx = store.db.read(ctx).await.unwrap();
    let events = db::events_after(&tx, 0, 100).await.unwrap();
    events
        .iter()
        .map(|event| event.as_event().unwrap().unwrap())
        .collect()
}

fn id_of(organisation: &Organisation, number: &str) -> Id<PersonTag> {
    let found = organisation
        .people
        .iter()
        .find(|known| known.facts.number == number);
    found.unwrap().id
}

testkit::both! {
    async fn an_import_tells_once_who_joined_left_moved_and_leads(store: Store) {
        let ctx = ready(&store).await;
        let old = small();
        import(&store, &ctx, &old, day(9, 1)).await;
        let first = told(&store, &ctx).await;
        assert_eq!(first.len(), 1);
        assert_eq!((first[0].joined.len(), first[0].units.len()), (240, old.units.len()));
        let leaders = old.people.iter().filter(|person| person.is_leader()).count();
        assert_eq!(first[0].began_leading.len(), leaders);
        assert!(first[0].left.is_empty() && first[0].moved.is_empty() && first[0].new_leader.is_empty());

        let mut new = old.clone();
        let leaver = new.people.remove(200);
        let is_leaf = |person: &Person| person.is_leader() && !old.people.iter().any(|other| other.leader.as_ref() == Some(&person.number));
        let stops = new.people.iter().position(|person| person.level.as_deref() == Some("leder af medarbejdere")).unwrap();
        new.people[stops].level = None;
        let begins = old.people.iter().position(|person| !person.is_leader()).unwrap();
        new.people[begins].level = Some("leder af medarbejdere".into());
        let moves = new.people.iter().rposition(|person| !person.is_leader()).unwrap();
        let target = new.people.iter().find(|person| person.unit != new.people[moves].unit && !is_leaf(person)).unwrap().clone();
        new.people[moves].unit = target.unit;
        new.people[moves].leader = None;
        new.people.push(Person { number: "999999".into(), leader: None, level: None, email: None, ..old.people[180].clone() });
        import(&store, &ctx, &new, day(10, 1)).await;

        let before = on(&store, &ctx, day(9, 1)).await;
        let after = on(&store, &ctx, day(10, 1)).await;
        let told = told(&store, &ctx).await;
        assert_eq!(told.len(), 2, "one event per file");
        assert_eq!(told[1], PeopleChanged {
            from: day(10, 1),
            joined: vec![id_of(&after, "999999")],
            left: vec![id_of(&before, &leaver.number)],
            moved: vec![id_of(&after, &new.people[moves].number)],
            new_leader: vec![id_of(&after, &new.people[moves].number)],
            began_leading: vec![id_of(&after, &new.people[begins].number)],
            stopped_leading: vec![id_of(&after, &new.people[stops].number)],
            units: Vec::new(),
        });
    }

    async fn renaming_merging_and_splitting_a_unit_is_told(store: Store) {
        let ctx = ready(&store).await;
        import(&store, &ctx, &small(), day(9, 1)).await;
        let known = on(&store, &ctx, day(9, 1)).await;
        let of = |unit| known.people.iter().filter(move |known| known.unit == unit).map(|known| known.id);
        let leaves: Vec<_> = known
            .units
            .iter()
            .filter(|unit| of(unit.id).count() > 3 && known.units.iter().all(|other| other.parent != Some(unit.id)))
            .map(|unit| unit.id)
            .collect();
        let (one, two) = (leaves[0], leaves[1]);
        command::rename_unit(&ctx, &store.db, one, "Den Nye", day(9, 2)).await.unwrap();
        let some: Vec<_> = of(one).take(2).collect();
        let new = command::split_unit(&ctx, &store.db, one, "Afsnittet", &some, day(9, 3)).await.unwrap();
        command::merge_units(&ctx, &store.db, two, one, day(9, 4)).await.unwrap();
        let told = told(&store, &ctx).await;
        assert_eq!(told.len(), 4);
        assert_eq!((&told[1].units, told[1].moved.len()), (&vec![one], 0));
        assert_eq!((&told[2].units, &told[2].moved), (&vec![one, new], &some));
        assert!(told[3].units.contains(&two));
        assert_eq!(told[3].moved.len(), of(two).count());
        assert!(told[1..].iter().all(|event| event.left.is_empty() && event.joined.is_empty()));
    }

    async fn a_leader_who_has_left_leads_nobody(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        command::load(&ctx, &store.db, &made.people, &made.units, day(9, 1)).await.unwrap();
        let leader = made.people.iter().find(|person| person.level.as_deref() == Some("leder af medarbejdere")).unwrap();
        let led = made.people.iter().find(|person| person.leader.as_ref() == Some(&leader.number)).unwrap();
        let known = on(&store, &ctx, day(9, 1)).await;
        let (leader, led) = (id_of(&known, &leader.number), id_of(&known, &led.number));
        let by_leader = as_role(&store, Role::Leader, Some(leader));
        query::person(&by_leader, &store.db, day(10, 1), led).await.unwrap();

        let rest: Vec<Person> = known.people.iter().filter(|known| known.id != leader).map(|known| known.facts.clone()).collect();
        command::load(&ctx, &store.db, &rest, &made.units, day(10, 1)).await.unwrap();
        assert_eq!(told(&store, &ctx).await[1].left, [leader]);
        let refused = query::person(&by_leader, &store.db, day(10, 1), led).await;
        assert!(matches!(&refused, Err(problem) if problem.kind() == ProblemKind::NotFound), "{refused:?}");
    }

    async fn a_file_that_loses_very_many_asks_first(store: Store) {
        let ctx = ready(&store).await;
        let old = small();
        import(&store, &ctx, &old, day(9, 1)).await;
        let leave = async |count: usize| {
            let mut new = old.clone();
            let mut left = 0;
            new.people.retain(|person| {
                let goes = !person.is_leader() && left < count;
                left += usize::from(goes);
                !goes
            });
            let file = vec![command::File { name: "hr.xlsx".into(), bytes: people::sample::workbook(&new).unwrap() }];
            let id = command::upload(&ctx, &store.db, file, day(10, 1)).await.unwrap();
            command::preview(&ctx, &store.db, id).await.unwrap().many_leave()
        };
        assert_eq!(leave(24).await, None, "one in ten");
        assert_eq!(leave(25).await, Some(25));
    }
}
