//! What kind of thing somebody holds, as well as a browser can tell.

pub(crate) use crate::ui::device::Device;

use super::js;

/// What this is: a guess by touch and size, for words such as "only on this tablet".
#[must_use]
pub(crate) fn this_device() -> Device {
    let window = js::window();
    if window.navigator().max_touch_points() < 1 || !is_coarse(&window) {
        return Device::Laptop;
    }
    let screen = js::get(&window, "screen");
    let side = |name| js::get(&screen, name).as_f64().unwrap_or(0.0);
    // The shorter side, in CSS pixels: the largest phones have 480, the smallest tablets 600.
    if side("width").min(side("height")) < 560.0 { Device::Phone } else { Device::Tablet }
}

fn is_coarse(window: &web_sys::Window) -> bool {
    window.match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
}
