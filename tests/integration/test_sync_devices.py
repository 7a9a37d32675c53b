"""A phone knows the devices of its orders and of its van, and learns what changes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from builders import a_device

from fieldapp import clock
from fieldapp.domain.label_batches import FIRST_NUMBER
from fieldapp.domain.labels import label_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def phone(company):
    phone = company.phone(company.marcos)
    phone.sync()
    return phone


def held(phone):
    """Return the devices on a phone by their serial."""
    phone.sync()
    return {
        entry["document"]["serial"]: entry["document"]
        for (kind, _), entry in phone.documents.items()
        if kind == "device"
    }


def at(order):
    return {"kind": "site", "work_order_id": order["id"], "location": None}


def van(someone):
    return {"kind": "van", "technician": {"id": someone.id, "name": someone.name}}


def test_a_device_comes_with_its_order(company, phone):
    order = company.order()
    company.act("register_device", None, a_device("N-0001", at(order)))
    assert held(phone) == {}

    company.schedule(order["id"], company.marcos)

    assert list(held(phone)) == ["N-0001"]


def test_a_device_registered_at_the_house_of_a_held_order_arrives(
    company, phone, order
):
    phone.sync()

    company.act("register_device", None, a_device("N-0001", at(order)))

    assert list(held(phone)) == ["N-0001"]


def test_a_device_that_the_order_names_arrives_once_it_is_registered(company, phone):
    named = a_device("N-0001", {"kind": "stock"})
    entry = {"id": named["device_id"], "kind": "stb", "model": "Receptor ZTE B866V2"}
    entry |= {"serial": "N-0001", "mac": None, "location": "sala"}
    company.order(company.marcos, devices=[entry])
    assert held(phone) == {}

    company.act("register_device", None, named)

    assert list(held(phone)) == ["N-0001"]


def test_the_van_is_its_technicians_alone(company, phone):
    for serial, someone in (("N-0001", company.marcos), ("N-0002", company.danilo)):
        company.act("register_device", None, a_device(serial, van(someone)))

    assert list(held(phone)) == ["N-0001"]


def test_another_label_reaches_the_phone(company, phone, order):
    batch = {
        "label_batch_id": str(uuid4()),
        "first_number": FIRST_NUMBER,
        "count": 2,
    }
    company.act("reserve_labels", None, batch)
    device = a_device("N-0001", at(order))
    company.act("register_device", None, device)
    assert held(phone)["N-0001"]["label"] is None

    new = {"device_id": device["device_id"], "label": label_of(FIRST_NUMBER)}
    company.act("relabel_device", None, new)

    assert held(phone)["N-0001"]["label"] == label_of(FIRST_NUMBER)


def test_devices_of_others_stay_where_they_are(company, phone):
    order = company.order(company.danilo)
    company.act("register_device", None, a_device("N-0001", at(order)))

    assert held(phone) == {}
    assert list(held(company.phone(company.danilo))) == ["N-0001"]


def test_a_device_leaves_with_the_days_of_its_order(company, monkeypatch):
    phone = company.phone(company.marcos)
    order = company.order(company.marcos)
    company.act("register_device", None, a_device("N-0001", at(order)))
    assert list(held(phone)) == ["N-0001"]

    later = clock.now() + timedelta(days=9)
    monkeypatch.setenv("FIELDAPP_NOW", later.isoformat())

    assert held(phone) == {}
