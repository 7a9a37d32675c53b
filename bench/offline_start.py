"""Cold start without network to the queue, against a worker that repeats a page."""

import re
from urllib.parse import urljoin

from bench.limit import LimitSite
from bench.machine import (
    MAIN_THREAD_SLOWED,
    browser,
    company_server,
    network_to,
    phone,
    slow_down,
)
from bench.many_orders import MANY, hold_many_orders
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
FONTS = re.compile(r'data-fonts="([^"]+)"')
FONT = re.compile(r'url\("([^"]+)"\)')
FETCH = """async path => {
  const answer = await fetch(path)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return [answer.headers.get("content-type"), [...bytes]]
}"""


def measure(repeat):
    """Start both in turn, each time with a stopped worker and a slowed main thread."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        marcos.open_queue()
        site = captured(marcos.page).start()
        limit = limit_page(opened, site)
        network.down()
        ours, theirs = [], []
        for _ in range(repeat):
            ours.append(cold_start(marcos.page, "/queue"))
            theirs.append(cold_start(limit, f"{site.address}/page"))
        hold_many_orders(marcos.page)
        full = [cold_start(marcos.page, "/queue") for _ in range(repeat)]
        site.stop()
    table(
        f"Offline start, main thread slowed 4 ×, median of {repeat}",
        [
            ("limit: constant page from a worker", median(theirs), None, "ms"),
            ("the queue", median(ours), None, "ms"),
            ("ratio", median(ours) / median(theirs), 1.25, ""),
            (f"the queue, {MANY} orders on the phone", median(full), None, "ms"),
            ("against the day's orders", median(full) / median(ours), 1.15, ""),
        ],
    )


def captured(page, address="/queue"):
    """Return a page's own bytes, styles and letters as a constant site, no scripts."""
    html = page.evaluate("async path => (await fetch(path)).text()", address)
    fonts = FONTS.search(html).group(1)
    html = SCRIPT.sub("", html)
    html = html.replace("</body>", f'<link rel="stylesheet" href="{fonts}"></body>')
    styles = {path for path in ASSET.findall(html) if path.endswith(".css")}
    assets = {path: fetched(page, path) for path in styles}
    for name in FONT.findall(assets[fonts][1].decode()):
        path = urljoin(fonts, name)
        assets[path] = fetched(page, path)
    return LimitSite(html.encode(), assets)


def fetched(page, path):
    """Return the type and the bytes of a file."""
    kind, numbers = page.evaluate(FETCH, path)
    return kind, bytes(numbers)


def limit_page(opened, site):
    """Return a page that the limit's worker answers."""
    page = opened.new_context().new_page()
    page.goto(f"{site.address}/")
    page.evaluate(CONTROLLED)
    page.goto(f"{site.address}/page")
    return page


def cold_start(page, address, times=MAIN_THREAD_SLOWED):
    """Return the milliseconds from navigation to the first painted content."""
    page.goto("about:blank")
    debugger = slow_down(page, times)
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
