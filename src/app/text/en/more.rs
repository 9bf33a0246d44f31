//! English words of "More".

use super::plural::counted;
use crate::platform::install::Browser;
use crate::text::more::MoreWords;

pub(crate) static MORE: MoreWords = MoreWords {
    title: "More",
    waiting: |count| counted(count, "thing not sent yet", "things not sent yet"),
    looks: "How it looks",
    theme: "Light or dark",
    themes: ["Like this device", "Light", "Dark"],
    text_size: "Size of the words",
    text_sizes: ["Like this device", "Large", "Larger", "Largest"],
    install: "Put Footbridge on this device",
    install_sub: "It then opens like an app, and this device keeps your words more safely.",
    install_now: "Install",
    installed: "Footbridge is installed here.",
    install_how: |browser| match browser {
        Browser::OnIphoneOrIpad => "Open the Share menu and choose Add to Home Screen.",
        Browser::SafariOnMac => "Open the File menu and choose Add to Dock.",
        Browser::FirefoxOnAndroid => "Open the menu and choose Install.",
        _ => {
            "Open the browser’s menu and look for Install or Add to Home screen. Without it, Footbridge works here too."
        }
    },
    files: "Photos and files",
    wifi_only: "Send photos and files only on Wi-Fi",
    wifi_only_hint: "Words always go at once. Photos wait safely on this device.",
    storage: "What this device keeps",
    kept: "This browser keeps what you write until you clear it yourself.",
    may_be_cleared: "This browser may clear what you write if space runs short. Send often, or install Footbridge.",
    not_said: "This browser does not say how long it keeps things. Send often, or install Footbridge.",
    ask_to_keep: "Ask it to keep everything",
    used: |used, most| format!("Footbridge takes {} of {} here.", size(used), size(most)),
    session: "You",
    signed_in_as: |name| format!("Signed in as {name}"),
    lock: "Lock",
    lock_hint: "Nobody can read anything here until you sign in again. What you wrote stays safe.",
    sign_out: "Sign out here",
    sign_out_everywhere: "Sign out everywhere",
    sign_out_later: "There is no internet. Lock it now, and try again when you are online.",
    change_password: "Change my password",
    save_password: "Save the new password",
    current_password: "Your password now",
    password_hint: "On other devices you then sign in again, with the new one.",
    password_changed: "Your password is changed.",
    password_later: "No answer came. Try again when you are online. If your old password no longer works, use the new one.",
    wrong_password: "That is not your password. Please check it.",
    unsent_first: |count| format!("{count} not sent yet. They stay here and go when you sign in again."),
    cleared: "This browser cleared what was kept here",
    cleared_read: "I have checked",
    cleared_more: "What was on the server comes back. What was not sent may be lost. Please check your last notes.",
};

/// "21 MB", "10 GB".
fn size(bytes: u64) -> String {
    match bytes.div_ceil(1_000_000) {
        megabytes @ 0..1_000 => format!("{megabytes} MB"),
        megabytes => format!("{} GB", megabytes / 1_000),
    }
}
