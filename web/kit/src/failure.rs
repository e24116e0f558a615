use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Problem, ProblemKind};

use crate::Text;

/// What a handler returns when it cannot give a page.
///
/// The edge turns it into a page, or a fragment, in the reader's language, logs its cause once
/// with the request's id, and sends a person who is not signed in to the sign-in page.
#[derive(Debug)]
pub struct Failure(Problem);

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self(Problem::internal(error))
    }
}

impl Failure {
    #[must_use]
    pub fn not_found() -> Self {
        Self(Problem::not_found())
    }

    /// The address exists, but not for this method.
    #[must_use]
    pub(crate) fn wrong_method() -> Response {
        let problem = Problem::new(ProblemKind::NotFound, |lang| {
            Text::new(lang).problem_method_text()
        });
        let mut response = Self(problem).into_response();
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response
    }

    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.0
    }
}

/// Travels in the response from the handler to the edge.
#[derive(Clone)]
pub(crate) struct Refusal(pub(crate) Problem);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(self.0.kind()).into_response();
        response.extensions_mut().insert(Refusal(self.0));
        response
    }
}

pub(crate) const fn status(kind: ProblemKind) -> StatusCode {
    match kind {
        ProblemKind::NotFound => StatusCode::NOT_FOUND,
        ProblemKind::Forbidden => StatusCode::FORBIDDEN,
        ProblemKind::SignInFirst => StatusCode::UNAUTHORIZED,
        ProblemKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemKind::Conflict => StatusCode::CONFLICT,
        ProblemKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ProblemKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

pub(crate) fn heading(text: Text, status: StatusCode) -> String {
    match status {
        StatusCode::NOT_FOUND => text.problem_not_found(),
        StatusCode::METHOD_NOT_ALLOWED => text.problem_method(),
        StatusCode::FORBIDDEN => text.problem_forbidden(),
        StatusCode::UNAUTHORIZED => text.problem_sign_in(),
        StatusCode::CONFLICT => text.problem_conflict(),
        StatusCode::TOO_MANY_REQUESTS => text.problem_too_many(),
        StatusCode::INTERNAL_SERVER_ERROR => text.problem_internal(),
        _ => text.problem_invalid(),
    }
}
