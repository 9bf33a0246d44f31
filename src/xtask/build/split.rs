//! Cuts the app into the first screen and what is fetched later, at the functions marked in `app/later.rs`.
//!
//! Trunk has no place for this between compiling and wasm-bindgen, so its whole app is replaced by one made in parts:
//! cut (`wasm_split_cli_support`, which Leptos' own build tool uses), wasm-bindgen over the first part, and wasm-opt
//! over each in a release.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, ensure};

use super::Profile;
use crate::{paths, process, setup::tools};

/// Ends the name of the script that joins the parts: the first part asks it for the others.
const LINK: &str = "-parts.js";

/// What the processor of every supported browser can do (the same list stands in index.html for the worker).
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Replaces the app that Trunk left in `folder` by the same in parts, under the same names.
pub(super) fn app(folder: &Path, profile: Profile) -> Result<()> {
    let name = name_of_the_app(folder)?;
    let compiled = paths::wasm_target().join("wasm32-unknown-unknown").join(profile.cargo_profile()).join("app.wasm");
    let work = paths::wasm_target().join("parts");
    if work.is_dir() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;

    let first = work.join(format!("{name}-first.wasm"));
    let parts = cut(&compiled, &work, &first, &name)?;
    bind(&first, &work, &name)?;
    fs::remove_file(&first)?;
    let code = parts.iter().cloned().chain([work.join(format!("{name}_bg.wasm"))]);
    if profile == Profile::Release {
        for part in code {
            make_small(&part)?;
        }
    }
    name_pages(folder, &parts)?;
    for file in fs::read_dir(&work)? {
        let file = file?;
        fs::copy(file.path(), folder.join(file.file_name()))?;
    }
    Ok(())
}

/// Whether a file of the release, by its path, is a part that the first screen does without.
pub(super) fn is_later_part(path: &str) -> bool {
    path.starts_with("app-") && path.ends_with(".wasm") && !path.ends_with("_bg.wasm")
}

/// `app-<hash>`, as Trunk has named its script.
fn name_of_the_app(folder: &Path) -> Result<String> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<String> = names
        .filter(|name| name.starts_with("app-") && !name.ends_with(LINK))
        .filter_map(|name| name.strip_suffix(".js").map(str::to_owned))
        .collect();
    ensure!(found.len() == 1, "one app-….js was expected in {}, not {found:?}", folder.display());
    Ok(found.remove(0))
}

/// Gives the later parts. Their names carry the app's, so that a page of an older release never gets one of a newer.
fn cut(compiled: &Path, work: &Path, first: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let whole = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let main_module = format!("./{name}.js");
    let link_name = format!("./{name}{LINK}");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = work;
    options.main_out_path = first;
    options.main_module = &main_module;
    options.link_name = &link_name;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cutting the app: {error:#}"))?;

    let link_file = work.join(format!("{name}{LINK}"));
    let mut link = fs::read_to_string(&link_file)?;
    let mut parts = Vec::new();
    for part in split.split_modules {
        let old = part.file_name().and_then(OsStr::to_str).context("a part's name is not UTF-8")?;
        let new = format!("{name}-{old}");
        ensure!(link.contains(&format!("/{old}\"")), "{link_file:?} does not name {old}");
        link = link.replace(&format!("/{old}\""), &format!("/{new}\""));
        let place = work.join(new);
        fs::rename(&part, &place)?;
        parts.push(place);
    }
    fs::write(link_file, link)?;
    Ok(parts)
}

/// Tells start.js which files the pages are in.
fn name_pages(folder: &Path, parts: &[PathBuf]) -> Result<()> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page)?;
    let names = parts.iter().filter_map(|part| part.file_name()?.to_str()).filter(|name| !name.contains("gallery"));
    let names: Vec<String> = names.map(|name| format!("/{name}")).collect();
    ensure!(html.matches(" data-js=").count() == 1, "index.html does not name the app's script once");
    fs::write(page, html.replace(" data-js=", &format!(" data-pages=\"{}\" data-js=", names.join(" "))))?;
    Ok(())
}

fn bind(first: &Path, work: &Path, name: &str) -> Result<()> {
    let mut command = process::command("wasm-bindgen");
    tools::prepare(&mut command)?;
    command.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"]);
    command.arg(format!("--out-name={name}")).arg("--out-dir").arg(work).arg(first);
    process::run(&mut command)
}

fn make_small(part: &Path) -> Result<()> {
    let mut command = process::command("wasm-opt");
    tools::prepare(&mut command)?;
    process::run(command.arg("-Oz").args(WASM_FEATURES).arg(part).arg("-o").arg(part))
}
