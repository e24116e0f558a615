use sea_orm::{ActiveModelTrait, EntityTrait};

use crate::{Error, WriteTx};

/// Values that go into one statement; SQLite takes 32,766, PostgreSQL twice as many.
const MOST_VALUES: usize = 30_000;

/// Inserts any number of rows, as few statements as the databases allow. No rows are no statement.
///
/// # Errors
/// When the database refuses one; the transaction can then not be committed.
pub async fn insert_all<A>(
    tx: &WriteTx,
    rows: impl IntoIterator<Item = A> + Send,
) -> Result<(), Error>
where
    A: ActiveModelTrait + Send,
{
    use sea_orm::Iterable as _;
    let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
    let mut rows: Vec<A> = rows.into_iter().collect();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(MOST_VALUES / columns));
        <A::Entity as EntityTrait>::insert_many(rows)
            .exec_without_returning(tx.conn())
            .await?;
        rows = rest;
    }
    Ok(())
}
