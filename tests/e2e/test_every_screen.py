"""Every screen of a technician: seen, reached and tapped in any theme and size."""

import pytest
from accessibility import violations
from fit import misfits, unseen_stops
from screens import with_work


def found_by(look, phone, network, theme):
    """Return what this look at every screen finds, by path."""
    phone.page.goto("/login")
    phone.theme(theme)
    found = {"/login": look(phone.page)}
    for path in with_work(phone, network):
        phone.page.goto(path)
        found[path] = look(phone.page)
    return {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("theme", ["light", "dark", "sun"])
def test_no_screen_of_a_technician_breaks_a_rule(marcos, network, theme):
    assert not found_by(violations, marcos, network, theme)


@pytest.mark.parametrize("theme", ["light", "sun"])
def test_no_screen_is_too_wide_or_too_small_to_tap(marcos, network, theme):
    """Dark has the measures of light."""
    assert not found_by(misfits, marcos, network, theme)


@pytest.mark.parametrize("theme", ["light", "sun"])
def test_every_stop_of_the_keyboard_is_seen(marcos, network, theme):
    assert not found_by(unseen_stops, marcos, network, theme)
