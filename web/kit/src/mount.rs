use std::{any::Any, sync::Arc};

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn_with_state, map_response_with_state},
    response::{IntoResponse as _, Response},
    routing::get,
};
use base::Problem;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate as _, SizeAbove},
    },
};

use crate::{
    Asks, Beside, Failure, Place, Routes, Site, Slice, Thread, assets,
    edge::{Edge, edge},
    headers, pages,
};

/// No request carries more; a single file is held to less (see `Form`), and refused kindly there.
const LARGEST_REQUEST: usize = 128 * 1024 * 1024;

/// All the pages of the slices, with the kit's own, behind the edge.
pub fn mount(slices: Vec<Slice>, site: Site) -> Router {
    let mut places: Vec<Place> = Vec::new();
    let (mut contributions, mut beside, mut asks) = (Vec::new(), Vec::new(), Vec::new());
    let mut pages = pages::routes(&site);
    let mut files = Routes::new();
    for slice in slices {
        files = files.merge(slice.files);
        places.extend(slice.navigation);
        contributions.extend(slice.contributions);
        beside.extend(slice.beside);
        asks.extend(slice.asks);
        pages = pages.merge(slice.routes);
    }
    places.sort_by_key(|place| place.order);
    let state = Edge {
        site: site.clone(),
        places: Arc::from(places),
    };
    let packed = SizeAbove::new(512)
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/zip"))
        // What happens is told when it happens, not when a block is full.
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new(
            "application/vnd.openxmlformats",
        ));
    let pages = pages
        .into_router()
        .fallback(async || Failure::not_found())
        .method_not_allowed_fallback(async || Failure::wrong_method())
        .layer(Extension(Thread::new(contributions)))
        .layer(Extension(Beside::new(beside)))
        .layer(Extension(Asks::new(asks)))
        .layer(CatchPanicLayer::custom(stumbled))
        .layer(from_fn_with_state(state, edge))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(CompressionLayer::new().compress_when(packed))
        .with_state(site.clone());
    Router::new()
        .route("/assets/{name}", get(assets::serve))
        .merge(
            files
                .into_router()
                .layer(CompressionLayer::new())
                .with_state(site.clone()),
        )
        .layer(map_response_with_state(site, dressed))
        .merge(pages)
}

async fn dressed(
    axum::extract::State(site): axum::extract::State<Site>,
    mut response: Response,
) -> Response {
    headers::secure(response.headers_mut(), site.is_https());
    response
}

#[derive(Debug)]
struct Stumbled(String);

impl std::fmt::Display for Stumbled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a handler panicked: {}", self.0)
    }
}

impl std::error::Error for Stumbled {}

/// A handler that panics costs its own request and nothing else.
fn stumbled(why: Box<dyn Any + Send>) -> Response {
    let told = why
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| why.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Failure::from(Problem::internal(Stumbled(told))).into_response()
}
