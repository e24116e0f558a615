use std::sync::Arc;

use chrono::{DateTime, Utc};
use db::{Error, WriteTx};
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};

use base::Id;

use crate::{Ask, Fault, Hours, Job, JobContext, JobTag, Kind, Retry, enqueue};

/// A mail that answers something just done: it goes at any hour.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    pub message: Message,
    /// When it was written; stands in it as its date.
    pub at: DateTime<Utc>,
}

impl Job for SendMail {
    const KIND: &'static str = "mail.send";
    const RETRY: Retry = Retry::PATIENT;
}

/// A mail that comes of itself: it waits for working hours.
#[derive(Debug, Serialize, Deserialize)]
struct SendNotice(SendMail);

impl Job for SendNotice {
    const KIND: &'static str = "mail.notice";
    const RETRY: Retry = Retry::PATIENT;
    const HOURS: Hours = Hours::Working;
}

/// Sends a mail if this transaction is committed, once for good under the given name. `hours` says
/// whether it answers something just done ([`Hours::Any`]) or comes of itself
/// ([`Hours::Working`]).
///
/// # Errors
/// When the database fails.
pub async fn send_mail(
    tx: &WriteTx,
    message: Message,
    hours: Hours,
    once: impl Into<String>,
) -> Result<Id<JobTag>, Error> {
    let ask = Ask::once(once);
    let mail = SendMail {
        message,
        at: tx.ctx().now,
    };
    match hours {
        Hours::Any => enqueue(tx, &mail, &ask).await,
        Hours::Working => enqueue(tx, &SendNotice(mail), &ask).await,
    }
}

/// The kinds of jobs that send mail.
#[must_use]
pub fn mail_kinds(mailer: Arc<Mailer>) -> [Kind; 2] {
    let same = mailer.clone();
    [
        Kind::new(move |job, mail| send(job, mail, mailer.clone())),
        Kind::new(move |job, SendNotice(mail)| send(job, mail, same.clone())),
    ]
}

/// The one moment in which a crash sends a mail twice is between the server's "taken" and our
/// commit of it, which SMTP leaves open; the second carries the same Message-ID.
async fn send(job: JobContext, mail: SendMail, mailer: Arc<Mailer>) -> Result<(), Fault> {
    job.still_mine().await?;
    let key = job.id().to_string();
    mailer
        .send(&mail.message, &key, mail.at)
        .await
        .map_err(|err| {
            if err.is_for_now() {
                Fault::again(err)
            } else {
                Fault::never(err)
            }
        })
}
