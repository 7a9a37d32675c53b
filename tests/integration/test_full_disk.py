"""A full disk says so, loses nothing, and is over without a new start."""

from contextlib import contextmanager

import pytest
from phone import SAME_ORIGIN
from sqlalchemy import event

from fieldapp.extensions import db

LONG = "bees in the cable box " * 200


@contextmanager
def full_disk():
    """Let SQLite's file grow no further, as on a disk without a free block."""
    engine = db.engine
    engine.dispose()

    def stop_growing(connection, *_):
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", stop_growing)
    yield
    event.remove(engine, "connect", stop_growing)
    engine.dispose()


@pytest.fixture
def phone(company, order):
    """Hold more notes than the database has room for."""
    phone = company.phone(company.marcos)
    phone.sync()
    for number in range(40):
        phone.write("add_note", {"text": f"{number} {LONG}"}, order["id"])
    return phone


def test_a_push_meets_507_and_goes_through_when_there_is_room(company, order, phone):
    with full_disk():
        answer = phone.post(phone.envelope(phone.outbox))
    assert (answer.status_code, answer.json["code"]) == (507, "storage_full")
    assert int(answer.headers["Retry-After"]) > 0

    phone.sync()

    notes = company.document(order["id"])["notes"]
    assert [int(note["text"].split()[0]) for note in notes] == list(range(40))


def test_who_reads_still_reads_on_a_full_disk(phone, office, order):
    with full_disk():
        phone.post(phone.envelope(phone.outbox))

        assert office.get(f"/office/work_orders/{order['id']}").status_code == 200


def test_a_form_of_the_office_says_it_in_words(phone, office, order):
    with full_disk():
        answer = office.post(
            f"/office/work_orders/{order['id']}/notes",
            data={"text": LONG * 2},
            headers=SAME_ORIGIN,
        )

    assert answer.status_code == 507
    assert "Não há mais espaço" in answer.text
