"""What a phone learns: snapshot, changes, what left it, and in which order."""

from datetime import timedelta

import pytest

from fieldapp import clock, database
from fieldapp.models import Client, HeadReport
from fieldapp.services import change_feed, clients, installation
from fieldapp.sync import pull

pytestmark = pytest.mark.both_databases


@pytest.fixture
def phone(company):
    return company.phone(company.marcos)


def kinds(body):
    return [change["kind"] for change in body["changes"]]


def test_a_snapshot_brings_everything_that_a_day_needs(company, phone):
    order = company.order(company.marcos)

    body = phone.sync()

    assert sorted(kinds(body)) == [
        "catalogue",
        "organization",
        "profile",
        "template_version",
        "work_order",
    ]
    assert phone.order(order["id"]) == order
    assert body["user"]["name"] == "Marcos Sales"
    assert (body["reset"], body["error"], body["durable_until"]) == (False, None, None)


def test_nothing_new_is_an_empty_page_at_the_same_cursor(company, phone):
    company.order(company.marcos)
    first = phone.sync()

    again = phone.sync()

    assert (again["cursor"], again["changes"]) == (first["cursor"], [])


def test_only_what_changed_comes_with_a_delta(company, phone):
    orders = [company.order(company.marcos) for _ in range(3)]
    phone.sync()
    note = phone.write("add_note", {"text": "portão azul"}, orders[1]["id"])

    body = phone.sync()

    assert [change["id"] for change in body["changes"]] == [orders[1]["id"]]
    assert body["changes"][0]["rev"] == phone.receipt(note)["rev"]


@pytest.mark.parametrize(
    ("days", "is_held"), [(-8, False), (-7, True), (0, True), (3, True), (4, False)]
)
def test_a_phone_holds_seven_days_back_to_three_ahead(
    company, phone, monkeypatch, days, is_held
):
    monkeypatch.setenv("FIELDAPP_NOW", "2026-11-24T15:00:00.000Z")
    order = company.order()
    company.schedule(order["id"], company.marcos, days=days)

    phone.sync()

    assert (order["id"] in phone.orders()) is is_held


def test_the_window_moves_with_the_days(company, phone, monkeypatch):
    monkeypatch.setenv("FIELDAPP_NOW", "2026-11-24T15:00:00.000Z")
    old, early = company.order(), company.order()
    company.schedule(old["id"], company.marcos, days=-7)
    company.schedule(early["id"], company.marcos, days=4)
    phone.sync()
    assert phone.orders() == {old["id"]}
    monkeypatch.setenv("FIELDAPP_NOW", "2026-11-25T15:00:00.000Z")

    phone.sync()

    assert phone.orders() == {early["id"]}
    assert phone.gone["work_order", old["id"]]["gone"] == "out_of_window"


def test_a_reassigned_order_leaves_with_the_name_of_who_has_it(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    after = company.reassign(order, company.danilo)

    phone.sync()

    gone = phone.gone["work_order", order["id"]]
    assert (gone["gone"], gone["to_name"]) == ("reassigned", "Danilo Rezende")
    assert gone["at"] == after["visits"][0]["moved_to"]["at"]
    assert phone.orders() == set()
    other = company.phone(company.danilo)
    other.sync()
    assert other.orders() == {order["id"]}


def test_there_and_back_again_is_held(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    order = company.reassign(order, company.danilo)
    phone.sync()

    company.reassign(order, company.marcos)
    phone.sync()

    assert phone.orders() == {order["id"]}


def test_a_snapshot_names_nothing_that_is_gone(company, phone):
    order = company.order(company.marcos)
    company.reassign(order, company.danilo)

    body = phone.sync()

    assert [change for change in body["changes"] if "gone" in change] == []


def test_a_cancelled_order_stays_and_says_so(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    company.cancel(order)

    phone.sync()

    assert phone.order(order["id"])["phase"] == "cancelled"


def test_another_epoch_starts_again_and_sends_again(company, phone):
    """A restored server lost what phones believed delivered."""
    order = company.order(company.marcos)
    phone.sync()
    note = phone.write("add_note", {"text": "x"}, order["id"])
    phone.sync()
    with database.writing() as connection:
        installation.begin_epoch(connection)

    body = phone.post(phone.envelope()).json
    assert body["reset"] is True
    phone.take(body)
    assert [operation["id"] for operation in phone.outbox] == [note["id"]]
    phone.sync()

    assert phone.receipt(note)["status"] == "applied"
    assert len(phone.order(order["id"])["notes"]) == 1


@pytest.mark.parametrize("cursor", ["999999", "-1", "x", "", "٣"])
def test_a_cursor_that_cannot_be_ours_starts_again(company, phone, cursor):
    company.order(company.marcos)
    phone.sync()

    body = phone.post(phone.envelope() | {"cursor": cursor}).json

    assert body["reset"] is True
    assert "work_order" in kinds(body)


def test_a_cursor_older_than_the_tombstones_starts_again(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    old = phone.cursor
    company.reassign(order, company.danilo)
    with database.writing() as connection:
        later = clock.now() + timedelta(days=91)
        change_feed.prune(connection, company.marcos.id, later)

    body = phone.post(phone.envelope() | {"cursor": old}).json

    assert body["reset"] is True


def test_pages_end_between_documents_and_lead_on(company, phone, monkeypatch):
    monkeypatch.setattr(pull, "PAGE_ITEMS", 2)
    orders = {company.order(company.marcos)["id"] for _ in range(4)}

    first = phone.post(phone.envelope()).json
    phone.sync()

    assert (first["more"], len(first["changes"])) == (True, 2)
    assert phone.orders() == orders


def test_a_head_that_went_backwards_is_kept_for_the_office(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    phone.documents["work_order", order["id"]]["rev"] = 99

    phone.sync()

    with database.reading() as connection:
        reported = connection.execute(HeadReport.__table__.select()).one()
    assert (reported.work_order_id, reported.rev) == (order["id"], 99)


def test_a_clock_that_is_off_by_more_than_five_minutes_is_suspect(company, phone):
    hours_3 = 3 * 3600 * 1000
    envelope = phone.envelope()
    envelope["clock"]["wall_ms"] -= hours_3

    assert phone.post(envelope).status_code == 200

    with database.reading() as connection:
        row = connection.execute(
            Client.__table__.select().where(Client.id == phone.client_id)
        ).one()
    assert abs(row.clock_offset_ms - hours_3) < 60_000
    assert clients.is_clock_suspect(row.clock_offset_ms)
