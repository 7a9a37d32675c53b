"""What the measurements share: a company, a server, a slow network, a slow phone."""

import contextlib
import time

import psutil
from devices import PHONE, QUIET
from playwright.sync_api import sync_playwright
from proxy import FaultProxy
from server import Server
from technician import Technician

from bench.company import copied, demo_company
from devtools import chromium

SLOW_4G = {"delay_s": 0.075, "bytes_per_s": 200_000}
"""1.6 Mbit/s and 150 ms there and back."""
MAIN_THREAD_SLOWED = 4
IDLE_PERCENT = 2


@contextlib.contextmanager
def company_server(company=None, **settings):
    """Run the program on a copy of a company, by default the demo's; quiet at first."""
    with copied(company or demo_company()) as data, running(data, settings) as server:
        yield server


@contextlib.contextmanager
def running(data, settings):
    """Run the program on this folder; its work after the start is waited for."""
    server = Server(data, settings).start()
    try:
        wait_until_idle(psutil.Process(server.process.pid))
        yield server
    finally:
        server.stop()


def wait_until_idle(process, timeout_s=60):
    """Wait until a process takes less than a fiftieth of a processor."""
    deadline = time.monotonic() + timeout_s
    while process.cpu_percent(0.5) > IDLE_PERCENT:
        assert time.monotonic() < deadline, "the server is never idle"


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
