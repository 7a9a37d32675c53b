"""The demo's equipment stands at its customers', in its vans and on its shelf."""

from collections import Counter

import pytest
from demo_company import FEW, NEXT_DAY, filled, morning, orders, rows
from sqlalchemy import select

from fieldapp import database
from fieldapp.cli.demo.load import load
from fieldapp.models import Device
from fieldapp.services import documents

pytestmark = pytest.mark.usefixtures("demo")


def test_every_device_of_an_order_is_registered_where_it_stands():
    placed = {row.id: row.work_order_id for row in rows(select(Device.__table__))}
    standing = {
        device["id"]: order["id"] for order in orders() for device in order["devices"]
    }

    alone = {id_ for id_, order in standing.items() if placed.get(id_) != order}

    assert len(standing) > 200
    assert len(alone) <= len(standing) // 100  # chance may draw a serial twice


def test_vans_and_the_shelf_are_filled():
    places = Counter(row.place for row in rows(select(Device.place)))

    assert places["stock"] == 40
    assert places["van"] == 12 * 8
    assert places["site"] > 200


def test_the_catalogue_names_the_eighteen_models():
    with database.reading() as connection:
        models = documents.catalogue(connection)["device_models"]

    names = {model["name"] for model in models}
    assert len(names) == 18
    assert {row.model for row in rows(select(Device.model).distinct())} <= names


def test_the_next_day_brings_its_own_equipment(tmp_path, monkeypatch):
    with morning(FEW):
        app = filled(tmp_path)
        with app.app_context():
            before = len(rows(select(Device.id)))
            monkeypatch.setenv("FIELDAPP_NOW", NEXT_DAY)
            load()
            assert before < len(rows(select(Device.id))) < before + 400
