// Starts the second wasm module (src/worker) as a classic worker: new Worker("/worker-start.js").
// Messages that arrive while the module is still loading wait here and are handed on in order.

const waiting = [];
const keep = (event) => {
  event.stopImmediatePropagation();
  waiting.push(event);
};
self.addEventListener("message", keep);

importScripts("/worker.js");
wasm_bindgen({ module_or_path: "/worker_bg.wasm" }).then(
  () => {
    self.removeEventListener("message", keep);
    for (const { data, ports } of waiting) {
      self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
    }
  },
  (error) => {
    // The page hears it as the worker's error event.
    setTimeout(() => {
      throw error;
    });
  },
);
