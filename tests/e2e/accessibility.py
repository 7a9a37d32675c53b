"""axe on a page, run through the debugger, so that the CSP stays as it is."""

import functools
from pathlib import Path

import pytest

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
# The sticky foot then covers no row: a row half under it is no small target.
TALL = 4000
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """Return axe's violations as lines: the rule, what it says, and where."""
    size = page.viewport_size
    page.set_viewport_size({**size, "height": TALL})
    show_whole(page)
    page.evaluate(source())
    result = page.evaluate(
        "standards => axe.run(document, {runOnly: standards})", STANDARDS
    )
    page.set_viewport_size(size)
    return [
        f"{found['id']}: {found['help']} at {node['target']}: {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def show_whole(page):
    """Make the window as tall as the page: what the console covers can be scrolled."""
    height = page.evaluate("document.documentElement.scrollHeight")
    size = page.viewport_size
    page.set_viewport_size(size | {"height": max(size["height"], height)})


@functools.cache
def source():
    """Return axe's text, from the developer packages of npm."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run `npm ci --ignore-scripts` once.")
    return AXE.read_text()
