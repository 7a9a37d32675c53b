"""The browser killed `--repeat` times just after a note is shown as kept, no signal.

Every note must wait on the phone after each start, and be in the ledger once at last.
"""

import sqlite3
import tempfile
import time
from pathlib import Path

from database import waiting
from dying_browser import DyingBrowser
from playwright.sync_api import sync_playwright
from waiting import wait_until

from bench.machine import company_server, network_to
from bench.report import p95, table
from devtools import chromium

NOTED = "SELECT count(*), count(DISTINCT operation_id) FROM ledger WHERE name = ?"


def measure(repeat):
    """Write, kill and look, again and again; then let everything go to the office."""
    with (
        company_server() as server,
        network_to(server) as network,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
    ):
        path = chromium.ensure()
        browser = DyingBrowser(playwright, path, Path(folder) / "phone", network.port)
        before, _ = noted(server)
        phone, address = made_ready(browser)
        network.down()
        saved_ms, lost = [], 0
        for number in range(1, repeat + 1):
            saved_ms.append(note(phone, address, number))
            browser.kill()
            phone = browser.switch_on()
            phone.open_queue()
            lost = max(lost, number - len(waiting_notes(phone)))
        network.restore()
        phone.sign_in().get_ready()
        phone.open_outbox().sync_behind_the_page()
        wait_until(lambda: not waiting_notes(phone), 120, "not sent")
        phone.page.context.close()
        rows, different = noted(server)
    table(
        "Browser killed after a note was shown as kept",
        [
            ("kills", repeat, None, ""),
            ("notes that were gone after a start", lost, 0, ""),
            ("notes that the office lacks", repeat - (different - before), 0, ""),
            ("notes that the office has twice", rows - different, 0, ""),
            ("tap → shown as kept, p95", p95(saved_ms), None, "ms"),
        ],
    )


def made_ready(browser):
    """Return a phone with its day on it, and the address of one visit."""
    phone = browser.switch_on()
    visit_id = phone.sign_in().get_ready().visit_id(phone.number_to_do())
    return phone, f"/visits/{visit_id}"


def note(phone, address, number):
    """Write one note; return the milliseconds until the page shows it as kept."""
    text = f"Antes da queda {number}"
    phone.page.goto(address)
    phone.page.locator("#note-text").fill(text)
    start = time.monotonic()
    phone.page.locator("#notes button[type=submit]").click()
    phone.page.locator("#notes .entry__said", has_text=text).first.wait_for()
    return (time.monotonic() - start) * 1000


def waiting_notes(phone):
    """Return the notes that wait on the phone."""
    return [each for each in waiting(phone.page) if each["name"] == "add_note"]


def noted(server):
    """Return how many notes the ledger holds, and how many different ones."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        return database.execute(NOTED, ["add_note"]).fetchone()
