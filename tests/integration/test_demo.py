"""The demo company is believable, the same every time, and never in the way."""

import time
from datetime import timedelta

import pytest
from company import sign_in
from demo_company import (
    ALL,
    FEW,
    NEXT_DAY,
    filled,
    morning,
    orders,
    rows,
    visits_of,
)
from sqlalchemy import func, select

from fieldapp import clock, database
from fieldapp.cli.demo.load import load
from fieldapp.domain.phases import UNFINISHED_PHASES, VISIT_PHASES
from fieldapp.models import Evidence, LedgerEntry, Purpose, Role, User
from fieldapp.services import ledger
from fieldapp.sync import manifests

pytestmark = pytest.mark.usefixtures("demo")


def test_marcos_has_work_of_every_kind_that_the_tour_needs():
    unfinished = [
        order
        for order, visit in visits_of("Marcos Sales")
        if visit["phase"] in UNFINISHED_PHASES
    ]

    assert len(unfinished) >= 8
    assert {"antenna_pointing", "stb_setup", "installation", "repair"} <= {
        order["service_type"] for order in unfinished
    }


def test_marlene_waits_as_in_the_mock_ups():
    order = next(order for order in orders() if order["number"] == 48211)

    assert order["customer"]["name"] == "Marlene Aparecida Duarte"
    assert order["title"] == "Sem sinal em 2 TVs"
    assert order["site"]["street"] == "Rua das Acácias"
    assert order["visits"][0]["phase"] == "travelling"
    assert len(order["previous_visits"]) == 2


def test_today_shows_every_phase_of_a_visit():
    phases = {visit["phase"] for order in orders() for visit in order["visits"]}

    assert phases == set(VISIT_PHASES)


def test_the_people_of_the_company_are_there():
    counts = dict(rows(select(User.role, func.count()).group_by(User.role)))

    assert counts[Role.TECHNICIAN] == 12
    assert {Role.DISPATCHER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR} <= set(
        counts
    )


def test_everything_went_through_the_log():
    statuses = {row.status for row in rows(select(LedgerEntry.status).distinct())}

    with database.reading() as connection:
        assert list(ledger.broken_entries(connection)) == []
    assert statuses == {"applied", "conflict"}


def test_nothing_happened_in_the_future_and_nothing_arrived_before_it_happened():
    entries = rows(select(LedgerEntry))
    now = clock.now()

    for entry in entries:
        happened = entry.happened_at + timedelta(
            milliseconds=entry.clock_offset_ms or 0
        )
        assert happened <= entry.received_at <= now, entry.name


def test_finished_orders_have_their_proof():
    finished = [
        order for order in orders() if order["phase"] in ("completed", "closed")
    ]

    assert finished
    assert all(order["visits"][-1]["sign_offs"] for order in finished)


def test_every_signature_is_bound_to_what_the_ledger_proves(demo):
    query = select(Evidence.sha256).where(Evidence.purpose == Purpose.MANIFEST)
    manifest_digests = [row.sha256 for row in rows(query)]
    store = demo.extensions["evidence_store"]

    assert manifest_digests
    assert [manifests.check(store, digest) for digest in manifest_digests] == [
        [] for _ in manifest_digests
    ]


def test_some_of_the_data_is_dirty():
    sites = [order["site"] for order in orders()]

    assert any(not site["number"] for site in sites)


def test_a_second_load_adds_nothing():
    before = len(orders())

    loaded = load()

    assert (loaded.people, loaded.orders) == (0, 0)
    assert len(orders()) == before


def test_marcos_can_sign_in(demo):
    answer = sign_in(demo.test_client(), "marcos@cerrado.example")

    assert answer.status_code == 303


def test_the_same_minute_makes_the_same_company(tmp_path):
    first = {order["id"]: order for order in orders()}

    with filled(tmp_path).app_context():
        assert {order["id"]: order for order in orders()} == first


def test_the_next_day_adds_its_own_orders_once(tmp_path, monkeypatch):
    with morning(FEW):
        app = filled(tmp_path)
    monkeypatch.setenv("FIELDAPP_NOW", NEXT_DAY)

    with app.app_context():
        before = {order["number"] for order in orders()}
        added = load().orders
        again = load().orders
        numbers = {order["number"] for order in orders()}

    assert added == len(numbers - before) > 50
    assert again == 0


@pytest.mark.usefixtures("company")
def test_a_company_that_is_no_demo_is_left_alone(app, monkeypatch):
    monkeypatch.setenv("FIELDAPP_NOW", NEXT_DAY)

    with app.app_context():
        assert load().orders == 0


@pytest.mark.long
def test_the_whole_company_is_there_within_20_seconds(tmp_path):
    started = time.monotonic()

    with morning(ALL):
        app = filled(tmp_path)

    assert time.monotonic() - started < 20
    with app.app_context():
        old = [o for o in orders() if o["opened"]["at"] < "2026-11-22"]
        assert len(old) >= 590
