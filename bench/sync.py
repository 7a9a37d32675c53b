"""Push, pull, delta, many clients and photos, as the peers in docs were measured."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from bench.device import Device
from bench.machine import company_server
from bench.report import median, table

PUSH = 500
CLIENTS = 20
CLIENT_OPERATIONS = 50
PHOTOS = 20
PHOTO_BYTES = 300_000


@dataclass
class Cost:
    """What one piece of work took: seconds of the clock and of the server's CPU."""

    wall_s: float = 0
    cpu_s: float = 0


def measure(repeat):
    """Take each measurement on a server of its own company; print one table."""
    with company_server(FIELDAPP_SPREAD_S="0") as server:
        process = psutil.Process(server.process.pid)
        device = Device(server.port)
        cold = cold_pull(process, device)
        push = push_many(process, device)
        delta_ms, delta_kb = delta(device, repeat)
        crowd = many_clients(process, server.port)
        photos, overhead = send_photos(process, device)
    table(
        "Sync on loopback, SQLite",
        [
            *push,
            *cold,
            ("delta after 10 changes, median", delta_ms, 8, "ms"),
            ("… received", delta_kb, 30, "KB"),
            (f"{CLIENTS} clients x {CLIENT_OPERATIONS}", crowd.wall_s, 0.25, "s"),
            (f"{PHOTOS} photos x 300 KB", photos.wall_s, 0.12, "s"),
            ("… overhead on the wire", overhead, 0.5, "%"),
        ],
    )


@contextmanager
def cost(process):
    """Measure what happens inside, on the server's side too."""
    spent = Cost()
    before, start = process.cpu_times(), time.monotonic()
    yield spent
    after = process.cpu_times()
    spent.wall_s = time.monotonic() - start
    spent.cpu_s = after.user + after.system - before.user - before.system


def push_many(process, device):
    """Push 500 notes spread over the orders of a day."""
    orders = [order["id"] for order in device.orders()]
    for number in range(PUSH):
        text = f"Medido no ponto {number}: 9,2 dB"
        device.add("add_note", orders[number % len(orders)], text=text)
    device.forget_counts()
    with cost(process) as spent:
        device.sync()
    return [
        (f"push {PUSH} operations", spent.wall_s, 0.12, "s"),
        ("… server CPU", spent.cpu_s, 0.11, "s"),
        ("… requests", device.requests, 3, ""),
        ("… sent", device.bytes_up / 1000, 60, "KB"),
    ]


def cold_pull(process, device):
    """Pull everything that a technician's feed holds."""
    device.forget_counts()
    with cost(process) as spent:
        device.sync()
    return [
        (f"cold pull, {len(device.orders())} orders", spent.wall_s, 0.08, "s"),
        ("… requests", device.requests, 2, ""),
        ("… received", device.bytes_down / 1000, 130, "KB"),
    ]


def delta(device, repeat):
    """Pull again after ten orders changed by another client of the same person."""
    other = Device(device.port)
    other.sync()
    times, sizes = [], []
    for _ in range(repeat):
        for order in other.orders()[:10]:
            other.add("add_note", order["id"], text="Cliente avisado")
        other.sync()
        device.forget_counts()
        start = time.monotonic()
        device.sync()
        times.append((time.monotonic() - start) * 1000)
        sizes.append(device.bytes_down / 1000)
    return median(times), median(sizes)


def many_clients(process, port):
    """Push from twenty phones at once."""
    devices = [Device(port) for _ in range(CLIENTS)]
    for device in devices:
        device.sync()
        order = device.orders()[0]["id"]
        for number in range(CLIENT_OPERATIONS):
            device.add("add_note", order, text=f"Nota {number}")
    with cost(process) as spent, ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda d: d.round_trip(d.outbox), devices))
    return spent


def send_photos(process, device):
    """Announce twenty photos, then send each in one request."""
    order = device.orders()[0]
    photos = [os.urandom(PHOTO_BYTES) for _ in range(PHOTOS)]
    digests = [hashlib.sha256(photo).hexdigest() for photo in photos]
    for digest in digests:
        announce(device, order, digest)
    device.sync()
    device.forget_counts()
    with cost(process) as spent:
        for digest, photo in zip(digests, photos, strict=True):
            send(device, digest, photo)
    payload = PHOTOS * PHOTO_BYTES
    wire = device.bytes_up + device.bytes_down
    return spent, (wire - payload) / payload * 100


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
