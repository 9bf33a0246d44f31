// Keeps one whole release of the app on the device, so that it opens without a network.
//
// - A release is installed whole or not at all: every file is checked against its hash, and the list of files
//   against the hash in this script. Until then the release before it keeps serving.
// - A new release waits. The app asks for it (SKIP_WAITING) when no draft is open; it never takes over by itself.
// - Nothing under /api passes through here, and no record ever enters these caches: they hold the app only.
//
// `cargo xtask build` fills in the two values; that also changes this file, which is how browsers notice.

const RELEASE = "%RELEASE%";
const LIST_INTEGRITY = "%LIST_INTEGRITY%";

const PREFIX = "app-";
const CACHE = PREFIX + RELEASE;
const LIST = "/release.json";
const PAGE = "/index.html";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  // A page says so once it runs; perhaps it is the only one left, and older releases can go.
  if (event.data?.type === "STARTED") event.waitUntil(dropUnusedReleases(1));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || isForServer(url.pathname)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request, url.pathname));
});

/** Answers only the server can give: data, and what its operators look at. */
function isForServer(path) {
  return path === "/api" || path.startsWith("/api/") || path === "/healthz" || path === "/metrics";
}

// Installing

async function install() {
  const list = await download(LIST, LIST_INTEGRITY);
  const { release, files } = await list.clone().json();
  if (release !== RELEASE) throw new Error(`the list is of ${release}, not of ${RELEASE}`);

  const cache = await caches.open(CACHE);
  const kept = await filesOfOtherReleases();
  // The list's order: what the first screen needs comes first, what is opened later comes last.
  for (const { path, integrity } of files) {
    // An earlier attempt that broke off may have brought it already; entries are only ever stored whole.
    if (await cache.match(path)) continue;
    const before = kept.get(integrity);
    await cache.put(path, (await before?.()) ?? (await download(path, integrity)));
  }
  await cache.put(LIST, list);
}

/** Fetches one file past every HTTP cache and refuses anything but the exact bytes. */
async function download(path, integrity) {
  const response = await fetch(path, { integrity, cache: "no-store", credentials: "omit", redirect: "error" });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

/** Files that did not change since an installed release needn't cross a slow network again: by hash, how to read them. */
async function filesOfOtherReleases() {
  const kept = new Map();
  for (const name of await otherReleases()) {
    const cache = await caches.open(name);
    // The list is stored last, so where it is, all else is.
    const list = await cache.match(LIST);
    if (!list) continue;
    for (const { path, integrity } of (await list.json()).files) {
      kept.set(integrity, () => cache.match(path));
    }
  }
  return kept;
}

// Taking over

async function activate() {
  await dropUnusedReleases(0);
  // The first install only: pages that opened before it can then work offline without a reload.
  await self.clients.claim();
}

/** Older releases go once no page but the ones known to be new can still ask for their files. */
async function dropUnusedReleases(newPages) {
  // One that is on its way in has a cache too.
  if (self.registration.installing || self.registration.waiting) return;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > newPages) return;
  for (const name of await otherReleases()) await caches.delete(name);
}

async function otherReleases() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

// Serving

/** Every address in the app is the same page, the one of this release. */
async function page(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(PAGE)) ?? fetch(request);
}

async function file(request, path) {
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(path, { ignoreVary: true })) ?? (await inOlderRelease(path));
  return kept ?? fetch(request);
}

/** A page that is still open from the release before may ask for a file whose name has since changed. */
async function inOlderRelease(path) {
  for (const name of await otherReleases()) {
    const cache = await caches.open(name);
    // A release that isn't whole yet doesn't serve.
    if (await cache.match(LIST)) {
      const kept = await cache.match(path, { ignoreVary: true });
      if (kept) return kept;
    }
  }
}
