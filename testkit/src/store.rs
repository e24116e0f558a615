use std::{future::Future, path::PathBuf, sync::Arc};

use base::{Clock, Context, Id};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Database, Placement, Servers};
use tempfile::TempDir;

use crate::TestClock;

/// An organisation's database of its own, empty: migrate it with what the test is about.
pub struct Store {
    pub db: Database,
    servers: Servers,
    files: Arc<TempDir>,
    postgres: Option<String>,
}

impl Store {
    /// The system's context, on Monday 2 November 2026 at eight in the morning in Denmark.
    #[must_use]
    pub fn ctx(&self) -> Context {
        Context::system("test", start())
    }

    /// The same, some time later.
    #[must_use]
    pub fn later(&self, by: TimeDelta) -> Context {
        Context::system("test", start() + by)
    }

    /// A further organisation's database beside this one, on the same server.
    pub async fn another(&self) -> Database {
        let placement = self.placement();
        self.servers
            .open(placement)
            .await
            .expect("a further database")
    }

    /// A second node's view of this database, with connections of its own.
    pub async fn another_node(&self) -> Database {
        Database::open(self.db.placement().clone())
            .await
            .expect("a second node")
    }

    /// A folder that goes with the test.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.files.path().to_owned()
    }

    fn placement(&self) -> Placement {
        fresh(&self.files, self.postgres.as_deref())
    }
}

fn fresh(files: &TempDir, postgres: Option<&str>) -> Placement {
    let name = format!("test_{}", Id::<Store>::new().uuid().simple());
    match postgres {
        None => Placement::Sqlite(files.path().join(format!("{name}.sqlite"))),
        Some(url) => Placement::Postgres {
            url: url.to_owned(),
            schema: name,
        },
    }
}

fn start() -> DateTime<Utc> {
    TestClock::default().now()
}

/// Runs a test on a temporary SQLite file.
pub fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Store) -> F) {
    run(None, test);
}

/// Runs a test on a fresh schema of the PostgreSQL that `PEJL_TEST_POSTGRES` names.
pub fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(Store) -> F) {
    let Ok(url) = std::env::var("PEJL_TEST_POSTGRES") else {
        panic!(
            "PEJL_TEST_POSTGRES is not set. Run the tests as `script/with-postgres cargo nextest run`, \
             or give the address of a PostgreSQL whose schemas named test_* may be made and dropped."
        );
    };
    run(Some(url), test);
}

fn run<F: Future<Output = ()>>(postgres: Option<String>, test: impl FnOnce(Store) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let files = Arc::new(TempDir::new().expect("a temporary folder"));
        let servers = Servers::new(8);
        let placement = fresh(&files, postgres.as_deref());
        let db = servers
            .open(placement)
            .await
            .expect("a database for the test");
        test(Store {
            db,
            servers,
            files,
            postgres,
        })
        .await;
    });
}
