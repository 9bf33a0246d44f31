//! The way of a piece of work, as steps: handed in, seen, feedback, read.

use domain::kinds::work;
use domain::record::Record;
use leptos::prelude::*;

use crate::text::work::work as words;
use crate::ui::icon::Icon;
use crate::ui::tag::{Tag, TagTone};

/// How far work has come along its four steps; nothing where it took another way.
pub(super) fn steps_done(record: &Record) -> Option<usize> {
    match record.state {
        work::HANDED_IN => Some(1),
        work::SEEN => Some(2),
        work::FEEDBACK_GIVEN => Some(3),
        work::READ => Some(4),
        _ => None,
    }
}

/// What its state is called.
pub(super) fn state_words(record: &Record) -> &'static str {
    match record.state {
        work::HANDED_IN => words().handed_in,
        work::SEEN => words().seen,
        work::FEEDBACK_GIVEN => words().feedback_given,
        work::READ => words().feedback_read,
        work::USED_IN_LESSON => words().used_in_lesson,
        work::NOT_TODAY => words().not_today,
        work::WITHDRAWN => words().withdrawn,
        _ => words().being_made,
    }
}

/// One tag with the state.
#[component]
pub(super) fn StateTag(record: Record) -> impl IntoView {
    let (icon, tone) = match record.state {
        work::NOT_TODAY => (Icon::Moon, TagTone::Sunk),
        work::USED_IN_LESSON => (Icon::School, TagTone::School),
        work::FEEDBACK_GIVEN => (Icon::MessageCircle, TagTone::Pine),
        work::READ => (Icon::CircleCheck, TagTone::Sunk),
        work::SEEN => (Icon::Eye, TagTone::Sunk),
        _ => (Icon::Send, TagTone::Sunk),
    };
    view! { <Tag label=state_words(&record) icon tone /> }
}

/// The four steps, those done filled.
#[component]
pub(super) fn Steps(record: Record) -> impl IntoView {
    let Some(done) = steps_done(&record) else { return view! { <StateTag record /> }.into_any() };
    let steps = [words().handed_in, words().seen, words().feedback_given, words().feedback_read];
    let each = steps.into_iter().enumerate().map(|(at, word)| {
        let icon = if at < done { Icon::CircleCheck } else { Icon::Circle };
        let step = if at + 1 == done { Some("step") } else { None };
        view! {
            <li class="fb-work-steps__step" class=("fb-work-steps__step--done", at < done) aria-current=step>
                {icon.sized(crate::ui::icon::IconSize::Small)}
                <span>{word}</span>
                {(at >= done).then(|| view! { <span class="fb-hidden">{words().to_come}</span> })}
            </li>
        }
    });
    view! { <ol class="fb-work-steps" role="list" aria-label=words().steps>{each.collect_view()}</ol> }.into_any()
}
