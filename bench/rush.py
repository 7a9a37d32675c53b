"""Morning rush: 500 phones push 20 operations each at once; both databases."""

import gzip
import json
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psutil
from backends import Backend
from company import Company, Someone
from invariants import check_sequences, entries
from live import LiveBrowser
from phone import SAME_ORIGIN, Phone
from sqlalchemy import insert, select
from survivors import serving

from bench.report import p95, table
from fieldapp import clock, database
from fieldapp.models import Role, User
from fieldapp.services import user_sessions
from fieldapp.services.user_sessions import Browser

PHONES = 500
OPERATIONS = 20
LONGEST_S = 300
ZIPPED = {
    "Content-Type": "application/json",
    "Content-Encoding": "gzip",
    **SAME_ORIGIN,
}


def measure(repeat):
    """Take it once on each database: every rush needs 500 people of its own."""
    del repeat
    for name, kind in (("SQLite", "on_sqlite"), ("PostgreSQL", "on_postgresql")):
        with a_company(kind) as (backend, company):
            rush(name, backend, company)


@contextmanager
def a_company(kind):
    """Make the small company of the tests on a database of this kind."""
    with (
        tempfile.TemporaryDirectory() as folder,
        getattr(Backend, kind)(Path(folder)) as backend,
    ):
        for name in ("evidence", "parts"):
            (Path(folder) / name).mkdir(exist_ok=True)
        with backend.app.app_context():
            yield backend, Company(backend)


def rush(name, backend, company):
    """Let all phones push at the same moment, then compare what arrived."""
    people = hired(company, PHONES)
    orders = [company.order(each) for each in people]
    with serving(backend) as server:
        process = psutil.Process(server.process.pid)
        crew = [a_phone(server, each) for each in people]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(Phone.sync, crew))
        bodies = [a_day(*each) for each in zip(crew, orders, strict=True)]
        before = process.cpu_times()
        seconds, answers = at_once(crew, bodies)
        after = process.cpu_times()
    for phone, answer in zip(crew, answers, strict=True):
        phone.take(answer.json)
    check(crew, orders, company)
    cpu_s = after.user + after.system - before.user - before.system
    rows = [
        ("all in", max(seconds), 10, "s"),
        ("p95 of the waits", p95(seconds), 5, "s"),
        ("answers other than 200", refused(answers), 0, ""),
        ("server CPU", cpu_s, None, "s"),
    ]
    title = f"{PHONES} phones x {OPERATIONS} operations at once, {name}"
    table(f"{title}; every operation is there once", rows)


def hired(company, count):
    """Return new technicians; they share a password, so that it is hashed once."""
    with database.reading() as connection:
        query = select(User).where(User.id == company.marcos.id)
        marcos = dict(connection.execute(query).mappings().one())
    people = [
        Someone(str(uuid4()), f"Rush {n}", Role.TECHNICIAN, f"rush{n}", str(uuid4()))
        for n in range(count)
    ]
    rows = [
        marcos | {"id": each.id, "name": each.name, "email": each.email}
        for each in people
    ]
    with database.writing() as connection:
        connection.execute(insert(User), rows)
    return people


def a_phone(server, someone):
    """Return a phone that signed in some other day."""
    browser = LiveBrowser(server.port, timeout_s=LONGEST_S)
    with database.writing() as connection:
        token, _ = user_sessions.open_(
            connection, someone.id, someone.role, Browser("rush", "::1"), clock.now()
        )
    browser.cookies["session"] = token
    return Phone(browser, someone)


def a_day(phone, order):
    """Write what a phone kept overnight; return the body of its push."""
    for number in range(OPERATIONS):
        text = f"Medido no ponto {number}: 9,2 dB"
        phone.write("add_note", {"text": text}, order["id"])
    return gzip.compress(json.dumps(phone.envelope()).encode(), 6)


def at_once(crew, bodies):
    """Post every body at the same moment; return the waits and the answers."""
    gate = threading.Barrier(len(crew))

    def push(phone, body):
        gate.wait()
        start = time.monotonic()
        answer = phone.browser.post("/sync", data=body, headers=ZIPPED)
        return time.monotonic() - start, answer

    with ThreadPoolExecutor(len(crew)) as pool:
        done = list(pool.map(push, crew, bodies))
    return [waited for waited, _ in done], [answer for _, answer in done]


def refused(answers):
    """Return how many were not taken in."""
    return sum(answer.status_code != 200 for answer in answers)


def check(crew, orders, company):
    """Fail unless each operation is in the ledger once, and in its document."""
    rows = entries()
    written = [each["id"] for phone in crew for each in phone.sent]
    arrived = [row.operation_id for row in rows if row.name == "add_note"]
    assert len(written) == PHONES * OPERATIONS
    assert sorted(arrived) == sorted(written), "lost or doubled"
    check_sequences(rows)
    for phone, order in zip(crew, orders, strict=True):
        assert len(company.document(order["id"])["notes"]) == OPERATIONS
        assert phone.order(order["id"]) == company.document(order["id"])
