//! Feedback in short, on the page of its work.

use domain::change::At;
use domain::kinds::feedback;
use domain::record::Record;
use leptos::prelude::*;

use super::answer::thanked_by;
use super::reading::read_lines;
use super::stickers::sticker;
use crate::circle::Circle;
use crate::features::work::{RecordTag, VoicePlayer, seconds_of};
use crate::show;
use crate::text::feedback::feedback as words;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::feedback_part::{FeedbackKind, FeedbackPart};
use crate::ui::icon::Icon;
use crate::ui::tag::{Tag, TagTone};

/// The card: who says it, what is strong, one next step, and whether it was read.
#[component]
pub(crate) fn FeedbackCard(circle: Circle, said: Record, href: String) -> impl IntoView {
    let by = said.created.by;
    let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
    let tagged = Signal::stored(circle.clone());
    let read = read_lines(&circle, &said);
    // Each by whoever wrote it: a parent's thanks are not the child's.
    let writer = |field| said.writer(At::field(field));
    let thanks = thanked_by(&said).map(|by| match by == circle.me {
        true => words().thanked.to_owned(),
        false => (words().thanked_by)(&show::first_name(circle.name_of(by))),
    });
    let answered = |field| {
        writer(field).map(|by| match by == circle.me {
            true => words().your_answer.to_owned(),
            false => (words().says_back)(&show::first_name(circle.name_of(by))),
        })
    };
    let (who, who_spoke) = (answered(feedback::ANSWER.key), answered(feedback::ANSWER_VOICE.key).unwrap_or_default());
    let answer = said.text(feedback::ANSWER).trim().to_owned();
    let answer_voice = said.get(feedback::ANSWER_VOICE);
    let id = said.id;
    view! {
        <Card
            title=show::name(&circle, by)
            sub=circle.known_as(by).to_owned()
            mark=move || view! { <Avatar initials=shown.clone() side /> }
        >
            <Words said=said.clone() />
            <p class="fb-cluster">
                <RecordTag circle=tagged record=id />
                {read.into_iter().map(|read| view! { <Tag label=read icon=Icon::Eye tone=TagTone::Bare /> }).collect_view()}
                {thanks.map(|label| view! { <Tag label icon=Icon::Heart tone=TagTone::LanternSoft /> })}
            </p>
            {(!answer.is_empty())
                .then(|| {
                    view! {
                        <p>
                            {who.map(|who| view! { <span class="fb-quiet">{who} ": "</span> })}
                            <span dir="auto">{(words().quote)(&answer)}</span>
                        </p>
                    }
                })}
            {answer_voice.map(|file| view! { <VoicePlayer seconds=seconds_of(&file) file label=who_spoke /> })}
            <Button label=words().open_it kind=ButtonKind::Second size=ButtonSize::Small href />
        </Card>
    }
}

/// The parts of feedback, strength first; and its sticker and voice.
#[component]
pub(super) fn Words(said: Record) -> impl IntoView {
    let (strong, next) =
        (said.text(feedback::STRENGTH).trim().to_owned(), said.text(feedback::NEXT_STEP).trim().to_owned());
    let given = said.get(feedback::STICKER).and_then(|given| sticker(given.0));
    view! {
        {given.map(|sticker| view! { <div class="fb-feedback-sticker">{sticker}</div> })}
        {(!strong.is_empty()).then(|| view! { <FeedbackPart kind=FeedbackKind::Strong title=words().strong text=(words().quote)(&strong) /> })}
        {(!next.is_empty()).then(|| view! { <FeedbackPart kind=FeedbackKind::NextStep title=words().next_step text=next /> })}
    }
}
