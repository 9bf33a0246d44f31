//! Somebody's invitation: its code as long as it waits, shown again by whoever made it, made anew or ended by any keeper.

use domain::access::Action;
use domain::kinds::circle_member::{self, ACTIVE, ENDED, INVITED};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::pupils::{CodeCard, codes};
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::now;
use crate::routes::{paths, use_circle_id, use_record_id};
use crate::show;
use crate::text::joining::joining as words;
use crate::text::time;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::sync_tag::SyncTag;

/// The page. It prints as a sheet to hand over, which names no child.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    let notebook = use_notebook();
    let (Some(circle), Some(record)) = (use_circle_id().get_untracked(), use_record_id().get_untracked()) else {
        return view! { <NotHerePage /> }.into_any();
    };
    let shown = notebook.circle(circle);
    let member = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.get(record).cloned())));
    let may_edit = Memo::new(move |_| {
        let may = |shown: &Circle| shown.get(record).is_some_and(|it| shown.may(Action::Edit, it, show::today()));
        shown.with(|shown| shown.as_ref().is_some_and(may))
    });
    let tag = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| show::delivery_if_unsent(shown, shown.get(record)?)))
    });
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader
                title=words().print_title
                back=Back { href: paths::people(circle), label: words().back_to_people.to_owned() }
                tag=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }
            />
            {move || {
                let member = member.get().filter(|member| member.kind == circle_member::KIND && may_edit.get())?;
                Some(view! { <Stack>{of_member(notebook, member, tag.with(Option::is_some))}</Stack> })
            }}
        </Page>
    }
    .into_any()
}

fn of_member(notebook: Notebook, member: Record, is_unsent: bool) -> AnyView {
    let name = member.text(circle_member::NAME).to_owned();
    match member.state {
        INVITED if !member.removed => view! { <Waiting notebook member name is_unsent /> }.into_any(),
        ACTIVE if !member.removed => {
            view! { <Notice icon=Icon::Check strong=(words().is_in)(&name) text=words().is_in_more /> }.into_any()
        }
        _ => view! { <Notice icon=Icon::Info strong=words().taken_back /> }.into_any(),
    }
}

#[component]
fn Waiting(notebook: Notebook, member: Record, name: String, is_unsent: bool) -> impl IntoView {
    let until = codes::good_until(&member).filter(|_| !is_unsent);
    let is_over = until.is_some_and(|until| until < now());
    let day = until.and_then(domain::calendar::london).map(|time| time::long_day(time.date()));
    let until_text = day.map_or_else(|| words().not_sent_yet.to_owned(), |day| (words().once_until)(&day));
    let code = RwSignal::new(None::<Option<String>>);
    let of = member.clone();
    spawn_local(async move {
        let kept = codes::code_of(notebook, &of).await;
        code.try_set(Some(kept));
    });
    let anew = member.clone();
    let new_code = move |()| {
        let member = anew.clone();
        spawn_local(async move {
            let Ok((_, hash)) = codes::new_code(notebook, member.id).await else { return };
            // What could not be kept is announced above every page.
            let _ = notebook.record(vec![notebook.on(&member).set(circle_member::INVITATION, hash).done()]).await;
        });
    };
    let card_name = name.clone();
    view! {
        {move || match (is_over, code.get()) {
            (true, _) => view! { <Notice icon=Icon::Clock strong=words().ended text=words().ended_more /> }.into_any(),
            (_, None) => ().into_any(),
            (_, Some(None)) => {
                view! { <Notice icon=Icon::Tablet strong=words().not_here text=words().not_here_more /> }.into_any()
            }
            (_, Some(Some(code))) => {
                view! { <CodeCard name=card_name.clone() code until=until_text.clone() /> }.into_any()
            }
        }}
        <div class="fb-no-print">
            <Card>
                <p class="fb-quiet">{words().new_code_ends} " " {words().kept_here_only}</p>
                <div class="fb-actions">
                    <Button
                        label=words().new_code
                        icon=Icon::RefreshCw
                        kind=ButtonKind::Second
                        size=ButtonSize::Small
                        on_press=new_code
                    />
                    <EndInvitation notebook member name />
                </div>
            </Card>
        </div>
    }
}

/// Ends an invitation, once somebody is sure.
#[component]
pub(super) fn EndInvitation(notebook: Notebook, member: Record, name: String) -> impl IntoView {
    let asking = RwSignal::new(false);
    let end = Callback::new(move |()| {
        asking.set(false);
        let change = notebook.on(&member).move_to(ENDED).done();
        // What could not be kept is announced above every page.
        spawn_local(async move {
            let _ = notebook.record(vec![change]).await;
        });
    });
    view! {
        <Button
            label=words().end_invitation
            kind=ButtonKind::Plain
            size=ButtonSize::Small
            on_press=move |()| asking.set(true)
        />
        <Dialog
            title=(words().end_sure)(&name)
            open=asking
            on_close=move |()| asking.set(false)
            actions=move || {
                view! {
                    <Button label=words().keep_invitation on_press=move |()| asking.set(false) />
                    <Button label=words().end_invitation kind=ButtonKind::Plain on_press=end />
                }
            }
        >
            <p>{words().end_text}</p>
        </Dialog>
    }
}
