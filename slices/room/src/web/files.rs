//! The drejebøger as files, for the next cohort's facilitator and the next client.

use access::{action, permit};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use base::Problem;
use blueprint::{Folder, ZipError};
use kit::{Failure, Form, May, Onward, Shell, Typed, Visit, page as show, refused};

use super::edit::author;
use crate::{
    Text,
    command::{self, Refusal},
    domain::sheet::FOLDER,
    query,
};

#[derive(Template)]
#[template(path = "room/files.html")]
struct Files {
    shell: Shell,
    t: Text,
    typed: Typed,
    /// File, line, what is wrong and what to do.
    faults: Vec<(String, usize, String)>,
}

fn view(visit: Visit, typed: Typed, faults: Vec<(String, usize, String)>) -> Files {
    let t = Text::new(visit.ctx.lang);
    Files {
        shell: visit.shell.crumb("/rooms", t.nav()),
        t,
        typed,
        faults,
    }
}

pub(super) async fn page(visit: Visit, _: May<action::EditRunSheet>) -> Result<Response, Failure> {
    show(&view(visit, Typed::new(), Vec::new()))
}

pub(super) async fn upload(
    visit: Visit,
    _: May<action::EditRunSheet>,
    form: Form,
) -> Result<Response, Failure> {
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
            return refused(&view(visit, typed, Vec::new()));
        }
    };
    match command::load(&visit.ctx, &visit.db, &folder, &author(&visit)).await {
        Ok(sheets) => Ok(Onward::to("/rooms")
            .saying(t.uploaded(sheets))
            .into_response()),
        Err(Refusal::Faulty(faults)) => {
            typed.refuse("file", t.upload_faulty(faults.len()));
            let lang = t.lang();
            let told = faults
                .iter()
                .map(|fault| {
                    let said = t.fault(fault.message.text(lang), fault.remedy.text(lang));
                    (fault.file.clone(), fault.line, said)
                })
                .collect();
            refused(&view(visit, typed, told))
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
        return Err(t.upload_none());
    }
    Ok(folder)
}

pub(super) async fn download(
    visit: Visit,
    _: May<action::EditRunSheet>,
) -> Result<Response, Failure> {
    permit::<action::Export>(&visit.ctx)?;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let zip = query::sheets(&tx)
        .await?
        .files()
        .to_zip()
        .map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"run-sheets.zip\"",
        ),
    ];
    Ok((headers, zip).into_response())
}
