//! Letters of the picture fonts (Symbol, Wingdings and their like) as the characters that they show.
//!
//! Word keeps them as U+F020 to U+F0FF, HTML of Word as plain letters in that font.

/// Adobe's Symbol encoding, from 0x20 and from 0xA0.
const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";
/// From 0xF1.
const SYMBOL_TOP: &str = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Wingdings, from 0x20 and from 0x80.
const WINGDINGS: &str = " ✏✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭📁📂📄📄📄🗄⌛⌨🖱🖲💻🖴💾💾✇✍✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐⚑✈☼💧❄✝✞✠✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●○■☐☐❑❒◆◆◆❖◆☒⌃⌘❀✿❝❞";
const WINGDINGS_HIGH: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿❧❧❧❧❧❧❧❧·•▪○⭕⭕◉◎○▪☐✦✦★✶✴✹✵⊹⌖⟡⌑✧✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛";
/// From 0xD5.
const WINGDINGS_TOP: &str = "⌫⌦◄➢▲▼◄►▲▼←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⇖⇗⇙⇘▭▫✗✓☒☑⊞";

/// What nothing is known of: its reader sees that something stood there.
const UNKNOWN: char = '▯';

/// A picture font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureFont {
    Symbol,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
}

impl PictureFont {
    /// The font of that name, if it is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim_matches(['"', '\'', ' ']).to_ascii_lowercase().as_str() {
            "symbol" | "symbol mt" | "symbolmt" => Some(Self::Symbol),
            "wingdings" | "wingdings-regular" => Some(Self::Wingdings),
            "wingdings 2" | "wingdings2" => Some(Self::Wingdings2),
            "wingdings 3" | "wingdings3" => Some(Self::Wingdings3),
            "webdings" => Some(Self::Webdings),
            _ => None,
        }
    }

    /// A letter of this font, by its number in it.
    fn shown(self, code: u32) -> Option<char> {
        let from = |letters: &str, first: u32| letters.chars().nth(usize::try_from(code.checked_sub(first)?).ok()?);
        let picked = |codes: &[u32], letters: &str| {
            let at = codes.iter().position(|known| *known == code)?;
            letters.chars().nth(at)
        };
        match self {
            Self::Symbol if code == 0xf0 => None,
            Self::Symbol if code >= 0xf1 => from(SYMBOL_TOP, 0xf1),
            Self::Symbol if code >= 0xa0 => from(SYMBOL_HIGH, 0xa0),
            Self::Symbol => from(SYMBOL, 0x20),
            Self::Wingdings if code >= 0xd5 => from(WINGDINGS_TOP, 0xd5),
            Self::Wingdings if code >= 0xc3 => Some('➔'),
            Self::Wingdings if code >= 0x80 => from(WINGDINGS_HIGH, 0x80),
            Self::Wingdings => from(WINGDINGS, 0x20),
            Self::Wingdings2 if (0x69..=0x7e).contains(&code) => from("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x69),
            Self::Wingdings2 => {
                picked(&[0x20, 0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x97, 0x98, 0xa2, 0xa3, 0xa4], " ✗✓☒☑☒☒☒●●■☐☐")
            }
            Self::Wingdings3 => {
                picked(&[0x20, 0x66, 0x67, 0x68, 0x69, 0x70, 0x71, 0x74, 0x75, 0x7d, 0x84, 0x85], " ←→↑↓▲▼◀▶►▶◀")
            }
            Self::Webdings => picked(
                &[0x20, 0x33, 0x34, 0x35, 0x36, 0x3c, 0x59, 0x61, 0x63, 0x67, 0x6e, 0x72, 0xa8, 0xb2],
                " ◀▶▲▼💾♥✔☐■●✖ℹ✍",
            ),
        }
    }
}

/// A symbol of a font, by its number as Word writes it.
pub(super) fn symbol(font: &str, code: u32) -> char {
    match (PictureFont::named(font), code) {
        (Some(font), 0xf000..=0xf0ff) => font.shown(code - 0xf000).unwrap_or(UNKNOWN),
        (Some(font), 0..=0xff) => font.shown(code).unwrap_or(UNKNOWN),
        (None, 0xf000..=0xf0ff) => PictureFont::Symbol.shown(code - 0xf000).unwrap_or(UNKNOWN),
        _ => char::from_u32(code).unwrap_or(UNKNOWN),
    }
}

/// A text in a font: letters of picture fonts as what they show, and private letters without their font as Symbol's.
pub(super) fn shown(font: Option<&str>, text: &str) -> String {
    let font = font.and_then(PictureFont::named);
    let one = |letter: char| match (font, u32::from(letter)) {
        (_, 0x0..=0x20 | 0xa0 | 0xad) => letter,
        (Some(font), code @ 0x21..=0xff) => font.shown(code).unwrap_or(UNKNOWN),
        (font, code @ 0xf000..=0xf0ff) => font.unwrap_or(PictureFont::Symbol).shown(code - 0xf000).unwrap_or(UNKNOWN),
        _ => letter,
    };
    text.chars().map(one).collect()
}

/// The mark of a list in a picture font: a box or a tick stays one, everything else is a bullet.
pub(super) fn bullet(font: Option<&str>, mark: &str) -> &'static str {
    match shown(font, mark).trim() {
        "☐" | "❑" | "❒" | "□" => "☐",
        "☑" => "☑",
        "☒" => "☒",
        "✓" | "✔" => "✓",
        "✗" | "✖" => "✗",
        _ => "•",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_word_shows() {
        let cases = [
            ("Wingdings", 0xf0fe, '☑'),
            ("Wingdings", 0xf06f, '☐'),
            ("Wingdings", 0xf0a8, '☐'),
            ("Wingdings", 0xf0fc, '✓'),
            ("Wingdings", 0xf0fb, '✗'),
            ("Wingdings", 0xf04a, '☺'),
            ("Wingdings", 0xf0e0, '→'),
            ("Wingdings", 0xf081, '①'),
            ("Wingdings", 0xf0a7, '▪'),
            ("Wingdings", 0xf0d8, '➢'),
            ("Wingdings", 0xf0ff, '⊞'),
            ("Wingdings", 0xf0c2, '🕛'),
            ("Wingdings", 0xf07e, '❞'),
            ("Wingdings 2", 0x50, '✓'),
            ("Wingdings 2", 0xf052, '☑'),
            ("Wingdings 2", 0xf0a3, '☐'),
            ("Webdings", 0xf061, '✔'),
            ("Symbol", 0xf0b0, '°'),
            ("Symbol", 0xf0b4, '×'),
            ("Symbol", 0xf0b8, '÷'),
            ("Symbol", 0xf0a3, '≤'),
            ("Symbol", 0xf0d6, '√'),
            ("Symbol", 0xf0fe, '⎭'),
            ("Symbol", 0xf0ef, '⎪'),
            ("Symbol", 0xf070, 'π'),
            ("Symbol", 0xf07e, '∼'),
            ("MS Gothic", 0x2611, '☑'),
            ("Some other font", 0xf0b1, '±'),
        ];
        for (font, code, seen) in cases {
            assert_eq!(symbol(font, code), seen, "{font} {code:x}");
        }
    }

    #[test]
    fn a_text_in_a_picture_font_is_what_it_shows() {
        assert_eq!(shown(Some("Symbol"), "p"), "π");
        assert_eq!(shown(Some("'Wingdings'"), "þ"), "☑");
        assert_eq!(shown(None, "20\u{f0b0}C"), "20°C");
        assert_eq!(shown(Some("Arial"), "þ"), "þ");
        assert_eq!((bullet(Some("Wingdings"), "q"), bullet(Some("Symbol"), "·"), bullet(None, "o")), ("☐", "•", "•"));
    }
}
