// Starts the app: the only script the page names. The policy the server sends forbids inline ones.

const { js, wasm, pages } = document.querySelector("script[data-wasm]").dataset;
const show = (...ids) => ids.forEach((id) => (document.getElementById(id).hidden = false));

function trouble(...ids) {
  document.getElementById("opening-words").hidden = true;
  show("opening-trouble", ...ids);
}

/** What the app asks for first, while its code is on its way. */
function getReady() {
  // Whoever comes back to a page of the second part. Over a network the first part must not wait for it.
  if (location.pathname !== "/" && navigator.serviceWorker?.controller) {
    for (const href of pages?.split(" ") ?? []) {
      const rel = "preload";
      document.head.append(Object.assign(document.createElement("link"), { rel, as: "fetch", crossOrigin: "", href }));
    }
  }
  try {
    // The first look reads it from the disk, and everything waits for that.
    localStorage.length;
  } catch {
    // Switched off: the app goes on without.
  }
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
    const script = import(js);
    getReady();
    const [app] = await Promise.all([script, code]);
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
