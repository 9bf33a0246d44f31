//! Afterwards: did we listen, and what came of what the child said.

use domain::kinds::progress_review as review;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, area};
use super::model::{Part, Text};
use super::pack::paragraphs;
use crate::circle::Circle;
use crate::notebook::Notebook;
use crate::text::review::review as words;
use crate::ui::card::{Card, CardTone};
use crate::ui::choice::Choice;
use crate::ui::segmented::Segmented;

/// "Did we listen?", from 1 to 5: one tap.
#[component]
pub(super) fn Listened(desk: Desk) -> impl IntoView {
    let chosen = Memo::new(move |_| desk.record.with(|record| record.get(review::LISTENED)));
    let may = Memo::new(move |_| desk.may_fill(review::LISTENED));
    let whom = desk.whom();
    let options: Vec<Choice<i64>> = (1..=5).map(|score: i64| Choice::new(score, score.to_string())).collect();
    let on_select = Callback::new(move |score: i64| {
        let before = chosen.get_untracked();
        let circle = desk.circle.with_untracked(Circle::id);
        let (notebook, id) = (desk.notebook, desk.id);
        set_listened(notebook, circle, id, Some(score));
        desk.done.say(words().thank_you.to_owned(), move || set_listened(notebook, circle, id, before));
    });
    move || {
        let (whom, options) = (whom.clone(), options.clone());
        match (may.get(), chosen.get()) {
            (true, _) => {
                view! {
                    <Card tone=CardTone::Lantern title=words().did_we_listen sub=(words().let_answer)(&whom)>
                        <Readers desk />
                        <Segmented legend=words().did_we_listen options selected=chosen on_select />
                        <p class="fb-quiet fb-small">{words().listen_ends}</p>
                    </Card>
                }
                    .into_any()
            }
            (false, Some(score)) => {
                view! { <Card tone=CardTone::Lantern title=words().did_we_listen><p>{(words().listened)(&whom, score)}</p></Card> }.into_any()
            }
            (false, None) => ().into_any(),
        }
    }
}

fn set_listened(notebook: Notebook, circle: domain::ids::CircleId, id: domain::ids::RecordId, score: Option<i64>) {
    let Some(circle) = notebook.circle(circle).get_untracked() else { return };
    let Some(record) = circle.get(id) else { return };
    let compose = notebook.on(record);
    let compose = match score {
        Some(score) => compose.set(review::LISTENED, score),
        None => compose.clear(review::LISTENED),
    };
    if compose.is_empty() {
        return;
    }
    let change = compose.done();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(vec![change]).await;
    });
}

/// "Zara said, we did".
#[component]
pub(super) fn Promise(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Promise);
    let said = Memo::new(move |_| desk.record.with(|record| record.text(review::YOU_SAID).to_owned()));
    let did = Memo::new(move |_| desk.record.with(|record| record.text(review::WE_DID).to_owned()));
    let whom = desk.whom();
    let start = Callback::new(move |()| {
        desk.form.update(|form| {
            form.you_said = Some(Text::of(&said.get_untracked()));
            form.we_did = Some(Text::of(&did.get_untracked()));
        });
    });
    move || {
        let title = (words().said_we_did)(&whom);
        if open.get() {
            let asks = (words().you_said)(&whom);
            return view! {
                <Card tone=CardTone::Lantern title>
                    <Readers desk />
                    {area(desk, asks.clone(), None, |form| form.you_said.as_mut().map(|words| &mut words.text))}
                    {area(desk, words().we_did, None, |form| form.we_did.as_mut().map(|words| &mut words.text))}
                    <Foot desk part=Part::Promise />
                </Card>
            }
            .into_any();
        }
        let (said, did, leads) = (said.get(), did.get(), desk.may_fill(review::WE_DID));
        let empty = said.trim().is_empty() && did.trim().is_empty();
        if empty && !leads {
            return ().into_any();
        }
        let label = if empty { words().write_promise } else { words().change };
        view! {
            <Card tone=CardTone::Lantern title>
                {paragraphs(&said)} {paragraphs(&did)} {leads.then(|| view! { <Open label open=start /> })}
            </Card>
        }
        .into_any()
    }
}
