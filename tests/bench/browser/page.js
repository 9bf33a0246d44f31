// What the bench does inside a page of the app: as a person's hands and eyes would, through the screen.

if (!window.bench) {
  const marks = [];
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name.startsWith("footbridge.")) marks.push([name.slice(11), performance.timeOrigin + startTime]);
    }
  }).observe({ type: "mark", buffered: true });

  /** What `look` finds, as soon as the page holds it. */
  const until = (look, what) =>
    new Promise((resolve, reject) => {
      const found = look();
      if (found) return resolve(found);
      const again = () => {
        const found = look();
        if (!found) return;
        watching.disconnect();
        clearInterval(looking);
        clearTimeout(patience);
        resolve(found);
      };
      const watching = new MutationObserver(again);
      // What a field holds changes without the document changing.
      const looking = setInterval(again, 25);
      watching.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
      const patience = setTimeout(() => {
        watching.disconnect();
        clearInterval(looking);
        const fields = [...document.querySelectorAll("textarea")].map(({ id, value }) => `${id}=${value.length}`);
        reject(new Error(`${what}: ${location.pathname}: ${fields} ${document.querySelector("main")?.innerText.slice(0, 200)} … ${document.body.innerText.slice(-200)}`));
      }, 60000);
    });

  /** What was typed is drawn before anybody can press. */
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  /** Follows a link of the app. */
  const go = (path) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.body.append(link);
    link.click();
    link.remove();
  };

  /** Adds words to the end of a field of a record, on the app's own form; gives [pressed, shown]. */
  const edit = async (record, field, words) => {
    go(`${record}/edit`);
    const area = await until(() => {
      const area = document.getElementById(field);
      return location.pathname === `${record}/edit` && area?.value && area;
    }, "the form");
    area.value += words;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    const save = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Save");
    const shown = until(
      () => location.pathname === record && document.querySelector("main")?.textContent.includes(words.trim()),
      "the record with its new words",
    );
    await drawn();
    const pressed = performance.timeOrigin + performance.now();
    save.click();
    await shown;
    return [pressed, performance.timeOrigin + performance.now()];
  };

  const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

  let database, plainForm;
  /** The floor: one strict transaction that puts one value, on a form that is redrawn as any form is; gives milliseconds. */
  const rawSave = async (value) => {
    plainForm ??= document.body.appendChild(document.createElement("form"));
    const area = Object.assign(document.createElement("textarea"), { value: value.words });
    const button = Object.assign(document.createElement("button"), { textContent: "Save" });
    plainForm.replaceChildren(area, button);
    await drawn();
    database ??= await new Promise((resolve, reject) => {
      const asked = indexedDB.open("bench-raw", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("values", { autoIncrement: true });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const began = performance.now();
    button.textContent = "Saving";
    const transaction = database.transaction("values", "readwrite", { durability: "strict" });
    transaction.objectStore("values").put(value);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return performance.now() - began;
  };

  /** Saves and raw transactions in turn: [kept, shown, raw], milliseconds each. */
  const saves = async (edits) => {
    const found = [];
    for (const [record, field, words] of edits) {
      const before = marks.length;
      const [pressed, shown] = await edit(record, field, words);
      await sleep(30);
      const raw = await rawSave({ id: record, words: words.padEnd(2000, " and so on") });
      const at = (name) => marks.slice(before).find(([mark]) => mark === name)[1];
      found.push([at("saved") - at("save_begins"), shown - pressed, raw]);
      await sleep(30);
    }
    return found;
  };

  /** Notes when each `[name 0000]` is first seen on this page. */
  const seen = {};
  const watch = () => {
    const look = () => {
      for (const [words] of (document.querySelector("main")?.textContent ?? "").matchAll(/\[seen \d+\]/g)) {
        seen[words] ??= Date.now();
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  };

  /** Edits one after the other; gives when each was pressed, by the machine's clock. */
  const pressAll = async (edits, pause) => {
    const pressed = {};
    for (const [record, field, words] of edits) {
      const behind = Date.now() - (performance.timeOrigin + performance.now());
      const [at] = await edit(record, field, words);
      pressed[words.trim()] = at + behind;
      await sleep(pause);
    }
    return pressed;
  };

  window.bench = { marks, until, go, saves, watch, seen, pressAll };
}
