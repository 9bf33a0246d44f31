//! English words of what was begun and not finished, of a clock that is wrong, and of what was removed.

use super::plural::counted;
use crate::text::drafts::DraftWords;

pub(crate) static DRAFTS: DraftWords = DraftWords {
    go_on_with: "Go on with",
    go_on_session: "Go on with the session",
    new_session: "Start a new one",
    see_all: |count| format!("See all {count}"),
    throw_away: "Throw away",
    throw_away_sure: "Throw this draft away?",
    throw_away_text: "It goes from this device. Nobody else has it.",
    keep_it: "Keep it",
    no_words: "No words yet",
    also_here: "You also wrote this in another window",
    also_here_more: "Both texts are kept. Go on with one of them, and copy what you need from the other.",
    also_begun: "You also began to write this in another place",
    also_begun_more: "It is kept as well. Go on with it there, or copy what you need from it.",
    begun_before: "You have one begun",
    begun_before_more: "It is not saved yet. Go on with it, or write another one here.",
    left_over: |words| format!("Not in what was saved: {words}"),
    go_on: "Go on with it",
    use_this: "Go on with this one",
    copy: "Copy the words",
    copied: "Copied",
    clock_wrong: "The clock of this device is wrong",
    clock_wrong_more: |shows, day, right| {
        format!(
            "It shows {shows}. It is {day}, {right}. Open the settings of this device and let it set date and time by itself. What you wrote is safe."
        )
    },
    written: |when| format!("written {when}"),
    their_clock: "the clock of their device is wrong",
    removed: "Removed",
    removed_of: |whom| whom.say(|name| format!("Removed from {name}’s page"), "Removed from your page"),
    removed_more: "Removed by mistake? Bring it back within 30 days.",
    nothing_removed: "Nothing was removed in the last 30 days",
    removed_by: |who, when| format!("{who} · removed {when}"),
    days_left: |days| counted(days, "day left", "days left"),
    bring_back: "Bring back",
};
