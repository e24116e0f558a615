// The drejebog without network: what was opened once is answered from what was kept then. Everything
// else goes its usual way.
const kept = /^\/(assets\/|rooms\/style-|rooms\/[^/]+\/sheet$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !kept.test(pathname)) return;
  const shelf = caches.open("rooms");
  event.respondWith(
    fetch(request).then(
      async (answer) => {
        // The newest is what is kept; a page that sends to sign-in is not the drejebog.
        if (answer.ok && !answer.redirected) await (await shelf).put(pathname, answer.clone());
        return answer;
      },
      async (error) => {
        const found = await (await shelf).match(pathname);
        if (found) return found;
        throw error;
      },
    ),
  );
});
