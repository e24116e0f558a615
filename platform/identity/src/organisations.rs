use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use access::{Permit, action};
use base::{Context, Id, OrganisationTag};
use db::{Database, Migration, Servers};
use tokio::sync::OnceCell;

use crate::{Control, Error, NewOrganisation, Organisation, Places};

/// Opens each organisation's database when it is first asked for, and keeps so many open; the one
/// least recently asked for is closed when the last who uses it lets go.
#[derive(Clone)]
pub struct Organisations(Arc<Inner>);

struct Inner {
    control: Control,
    places: Places,
    servers: Servers,
    migrations: Vec<Migration>,
    most: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    databases: HashMap<Id<OrganisationTag>, Entry>,
    asked: u64,
}

struct Entry {
    /// Filled once, however many ask at the same time; left empty when opening fails.
    database: Arc<OnceCell<Database>>,
    asked: u64,
}

impl Organisations {
    /// `migrations` are those of every slice, in order; `most` is how many may be open.
    #[must_use]
    pub fn new(control: Control, places: Places, migrations: Vec<Migration>, most: usize) -> Self {
        Self::on(control, places, Servers::default(), migrations, most)
    }

    /// With connections to servers shared with the control database.
    #[must_use]
    pub fn on(
        control: Control,
        places: Places,
        servers: Servers,
        migrations: Vec<Migration>,
        most: usize,
    ) -> Self {
        Self(Arc::new(Inner {
            control,
            places,
            servers,
            migrations,
            most: most.max(1),
            open: Mutex::default(),
        }))
    }

    #[must_use]
    pub fn control(&self) -> &Control {
        &self.0.control
    }

    #[must_use]
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    #[must_use]
    pub fn migrations(&self) -> &[Migration] {
        &self.0.migrations
    }

    /// Registers a new organisation and makes its database. When the database cannot be made the
    /// organisation is not registered.
    ///
    /// # Errors
    /// As the name of the organisation or its database refuses.
    pub async fn create(
        &self,
        ctx: &Context,
        _: &Permit<action::EditOrganisation>,
        new: NewOrganisation,
    ) -> Result<Organisation, Error> {
        self.0.control.refuse_taken(ctx, &new).await?;
        // The database first, so that an organisation that is registered can be opened. One made
        // in vain holds nothing and is taken up by the next try.
        let database = self.place(&new.place).await?;
        database.migrate(&self.0.migrations).await?;
        self.0.control.register(ctx, new).await
    }

    /// The organisation's database, at this version's schema.
    ///
    /// # Errors
    /// [`Error::NotFound`] for no such organisation, [`Error::Lagging`] when migrations are
    /// missing, [`Error::Place`] or [`Error::Db`] when it cannot be opened.
    pub async fn database(
        &self,
        ctx: &Context,
        id: Id<OrganisationTag>,
    ) -> Result<Database, Error> {
        let cell = self.entry(id);
        let opened = cell
            .get_or_try_init(|| async {
                let organisation = self.0.control.organisation(ctx, id).await?;
                let database = self.place(&organisation.place).await?;
                let missing = database.lagging(&self.0.migrations).await?;
                if missing.is_empty() {
                    Ok(database.of(id))
                } else {
                    Err(Error::Lagging {
                        organisation: organisation.slug,
                        missing,
                    })
                }
            })
            .await;
        if opened.is_err() {
            self.forget(id, &cell);
        }
        opened.cloned()
    }

    /// Whose database this is; nothing when it is no registered organisation's.
    ///
    /// # Errors
    /// When the control database fails.
    pub async fn whose(
        &self,
        ctx: &Context,
        database: &Database,
    ) -> Result<Option<Organisation>, Error> {
        let all = self.0.control.organisations(ctx).await?;
        Ok(all.into_iter().find(|one| {
            let place = self.0.places.resolve(&one.place);
            place.is_ok_and(|place| place == *database.placement())
        }))
    }

    /// Applies what is missing to every organisation, one after another; gives what was applied
    /// to each. Interrupted, it goes on where it stopped.
    ///
    /// # Errors
    /// At the first organisation that fails or is newer than this program; those before it are done.
    pub async fn migrate(
        &self,
        ctx: &Context,
    ) -> Result<Vec<(Organisation, Vec<&'static str>)>, Error> {
        let mut applied = Vec::new();
        for organisation in self.0.control.organisations(ctx).await? {
            let database = self.place(&organisation.place).await?;
            // Refuses one that a newer program has had, before it is touched.
            database.lagging(&self.0.migrations).await?;
            let names = database.migrate(&self.0.migrations).await?;
            applied.push((organisation, names));
        }
        Ok(applied)
    }

    /// How many are open now.
    #[must_use]
    pub fn open(&self) -> usize {
        self.lock().databases.len()
    }

    async fn place(&self, place: &crate::Place) -> Result<Database, Error> {
        let placement = self.0.places.resolve(place)?;
        Ok(self.0.servers.open(placement).await?)
    }

    fn entry(&self, id: Id<OrganisationTag>) -> Arc<OnceCell<Database>> {
        let mut open = self.lock();
        open.asked += 1;
        let asked = open.asked;
        let entry = open.databases.entry(id).or_insert_with(|| Entry {
            database: Arc::default(),
            asked,
        });
        entry.asked = asked;
        let cell = Arc::clone(&entry.database);
        while open.databases.len() > self.0.most {
            let oldest = open
                .databases
                .iter()
                .min_by_key(|(_, entry)| entry.asked)
                .map(|(id, _)| *id);
            let Some(oldest) = oldest else { break };
            open.databases.remove(&oldest);
        }
        cell
    }

    /// Unless somebody has begun anew meanwhile.
    fn forget(&self, id: Id<OrganisationTag>, cell: &Arc<OnceCell<Database>>) {
        let mut open = self.lock();
        let same = open
            .databases
            .get(&id)
            .is_some_and(|entry| Arc::ptr_eq(&entry.database, cell) && !cell.initialized());
        if same {
            open.databases.remove(&id);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        // The map is whole between any two statements, so a panic elsewhere spoils nothing.
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
