//! One formula as one line.

use super::accents::{joining, plain};
use super::{Formula, Part};
use crate::document::scripts::{lowered, raised};

/// A part as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Written {
    text: String,
    begins_with_fraction: bool,
    ends_with_fraction: bool,
    /// A name of several letters, such as "sin": what follows stands apart.
    is_word: bool,
}

impl Written {
    pub(in crate::document) fn plain(text: &str) -> Self {
        Self { text: plain(text), ..Self::default() }
    }

    pub(in crate::document) fn formula(self) -> Formula {
        let Self { text, begins_with_fraction, ends_with_fraction, .. } = self;
        Formula { text, begins_with_fraction, ends_with_fraction }
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

pub(super) fn formula(whole: &Part) -> Formula {
    let Formula { text, begins_with_fraction, ends_with_fraction } = row(&whole.parts).formula();
    Formula { text: text.trim().to_owned(), begins_with_fraction, ends_with_fraction }
}

/// Parts beside each other. A whole number and a fraction stay apart: "2 1/2".
fn row(parts: &[Part]) -> Written {
    joined(parts.iter().map(one))
}

pub(in crate::document) fn joined(parts: impl Iterator<Item = Written>) -> Written {
    let mut whole = Written::default();
    for part in parts.filter(|part| !part.text.is_empty()) {
        let touches = whole.text.ends_with(char::is_alphanumeric) && part.text.starts_with(char::is_alphanumeric);
        if whole.text.is_empty() {
            whole.begins_with_fraction = part.begins_with_fraction;
        } else if touches && (whole.ends_with_fraction || part.begins_with_fraction || whole.is_word || part.is_word) {
            whole.text.push(' ');
        }
        whole.text.push_str(&part.text);
        whole.ends_with_fraction = part.ends_with_fraction;
        whole.is_word = part.is_word;
    }
    whole
}

fn one(part: &Part) -> Written {
    let at =
        |index: usize| part.parts.iter().filter(|part| !part.name.is_empty()).nth(index).map(one).unwrap_or_default();
    let named = |name: &str| part.part(name).map(|part| row(&part.parts)).unwrap_or_default();
    match part.name.as_str() {
        "" => Written::plain(&part.text),
        // Of Word.
        "t" => Written::plain(&part.parts.iter().map(|text| text.text.as_str()).collect::<String>()),
        "f" if part.property("fpr", "type") == Some("noBar") => above_each_other(&named("num"), &named("den")),
        "f" => fraction(&named("num"), &named("den")),
        "ssup" => with_scripts(&named("e"), &Written::default(), &named("sup")),
        "ssub" => with_scripts(&named("e"), &named("sub"), &Written::default()),
        "ssubsup" => with_scripts(&named("e"), &named("sub"), &named("sup")),
        "spre" => format!("{}{}", scripts(&named("sub"), &named("sup")), bracketed(&named("e").text)).into(),
        "rad" if part.is_on("radpr", "deghide") => root(&Written::default(), &named("e")),
        "rad" => root(&named("deg"), &named("e")),
        "d" => fenced(part),
        "nary" => sum(part, &named("sub"), &named("sup"), &named("e")),
        "func" => function(&named("fname"), &named("e")),
        "limlow" => format!("{}{}", named("e").text, lowered(&named("lim").text)).into(),
        "limupp" => format!("{}{}", named("e").text, raised(&named("lim").text, None)).into(),
        "acc" => over(&named("e"), part.property("accpr", "chr").unwrap_or("\u{302}")),
        "bar" if part.property("barpr", "pos") != Some("top") => named("e"),
        "bar" => over(&named("e"), "¯"),
        "groupchr" | "borderbox" | "box" => named("e"),
        "phant"
            if part.part("phantpr").is_some_and(|_| !part.is_on("phantpr", "show"))
                && part.property("phantpr", "show").is_some() =>
        {
            Written::default()
        }
        "phant" => named("e"),
        "eqarr" => lines(part, "e"),
        "m" => lines(part, "mr"),
        "mr" => cells(part),
        "br" => Written::from(" ".to_owned()),
        "del" | "movefrom" | "annotation" | "annotation-xml" | "mphantom" | "ctrlpr" | "rpr" => Written::default(),
        properties if properties.ends_with("pr") => Written::default(),
        // Of web pages.
        "mi" | "mn" | "mo" | "mtext" | "ms" => token(part),
        "mspace" => Written::from(" ".to_owned()),
        "mfrac" if part.attribute("linethickness").is_some_and(|thick| thick.starts_with('0')) => {
            above_each_other(&at(0), &at(1))
        }
        "mfrac" => fraction(&at(0), &at(1)),
        "msup" => with_scripts(&at(0), &Written::default(), &at(1)),
        "msub" => with_scripts(&at(0), &at(1), &Written::default()),
        "msubsup" | "munderover" => with_scripts(&at(0), &at(1), &at(2)),
        "mover" => over(&at(0), &at(1).text),
        "munder" if joining(&at(1).text).is_some() => at(0),
        "munder" => with_scripts(&at(0), &at(1), &Written::default()),
        "mmultiscripts" => many_scripts(part),
        "msqrt" => root(&Written::default(), &row(&part.parts)),
        "mroot" => root(&at(1), &at(0)),
        "mfenced" => web_fenced(part),
        "mtable" => lines(part, "mtr"),
        "mtr" | "mlabeledtr" => cells(part),
        // What the first part says, the others say in other ways.
        "semantics" | "maction" => at(0),
        _ => row(&part.parts),
    }
}

fn token(part: &Part) -> Written {
    let text = plain(&part.parts.iter().map(|text| text.text.as_str()).collect::<String>());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_word = part.name == "mi" && text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    Written { text, is_word, ..Written::default() }
}

/// "1/2", "(x + 1)/2".
pub(in crate::document) fn fraction(above: &Written, below: &Written) -> Written {
    let above = above.text.trim();
    let above = match above.strip_prefix(['-', '−']) {
        Some(rest) if is_single(rest) => above.to_owned(),
        _ => bracketed(above),
    };
    let below = below.text.trim();
    // "1/2x" could be half of x.
    let mixed = below.chars().any(|c| c.is_ascii_digit()) && below.chars().any(char::is_alphabetic);
    let below = if mixed && is_single(below) { format!("({below})") } else { bracketed(below) };
    Written { text: format!("{above}/{below}"), begins_with_fraction: true, ends_with_fraction: true, is_word: false }
}

/// Two lines without a stroke, as of a choice.
fn above_each_other(above: &Written, below: &Written) -> Written {
    format!("{}; {}", above.text, below.text).into()
}

/// "√2", "∛8", "√(x + 1)".
pub(in crate::document) fn root(degree: &Written, of: &Written) -> Written {
    let sign = match degree.text.trim() {
        "" | "2" => "√".to_owned(),
        "3" => "∛".to_owned(),
        "4" => "∜".to_owned(),
        degree => format!("{}√", raised(degree, None)),
    };
    format!("{sign}{}", bracketed(of.text.trim())).into()
}

pub(in crate::document) fn with_scripts(of: &Written, below: &Written, above: &Written) -> Written {
    // "2/3" to a power is another number than 2 over a power.
    format!("{}{}", bracketed(of.text.trim()), scripts(below, above)).into()
}

fn scripts(below: &Written, above: &Written) -> String {
    format!("{}{}", lowered(below.text.trim()), raised(above.text.trim(), None))
}

fn many_scripts(part: &Part) -> Written {
    let mut written = part.parts.iter().filter(|part| !part.name.is_empty());
    let base = written.next().map(one).unwrap_or_default();
    let (mut before, mut after) = (String::new(), String::new());
    let mut is_before = false;
    let mut rest: Vec<&Part> = written.collect();
    rest.reverse();
    while let Some(next) = rest.pop() {
        if next.name == "mprescripts" {
            is_before = true;
            continue;
        }
        let above = rest.pop().map(one).unwrap_or_default();
        let pair = scripts(&one(next), &above);
        if is_before { before.push_str(&pair) } else { after.push_str(&pair) }
    }
    format!("{before}{}{after}", bracketed(&base.text)).into()
}

fn sum(part: &Part, below: &Written, above: &Written, of: &Written) -> Written {
    let sign = part.property("narypr", "chr").unwrap_or("∫");
    let gap = if below.text.is_empty() && above.text.is_empty() { "" } else { " " };
    format!("{sign}{}{gap}{}", scripts(below, above), of.text).into()
}

fn function(name: &Written, of: &Written) -> Written {
    let gap = if of.text.starts_with(['(', '[', '{']) { "" } else { " " };
    format!("{}{gap}{}", name.text.trim(), of.text.trim()).into()
}

/// A sign over each letter: "x̄".
fn over(of: &Written, sign: &str) -> Written {
    match joining(sign) {
        Some(sign) => of.text.chars().flat_map(|letter| [letter, sign]).collect::<String>().into(),
        None => with_scripts(of, &Written::default(), &sign.to_owned().into()),
    }
}

fn fenced(part: &Part) -> Written {
    let sign = |name: &str, usual: &'static str| part.property("dpr", name).unwrap_or(usual);
    let inner: Vec<String> =
        part.parts.iter().filter(|part| part.name == "e").map(|part| row(&part.parts).text).collect();
    format!("{}{}{}", sign("begchr", "("), inner.join(sign("sepchr", "|")), sign("endchr", ")")).into()
}

fn web_fenced(part: &Part) -> Written {
    let sign = |name: &str, usual: &'static str| part.attribute(name).unwrap_or(usual).trim();
    let inner: Vec<String> =
        part.parts.iter().filter(|part| !part.name.is_empty()).map(|part| one(part).text).collect();
    let between = sign("separators", ",").chars().next().map(String::from).unwrap_or_default();
    format!("{}{}{}", sign("open", "("), inner.join(&between), sign("close", ")")).into()
}

/// Lines under each other, of a column of equations or a matrix.
fn lines(part: &Part, name: &str) -> Written {
    let lines = part.parts.iter().filter(|part| part.name == name || (name == "mtr" && part.name == "mlabeledtr"));
    let lines = lines.map(|line| if line.name == "e" { row(&line.parts).text } else { one(line).text });
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("; ").into()
}

fn cells(part: &Part) -> Written {
    let cells = part.parts.iter().filter(|part| matches!(part.name.as_str(), "e" | "mtd"));
    let cells = cells.map(|cell| row(&cell.parts).text.trim().to_owned());
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ").into()
}

fn bracketed(text: &str) -> String {
    if text.is_empty() || is_single(text) || is_in_brackets(text) { text.to_owned() } else { format!("({text})") }
}

/// One number or name, which needs no brackets.
fn is_single(text: &str) -> bool {
    let small = |letter: char| "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉.,%°′√∛".contains(letter);
    let joins_on = |letter: char| matches!(u32::from(letter), 0x300..=0x36f | 0x20d0..=0x20ff);
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || small(letter) || joins_on(letter))
}

fn is_in_brackets(text: &str) -> bool {
    let mut depth = 0_usize;
    let last = text.chars().count().saturating_sub(1);
    for (at, letter) in text.chars().enumerate() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && at < last {
            return false;
        }
    }
    text.starts_with(['(', '[', '{'])
}
