"""The server killed at random under eight phones, `--repeat` times on each database.

Every operation must be in the ledger once and in its order, every photo whole, every
document what its ledger gives, and nothing half done after the last start.
"""

import itertools
import json
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import builders
from invariants import check_sequences, entries
from live import NoAnswerError
from replay import replayed
from sqlalchemy import select
from survivors import leaves_nothing_half_done

from bench.forked_server import forking
from bench.report import table
from bench.rush import a_company, a_phone, hired
from fieldapp import database
from fieldapp.models import Blob, WorkOrder

PHONES = 8
NOTES = 8
PHOTO_BYTES = 20_000
LONGEST_LIFE_S = 0.5
REST_S = 0.02
TURNS_AN_ORDER = 3
KILLS_AN_ORDER = 5


def measure(repeat):
    """Kill and compare, on both databases."""
    for name, kind in (("SQLite", "on_sqlite"), ("PostgreSQL", "on_postgresql")):
        with a_company(kind) as (backend, company):
            survive(name, repeat, backend, company)


def survive(name, kills, backend, company):
    """Let phones work while the server dies again and again, then compare."""
    people = hired(company, PHONES)
    count = 2 + kills // KILLS_AN_ORDER
    days = [[company.order(each) for _ in range(count)] for each in people]
    chance = random.Random(11)  # noqa: S311 # repeatable
    is_over = threading.Event()
    start = time.monotonic()
    settings = {"FIELDAPP_DATABASE_URL": backend.app.config["SETTINGS"].database_url}
    with forking(backend.folder, settings) as server:
        server.start()
        crew = [a_phone(server, each) for each in people]
        with ThreadPoolExecutor(PHONES) as pool:
            working = [
                pool.submit(work, *each, is_over)
                for each in zip(crew, days, strict=True)
            ]
            kill_again_and_again(server, kills, chance)
            is_over.set()
            turns = sum(each.result() for each in working)
        leaves_nothing_half_done(backend, backend.app.extensions["evidence_store"])
    seconds = time.monotonic() - start
    lost, doubled = compare(crew, days, backend)
    rows = [
        ("kills", kills, None, ""),
        ("operations", sum(len(phone.sent) for phone in crew), None, ""),
        ("photos", turns, None, ""),
        ("minutes", seconds / 60, None, ""),
        ("lost", lost, 0, ""),
        ("doubled", doubled, 0, ""),
    ]
    table(f"Killed at random under {PHONES} phones, {name}", rows)


def kill_again_and_again(server, kills, chance):
    """Let each life of the server be as long as chance says; leave it running."""
    for _ in range(kills):
        time.sleep(chance.uniform(0, LONGEST_LIFE_S))
        server.kill()
        server.start()


def work(phone, orders, is_over):
    """Write and send turn after turn; return how many."""
    insistent(phone.sync)
    turn = 0
    while not is_over.is_set():
        write(phone, orders[turn // TURNS_AN_ORDER % len(orders)], turn)
        insistent(lambda: bring(phone))
        turn += 1
    return turn


def write(phone, order, turn):
    """Take a photo and some notes."""
    digest = phone.keep(b"\xff\xd8\xff\xe0" + os.urandom(PHOTO_BYTES))
    photo = builders.photo(order["visits"][0]["id"], digest)
    phone.write("attach_evidence", photo, order["id"])
    for number in range(NOTES):
        phone.write("add_note", {"text": f"Turno {turn}, {number}"}, order["id"])


def bring(phone):
    """Send what waits, operations in small batches and then the photos."""
    phone.sync(batch=4)
    phone.upload_all()


def insistent(act):
    """Try again after every cut, as a phone does."""
    while True:
        try:
            return act()
        except NoAnswerError:
            time.sleep(REST_S)


def compare(crew, days, backend):
    """Return how many operations were lost and doubled; the rest must hold exactly."""
    rows = entries()
    check_sequences(rows)
    arrived = [row.operation_id for row in rows]
    written = [each["id"] for phone in crew for each in phone.sent]
    store = backend.app.extensions["evidence_store"]
    with database.reading() as connection:
        here = set(connection.execute(select(Blob.sha256)).scalars())
        for order in itertools.chain.from_iterable(days):
            stored = select(WorkOrder.document).where(WorkOrder.id == order["id"])
            text = connection.execute(stored).scalar_one()
            assert replayed(connection, order["id"]) == json.loads(text)
    for phone in crew:
        assert not phone.outbox
        assert {each["status"] for each in phone.receipts.values()} == {"applied"}
        for digest, content in phone.blobs.items():
            assert digest in here
            assert b"".join(store.read(digest)) == content
    lost = len(set(written) - set(arrived))
    return lost, len(arrived) - len(set(arrived))
