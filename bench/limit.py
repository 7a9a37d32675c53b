"""The limit: the same page as constant bytes from a worker that does nothing else."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORKER = """\
const pages = {}
addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open("limit")
  await cache.addAll(["/page", ...PATHS])
  skipWaiting()
})()))
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
addEventListener("fetch", (event) => event.respondWith(answer(event.request)))
async function answer(request) {
  const path = new URL(request.url).pathname
  return (await caches.match(path)) ?? fetch(request)
}
"""
FIRST = b"<!doctype html><title>limit</title><script src=/register.js></script>"
REGISTER = b"navigator.serviceWorker.register('/sw.js')"


@dataclass
class LimitSite:
    """Serves one captured page and its files, and the worker that repeats them."""

    page: bytes
    assets: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def start(self):
        """Listen on a free port of loopback."""
        worker = WORKER.replace("PATHS", repr(sorted(self.assets)))
        files = {
            "/": ("text/html", FIRST),
            "/register.js": ("text/javascript", REGISTER),
            "/sw.js": ("text/javascript", worker.encode()),
            "/page": ("text/html; charset=utf-8", self.page),
            **self.assets,
        }
        handler = type("Handler", (Files,), {"files": files})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    @property
    def address(self):
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        """Stop listening; the worker goes on."""
        self.server.shutdown()
        self.server.server_close()


class Files(BaseHTTPRequestHandler):
    """Answers a GET from a table of files."""

    files: dict[str, tuple[str, bytes]]

    def do_GET(self):
        kind, body = self.files.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in self.files else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Stay silent."""
