//! The child's view, first and on lantern; the family's next. Quoted as they were said, never edited by others.

use domain::calendar::london_day;
use domain::change::At;
use domain::field::{Field, Items, Prose};
use domain::file::FileFact;
use domain::kinds::progress_review as review;
use domain::role::Role;
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::Open;
use super::model::{Part, ViewForm};
use super::view_form::{ChildViewForm, FamilyViewForm};
use crate::features::work::{Photo, VoicePlayer, is_picture, is_voice, seconds_of};
use crate::show;
use crate::text::review::review as words;
use crate::text::time;
use crate::text::whom::Whom;
use crate::ui::avatar::{Avatar, AvatarSize, Side, initials};
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::quote::Quote;
use crate::ui::thumb::ThumbShape;

/// What stands in one of the two views.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    text: String,
    files: Vec<FileFact>,
    by: Option<domain::ids::PersonId>,
    on: Option<chrono::NaiveDate>,
}

impl Desk {
    fn said(self, words: Field<Prose>, files: Field<Items>) -> Said {
        self.record.with(|record| {
            let stamp = record.slot(At::field(words.key)).and_then(|slot| slot.stamp);
            let items = record.items(files);
            let stamp = stamp.or_else(|| items.first().map(|item| item.added));
            Said {
                text: record.text(words).trim().to_owned(),
                files: items.into_iter().filter_map(|item| item.get(review::FILE)).collect(),
                by: stamp.map(|stamp| stamp.by),
                on: stamp.map(|stamp| london_day(stamp.at)),
            }
        })
    }

    /// Whether I may write here: what somebody wrote for themselves is theirs alone.
    fn may_write(self, field: Field<Prose>, whose: Role, said: &Said) -> bool {
        let theirs = self.circle.with(|circle| {
            said.by.is_some_and(|by| by != circle.me && circle.role_of(by) == Some(whose))
                && circle.role() != Some(whose)
        });
        let open = self.record.with(|record| record.state != review::CLOSED);
        open && !theirs && self.may_fill(field)
    }
}

/// The child's view.
#[component]
pub(super) fn ChildView(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Pupil);
    let said = Memo::new(move |_| desk.said(review::PUPIL_VIEW, review::PUPIL_VIEW_FILES));
    let may = Memo::new(move |_| desk.may_write(review::PUPIL_VIEW, Role::Pupil, &said.get()));
    let (name, whom) = (desk.name(), desk.whom());
    let start = Callback::new(move |()| {
        let (is_child, my_name) =
            desk.circle.with_untracked(|circle| (circle.is_child(), circle.name_of(circle.me).to_owned()));
        let view = desk.record.with_untracked(|record| ViewForm::pupil(record, (!is_child).then_some(&my_name)));
        desk.form.update(|form| form.pupil = Some(view));
    });
    move || {
        if open.get() {
            return view! { <ChildViewForm desk /> }.into_any();
        }
        let badge = desk.circle.with(show::badge);
        let mark = move || view! { <ChildBadge badge size=BadgeSize::Small /> };
        let said = said.get();
        let empty = said.text.is_empty() && said.files.is_empty();
        let label = if empty { (words().write_child)(&whom) } else { words().change.to_owned() };
        let button = may.get().then(|| view! { <Open label icon=Icon::Pencil open=start /> });
        if empty {
            return view! {
                <Card tone=CardTone::Lantern title=(words().child_first)(&whom) sub=(words().child_asked)(&whom) mark>
                    {button}
                </Card>
            }
            .into_any();
        }
        let writer = desk.record.with(|record| record.text(review::PUPIL_VIEW_WRITER).trim().to_owned());
        let day = said.on.map(time::short_day).unwrap_or_default();
        let when = if writer.is_empty() { day } else { (words().written_down)(&writer, &day) };
        let who = (words().said)(&whom);
        view! {
            <div>
                {(!said.text.is_empty()).then(|| view! { <Quote who=who when text=said.text.clone() mark lantern=true /> })}
                <Files files=said.files whose=name.clone() /> {button}
            </div>
        }
        .into_any()
    }
}

/// The family's view.
#[component]
pub(super) fn FamilyView(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Parent);
    let said = Memo::new(move |_| desk.said(review::PARENT_VIEW, review::PARENT_VIEW_FILES));
    let may = Memo::new(move |_| desk.may_write(review::PARENT_VIEW, Role::Parent, &said.get()));
    let start = Callback::new(move |()| {
        let view = desk.record.with_untracked(ViewForm::parent);
        desk.form.update(|form| form.parent = Some(view));
    });
    move || {
        if open.get() {
            return view! { <FamilyViewForm desk /> }.into_any();
        }
        let said = said.get();
        let empty = said.text.is_empty() && said.files.is_empty();
        let label = if empty { words().write_family } else { words().change };
        let button = may.get().then(|| view! { <Open label icon=Icon::Pencil open=start /> });
        if empty {
            return view! {
                <Card title=words().family_next sub=words().family_asked>
                    {button}
                </Card>
            }
            .into_any();
        }
        let (who, when, shown) = who_of_family(desk, &said);
        let name = who.clone();
        view! {
            <div>
                {(!said.text.is_empty())
                    .then(|| {
                        let shown = shown.clone();
                        view! {
                            <Quote
                                who=who
                                when
                                text=said.text.clone()
                                mark=move || view! { <Avatar initials=shown.clone() side=Side::Family size=AvatarSize::Small no_mark=true /> }
                            />
                        }
                    })}
                <Files files=said.files whose=name /> {button}
            </div>
        }
        .into_any()
    }
}

/// "Samina said", or "The family said", "written down by Grace".
fn who_of_family(desk: Desk, said: &Said) -> (String, String, String) {
    let day = said.on.map(time::short_day).unwrap_or_default();
    desk.circle.with(|circle| {
        let by = said.by.map(|by| (circle.role_of(by), circle.name_of(by).to_owned()));
        match by {
            Some((Some(Role::Parent), name)) => {
                ((words().said)(&Whom::Child(show::first_name(&name))), day, initials(&name))
            }
            Some((_, name)) => {
                (words().family_said.to_owned(), (words().written_down)(&name, &day), initials(words().family))
            }
            None => (words().family_said.to_owned(), day, initials(words().family)),
        }
    })
}

/// Pictures and voices.
#[component]
fn Files(files: Vec<FileFact>, whose: String) -> impl IntoView {
    let label = (words().voice_of)(&whose);
    let each = files.into_iter().map(|file| {
        if is_voice(&file) {
            return view! { <VoicePlayer seconds=seconds_of(&file) file label=label.clone() /> }.into_any();
        }
        if is_picture(&file) {
            return view! { <Photo file alt=(words().picture_of)(&whose) shape=ThumbShape::Whole /> }.into_any();
        }
        view! { <p>{file.name}</p> }.into_any()
    });
    each.collect_view()
}
