"""No screen of the office breaks a rule that axe can check, in any theme or size."""

import sqlite3

import pytest
from accessibility import violations

THEMES = ["light", "dark", "sun"]
LIST = "/office/work_orders"
FLAT = "() => document.documentElement.scrollWidth <= innerWidth"
TWICE = "() => { document.documentElement.style.fontSize = '200%' }"


def screens(server):
    """Return the address of every screen of the office, by its name."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        one = "SELECT id FROM work_orders WHERE phase = ? LIMIT 1"
        ids = {
            phase: database.execute(one, [phase]).fetchone()[0]
            for phase in ("open", "scheduled", "completed")
        }
        issues = database.execute("SELECT id, reason, document FROM issues").fetchall()
    return {
        "list": LIST,
        "list of nothing": f"{LIST}?q=nobody-is-called-so",
        "new order": f"{LIST}/new",
        **{f"{phase} order": f"{LIST}/{id_}" for phase, id_ in ids.items()},
        "edit": f"{LIST}/{ids['open']}/edit",
        "inbox": "/office/issues",
        "decided": "/office/issues?status=resolved",
        **{f"issue {reason}": f"/office/issues/{id_}" for id_, reason, _ in issues},
        "phones": "/office/phones",
        "equipment": "/office/devices",
        "new equipment": "/office/devices/new",
        "labels": "/office/labels",
        "rescue": "/office/rescue",
    }


@pytest.mark.parametrize("is_about_orders", [True, False], ids=["orders", "others"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_screen_of_the_office_breaks_a_rule(office, server, theme, is_about_orders):
    office.page.goto("/login")
    office.page.evaluate("name => localStorage.setItem('theme', name)", theme)
    page = office.sign_in().page
    found = {}
    for name, address in screens(server).items():
        if address.startswith(LIST) == is_about_orders:
            page.goto(address)
            found[name] = violations(page)

    assert not {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize(("width", "is_twice"), [(320, False), (640, True)])
def test_no_screen_of_the_office_scrolls_sideways(office, server, width, is_twice):
    page = office.sign_in().page
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for name, address in screens(server).items():
        page.goto(address)
        if is_twice:
            page.evaluate(TWICE)
        wide += [] if page.evaluate(FLAT) else [name]

    assert not wide


def test_a_form_with_mistakes_and_a_decision_break_no_rule(office, server):
    page = office.sign_in().page
    page.goto(screens(server)["new order"])
    page.get_by_role("button", name="Abrir a ordem").click()
    page.locator("[data-errors]").wait_for()
    found = violations(page)
    page.goto(screens(server)["issue concurrent_change"])
    page.get_by_label("Ficar com o que vale").check()
    page.get_by_role("button", name="Registrar decisão").click()
    page.get_by_text("Mantida como estava").wait_for()

    assert not found + violations(page)
