//! The policy: a row per action, a column per role, read as "this role may do this ...".

use base::Role;

/// How a person can be tied to the thing an action is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tie {
    /// It is the person's own.
    Own,
    /// The person teaches or facilitates it.
    Taught,
    /// It belongs to somebody this person is the leader of.
    Led,
}

impl Tie {
    pub const ALL: [Self; 3] = [Self::Own, Self::Taught, Self::Led];
}

/// What one role may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Never,
    /// Only where one of the ties holds.
    Only(&'static [Tie]),
    Always,
}

/// Something that can be done. Implemented here only, by the marker types in [`action`].
pub trait Action: sealed::Action {
    /// As it stands in the matrix.
    const NAME: &'static str;
    /// The rule of each role, in the order of [`Role::ALL`].
    const RULES: [Rule; Role::ALL.len()];
    /// Whether somebody who is not signed in may.
    const ANONYMOUS: bool;
}

pub(crate) mod sealed {
    pub trait Action {}
}

/// One line of the matrix, for showing it.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub action: &'static str,
    pub rules: [Rule; Role::ALL.len()],
    pub anonymous: bool,
}

impl Line {
    const fn of<A: Action>() -> Self {
        Self {
            action: A::NAME,
            rules: A::RULES,
            anonymous: A::ANONYMOUS,
        }
    }
}

const ALL: Rule = Rule::Always;
const NO: Rule = Rule::Never;
const OWN: Rule = Rule::Only(&[Tie::Own]);
const TAUGHT: Rule = Rule::Only(&[Tie::Taught]);
const OWN_TAUGHT: Rule = Rule::Only(&[Tie::Own, Tie::Taught]);
const OWN_LED: Rule = Rule::Only(&[Tie::Own, Tie::Led]);

macro_rules! policy {
    ($($(#[$doc:meta])* $name:ident [ $($rule:ident)+ ])+) => {
        /// The things that can be done, as types for [`crate::permit`].
        pub mod action {
            $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub enum $name {})+
        }
        $(
            impl sealed::Action for action::$name {}
            impl Action for action::$name {
                const NAME: &'static str = stringify!($name);
                const RULES: [Rule; Role::ALL.len()] = [$($rule),+];
                const ANONYMOUS: bool = matches_any(Self::NAME, ANONYMOUS);
            }
        )+
        /// Every action, in the order of this file.
        pub const MATRIX: &[Line] = &[$(Line::of::<action::$name>()),+];
    };
}

/// What a person who is not signed in may do. Public pages ask no permit, so this is empty until
/// a page that reads an organisation's store opens to everybody.
const ANONYMOUS: &[&str] = &[];

const fn matches_any(name: &str, names: &[&str]) -> bool {
    let mut i = 0;
    while i < names.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "bounded by the loop, in a constant"
        )]
        let candidate = names[i].as_bytes();
        if equal(name.as_bytes(), candidate) {
            return true;
        }
        i += 1;
    }
    false
}

#[expect(
    clippy::indexing_slicing,
    reason = "bounded by the loop, in a constant"
)]
const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

// The administrator sets the installation up and by that alone sees no programme content.
// A guest takes part in one project and a sparring partner reads one report: both get their rows
// when those parts of the product open. The consultancy never sees a client's people.
policy! {
    //                    Admin Office  Leader    Teacher     Consul Top     Sparr Guest Consultancy

    /// Read vision, LSG, fields, guideposts, competences, glossary as published. The administrator
    /// too: the direction is what everybody in the organisation is to know (and hangs on the wall), and
    /// is about no person; the consultancy, which has it as its own method or works from it.
    ViewDirection       [ ALL   ALL     ALL       ALL         ALL    ALL     ALL   NO    ALL  ]
    /// Write drafts of them, and load them from a blueprint.
    EditDirection       [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Make a draft the one that everybody sees.
    PublishDirection    [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]

    /// Lists of persons and units, as of any date.
    ViewPeople          [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Bring persons and units in from a spreadsheet.
    ImportPeople        [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// How HR's file is read, who counts as a leader, what groups are a cross-section of.
    EditRegisterRules   [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// One person's own row: name, unit, leader, level, dates.
    ViewPerson          [ NO    ALL     OWN_LED   OWN         OWN    OWN_LED OWN   NO    NO   ]
    /// Rename, merge, split units.
    EditUnits           [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]

    /// Modules, activities, coverage of the fields: the programme as offered.
    ViewProgramme       [ NO    ALL     ALL       ALL         ALL    ALL     ALL   NO    NO   ]
    /// Change modules, activities, rooms, teachers, closed weeks, settings.
    EditProgramme       [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// The plan: cohorts, groups, sessions with their participants. A consultant (*FIKS-medarbejder*)
    /// sees all of it: they are designed into the programme, attached to cohorts and meet leaders in
    /// the room, and find there whom they meet when. Who came is not theirs to see.
    ViewPlan            [ NO    ALL     OWN       TAUGHT      ALL    ALL     NO    NO    NO   ]
    /// Start and cancel the search for a plan, change it by hand.
    ProposePlan         [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Make a plan valid, which invites.
    PublishPlan         [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// One session: when, where, drejebog, material. All of them to a consultant, for the same reason.
    ViewSession         [ NO    ALL     OWN       OWN_TAUGHT  ALL    ALL     NO    NO    NO   ]
    /// Put material on a session, write its drejebog.
    EditSession         [ NO    ALL     NO        TAUGHT      NO     NO      NO    NO    NO   ]
    /// Who was there.
    ViewAttendance      [ NO    ALL     OWN       TAUGHT      NO     NO      NO    NO    NO   ]
    TickAttendance      [ NO    ALL     NO        TAUGHT      NO     NO      NO    NO    NO   ]
    /// Another in somebody's place, and the waiting list.
    ArrangeSubstitute   [ NO    ALL     OWN       NO          NO     NO      NO    NO    NO   ]

    /// How a module's days are run, beat by beat (*drejebog*): those who run them or are designed into
    /// them. Not the leaders: they are to live the day, not to read it beforehand.
    ViewRunSheet        [ NO    ALL     NO        ALL         ALL    NO      NO    NO    NO   ]
    EditRunSheet        [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Open a session's room, run it, hide a note, close it.
    RunRoom             [ NO    ALL     NO        TAUGHT      NO     NO      NO    NO    NO   ]
    /// What came out of a day: notes, polls, what each table brought. Those who were there, those who
    /// ran it, and the office; nobody above the leaders, or nobody writes what they think.
    SeeOutcome          [ NO    ALL     OWN       TAUGHT      NO     NO      NO    NO    NO   ]

    /// The toolbox (*redskabskassen*): everybody in the programme. The consultancy, whose tools they may be.
    ViewTool            [ NO    ALL     ALL       ALL         ALL    ALL     ALL   NO    ALL  ]
    EditTool            [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Keep a tool among one's own.
    SaveTool            [ NO    OWN     OWN       OWN         OWN    OWN     OWN   NO    NO   ]

    /// *Tag det med hjem*: the packages for staff meetings, and the link under which a staff reads them.
    ViewTakeHome        [ NO    ALL     ALL       ALL         ALL    ALL     ALL   NO    ALL  ]
    EditTakeHome        [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]

    /// Say who leads a unit while its leader is away, and what cover it needs: its leaders.
    ArrangeCover        [ NO    ALL     OWN       NO          NO     OWN     NO    NO    NO   ]
    /// Hours away, cover and kroner of the whole programme, and which units have named nobody.
    ViewCover           [ NO    ALL     NO        NO          NO     ALL     NO    NO    NO   ]
    /// What an hour costs.
    SetCoverRates       [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]

    /// *Min side*.
    SeeOwnPage          [ NO    OWN     OWN       OWN         OWN    OWN     OWN   NO    NO   ]
    /// Write, settle and share one's own next steps (*Mit næste skridt*).
    KeepSteps           [ NO    NO      OWN       NO          NO     OWN     NO    NO    NO   ]
    /// One step: its own leader's, those whom it is shared with (learning group, makker), and, where
    /// it is shared upwards, *lederens leder*. Nobody else ever, the office not either.
    ViewStep            [ NO    NO      OWN_LED   NO          NO     OWN_LED NO    NO    NO   ]
    /// Say a line of encouragement to a step: its makker.
    CheerStep           [ NO    NO      OWN       NO          NO     OWN     NO    NO    NO   ]
    /// How many steps there are in the whole programme, and none of them.
    CountSteps          [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// One's own Monday mail: see it, stop it, agree to be named to a colleague.
    OwnMonday           [ NO    NO      OWN       NO          NO     OWN     NO    NO    NO   ]
    /// Whether the Monday mail goes, and at which hour.
    SetMonday           [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// The secret address of one's own calendar: see it, renew it.
    OwnCalendar         [ NO    OWN     OWN       OWN         OWN    OWN     NO    NO    NO   ]
    /// What needs a decision today.
    SeeOfficeOverview   [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]

    /// Accounts and their roles in this organisation, invitations.
    ManageAccounts      [ ALL   ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Name, place and settings of the organisation.
    EditOrganisation    [ ALL   NO      NO        NO          NO     NO      NO    NO    NO   ]
    SeeAudit            [ ALL   ALL     NO        NO          NO     NO      NO    NO    NO   ]
    SeeJobs             [ ALL   ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Backup, restore, deletion of the whole database.
    Backup              [ ALL   NO      NO        NO          NO     NO      NO    NO    NO   ]
    /// Tell an event again or give it up, try a failed job again.
    MendJobs            [ ALL   ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// The programme's content as files.
    Export              [ NO    ALL     NO        NO          NO     NO      NO    NO    NO   ]
    /// Everything of the organisation in one file: it owns its data. The administrator too, who hands
    /// it over when it leaves; the same person could take a backup, and the audit names who did.
    ExportEverything    [ ALL   ALL     NO        NO          NO     NO      NO    NO    NO   ]
}
