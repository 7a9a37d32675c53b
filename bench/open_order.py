"""Opening an order without network, against the same pages as constant bytes."""

from bench.answer import begin, longest_checklist
from bench.limit import LimitSite
from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.offline_start import CONTROLLED, captured, paint
from bench.report import median, table


def measure(repeat):
    """Open both in turn, workers running, with a slowed main thread."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        address = f"/visits/{longest_checklist(marcos.page)}"
        begin(marcos, address.rpartition("/")[2])
        pages = [address, f"{address}/checklist"]
        sites = [captured(marcos.page, page).start() for page in pages]
        limits = [limit_page(opened, site) for site in sites]
        network.down()
        slow_down(marcos.page)
        ratios = [
            compare(marcos.page, page, limit, site, repeat)
            for page, limit, site in zip(pages, limits, sites, strict=True)
        ]
        for site in sites:
            site.stop()
    table(f"Open warm, main thread slowed 4 ×, median of {repeat}", rows(ratios))


def limit_page(opened, site: LimitSite):
    """Return a page that the limit's worker controls, slowed alike."""
    page = opened.new_context().new_page()
    page.goto(f"{site.address}/")
    page.evaluate(CONTROLLED)
    page.goto(f"{site.address}/page")
    slow_down(page)
    return page


def compare(page, address, limit, site, repeat):
    """Return the medians of both, opened in turn."""
    ours, theirs = [], []
    for _ in range(repeat):
        ours.append(paint(page, address))
        theirs.append(paint(limit, f"{site.address}/page"))
    return median(ours), median(theirs)


def rows(measured):
    """Return the lines of the table."""
    (order, static_order), (checklist, static_checklist) = measured
    return [
        ("the order as static page", static_order, None, "ms"),
        ("the order", order, None, "ms"),
        ("ratio", order / static_order, 1.25, ""),
        ("the checklist as static form", static_checklist, None, "ms"),
        ("the checklist", checklist, None, "ms"),
        ("ratio", checklist / static_checklist, 1.25, ""),
    ]
