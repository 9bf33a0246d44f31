//! English words of keeping in touch.

use crate::text::in_touch::InTouchWords;

pub(crate) static IN_TOUCH: InTouchWords = InTouchWords {
    title: "Keeping in touch",
    every: |days| match days {
        7 => "Both sides tell each other the latest every week.".to_owned(),
        1 => "Both sides tell each other the latest every day.".to_owned(),
        days => format!("Both sides tell each other the latest every {days} days."),
    },
    next: "Next updates",
    yours: "From you and your colleagues",
    hospital: "From the hospital teacher",
    school: "From the home school",
    due: |day| format!("Due {day}"),
    late: |day| format!("Was due {day}"),
    rests: "No updates are due at the moment.",
    tell: "Tell the latest",
    nothing_new: "Nothing new this week",
    said_nothing_new: "Noted. The other side will see that there is nothing new.",
    what_is_new: "What is new?",
    send: "Send the update",
    so_far: "Updates so far",
    nothing_yet: "No updates yet",
    nothing_yet_more: "What both sides tell each other stands here, the latest first.",
};
