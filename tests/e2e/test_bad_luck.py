"""What happens to phones in the field, one misfortune a test."""

from datetime import UTC, datetime, timedelta

import pytest
from dying_browser import DyingBrowser
from technician import Technician
from waiting import wait_until


@pytest.fixture
def ready(marcos):
    return marcos.sign_in().get_ready()


@pytest.fixture
def number(ready):
    return ready.number_to_do()


def arrives_once(phone, office, number, act):
    """Tell whether the office ends up with this act exactly once."""
    phone.send_now()
    wait_until(lambda: phone.waiting_count() == 0, 60, "work still on the phone")
    return office.sign_in().open_order(number).timeline().count(act) == 1


def test_two_tabs_take_the_same_step_once(ready, number, office):
    other = Technician(ready.page.context.new_page())
    ready.open_order(number)
    other.open_order(number)

    ready.take("travel").sees("Cheguei no local")
    other.page.bring_to_front()
    other.take_if_offered("travel")

    assert arrives_once(ready, office, number, "A caminho")


def test_going_back_shows_the_queue_and_takes_no_step_again(ready, number, office):
    ready.open_order(number).take("travel").sees("Cheguei no local")

    ready.page.go_back()
    ready.page.go_forward()
    ready.sees("Cheguei no local")

    assert arrives_once(ready, office, number, "A caminho")


def test_a_worker_killed_while_it_sends_loses_nothing(ready, number, office, network):
    ready.open_order(number)
    network.blackhole()
    ready.take("travel").sees("Cheguei no local")

    debugger = ready.page.context.new_cdp_session(ready.page)
    debugger.send("ServiceWorker.enable")
    debugger.send("ServiceWorker.stopAllWorkers")
    network.restore()
    ready.open_order(number).sees("Cheguei no local")

    assert arrives_once(ready, office, number, "A caminho")


def test_a_phone_three_hours_ahead_loses_nothing(ready, number, office):
    """Nothing is refused for a wrong clock; the office sees both times."""
    later = datetime.now(UTC) + timedelta(hours=3)
    ready.hold_clock(later.isoformat(timespec="milliseconds")[:23] + "Z")

    ready.open_order(number).take("travel").sees("Cheguei no local")

    assert arrives_once(ready, office, number, "A caminho")


def test_a_browser_killed_after_saved_still_has_the_work(
    playwright, chromium_path, network, office, tmp_path
):
    """A battery that falls out: what the screen called kept is kept.

    Chromium writes cookies every 30 s only, so she signs in again; her work waited.
    """
    browser = DyingBrowser(
        playwright, chromium_path, tmp_path / "profile", network.port
    )
    phone = browser.switch_on()
    number = phone.sign_in().get_ready().number_to_do()
    network.down()
    phone.open_order(number).take("travel").sees("Cheguei no local")
    browser.kill()

    phone = browser.switch_on()
    assert phone.open_queue().waiting_count() >= 1
    network.restore()
    phone.sign_in().get_ready()

    assert arrives_once(phone, office, number, "A caminho")
    phone.page.context.close()
