"""The work that every server of `peers` does, of one size."""

import os
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

PUSH = 500
ORDERS = 40
ENTRIES = 60
DELTA = 10
CROWD = 20
CLIENT_ENTRIES = 50
PHOTOS = 20
PHOTO_BYTES = 300_000
WORKS = {
    "push": f"push {PUSH} entries",
    "cold": f"cold pull, {ORDERS} orders, {ORDERS * ENTRIES} entries",
    "delta": f"delta after {DELTA} changes in {DELTA} orders",
    "crowd": f"{CROWD} clients x {CLIENT_ENTRIES} entries",
    "photos": f"{PHOTOS} photos x {PHOTO_BYTES // 1000} KB",
}


@dataclass(frozen=True)
class Spent:
    """What one piece of work took on the wire, of the clock and of processors."""

    requests: int
    up_kb: float
    down_kb: float
    wall_s: float
    cpu_s: float


def spend(tree, wires, act):
    """Do it; return what its connections carried and what the server took."""
    for wire in wires:
        wire.forget_counts()
    before, start = tree.cpu_s(), time.monotonic()
    act()
    wall_s = time.monotonic() - start
    return Spent(
        requests=sum(wire.requests for wire in wires),
        up_kb=sum(wire.bytes_up for wire in wires) / 1000,
        down_kb=sum(wire.bytes_down for wire in wires) / 1000,
        wall_s=wall_s,
        cpu_s=tree.cpu_s() - before,
    )


def texts(count):
    """Return what a technician notes, each time something else."""
    return [f"Medido no ponto {number}: 9,2 dB" for number in range(count)]


def entries(count, orders):
    """Return notes as plain records, spread over so many orders."""
    ids = [str(uuid.uuid4()) for _ in range(orders)]
    return [
        {
            "id": str(uuid.uuid4()),
            "order": ids[place % orders],
            "kind": "note",
            "key": f"note:{place}",
            "body": {"text": text},
            "at": 1_795_521_998_000 + place,
        }
        for place, text in enumerate(texts(count))
    ]


def photos():
    """Return pictures that nobody sent before."""
    return [os.urandom(PHOTO_BYTES) for _ in range(PHOTOS)]


def parts(things, size):
    """Return a list cut into pieces of at most this size."""
    return [things[at : at + size] for at in range(0, len(things), size)]


def in_threads(acts):
    """Do all at once, each over a connection of its own."""
    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(act) for act in acts]:
            done.result()
