"""What the measurements share: a company, a server, a slow network, a slow phone."""

import contextlib
import tempfile
from pathlib import Path

from devices import PHONE, QUIET
from playwright.sync_api import sync_playwright
from proxy import FaultProxy
from server import Server, make_company
from technician import Technician

from devtools import chromium

SLOW_4G = {"delay_s": 0.075, "bytes_per_s": 200_000}
"""1.6 Mbit/s and 150 ms there and back."""
MAIN_THREAD_SLOWED = 4


@contextlib.contextmanager
def company_server(**settings):
    """Run the program on a demo company of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        make_company(data)
        server = Server(data, settings).start()
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def network_to(server):
    """Put the counting, slowing proxy before a server."""
    proxy = FaultProxy(server.port).start()
    try:
        yield proxy
    finally:
        proxy.stop()


@contextlib.contextmanager
def browser():
    """Open Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium.ensure(), args=QUIET
        )
        try:
            yield opened
        finally:
            opened.close()


def phone(opened, port):
    """Return a technician with a fresh phone behind a port of loopback."""
    address = f"http://127.0.0.1:{port}"
    return Technician(opened.new_context(base_url=address, **PHONE).new_page())


def slow_down(page, times=MAIN_THREAD_SLOWED):
    """Slow the page's main thread; workers are not reached by this."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("Emulation.setCPUThrottlingRate", {"rate": times})
    return debugger
