//! What a file would change, and the yes to it.

use access::{action, permit};
use base::{Context, Id, Problem, ProblemKind};
use chrono::NaiveDate;
use db::{Audit, Database};
use sha2::{Digest, Sha256};

use super::{
    Refusal, RefusedDay, holds_from, refuse, today,
    upload::{self, Opened, apart, forgotten_if_cpr},
};
use crate::{
    Text,
    domain::{Person, Unit},
    import::{Change, Checked, Differences, Mapping, SheetKind, check, compare},
    store::{
        self, Organisation,
        state::State,
        upload::{Upload, UploadTag},
        write,
    },
};

/// What a file would do, before anybody has said yes.
#[derive(Clone, Debug)]
pub struct Preview {
    pub upload: Id<UploadTag>,
    pub files: Vec<String>,
    /// The day from which the file is true.
    pub from: NaiveDate,
    pub mapping: Mapping,
    pub checked: Checked,
    pub differences: Differences,
    /// How many people were known before.
    pub known: usize,
    /// Why the file cannot hold from its day.
    pub refused_day: Option<RefusedDay>,
    /// Of the file as it is read and of the organisation as it stands: a yes is a yes to this and
    /// to nothing else.
    pub fingerprint: String,
}

impl Preview {
    #[must_use]
    pub fn may_be_accepted(&self) -> bool {
        self.checked.faults.is_empty()
            && !self.differences.is_nothing()
            && self.refused_day.is_none()
    }

    /// How many would leave, where they are so many that the file is perhaps a part of the
    /// organisation only: ten or more, and more than one in ten. Who leaves loses access.
    #[must_use]
    pub fn many_leave(&self) -> Option<usize> {
        let left = self
            .differences
            .count(|change| matches!(change, Change::Left));
        (left >= 10 && left * 10 > self.known).then_some(left)
    }
}

/// What an accepted file did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub people: usize,
    pub leaders: usize,
    pub units: usize,
    pub changed_people: usize,
    pub changed_units: usize,
}

/// A preview with what it was made of.
struct Looked {
    preview: Preview,
    state: State,
    now: Organisation,
}

/// What the uploaded file would change. Stores nothing.
///
/// # Errors
/// [`Refusal`].
pub async fn preview(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<Preview, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let looked = looked_at(ctx, db, id).await;
    Ok(forgotten_if_cpr(ctx, db, id, looked).await?.preview)
}

async fn looked_at(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<Looked, Refusal> {
    let opened = upload::opened(ctx, db, id, None).await?;
    let now = {
        let tx = db.read(ctx).await?;
        // Where somebody has changed the organisation since the file was opened, the preview is
        // stale from the start, and accepting it is refused.
        store::organisation(&tx, opened.found.from).await?
    };
    let day = today(ctx);
    Ok(apart(move || look(id, opened, now, day)).await?)
}

fn look(id: Id<UploadTag>, opened: Opened, now: Organisation, today: NaiveDate) -> Looked {
    let Opened {
        found,
        sheets,
        mapping,
        state,
    } = opened;
    let (people, units) = known(&now);
    // The file's own list decides; without one, what is known is the list.
    let list: &[Unit] = match mapping.of_kind(SheetKind::Units) {
        Some(_) => &[],
        None => &units,
    };
    let checked = check(&sheets, &mapping, &state.settings(), list, today);
    let differences = compare((&people, &units), (&checked.people, &checked.units));
    let preview = Preview {
        upload: id,
        fingerprint: fingerprint(&found, &mapping, &state),
        files: found.files.into_iter().map(|file| file.name).collect(),
        from: found.from,
        mapping,
        checked,
        differences,
        known: people.len(),
        refused_day: holds_from(today, &state, found.from).err(),
    };
    Looked {
        preview,
        state,
        now,
    }
}

fn known(now: &Organisation) -> (Vec<Person>, Vec<Unit>) {
    (
        now.people.iter().map(|known| known.facts.clone()).collect(),
        now.units.iter().map(|known| known.facts.clone()).collect(),
    )
}

/// SHA-256 over the files, how they are read, and the organisation's revision.
fn fingerprint(found: &Upload, mapping: &Mapping, state: &State) -> String {
    let mut hash = Sha256::new();
    for file in &found.files {
        hash.update((file.bytes.len() as u64).to_be_bytes());
        hash.update(&file.bytes);
    }
    let read = serde_json::to_vec(&(mapping, found.from, state.revision, &state.settings));
    hash.update(read.unwrap_or_default());
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Stores what the preview with this fingerprint showed: all of it in one transaction, or nothing.
/// The file goes when it has been accepted.
///
/// # Errors
/// [`Refusal`], also when anything has changed since the preview.
pub async fn accept(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    seen: &str,
) -> Result<Receipt, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let looked = looked_at(ctx, db, id).await;
    let looked = forgotten_if_cpr(ctx, db, id, looked).await?;
    let preview = &looked.preview;
    if preview.fingerprint != seen {
        return Err(stale().into());
    }
    if let Some(day) = preview.refused_day {
        return Err(Problem::from(day).into());
    }
    if !preview.may_be_accepted() {
        return Err(refuse(ProblemKind::Invalid, Text::import_faulty).into());
    }
    store(ctx, db, looked).await
}

fn stale() -> Problem {
    refuse(ProblemKind::Conflict, Text::import_stale)
}

/// The writer's turn: whether all is as it was when the file was looked at, and then the rows.
async fn store(ctx: &Context, db: &Database, looked: Looked) -> Result<Receipt, Refusal> {
    let Looked {
        preview,
        mut state,
        now,
    } = looked;
    let tx = db.write(ctx).await?;
    let row = upload::row(ctx, &tx, preview.upload).await?;
    let as_seen = row.from == preview.from && row.mapping.as_ref() == Some(&preview.mapping);
    if !as_seen || store::state::read(&tx).await? != state {
        return Err(stale().into());
    }
    let checked = &preview.checked;
    let became = write::become_so(&tx, &now, &checked.people, &checked.units, preview.from).await?;
    tx.publish(&became.event).await?;
    state.revision += 1;
    state.latest = Some(preview.from);
    state.remembered.0.extend(preview.mapping.remember().0);
    store::state::write(&tx, &state).await?;
    store::upload::delete(&tx, preview.upload).await?;
    let receipt = Receipt {
        people: checked.people.len(),
        leaders: checked.leaders(),
        units: checked.units.len(),
        changed_people: became.people,
        changed_units: became.units,
    };
    let audit = Audit::of("people.import")
        .on("upload", preview.upload)
        .with("files", &preview.files)
        .with("from", preview.from)
        .with("people", receipt.people)
        .with("leaders", receipt.leaders)
        .with("units", receipt.units)
        .with("changed_people", receipt.changed_people)
        .with("changed_units", receipt.changed_units)
        .with("left", became.event.left.len());
    tx.commit(audit).await?;
    Ok(receipt)
}
