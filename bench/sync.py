"""Push, pull, delta, many clients and photos, as the peers in docs were measured.

Times are those of the requests: what a phone takes to make and to read them is not in.
"""

import hashlib
import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from backends import make_database, postgresql_server, url_of

from bench import bare_pushes, bare_uploads, history
from bench.company import CREW, ROUNDS, copied, crew_company, fill_database
from bench.device import BATCH, Device
from bench.machine import running
from bench.report import median, table

PUSH = 500
CLIENT_OPERATIONS = 50
DELTAS = 40
FLAT = 1.15
PHOTOS = 20
PHOTO_BYTES = 300_000
CROWD = f"{CREW} clients x {CLIENT_OPERATIONS}"
CROWD_GOAL_S = {"SQLite": 0.25, "PostgreSQL": 0.4}


@dataclass
class Cost:
    """What one piece of work took: seconds of the clock and of the server's CPU."""

    wall_s: float = 0
    cpu_s: float = 0


def measure(repeat):
    """Take each measurement on a company of its own, on both databases."""
    with copied(crew_company()) as data, copied(crew_company()) as bare:
        measure_on("SQLite", data, repeat, f"{bare}/fieldapp.db", {})
        compare_histories("SQLite", data, {})
    with copied(crew_company()) as data, postgresql(data) as url:
        settings = {"FIELDAPP_DATABASE_URL": url}
        measure_on("PostgreSQL", data, repeat, url.replace("+psycopg", ""), settings)
        compare_histories("PostgreSQL", data, settings)


def measure_on(database, data, repeat, bare_database, settings):
    """Print one table: medians of at most five rounds, each on orders of its own."""
    repeat = min(repeat, ROUNDS)
    with (
        running(data, settings) as server,
        bare_pushes.bare_server(bare_database) as bare,
    ):
        process = psutil.Process(server.process.pid)
        warm_up(server.port)
        rounds = [one_round(n, process, server.port, bare) for n in range(repeat)]
    rows = [
        (each[0][0], median([row[1] for row in each]), *each[0][2:])
        for each in zip(*rounds, strict=True)
    ]
    crowd = next(n for n, row in enumerate(rows) if row[0] == CROWD)
    rows[crowd] = (*rows[crowd][:2], CROWD_GOAL_S[database], "s")
    table(f"Sync on loopback, {database}, median of {repeat} rounds", rows)


def compare_histories(database, data, settings):
    """Print what a delta takes in this company and in one with a longer history."""
    with (
        long_history(settings) as (long_data, long_settings),
        running(data, settings) as usual,
        running(long_data, long_settings) as longer,
    ):
        pairs = [two_phones(server.port) for server in (usual, longer)]
        rounds = [[one_delta(*pair) for pair in pairs] for _ in range(DELTAS)]
    usual_ms, longer_ms = map(median, zip(*rounds, strict=True))
    rows = [
        ("delta after 10 changes in 10 orders", usual_ms, None, "ms"),
        (f"… {history.TIMES} times the orders and entries", longer_ms, None, "ms"),
        ("… ratio", longer_ms / usual_ms, FLAT, "x"),
    ]
    table(f"A long history, {database}, median of {DELTAS} rounds", rows)


@contextmanager
def long_history(settings):
    """Lend a company that did ten times as much, on the same kind of database."""
    with copied(crew_company()) as data:
        if not settings:
            history.lengthen(f"sqlite:///{data}/fieldapp.db")
            yield data, settings
            return
        with postgresql(data) as url:
            history.lengthen(url)
            yield data, {"FIELDAPP_DATABASE_URL": url}


def two_phones(port):
    """Return two phones of one person, warm."""
    phones = [Device(port, "day0@cerrado.example") for _ in range(2)]
    for phone in phones:
        phone.sync()
    one_delta(*phones)
    return phones


def one_delta(device, other):
    """Return the milliseconds of one delta after ten changes in ten orders."""
    return delta(device, other, [order["id"] for order in other.orders()][-10:])[0]


def one_round(number, process, port, bare):
    """Return the rows of the table, each measured once."""
    login = f"day{number}@cerrado.example"
    device = Device(port, login)
    device.sync()
    return [
        *push_many(process, device, bare),
        *cold_pull(process, port),
        *deltas(port, login),
        *many_clients(process, port, number, bare),
        *send_photos(process, device),
    ]


def warm_up(port):
    """Let the server load what it loads once."""
    device = Device(port)
    device.sync()
    device.add("add_note", device.orders()[0]["id"], text="Cheguei")
    device.sync()


@contextmanager
def postgresql(data):
    """Run a PostgreSQL server that holds a company."""
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql_server(Path(folder) / "server") as server,
    ):
        make_database(server, "company")
        url = url_of(server, "company")
        fill_database(data, url)
        yield url


@contextmanager
def cost(process, *devices):
    """Measure what happens inside: the server's CPU, the time devices waited for it."""
    spent = Cost()
    for device in devices:
        device.forget_counts()
    before, start = process.cpu_times(), time.monotonic()
    yield spent
    after = process.cpu_times()
    waited = sum(device.waited_s for device in devices)
    spent.wall_s = waited or time.monotonic() - start
    spent.cpu_s = after.user + after.system - before.user - before.system


def push_many(process, device, bare):
    """Push 500 notes spread over the orders of a day."""
    orders = [order["id"] for order in device.orders()]
    for number in range(PUSH):
        text = f"Medido no ponto {number}: 9,2 dB"
        device.add("add_note", orders[number % len(orders)], text=text)
    waiting = device.outbox
    bodies = [device.envelope(waiting[n : n + BATCH]) for n in range(0, PUSH, BATCH)]
    with cost(process, device) as spent:
        device.sync()
    bare_port, bare_process = bare
    answer_bytes = device.bytes_down // len(bodies)
    with cost(bare_process) as limit:
        limit_s = bare_pushes.send(bare_port, bodies, answer_bytes)
    return [
        (f"push {PUSH} operations", spent.wall_s, 0.12, "s"),
        ("… a bare server keeps the same rows in", limit_s, None, "s"),
        ("… server CPU", spent.cpu_s, 0.11, "s"),
        ("… CPU of the bare server", limit.cpu_s, None, "s"),
        ("… requests", device.requests, 3, ""),
        ("… sent", device.bytes_up / 1000, 60, "KB"),
    ]


def cold_pull(process, port):
    """Pull everything that the feed of forty orders with sixty entries each holds."""
    device = Device(port, "longday@cerrado.example")
    with cost(process, device) as spent:
        device.sync()
    return [
        (f"cold pull, {len(device.orders())} orders", spent.wall_s, 0.08, "s"),
        ("… server CPU", spent.cpu_s, None, "s"),
        ("… requests", device.requests, 2, ""),
        ("… received", device.bytes_down / 1000, 130, "KB"),
    ]


def deltas(port, login):
    """Pull again after ten changes by another client of the same person."""
    device, other = Device(port, login), Device(port, login)
    device.sync()
    other.sync()
    orders = [order["id"] for order in other.orders()]
    _, one_order = delta(device, other, orders[:1] * 10)
    ms, kilobytes = delta(device, other, orders[-10:])
    return [
        ("delta after 10 changes in 10 orders", ms, 8, "ms"),
        ("… received", kilobytes, 30, "KB"),
        ("… received, all in one order", one_order, 4, "KB"),
    ]


def delta(device, other, orders):
    """Change orders, then return milliseconds and kilobytes of the pull."""
    for order in orders:
        other.add("add_note", order, text="Cliente avisado")
    other.sync()
    device.forget_counts()
    device.sync()
    return device.waited_s * 1000, device.bytes_down / 1000


def many_clients(process, port, number, bare):
    """Push from twenty phones at once, each to an order of its own person."""
    devices = [Device(port, f"crew{n}@cerrado.example") for n in range(CREW)]
    bodies = [crew_body(device, number) for device in devices]
    gate = threading.Barrier(CREW + 1)

    def push(device, body):
        gate.wait()
        return device.post(body)

    with ThreadPoolExecutor(CREW) as pool:
        replies = [
            pool.submit(push, *each) for each in zip(devices, bodies, strict=True)
        ]
        with cost(process) as spent:
            gate.wait()
            done = [reply.result() for reply in replies]
    for device, reply in zip(devices, done, strict=True):
        device.take_in(reply)
    bare_port, bare_process = bare
    answer_bytes = devices[0].bytes_down
    with cost(bare_process) as limit:
        limit_s = bare_pushes.send_at_once(bare_port, bodies, answer_bytes)
    return [
        (CROWD, spent.wall_s, None, "s"),
        ("… a bare server keeps the same rows in", limit_s, None, "s"),
        ("… server CPU", spent.cpu_s, None, "s"),
        ("… CPU of the bare server", limit.cpu_s, None, "s"),
    ]


def crew_body(device, number):
    """Return a push of fifty notes on one of a person's orders."""
    device.sync()
    order = device.orders()[number]["id"]
    for note in range(CLIENT_OPERATIONS):
        device.add("add_note", order, text=f"Nota {note}")
    return device.envelope(device.outbox)


def send_photos(process, device):
    """Announce twenty photos, ask which are missing, send each in one request."""
    order = device.orders()[0]
    photos = [os.urandom(PHOTO_BYTES) for _ in range(PHOTOS)]
    digests = [hashlib.sha256(photo).hexdigest() for photo in photos]
    for digest in digests:
        announce(device, order, digest)
    device.sync()
    with cost(process, device) as spent:
        for digest, photo in zip(digests, photos, strict=True):
            send(device, digest, photo)
    bare_s = bare_uploads.seconds_for(photos)
    payload = PHOTOS * PHOTO_BYTES
    wire = device.bytes_up + device.bytes_down
    return [
        (f"{PHOTOS} photos x 300 KB", spent.wall_s, 0.12, "s"),
        ("… a bare server keeps the same bytes in", bare_s, None, "s"),
        ("… server CPU", spent.cpu_s, None, "s"),
        ("… requests", device.requests, 21, ""),
        ("… overhead on the wire", (wire - payload) / payload * 100, 0.5, "%"),
    ]


def announce(device, order, digest):
    """Put the operation that names a photo into the outbox."""
    device.add(
        "attach_evidence",
        order["id"],
        visit_id=order["visits"][-1]["id"],
        sha256=digest,
        size_bytes=PHOTO_BYTES,
        media_type="image/jpeg",
        taken_at="2026-11-24T12:06:38.000Z",
        position={"unavailable": "denied"},
    )


def send(device, digest, photo):
    """Upload one photo whole."""
    headers = {
        "Content-Type": "application/octet-stream",
        "Upload-Offset": "0",
        "Upload-Length": str(len(photo)),
    }
    answer, content = device.request(
        "PATCH", f"/sync/evidence/{digest}", photo, headers
    )
    assert answer.status in {204, 200}, content[:300]
