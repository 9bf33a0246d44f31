// Keeps the page for a cold start without a network.

const FILES = ["/", "/raw.js"];

addEventListener("install", (event) => event.waitUntil(caches.open("raw").then((cache) => cache.addAll(FILES))));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request)));
  }
});
