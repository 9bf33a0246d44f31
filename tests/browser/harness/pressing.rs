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
    const aim = { missed: false, over: new AbortController() };
    window.pressing?.over.abort();
    window.pressing = aim;
    window.addEventListener('click', (event) => {
      if (element.contains(event.target) || choice(event.target) === choice(element)) return;
      aim.missed = true;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true, once: true, signal: aim.over.signal });
    return true;";

/// Whether the press met something else.
const MISSED: &str = "const missed = window.pressing?.missed === true;
    window.pressing?.over.abort();
    window.pressing = undefined;
    return missed;";

/// Presses it once; `false` where it moved, and nothing was pressed.
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
    let missed = driver.execute(MISSED, Vec::new()).await;
    Ok(!missed.is_ok_and(|missed| missed.json() == &Value::Bool(true)))
}
