//! The programme's files in and out, as a zip of a blueprint.

use access::{action, permit};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use base::Problem;
use blueprint::{Faults, Folder, ZipError};
use kit::{Failure, Form, Link, Onward, Shell, Typed, Visit, page as shown, refused};

use super::tabs;
use crate::{
    Text,
    command::{self, LoadRefusal},
    query,
};

#[derive(Template)]
#[template(path = "programme/files.html")]
struct Files {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    loaded: bool,
    typed: Typed,
    faults: Vec<Vec<String>>,
}

async fn view(visit: &Visit, typed: Typed, faults: Option<&Faults>) -> Result<Files, Failure> {
    permit::<action::EditProgramme>(&visit.ctx)?;
    let lang = visit.ctx.lang;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    Ok(Files {
        shell: visit.shell.clone(),
        t: Text::new(lang),
        tabs: tabs(visit, "/programme/files"),
        loaded: query::design(&tx).await?.is_some(),
        typed,
        faults: faults
            .into_iter()
            .flat_map(Faults::iter)
            .map(|fault| {
                vec![
                    fault.file.clone(),
                    fault.line.to_string(),
                    fault.column.to_string(),
                    fault.message.text(lang).to_owned(),
                    fault.remedy.text(lang).to_owned(),
                ]
            })
            .collect(),
    })
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    shown(&view(&visit, Typed::new(), None).await?)
}

pub(super) async fn upload(visit: Visit, form: Form) -> Result<Response, Failure> {
    permit::<action::EditProgramme>(&visit.ctx)?;
    let t = Text::new(visit.ctx.lang);
    let read = form
        .file("file")
        .ok_or_else(|| t.files_missing())
        .and_then(|file| {
            Folder::from_zip(&file.bytes).map_err(|error| match error {
                ZipError::NotZip(_) | ZipError::Io(_) => t.files_not_zip(),
                ZipError::TooLarge => t.files_too_large(),
                ZipError::NotText { path, .. } => t.files_not_text(path),
            })
        });
    let mut typed = form.typed;
    let folder = match read {
        Ok(folder) => folder,
        Err(said) => {
            typed.refuse("file", said);
            return refused(&view(&visit, typed, None).await?);
        }
    };
    let author = visit.shell.person.clone().unwrap_or_default();
    match command::load(&visit.ctx, &visit.db, &folder, &author).await {
        Ok(_) => Ok(Onward::to("/programme")
            .saying(t.files_loaded())
            .into_response()),
        Err(LoadRefusal::Faults(faults)) => {
            typed.refuse("file", t.files_faulty(faults.len()));
            refused(&view(&visit, typed, Some(&faults)).await?)
        }
        Err(LoadRefusal::Problem(problem)) => Err(problem.into()),
    }
}

pub(super) async fn download(visit: Visit) -> Result<Response, Failure> {
    let folder = command::export(&visit.ctx, &visit.db).await?;
    let zip = folder.to_zip().map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"programme.zip\"",
        ),
    ];
    Ok((headers, zip).into_response())
}
