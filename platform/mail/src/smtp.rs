use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, transport::smtp};

use crate::{Address, Error, Message};

/// Long enough for a server that greylists by waiting, shorter than a job's lease renewals need.
const PATIENCE: Duration = Duration::from_secs(60);

/// An SMTP server and who writes.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl Smtp {
    pub(crate) fn new(server: &str, from: Address) -> Result<Self, Error> {
        from.mailbox()?;
        // The address may hold a password; what is repeated of it stops before that.
        let shown = || {
            server
                .split(['@', '?'])
                .next_back()
                .unwrap_or_default()
                .to_owned()
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|_| Error::Server(shown()))?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { transport, from })
    }

    pub(crate) async fn send(
        &self,
        message: &Message,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mail = message.mail(&self.from, key, at)?;
        self.transport.send(mail).await.map_err(told)?;
        Ok(())
    }
}

fn told(err: smtp::Error) -> Error {
    let text = std::error::Error::source(&err)
        .map_or_else(|| err.to_string(), |cause| format!("{err}: {cause}"));
    if err.is_permanent() || err.is_client() {
        Error::Refused(text)
    } else {
        Error::Later(text)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp(from {})", self.from)
    }
}
