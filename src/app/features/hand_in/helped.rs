//! Who helped, what the child says about it, and work without a photo: a voice or typed words.

use domain::kinds::work;
use leptos::prelude::*;

use super::model::HandInForm;
use crate::circle::Circle;
use crate::features::work::VoiceNote;
use crate::show;
use crate::text::hand_in::hand_in as words;
use crate::ui::choice::Choice;
use crate::ui::icon::Icon;
use crate::ui::more::More;
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;
use crate::ui::text_area::TextArea;
use crate::ui::text_field::TextField;
use crate::ui::tile_choice::TileChoice;

/// In the order of `work::HELPERS`.
const SOMEONE_ELSE: u8 = 4;

/// Say it or type it; and what the child says about it.
#[component]
pub(super) fn OrElse(circle: Signal<Circle>, form: RwSignal<HandInForm>) -> impl IntoView {
    let voice = Signal::derive(move || form.with(|form| form.voice.clone()));
    let typed = Signal::derive(move || form.with(|form| form.typed.clone()));
    let comment = Signal::derive(move || form.with(|form| form.comment.clone()));
    let about = Signal::derive(move || {
        circle.with(|circle| match circle.is_child() {
            true => words().you_say_about_it.to_owned(),
            false => (words().say_about_it)(circle.first_name()),
        })
    });
    let readers =
        Signal::derive(move || circle.with(|circle| show::readers_if(circle, work::KIND, work::HANDED_IN, &[])));
    let open = form.with_untracked(|form| form.voice.is_some() || !form.typed.is_empty());
    view! {
        <More summary=words().or_else open>
            <VoiceNote
                kept=voice
                on_kept=move |voice| form.update(|form| form.voice = Some(voice))
                on_removed=move |()| form.update(|form| form.voice = None)
            />
            <TextArea label=words().type_it hint=words().type_it_hint value=typed on_input=move |text: String| form.update(|form| form.typed = text) />
        </More>
        <SeenBy readers />
        <TextArea label=about value=comment on_input=move |text: String| form.update(|form| form.comment = text) />
    }
}

/// Three tiles and two more.
#[component]
pub(super) fn WhoHelped(circle: Signal<Circle>, form: RwSignal<HandInForm>) -> impl IntoView {
    let just = circle.with_untracked(|circle| match circle.is_child() {
        true => words().just_me.to_owned(),
        false => (words().just)(circle.first_name()),
    });
    let options = vec![
        Choice::new(0, just).with_icon(Icon::User),
        Choice::new(1, words().a_parent).with_icon(Icon::Users),
        Choice::new(2, words().teacher).with_icon(Icon::GraduationCap),
        Choice::new(3, words().on_the_ward).with_icon(Icon::Blocks),
        Choice::new(SOMEONE_ELSE, words().someone_else).with_icon(Icon::HandHeart),
    ];
    let selected = Signal::derive(move || form.with(|form| form.helped));
    let helper = Signal::derive(move || form.with(|form| form.helper.clone()));
    view! {
        <Section title=words().who_helped>
            <TileChoice legend=words().who_helped options selected on_select=move |who: u8| form.update(|form| form.helped = Some(who)) />
            <Show when=move || selected.get() == Some(SOMEONE_ELSE)>
                <TextField label=words().who value=helper on_input=move |text: String| form.update(|form| form.helper = text) />
            </Show>
        </Section>
    }
}
