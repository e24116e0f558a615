//! Work that outlives the request which asked for it: mails, plans, reports, and what one slice
//! does because something happened in another.
//!
//! ```
//! use jobs::{Fault, Job, JobContext, Kind};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Count { to: u32 }
//! impl Job for Count { const KIND: &'static str = "example.count"; }
//!
//! async fn count(job: JobContext, count: Count) -> Result<(), Fault> {
//!     for n in 0..count.to {
//!         if job.is_cancelled() { return Err(Fault::Cancelled); }
//!         job.progress(&n);
//!     }
//!     Ok(())
//! }
//! // A slice registers it ...
//! let kind = Kind::new(count);
//! // ... and asks for it in its own transaction:
//! // let id = jobs::enqueue(&tx, &Count { to: 3 }, &Ask::once("count-for-2026")).await?;
//! # let _ = kind;
//! ```
//!
//! # Invariants
//!
//! - A job is a row of the organisation's own tables, written in the caller's transaction: it runs
//!   if and only if what it belongs to was kept. Backup and deletion take it along.
//! - At most one node runs a job at a time. It holds a lease that it renews; a lease that has run
//!   out is taken over. A node that has lost its lease can no longer end the job.
//! - A job runs at least once. [`JobContext::done`] ends it in the same transaction as its last
//!   writes: then what it wrote is there once, whatever is killed when.
//! - A failed try waits longer each time; the last one leaves the job as failed, with the reason,
//!   for the page of jobs. A job that is over keeps no payload, save a failed one for another try.
//! - Events reach each subscriber in the order of their commits, at least once each; one that
//!   fails holds back the later ones for this subscriber only, and after some hours of tries is put
//!   aside with its fault, so that the rest flows; a person has it told again, or gives it up.
//! - Leases and hours go by the given clock. Nodes must agree on the time to within a few seconds.

mod aside;
mod ask;
mod claim;
mod context;
mod events;
mod kind;
mod letters;
mod restored;
mod row;
mod view;
mod worker;

use db::{
    Migration,
    schema::{
        boolean, id, index, instant, integer, json, key, long, nullable, table, text, unique,
    },
};

pub use aside::{AsideTag, PutAside, put_aside, skip, tell_again};
pub use ask::{Ask, enqueue};
pub use context::JobContext;
pub use events::{EventContext, Subscriber};
pub use kind::{Fault, Hours, Job, Kind, Retry};
pub use letters::{SendMail, mail_kinds, send_mail};
pub use restored::{Stopped, stop_restored};
pub use view::{JobRow, JobState, cancel, job, jobs, retry};
pub use worker::{Databases, Worker};

/// Tag of a job's key.
#[derive(Debug)]
pub enum JobTag {}

/// The tables of this crate, for every organisation's database and the control database.
pub const MIGRATIONS: &[Migration] = &[JOBS_1, JOBS_2];

const JOBS_2: Migration = Migration {
    name: "jobs_0002",
    up: || {
        vec![
            table(
                "event_aside",
                [
                    key("id"),
                    text("subscriber"),
                    long("seq"),
                    id("event"),
                    text("name"),
                    json("payload"),
                    instant("happened_at"),
                    instant("put_at"),
                    integer("tries"),
                    text("fault"),
                    boolean("again"),
                ],
            )
            .into(),
            unique("uq_event_aside_seq", "event_aside", ["subscriber", "seq"]).into(),
        ]
    },
};

const JOBS_1: Migration = Migration {
    name: "jobs_0001",
    up: || {
        let mut subscriber = text("subscriber");
        subscriber.primary_key();
        vec![
            table(
                "job",
                [
                    key("id"),
                    text("kind"),
                    nullable(json("payload")),
                    nullable(text("once")),
                    boolean("once_for_good"),
                    text("state"),
                    instant("queued_at"),
                    nullable(id("queued_by")),
                    instant("run_at"),
                    nullable(instant("started_at")),
                    nullable(instant("ended_at")),
                    integer("tries"),
                    nullable(id("lease")),
                    nullable(instant("lease_until")),
                    boolean("cancel"),
                    nullable(json("progress")),
                    nullable(text("fault")),
                ],
            )
            .into(),
            unique("uq_job_once", "job", ["kind", "once"]).into(),
            index("ix_job_state", "job", ["state", "run_at"]).into(),
            table(
                "job_cursor",
                [
                    subscriber,
                    long("seq"),
                    integer("tries"),
                    instant("run_at"),
                    nullable(id("lease")),
                    nullable(instant("lease_until")),
                    nullable(text("fault")),
                ],
            )
            .into(),
        ]
    },
};
