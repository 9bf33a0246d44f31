//! Counts, in the text form that Prometheus reads. Routes and outcomes only: nothing about anybody.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

/// Counts of what happened since the server started.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<Series, f64>>);

/// A metric's name and its labels, written out.
type Series = (&'static str, String);

impl Metrics {
    /// One more of these.
    pub fn count(&self, name: &'static str, labels: &[(&str, &str)]) {
        self.add(name, labels, 1.0);
    }

    /// So much more of this.
    pub fn add(&self, name: &'static str, labels: &[(&str, &str)], amount: f64) {
        let labels: Vec<String> = labels.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
        let mut series = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *series.entry((name, labels.join(","))).or_default() += amount;
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
            let _written = writeln!(text, "{name}{{{labels}}} {value}");
        }
        text
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
