//! English words of "To send" and of choosing between two texts.

use super::plural::counted;
use crate::text::to_send::ToSendWords;

pub(crate) static TO_SEND: ToSendWords = ToSendWords {
    title: "To send",
    all_sent: "All is sent",
    all_sent_more: "Everything you wrote here is on the server.",
    sending: |number, all| format!("Sending {number} of {all}"),
    sending_more: "Keep Footbridge open until it is done.",
    safe_here: |count| counted(count, "thing is safe here", "things are safe here"),
    away_since: |time| format!("No connection since {time}. Footbridge sends by itself when it is back."),
    next: |count| counted(count, "thing to send", "things to send"),
    server_busy: "The server has a lot to do. Footbridge sends by itself in a moment.",
    next_more: "Footbridge sends by itself.",
    sign_in_first: "Sign in to send.",
    load_first: "Load the new version to send.",
    files_there: |there, all| {
        if all == 1 {
            "1 photo or file to go".to_owned()
        } else {
            format!("{there} of {all} photos and files are there")
        }
    },
    sent_today: "Sent today",
    needs_you: "Needs you",
    waiting: "Waiting to go",
    drafts: "Drafts",
    drafts_sub: "Only you see these, here.",
    two_texts: |about| format!("Two people wrote “{about}”. We kept both."),
    choose: "Choose one",
    handed_over: "You are no longer in this circle. Your words were handed to the organisation, and are here too.",
    copy: "Copy my words",
    copied: "Copied",
    let_go: "Let it go",
    let_go_sure: "Let this go?",
    let_go_text: "Your words go from this device. Copy them first if you want to keep them.",
    keep: "Keep it here",
    try_now: "Try now",
    last_heard: |time| format!("Last in touch {time}"),
    two_people: |about| format!("Two people wrote “{about}”"),
    kept_both: "We kept both. Which should everyone see?",
    now_shown: "shown now",
    also_written: "also written",
    use_both: "Use both",
    use_both_more: "One after the other. You can change it later.",
    write_new: "Write a new one",
    write_new_more: "Both stand there for now, and you write a new text from them.",
    keep_and_write: "Write a new one",
    too_long_together: "Together they are too long for this place. Choose one of them. The other stays in the history.",
    nothing_chosen: "Choose which text everyone should see.",
    before: "See what it said before",
    nothing_lost: "Nothing is lost. You can change it later.",
    keep_mine: "Keep my words",
    keep_theirs: |name| format!("Keep {name}’s words"),
    keep_all: "Keep both",
    chosen: "Everyone sees this now. The other text stays in history.",
    decide_later: "Decide later",
    settled: "This is settled",
    back_to_page: "Back to the page",
    waits_for_wifi: "Photos and files wait for Wi-Fi",
    waits_for_wifi_more: "You chose that on this device. Words go at once.",
    change_that: "Change that",
};
