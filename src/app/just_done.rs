//! What was just done, said on whatever page comes next, with the way back for as long as it shows.

use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::undo_bar::UndoBar;

/// What was just done, as a context.
#[derive(Clone, Copy)]
pub(crate) struct JustDone {
    said: RwSignal<Option<String>>,
    undo: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
}

impl JustDone {
    pub(crate) fn new() -> Self {
        Self { said: RwSignal::new(None), undo: StoredValue::new_local(None) }
    }

    /// Says it, with the way back.
    pub(crate) fn say(self, text: String, undo: impl Fn() + 'static) {
        self.undo.set_value(Some(Rc::new(undo)));
        self.said.set(Some(text));
    }

    /// Says what can't be taken back like this.
    pub(crate) fn say_only(self, text: String) {
        self.undo.set_value(None);
        self.said.set(Some(text));
    }

    fn close(self) {
        self.said.set(None);
        self.undo.set_value(None);
    }
}

/// The place to say it. Only inside signed-in pages.
pub(crate) fn use_just_done() -> JustDone {
    expect_context::<JustDone>()
}

/// The bar, over every page.
#[component]
pub(crate) fn JustDoneBar() -> impl IntoView {
    let done = use_just_done();
    let on_close = Callback::new(move |()| done.close());
    let on_undo = Callback::new(move |()| {
        let back = done.undo.get_value();
        done.close();
        if let Some(back) = back {
            back();
        }
    });
    // Drawn anew with each thing said: only some can be taken back.
    move || {
        let text = Signal::stored(done.said.get());
        match done.undo.with_value(Option::is_some) {
            true => view! { <UndoBar text on_undo on_close /> }.into_any(),
            false => view! { <UndoBar text on_close /> }.into_any(),
        }
    }
}
