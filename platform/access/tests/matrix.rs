//! The policy as plain text, and what follows from it for every actor.

use std::{fmt::Write, fs, path::Path};

use access::{Rule, Tie, Ties, action, permit, permit_own, policy::MATRIX, within};
use base::{Actor, Clock, Context, Id, PersonTag, ProblemKind, Role, SystemClock};

fn member(roles: &[Role], person: Option<Id<PersonTag>>) -> Context {
    let mut ctx = Context::system("test", SystemClock.now());
    ctx.actor = Actor::Member {
        account: Id::new(),
        person,
        roles: roles.iter().copied().collect(),
    };
    ctx
}

fn drawn() -> String {
    let mut text = String::from(
        "Who may do what. Drawn from src/policy.rs by tests/matrix.rs; a change here is a change of access.\n\
         own, taught, led: only what is the person's own, taught by it, of somebody it leads.\n\n",
    );
    let width = MATRIX
        .iter()
        .map(|line| line.action.len())
        .max()
        .unwrap_or(0);
    let _ = write!(text, "{:width$}", "");
    for role in Role::ALL {
        let _ = write!(text, "  {:>15}", format!("{role:?}"));
    }
    let _ = writeln!(text, "  {:>15}", "Anonymous");
    for line in MATRIX {
        let _ = write!(text, "{:width$}", line.action);
        for rule in line.rules {
            let _ = write!(text, "  {:>15}", rule.word());
        }
        let anonymous = if line.anonymous {
            Rule::Always
        } else {
            Rule::Never
        };
        let _ = writeln!(text, "  {:>15}", anonymous.word());
    }
    text
}

#[test]
fn the_matrix_is_the_reviewed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policy.txt");
    let drawn = drawn();
    if std::env::var_os("PEJL_BLESS").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        drawn == reviewed,
        "access has changed. If that was meant, run this test with PEJL_BLESS=1 and commit \
         platform/access/policy.txt:\n{drawn}"
    );
}

#[test]
fn every_action_is_named_once() {
    let mut names: Vec<_> = MATRIX.iter().map(|line| line.action).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), MATRIX.len());
}

#[test]
fn the_administrator_alone_sees_no_person_and_no_plan() {
    let ctx = member(&[Role::Administrator], Some(Id::new()));
    assert!(permit::<action::ManageAccounts>(&ctx).is_ok());
    for refused in [
        within::<action::ViewPeople>(&ctx).err(),
        within::<action::ViewPerson>(&ctx).err(),
        within::<action::ViewPlan>(&ctx).err(),
        within::<action::ViewAttendance>(&ctx).err(),
    ] {
        assert_eq!(refused.unwrap().kind(), ProblemKind::Forbidden);
    }
}

#[test]
fn nobody_signed_in_is_sent_to_sign_in() {
    let mut ctx = member(&[], None);
    ctx.actor = Actor::Anonymous;
    let refused = permit::<action::ViewDirection>(&ctx).unwrap_err();
    assert_eq!(refused.kind(), ProblemKind::SignInFirst);
}

#[test]
fn an_account_without_a_role_may_nothing() {
    let ctx = member(&[], Some(Id::new()));
    assert!(permit::<action::ViewDirection>(&ctx).is_err());
    assert!(within::<action::SeeOwnPage>(&ctx).is_err());
}

#[test]
fn a_role_with_ties_needs_a_person_to_be_tied() {
    let ctx = member(&[Role::Leader], None);
    assert!(within::<action::SeeOwnPage>(&ctx).is_err());
}

#[test]
fn own_is_own_only() {
    let (me, other) = (Id::new(), Id::new());
    let ctx = member(&[Role::Leader], Some(me));
    let permit = permit_own::<action::SeeOwnPage>(&ctx, me).unwrap();
    assert!(permit.covers(me).is_ok());
    assert_eq!(
        permit.covers(other).unwrap_err().kind(),
        ProblemKind::NotFound
    );
    let refused = permit_own::<action::SeeOwnPage>(&ctx, other).unwrap_err();
    assert_eq!(refused.kind(), ProblemKind::NotFound);
    // The action on everything is not to be had by a tie.
    assert!(access::permit::<action::SeeOwnPage>(&ctx).is_err());
}

#[test]
fn a_teacher_ticks_own_sessions_only_and_the_office_all() {
    let (teacher, colleague) = (Id::new(), Id::new());
    let (taught, not_taught): (Id<Session>, Id<Session>) = (Id::new(), Id::new());
    let ctx = member(&[Role::Teacher], Some(teacher));
    let within_own = within::<action::TickAttendance>(&ctx).unwrap();
    assert_eq!(within_own.by(Tie::Taught), Some(teacher));
    assert_eq!(within_own.by(Tie::Own), None);
    let ties = Ties::none().taught_by([colleague, teacher]);
    let permit = within_own.admit(taught, &ties).unwrap();
    assert!(permit.covers(taught).is_ok());
    assert!(permit.covers(not_taught).is_err());
    assert!(
        within_own
            .admit(not_taught, &Ties::none().taught_by([colleague]))
            .is_err()
    );
    // To take part is not to teach.
    assert!(
        within_own
            .admit(taught, &Ties::none().owned_by([teacher]))
            .is_err()
    );

    let office = within::<action::TickAttendance>(&member(&[Role::Office], None)).unwrap();
    assert!(office.everything());
    assert!(
        office
            .admit(not_taught, &Ties::none())
            .unwrap()
            .covers(taught)
            .is_ok()
    );
}

#[test]
fn roles_add_up() {
    let me = Id::new();
    let ctx = member(&[Role::Leader, Role::Teacher], Some(me));
    let plan = within::<action::ViewPlan>(&ctx).unwrap();
    assert_eq!(
        (plan.by(Tie::Own), plan.by(Tie::Taught)),
        (Some(me), Some(me))
    );
    let ctx = member(&[Role::Leader, Role::Office], Some(me));
    assert!(within::<action::ViewPlan>(&ctx).unwrap().everything());
}

#[test]
fn the_system_may_everything() {
    let ctx = Context::system("import", SystemClock.now());
    assert!(permit::<action::ImportPeople>(&ctx).is_ok());
    assert!(within::<action::SeeOwnPage>(&ctx).unwrap().everything());
}

enum Session {}
