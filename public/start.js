// Starts the app: the only script the page names. The policy the server sends forbids inline ones.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const show = (...ids) => ids.forEach((id) => (document.getElementById(id).hidden = false));

function trouble(...ids) {
  document.getElementById("opening-words").hidden = true;
  show("opening-trouble", ...ids);
}

async function start() {
  // Lockdown Mode on Apple devices takes WebAssembly away.
  if (typeof WebAssembly !== "object" || !("indexedDB" in window) || !crypto.subtle) {
    trouble("opening-old", "opening-old-next");
    return;
  }
  try {
    // Both at once: the script is not needed to fetch the code.
    const code = fetch(wasm);
    const [app] = await Promise.all([import(js), code]);
    await app.default({ module_or_path: code });
    document.getElementById("opening").remove();
  } catch (error) {
    console.error(error);
    trouble("opening-failed");
  }
}

// Registered even when the start failed: a newer release may be what mends it.
async function keepForOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  try {
    await workers.register("/sw.js", { updateViaCache: "none" });
    workers.controller?.postMessage({ type: "STARTED" });
  } catch (error) {
    console.error(error);
  }
}

await start();
await keepForOffline();
