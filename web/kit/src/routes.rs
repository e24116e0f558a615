//! A slice's routes, which can be counted: a test asks each of them as every role.

use std::convert::Infallible;

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    response::IntoResponse,
    routing::{MethodRouter, Route},
};
use tower::{Layer, Service};

use crate::Site;

/// As axum's router over [`Site`], and remembers what it was given.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    router: Router<Site>,
    list: Vec<(&'static str, &'static str)>,
}

/// What one path does for each method; begun by [`get`] or [`post`].
#[derive(Clone, Debug)]
pub struct On {
    router: MethodRouter<Site>,
    methods: Vec<&'static str>,
}

/// Answers `GET`.
pub fn get<H, T>(handler: H) -> On
where
    H: Handler<T, Site>,
    T: 'static,
{
    On {
        router: axum::routing::get(handler),
        methods: vec!["GET"],
    }
}

/// Answers `POST`.
pub fn post<H, T>(handler: H) -> On
where
    H: Handler<T, Site>,
    T: 'static,
{
    On {
        router: axum::routing::post(handler),
        methods: vec!["POST"],
    }
}

impl On {
    /// Answers `POST` as well.
    #[must_use]
    pub fn post<H, T>(mut self, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.router = self.router.post(handler);
        self.methods.push("POST");
        self
    }
}

impl Routes {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn route(mut self, path: &'static str, on: On) -> Self {
        self.list
            .extend(on.methods.iter().map(|method| (*method, path)));
        self.router = self.router.route(path, on.router);
        self
    }

    /// Around every route given so far, as axum's own.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.router = self.router.layer(layer);
        self
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// Every method and path, in the order they were given.
    #[must_use]
    pub fn list(&self) -> &[(&'static str, &'static str)] {
        &self.list
    }

    pub(crate) fn into_router(self) -> Router<Site> {
        self.router
    }
}
