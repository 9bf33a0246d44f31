//! English words around every page.

use crate::text::shell::ShellWords;

pub(crate) static SHELL: ShellWords = ShellWords {
    today: "Today",
    pupils: "Pupils",
    work: "Work",
    reviews: "Reviews",
    people: "People",
    more: "More",
    to_send: "To send",
    lock: "Lock",
    search: "Search",
    opening: "Opening",
    no_internet: "No internet",
    carry_on: "you can carry on",
    not_here: "This page is not here",
    not_here_why: "It may have moved, or you may not see it any more. Nothing is lost.",
    to_today: "Go to Today",
    cannot_keep: "This device can’t keep your words just now",
    cannot_keep_why: "Please copy them somewhere safe, then close other tabs and try again.",
    new_version: "A new version is ready",
    new_version_why: "Your drafts are kept. It takes a few seconds.",
    use_new_version: "Use it now",
    later: "Later",
    signed_out: "You were signed out",
    signed_out_why: "What you write stays here and goes when you sign in again.",
    part_missing: "This page has not come yet",
    part_missing_why: "It needs the internet once. What you wrote is safe.",
    try_again: "Try again",
    sign_in_again: "Sign in",
};
