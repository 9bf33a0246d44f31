//! One named state of a component. The gallery, the screenshots and the axe test all read the same list.

use leptos::prelude::*;

/// A component in one state, with a name to find it by.
pub(crate) struct Example {
    /// What the state is, in a few words.
    pub(crate) name: &'static str,
    view: ViewFn,
}

impl Example {
    pub(crate) fn new<V: RenderHtml + Send + 'static>(
        name: &'static str,
        view: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        Self { name, view: ViewFn::from(view) }
    }

    /// Draws the example.
    pub(crate) fn view(&self) -> AnyView {
        self.view.run()
    }
}
