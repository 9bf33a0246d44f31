//! Ids that tie a label, a hint and an error to their control. They only have to differ within one page.

use std::sync::atomic::{AtomicUsize, Ordering};

static LAST: AtomicUsize = AtomicUsize::new(0);

/// A new id such as `fb-tab-12`.
pub(crate) fn unique_id(what: &str) -> String {
    format!("fb-{what}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
