//! Whether the page is being printed. On paper nobody is "you" and no day is "tomorrow": whoever reads it later is
//! somebody else, on another day.

use std::cell::Cell;

use leptos::prelude::*;

use crate::platform::page;

thread_local! {
    static PRINTING: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// Begins to notice printing, also by the browser's own menu, for as long as the page lives.
pub(crate) fn watch() {
    let printing = RwSignal::new(false);
    PRINTING.set(Some(printing));
    page::on_printing(move |begins| {
        if printing.get_untracked() != begins {
            printing.set(begins);
        }
    });
}

/// Whether what is drawn now is for paper.
pub(crate) fn is_printing() -> bool {
    PRINTING.get().is_some_and(|printing| printing.try_get().unwrap_or(false))
}
