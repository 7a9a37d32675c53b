"""Many write at once; the last photo comes with the finish: nothing slips through."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from invariants import check_sequences, entries
from survivors import phone_of, serving, write_visit

pytestmark = pytest.mark.both_databases
WRITERS = 16
ORDERS = 4
NOTES = 8


@pytest.fixture
def server(backend, company):
    """Serve the company's database from a process of its own."""
    with serving(backend) as server:
        yield server


@pytest.mark.timeout(300)
def test_a_reader_beside_sixteen_writers_misses_nothing(server, company):
    orders = [company.order(company.marcos)["id"] for _ in range(ORDERS)]
    reader = phone_of(server, company.marcos)
    reader.sync()
    are_done = Event()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(read_until, reader, are_done)
        crew = [
            pool.submit(write_notes, server, company, orders) for _ in range(WRITERS)
        ]
        written = {id_ for each in crew for id_ in each.result()}
        are_done.set()
        assert reading.result() > 1, "nobody read while they wrote"

    assert {row.operation_id for row in entries()} >= written
    check_sequences(entries())
    for id_ in orders:
        assert len(reader.order(id_)["notes"]) == WRITERS * NOTES // ORDERS
        assert reader.order(id_) == company.document(id_), "I6: lost at the cursor"


def read_until(reader, are_done):
    """Pull again and again from where the reader is; return how often."""
    times, is_last = 0, False
    while not is_last:
        is_last = are_done.is_set()
        times += 1
        assert not reader.sync()["reset"]
    return times


def write_notes(server, company, orders):
    """Write notes to the orders by turns, each sent by itself; return their ids."""
    phone = phone_of(server, company.marcos)
    phone.sync()
    ids = []
    for number in range(NOTES):
        order_id = orders[number % len(orders)]
        ids.append(phone.write("add_note", {"text": str(number)}, order_id)["id"])
        phone.sync()
    return ids


@pytest.mark.parametrize("times", [10, pytest.param(400, marks=pytest.mark.long)])
@pytest.mark.timeout(600)
def test_the_last_photo_and_the_finish_at_once_complete_the_order(
    server, company, times
):
    phone = phone_of(server, company.marcos)
    with ThreadPoolExecutor(2) as pool:
        for number in range(times):
            order = company.order(company.marcos)
            phone.sync()
            write_visit(phone, order, str(number))
            last = send_all_but_the_end(phone)

            sent = pool.submit(phone.post, phone.envelope())
            arrived = pool.submit(phone.upload, last)
            assert arrived.result().status_code == 204
            phone.take(sent.result().json)

            assert company.document(order["id"])["phase"] == "completed", number
            phone.blobs.clear()  # one asks after 1,000 at most


def send_all_but_the_end(phone):
    """Send what leads up to the finish and all files but one, whose digest returns."""
    answer = phone.post(phone.envelope(phone.outbox[:-1]))
    phone.take(answer.json)
    [*others, last] = [each["sha256"] for each in phone.missing()]
    for digest in others:
        assert phone.upload(digest).status_code == 204
    return last
