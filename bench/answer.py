"""Tap to paint over a whole checklist without signal, limits running, slowed 4 ×."""

from database import kept_queue

from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.report import median, p95, table

LONGEST_FRAME_MS = 16
BARE_TAPS = 25
BEGINNINGS = {"planned", "acknowledged"}
ADD_BARE_BOX = """() => document.querySelector("main").prepend(
  Object.assign(document.createElement("input"), { type: "checkbox", id: "bare" }))"""
WATCH = """() => {
  window.felt = []
  window.shown = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.interactionId) felt.push(entry.duration)
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: false })
  let tapped = 0
  addEventListener("change", (event) => { tapped = event.timeStamp }, true)
  new MutationObserver(() => {
    if (!tapped) return
    const began = tapped
    tapped = 0
    requestAnimationFrame(() => setTimeout(() => shown.push(performance.now() - began)))
  }).observe(document.querySelector("main"), {
    subtree: true, attributes: true, attributeFilter: ["data-wanting", "data-s"],
  })
}"""
ASK_WORKER = """(type) => new Promise((resolve) => {
  const channel = new MessageChannel()
  channel.port1.onmessage = (event) => resolve(event.data)
  navigator.serviceWorker.controller.postMessage({ type }, [channel.port2])
})"""
TELL_WORKER = "type => navigator.serviceWorker.controller.postMessage({type})"


def measure(_repeat):
    """Answer the longest checklist of the day; events and bytes are the browser's."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        visit_id = longest_checklist(marcos.page)
        checklist = begin(marcos, visit_id)
        checklist.is_trusting = True  # else the driver's own listeners are in the frame
        slow_down(marcos.page)
        marcos.page.evaluate(WATCH)
        bare = bare_taps(marcos.page)
        network.down()
        marcos.page.evaluate(TELL_WORKER, "count_writes")
        answered = checklist.answer_all()
        marcos.page.wait_for_timeout(200)
        written = marcos.page.evaluate(ASK_WORKER, "written")
        felt = marcos.page.evaluate("felt") or [LONGEST_FRAME_MS]
        shown = marcos.page.evaluate("shown")
    table(
        f"{len(answered)} answers, main thread slowed 4 ×",
        [
            ("limit: a bare box on the same page, p95", p95(bare), None, "ms"),
            ("tap → next paint, median", median(felt), None, "ms"),
            ("tap → next paint, p95", p95(felt), 32, "ms"),
            ("tap → next paint, longest", max(felt), 40, "ms"),
            ("tap → kept and shown, median", median(shown), None, "ms"),
            ("tap → kept and shown, p95", p95(shown), None, "ms"),
            ("handed to IndexedDB", written / len(answered) / 1000, 4, "KB"),
        ],
    )


def bare_taps(page):
    """Tap a box that nothing listens to: what this machine takes for a paint now."""
    page.evaluate(ADD_BARE_BOX)
    for _ in range(BARE_TAPS):
        page.locator("#bare").click(force=True)
    page.wait_for_timeout(200)
    taken = page.evaluate("felt.splice(0)") or [LONGEST_FRAME_MS]
    page.evaluate("document.getElementById('bare').remove()")
    return taken


def longest_checklist(page):
    """Return the visit with the most items to answer."""
    rows = not_begun(page)
    return max(rows, key=lambda row: row.get("required") or 0)["visit_id"]


def not_begun(page):
    """Return the rows of the queue that she may still begin."""
    return [row for row in kept_queue(page) if row["phase"] in BEGINNINGS]


def begin(marcos, visit_id):
    """Take an order to its checklist."""
    marcos.page.goto(f"/visits/{visit_id}")
    for step in ("travel", "arrive", "start"):
        marcos.take(step)
    marcos.sees("Próximo item")
    return marcos.open_checklist()
