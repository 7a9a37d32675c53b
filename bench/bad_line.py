"""Fifty phones, 20 operations and 0.4 MB each; 30 % of requests cut, 2 s away.

Each piece of 64 KB waits a second on its way, in both directions. What the line carried
is compared with the same work on a line that never fails.
"""

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import builders
from invariants import check_sequences, entries
from proxy import FaultProxy, Weather
from survivors import REST_S, send_until_it_dies, serving

from bench.report import p95, table
from bench.rush import a_company, a_phone, hired
from fieldapp import database
from fieldapp.models import Blob

PHONES = 50
OPERATIONS = 19
PHOTO_BYTES = 400_000
CUT = 0.3
DELAY_S = 1.0
LONGEST_S = 60


@dataclass(eq=False)
class Line(FaultProxy):
    """Carries bytes, counts them, and cuts as often as it is told."""

    cut: float = 0
    delay_s: float = 0
    carried: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311

    def weather_now(self):
        """Draw what the next connection meets: half of the cuts come after the work."""
        if self.chance.random() >= self.cut:
            return Weather(delay_s=self.delay_s)
        mode = self.chance.choice(["cut_request", "cut_response"])
        place = self.chance.choice([0, self.chance.randrange(PHOTO_BYTES)])
        place = place if mode == "cut_request" else 0
        return Weather(mode, after_bytes=place, delay_s=self.delay_s)

    def note(self, connection, data):
        """Count what goes up, besides what is noted of every request."""
        super().note(connection, data)
        self.carried += len(data)

    def all_bytes(self):
        """Return what it carried both ways."""
        return self.carried + sum(self.received.values())


def measure(repeat):
    """Take it once on each database, after the same on a good line."""
    del repeat
    for name, kind in (("SQLite", "on_sqlite"), ("PostgreSQL", "on_postgresql")):
        _, good, _ = a_day(kind, cut=0, delay_s=0)
        seconds, bad, cuts = a_day(kind, cut=CUT, delay_s=DELAY_S)
        rows = [
            ("p95 of the phones until all is there", p95(seconds), 60, "s"),
            ("longest", max(seconds), None, "s"),
            ("requests without an answer", cuts, None, ""),
            ("bytes against a line without faults", bad / good, 1.25, "x"),
        ]
        table(f"{PHONES} phones on a bad line, {name}; everything is there once", rows)


def a_day(kind, *, cut, delay_s):
    """Let all phones send at once; return their seconds, the bytes and the failures."""
    with a_company(kind) as (backend, company):
        people = hired(company, PHONES)
        orders = [company.order(each) for each in people]
        with serving(backend) as server, between(server, cut, delay_s) as line:
            crew = [a_phone(server, each) for each in people]
            for phone, order in zip(crew, orders, strict=True):
                phone.sync()
                write(phone, order)
                phone.browser.port = line.port
                phone.browser.timeout_s = LONGEST_S
            with ThreadPoolExecutor(PHONES) as pool:
                done = list(pool.map(sent, crew))
        check(crew)
    seconds, failures = zip(*done, strict=True)
    return seconds, line.all_bytes(), sum(failures)


@contextmanager
def between(server, cut, delay_s):
    """Put a line before the server."""
    line = Line(server.port, cut=cut, delay_s=delay_s)
    line.start()
    try:
        yield line
    finally:
        line.stop()


def write(phone, order):
    """Write a visit's worth of notes and one photo."""
    for number in range(OPERATIONS):
        text = f"Medido no ponto {number}: 9,2 dB"
        phone.write("add_note", {"text": text}, order["id"])
    digest = phone.keep(b"\xff\xd8\xff\xe0" + os.urandom(PHOTO_BYTES))
    photo = builders.photo(order["visits"][0]["id"], digest)
    phone.write("attach_evidence", photo, order["id"])


def sent(phone):
    """Send until the server has all of it; return the seconds and the failures."""
    start, failures = time.monotonic(), 0
    while send_until_it_dies(phone):
        failures += 1
        time.sleep(REST_S)
    return time.monotonic() - start, failures


def check(crew):
    """Fail unless each operation is in the ledger once, and each photo is here."""
    rows = entries()
    check_sequences(rows)
    arrived = [row.operation_id for row in rows]
    written = [each["id"] for phone in crew for each in phone.sent]
    assert len(written) == PHONES * (OPERATIONS + 1)
    assert set(written) <= set(arrived)
    assert len(arrived) == len(set(arrived))
    with database.reading() as connection:
        here = set(connection.execute(Blob.__table__.select()).scalars())
    assert set().union(*(phone.blobs for phone in crew)) <= here
