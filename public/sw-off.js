// The way out: served as /sw.js in place of the real one, it removes the service worker and what it kept.
// For the day a release is broken in a way a newer one can't mend. It touches no record, no draft and no open page.

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("app-")) await caches.delete(name);
  }
  await self.registration.unregister();
}
