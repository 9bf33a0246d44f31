//! axe looks at the page as it is and names what would shut somebody out.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::Device;

/// WCAG 2.2 AA, and axe's own good practice.
const ALL: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/// What another colour scheme can break.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

const RUN: &str = r#"
const done = arguments[arguments.length - 1];
// Something may have begun to fade in since: it is looked at as it will be. What turns for ever can't be finished.
for (const one of document.getAnimations()) {
  if (one.effect.getComputedTiming().iterations !== Infinity) one.finish();
}
axe.run(document, {
  runOnly: arguments[0],
  resultTypes: ["violations"],
}).then(
  ({ violations }) => done(violations.map((rule) => ({
    rule: rule.id,
    help: rule.help,
    where: rule.nodes.slice(0, 5).map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  }))),
  (error) => done([{ rule: "axe failed", help: String(error), where: [] }]),
);"#;

impl Device {
    /// Fails with every rule that the page as it stands breaks, and where.
    pub(crate) async fn is_accessible(&self) -> Result<()> {
        self.breaks_none(&ALL).await
    }

    /// Only what depends on colours: much quicker, where all else was looked at before.
    pub(crate) async fn has_good_colours(&self) -> Result<()> {
        self.breaks_none(&COLOURS).await
    }

    async fn breaks_none(&self, rules: &[&str]) -> Result<()> {
        // What is still fading in has not got its colours yet. What turns for ever is not waited for.
        let still = "return document.getAnimations().every((one) => \
             one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity);";
        self.holds("what moves to stand still", still).await?;
        let axe = fs::read_to_string(axe_file()).context("axe is missing; `cargo xtask setup` installs it")?;
        // A script of the driver's own: the page's policy would refuse it as an element.
        self.driver().execute(format!("if (!window.axe) {{ {axe}\n; window.axe = axe; }}"), Vec::new()).await?;
        let found = self.driver().execute_async(RUN, vec![serde_json::json!(rules)]).await?;
        let violations = found.json().as_array().context("axe answered no list")?;
        if violations.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = violations.iter().map(tell).collect();
        bail!("axe on {}:\n{}", self.driver().current_url().await?, told.join("\n"))
    }
}

fn tell(violation: &Value) -> String {
    let places = violation["where"].as_array().map_or(&[] as &[Value], Vec::as_slice);
    let places: Vec<&str> = places.iter().filter_map(Value::as_str).collect();
    format!(
        "{}: {}\n  {}",
        violation["rule"].as_str().unwrap_or_default(),
        violation["help"].as_str().unwrap_or_default(),
        places.join("\n  ")
    )
}

fn axe_file() -> PathBuf {
    let modules = match env::var_os("FOOTBRIDGE_NODE_MODULES") {
        Some(folder) => PathBuf::from(folder),
        None => super::stage::target().join("npm").join("node_modules"),
    };
    modules.join("axe-core").join("axe.min.js")
}
