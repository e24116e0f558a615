use askama::Template;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse as _, Response},
};
use base::{Lang, Problem};
use blueprint::{Faults, Folder, ZipError};
use kit::{Failure, Form, Onward, Shell, Typed, Visit, page as show, refused};

use super::{At, Frame, author, may_edit, shell};
use crate::{
    Text,
    command::{self, Refusal},
    domain::FOLDER,
    query::{self, Which},
};

#[derive(Template)]
#[template(path = "direction/files.html")]
struct Files {
    shell: Shell,
    f: Frame,
    published: bool,
    draft: bool,
    typed: Typed,
    faults: Vec<Told>,
}

struct Told {
    file: String,
    line: usize,
    column: usize,
    message: String,
    remedy: String,
}

async fn view(visit: &Visit, typed: Typed, faults: Option<&Faults>) -> Result<Files, Failure> {
    if !may_edit(&visit.ctx) {
        return Err(Problem::forbidden().into());
    }
    let lang = visit.ctx.lang;
    let is_there = |reading: Option<query::Reading>| reading.is_some();
    Ok(Files {
        shell: shell(visit),
        f: Frame::new(visit, "/direction/files", None, Which::Published),
        published: is_there(query::published(&visit.ctx, &visit.db).await?),
        draft: is_there(query::version(&visit.ctx, &visit.db, Which::Draft).await?),
        typed,
        faults: faults.map(|faults| told(faults, lang)).unwrap_or_default(),
    })
}

fn told(faults: &Faults, lang: Lang) -> Vec<Told> {
    faults
        .iter()
        .map(|fault| Told {
            file: fault.file.clone(),
            line: fault.line,
            column: fault.column,
            message: fault.message.text(lang).to_owned(),
            remedy: fault.remedy.text(lang).to_owned(),
        })
        .collect()
}

pub(crate) async fn page(visit: Visit) -> Result<Response, Failure> {
    show(&view(&visit, Typed::new(), None).await?)
}

pub(crate) async fn upload(visit: Visit, form: Form) -> Result<Response, Failure> {
    if !may_edit(&visit.ctx) {
        return Err(Problem::forbidden().into());
    }
    let t = Text::new(visit.ctx.lang);
    let folder = form
        .file("file")
        .ok_or_else(|| t.upload_missing())
        .and_then(|file| unpacked(&file.bytes, t));
    let mut typed = form.typed;
    let folder = match folder {
        Ok(folder) => folder,
        Err(said) => {
            typed.refuse("file", said);
            return refused(&view(&visit, typed, None).await?);
        }
    };
    match command::load(&visit.ctx, &visit.db, &folder, &author(&visit), None).await {
        Ok(_) => Ok(Onward::to("/direction/draft")
            .saying(t.uploaded())
            .into_response()),
        Err(Refusal::Faults(faults)) => {
            typed.refuse("file", t.upload_faulty(faults.len()));
            refused(&view(&visit, typed, Some(&faults)).await?)
        }
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(_) => Err(Failure::not_found()),
    }
}

fn unpacked(bytes: &[u8], t: Text) -> Result<Folder, String> {
    let folder = Folder::from_zip(bytes).map_err(|error| match error {
        ZipError::NotZip(_) | ZipError::Io(_) => t.upload_not_zip(),
        ZipError::TooLarge => t.upload_too_large(),
        ZipError::NotText { path, .. } => t.upload_not_text(path),
    })?;
    if folder.under(FOLDER).next().is_none() {
        return Err(t.upload_no_direction());
    }
    Ok(folder)
}

pub(crate) async fn download(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    if !may_edit(&visit.ctx) {
        return Err(Problem::forbidden().into());
    }
    let which = at.which()?;
    let folder = command::export(&visit.ctx, &visit.db, which).await?;
    let zip = folder.to_zip().map_err(Problem::internal)?;
    let name = match which {
        Which::Published => "direction.zip".to_owned(),
        Which::Draft => "direction-draft.zip".to_owned(),
        Which::Number(number) => format!("direction-{number}.zip"),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, zip).into_response())
}
