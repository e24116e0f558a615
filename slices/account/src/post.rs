//! The post office: carries the control database's letters for as long as the server runs.

use std::{sync::Arc, time::Duration};

use base::{Clock, Context};
use identity::{Carrier, Letter, NotCarried};
use mail::{Address, Mailer, Message};

use crate::Accounts;

/// Letters that wait for another try, or that another node wrote, are looked for this often.
const ROUND: Duration = Duration::from_secs(30);

struct ByMail(Arc<Mailer>);

#[async_trait::async_trait]
impl Carrier for ByMail {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        let to = Address::new(&letter.name, &letter.to);
        let message = Message::new(to, &letter.subject, &letter.body);
        self.0
            .send(&message, &letter.key, letter.at)
            .await
            .map_err(|error| NotCarried {
                why: error.to_string(),
                for_good: !error.is_for_now(),
            })
    }
}

/// Runs until it is dropped. `address` is the configured public address: links are built on it.
pub async fn post_office(
    accounts: Accounts,
    clock: Arc<dyn Clock>,
    mailer: Arc<Mailer>,
    address: String,
) {
    let carrier = ByMail(mailer);
    loop {
        let ctx = Context::system("post", clock.now());
        match accounts
            .control()
            .carry_letters(&ctx, &address, &carrier)
            .await
        {
            Ok(carried) if carried.sent > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "letters could not be carried"),
        }
        tokio::select! {
            () = accounts.rung() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}
