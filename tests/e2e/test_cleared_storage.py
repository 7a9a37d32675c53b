"""A browser that threw away all of this app's storage: what is missing is named."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from completion import Completion
from database import waiting
from pictures import a_photo
from technician import shown
from waiting import wait_until

TOLD = "Falta uma foto ou assinatura"
AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture
def visit(marcos, network):
    """Announce a photo and a signature whose bytes do not get through."""
    marcos.sign_in().get_ready()
    number = marcos.number_to_do()
    network.cut_request(0, only="PATCH")
    marcos.open_order(number)
    for step, next_words in (
        ("travel", "Cheguei no local"),
        ("arrive", "Iniciar"),
        ("start", "Próximo item"),
    ):
        marcos.take(step).sees(next_words)
    visit = Completion(marcos, number).open_photos().pick(a_photo(1))
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    marcos.open_outbox().sync_behind_the_page()
    wait_until(lambda: unsent(visit) == ["photo"], 60, "not announced, or all sent")
    visit.number = number
    return visit


def unsent(visit):
    """Return what has no receipt yet: operations by name, then photos."""
    uploads = [one for one in visit.uploads() if not one["received_at"]]
    operations = [operation["name"] for operation in waiting(visit.page)]
    return [*operations, *("photo" for _ in uploads)]


def clear_storage(phone):
    """Drop everything that the browser keeps for this origin, the worker included."""
    page = phone.page
    origin = page.evaluate("location.origin")
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    asked = {"origin": origin, "storageTypes": "all"}
    session.send("Storage.clearDataForOrigin", asked)
    page.context.clear_cookies()


def grow_silent(server):
    """Let the phone that is gone have called last an hour ago."""
    with sqlite3.connect(server.data / "fieldapp.db") as database:
        database.execute(
            "UPDATE clients SET seen_at = ? WHERE kind = 'phone'",
            [AN_HOUR_AGO.strftime("%Y-%m-%d %H:%M:%S.%f")],
        )


def test_what_a_cleared_phone_no_longer_has_is_named_on_it_and_in_the_office(
    marcos, office, server, network, visit
):
    number = shown(visit.number)
    clear_storage(marcos)
    grow_silent(server)
    network.restore()

    marcos.sign_in().get_ready()

    marcos.open_outbox()
    wait_until(lambda: names_photo(marcos), 30, "the phone does not name the photo")
    visit.open_photos()
    marcos.sees("Perdida no aparelho")
    office.sign_in()
    wait_until(lambda: TOLD in inbox(office), 30, "the office does not hear of it")
    office.page.get_by_role("link", name=TOLD).first.click()
    assert f"OS {number}" in office.page.locator("main").inner_text()


def names_photo(phone):
    phone.page.reload()
    return "Tire de novo" in phone.page.locator("main").inner_text()


def inbox(office):
    office.page.goto("/office/issues")
    return office.page.locator("main").inner_text()
