use crate::{
    Figure, Table,
    svg::{INK, LINE, PETROL, SOFT, Svg, wrapped},
};

const WIDTH: i32 = 760;
const LEFT: i32 = 92;
const RIGHT: i32 = 736;
const ROW: i32 = 112;
const TOP: i32 = 20;
/// Two stops closer than this on the page are set one above the other.
const APART: i32 = 26;

/// A leader's way through the programme: one line for each year, and the sessions on it.
#[derive(Clone, Debug)]
pub struct Way {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    pub years: Vec<WayYear>,
    pub words: WayWords,
}

/// One line of the way.
#[derive(Clone, Debug)]
pub struct WayYear {
    pub label: String,
    /// How many days the line is long.
    pub days: u32,
    /// Where on it a month begins, and its short name.
    pub months: Vec<(u32, String)>,
    pub stops: Vec<Stop>,
}

/// One session on the way.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Days from the beginning of its line.
    pub day: u32,
    pub name: String,
    /// The date in words.
    pub when: String,
    pub state: StopState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopState {
    Done,
    /// It was held, and the leader was not there.
    Missed,
    Next,
    Ahead,
}

#[derive(Clone, Debug)]
pub struct WayWords {
    /// Headings of the table.
    pub session: String,
    pub when: String,
    pub state: String,
    /// The states.
    pub done: String,
    pub missed: String,
    pub next: String,
    pub ahead: String,
    /// "{done} of {all} done", with the names in braces in place of the numbers.
    pub summary: String,
}

impl Way {
    #[must_use]
    pub fn draw(&self) -> Figure {
        let stops = || self.years.iter().flat_map(|year| &year.stops);
        let done = stops().filter(|stop| stop.state == StopState::Done).count();
        let mut description = self
            .words
            .summary
            .replace("{done}", &done.to_string())
            .replace("{all}", &stops().count().to_string());
        if let Some(next) = stops().find(|stop| stop.state == StopState::Next) {
            description.push_str(&format!(
                " {}: {}, {}.",
                self.words.next, next.name, next.when
            ));
        }
        let rows = i32::try_from(self.years.len()).unwrap_or(0);
        let height = TOP + ROW * rows + 30;
        let mut svg = Svg::new(&self.id, "way", WIDTH, height, &self.title, &description);
        let mut y = TOP + 58;
        for year in &self.years {
            self.year(&mut svg, y, year);
            y += ROW;
        }
        self.legend(&mut svg, height - 8);
        Figure {
            svg: svg.end(),
            table: self.table(),
        }
    }

    fn year(&self, svg: &mut Svg, y: i32, year: &WayYear) {
        svg.text(
            (0, y + 5),
            &year.label,
            "font-weight=\"600\" font-size=\"15\"",
        );
        svg.line((LEFT, y), (RIGHT, y), LINE, 4);
        for (day, name) in &year.months {
            let x = along(*day, year.days);
            svg.line((x, y + 12), (x, y + 18), SOFT, 1);
            svg.text(
                (x + 3, y + 28),
                name,
                &format!("font-size=\"12\" fill=\"{SOFT}\""),
            );
        }
        let mut before = i32::MIN / 2;
        let mut lifted = 0;
        for stop in &year.stops {
            let x = along(stop.day, year.days);
            lifted = if x - before < APART {
                (lifted + 1) % 2
            } else {
                0
            };
            before = x;
            self.stop(svg, (x, y - 22 * lifted), stop);
        }
    }

    fn stop(&self, svg: &mut Svg, at: (i32, i32), stop: &Stop) {
        svg.group(
            "way-stop",
            &format!("{}, {}: {}", stop.name, stop.when, self.word(stop.state)),
        );
        mark(svg, at, stop.state);
        if stop.state == StopState::Next {
            let anchor = if at.0 > (LEFT + RIGHT) / 2 {
                "end"
            } else {
                "start"
            };
            let x = if anchor == "end" {
                at.0 + 12
            } else {
                at.0 - 12
            };
            let name = wrapped(&format!("{}: {}", self.words.next, stop.name), 52, 1);
            let text = format!("text-anchor=\"{anchor}\" fill=\"{INK}\"");
            svg.text(
                (x, at.1 - 38),
                name.first().map_or("", String::as_str),
                &format!("{text} font-weight=\"600\""),
            );
            svg.text((x, at.1 - 21), &stop.when, &text);
        }
        svg.end_group();
    }

    fn legend(&self, svg: &mut Svg, y: i32) {
        let missed = self
            .years
            .iter()
            .flat_map(|year| &year.stops)
            .any(|stop| stop.state == StopState::Missed);
        let mut x = LEFT + 10;
        for state in [
            StopState::Done,
            StopState::Missed,
            StopState::Next,
            StopState::Ahead,
        ] {
            if state == StopState::Missed && !missed {
                continue;
            }
            mark(svg, (x, y - 5), state);
            let word = self.word(state);
            svg.text((x + 20, y), word, &format!("fill=\"{SOFT}\""));
            x += 56 + 8 * i32::try_from(word.chars().count()).unwrap_or(0);
        }
    }

    fn word(&self, state: StopState) -> &str {
        match state {
            StopState::Done => &self.words.done,
            StopState::Missed => &self.words.missed,
            StopState::Next => &self.words.next,
            StopState::Ahead => &self.words.ahead,
        }
    }

    fn table(&self) -> Table {
        let stops = self.years.iter().flat_map(|year| &year.stops);
        Table {
            caption: self.title.clone(),
            heads: vec![
                self.words.session.clone(),
                self.words.when.clone(),
                self.words.state.clone(),
            ],
            rows: stops
                .map(|stop| {
                    vec![
                        stop.name.clone(),
                        stop.when.clone(),
                        self.word(stop.state).to_owned(),
                    ]
                })
                .collect(),
        }
    }
}

fn along(day: u32, days: u32) -> i32 {
    let length = i64::from(RIGHT - LEFT);
    let along = length * i64::from(day.min(days)) / i64::from(days.max(1));
    LEFT + i32::try_from(along).unwrap_or(0)
}

/// A disc with a tick, a crossed ring, a target, an open ring.
fn mark(svg: &mut Svg, at: (i32, i32), state: StopState) {
    let ring = format!("stroke=\"{PETROL}\" stroke-width=\"2\"");
    match state {
        StopState::Done => {
            svg.circle(at, 10, PETROL, "stroke=\"#fff\" stroke-width=\"2\"");
            svg.tick(at, "#fff");
        }
        StopState::Missed => {
            svg.circle(
                at,
                9,
                "#fff",
                &format!("stroke=\"{SOFT}\" stroke-width=\"2\""),
            );
            svg.line((at.0 - 5, at.1 + 5), (at.0 + 5, at.1 - 5), SOFT, 2);
        }
        StopState::Next => {
            svg.circle(
                at,
                12,
                "#fff",
                &format!("stroke=\"{PETROL}\" stroke-width=\"3\""),
            );
            svg.circle(at, 6, PETROL, "");
        }
        StopState::Ahead => svg.circle(at, 8, "#fff", &ring),
    }
}
