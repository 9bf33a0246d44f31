//! What was typed at the same thing in another window, or on another form of it: both texts stand, and the person says
//! which goes on.

use domain::ids::RecordId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Draft;

use super::copy_button::CopyButton;
use super::keeping::{About, Keeping, Kept, read};
use crate::faces::{Place, face};
use crate::forms::FormName;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::text::drafts::drafts as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};

/// The other texts, each with what to do; nothing where there are none.
#[component]
pub(crate) fn OtherWriting<F: Kept>(keeping: Keeping<F>) -> impl IntoView {
    let (notebook, about) = (keeping.notebook, keeping.about);
    let others = Memo::new(move |_| {
        notebook.drafts.with(|drafts| {
            let others = drafts.iter().filter(|draft| draft.record == about.record && !notebook.holds_draft(draft));
            others.filter(|draft| FormName::of(draft) == Some(F::NAME)).cloned().collect::<Vec<Draft>>()
        })
    });
    view! {
        {move || others.get().into_iter().map(|draft| view! { <Other keeping draft /> }).collect_view()}
        <OtherForms record=about.record form=F::NAME />
        <BegunBefore about />
    }
}

/// What was begun of the same kind for this child and is no record yet, where another is about to be begun: whoever looks
/// for it is led there.
#[component]
fn BegunBefore(about: About) -> impl IntoView {
    let notebook = use_notebook();
    let circle = notebook.circle(about.circle);
    let others = Memo::new(move |_| {
        circle.with(|circle| {
            let circle = circle.as_ref().filter(|circle| circle.get(about.record).is_none())?;
            let is_new = |record| circle.get(record).is_none();
            Some(notebook.drafts.with(|drafts| begun_before(drafts, about, is_new)))
        })
    });
    let one = move |draft: Draft| {
        let href = paths::of_draft(&draft, circle.get_untracked().as_ref());
        let text = draft.words;
        view! {
            <Notice icon=Icon::PencilLine strong=words().begun_before text=words().begun_before_more tone=NoticeTone::Lantern>
                <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
                <Button label=words().go_on kind=ButtonKind::Raised size=ButtonSize::Small icon=Icon::Pencil href />
            </Notice>
        }
    };
    move || others.get().into_iter().flatten().map(one).collect_view()
}

fn begun_before(drafts: &[Draft], about: About, is_new: impl Fn(RecordId) -> bool) -> Vec<Draft> {
    // Feedback speaks of one work each, and is found there.
    if let Place::FeedbackOf(_) = face(about.kind).place {
        return Vec::new();
    }
    let same = |draft: &&Draft| draft.kind == about.kind && draft.circle == about.circle;
    let mut found: Vec<Draft> = Vec::new();
    for draft in drafts.iter().filter(same).filter(|draft| draft.record != about.record && is_new(draft.record)) {
        if FormName::of(draft).is_some() && found.iter().all(|known| known.record != draft.record) {
            found.push(draft.clone());
        }
    }
    found
}

/// What was begun of this record on other forms, and where each is gone on with; nothing where nothing was.
#[component]
pub(crate) fn OtherForms(record: RecordId, form: FormName) -> impl IntoView {
    let notebook = use_notebook();
    let others = Memo::new(move |_| {
        notebook.drafts.with(|drafts| {
            let others = drafts.iter().filter(|draft| draft.record == record && FormName::of(draft) != Some(form));
            others.cloned().collect::<Vec<Draft>>()
        })
    });
    move || others.get().into_iter().map(|draft| view! { <OfOtherForm draft /> }).collect_view()
}

#[component]
fn OfOtherForm(draft: Draft) -> impl IntoView {
    // What no form here understands can be read, and copied.
    let circle = use_notebook().circle(draft.circle).get_untracked();
    let href = FormName::of(&draft).map(|_| paths::of_draft(&draft, circle.as_ref()));
    let text = draft.words.clone();
    view! {
        <Notice icon=Icon::PencilLine strong=words().also_begun text=words().also_begun_more tone=NoticeTone::Lantern>
            <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
            {href
                .map(|href| {
                    view! { <Button label=words().go_on kind=ButtonKind::Raised size=ButtonSize::Small icon=Icon::Pencil href /> }
                })}
            <CopyOrThrow draft />
        </Notice>
    }
}

#[component]
fn Other<F: Kept>(keeping: Keeping<F>, draft: Draft) -> impl IntoView {
    let form = read::<F>(&draft);
    let (chosen, text) = (draft.clone(), draft.words.clone());
    view! {
        <Notice icon=Icon::Copy strong=words().also_here text=words().also_here_more tone=NoticeTone::Lantern>
            <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
            {form
                .map(|form| {
                    let go_on = move |()| keeping.go_on_from(&chosen, form.clone());
                    view! { <Button label=words().use_this kind=ButtonKind::Raised size=ButtonSize::Small on_press=go_on /> }
                })}
            <CopyOrThrow draft />
        </Notice>
    }
}

#[component]
fn CopyOrThrow(draft: Draft) -> impl IntoView {
    let notebook = use_notebook();
    let text = draft.words.clone();
    let throw_away = move |()| {
        let draft = draft.clone();
        spawn_local(async move { notebook.throw_away(&draft).await });
    };
    view! {
        <CopyButton text label=words().copy copied=words().copied kind=ButtonKind::Plain />
        <Button label=words().throw_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=throw_away />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::CircleId;
    use domain::kind::Kind;
    use domain::kinds::{target, today_note};
    use domain::value::Moment;

    fn draft(circle: u8, kind: Kind, record: u8, words: &str) -> Draft {
        let (record, circle) = (RecordId::from_bytes([record; 16]), CircleId::from_bytes([circle; 16]));
        let form = r#"{"form_name":"general","fields":{}}"#.to_owned();
        Draft { record, kind, circle, at: Moment(0), form, words: words.to_owned(), version: 1 }
    }

    #[test]
    fn whoever_begins_another_is_told_what_they_began_of_the_same_kind_for_the_same_child() {
        let about = About {
            record: RecordId::from_bytes([9; 16]),
            kind: today_note::KIND,
            circle: CircleId::from_bytes([1; 16]),
        };
        let drafts = [
            draft(1, today_note::KIND, 2, "the later words"),
            draft(1, today_note::KIND, 2, "the earlier ones, in another window"),
            draft(1, today_note::KIND, 3, "a change of what is saved"),
            draft(1, today_note::KIND, 9, "this form's own"),
            draft(1, target::KIND, 4, "another kind"),
            draft(5, today_note::KIND, 6, "another child"),
        ];
        let found = begun_before(&drafts, about, |record| record != RecordId::from_bytes([3; 16]));
        let words: Vec<&str> = found.iter().map(|draft| draft.words.as_str()).collect();
        assert_eq!(words, ["the later words"]);
    }
}
