use crate::{
    Figure, Table,
    svg::{INK, LINE, PETROL, SOFT, Svg, TINT, hatched},
};

const NAME: i32 = 110;
const CELL: (i32, i32) = (112, 44);
const TOP: i32 = 8;

/// A year of weeks: how many sessions lie in each, and which weeks are closed.
#[derive(Clone, Debug)]
pub struct YearCalendar {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    /// The months in order, each with the weeks that begin in it.
    pub months: Vec<(String, Vec<CalendarWeek>)>,
    pub words: CalendarWords,
}

/// One week, by the Monday it begins with.
#[derive(Clone, Debug)]
pub struct CalendarWeek {
    /// Its number (ISO 8601).
    pub number: u8,
    pub sessions: u32,
    /// Why nothing is held in it, such as *vinterferie*.
    pub closed: Option<String>,
}

#[derive(Clone, Debug)]
pub struct CalendarWords {
    pub month: String,
    /// Heading of the week, and what stands before its number: *uge*.
    pub week: String,
    pub sessions: String,
    pub closed: String,
    /// The first line of the description: "{sessions} sessions in {weeks} weeks".
    pub summary: String,
}

impl YearCalendar {
    #[must_use]
    pub fn draw(&self) -> Figure {
        let weeks = || self.months.iter().flat_map(|(_, weeks)| weeks);
        let sessions: u32 = weeks().map(|week| week.sessions).sum();
        let used = weeks().filter(|week| week.sessions > 0).count();
        let description = self
            .words
            .summary
            .replace("{sessions}", &sessions.to_string())
            .replace("{weeks}", &used.to_string());
        let widest = self
            .months
            .iter()
            .map(|(_, weeks)| weeks.len())
            .max()
            .unwrap_or(0);
        let widest = i32::try_from(widest.max(5)).unwrap_or(5);
        let rows = i32::try_from(self.months.len()).unwrap_or(0);
        let (width, bottom) = (NAME + CELL.0 * widest + 2, TOP + CELL.1 * rows);
        let mut svg = Svg::new(
            &self.id,
            "calendar",
            width,
            bottom + 40,
            &self.title,
            &description,
        );
        svg.hatching(&self.id, "#d5d5ce");
        let mut y = TOP;
        for (month, weeks) in &self.months {
            svg.text((0, y + 27), month, "font-weight=\"600\"");
            let mut x = NAME;
            for week in weeks {
                self.week(&mut svg, (x, y), week);
                x += CELL.0;
            }
            y += CELL.1;
        }
        self.legend(&mut svg, bottom + 28);
        Figure {
            svg: svg.end(),
            table: self.table(),
        }
    }

    fn week(&self, svg: &mut Svg, at: (i32, i32), week: &CalendarWeek) {
        let (x, y) = at;
        svg.group(
            "calendar-week",
            &format!("{} {}: {}", self.words.week, week.number, self.told(week)),
        );
        let fill = match (&week.closed, week.sessions) {
            (Some(_), _) => hatched(&self.id),
            (None, 0) => "#fff".to_owned(),
            (None, _) => TINT.to_owned(),
        };
        svg.rect(
            (x + 2, y + 2),
            (CELL.0 - 4, CELL.1 - 4),
            &fill,
            &format!("rx=\"3\" stroke=\"{LINE}\""),
        );
        // Numbers on hatching would be hard to read without a ground of their own.
        if week.closed.is_some() {
            svg.rect((x + 6, y + 6), (22, 16), "#fff", "");
        }
        svg.text(
            (x + 9, y + 18),
            &week.number.to_string(),
            &format!("font-size=\"12\" fill=\"{SOFT}\""),
        );
        if week.sessions > 0 {
            svg.circle((x + CELL.0 - 26, y + CELL.1 / 2), 14, PETROL, "");
            svg.text(
                (x + CELL.0 - 26, y + CELL.1 / 2 + 5),
                &week.sessions.to_string(),
                "text-anchor=\"middle\" font-weight=\"600\" fill=\"#fff\"",
            );
        }
        svg.end_group();
    }

    fn told(&self, week: &CalendarWeek) -> String {
        match (&week.closed, week.sessions) {
            (Some(why), 0) => format!("{}, {why}", self.words.closed),
            (Some(why), n) => format!("{n} {}, {}, {why}", self.words.sessions, self.words.closed),
            (None, n) => format!("{n} {}", self.words.sessions),
        }
    }

    fn legend(&self, svg: &mut Svg, y: i32) {
        svg.circle((NAME + 12, y - 5), 10, PETROL, "");
        svg.text(
            (NAME + 28, y),
            &self.words.sessions,
            &format!("fill=\"{INK}\""),
        );
        let x = NAME + 60 + 8 * i32::try_from(self.words.sessions.chars().count()).unwrap_or(0);
        svg.rect(
            (x, y - 15),
            (28, 20),
            &hatched(&self.id),
            &format!("rx=\"3\" stroke=\"{LINE}\""),
        );
        svg.text((x + 36, y), &self.words.closed, &format!("fill=\"{INK}\""));
    }

    fn table(&self) -> Table {
        let rows = self.months.iter().flat_map(|(month, weeks)| {
            weeks
                .iter()
                .filter(|week| week.sessions > 0 || week.closed.is_some())
                .map(move |week| {
                    vec![
                        format!("{} {}", self.words.week, week.number),
                        month.clone(),
                        week.sessions.to_string(),
                        week.closed.clone().unwrap_or_default(),
                    ]
                })
        });
        Table {
            caption: self.title.clone(),
            heads: vec![
                self.words.week.clone(),
                self.words.month.clone(),
                self.words.sessions.clone(),
                self.words.closed.clone(),
            ],
            rows: rows.collect(),
        }
    }
}
