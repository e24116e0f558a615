//! People and units through the store, on both databases.

use std::collections::BTreeSet;

use base::{Actor, Context, Id, PersonTag, ProblemKind, Role};
use chrono::NaiveDate;
use db::{AuditFilter, audit_rows};
use people::{
    command::{self, File, Refusal, RefusedDay},
    domain::Person,
    import::Change,
    likeness,
    query::{self, KnownPerson, Organisation, Succession},
    sample::{self, Municipality, Size, municipality},
};
use sea_orm::{ConnectionTrait as _, Statement};
use testkit::Store;

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn as_role(store: &Store, role: Role, person: Option<Id<PersonTag>>) -> Context {
    let actor = Actor::Member {
        account: Id::seeded("test", "account"),
        person,
        roles: BTreeSet::from([role]),
    };
    Context {
        actor,
        ..store.ctx()
    }
}

pub async fn ready(store: &Store) -> Context {
    store
        .db
        .migrate(&[files::MIGRATIONS, people::MIGRATIONS].concat())
        .await
        .unwrap();
    as_role(store, Role::Office, None)
}

pub fn file(made: &Municipality) -> Vec<File> {
    vec![File {
        name: "hr.xlsx".into(),
        bytes: sample::workbook(made).unwrap(),
    }]
}

/// Uploads, looks and accepts.
pub async fn import(
    store: &Store,
    ctx: &Context,
    made: &Municipality,
    from: NaiveDate,
) -> command::Receipt {
    let id = command::upload(ctx, &store.db, file(made), from)
        .await
        .unwrap();
    let preview = command::preview(ctx, &store.db, id).await.unwrap();
    assert_eq!(preview.checked.faults, []);
    command::accept(ctx, &store.db, id, &preview.fingerprint)
        .await
        .unwrap()
}

pub async fn on(store: &Store, ctx: &Context, day: NaiveDate) -> Organisation {
    let permit = access::permit::<access::action::ViewPeople>(ctx).unwrap();
    let tx = store.db.read(ctx).await.unwrap();
    query::organisation(&tx, &permit, day).await.unwrap()
}

fn sorted(people: impl IntoIterator<Item = Person>) -> Vec<Person> {
    let mut people: Vec<Person> = people.into_iter().collect();
    people.sort_by(|a, b| a.number.cmp(&b.number));
    people
}

fn facts(organisation: &Organisation) -> Vec<Person> {
    sorted(organisation.people.iter().map(|known| known.facts.clone()))
}

pub fn small() -> Municipality {
    municipality(3, Size::of(240))
}

/// How many uploads and pieces of files are in the database.
async fn kept(store: &Store) -> (i64, i64) {
    let tx = store.db.read(&store.ctx()).await.unwrap();
    let count = async |table: &str| {
        let sql = format!("SELECT COUNT(*) AS n FROM {table}");
        let statement = Statement::from_string(tx.conn().get_database_backend(), sql);
        let row = tx.conn().query_one_raw(statement).await.unwrap().unwrap();
        row.try_get::<i64>("", "n").unwrap()
    };
    (count("people_upload").await, count("file_piece").await)
}

testkit::both! {
    async fn a_first_file_is_stored_as_it_was_shown(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        let receipt = import(&store, &ctx, &made, day(9, 1)).await;
        assert_eq!((receipt.people, receipt.units), (240, made.units.len()));
        let known = on(&store, &ctx, day(9, 1)).await;
        assert_eq!(facts(&known), sorted(made.people.clone()));
        assert_eq!(known.units.len(), made.units.len());
        assert!(known.units.iter().all(|unit| made.units.contains(&unit.facts)));
        assert!(on(&store, &ctx, day(8, 31)).await.people.is_empty(), "nobody the day before");
        let tx = store.db.read(&ctx).await.unwrap();
        let filter = AuditFilter { action: Some("people.import".into()), ..AuditFilter::default() };
        assert_eq!(audit_rows(&tx, &filter, 0, 10).await.unwrap().items[0].details["people"], 240);
    }

    async fn a_newer_file_changes_what_differs_and_keeps_what_was(store: Store) {
        let ctx = ready(&store).await;
        let old = small();
        import(&store, &ctx, &old, day(9, 1)).await;

        let mut new = old.clone();
        let leaver = new.people.remove(200);
        new.people[150].last_name = "Ny-Navnesen".into();
        let team = new.people.iter().position(|person| person.level.as_deref() == Some("leder af medarbejdere")).unwrap();
        let (unit, number) = (new.people[team].unit.clone(), new.people[team].number.clone());
        let area = new.people[team].area.clone();
        let moved = &mut new.people[170];
        moved.unit = unit;
        moved.area = area;
        moved.leader = Some(number);
        new.people.push(Person { number: "999999".into(), leader: None, level: None, email: None, ..old.people[180].clone() });

        let id = command::upload(&ctx, &store.db, file(&new), day(10, 1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        let count = |is: fn(&Change) -> bool| preview.differences.count(is);
        assert_eq!(count(|change| matches!(change, Change::Joined)), 1);
        assert_eq!(count(|change| matches!(change, Change::Left)), 1);
        assert_eq!(count(|change| matches!(change, Change::NewName { .. })), 1);
        assert_eq!(count(|change| matches!(change, Change::Moved { .. })), 1);
        assert_eq!(preview.differences.unchanged, 237);
        command::accept(&ctx, &store.db, id, &preview.fingerprint).await.unwrap();

        assert_eq!(facts(&on(&store, &ctx, day(9, 30)).await), sorted(old.people.clone()), "as it was");
        assert_eq!(facts(&on(&store, &ctx, day(10, 1)).await), sorted(new.people.clone()), "as it is");
        let before = on(&store, &ctx, day(9, 30)).await;
        let gone = before.people.iter().find(|known| known.facts.number == leaver.number).unwrap();
        let view = query::person(&ctx, &store.db, day(10, 2), gone.id).await.unwrap();
        assert!(!view.is_there);
        assert_eq!(view.history[0].to, Some(day(10, 1)));
        assert_eq!(view.history[0].facts.unit, leaver.unit);
    }

    async fn the_same_file_again_changes_nothing_and_a_mistake_is_put_right_the_same_day(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        import(&store, &ctx, &made, day(9, 1)).await;
        let id = command::upload(&ctx, &store.db, file(&made), day(9, 1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        assert!(preview.differences.is_nothing() && !preview.may_be_accepted());
        assert!(command::accept(&ctx, &store.db, id, &preview.fingerprint).await.is_err());

        let mut right = made.clone();
        right.people[100].job_title = Some("Pedel".into());
        assert_eq!(import(&store, &ctx, &right, day(9, 1)).await.changed_people, 1);
        let known = on(&store, &ctx, day(9, 1)).await;
        assert_eq!(facts(&known), sorted(right.people.clone()));
        let who = known.people.iter().find(|known| known.facts.number == right.people[100].number).unwrap();
        assert_eq!(query::person(&ctx, &store.db, day(9, 1), who.id).await.unwrap().history.len(), 1);
    }

    async fn a_stale_preview_is_refused_and_stores_nothing(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        let id = command::upload(&ctx, &store.db, file(&made), day(9, 1)).await.unwrap();
        let stale = command::preview(&ctx, &store.db, id).await.unwrap();
        let mut other = made.clone();
        other.people[50].first_name = "En-Anden".into();
        import(&store, &ctx, &other, day(9, 1)).await;
        let refused = command::accept(&ctx, &store.db, id, &stale.fingerprint).await;
        assert!(matches!(&refused, Err(Refusal::Problem(problem)) if problem.kind() == ProblemKind::Conflict), "{refused:?}");
        assert_eq!(facts(&on(&store, &ctx, day(9, 1)).await), sorted(other.people));
    }

    async fn a_change_before_the_latest_is_refused(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        import(&store, &ctx, &made, day(9, 1)).await;
        let mut other = made.clone();
        other.people[50].first_name = "En-Anden".into();
        let id = command::upload(&ctx, &store.db, file(&other), day(8, 1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        assert!(command::accept(&ctx, &store.db, id, &preview.fingerprint).await.is_err());
    }

    async fn cpr_numbers_are_not_kept_on_their_way_either(store: Store) {
        let ctx = ready(&store).await;
        let csv = "Medarbejdernr;Fornavn;Efternavn;Enhed;CPR\n1;A;A;X;010190-1234\n";
        let files = vec![File { name: "hr.csv".into(), bytes: csv.into() }];
        let refused = command::upload(&ctx, &store.db, files, day(9, 1)).await;
        assert!(matches!(refused, Err(Refusal::Cpr(_))));
        let tx = store.db.read(&ctx).await.unwrap();
        assert_eq!(audit_rows(&tx, &AuditFilter::default(), 0, 10).await.unwrap().total, 0);
    }

    async fn cpr_numbers_outside_the_cells_are_not_kept_either(store: Store) {
        use rust_xlsxwriter::{DataValidation, DocProperties, Format, Note, Shape, Workbook};
        let ctx = ready(&store).await;
        let with = |say: &dyn Fn(&mut Workbook)| {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip([["Medarbejdernr", "Fornavn", "Efternavn", "Enhed"], ["1", "A", "A", "X"]]) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
            say(&mut book);
            vec![File { name: "hr.xlsx".into(), bytes: book.save_to_buffer().unwrap() }]
        };
        let sheet = |book: &mut Workbook, say: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| say(book.worksheet_from_index(0).unwrap());
        let cases: [(&str, Vec<File>); 7] = [
            ("comment", with(&|book| sheet(book, &|sheet| { sheet.insert_note(1, 1, &Note::new("cpr 010190-1234")).unwrap(); }))),
            ("comment, on end", with(&|book| sheet(book, &|sheet| { sheet.insert_note(1, 1, &Note::new("0101901234")).unwrap(); }))),
            ("property", with(&|book| { book.set_properties(&DocProperties::new().set_title("Anna 010190-1234")); })),
            ("footer", with(&|book| sheet(book, &|sheet| { sheet.set_footer("&L010190-1234"); }))),
            ("list of choices", with(&|book| sheet(book, &|sheet| {
                let choices = DataValidation::new().allow_list_strings(&["010190-1234", "nej"]).unwrap();
                sheet.add_data_validation(1, 4, 9, 4, &choices).unwrap();
            }))),
            ("shape", with(&|book| sheet(book, &|sheet| { sheet.insert_shape(3, 3, &Shape::textbox().set_text("010190-1234")).unwrap(); }))),
            ("half in bold", with(&|book| sheet(book, &|sheet| {
                let (bold, plain) = (Format::new().set_bold(), Format::new());
                sheet.write_rich_string(1, 4, &[(&bold, "010190"), (&plain, "-1234")]).unwrap();
            }))),
        ];
        for (name, files) in cases {
            let refused = command::upload(&ctx, &store.db, files, day(9, 1)).await;
            let Err(Refusal::Cpr(checked)) = refused else { panic!("{name}: {refused:?}") };
            assert!(checked.must_not_be_kept(), "{name}");
            assert!(!format!("{checked:?}").contains("1234"), "{name}");
        }
        assert_eq!(kept(&store).await, (0, 0));
        let clean = with(&|book| {
            book.set_properties(&DocProperties::new().set_title("Udtræk 2026-09-01 fra HR"));
            sheet(book, &|sheet| { sheet.insert_note(1, 1, &Note::new("Tlf. 59 53 44 00")).unwrap(); });
        });
        command::upload(&ctx, &store.db, clean, day(9, 1)).await.unwrap();
    }

    async fn an_upload_nobody_goes_on_with_is_gone_after_a_day(store: Store) {
        let ctx = ready(&store).await;
        let id = command::upload(&ctx, &store.db, file(&small()), day(9, 1)).await.unwrap();
        let soon = store.later(chrono::TimeDelta::hours(23));
        let rows = async || {
            let tx = store.db.read(&ctx).await.unwrap();
            audit_rows(&tx, &AuditFilter::default(), 0, 10).await.unwrap().total
        };
        let before = rows().await;
        assert_eq!(command::discard_stale_uploads(&soon, &store.db).await.unwrap(), 0);
        assert_eq!(rows().await, before, "nothing done, nothing told");
        let late = store.later(chrono::TimeDelta::hours(25));
        assert_eq!(command::discard_stale_uploads(&late, &store.db).await.unwrap(), 1);
        assert_eq!(rows().await, before + 1);
        assert!(command::columns(&ctx, &store.db, id).await.is_err());
    }

    async fn an_upload_is_its_owners_and_is_gone_when_accepted(store: Store) {
        let ctx = ready(&store).await;
        let id = command::upload(&ctx, &store.db, file(&small()), day(9, 1)).await.unwrap();
        let mut other = ctx.clone();
        if let Actor::Member { account, .. } = &mut other.actor {
            *account = Id::seeded("test", "other");
        }
        assert!(command::preview(&other, &store.db, id).await.is_err());
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        command::accept(&ctx, &store.db, id, &preview.fingerprint).await.unwrap();
        assert!(command::preview(&ctx, &store.db, id).await.is_err());
    }

    async fn a_unit_is_renamed_merged_and_split_with_its_history(store: Store) {
        let ctx = ready(&store).await;
        import(&store, &ctx, &small(), day(9, 1)).await;
        let before = on(&store, &ctx, day(9, 1)).await;
        let leaves: Vec<_> = before
            .units
            .iter()
            .filter(|unit| before.people.iter().filter(|known| known.unit == unit.id).count() > 3)
            .filter(|unit| before.units.iter().all(|other| other.parent != Some(unit.id)))
            .collect();
        let (one, two) = (leaves[0], leaves[1]);
        let people_of = |organisation: &Organisation, unit| {
            organisation.people.iter().filter(|known| known.unit == unit).count()
        };

        command::rename_unit(&ctx, &store.db, one.id, "  Den   Nye ", day(10, 1)).await.unwrap();
        let renamed = on(&store, &ctx, day(10, 1)).await;
        assert_eq!(renamed.unit(one.id).unwrap().facts.name, "Den Nye");
        assert_eq!(people_of(&renamed, one.id), people_of(&before, one.id));
        assert_eq!(on(&store, &ctx, day(9, 30)).await, before, "as it was");
        assert!(command::rename_unit(&ctx, &store.db, two.id, "DEN NYE", day(10, 1)).await.is_err());

        command::merge_units(&ctx, &store.db, one.id, two.id, day(11, 1)).await.unwrap();
        let merged = on(&store, &ctx, day(11, 1)).await;
        assert_eq!(merged.unit(one.id), None);
        assert_eq!(people_of(&merged, two.id), people_of(&before, one.id) + people_of(&before, two.id));
        assert_eq!(merged.people.len(), before.people.len());
        let upper = merged.unit(merged.unit(two.id).unwrap().parent.unwrap()).unwrap();
        assert!(command::merge_units(&ctx, &store.db, upper.id, two.id, day(11, 1)).await.is_err());

        let who: Vec<_> = merged.people.iter().filter(|known| known.unit == two.id).take(2).map(|known| known.id).collect();
        let new = command::split_unit(&ctx, &store.db, two.id, "Udskilt", &who, day(12, 1)).await.unwrap();
        let split = on(&store, &ctx, day(12, 1)).await;
        assert_eq!(people_of(&split, new), 2);
        let view = query::unit(&ctx, &store.db, day(12, 1), two.id).await.unwrap();
        let kinds: Vec<_> = view.links.iter().map(|(link, other)| (link.kind, other.as_str())).collect();
        assert_eq!(kinds, [(Succession::Merged, "Den Nye"), (Succession::Split, "Udskilt")]);
        let stranger = before.people.iter().find(|known| known.unit != two.id && !who.contains(&known.id) && known.unit != one.id).unwrap();
        assert!(command::split_unit(&ctx, &store.db, two.id, "Til", &[stranger.id], day(12, 1)).await.is_err());
    }

    async fn a_person_is_open_to_the_office_to_self_and_to_the_own_leader_only(store: Store) {
        let office = ready(&store).await;
        import(&store, &office, &small(), day(9, 1)).await;
        let known = on(&store, &office, day(9, 1)).await;
        let somebody = known.people.iter().find(|known| known.facts.level.is_none()).unwrap();
        let leader = somebody.leader.unwrap();
        let other = known.leaders().find(|known| known.id != leader && known.id != somebody.id).unwrap();
        let sees = async |role, person| {
            let ctx = as_role(&store, role, person);
            query::person(&ctx, &store.db, day(9, 1), somebody.id).await.is_ok()
        };
        assert!(sees(Role::Office, None).await);
        assert!(sees(Role::Leader, Some(somebody.id)).await);
        assert!(sees(Role::Leader, Some(leader)).await);
        assert!(!sees(Role::Leader, Some(other.id)).await);
        assert!(!sees(Role::Teacher, Some(other.id)).await);
        assert!(!sees(Role::Administrator, None).await);
    }

    async fn the_list_finds_sorts_and_pages(store: Store) {
        let ctx = ready(&store).await;
        import(&store, &ctx, &small(), day(9, 1)).await;
        let search = |words: &str, page| query::Search { words: words.into(), page, ..query::Search::default() };
        let first = query::people(&ctx, &store.db, day(9, 1), &search("", 1)).await.unwrap();
        assert_eq!((first.counts.people, first.counts.units > 10), (240, true));
        assert!(first.page.items.iter().all(|known| known.leader.is_none_or(|leader| first.leaders.contains_key(&leader))));
        let first = first.page;
        assert_eq!((first.total, first.items.len(), first.count()), (240, 50, 5));
        let last = query::people(&ctx, &store.db, day(9, 1), &search("", 99)).await.unwrap().page;
        assert_eq!(last.items.len(), 40);
        let somebody = &first.items[7].facts;
        let words = format!("{} {}", somebody.number, somebody.first_name.to_uppercase());
        let found = query::people(&ctx, &store.db, day(9, 1), &search(&words, 1)).await.unwrap().page;
        assert_eq!(found.items.iter().map(|known| &known.facts).collect::<Vec<_>>(), [somebody]);

        // What the database finds and sorts is what is found and sorted one by one.
        let all = on(&store, &ctx, day(9, 1)).await;
        let mut pages = Vec::new();
        for page in 1..=5 {
            pages.extend(query::people(&ctx, &store.db, day(9, 1), &search("", page)).await.unwrap().page.items);
        }
        let mut sorted: Vec<KnownPerson> = all.people.clone();
        sorted.sort_by_key(|known| (likeness::dictionary(&format!("{} {}", known.facts.last_name, known.facts.first_name)), known.id.uuid()));
        assert_eq!(pages, sorted);
        let unit = &all.units[3].facts.name;
        for (words, area, leaders_only) in [
            ("aase", None, false),
            (unit.as_str(), None, false),
            ("sen", all.areas(base::Lang::Da).first().cloned(), true),
            ("%", None, false),
            ("_a", None, false),
        ] {
            let asked = query::Search { words: words.into(), area: area.clone(), leaders_only, page: 1 };
            let found = query::people(&ctx, &store.db, day(9, 1), &asked).await.unwrap().page;
            let matches = |known: &&KnownPerson| {
                let person = &known.facts;
                let email = person.email.clone().unwrap_or_default();
                let is_found = |word: &str| {
                    let word = likeness::plain(word);
                    let name = person.name();
                    let mut fields = name.split_whitespace().chain([person.number.as_str(), person.unit.as_str(), email.as_str()]);
                    fields.any(|field| likeness::plain(field).contains(&word))
                };
                (!leaders_only || person.is_leader()) && (area.is_none() || person.area == area) && words.split_whitespace().all(is_found)
            };
            assert_eq!(found.total, all.people.iter().filter(matches).count() as u64, "{words}");
        }
    }

    async fn some_people_are_read_as_among_all(store: Store) {
        let ctx = ready(&store).await;
        import(&store, &ctx, &small(), day(9, 1)).await;
        let all = on(&store, &ctx, day(9, 1)).await;
        let may = access::permit::<access::action::ViewPeople>(&ctx).unwrap();
        let tx = store.db.read(&ctx).await.unwrap();
        let wanted: Vec<_> = all.people.iter().step_by(17).map(|known| known.id).chain([Id::seeded("test", "nobody")]).collect();
        let mut some = query::people_of(&tx, &may, day(9, 1), &wanted).await.unwrap();
        some.sort_by_key(|known| wanted.iter().position(|id| *id == known.id));
        assert_eq!(some, all.people.iter().step_by(17).cloned().collect::<Vec<_>>());
        let names = query::names(&tx, &may, day(9, 1), &wanted).await.unwrap();
        assert_eq!(names.len(), some.len());
        assert!(some.iter().all(|known| names[&known.id] == known.facts.name()));
        assert!(query::names(&tx, &may, day(8, 31), &wanted).await.unwrap().is_empty(), "nobody the day before");
    }

    async fn rows_from_before_the_list_was_searched_in_the_database_are_found_and_sorted(store: Store) {
        store.db.migrate(&people::MIGRATIONS[..1]).await.unwrap();
        let ctx = as_role(&store, Role::Office, None);
        let tx = store.db.write(&ctx).await.unwrap();
        let id = |n: u32| format!("'00000000-0000-0000-0000-{n:012}'");
        // SQLite keeps keys as sixteen bytes.
        let key = |n: u32| match tx.conn().get_database_backend() {
            sea_orm::DbBackend::Sqlite => format!("x'{n:032}'"),
            _ => id(n),
        };
        let sql = async |sql: String| { tx.conn().execute_unprepared(&sql).await.unwrap(); };
        sql(format!("INSERT INTO people_unit (id) VALUES ({})", key(1))).await;
        sql(format!("INSERT INTO people_unit_version (id, unit, name, name_key, valid_from, recorded_at) VALUES ({0}, {0}, 'Skolen', 'skolen', '2026-01-01', '2026-01-01T00:00:00Z')", key(1))).await;
        for (n, first, last) in [(2, "Åse", "Ågaard"), (3, "Bo", "Zink"), (4, "Ib", "Aagaard-Holm"), (5, "Ea", "Øst")] {
            sql(format!("INSERT INTO people_person (id, number) VALUES ({}, '{n}')", key(n))).await;
            let name_key = format!("{first} {last}").to_lowercase();
            sql(format!("INSERT INTO people_person_version (id, person, first_name, last_name, name_key, unit, email, valid_from, recorded_at) VALUES ({0}, {0}, '{first}', '{last}', '{name_key}', {1}, 'x{n}@y.dk', '2026-01-01', '2026-01-01T00:00:00Z')", key(n), key(1))).await;
        }
        tx.commit(db::Audit::of("test")).await.unwrap();
        store.db.migrate(&[files::MIGRATIONS, people::MIGRATIONS].concat()).await.unwrap();
        let found = async |words: &str| {
            let search = query::Search { words: words.into(), page: 1, ..query::Search::default() };
            let listed = query::people(&ctx, &store.db, day(9, 1), &search).await.unwrap();
            listed.page.items.iter().map(|known| known.facts.number.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("").await, ["3", "5", "2", "4"]);
        assert_eq!(found("agaard").await, ["2", "4"]);
        assert_eq!(found("AASE").await, ["2"]);
        assert_eq!(found("x3@y.dk").await, ["3"]);
    }

    async fn nobody_but_the_office_imports(store: Store) {
        ready(&store).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Office) {
            let ctx = as_role(&store, role, Some(Id::seeded("test", "person")));
            assert!(command::upload(&ctx, &store.db, file(&small()), day(9, 1)).await.is_err(), "{role:?}");
            assert!(query::people(&ctx, &store.db, day(9, 1), &query::Search::default()).await.is_err());
        }
    }

    async fn nothing_of_a_file_with_a_cpr_number_stays_in_the_database(store: Store) {
        let ctx = ready(&store).await;
        let head = "Medarbejdernr;Fornavn;Efternavn;Enhed";
        let rest = "2;B;B;X;\n3;C;C;X;ja\n4;D;D;X;nej\n";
        for csv in [
            format!("{head};Bemærkninger\n1;A;A;X;ring 010190-1234\n{rest}"),
            format!("Id;Kaldenavn;Efternavn;Sted;Andet\n1;A;A;X;010190 1234\n{rest}"),
            format!("1;Anna;Holm;Skolen;0101901234\n{rest}"),
        ] {
            let files = vec![File { name: "hr.csv".into(), bytes: csv.clone().into() }];
            let refused = command::upload(&ctx, &store.db, files, day(9, 1)).await;
            assert!(matches!(refused, Err(Refusal::Cpr(_))), "{csv}");
        }
        let files = vec![File { name: "010190-1234.csv".into(), bytes: format!("{head}\n1;A;A;X\n").into() }];
        assert!(matches!(command::upload(&ctx, &store.db, files, day(9, 1)).await, Err(Refusal::Cpr(_))));
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, head.split(';')).unwrap().write_row(1, 0, ["1", "A", "A", "X"]).unwrap();
        let hidden = book.add_worksheet();
        hidden.write(4, 2, "010190-1234").unwrap();
        hidden.set_hidden(true);
        let files = vec![File { name: "hr.xlsx".into(), bytes: book.save_to_buffer().unwrap() }];
        assert!(matches!(command::upload(&ctx, &store.db, files, day(9, 1)).await, Err(Refusal::Cpr(_))), "a hidden sheet");
        assert_eq!(kept(&store).await, (0, 0));
    }

    async fn a_file_that_turns_out_to_hold_cpr_numbers_is_deleted_in_that_request(store: Store) {
        let ctx = ready(&store).await;
        // Ten digits may be an employee number, until the office says that the column is none.
        let csv = "Medarbejdernr;Lønnr;Fornavn;Efternavn;Enhed\n1001000001;a;A;A;X\n4513000002;b;B;B;X\n9999000003;c;C;C;X\n";
        let upload = async || {
            let files = vec![File { name: "hr.csv".into(), bytes: csv.into() }];
            let id = command::upload(&ctx, &store.db, files, day(9, 1)).await.unwrap();
            let (mut mapping, _) = command::columns(&ctx, &store.db, id).await.unwrap();
            let [first, second, rest @ ..] = mapping.sheets[0].columns.as_slice() else { panic!("{mapping:?}") };
            let said = [&[*second, *first], rest].concat();
            mapping.correct(0, &said);
            (id, mapping)
        };
        let (id, mapping) = upload().await;
        assert_ne!(kept(&store).await, (0, 0));
        let refused = command::correct_columns(&ctx, &store.db, id, &mapping).await;
        assert!(matches!(refused, Err(Refusal::Cpr(_))), "{refused:?}");
        assert_eq!(kept(&store).await, (0, 0));
        // As an upload that an older version of Pejl let through.
        for step in 0..3 {
            let (id, mapping) = upload().await;
            let tx = store.db.write(&ctx).await.unwrap();
            let json = serde_json::to_string(&mapping).unwrap().replace('\'', "''");
            tx.conn().execute_unprepared(&format!("UPDATE people_upload SET mapping = '{json}'")).await.unwrap();
            tx.commit(db::Audit::of("test")).await.unwrap();
            let refusal = match step {
                0 => command::columns(&ctx, &store.db, id).await.err(),
                1 => command::preview(&ctx, &store.db, id).await.err(),
                _ => command::accept(&ctx, &store.db, id, "x").await.err(),
            };
            assert!(matches!(refusal, Some(Refusal::Cpr(_))), "{step}: {refusal:?}");
            assert_eq!(kept(&store).await, (0, 0), "{step}");
        }
    }

    async fn an_upload_that_is_a_day_old_cannot_be_accepted(store: Store) {
        let ctx = ready(&store).await;
        let id = command::upload(&ctx, &store.db, file(&small()), day(9, 1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        let late = Context { actor: ctx.actor.clone(), ..store.later(chrono::TimeDelta::hours(25)) };
        let refused = command::accept(&late, &store.db, id, &preview.fingerprint).await;
        assert!(matches!(&refused, Err(Refusal::Problem(problem)) if problem.kind() == ProblemKind::NotFound), "{refused:?}");
        assert!(command::columns(&late, &store.db, id).await.is_err());
        command::accept(&ctx, &store.db, id, &preview.fingerprint).await.unwrap();
    }

    async fn a_day_that_cannot_hold_is_told_before_the_yes(store: Store) {
        let ctx = ready(&store).await;
        let today = ctx.now.date_naive();
        let made = small();
        let far = today + chrono::Days::new(400);
        let refused = command::upload(&ctx, &store.db, file(&made), far).await;
        assert!(matches!(refused, Err(Refusal::Day(RefusedDay::TooFarAhead))), "{refused:?}");
        import(&store, &ctx, &made, today).await;
        let mut other = made.clone();
        other.people[50].first_name = "En-Anden".into();
        let id = command::upload(&ctx, &store.db, file(&other), today - chrono::Days::new(1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        assert_eq!(preview.refused_day, Some(RefusedDay::BeforeLatest(today)));
        assert!(!preview.may_be_accepted());
        let unit = on(&store, &ctx, today).await.units[0].id;
        assert!(command::rename_unit(&ctx, &store.db, unit, "Ny", far).await.is_err());
        command::rename_unit(&ctx, &store.db, unit, "Ny", today + chrono::Days::new(300)).await.unwrap();
    }

    async fn a_leader_sees_own_people_in_the_own_time_whatever_day_is_asked_for(store: Store) {
        let office = ready(&store).await;
        let today = office.now.date_naive();
        let ago = |days| today - chrono::Days::new(days);
        let made = small();
        import(&store, &office, &made, ago(60)).await;
        let known = on(&store, &office, ago(60)).await;
        let somebody = known.people.iter().find(|known| known.facts.level.is_none()).unwrap();
        let former = somebody.leader.unwrap();
        let mut others = known.leaders().filter(|known| known.id != former && known.id != somebody.id);
        let (present, future) = (others.next().unwrap(), others.next().unwrap());
        let mut now = made.clone();
        let at = now.people.iter().position(|person| person.number == somebody.facts.number).unwrap();
        now.people[at].leader = Some(present.facts.number.clone());
        import(&store, &office, &now, ago(30)).await;
        now.people[at].leader = Some(future.facts.number.clone());
        import(&store, &office, &now, today + chrono::Days::new(30)).await;

        let days = [ago(45), ago(10), today, today + chrono::Days::new(45)];
        for day in days {
            for stranger in [former, future.id] {
                let ctx = as_role(&store, Role::Leader, Some(stranger));
                let refused = query::person(&ctx, &store.db, day, somebody.id).await;
                assert_eq!(refused.unwrap_err().kind(), ProblemKind::NotFound, "{day}");
            }
            let ctx = as_role(&store, Role::Leader, Some(present.id));
            let view = query::person(&ctx, &store.db, day, somebody.id).await.unwrap();
            assert_eq!(view.history.len(), 1, "{day}");
            assert_eq!(view.history[0].from, ago(30));
            assert_eq!(view.leader.unwrap().id, present.id, "{day}");
            let own = as_role(&store, Role::Leader, Some(somebody.id));
            let view = query::person(&own, &store.db, day, somebody.id).await.unwrap();
            assert_eq!(view.history.len(), 3, "{day}");
        }
    }

    async fn nobody_is_left_out_for_a_unit_that_is_not_there(store: Store) {
        let ctx = ready(&store).await;
        let made = small();
        let units: Vec<_> = made.units.iter().filter(|unit| unit.name != made.people[100].unit).cloned().collect();
        let refused = command::load(&ctx, &store.db, &made.people, &units, day(9, 1)).await;
        assert!(refused.is_err());
        assert!(on(&store, &ctx, day(9, 1)).await.people.is_empty(), "nothing half-done");
        let head = "Medarbejdernr;Fornavn;Efternavn;Enhed";
        let files = vec![File { name: "hr.csv".into(), bytes: format!("{head}\n1;A;A;Skolen\n2;B;B;SKOLEN\n3;C;C;Skolen 1.1\n4;D;D;Skolen 11\n").into() }];
        let id = command::upload(&ctx, &store.db, files, day(9, 1)).await.unwrap();
        let preview = command::preview(&ctx, &store.db, id).await.unwrap();
        let receipt = command::accept(&ctx, &store.db, id, &preview.fingerprint).await.unwrap();
        assert_eq!((receipt.people, receipt.units), (4, 3));
        let known = on(&store, &ctx, day(9, 1)).await;
        assert_eq!((known.people.len(), known.units.len()), (4, 3));
    }
}
