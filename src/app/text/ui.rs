//! The words of the kit in `ui` itself. Everything else that is read comes in as a prop.
//! Plain English, reading age 11. Functions, so that another language can take their place.

macro_rules! words {
    ($($name:ident => $words:literal,)+) => {
        $(pub(crate) const fn $name() -> &'static str { $words })+
    };
}

words! {
    tablet => "tablet",
    phone => "phone",
    laptop => "laptop",
    needs_you => "Needs you",
    carry_on => "you can carry on",
    no_server => "Footbridge can’t be reached",
    taught => "Taught",
    part => "Part",
    not_yet => "Not yet",
    skipped => "Skipped",
    good => "Good",
    all_right => "All right",
    hard => "Hard",
    tired => "Tired",
    too_tired => "Too tired",
    not_well => "Not well",
    move_left => "Move left",
    move_right => "Move right",
    turn => "Turn",
    remove => "Remove",
    record_voice => "Record your voice",
    stop => "Stop",
    play => "Play",
    pause => "Pause",
    remove_recording => "Remove recording",
    listen => "Listen",
    stop_reading => "Stop reading",
    reading_to_you => "Reading to you",
    slower => "Slower",
    normal_speed => "Normal speed",
    check_these => "Check these first",
    close => "Close",
    undo => "Undo",
    show_typed => "Show",
    hide_typed => "Hide",
    loading => "Getting it ready",
    choose => "Choose…",
    lock => "Lock",
    main_menu => "Main menu",
    skip_to_content => "Skip to the page",
    show_figures => "Show the figures",
    when => "When",
    score => "Score",
    done => "Done",
    planned => "Planned",
    unwell_not_counted => "Unwell, not counted",
    holiday => "holiday",
    this_week => "this week",
    half_days_done => "Done",
    delete => "Delete",
    passkey => "Passkey",
    sides_hospital => "hospital",
    sides_school => "home school",
    sides_family => "family",
    sides_therapy => "therapy",
    sides_ward => "ward",
    install_open_share => "Tap the share sign",
    install_add => "Choose “Add to Home Screen”",
    install_done => "Open Footbridge from its picture",
}

pub(crate) fn only_on_this(device: &str) -> String {
    format!("Only on this {device}")
}

pub(crate) fn saving_on_this(device: &str) -> String {
    format!("Saving on this {device}…")
}

pub(crate) fn saved_on_this(device: &str, time: &str) -> String {
    format!("Saved on this {device} {time}")
}

pub(crate) fn sending(what: Option<&str>) -> String {
    what.map_or_else(|| "Sending".to_owned(), |what| format!("Sending {what}"))
}

pub(crate) fn on_the_server(time: &str) -> String {
    format!("On the server {time}")
}

pub(crate) fn no_wifi(since: Option<&str>) -> String {
    since.map_or_else(|| "No Wi-Fi".to_owned(), |since| format!("No Wi-Fi since {since}"))
}

pub(crate) fn recording(time: &str) -> String {
    format!("Recording {time}")
}

pub(crate) fn recorded(time: &str) -> String {
    format!("Your voice, {time}")
}

pub(crate) fn photo_number(number: usize) -> String {
    format!("Photo {number}")
}

/// Who reads it: these, and so many more; where it is a draft, until it is shared.
pub(crate) fn seen_by(names: &[String], more: usize, is_draft: bool) -> String {
    let until = if is_draft { " until you share it" } else { "" };
    match (names.is_empty(), more) {
        (true, _) if is_draft => "Only you until you share it.".to_owned(),
        (true, _) => "Only you see this.".to_owned(),
        (false, 0) => format!("Seen by {}{until}.", super::en::work::listed(names)),
        (false, more) => format!("Seen by {} and {more} more{until}.", names.join(", ")),
    }
}

pub(crate) fn seen_by_circle(child: &str) -> String {
    format!("Seen by the people around {child}.")
}

pub(crate) fn waiting(count: u32) -> String {
    format!("{count} waiting")
}

/// "4 taught, 2 part, 5 not yet, 1 skipped", for the coverage bar.
pub(crate) fn coverage(taught: usize, part: usize, not_yet: usize, skipped: usize) -> String {
    let mut parts = vec![format!("{taught} taught")];
    if part > 0 {
        parts.push(format!("{part} part"));
    }
    if not_yet > 0 {
        parts.push(format!("{not_yet} not yet"));
    }
    if skipped > 0 {
        parts.push(format!("{skipped} skipped"));
    }
    parts.join(", ")
}

/// "4 of 12 taught".
pub(crate) fn taught_of(taught: usize, all: usize) -> String {
    format!("{taught} of {all} taught")
}

/// "Explain my maths: began at 3, now 6.", spoken in place of a chart.
pub(crate) fn chart(title: &str, began: u8, now: u8, own: Option<u8>) -> String {
    let own = own.map_or_else(String::new, |own| format!(" Own score {own}."));
    format!("{title}: began at {began}, now {now}.{own}")
}

pub(crate) fn out_of(score: u8, most: u8) -> String {
    format!("{score} out of {most}")
}

pub(crate) fn was(score: u8) -> String {
    format!("was {score}")
}

pub(crate) fn on_side(name: &str, side: &str) -> String {
    format!("{name}, {side}")
}

/// "9 Nov: 2 done, 1 planned", spoken in place of a column of half days.
pub(crate) fn half_days(week: &str, done: u8, planned: u8, unwell: u8) -> String {
    let mut text = format!("{week}: {done} done");
    if planned > 0 {
        text.push_str(&format!(", {planned} planned"));
    }
    if unwell > 0 {
        text.push_str(&format!(", {unwell} unwell, not counted"));
    }
    text
}

pub(crate) fn pin_length(typed: usize, length: usize) -> String {
    format!("{typed} of {length} digits typed")
}
