//! The organisations' toolboxes, built when they are first asked for and again when a file has changed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use access::{action, permit};
use base::{Context, Id, Lang, OrganisationTag, Problem};
use db::Database;
use direction::query::{Direction, Which};

use crate::{domain, query::Toolbox, store};

/// More than this many are in memory at once for nobody's good; then all are built anew when asked.
const MOST: usize = 64;

/// A toolbox with the direction that it was read with.
pub struct Shelved {
    pub toolbox: Toolbox,
    pub direction: Arc<Direction>,
    mark: String,
}

type Held = HashMap<(Id<OrganisationTag>, Lang), Arc<Shelved>>;

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<Held>>);

impl Shelf {
    /// The toolbox of an organisation in the reader's language; none before there is a direction.
    ///
    /// # Errors
    /// When the reader may not see it, or the database fails.
    pub async fn of(
        &self,
        ctx: &Context,
        db: &Database,
        organisation: Id<OrganisationTag>,
    ) -> Result<Option<Arc<Shelved>>, Problem> {
        let view = permit::<action::ViewTool>(ctx)?;
        let tx = db.read(ctx).await?;
        let Some(reading) = direction::query::version_in(&tx, Which::Published).await? else {
            return Ok(None);
        };
        let mark = format!("{} {}", reading.version.number, store::mark(&tx).await?);
        let key = (organisation, ctx.lang);
        if let Some(held) = self.held().get(&key).filter(|held| held.mark == mark) {
            return Ok(Some(Arc::clone(held)));
        }
        let files = store::files(&tx, &view).await?;
        drop(tx);
        // A field that has gone from the direction since is the files' fault, and theirs is told at
        // the next import; until then the tools that were read with it are not shown.
        let tools = domain::read(&files, &reading.direction).unwrap_or_default();
        let toolbox = Toolbox::new(ctx.lang, tools).map_err(Problem::internal)?;
        let shelved = Arc::new(Shelved {
            toolbox,
            direction: reading.direction,
            mark,
        });
        let mut held = self.held();
        if held.len() >= MOST {
            held.clear();
        }
        held.insert(key, Arc::clone(&shelved));
        Ok(Some(shelved))
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
