//! When, where and with whom.

use domain::kinds::progress_review as review;
use domain::role::Role;
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, day, line};
use super::model::{Guest, MainStep, Part, guests};
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::checkbox::Checkbox;
use crate::ui::icon::Icon;
use crate::ui::text_field::TextKind;

/// The form, while it is open.
#[component]
pub(super) fn DateEditor(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::When);
    let books = Memo::new(move |_| desk.record.with(|record| record.state == review::PROPOSED));
    let form = desk.form;
    let why_not =
        Signal::derive(move || form.with(|form| form.is_wrong(Part::When).then(|| words().fill_date.to_owned())));
    let put_away = move |()| form.update(|form| form.close(Part::When));
    move || {
        open.get().then(|| {
            view! {
                <Card title=words().choose_date sub=words().choose_date_more>
                    <Readers desk />
                    <div class="fb-cluster">
                        {day(desk, words().day, |form| form.when.as_mut().map(|when| &mut when.day))}
                        {line(desk, words().time, TextKind::Time, |form| form.when.as_mut().map(|when| &mut when.time))}
                    </div>
                    {line(desk, words().place, TextKind::Text, |form| form.when.as_mut().map(|when| &mut when.place))}
                    {line(desk, words().link, TextKind::Text, |form| form.when.as_mut().map(|when| &mut when.link))}
                    <Guests desk />
                    {move || match books.get() {
                        false => view! { <Foot desk part=Part::When why=words().fill_date /> }.into_any(),
                        true => {
                            view! {
                                <div class="fb-actions">
                                    <Button
                                        label=words().book
                                        icon=Icon::CalendarCheck
                                        busy=desk.busy
                                        why_not
                                        on_press=move |()| desk.go(MainStep::ChooseDate)
                                    />
                                    <Button label=words().put_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=put_away />
                                </div>
                            }
                                .into_any()
                        }
                    }}
                </Card>
            }
        })
    }
}

#[component]
fn Guests(desk: Desk) -> impl IntoView {
    let form = desk.form;
    let boxes = desk.circle.with_untracked(guests).into_iter().map(|guest| {
        let Guest { person, ref name, ref part, role } = guest;
        let label = if role == Role::Pupil { desk.name() } else { name.clone() };
        let checked = Signal::derive(move || {
            form.with(|form| form.when.as_ref().is_some_and(|when| when.people.contains(&person)))
        });
        let hint = Some(part.clone()).filter(|part| !part.is_empty());
        let on_toggle = move |on: bool| {
            form.update(|form| {
                if let Some(when) = &mut form.when {
                    when.tick(person, on);
                }
            });
        };
        view! { <Checkbox label hint=Signal::stored(hint) checked on_toggle /> }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class="nhsuk-fieldset">
            <legend class="nhsuk-fieldset__legend">{words().who_comes}</legend>
            {boxes}
        </fieldset>
    }
}

/// Where and with whom, to read.
#[component]
pub(super) fn DateLine(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::When);
    let names = move || {
        desk.record.with(|record| {
            let each = record.items(review::ATTENDEES).into_iter().map(|item| {
                let (name, part) = (item.text(review::ATTENDEE_NAME), item.text(review::ATTENDEE_ROLE));
                if part.is_empty() { name.to_owned() } else { format!("{name}, {}", part.to_lowercase()) }
            });
            each.collect::<Vec<_>>()
        })
    };
    let place = move || desk.record.with(|record| record.text(review::PLACE).to_owned());
    let link = move || desk.record.with(|record| record.text(review::LINK).to_owned());
    let shows = move || !open.get() && (!names().is_empty() || !place().is_empty() || !link().is_empty());
    let may_change = move || {
        desk.leads.get()
            && desk.record.with(|record| record.state.0 < review::HELD.0 && record.state != review::PROPOSED)
    };
    move || {
        shows().then(|| {
            let people = names().into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
            let where_ = [place(), link()].into_iter().filter(|part| !part.is_empty()).map(|part| view! { <p>{part}</p> }).collect_view();
            view! {
                <Card title=words().where_and_who>
                    {where_}
                    <ul>{people}</ul>
                    {may_change().then(|| view! { <Open label=words().change_date icon=Icon::Calendar open=move |()| desk.open_date() /> })}
                </Card>
            }
        })
    }
}
