use std::{convert::Infallible, net::SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};

use crate::Site;

/// Where a request comes from, for the brakes, and by which browser, for the list of sessions.
#[derive(Clone, Debug)]
pub struct Origin {
    /// By [`identity::network`].
    pub network: String,
    /// By [`identity::browser_family`].
    pub browser: Option<String>,
}

impl FromRequestParts<Site> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let text = |name| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let told = if site.is_behind_proxy() {
            // The last one is our proxy's; those before it are whatever the visitor wrote.
            parts
                .headers
                .get_all("x-forwarded-for")
                .iter()
                .next_back()
                .and_then(|value| value.to_str().ok())
                .and_then(|list| list.rsplit(',').next()?.trim().parse().ok())
        } else {
            None
        };
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|peer| peer.0.ip());
        Ok(Self {
            // Without an address all strangers brake together, which is the safe side.
            network: told
                .or(peer)
                .map_or_else(|| "-".to_owned(), identity::network),
            browser: text(header::USER_AGENT).and_then(identity::browser_family),
        })
    }
}
