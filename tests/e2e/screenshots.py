"""The pictures of docs/screenshots; run by `./dev screenshot`, not a test."""

from pathlib import Path

import pytest
from server import Server, make_company

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
NOW = "2026-11-24T13:18:00.000Z"
"""A Tuesday morning in Uberlândia, 10:18."""


@pytest.fixture
def server(tmp_path):
    """Serve a company whose clock stands still, so that pictures stay the same."""
    make_company(tmp_path / "data", FIELDAPP_NOW=NOW)
    server = Server(tmp_path / "data", {"FIELDAPP_NOW": NOW}).start()
    yield server
    server.stop()


def test_take_the_pictures(marcos, office, request):
    theme = request.config.getoption("--theme")
    suffix = "" if theme == "light" else f"-{theme}"
    FOLDER.mkdir(parents=True, exist_ok=True)

    def take(name, page=marcos.page):
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}{suffix}.png")

    marcos.page.goto("/login")
    marcos.theme(theme)
    take("login")
    marcos.sign_in().get_ready().hold_clock(NOW)
    marcos.open_queue()
    take("queue")
    number = marcos.numbers()[0]
    marcos.open_order(number)
    take("order")
    marcos.open_checklist()
    take("checklist")
    marcos.open_outbox()
    take("outbox")

    office.page.goto("/login")
    office.page.evaluate("name => localStorage.setItem('theme', name)", theme)
    office.sign_in()
    take("office-orders", office.page)
    office.open_order(number)
    take("office-order", office.page)
