"""First visit on slow 4G: bytes and requests before usable, and until ready offline."""

import time

from technician import PASSWORD
from waiting import wait_until

from bench.machine import SLOW_4G, browser, company_server, network_to, phone
from bench.report import median, table

FONTS = ".woff2"


def measure(repeat):
    """Count on the wire, so that the worker's own requests are counted too."""
    with company_server() as server, network_to(server) as network, browser() as opened:
        network.slow(**SLOW_4G)
        runs = [visit(opened, network) for _ in range(max(1, repeat // 5))]
    first = {key: median([run[key] for run in runs]) for key in runs[0]}
    table(
        f"First visit on slow 4G, median of {len(runs)}",
        [
            ("sign-in page usable", first["usable_s"], None, "s"),
            ("… requests", first["usable_requests"], 6, ""),
            ("… bytes", first["usable_bytes"] / 1000, 30, "KB"),
            ("signed in → ready offline", first["ready_s"], 2.5, "s"),
            ("whole visit, requests", first["requests"], 14, ""),
            ("whole visit, bytes", first["bytes"] / 1000, 138, "KB"),
            ("fonts, afterwards", first["font_bytes"] / 1000, None, "KB"),
        ],
    )


def visit(opened, network):
    """Take one first visit with an empty browser; return what it cost."""
    network.requests.clear()
    network.received.clear()
    marcos = phone(opened, network.port)
    start = time.monotonic()
    marcos.page.goto("/login")
    marcos.page.get_by_role("button", name="Entrar").wait_for()
    usable = {
        "usable_s": time.monotonic() - start,
        "usable_requests": len(without_fonts(network.requests)),
        "usable_bytes": size(network, without_fonts),
    }
    enter(marcos.page)
    start = time.monotonic()
    wait_until(marcos.is_ready, 60)
    ready = {
        "ready_s": time.monotonic() - start,
        "requests": len(without_fonts(network.requests)),
        "bytes": size(network, without_fonts),
        "font_bytes": size(network, only_fonts),
    }
    marcos.page.context.close()
    return usable | ready


def enter(page):
    """Sign in on the page that is open."""
    page.get_by_label("E-mail").fill("marcos@cerrado.example")
    page.get_by_label("Senha").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()


def without_fonts(requests):
    """Return the requests that are not for fonts."""
    return [request for request in requests if FONTS not in request]


def only_fonts(requests):
    """Return the requests for fonts."""
    return [request for request in requests if FONTS in request]


def size(network, choose):
    """Return the bytes received for the chosen requests, heads included."""
    return sum(network.received[request] for request in choose(network.received))
