use blueprint::{Reader, Spanned};
use chrono::{Datelike, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::{PROGRAMME, SCHEDULE, count, fault, files, noun, strs};
use crate::{
    Text,
    domain::{
        Closed, Days, GatheringSchedule, Hours, Programme, Room, Schedule, Site, Spacing, Teacher,
        Window,
    },
};

pub(super) fn read(reader: &mut Reader<'_>, programme: Option<&Programme>) -> Option<Schedule> {
    let file = reader.read_toml::<files::Schedule>(SCHEDULE)?;
    let programme = programme?;
    let modules: Vec<String> = programme
        .modules
        .iter()
        .map(|module| module.key.clone())
        .collect();
    let zone = zone(reader, &file.zone);
    let hours = hours(reader, &file.hours, |hours| (hours.begins, hours.ends));
    let spacing = spacings(reader, &file.spacing, &modules);
    let windows = windows(reader, &file.tranche, programme);
    reader.unique(SCHEDULE, file.site.iter().map(|site| &site.key));
    reader.unique(SCHEDULE, file.room.iter().map(|room| &room.key));
    reader.unique(SCHEDULE, file.teacher.iter().map(|teacher| &teacher.key));
    let sites: Vec<String> = file.site.iter().map(|site| site.key.to_string()).collect();
    let rooms = file
        .room
        .iter()
        .map(|each| room(reader, each, &sites))
        .collect::<Vec<_>>();
    let gatherings = gatherings(reader, &file.gatherings, &rooms);
    let teachers: Vec<Teacher> = file
        .teacher
        .iter()
        .map(|each| teacher(reader, each, &modules))
        .collect();
    enough_teachers(reader, programme, &teachers);
    let closed = file
        .closed
        .iter()
        .map(|each| closed(reader, each))
        .collect();
    Some(Schedule {
        start: file.start,
        zone: zone?,
        hours,
        most_absent: file.most_absent,
        spacing,
        windows: windows?,
        gatherings,
        sites: file
            .site
            .into_iter()
            .map(|site| Site {
                key: site.key.to_string(),
                name: site.name,
                workplaces: site.workplaces,
            })
            .collect(),
        rooms,
        teachers,
        closed,
    })
}

fn zone(reader: &mut Reader<'_>, zone: &Spanned<String>) -> Option<Tz> {
    let name = zone.get_ref();
    let parsed = name.parse::<Tz>().ok();
    if parsed.is_none() {
        fault(
            reader,
            SCHEDULE,
            zone.span(),
            |text| text.content_zone(name),
            Text::content_zone_remedy,
        );
    }
    parsed
}

fn hours<T>(
    reader: &mut Reader<'_>,
    hours: &Spanned<T>,
    times: impl Fn(&T) -> (NaiveTime, NaiveTime),
) -> Hours {
    let (begins, ends) = times(hours.get_ref());
    if begins >= ends {
        fault(
            reader,
            SCHEDULE,
            hours.span(),
            Text::content_hours,
            Text::content_hours_remedy,
        );
    }
    Hours { begins, ends }
}

fn spacings(
    reader: &mut Reader<'_>,
    spacings: &Spanned<files::Spacings>,
    modules: &[String],
) -> Vec<Spacing> {
    let all = spacings.get_ref();
    let usual = Spacing {
        least: all.least,
        wish: all.wish,
        most: all.most,
    };
    ordered(reader, spacings.span(), usual);
    let mut each = vec![usual; modules.len()];
    for own in &all.module {
        let wanted = own.get_ref();
        reader.refer(
            SCHEDULE,
            &wanted.module,
            &noun(Text::noun_module),
            strs(modules),
        );
        let spacing = Spacing {
            least: wanted.least,
            wish: wanted.wish,
            most: wanted.most,
        };
        ordered(reader, own.span(), spacing);
        let place = modules
            .iter()
            .position(|key| *key == *wanted.module.as_str());
        if let Some(slot) = place.and_then(|place| each.get_mut(place)) {
            *slot = spacing;
        }
    }
    each
}

fn ordered(reader: &mut Reader<'_>, span: std::ops::Range<usize>, spacing: Spacing) {
    let Spacing { least, wish, most } = spacing;
    if least < 1 || least > wish || wish > most || most > 52 {
        fault(
            reader,
            SCHEDULE,
            span,
            Text::content_spacing,
            Text::content_spacing_remedy,
        );
    }
}

/// One window per tranche of the programme, in its order.
fn windows(
    reader: &mut Reader<'_>,
    windows: &[files::Window],
    programme: &Programme,
) -> Option<Vec<Window>> {
    let keys: Vec<&str> = programme
        .tranches
        .iter()
        .map(|tranche| tranche.key.as_str())
        .collect();
    reader.unique(SCHEDULE, windows.iter().map(|window| &window.key));
    for window in windows {
        reader.refer(
            SCHEDULE,
            &window.key,
            &noun(Text::noun_tranche),
            keys.iter().copied(),
        );
        if window.earliest > window.latest {
            fault(
                reader,
                SCHEDULE,
                window.key.span(),
                Text::content_window,
                Text::content_window_remedy,
            );
        }
    }
    let mut found = Vec::new();
    for key in keys {
        match windows.iter().find(|window| window.key == *key) {
            Some(window) => found.push(Window {
                earliest: window.earliest,
                latest: window.latest,
            }),
            None => {
                // The place is where the tranche is named; what is missing has none.
                let name = key.to_owned();
                fault(
                    reader,
                    PROGRAMME,
                    0..0,
                    |text| text.content_tranche_without_start(&name),
                    |text| text.content_tranche_without_start_remedy(&name),
                );
                return None;
            }
        }
    }
    Some(found)
}

fn gatherings(
    reader: &mut Reader<'_>,
    gatherings: &Spanned<files::GatheringSchedule>,
    rooms: &[Room],
) -> GatheringSchedule {
    let wanted = gatherings.get_ref();
    reader.refer(
        SCHEDULE,
        &wanted.room,
        &noun(Text::noun_room),
        rooms.iter().map(|room| room.key.as_str()),
    );
    if wanted.months.iter().any(|month| !(1..=12).contains(month)) {
        fault(
            reader,
            SCHEDULE,
            gatherings.span(),
            Text::content_month,
            Text::content_month_remedy,
        );
    }
    let mut months = wanted.months.clone();
    months.sort_unstable();
    months.dedup();
    GatheringSchedule {
        months,
        room: wanted.room.to_string(),
        hours: hours(reader, gatherings, |wanted| (wanted.begins, wanted.ends)),
    }
}

fn room(reader: &mut Reader<'_>, room: &files::Room, sites: &[String]) -> Room {
    reader.refer(SCHEDULE, &room.site, &noun(Text::noun_site), strs(sites));
    Room {
        key: room.key.to_string(),
        name: room.name.clone(),
        site: room.site.to_string(),
        seats: count(reader, SCHEDULE, &room.seats, 1, 10_000),
        off: off(reader, &room.off),
    }
}

fn teacher(reader: &mut Reader<'_>, teacher: &files::Teacher, modules: &[String]) -> Teacher {
    for module in &teacher.modules {
        reader.refer(SCHEDULE, module, &noun(Text::noun_module), strs(modules));
    }
    Teacher {
        key: teacher.key.to_string(),
        name: teacher.name.clone(),
        kind: teacher.kind,
        modules: super::named(&teacher.modules),
        off: off(reader, &teacher.off),
    }
}

fn enough_teachers(reader: &mut Reader<'_>, programme: &Programme, teachers: &[Teacher]) {
    for module in &programme.modules {
        let able = teachers
            .iter()
            .filter(|teacher| teacher.modules.contains(&module.key))
            .count();
        if able < module.teachers {
            let path = format!("modules/{}.md", module.key);
            let at = reader
                .folder()
                .get(&path)
                .and_then(|text| text.find("\nteachers"))
                .map_or(0..0, |at| at + 1..at + 9);
            fault(
                reader,
                &path,
                at,
                |text| text.content_teachers(able, module.teachers),
                |text| text.content_teachers_remedy(&module.key),
            );
        }
    }
}

fn off(reader: &mut Reader<'_>, off: &[Spanned<files::Off>]) -> Vec<Days> {
    off.iter()
        .map(|each| days(reader, each.span(), each.get_ref().from, each.get_ref().to))
        .collect()
}

fn closed(reader: &mut Reader<'_>, closed: &Spanned<files::Closed>) -> Closed {
    let file = closed.get_ref();
    Closed {
        days: days(reader, closed.span(), file.from, file.to),
        kind: file.kind,
        name: file.name.clone(),
    }
}

fn days(
    reader: &mut Reader<'_>,
    span: std::ops::Range<usize>,
    from: NaiveDate,
    to: NaiveDate,
) -> Days {
    if from > to || to.year() - from.year() > 2 {
        fault(
            reader,
            SCHEDULE,
            span,
            Text::content_days,
            Text::content_days_remedy,
        );
    }
    Days { from, to }
}
