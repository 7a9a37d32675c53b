"""Cold start without network to the queue, against a worker that repeats a page."""

import re

from bench.limit import LimitSite
from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.report import median, table

PAINTED = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint")
  return paint ? paint.startTime : null
}"""
CONTROLLED = "async () => Boolean((await navigator.serviceWorker.ready).active)"
SCRIPT = re.compile(
    r'<script\b.*?</script>|<link rel="preload" as="script"[^>]*>', re.DOTALL
)
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def measure(repeat):
    """Start both in turn, each time with a stopped worker and a slowed main thread."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        marcos.open_queue()
        site = captured(marcos.page).start()
        limit = opened.new_context().new_page()
        limit.goto(f"{site.address}/")
        limit.evaluate(CONTROLLED)
        limit.goto(f"{site.address}/page")
        network.down()
        ours, theirs = [], []
        for _ in range(repeat):
            ours.append(cold_start(marcos.page, "/queue"))
            theirs.append(cold_start(limit, f"{site.address}/page"))
        site.stop()
    table(
        f"Offline start, main thread slowed 4 ×, median of {repeat}",
        [
            ("limit: constant page from a worker", median(theirs), None, "ms"),
            ("the queue", median(ours), None, "ms"),
            ("ratio", median(ours) / median(theirs), 1.25, ""),
        ],
    )


def captured(page, address="/queue"):
    """Return a page's own bytes and files as a constant site, without scripts."""
    html = page.evaluate("async path => (await fetch(path)).text()", address)
    html = SCRIPT.sub("", html)
    assets = {
        path: page.evaluate(
            "async path => { const answer = await fetch(path);"
            " return [answer.headers.get('content-type'), await answer.text()] }",
            path,
        )
        for path in set(ASSET.findall(html))
        if path.split("?")[0].endswith((".css", ".js"))
    }
    encoded = {path: (kind, body.encode()) for path, (kind, body) in assets.items()}
    return LimitSite(html.encode(), encoded)


def cold_start(page, address):
    """Return the milliseconds from navigation to the first painted content."""
    page.goto("about:blank")
    debugger = slow_down(page)
    debugger.send("ServiceWorker.enable")
    debugger.send("ServiceWorker.stopAllWorkers")
    painted = paint(page, address)
    debugger.detach()
    return painted


def paint(page, address):
    """Open an address; return the milliseconds to the first painted content."""
    page.goto(address)
    page.locator("body").wait_for()
    painted = None
    while painted is None:
        painted = page.evaluate(PAINTED)
    return painted
