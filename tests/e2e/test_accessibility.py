"""No screen breaks a rule that axe can check, in any theme."""

import pytest
from accessibility import violations

THEMES = ["light", "dark", "sun"]


@pytest.mark.parametrize("theme", THEMES)
def test_no_screen_of_a_technician_breaks_a_rule(marcos, theme):
    marcos.page.goto("/login")
    marcos.theme(theme)
    found = {"/login": violations(marcos.page)}

    marcos.sign_in().get_ready()
    visit = f"/visits/{marcos.visit_id(marcos.number_to_do())}"
    for path in [
        *("/queue", visit, f"{visit}/checklist", f"{visit}/sign_off"),
        *(f"{visit}/sign_off?without_signature=1", f"{visit}/evidence"),
        f"{visit}/cannot_complete?reason_code=customer_absent",
        *("/outbox", "/profile"),
    ]:
        marcos.page.goto(path)
        found[path] = violations(marcos.page)

    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("theme", THEMES)
def test_no_screen_of_the_office_breaks_a_rule(marcos, office, theme):
    number = marcos.sign_in().get_ready().number_to_do()
    office.page.goto("/login")
    office.page.evaluate("name => localStorage.setItem('theme', name)", theme)
    office.sign_in()
    found = {"list": violations(office.page)}
    office.open_order(number)
    found["order"] = violations(office.page)

    assert not {path: lines for path, lines in found.items() if lines}
