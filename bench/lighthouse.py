"""Lighthouse (mobile) on queue, order, checklist and sign-off of a signed-in phone.

Needs Lighthouse's `cli/index.js` in LIGHTHOUSE; it is no package of ours.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from devices import PHONE, QUIET
from playwright.sync_api import sync_playwright
from server import free_port
from technician import Technician

from bench.answer import begin, longest_checklist
from bench.machine import company_server
from bench.report import table
from devtools import chromium

CATEGORIES = ["performance", "accessibility", "best-practices"]
GOAL = 95


def measure(_repeat):
    """Let Lighthouse join the browser in which somebody has signed in."""
    program = os.environ.get("LIGHTHOUSE")
    if not program:
        sys.exit("LIGHTHOUSE names no lighthouse/cli/index.js: see bench/README.md")
    port = free_port()
    with (
        company_server() as server,
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile",
            executable_path=chromium.ensure(),
            args=[*QUIET, f"--remote-debugging-port={port}"],
            base_url=server.address,
            **PHONE,
        )
        marcos = Technician(context.pages[0]).sign_in().get_ready()
        visit = f"/visits/{longest_checklist(marcos.page)}"
        begin(marcos, visit.rpartition("/")[2])
        marcos.page.goto("about:blank")
        pages = ["/queue", visit, f"{visit}/checklist", f"{visit}/sign_off"]
        report = Path(folder) / "report.json"
        scores = [look(program, server.address + page, port, report) for page in pages]
        context.close()
    names = ["queue", "order", "checklist", "sign-off"]
    for name, found in zip(names, scores, strict=True):
        rows = [(category, found[category], None, "") for category in CATEGORIES]
        met = "reached" if min(found.values()) >= GOAL else "MISSED"
        table(f"Lighthouse mobile, {name}: goal {GOAL} {met}", rows)


def look(program, address, port, report):
    """Return the three scores of a page, out of 100."""
    only = f"--only-categories={','.join(CATEGORIES)}"
    output = ["--output=json", f"--output-path={report}", "--quiet"]
    command = ["node", program, address, f"--port={port}", only, *output]
    subprocess.run([*command, "--disable-storage-reset"], check=True)
    found = json.loads(report.read_text())["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}
