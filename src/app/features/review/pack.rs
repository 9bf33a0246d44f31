//! The pack: built out of the records, with a few words that can be changed before it is shared.

use domain::coverage::Coverage;
use domain::ids::RecordId;
use domain::kinds::progress_review::{self as review, PackContents};
use domain::kinds::session;
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, area};
use super::model::{Numbers, Part, Text, numbers, shown};
use super::save::{all_records, offered_summary, period};
use crate::features::work::{Photo, pictures};
use crate::routes::paths;
use crate::show;
use crate::text::review::review as words;
use crate::text::time;
use crate::ui::card::Card;
use crate::ui::checkbox::Checkbox;
use crate::ui::coverage::{self, CoverageBar};
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::tag::{Tag, TagTone};
use crate::ui::thumb::ThumbShape;

impl Desk {
    /// What the pack holds as it stands.
    pub(super) fn contents(self) -> PackContents {
        self.circle.with(|circle| {
            self.record.with(|record| {
                let (first, last) = period(record);
                shown(record, review::pack(all_records(circle), first, last))
            })
        })
    }

    /// Whether the pack can still be chosen.
    pub(super) fn packs(self) -> bool {
        self.leads.get() && self.record.with(|record| record.state.0 < review::PACK_SHARED.0)
    }
}

/// The parts.
#[component]
pub(super) fn Pack(desk: Desk) -> impl IntoView {
    let counted = Memo::new(move |_| {
        desk.circle.with(|circle| {
            desk.record.with(|record| {
                let (first, last) = period(record);
                numbers(&all_records(circle), first, last)
            })
        })
    });
    // Who holds only some sessions reads the numbers in the summary.
    let counts = Memo::new(move |_| desk.circle.with(|circle| circle.holds_all(session::KIND)));
    view! {
        <Section title=words().this_half_term>
            <Show when=move || counts.get()>
                {move || view! { <Counted counted=counted.get() /> }}
            </Show>
            <Summary desk />
            <Samples desk />
        </Section>
    }
}

#[component]
fn Counted(counted: Numbers) -> impl IntoView {
    let said = (words().counted)(counted.sessions, counted.days, counted.minutes);
    let half_days = (counted.half_days > 0).then(|| (words().half_days)(counted.half_days));
    let bars = counted.plans.into_iter().map(|(title, far)| {
        let cells: Vec<coverage::Coverage> = far.into_iter().map(cell).collect();
        view! { <CoverageBar title cells=Signal::stored(cells) legend=true /> }
    });
    let bars = bars.collect_view();
    view! {
        <Card>
            <p>
                <strong>{said}</strong>
            </p>
            {half_days.map(|half_days| view! { <p>{half_days}</p> })}
            {bars}
        </Card>
    }
}

fn cell(far: Coverage) -> coverage::Coverage {
    match far {
        Coverage::NotYet => coverage::Coverage::NotYet,
        Coverage::Part => coverage::Coverage::Part,
        Coverage::Taught => coverage::Coverage::Taught,
        Coverage::Skipped => coverage::Coverage::Skipped,
    }
}

/// The pack in words: offered, and changed by whoever prepares it.
#[component]
fn Summary(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Summary);
    let text = Memo::new(move |_| desk.record.with(|record| record.text(review::SUMMARY).trim().to_owned()));
    let start = Callback::new(move |()| {
        let stands = text.get_untracked();
        let words = match stands.is_empty() {
            false => Text::of(&stands),
            true => Text::offered(
                desk.circle
                    .with_untracked(|circle| desk.record.with_untracked(|record| offered_summary(circle, record))),
            ),
        };
        desk.form.update(|form| form.summary = Some(words));
    });
    move || {
        if open.get() {
            return Some(
                view! {
                    <Card>
                        <Readers desk />
                        {area(desk, words().in_words, None, |form| form.summary.as_mut().map(|words| &mut words.text))}
                        <Foot desk part=Part::Summary />
                    </Card>
                }
                .into_any(),
            );
        }
        let text = text.get();
        let offered = text.is_empty();
        let text = match offered {
            true => desk.circle.with(|circle| desk.record.with(|record| offered_summary(circle, record))),
            false => text,
        };
        let may = desk.leads.get();
        let tag = (offered && may)
            .then(|| view! { <Tag label=words().wrote_itself icon=Icon::FileText tone=TagTone::Bare /> });
        Some(
            view! {
                <Card>
                    {paragraphs(&text)}
                    {tag} {may.then(|| view! { <Open label=words().change_words open=start /> })}
                </Card>
            }
            .into_any(),
        )
    }
}

/// A text as its lines.
pub(super) fn paragraphs(text: &str) -> impl IntoView + use<> {
    let lines =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p dir="auto">{line.to_owned()}</p> });
    lines.collect_view()
}

/// Work to look at; before sharing, what is left out is a choice.
#[component]
fn Samples(desk: Desk) -> impl IntoView {
    let work = Memo::new(move |_| desk.contents().work);
    let any = Memo::new(move |_| work.with(|work| !work.is_empty()));
    view! {
        <Show when=move || any.get()>
            <Card title=words().samples flush=true>
                <Rows>
                    <For each=move || work.get() key=|id| *id let:id>
                        <Sample desk id />
                    </For>
                </Rows>
            </Card>
        </Show>
    }
}

#[component]
fn Sample(desk: Desk, id: RecordId) -> impl IntoView {
    let found = Memo::new(move |_| desk.circle.with(|circle| circle.get(id).cloned()));
    let circle = desk.circle.with_untracked(crate::circle::Circle::id);
    move || {
        let record = found.get()?;
        let picture = pictures(&record).into_iter().next();
        let small = format!("{}, {}", desk.called(record.created.by), time::when(record.created.at, show::today()));
        let picks = desk.packs();
        Some(view! {
            <Row
                strong=record.title()
                small
                mark=move || {
                    picture.clone().map(|page| view! { <Photo file=page.file turn=page.turn shape=ThumbShape::Small /> })
                }
                href=paths::work(circle, id)
            >
                {picks.then(|| view! { <InPack desk id title=record.title() /> })}
            </Row>
        })
    }
}

/// "In the pack": a tick that can be taken away.
#[component]
pub(super) fn InPack(desk: Desk, id: RecordId, title: String) -> impl IntoView {
    let form = desk.form;
    let checked = Signal::derive(move || form.with(|form| !form.left_out.contains(&id)));
    let on_toggle = move |on: bool| {
        form.update(|form| {
            form.left_out.retain(|left| *left != id);
            if !on {
                form.left_out.push(id);
            }
        });
    };
    view! {
        <div class="fb-no-print">
            <Checkbox label=(words().in_pack)(&title) checked on_toggle />
        </div>
    }
}
