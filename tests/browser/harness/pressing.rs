//! Presses as a careful finger does: waits until what it aims at lies still, and takes a press back that met something
//! else. Drivers press where a thing was when they looked; what is still arriving above may push another one there.

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;
use thirtyfour::{WebDriver, WebElement};
use tokio::time::sleep;

/// For how long a thing must lie still before it is pressed.
const STILL: Duration = Duration::from_millis(200);

/// Brings it into sight, and says where it lies.
const AIM: &str = "const [element] = arguments;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { x, y } = element.getBoundingClientRect();
    return [x, y];";

/// Whether it still lies there, but for what numbers lose on their way. Then the next press counts only if it meets it, or the choice that its label stands for.
const READY: &str = "const [element, x, y] = arguments;
    const place = element.getBoundingClientRect();
    if (Math.abs(place.x - x) + Math.abs(place.y - y) > 0.1) return false;
    const choice = (target) => target.closest?.('label')?.control ?? target;
    const aim = { met: false, over: new AbortController() };
    window.pressing?.over.abort();
    window.pressing = aim;
    window.addEventListener('click', (event) => {
      // What the page itself presses is no finger.
      if (!event.isTrusted || aim.met) return;
      aim.met = element.contains(event.target) || choice(event.target) === choice(element);
      if (aim.met) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true, signal: aim.over.signal });
    return true;";

/// Whether the press met it. A page that was left meanwhile knows nothing of it: then it did.
const MET: &str = "const met = window.pressing?.met ?? true;
    window.pressing?.over.abort();
    window.pressing = undefined;
    return met;";

/// Presses it once; `false` where it moved or met something else, and nothing was pressed.
pub(super) async fn presses(driver: &WebDriver, element: &WebElement) -> Result<bool> {
    let aimed = element.to_json()?;
    let place = driver.execute(AIM, vec![aimed.clone()]).await?;
    let [x, y] = [place.json()[0].clone(), place.json()[1].clone()];
    sleep(STILL).await;
    if driver.execute(READY, vec![aimed, x, y]).await?.json() != &Value::Bool(true) {
        return Ok(false);
    }
    element.click().await?;
    // A page that is being left answers with an error: it was met.
    let met = driver.execute(MET, Vec::new()).await;
    Ok(met.map_or(true, |met| met.json() != &Value::Bool(false)))
}
