//! Counts, in the text form that Prometheus reads. Routes and outcomes only: nothing about anybody. A label's words are
//! always our own: what a stranger writes would be kept for ever.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use axum::http::{Method, StatusCode};

/// Counts of what happened since the server started.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<Series, f64>>);

/// A label and its value.
pub type Label = (&'static str, &'static str);

/// A metric's name and its labels.
type Series = (&'static str, Vec<Label>);

impl Metrics {
    /// One more of these.
    pub fn count(&self, name: &'static str, labels: &[Label]) {
        self.add(name, labels, 1.0);
    }

    /// So much more of this.
    pub fn add(&self, name: &'static str, labels: &[Label], amount: f64) {
        let mut series = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *series.entry((name, labels.to_vec())).or_default() += amount;
    }

    /// Everything, as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut last = "";
        for ((name, labels), value) in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            if *name != last {
                // Writing to a string cannot fail.
                let _written = writeln!(text, "# TYPE {name} counter");
                last = name;
            }
            let labels: Vec<String> = labels.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
            let _written = writeln!(text, "{name}{{{}}} {value}", labels.join(","));
        }
        text
    }
}

/// A request's method, in our words.
#[must_use]
pub fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        _ => "other",
    }
}

/// An answer's status, in our words.
#[must_use]
pub fn status(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200 => "200",
        204 => "204",
        206 => "206",
        400 => "400",
        401 => "401",
        403 => "403",
        404 => "404",
        405 => "405",
        408 => "408",
        409 => "409",
        413 => "413",
        415 => "415",
        416 => "416",
        422 => "422",
        426 => "426",
        429 => "429",
        500 => "500",
        503 => "503",
        507 => "507",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_out_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        metrics.count("footbridge_requests_total", &[("route", "/api/sync"), ("status", "200")]);
        metrics.count("footbridge_requests_total", &[("route", "/api/sync"), ("status", "200")]);
        let expect = "# TYPE footbridge_requests_total counter\n\
                      footbridge_requests_total{route=\"/api/sync\",status=\"200\"} 2\n";
        assert_eq!(metrics.text(), expect);
    }
}
