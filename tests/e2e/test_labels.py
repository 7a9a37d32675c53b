"""A label, seen by the phone's own camera: its address opens the device's visit."""

import re
import sqlite3

import pytest
from accessibility import violations
from database import documents, kept_queue
from waiting import address, wait_until

OVER = {"completed", "cannot_complete", "cancelled", "reassigned"}


@pytest.fixture
def ready(marcos):
    return marcos.sign_in().get_ready()


def labelled(phone):
    """Return an open visit and the label of a device that stands there."""
    labels = {
        device["place"].get("work_order_id"): device["label"]
        for device in documents(phone.page, "device")
        if device["label"]
    }
    return next(
        (row, labels[row["work_order_id"]])
        for row in kept_queue(phone.page)
        if row["phase"] not in OVER and row["work_order_id"] in labels
    )


def test_a_label_opens_its_visit_without_signal(ready, network):
    row, label = labelled(ready)
    network.down()

    ready.page.goto(f"/D/{label}")

    wait_until(
        lambda: address(ready.page).endswith(f"/visits/{row['visit_id']}"),
        message="the label did not lead to its visit",
    )
    ready.sees(row["title"])


def test_a_label_that_nobody_knows_says_what_to_do_without_signal(ready, network):
    network.down()

    ready.page.goto("/D/ZZZZ0000")

    ready.sees("Código fora do cadastro")
    assert not violations(ready.page)


def label_of_another(server, name):
    """Return a label at a house where somebody else has open work, and who it is."""
    query = """
        SELECT devices.label, users.name FROM devices
        JOIN visits USING (work_order_id) JOIN users ON users.id = visits.technician_id
        WHERE devices.label IS NOT NULL AND visits.phase = 'planned'
        AND devices.work_order_id NOT IN (
            SELECT work_order_id FROM visits JOIN users ON users.id = technician_id
            WHERE users.name = ?)
        ORDER BY devices.label"""
    with sqlite3.connect(server.data / "fieldapp.db") as connection:
        return connection.execute(query, [name]).fetchone()


def test_somebody_elses_device_says_whose_order_it_is(ready, network, server):
    label, name = label_of_another(server, "Marcos Sales")

    ready.page.goto(f"/D/{label}")

    ready.sees(f"Esta OS está com {name}")
    network.down()
    ready.page.goto(f"/D/{label}")
    ready.sees("Código fora do cadastro")


def test_the_last_six_characters_are_enough(ready, network):
    row, label = labelled(ready)
    network.down()
    ready.page.goto("/scan")

    ready.page.get_by_label(re.compile("código da etiqueta")).fill(label[-6:].lower())
    ready.page.get_by_role("button", name="Conferir").click()

    link = ready.page.locator(f"main a[href='/visits/{row['visit_id']}']")
    link.wait_for()
    assert not violations(ready.page)


def test_a_customer_with_a_label_learns_whom_to_call(new_phone):
    phone = new_phone()

    phone.page.goto("/D/1000001A")

    phone.sees("Algo não funciona?")
    call = phone.page.get_by_role("link", name=re.compile("Ligar"))
    assert call.get_attribute("href") == "tel:+553400000100"
    assert not violations(phone.page)
