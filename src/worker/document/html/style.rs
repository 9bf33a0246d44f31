//! How letters of a page look, as far as it changes what they say: from elements, `style` attributes, and the simple
//! rules of a style sheet, which is where Word and Excel put much of it.

use std::collections::HashMap;

use super::super::scripts::Script;

/// What some declarations say; nothing where they say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) hidden: bool,
    /// A remark in the margin, which is no part of the text.
    pub(super) is_remark: bool,
    pub(super) script: Option<Script>,
    pub(super) struck: Option<bool>,
    pub(super) font: Option<String>,
    pub(super) capitals: Option<bool>,
    pub(super) list: Option<String>,
}

impl Declared {
    /// What stands in a `style` attribute, or between the braces of a rule.
    pub(super) fn read(declarations: &str) -> Self {
        let mut said = Self::default();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => said.hidden |= value == "none",
                "visibility" => said.hidden |= value == "hidden" || value == "collapse",
                "mso-hide" => said.hidden |= value == "all" || value == "screen",
                "mso-element" => said.is_remark |= value.starts_with("comment"),
                "vertical-align" => {
                    said.script = Some(match value {
                        "super" => Script::Raised,
                        "sub" => Script::Lowered,
                        _ => Script::Line,
                    });
                }
                "text-decoration" | "text-decoration-line" => {
                    // A line that an element began goes on under its inner ones: only more lines can be added.
                    said.struck = value.contains("line-through").then_some(true).or(said.struck);
                }
                "text-line-through" => said.struck = (value != "none").then_some(true).or(said.struck),
                "font-family" | "mso-ascii-font-family" => {
                    let first = value.split(',').next().unwrap_or_default();
                    said.font = Some(first.trim_matches(['"', '\'', ' ']).to_owned()).filter(|font| !font.is_empty());
                }
                "font" => {
                    let last = value.split([',', ' ']).next_back().unwrap_or_default();
                    said.font = said.font.or_else(|| Some(last.trim_matches(['"', '\'']).to_owned()));
                }
                "text-transform" => said.capitals = Some(value == "uppercase"),
                "list-style-type" | "list-style" => {
                    said.list = value.split_whitespace().next().map(str::to_owned);
                }
                _ => {}
            }
        }
        said
    }

    /// This and what is said besides.
    fn and(mut self, more: &Self) -> Self {
        self.hidden |= more.hidden;
        self.is_remark |= more.is_remark;
        self.script = more.script.or(self.script);
        self.struck = more.struck.or(self.struck);
        self.font = more.font.clone().or(self.font);
        self.capitals = more.capitals.or(self.capitals);
        self.list = more.list.clone().or(self.list);
        self
    }
}

/// Rules of a page's own style sheet: those for a class alone, or for a class of one element.
#[derive(Default)]
pub(super) struct Sheet(HashMap<String, Declared>);

impl Sheet {
    pub(super) fn read(&mut self, css: &str) {
        let css = css.replace("<!--", "").replace("-->", "");
        let mut left = css.as_str();
        // `/* ... */` between rules.
        let mut without_comments = String::new();
        while let Some((before, after)) = left.split_once("/*") {
            without_comments.push_str(before);
            left = after.split_once("*/").map_or("", |(_, rest)| rest);
        }
        without_comments.push_str(left);
        for rule in without_comments.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let said = Declared::read(declarations);
            if said == Declared::default() || self.0.len() > 2_000 {
                continue;
            }
            for selector in selectors.split(',').map(|selector| selector.trim().to_ascii_lowercase()) {
                let is_simple = selector.matches('.').count() == 1
                    && selector.chars().all(|letter| letter.is_alphanumeric() || ".-_".contains(letter));
                if is_simple {
                    let known = self.0.remove(&selector).unwrap_or_default();
                    self.0.insert(selector, known.and(&said));
                }
            }
        }
    }

    /// What the rules and the attribute say of an element.
    pub(super) fn of(&self, element: &str, classes: &str, style: &str) -> Declared {
        let mut said = Declared::default();
        for class in classes.split_whitespace().map(str::to_ascii_lowercase) {
            for selector in [format!(".{class}"), format!("{element}.{class}")] {
                if let Some(rule) = self.0.get(&selector) {
                    said = said.and(rule);
                }
            }
        }
        said.and(&Declared::read(style))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_attributes_add_up() {
        let mut sheet = Sheet::default();
        sheet.read("<!-- /* Font */ p.MsoNormal, li.Mso {margin:0} span.msoDel{text-decoration:line-through; color:red}\n.up {vertical-align: super} td.gone{display:none !important} -->");
        assert_eq!(sheet.of("span", "msoDel up", "").struck, Some(true));
        assert_eq!(sheet.of("span", "up", "vertical-align:baseline").script, Some(Script::Line));
        assert!(sheet.of("td", "x gone", "").hidden);
        assert!(!sheet.of("p", "gone", "").hidden);
        assert_eq!(Declared::read("font-family:\"Wingdings\",serif").font.as_deref(), Some("wingdings"));
    }
}
