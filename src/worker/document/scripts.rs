//! Raised and lowered letters, as the characters there are for them: "10³", "H₂O"; where there is none, "x^(n/q)".

/// Where letters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Line,
    Raised,
    Lowered,
}

const PLAIN_ABOVE: &str = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ′°²³¹";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ′°²³¹";
const PLAIN_BELOW: &str = "0123456789+-−=()aehijklmnoprstuvxβγρφχ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";

/// More raised letters than this are no power.
const LONGEST: usize = 24;

/// Raised letters that follow `before`.
pub(super) fn raised(text: &str, before: Option<char>) -> String {
    let after_digit = before.is_some_and(|letter| letter.is_ascii_digit());
    match text.trim() {
        "TM" | "tm" => "™".to_owned(),
        // 20 °C, typed as a raised letter.
        "o" | "º" if after_digit => text.replace(['o', 'º'], "°"),
        // "3rd" is read by everybody, "3ʳᵈ" by hardly any voice.
        ordinal if after_digit && ["st", "nd", "rd", "th"].iter().any(|end| ordinal.eq_ignore_ascii_case(end)) => {
            text.to_owned()
        }
        _ => set(text, PLAIN_ABOVE, RAISED, '^'),
    }
}

/// Lowered letters.
pub(super) fn lowered(text: &str) -> String {
    set(text, PLAIN_BELOW, LOWERED, '_')
}

fn set(text: &str, plain: &str, small: &str, mark: char) -> String {
    let core = text.trim();
    if !core.chars().any(char::is_alphanumeric) && !core.chars().all(|letter| plain.contains(letter)) {
        return text.to_owned();
    }
    // A reference such as "[1]", or a line of words that somebody raised, is read as it is.
    if core.starts_with('[') || core.chars().count() > LONGEST {
        return text.to_owned();
    }
    let spaced = |inner: &str| text.replacen(core, inner, 1);
    let one =
        |letter: char| plain.chars().zip(small.chars()).find(|(known, _)| *known == letter).map(|(_, small)| small);
    if core.is_empty() {
        return text.to_owned();
    }
    match core.chars().map(one).collect::<Option<String>>() {
        Some(small) => spaced(&small),
        None if core.chars().nth(1).is_none() => spaced(&format!("{mark}{core}")),
        None => spaced(&format!("{mark}({core})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plain_letter_has_its_small_one() {
        assert_eq!(PLAIN_ABOVE.chars().count(), RAISED.chars().count());
        assert_eq!(PLAIN_BELOW.chars().count(), LOWERED.chars().count());
        assert_eq!(raised("Wθ0", None), "ᵂᶿ⁰");
        assert_eq!(lowered("x9"), "ₓ₉");
    }

    #[test]
    fn what_has_no_small_letter_is_put_in_brackets() {
        assert_eq!(raised("a/b", None), "^(a/b)");
        assert_eq!(lowered("q"), "_q");
        assert_eq!(raised(" 2 ", None), " ² ");
        assert_eq!(raised("*", None), "*");
        assert_eq!(raised("[12]", None), "[12]");
        assert_eq!(raised("as we said on the first of May", None), "as we said on the first of May");
    }
}
