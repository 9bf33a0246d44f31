//! The only place where HTTP errors are made. Causes go to the log, never to people; what somebody may not see
//! answers as what is not there.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::auth::sessions::{Closed, NotBegun};
use crate::auth::turns::Crowded;
use crate::db::DbError;
use crate::files;
use crate::gate::GateError;
use crate::gate::join::JoinError;

/// When to try again, in seconds, after others were at it for too long.
const BUSY: u32 = 5;
/// And while the disk is full: somebody has to come and make room.
const FULL: u32 = 60;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub enum ApiError {
    /// Nobody is signed in.
    SignedOut,
    /// The session is not of the store that the request names, or it names none: the device keeps everything, and its
    /// person signs in to send.
    OtherPerson,
    /// The sign-in name or the password is not right: which one is not said.
    NotRecognised,
    /// Not there, or not for this person.
    NotFound,
    /// The body or the address makes no sense.
    Nonsense,
    /// Something a person can mend, by its code.
    Problem(&'static str),
    /// Not from this site's own pages.
    NotOurs,
    /// The app is too old.
    TooOld,
    /// Too often: try again after so many seconds.
    TooOften(u32),
    /// More bytes than are taken.
    TooLarge,
    /// The server's disk is full: nothing can be kept. What was sent stays where it came from.
    DiskFull,
    /// Others are at it for too long: try again soon.
    Busy,
    /// It took too long to come.
    TooLate,
    /// The server failed.
    Failed,
}

impl ApiError {
    fn parts(&self) -> (StatusCode, &'static str) {
        match self {
            ApiError::SignedOut => (StatusCode::UNAUTHORIZED, "signed_out"),
            ApiError::OtherPerson => (StatusCode::CONFLICT, "other_person"),
            ApiError::NotRecognised => (StatusCode::FORBIDDEN, "not_recognised"),
            ApiError::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            ApiError::Nonsense => (StatusCode::BAD_REQUEST, "nonsense"),
            ApiError::Problem(code) => (StatusCode::UNPROCESSABLE_ENTITY, code),
            ApiError::NotOurs => (StatusCode::FORBIDDEN, "not_ours"),
            ApiError::TooOld => (StatusCode::UPGRADE_REQUIRED, "too_old"),
            ApiError::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, "too_often"),
            ApiError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            ApiError::DiskFull => (StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
            ApiError::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            ApiError::TooLate => (StatusCode::REQUEST_TIMEOUT, "too_late"),
            ApiError::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        }
    }
}

/// An answer that the framework made by itself, in plain text and words of its own, as one of ours.
pub(crate) async fn ours(response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_plain = kind.is_none_or(|kind| kind.starts_with("text/plain"));
    if !is_plain || !response.status().is_client_error() {
        return response;
    }
    let status = response.status();
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        _ => "nonsense",
    };
    let mut answer = (status, Json(json!({ "error": code }))).into_response();
    // Such as which methods are allowed.
    for (name, value) in response.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.parts();
        let mut response = (status, Json(json!({ "error": code }))).into_response();
        let wait = match self {
            ApiError::TooOften(seconds) => Some(seconds),
            ApiError::Busy => Some(BUSY),
            ApiError::DiskFull => Some(FULL),
            _ => None,
        };
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<GateError> for ApiError {
    fn from(error: GateError) -> Self {
        match error {
            GateError::OtherProtocol => ApiError::TooOld,
            GateError::OtherPerson => ApiError::OtherPerson,
            GateError::NotFound => ApiError::NotFound,
            GateError::Db(error) => error.into(),
            GateError::Wait(seconds) => ApiError::TooOften(seconds),
            GateError::Stopped => ApiError::Failed,
        }
    }
}

impl From<Closed> for ApiError {
    fn from(error: Closed) -> Self {
        match error {
            Closed::NoSession => ApiError::SignedOut,
            Closed::OtherStore => ApiError::OtherPerson,
            Closed::Db(error) => error.into(),
        }
    }
}

impl From<NotBegun> for ApiError {
    fn from(error: NotBegun) -> Self {
        match error {
            NotBegun::OldPassword => ApiError::NotRecognised,
            NotBegun::Db(error) => error.into(),
        }
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        tracing::error!(error = ?error, "the database failed");
        match error {
            error if error.is_full() => ApiError::DiskFull,
            error if error.is_busy() => ApiError::Busy,
            _ => ApiError::Failed,
        }
    }
}

impl From<Crowded> for ApiError {
    fn from(Crowded: Crowded) -> Self {
        ApiError::Busy
    }
}

impl From<JoinError> for ApiError {
    fn from(error: JoinError) -> Self {
        match error {
            JoinError::NoSuchInvitation => ApiError::Problem("no_such_invitation"),
            JoinError::Used => ApiError::Problem("invitation_used"),
            JoinError::AlreadyHere => ApiError::Problem("already_here"),
            JoinError::NameTaken => ApiError::Problem("name_taken"),
            JoinError::OwnInvitation => ApiError::Problem("own_invitation"),
            JoinError::SignInFirst => ApiError::Problem("sign_in_first"),
            JoinError::Gate(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(kind = ?error.kind(), "the disk failed");
        if files::is_full(&error) { ApiError::DiskFull } else { ApiError::Failed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics;

    #[test]
    fn every_refusal_is_counted_as_what_it_is() {
        use ApiError::*;
        let all = [SignedOut, OtherPerson, NotRecognised, NotFound, Nonsense, Problem("name"), NotOurs, TooOld];
        let more = [TooOften(1), TooLarge, DiskFull, Busy, TooLate, Failed];
        for error in all.into_iter().chain(more) {
            let status = error.into_response().status();
            assert_eq!(metrics::status(status), status.as_str());
        }
    }
}
