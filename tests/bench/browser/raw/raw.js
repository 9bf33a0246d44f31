// The floor that the app is measured against: the same records, one put each, in plain IndexedDB with the browser's
// defaults; no sync, no encryption, no framework.

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("raw", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("records", { keyPath: "id" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

function complete(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Fetches everything and puts it, a thousand records a transaction; gives milliseconds. */
async function firstSync() {
  const database = await opened;
  const began = performance.now();
  const response = await fetch("/workload.ndjson", { cache: "no-store" });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let waiting = [];
  const written = [];
  const put = () => {
    const transaction = database.transaction("records", "readwrite");
    const records = transaction.objectStore("records");
    for (const record of waiting) records.put(record);
    written.push(complete(transaction));
    waiting = [];
  };
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      waiting.push(JSON.parse(line));
      if (waiting.length === 1000) put();
    }
  }
  if (waiting.length) put();
  await Promise.all(written);
  return performance.now() - began;
}

/** What a reload and a cold start show: one pupil's records. */
async function show(pupil) {
  const database = await opened;
  const records = database.transaction("records").objectStore("records");
  const asked = records.getAll(IDBKeyRange.bound(`${pupil}-`, `${pupil}-\uffff`));
  asked.onsuccess = () => {
    const list = document.getElementById("records");
    list.append(...asked.result.map(({ title }) => Object.assign(document.createElement("li"), { textContent: title })));
    performance.mark("raw.shown");
  };
}

const pupil = new URLSearchParams(location.search).get("pupil");
if (pupil) show(pupil);
else navigator.serviceWorker.register("/sw.js");

window.raw = { firstSync };
