//! The square that a phone is pointed at. Always dark on white, in the dark too: cameras want it so.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// How many modules of white stand around it, as the standard asks.
const QUIET: i32 = 4;

/// A square that holds this text.
#[component]
pub(super) fn Square(
    text: String,
    /// What it is, for those who do not see it.
    label: &'static str,
) -> impl IntoView {
    // Fails only for texts of kilobytes, and ours is an address.
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    Some(view! {
        <svg class="fb-square" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <path class="fb-square__ground" d=format!("M0 0h{side}v{side}h-{side}z") />
            <path class="fb-square__modules" d=path_of(&code) />
        </svg>
    })
}

/// Every dark module, row by row.
fn path_of(code: &QrCode) -> String {
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_corner_is_a_finder() {
        let code = QrCode::encode_text("https://footbridge.example/join#K7QF-2M9X-4TRD-P", QrCodeEcc::Medium).unwrap();
        let path = path_of(&code);
        assert!(path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z"), "{path:.40}");
        assert!(!path.contains("M5 5h1"), "a white ring follows");
    }
}
