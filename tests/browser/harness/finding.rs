//! Finds things as people do: by the words on or beside them, among what can be seen.

/// Shared by the scripts below: is it on the page, and what does it say?
const SEEN: &str = r#"
const seen = (element) => element.checkVisibility
  ? element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
  : element.getClientRects().length > 0;
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const named = (id) => tidy(document.getElementById(id)?.textContent);
const nameOf = (element) =>
  tidy(element.getAttribute("aria-label")) ||
  (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map(named).join(" ") ||
  tidy(element.innerText) || tidy(element.value) || tidy(element.title) || tidy(element.querySelector("img")?.alt);
const best = (elements, text, name) =>
  elements.find((element) => name(element) === text) ??
  elements.find((element) => name(element).startsWith(text)) ??
  elements.find((element) => name(element).includes(text)) ?? null;
"#;

/// What people tap: `arguments[0]` is its words. What is written exactly so comes before what merely contains it.
pub(super) fn tappable() -> String {
    format!(
        r#"{SEEN}
const kinds = "button, a[href], summary, label, [role=button], [role=link], [role=tab], [role=radio], [role=checkbox], [role=option], [role=menuitem], input[type=submit], input[type=button]";
const open = [...document.querySelectorAll("dialog[open]:modal")].at(-1) ?? document;
return best([...open.querySelectorAll(kinds)].filter(seen), arguments[0], nameOf);"#
    )
}

/// A choice of a group: `arguments[0]` is the group's name, `arguments[1]` the choice's words.
pub(super) fn choice() -> String {
    format!(
        r#"{SEEN}
const groups = [...document.querySelectorAll("[role=radiogroup], fieldset")].filter(seen);
const group = best(groups, arguments[0], nameOf);
return group && best([...group.querySelectorAll("label, button")].filter(seen), arguments[1], nameOf);"#
    )
}

/// A field by its label: `arguments[0]` is the label's words, `arguments[1]` which fields count.
/// Fields for files may be hidden behind a button, so they needn't be seen.
pub(super) fn field() -> String {
    format!(
        r#"{SEEN}
const fields = [...document.querySelectorAll(arguments[1])].filter((field) => field.type === "file" || seen(field));
const label = (field) => [...(field.labels ?? [])].map((label) => tidy(label.textContent)).join(" ") || nameOf(field) || tidy(field.placeholder);
return best(fields, arguments[0], label);"#
    )
}

/// All the words that can be seen.
pub(super) const TEXT: &str = r#"return (document.body?.innerText ?? "").replace(/[^\S\n]+/g, " ");"#;
