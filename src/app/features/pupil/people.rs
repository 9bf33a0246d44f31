//! Everyone in the circle: who, as what, since when. Parent and pupil can always open it (D1).

use domain::access::Action;
use domain::kinds::circle_member;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::contacts::{self, ContactOrder, ContactsMissing};
use super::invitation::EndInvitation;
use super::invite::InviteForm;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::notebook::use_notebook;
use crate::routes::{paths, use_circle_id};
use crate::show;
use crate::text::joining::joining;
use crate::text::pupil::pupil as words;
use crate::text::whom::Whom;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// The page.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let notebook = use_notebook();
    let circle_id = use_circle_id();
    let circle = Memo::new(move |_| circle_id.get().and_then(|id| notebook.circle(id).get()));
    let Some(id) = circle_id.get_untracked() else { return view! { <NotHerePage /> }.into_any() };
    // Whoever was put in by somebody else has read it now.
    let own = Memo::new(move |_| {
        circle.with(|circle| {
            circle.as_ref().and_then(|circle| circle.member(circle.me).map(|own| (own.id, own.revision())))
        })
    });
    Effect::new(move |_| {
        if let Some((own, revision)) = own.get() {
            spawn_local(async move { notebook.mark_seen(own, revision).await });
        }
    });
    let whom = Signal::derive(move || {
        circle.with(|circle| circle.as_ref().map_or_else(|| Whom::Child(String::new()), Circle::whom))
    });
    let may_invite = Memo::new(move |_| {
        circle.with(|circle| circle.as_ref().is_some_and(|circle| circle.may_begin(circle_member::KIND)))
    });
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader
                title=Signal::derive(move || (words().people_title)(&whom.get()))
                sub=Signal::derive(move || Some((words().people_sub)(&whom.get())))
                back=Back { href: paths::pupil(id), label: (words().back_to)(&whom.get_untracked()) }
            />
            <Stack>
                <Show when=move || may_invite.get()>
                    <ContactsMissing circle />
                </Show>
                <Card flush=true>
                    <Rows>
                        {move || {
                            circle
                                .get()
                                .map(|circle| {
                                    let members: Vec<Record> = circle.members().into_iter().cloned().collect();
                                    members.into_iter().map(|member| view! { <Member circle=circle.clone() member /> }).collect_view()
                                })
                        }}
                    </Rows>
                </Card>
                <Show when=move || may_invite.get()>
                    <InviteForm circle=id />
                </Show>
            </Stack>
        </Page>
    }
    .into_any()
}

#[component]
fn Member(circle: Circle, member: Record) -> impl IntoView {
    let notebook = use_notebook();
    let name = member.text(circle_member::NAME).to_owned();
    let role = circle_member::role(&member);
    let known_as = member.text(circle_member::KNOWN_AS).to_owned();
    let called = if known_as.is_empty() { role.map(words().role).unwrap_or_default().to_owned() } else { known_as };
    let organisation = member.text(circle_member::ORGANISATION).to_owned();
    let is_invited = member.state == circle_member::INVITED;
    let invited = is_invited.then(|| words().invited.to_owned());
    let contact = contacts::order_of(&member);
    let small = [Some(called), Some(organisation), contact, invited]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let side = role.map_or(domain::role::Side::Hospital, domain::role::Role::side);
    let shown = initials(&name);
    let tag = show::delivery_if_unsent(&circle, &member);
    let may_end = member.get(circle_member::PERSON) != Some(circle.me)
        && circle.may(Action::Move { from: member.state, to: circle_member::ENDED }, &member, show::today());
    let may_edit = circle.may(Action::Edit, &member, show::today());
    let is_contact = may_edit && side == domain::role::Side::School;
    let code_at = (is_invited && may_edit).then(|| paths::invitation(circle.id(), member.id));
    let invitation = code_at.map(|href| {
        let (member, name) = (member.clone(), name.clone());
        view! {
            <div class="fb-actions">
                <Button label=joining().show_code kind=ButtonKind::Second size=ButtonSize::Small href />
                <EndInvitation notebook member name />
            </div>
        }
    });
    let asking = RwSignal::new(false);
    let sure = (words().end_access_sure)(&name);
    let ended = member.clone();
    let end = Callback::new(move |()| {
        asking.set(false);
        let change = notebook.on(&ended).move_to(circle_member::ENDED).done();
        // What could not be kept is announced above every page.
        spawn_local(async move {
            let _ = notebook.record(vec![change]).await;
        });
    });
    view! {
        <Row
            strong=name
            small
            mark=move || view! { <Avatar initials=shown.clone() side=show::side(side) /> }
            tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
            no_arrow=true
        >
            {invitation}
            {is_contact.then(|| view! { <ContactOrder circle=circle.clone() member=member.clone() /> })}
            {(may_end && !is_invited)
                .then(|| {
                    view! {
                        <Button label=words().end_access kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| asking.set(true) />
                        <Dialog
                            title=sure.clone()
                            open=asking
                            on_close=move |()| asking.set(false)
                            actions=move || {
                                view! {
                                    <Button label=words().keep on_press=move |()| asking.set(false) />
                                    <Button label=words().end_access kind=ButtonKind::Plain on_press=end />
                                }
                            }
                        >
                            <p>{words().end_access_text}</p>
                        </Dialog>
                    }
                })}
        </Row>
    }
}
