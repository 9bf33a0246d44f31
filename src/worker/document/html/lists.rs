//! Lists of a page: which number or bullet stands before an item.

use super::super::counting::Counting;
use super::Attributes;

/// A list that is being read.
pub(super) struct List {
    /// `None` where items have bullets, or nothing.
    counting: Option<Counting>,
    /// The number of the item before.
    count: i64,
    step: i64,
    /// It said where it starts, so that its items need not.
    says_start: bool,
    is_bare: bool,
}

impl List {
    pub(super) fn ordered(of: &Attributes, style: Option<&str>) -> Self {
        let start = of.get("start").and_then(|start| start.trim().parse::<i64>().ok());
        let step = if of.has("reversed") { -1 } else { 1 };
        let counting = match of.get("type").as_deref() {
            Some("a") => Counting::SmallLetters,
            Some("A") => Counting::Letters,
            Some("i") => Counting::SmallRoman,
            Some("I") => Counting::Roman,
            _ => Counting::Decimal,
        };
        let mut list = Self {
            counting: Some(counting),
            count: start.unwrap_or(1).saturating_sub(step),
            step,
            says_start: start.is_some(),
            is_bare: false,
        };
        list.style(style);
        list
    }

    pub(super) fn bullets(style: Option<&str>) -> Self {
        let mut list = Self { counting: None, count: 0, step: 1, says_start: true, is_bare: false };
        list.style(style);
        list
    }

    /// How a style sheet says that it counts.
    fn style(&mut self, style: Option<&str>) {
        self.counting = match style {
            Some("decimal") => Some(Counting::Decimal),
            Some("decimal-leading-zero") => Some(Counting::Padded),
            Some("lower-alpha" | "lower-latin") => Some(Counting::SmallLetters),
            Some("upper-alpha" | "upper-latin") => Some(Counting::Letters),
            Some("lower-roman") => Some(Counting::SmallRoman),
            Some("upper-roman") => Some(Counting::Roman),
            Some("disc" | "circle" | "square") => None,
            _ => self.counting,
        };
        if let Some(style) = style {
            self.is_bare = style == "none";
        }
    }

    /// What stands before the next item, a blank after it.
    pub(super) fn mark(&mut self, item: &Attributes, style: Option<&str>) -> String {
        // A list to tick off, as Google Docs and Word for the web write it.
        let ticked = item.get("aria-checked").filter(|_| item.get("role").is_none_or(|role| role == "checkbox"));
        if let Some(ticked) = ticked {
            return if ticked == "true" { "☑ " } else { "☐ " }.to_owned();
        }
        self.style(style);
        let Some(counting) = self.counting else { return if self.is_bare { "" } else { "• " }.to_owned() };
        let said = |name: &str| item.get(name).and_then(|value| value.trim().parse::<i64>().ok());
        let placed = said("data-aria-posinset").filter(|_| !self.says_start);
        self.count = said("value").or(placed).unwrap_or_else(|| self.count.saturating_add(self.step));
        if self.is_bare {
            return String::new();
        }
        let number = u32::try_from(self.count).map_or_else(|_| self.count.to_string(), |count| counting.write(count));
        // Word for the web says how its numbers look: "%1)".
        let look = item.get("data-leveltext").filter(|look| look.contains('%') && look.matches('%').count() == 1);
        match look {
            Some(look) => {
                let sign: String = look.chars().skip_while(|c| *c != '%').take(2).collect();
                format!("{} ", look.replace(&sign, &number))
            }
            None => format!("{number}. "),
        }
    }
}
