"""The demo company as its tests read it; nobody writes to it."""

import json
from contextlib import contextmanager

import pytest
from backends import an_app
from flask_migrate import upgrade
from sqlalchemy import select

from fieldapp import database
from fieldapp.cli.demo import history
from fieldapp.cli.demo.load import load
from fieldapp.models import Issue, WorkOrder
from fieldapp.services import documents

MORNING = "2026-11-24T13:18:00+00:00"  # 10:18 in Uberlândia
NEXT_DAY = "2026-11-25T13:18:00+00:00"
FEW, ENOUGH, ALL = 5, 120, history.ORDERS


@contextmanager
def morning(orders=ENOUGH):
    """Stop the clock on the demo's day, with so many orders of history."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIELDAPP_NOW", MORNING)
        patch.setattr(history, "ORDERS", orders)
        documents.forget()
        yield


def filled(folder):
    """Return an application in the folder whose database holds the demo."""
    app = an_app(folder)
    with app.app_context():
        upgrade()
        load()
    return app


def rows(query):
    with database.reading() as connection:
        return connection.execute(query).all()


def orders():
    return [json.loads(row.document) for row in rows(select(WorkOrder.document))]


def issues():
    return [json.loads(row.document) for row in rows(select(Issue.document))]


def visits_in(phase):
    return _visits(lambda visit: visit["phase"] == phase)


def visits_of(name):
    return _visits(lambda visit: visit["technician"]["name"] == name)


def _visits(fits):
    return [
        (order, visit) for order in orders() for visit in order["visits"] if fits(visit)
    ]
