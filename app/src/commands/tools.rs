//! `pejl tools`: which tool fits, asked of a blueprint without a server.

use std::{path::PathBuf, process::ExitCode};

use base::Lang;
use blueprint::{Faults, Folder};
use direction::query::Direction;
use serde::Serialize;
use toolbox::{
    domain::{self, Tool},
    query::{Fitting, Narrowed, Toolbox},
};

use super::plan::{language, told};
use crate::example;

#[derive(clap::Args)]
pub struct Args {
    /// The situation, as you would say it to a colleague
    query: String,
    /// The language of the question and the answer, da or en
    #[arg(long, default_value = "da", value_parser = language)]
    lang: Lang,
    /// A JSON array, best first
    #[arg(long)]
    json: bool,
    /// A blueprint's folder, instead of the example's
    #[arg(long, value_name = "DIR")]
    blueprint: Option<PathBuf>,
    /// Only tools of this field, by its key
    #[arg(long, value_name = "KEY")]
    field: Option<String>,
    /// Only tools for this guidepost, by its key
    #[arg(long, value_name = "KEY")]
    guidepost: Option<String>,
    /// Only tools that can be done in so many minutes
    #[arg(long)]
    minutes: Option<u32>,
    /// Only tools for so many people
    #[arg(long)]
    people: Option<u32>,
    /// At most so many
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

#[derive(Serialize)]
struct Answer<'a> {
    tool: &'a str,
    key: &'a str,
    /// The name of the field in which the tool is at home.
    field: &'a str,
    why: &'a str,
    minutes: [u32; 2],
    people: [u32; 2],
}

/// Exit 0 also when nothing fits, 1 when the blueprint has faults.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let folder = match &args.blueprint {
        Some(path) => Folder::read_from(path)?,
        None => example::kalundborg(),
    };
    let (direction, tools) = match read(&folder) {
        Ok(read) => read,
        Err(faults) => {
            told::<()>(&faults, args.lang)?;
            return Ok(ExitCode::from(1));
        }
    };
    let narrowed = Narrowed {
        field: args.field.clone(),
        guidepost: args.guidepost.clone(),
        minutes: args.minutes,
        people: args.people,
    };
    let toolbox = Toolbox::new(args.lang, tools)?;
    let fitting = toolbox.ask(&args.query, &narrowed, args.limit)?;
    let answers: Vec<Answer<'_>> = fitting
        .iter()
        .map(|one| answer(one, &direction, args.lang))
        .collect();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&answers)?);
    } else {
        print(&answers, args.lang);
    }
    Ok(ExitCode::SUCCESS)
}

fn read(folder: &Folder) -> Result<(Direction, Vec<Tool>), Faults> {
    let direction = direction::query::understand(folder)?;
    let tools = domain::read(folder, &direction)?;
    Ok((direction, tools))
}

fn answer<'a>(fitting: &'a Fitting<'_>, direction: &'a Direction, lang: Lang) -> Answer<'a> {
    let tool = fitting.tool;
    let home = tool.fields.first();
    let mut fields = direction.fields.iter();
    let field = fields.find(|field| home.is_some_and(|home| field.key.as_str() == home));
    Answer {
        tool: tool.name.pick(lang),
        key: &tool.key,
        // The fields' names are the framework's own, and Danish in the command's answer.
        field: field.map_or("", |field| field.name.pick(Lang::Da)),
        why: &fitting.why,
        minutes: [tool.minutes.least, tool.minutes.most],
        people: [tool.people.least, tool.people.most],
    }
}

fn print(answers: &[Answer<'_>], lang: Lang) {
    let text = toolbox::Text::new(lang);
    if answers.is_empty() {
        println!("{}", text.nothing());
    }
    for (place, answer) in answers.iter().enumerate() {
        let [least, most] = answer.minutes;
        let [few, many] = answer.people;
        let size = text.minutes_people(least, most, few, many);
        println!("{}. {} ({}; {size})", place + 1, answer.tool, answer.field);
        println!("   {}", answer.why);
    }
}
