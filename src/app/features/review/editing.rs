//! What every part that can be written has: fields that keep themselves, who reads it, save and put away.

use leptos::prelude::*;

use super::desk::Desk;
use super::model::{Part, ReviewForm};
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::date_field::DateField;
use crate::ui::icon::Icon;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_area::TextArea;
use crate::ui::text_field::{TextField, TextKind};

/// Where a field's words are in the form.
pub(super) trait Spot:
    for<'f> Fn(&'f mut ReviewForm) -> Option<&'f mut String> + Copy + Send + Sync + 'static
{
}
impl<S> Spot for S where S: for<'f> Fn(&'f mut ReviewForm) -> Option<&'f mut String> + Copy + Send + Sync + 'static {}

fn bound(desk: Desk, spot: impl Spot) -> (Signal<String>, Callback<String>) {
    let form = desk.form;
    let value = Signal::derive(move || form.with(|form| spot(&mut form.clone()).cloned().unwrap_or_default()));
    let on_input = Callback::new(move |text: String| {
        form.update(|form| {
            if let Some(words) = spot(form) {
                *words = text;
            }
        });
    });
    (value, on_input)
}

/// Several lines.
pub(super) fn area(desk: Desk, label: impl Into<String>, hint: Option<&'static str>, spot: impl Spot) -> impl IntoView {
    let (value, on_input) = bound(desk, spot);
    let label: String = label.into();
    let hint = Signal::stored(hint.map(str::to_owned));
    view! { <TextArea label hint value on_input /> }
}

/// One line.
pub(super) fn line(desk: Desk, label: impl Into<String>, kind: TextKind, spot: impl Spot) -> impl IntoView {
    let (value, on_input) = bound(desk, spot);
    let label: String = label.into();
    view! { <TextField label kind value on_input /> }
}

/// A day.
pub(super) fn day(desk: Desk, label: impl Into<String>, spot: impl Spot) -> impl IntoView {
    let (value, on_input) = bound(desk, spot);
    let label: String = label.into();
    view! { <DateField label value on_input /> }
}

/// Who reads it: above every place where someone writes.
#[component]
pub(super) fn Readers(desk: Desk) -> impl IntoView {
    view! { <SeenBy readers=desk.readers() /> }
}

/// Save, or put away with the way back.
#[component]
pub(super) fn Foot(
    desk: Desk,
    part: Part,
    #[prop(default = words().save, into)] label: &'static str,
    /// Where it is the page's one main action.
    #[prop(optional)]
    main: bool,
    /// What is still missing, when the part cannot be saved.
    #[prop(default = words().not_whole)]
    why: &'static str,
) -> impl IntoView {
    let form = desk.form;
    let why_not = Signal::derive(move || form.with(|form| form.is_wrong(part).then(|| why.to_owned())));
    let put_away = Callback::new(move |()| {
        let before = form.get_untracked();
        let typed = before.differs(part);
        form.update(|form| form.close(part));
        if typed {
            desk.done.say(words().put_away_done.to_owned(), move || {
                form.try_set(before.clone());
            });
        }
    });
    let (kind, size) =
        if main { (ButtonKind::Main, ButtonSize::Normal) } else { (ButtonKind::Second, ButtonSize::Small) };
    view! {
        <div class="fb-actions">
            <Button label kind size icon=Icon::Check busy=desk.busy why_not on_press=move |()| desk.save(vec![part]) />
            <Button label=words().put_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=put_away />
        </div>
    }
}

/// Opens a part to write in it.
#[component]
pub(super) fn Open(
    #[prop(into)] label: Signal<String>,
    #[prop(default = Icon::Pencil)] icon: Icon,
    #[prop(into)] open: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="fb-actions">
            <Button label kind=ButtonKind::Second size=ButtonSize::Small icon on_press=move |()| open.run(()) />
        </div>
    }
}
