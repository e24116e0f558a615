//! A whole plan: every hard rule is kept, the check catches each broken one, the same seed gives the
//! same plan, and what cannot be is said with names.

use base::Lang;
use people::{
    sample::{self, Size},
    settings::Settings,
};
use programme::{
    content,
    domain::Design,
    plan::{
        self, Announced, Broken, Budget, Impossible, Leader, ProposedPlan, Roster, Unavoidable,
        Weighted,
    },
};

use crate::{example, known};

fn design() -> Design {
    content::read(&example(), &known()).unwrap()
}

fn roster(people: usize) -> Roster {
    let settings = Settings::default();
    let made = sample::municipality(1, Size::of(people));
    let leaders = made.people.iter().filter(|person| person.is_leader());
    Roster {
        leaders: leaders
            .map(|person| Leader {
                key: person.number.clone(),
                name: person.name(),
                unit: person.unit.clone(),
                area: person.area.clone().unwrap_or_default(),
                level: person.level.clone().unwrap_or_default(),
                workplace: person.site.clone().unwrap_or_default(),
                own_leader: person.leader.clone(),
                traits: vec![person.area.clone(), person.gender.clone()],
            })
            .collect(),
        attributes: settings
            .attributes
            .iter()
            .take(2)
            .map(|attribute| Weighted {
                name: attribute.column.to_string(),
                weight: attribute.weight,
            })
            .collect(),
    }
}

fn compose(design: &Design, roster: &Roster, seed: u64) -> Result<ProposedPlan, Impossible> {
    let never = || 0.0;
    let budget = Budget {
        seed,
        iterations: Some(400_000),
        threads: 1,
        spent: &never,
    };
    plan::compose(design, roster, &Announced::default(), &budget, &mut |_| {})
}

#[test]
fn a_plan_for_the_example_keeps_every_rule() {
    let (design, roster) = (design(), roster(3400));
    assert_eq!(roster.leaders.len(), 200);
    let plan = compose(&design, &roster, 1).unwrap();
    assert_eq!(plan::check(&design, &roster, &plan), []);
    let tranches: Vec<usize> = plan.cohorts.iter().map(|cohort| cohort.tranche).collect();
    assert_eq!(tranches, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
    assert!(plan.cohorts.iter().all(|cohort| cohort.members.len() == 20));
    assert_eq!((plan.sessions.len(), plan.gatherings.len()), (120, 4));
    assert!(plan.figures.met_share() > 0.8, "{:?}", plan.figures);
    assert!(plan.figures.met_share() <= 1.0);
    // Those who lead a unit together are named, since at a gathering they are all away.
    assert!(
        plan.unavoidable
            .iter()
            .any(|each| matches!(each, Unavoidable::UnitAtGatherings { .. }))
    );
}

#[test]
fn the_seed_and_the_budget_make_the_plan() {
    let (design, roster) = (design(), roster(700));
    let plan = compose(&design, &roster, 1).unwrap();
    assert_eq!(compose(&design, &roster, 1).unwrap(), plan);
    assert_ne!(compose(&design, &roster, 2).unwrap().cohorts, plan.cohorts);
}

/// Breaks a sound plan and tells what the check says.
fn broken(change: impl FnOnce(&Design, &mut ProposedPlan)) -> Vec<Broken> {
    let (design, roster) = (design(), roster(700));
    let mut plan = compose(&design, &roster, 1).unwrap();
    assert_eq!(plan::check(&design, &roster, &plan), []);
    change(&design, &mut plan);
    plan::check(&design, &roster, &plan)
}

#[test]
fn the_check_catches_what_a_search_could_get_wrong() {
    let told = broken(|_, plan| {
        let moved = plan.cohorts[0].members.pop().unwrap();
        plan.cohorts[1].members.push(moved);
        let twice = plan.cohorts[0].members[0];
        plan.cohorts[1].members.push(twice);
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::LeaderInCohorts { cohorts: 2, .. })),
        "{told:?}"
    );
    let told = broken(|_, plan| {
        let day = plan.gatherings[0].day;
        plan.sessions[0].days[0] = day;
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::ClosedDay { .. })),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::Start { .. } | Broken::Spacing { .. })),
        "{told:?}"
    );
    let told = broken(|_, plan| {
        let teacher = plan.sessions[0].teachers[0].clone();
        plan.sessions[0].teachers = vec![teacher.clone(), teacher];
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::TeacherCount { .. })),
        "{told:?}"
    );
    let told = broken(|_, plan| {
        let other = plan.sessions[1].clone();
        plan.sessions[0].days = other.days.clone();
        plan.sessions[0].room = other.room;
        plan.sessions[0].teachers = other.teachers;
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::RoomTwice { .. })),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::TeacherTwice { .. })),
        "{told:?}"
    );
    let told = broken(|_, plan| {
        let taken = plan.gatherings[0].tables[0].pop().unwrap();
        plan.gatherings[0].tables[1].push(taken);
        plan.gatherings[0].tables[1].push(taken);
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::Seats { times: 2, .. })),
        "{told:?}"
    );
    let told = broken(|design, plan| {
        plan.sessions[0]
            .room
            .clone_from(&design.schedule.rooms[0].key);
        plan.sessions.remove(1);
    });
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::SessionCount { times: 0, .. })),
        "{told:?}"
    );
}

#[test]
fn own_leader_and_own_report_at_one_table_are_caught() {
    let (design, roster) = (design(), roster(700));
    let mut plan = compose(&design, &roster, 1).unwrap();
    let (one, other) = roster.reports()[0];
    let tables = &mut plan.gatherings[0].tables;
    let at = |tables: &Vec<Vec<usize>>, who: usize| {
        tables
            .iter()
            .position(|table| table.contains(&who))
            .unwrap()
    };
    let (here, there) = (at(tables, one), at(tables, other));
    let back = tables[here].iter().position(|who| *who != one).unwrap();
    let swapped = tables[here][back];
    let seat = tables[there].iter().position(|who| *who == other).unwrap();
    tables[here][back] = other;
    tables[there][seat] = swapped;
    let told = plan::check(&design, &roster, &plan);
    assert!(
        told.iter()
            .any(|each| matches!(each, Broken::Together { .. })),
        "{told:?}"
    );
}

#[test]
fn what_cannot_be_is_said_with_names_and_weeks() {
    let mut design = design();
    let hall = design
        .schedule
        .rooms
        .iter_mut()
        .find(|room| room.key == "fjordhallen")
        .unwrap();
    hall.seats = 40;
    let told = compose(&design, &roster(3400), 1)
        .unwrap_err()
        .sentences(Lang::Da)
        .join("\n");
    assert!(
        told.contains("Fjordhallen har 40 pladser, men der er 200 ledere"),
        "{told}"
    );

    let mut design = self::design();
    for teacher in &mut design.schedule.teachers {
        teacher.modules.retain(|module| module != "samarbejde");
    }
    let told = compose(&design, &roster(700), 1)
        .unwrap_err()
        .sentences(Lang::Da)
        .join("\n");
    assert!(
        told.contains("modul 9 (Samarbejde, også når det er svært)"),
        "{told}"
    );
    assert!(told.contains("kun 0 kan undervise i det"), "{told}");
}

#[test]
fn a_unit_with_more_leaders_than_cohorts_is_named() {
    let mut roster = roster(700);
    for leader in roster.leaders.iter_mut().take(4) {
        leader.unit = "Borgerservice".to_owned();
        leader.own_leader = None;
    }
    let design = design();
    let plan = compose(&design, &roster, 1).unwrap();
    assert!(plan.cohorts.len() < 4);
    let text = plan
        .unavoidable
        .iter()
        .map(|each| {
            each.sentence(
                &design,
                |leader| roster.leaders[leader].name.clone(),
                Lang::Da,
            )
        })
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        text.contains("leder Borgerservice sammen og er begge på Hold"),
        "{text}"
    );
    assert_eq!(plan::check(&design, &roster, &plan), []);
}

/// What a plan has told people, as it stands on a day; those in `gone` have left.
fn told(plan: &ProposedPlan, today: &str, gone: &[usize]) -> Announced {
    // Leavers go out of the roster, so that everybody after them has a lower number.
    let number = |leader: &usize| {
        (!gone.contains(leader))
            .then(|| leader - gone.iter().filter(|other| *other < leader).count())
    };
    let group = |group: &Vec<usize>| -> Vec<usize> { group.iter().filter_map(number).collect() };
    let mut announced = Announced {
        cohorts: plan.cohorts.clone(),
        learning: plan.learning.clone(),
        sessions: plan.sessions.clone(),
        gatherings: plan.gatherings.clone(),
        held_before: Some(today.parse().unwrap()),
    };
    let cohorts = announced
        .cohorts
        .iter_mut()
        .map(|cohort| &mut cohort.members);
    let learning = announced
        .learning
        .iter_mut()
        .flat_map(|year| &mut year.groups);
    let tables = announced
        .sessions
        .iter_mut()
        .flat_map(|session| &mut session.tables);
    let gatherings = announced
        .gatherings
        .iter_mut()
        .flat_map(|gathering| &mut gathering.tables);
    for members in cohorts.chain(learning).chain(tables).chain(gatherings) {
        *members = group(members);
    }
    announced
}

fn recompose(design: &Design, roster: &Roster, announced: &Announced) -> ProposedPlan {
    let never = || 0.0;
    let budget = Budget {
        seed: 7,
        iterations: Some(100_000),
        threads: 1,
        spent: &never,
    };
    let plan = plan::compose(design, roster, announced, &budget, &mut |_| {}).unwrap();
    assert_eq!(plan::check(design, roster, &plan), []);
    assert_eq!(plan::check_kept(announced, &plan), []);
    plan
}

#[test]
fn a_plan_made_again_keeps_what_was_announced() {
    let (design, roster) = (design(), roster(700));
    let plan = compose(&design, &roster, 1).unwrap();
    let again = recompose(&design, &roster, &told(&plan, "2027-06-01", &[]));
    assert_eq!(again.cohorts, plan.cohorts);
    assert_eq!(again.learning, plan.learning, "nobody has come or gone");
    assert_eq!(again.figures.regrouped, 0);
    assert_eq!(again.figures.timetable.moved, 0);
    let held = plan
        .sessions
        .iter()
        .filter(|session| again.is_held(session))
        .count();
    assert!(held > 1, "{held}");
    assert_eq!(
        again
            .gatherings
            .iter()
            .map(|each| each.day)
            .collect::<Vec<_>>(),
        plan.gatherings
            .iter()
            .map(|each| each.day)
            .collect::<Vec<_>>()
    );
}

#[test]
fn leavers_move_few_and_what_was_held_stays() {
    let (design, mut roster) = (design(), roster(900));
    let plan = compose(&design, &roster, 1).unwrap();
    let gone = [3, 17, 30];
    let announced = told(&plan, "2028-06-01", &gone);
    for leader in gone.iter().rev() {
        roster.leaders.remove(*leader);
    }
    let keys: Vec<String> = roster
        .leaders
        .iter()
        .map(|leader| leader.key.clone())
        .collect();
    for leader in &mut roster.leaders {
        leader.own_leader.take_if(|own| !keys.contains(own));
    }
    let again = recompose(&design, &roster, &announced);
    assert!(
        again.figures.regrouped <= 6,
        "{} moved for three who left",
        again.figures.regrouped
    );
    assert!(again.learning.len() == plan.learning.len());
    let held: Vec<_> = announced
        .sessions
        .iter()
        .filter(|session| again.is_held(session))
        .collect();
    assert!(held.len() > 5);
    for session in held {
        assert!(
            again.sessions.contains(session),
            "day, room, teachers and tables as they were"
        );
    }
    assert_eq!(
        announced.gathered().collect::<Vec<_>>(),
        again
            .gatherings
            .iter()
            .filter(|each| again.is_past(each.day))
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_room_and_a_teacher_that_are_no_more_stay_where_a_session_was_held() {
    let (mut design, roster) = (design(), roster(700));
    let plan = compose(&design, &roster, 1).unwrap();
    let announced = told(&plan, "2027-06-01", &[]);
    let first = plan
        .sessions
        .iter()
        .find(|session| announced.held(session.cohort, &session.module).is_some())
        .unwrap();
    design.schedule.rooms.retain(|room| room.key != first.room);
    design
        .schedule
        .teachers
        .retain(|teacher| teacher.key != first.teachers[0]);
    let again = recompose(&design, &roster, &announced);
    assert!(again.sessions.contains(first));
    let ahead = again
        .sessions
        .iter()
        .filter(|session| !again.is_held(session));
    for session in ahead {
        assert_ne!(session.room, first.room);
        assert!(!session.teachers.contains(&first.teachers[0]));
    }
}

#[test]
fn a_reorganisation_is_named_and_not_refused() {
    let (design, mut roster) = (design(), roster(700));
    let plan = compose(&design, &roster, 1).unwrap();
    let (one, other) = (plan.cohorts[0].members[0], plan.cohorts[0].members[1]);
    let unit = roster.leaders[one].unit.clone();
    roster.leaders[other].unit = unit.clone();
    let again = recompose(&design, &roster, &told(&plan, "2027-01-01", &[]));
    assert!(again.unavoidable.iter().any(|each| matches!(
        each, Unavoidable::UnitInCohort { unit: named, cohort: 0, .. } if *named == unit
    )));
    let mut rewritten = again.clone();
    rewritten.cohorts[0].members.remove(0);
    assert!(!plan::check_kept(&told(&plan, "2027-01-01", &[]), &rewritten).is_empty());
}
