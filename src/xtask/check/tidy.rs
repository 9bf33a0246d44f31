//! Rules of the house that the compiler does not know.

use std::{fs, path::Path};

use anyhow::{Result, bail};

use crate::{paths, process};

/// What the top of the checkout may hold, besides dotfiles.
const ROOT: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "Trunk.toml",
    "public",
    "src",
    "style",
    "tests",
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "misc"];

/// Only these folders speak to the browser.
const BROWSER_FOLDERS: [&str; 2] = ["src/app/platform/", "src/worker/"];
const BROWSER_CRATES: [&str; 5] = ["web_sys", "js_sys", "gloo", "rexie", "wasm_bindgen"];

/// Where the app may list all kinds, beside its two tables of them.
const KIND_WORDS: &str = "src/app/text/en/kinds/";

/// Beyond this a file holds more than one idea.
const LONGEST_FILE: usize = 500;

/// Where a path of somebody's machine begins.
const MACHINE_PATHS: [&str; 3] = ["/home/", "/Users/", "/root/"];

pub(super) fn check() -> Result<()> {
    let mut complaints = Vec::new();
    for path in tracked_files()? {
        let place = paths::root().join(&path);
        complaints.extend(about_the_name(&path));
        if let Ok(text) = fs::read_to_string(place) {
            complaints.extend(about_the_text(&path, &text));
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    complaints.sort();
    complaints.dedup();
    bail!("{}", complaints.join("\n"))
}

/// What git knows or would add: leftovers that it ignores don't count.
fn tracked_files() -> Result<Vec<String>> {
    let output = process::command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).output()?;
    if !output.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    }
    let listed = String::from_utf8(output.stdout)?;
    Ok(listed.lines().filter(|path| paths::root().join(path).is_file()).map(str::to_owned).collect())
}

fn about_the_name(path: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let top = path.split('/').next().unwrap_or(path);
    if !top.starts_with('.') && !ROOT.contains(&top) {
        complaints.push(format!("{top}: doesn't belong at the top"));
    }
    let is_empty_name = |part: &str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or(part));
    if path.starts_with("src/") && path.ends_with(".rs") && path.split('/').any(is_empty_name) {
        complaints.push(format!("{path}: name it after what is inside"));
    }
    complaints
}

fn about_the_text(path: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let is_rust = path.ends_with(".rs");
    let lines = text.lines().count();
    if is_rust && lines > LONGEST_FILE {
        complaints.push(format!("{path}: {lines} lines; over {LONGEST_FILE} it holds more than one idea"));
    }
    let rules = path == file!() || path.ends_with("check/tidy.rs");
    for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        if is_rust && is_app_or_core(path) && !is_comment(line) && names_the_browser(line) {
            complaints.push(format!("{path}:{at}: speaks to the browser outside {}", BROWSER_FOLDERS.join(" and ")));
        }
        if is_rust && path.starts_with("src/app/") && !path.starts_with(KIND_WORDS) && chooses_by_kind(line) {
            complaints.push(format!("{path}:{at}: chooses by kind; that is a column in faces.rs or hand_made.rs"));
        }
        if !rules && MACHINE_PATHS.iter().any(|start| holds_path(line, start)) {
            complaints.push(format!("{path}:{at}: holds a path of one machine"));
        }
    }
    complaints
}

fn is_app_or_core(path: &str) -> bool {
    path.starts_with("src/")
        && !path.starts_with("src/xtask/")
        && !BROWSER_FOLDERS.iter().any(|folder| path.starts_with(folder))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// `web_sys::…`, `use gloo_timers`, but not a longer word that merely contains one.
fn names_the_browser(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| {
        BROWSER_CRATES
            .iter()
            .any(|name| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
    })
}

/// An arm of a match over kinds of record: one of many places that a new kind would have to be told of.
fn chooses_by_kind(line: &str) -> bool {
    let arm = line.split_once("=>").map_or("", |(arm, _)| arm);
    let pattern = arm.split_once(" if ").map_or(arm, |(pattern, _)| pattern);
    !is_comment(line) && pattern.contains("::KIND")
}

/// A path starts where the character before it could not be part of one.
fn holds_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~*})/".contains(c))
            && line[at + start.len()..].starts_with(|c: char| c.is_alphanumeric())
            && Path::new(&line[at..]).is_absolute()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_is_named_only_as_a_whole_word() {
        assert!(names_the_browser("use web_sys::window;"));
        assert!(names_the_browser("gloo_timers::sleep()"));
        assert!(names_the_browser("#[wasm_bindgen(start)]"));
        assert!(!names_the_browser("let igloo = 1;"));
        assert!(!names_the_browser("let rexies = 1;"));
    }

    #[test]
    fn the_app_asks_the_tables_of_kinds_and_no_match_over_kinds() {
        for arm in
            ["    kinds::work::KIND => work(id),", "Some(Some(ladder::KIND)) => page,", "work::KIND if done => x,"]
        {
            assert_eq!(about_the_text("src/app/routes.rs", arm).len(), 1, "{arm}");
            assert!(about_the_text("src/app/text/en/kinds/mod.rs", arm).is_empty());
            assert!(about_the_text("src/domain/circle.rs", arm).is_empty());
        }
        assert!(about_the_text("src/app/routes.rs", "circle.of_kind(work::KIND).map(|work| work.id)").is_empty());
        assert!(
            about_the_text("src/app/routes.rs", "Some(record) if record.kind != session::KIND || gone => x,")
                .is_empty()
        );
    }

    #[test]
    fn screens_may_not_speak_to_the_browser_but_the_platform_may() {
        let text = "use web_sys::window;\n";
        assert_eq!(about_the_text("src/app/ui/button.rs", text).len(), 1);
        assert_eq!(about_the_text("src/domain/circle.rs", text).len(), 1);
        assert!(about_the_text("src/app/platform/clock.rs", text).is_empty());
        assert!(about_the_text("src/app/ui/button.rs", "// web_sys is not for here\n").is_empty());
    }

    #[test]
    fn paths_of_one_machine_are_found_and_addresses_in_the_app_are_not() {
        let home = ["/ho", "me/ana/footbridge"].concat();
        assert!(holds_path(&format!("open(\"{home}\")"), "/home/"));
        assert!(!holds_path("route /api/home/x", "/home/"));
        assert!(!holds_path("path=\"/home/\"", "/home/"));
    }

    #[test]
    fn the_top_holds_only_what_belongs_there() {
        assert!(about_the_name(".ci/run").is_empty());
        assert!(about_the_name("src/domain/lib.rs").is_empty());
        assert_eq!(about_the_name("notes.txt").len(), 1);
        assert_eq!(about_the_name("src/app/utils/mod.rs").len(), 1);
    }
}
