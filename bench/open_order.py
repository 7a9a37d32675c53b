"""Tap → page on the way through the day, against the same pages as constant bytes."""

import contextlib
import time

from devices import PHONE
from playwright.sync_api import Error

from bench.answer import begin, longest_checklist
from bench.limit import LimitSite
from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.many_orders import MANY, hold_many_orders
from bench.offline_start import CONTROLLED, captured
from bench.report import median, table

TAP = """href => {
  window.shownAt = null
  const now = () => performance.timeOrigin + performance.now()
  const painted = new MessageChannel()
  painted.port1.onmessage = () => { window.shownAt = now() }
  new MutationObserver((_, watcher) => {
    watcher.disconnect()
    requestAnimationFrame(() => painted.port2.postMessage(null))
  }).observe(document.body, { childList: true })
  const find = (selector) => document.querySelector(selector)
  const link = find(`a[href="${href}"]`) ?? find("a")
  link.href = href
  const began = now()
  link.click()
  return began
}"""
SHOWN = """() => {
  if (window.shownAt !== undefined) return window.shownAt
  const [paint] = performance.getEntriesByName("first-contentful-paint")
  return paint ? performance.timeOrigin + paint.startTime : null
}"""
REST_S = 0.7


def measure(repeat):
    """Go each way in turn with the limit, workers running, main threads slowed."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        order = f"/visits/{longest_checklist(marcos.page)}"
        begin(marcos, order.rpartition("/")[2])
        ways = [("/queue", order), (order, f"{order}/checklist")]
        sites = [pair(marcos.page, *way).start() for way in ways]
        limits = [limit_page(opened, site) for site in sites]
        network.down()
        slow_down(marcos.page)
        day = [
            compare(marcos.page, way, limit, repeat)
            for way, limit in zip(ways, limits, strict=True)
        ]
        hold_many_orders(marcos.page)
        years = [median(taps(marcos.page, *way, repeat)) for way in ways]
        for site in sites:
            site.stop()
    table(f"Tap → page, main thread slowed 4 ×, median of {repeat}", rows(day, years))


def pair(page, here, there):
    """Return a constant site with both pages: the one left, and the one opened."""
    left, site = captured(page, here), captured(page, there)
    html = ("text/html; charset=utf-8", left.page)
    return LimitSite(site.page, site.assets | left.assets | {"/left": html})


def limit_page(opened, site: LimitSite):
    """Return a page that the limit's worker controls, same phone, slowed alike."""
    page = opened.new_context(**PHONE).new_page()
    page.goto(f"{site.address}/")
    page.evaluate(CONTROLLED)
    page.goto(f"{site.address}/page")
    slow_down(page)
    return page


def compare(page, way, limit, repeat):
    """Return the medians of both, opened in turn."""
    ours, theirs = [], []
    for _ in range(repeat):
        ours += taps(page, *way, 1)
        theirs += taps(limit, "/left", "/page", 1)
    return median(ours), median(theirs)


def taps(page, here, there, repeat):
    """Follow the link from one page to the other; return the milliseconds of each."""
    return [tap(page, here, there) for _ in range(repeat)]


def tap(page, here, there):
    """Tap once, on a page that was loaded as a document and is at rest."""
    page.goto(page.evaluate("path => new URL(path, location).href", here))
    time.sleep(REST_S)
    began = page.evaluate(TAP, there)
    shown = None
    while shown is None:
        time.sleep(REST_S)
        with contextlib.suppress(Error):  # the document is just being exchanged
            shown = page.evaluate(SHOWN)
    return shown - began


def rows(day, years):
    """Return the lines of the table."""
    (order, static_order), (checklist, static_checklist) = day
    return [
        ("the order as static page", static_order, None, "ms"),
        ("the order", order, None, "ms"),
        ("ratio", order / static_order, 1.25, ""),
        ("the checklist as static form", static_checklist, None, "ms"),
        ("the checklist", checklist, None, "ms"),
        ("ratio", checklist / static_checklist, 1.25, ""),
        (f"the order, {MANY} orders on the phone", years[0], None, "ms"),
        ("against the day's orders", years[0] / order, 1.15, ""),
        ("its checklist", years[1], None, "ms"),
        ("against the day's orders", years[1] / checklist, 1.15, ""),
    ]
