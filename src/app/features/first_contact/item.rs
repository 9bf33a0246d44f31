//! One thing that was asked for: what became of it, and the place to answer.

use domain::access::Action;
use domain::change::At;
use domain::field::ChoiceOf;
use domain::file::FileFact;
use domain::ids::ItemId;
use domain::kinds::{first_contact_checklist as checklist, medium_term_plan};
use leptos::prelude::*;

use super::model::{Asked, answer};
use crate::at_record::{Here, There};
use crate::features::record::FileLink;
use crate::features::work::{ANY_FILE, Taking, TakingState};
use crate::routes::paths;
use crate::show;
use crate::text::first_contact::first_contact as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::segmented::Segmented;
use crate::ui::tag::{Tag, TagTone};

/// The card.
#[component]
pub(super) fn OneAsked(here: Here, asked: Memo<Vec<Asked>>, item: ItemId) -> impl IntoView {
    let one = Memo::new(move |last: Option<&Option<Asked>>| {
        let found = asked.with(|asked| asked.iter().find(|one| one.id == item).cloned());
        found.or_else(|| last.cloned().flatten())
    });
    let of = move |read: fn(&Asked) -> String| {
        Signal::derive(move || one.with(|one| one.as_ref().map(read).unwrap_or_default()))
    };
    let name = of(|one| one.name.clone());
    let waits = Memo::new(move |_| one.with(|one| one.as_ref().is_none_or(|one| one.answer == checklist::ASKED)));
    let sub = of(|one| match one.answer {
        checklist::ASKED => (words().waits)(one.days),
        _ => (words().took)(one.days),
    });
    let note = of(|one| one.note.clone());
    let file = Memo::new(move |_| one.with(|one| one.as_ref().and_then(|one| one.file.clone())));
    let at = At::item(checklist::ITEMS.key, item, checklist::ANSWER.key);
    let answers = Memo::new(move |_| here.may_fill_in_item(at));
    let shares_plans = Memo::new(move |_| {
        let plan = one.with(|one| one.as_ref().is_some_and(|one| one.what == Some(checklist::MEDIUM_TERM_PLAN)));
        plan && here.circle.with(|circle| circle.may_begin(medium_term_plan::KIND))
    });
    let circle_id = here.record.with_untracked(|record| record.circle);
    view! {
        <Card
            title=Signal::derive(move || Some(name.get()))
            sub=Signal::derive(move || Some(sub.get()))
            end=move || view! { <Tag label=of(|one| said(one.answer).to_owned()) tone=tone(waits.get()) /> }
        >
            {move || {
                let note = note.get();
                (!note.is_empty()).then(|| view! { <p class="fb-plan-text" dir="auto">{note}</p> })
            }}
            {move || file.get().map(|file| view! { <FileLink file /> })}
            <Show when=move || answers.get()>
                <Answer here item one name />
            </Show>
            <Show when=move || shares_plans.get() && waits.get()>
                <Button
                    label=words().share_plan
                    kind=ButtonKind::Second
                    size=ButtonSize::Small
                    icon=Icon::Plus
                    href=paths::new_plan(circle_id)
                />
            </Show>
        </Card>
    }
}

/// One tap says it, attaching a file says it, too.
#[component]
fn Answer(here: Here, item: ItemId, one: Memo<Option<Asked>>, name: Signal<String>) -> impl IntoView {
    let selected = Signal::derive(move || one.with(|one| one.as_ref().map(|one| one.answer)));
    let options = vec![
        Choice::new(checklist::RECEIVED, words().received),
        Choice::new(checklist::NOT_HELD, words().not_held),
        Choice::new(checklist::DECLINED, words().declined),
    ];
    let taking = Taking::new(here.notebook);
    let there = here.there();
    // Preparing a photo takes a while: the page may be gone by then.
    let attach = move |event: leptos::ev::Event| {
        taking.take(&event, move |file| say(there, item, checklist::RECEIVED, Some(file)))
    };
    let answered = Memo::new(move |_| selected.get().is_some_and(|answer| answer != checklist::ASKED));
    let options = StoredValue::new(options);
    // What was attached once is not asked for again.
    let takes_file = Memo::new(move |_| {
        one.with(|one| {
            one.as_ref().is_some_and(|one| match one.answer {
                checklist::RECEIVED => one.file.is_none(),
                answer => answer == checklist::ASKED,
            })
        })
    });
    view! {
        <div class="fb-asked__answer fb-no-print">
            <Show when=move || !answered.get()>
                <Segmented legend=name options=options.get_value() selected on_select=move |answer| say(there, item, answer, None) />
            </Show>
            <div class="fb-actions">
                <Show when=move || takes_file.get()>
                    <FilePicker
                        label=Signal::derive(move || (words().attach)(&name.get()))
                        icon=Icon::Paperclip
                        accept=ANY_FILE
                        on_pick=attach
                    />
                </Show>
                <Show when=move || answered.get()>
                    <Button
                        label=words().ask_again
                        kind=ButtonKind::Plain
                        size=ButtonSize::Small
                        icon=Icon::Undo
                        on_press=move |()| say(there, item, checklist::ASKED, None)
                    />
                </Show>
            </div>
            <TakingState taking />
        </div>
    }
}

fn say(there: There, item: ItemId, to: ChoiceOf, file: Option<FileFact>) {
    let today = show::today();
    there.act(
        |circle, record, begun| {
            let next = checklist::state_after(record, item, to);
            let moves = Action::Move { from: record.state, to: next };
            let state = (next != record.state && circle.may(moves, record, today)).then_some(next);
            let answered = answer(begun, item, to, today, state);
            file.into_iter().fold(answered, |change, file| change.set_in(checklist::ITEMS, item, checklist::FILE, file))
        },
        said(to),
    );
}

fn said(answer: ChoiceOf) -> &'static str {
    match answer {
        checklist::RECEIVED => words().received,
        checklist::NOT_HELD => words().not_held,
        checklist::DECLINED => words().declined,
        _ => words().asked,
    }
}

fn tone(waits: bool) -> TagTone {
    if waits { TagTone::Lantern } else { TagTone::Sunk }
}
