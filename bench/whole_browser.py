"""Answers and offline starts with every process of the browser slowed about 5 ×."""

from bench.answer import WATCH, bare_taps, begin, longest_checklist
from bench.duty_cycle import browser_slowed
from bench.machine import browser, company_server, network_to, phone
from bench.offline_start import captured, cold_start, limit_page
from bench.report import median, p95, table

TIMES = 6
LEAST = 4.5
"""Below that this machine had too much to do, or the processes were not found."""
SPIN = """() => {
  const began = performance.now()
  let sum = 0
  for (let n = 0; n < 20_000_000; n++) sum += n % 7
  return performance.now() - began + 0 * sum
}"""


def measure(repeat):
    """Start and answer as on a phone whose processor is slow for everything."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        visit_id = longest_checklist(marcos.page)
        checklist = begin(marcos, visit_id)
        checklist.is_trusting = True
        site = captured(marcos.page).start()
        limit = limit_page(opened, site)
        network.down()
        full_speed = spin(marcos.page)
        with browser_slowed(TIMES):
            slowed = spin(marcos.page) / full_speed
            assert slowed > LEAST, f"a loop is slowed {slowed:.1f} × only"
            marcos.page.evaluate(WATCH)
            bare = bare_taps(marcos.page)
            answered = checklist.answer_all()
            marcos.page.wait_for_timeout(1000)
            felt = marcos.page.evaluate("felt")
            shown = marcos.page.evaluate("shown")
            ours, theirs = [], []
            for _ in range(repeat):
                ours.append(cold_start(marcos.page, "/queue", times=1))
                theirs.append(cold_start(limit, f"{site.address}/page", times=1))
        site.stop()
    table(
        f"{len(answered)} answers, {repeat} starts, whole browser slowed",
        [
            ("slowed, as a loop of script has it", slowed, None, "×"),
            ("limit: a bare box on the same page, p95", p95(bare), None, "ms"),
            ("tap → next paint, median", median(felt), None, "ms"),
            ("tap → next paint, p95", p95(felt), 250, "ms"),
            ("tap → kept and shown, median", median(shown), None, "ms"),
            ("tap → kept and shown, p95", p95(shown), None, "ms"),
            ("offline start: constant page", median(theirs), None, "ms"),
            ("offline start: the queue", median(ours), 1200, "ms"),
        ],
    )


def spin(page):
    """Return the middle of the later runs of a loop that is compiled by then."""
    return median([page.evaluate(SPIN) for _ in range(15)][5:])
