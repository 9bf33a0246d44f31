//! What went wrong, in words that say what to do next. The rules themselves are in `domain::check`.

use domain::access::NotToGive;
use domain::check::ProblemKind;
use domain::merge::Unfit;
use sync::device::NotRecorded;
use sync::store::StoreError;
use sync::wire::Refusal;

/// What is to be mended in a field.
pub(crate) fn problem(what: ProblemKind) -> String {
    match what {
        ProblemKind::Missing => "Please fill this in.".to_owned(),
        ProblemKind::TooLong(most) => format!("This is too long. Use {most} characters or fewer."),
        ProblemKind::OutOfRange(low, high) => format!("Choose a number from {low} to {high}."),
        ProblemKind::NoSuchChoice => "Choose one of the answers shown.".to_owned(),
        ProblemKind::WrongType => "This can’t be read here. Please type it again.".to_owned(),
        ProblemKind::Unknown => "This was made by a newer Footbridge. Update the app, then try again.".to_owned(),
        ProblemKind::FileTooLarge => "This file is too large. Use one under 50 MB.".to_owned(),
        ProblemKind::NobodyNamed => "Choose who may see this.".to_owned(),
        ProblemKind::TooMuch => "This is too much at once. Save it in two parts.".to_owned(),
        ProblemKind::TooMany(most) => format!("There are too many here. Use {most} or fewer."),
        ProblemKind::NoSuchDay => "Check this date. Use a year from 1900 to 2200.".to_owned(),
        ProblemKind::RecordFull => "This page is full. Start a new one for what comes next.".to_owned(),
        ProblemKind::CircleFull => "There is no more room for this child. Ask your service for help.".to_owned(),
    }
}

/// Somebody saves what nothing was written in.
pub(crate) fn nothing_yet() -> &'static str {
    "There is nothing here yet. Write or choose something first."
}

/// Why the device could not take a change, and what to do.
pub(crate) fn not_recorded(why: &NotRecorded) -> String {
    match why {
        NotRecorded::Unsound(found) => found.first().map(|found| problem(found.what)).unwrap_or_default(),
        NotRecorded::Store(error) => store(*error).to_owned(),
    }
}

/// Why the server could not take a change, and what to do.
pub(crate) fn refusal(reason: &Refusal) -> String {
    match reason {
        Refusal::NotAllowed => "You can’t change this. Copy your words and ask someone who can.".to_owned(),
        Refusal::Unsound(problems) => {
            problems.first().map_or_else(|| "Something needs mending.".to_owned(), |found| problem(found.what))
        }
        Refusal::Unfit(Unfit::NoSuchRecord) => "This is not there any more. Your words are kept here.".to_owned(),
        Refusal::Unfit(Unfit::MovedOn) => {
            "Someone moved this on before your change came. Look at it, then try again.".to_owned()
        }
        Refusal::Unfit(_) => "This no longer fits what is there. Your words are kept here.".to_owned(),
        Refusal::ForAnother => "Everyone signs, agrees and answers for themselves. Ask them to do it.".to_owned(),
        Refusal::NotToGive(why) => not_to_give(*why).to_owned(),
    }
}

/// Why somebody's place in the circle cannot be changed like this, and what to do.
pub(crate) fn not_to_give(why: NotToGive) -> &'static str {
    match why {
        NotToGive::Own => "You can’t give yourself more than you have. Ask someone else who takes people in here.",
        NotToGive::MoreThanOwn => {
            "You can’t give more than you have yourself. Ask someone who sees more, or stays longer."
        }
        NotToGive::AnothersPlace => "This place is someone else’s. Invite the person as someone new.",
        NotToGive::LastKeeper => "Nobody would be left who can take people in. First let someone join who can.",
    }
}

/// What is wrong with the device's store, and what to do.
pub(crate) fn store(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => "This device is full. Free some space, then try again. Your words are still on the screen.",
        StoreError::Blocked => "Footbridge is open in another tab. Close the other tab, then try again.",
        StoreError::Lost => "This device lost its storage for a moment. Try again. Your words are still on the screen.",
        StoreError::Damaged => "Something kept on this device can’t be read. Sign in again to fetch it.",
        StoreError::Newer => {
            "Something here was kept by a newer Footbridge. It is safe. Load this page again to get the new Footbridge."
        }
        StoreError::Forbidden => {
            "This browser lets Footbridge keep nothing. Allow site data for this address in its settings, or leave the private window. Then load the page again."
        }
        StoreError::Other => "This device could not keep that. Try again. Your words are still on the screen.",
    }
}
