//! Marks on the browser's own timeline (`performance.mark`), for whoever measures: `cargo xtask bench`, and the
//! timeline of the browser's tools. They hold no content, and nothing in the app reads them.

use wasm_bindgen::JsValue;

use super::js;

/// What is worth a mark. Only the last of each kind is kept on the timeline, so that a page that is open for weeks
/// does not collect them; a `PerformanceObserver` hears every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The app's code runs.
    Begins,
    /// What is on the device is open.
    Opened,
    /// The pages that travel apart from the first screen are here.
    PagesHere,
    /// A round of syncing begins.
    RoundBegins,
    /// What the server answered is on the disk, and it was something.
    TakenIn,
    /// A round has ended well: nothing waits, nothing more is there.
    InStep,
    /// A person's change is about to be kept.
    SaveBegins,
    /// It is on the disk.
    Saved,
    /// A pupil's page is drawn.
    PupilShown,
}

impl Mark {
    fn name(self) -> &'static str {
        match self {
            Mark::Begins => "footbridge.begins",
            Mark::Opened => "footbridge.opened",
            Mark::PagesHere => "footbridge.pages_here",
            Mark::RoundBegins => "footbridge.round_begins",
            Mark::TakenIn => "footbridge.taken_in",
            Mark::InStep => "footbridge.in_step",
            Mark::SaveBegins => "footbridge.save_begins",
            Mark::Saved => "footbridge.saved",
            Mark::PupilShown => "footbridge.pupil_shown",
        }
    }
}

/// Sets the mark, now.
pub fn mark(mark: Mark) {
    let timeline = js::get(&js::window(), "performance");
    let name = [JsValue::from_str(mark.name())];
    for method in ["clearMarks", "mark"] {
        // An engine without a timeline measures nothing.
        let _ = js::call(&timeline, method, &name);
    }
}
