"""PocketBase with the same entries as records of one collection."""

import subprocess
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlencode

from bench.peer_work import (
    CLIENT_ENTRIES,
    CROWD,
    DELTA,
    ENTRIES,
    ORDERS,
    PUSH,
    entries,
    in_threads,
    parts,
    photos,
)
from bench.wire import Wire

BATCH = 50
PAGE = 1000
RECORDS = "/api/collections/docs/records"
LOGIN = ("bench@example.org", "benchbench1")
FIELDS = [
    {"name": "op_id", "type": "text", "required": True},
    *({"name": name, "type": "text"} for name in ("tech", "order", "kind", "key")),
    {"name": "body", "type": "json", "maxSize": 100_000},
    {"name": "at", "type": "number"},
    {"name": "updated", "type": "autodate", "onCreate": True, "onUpdate": True},
]
INDEXES = [
    "create unique index idx_op on docs (op_id)",
    "create index idx_tech on docs (tech, updated)",
]
FILES = [{"name": "file", "type": "file", "maxSelect": 1, "maxSize": 5_000_000}]


@contextmanager
def pocketbase(programs, folder, port):
    """Run it on a fresh folder; lend its process."""
    program, place = programs / "pocketbase", ["--dir", folder / "data"]
    place += ["--migrationsDir", folder / "migrations"]
    subprocess.run(
        [program, "superuser", "upsert", *LOGIN, *place],
        check=True,
        capture_output=True,
    )
    address = f"127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "serve", "--http", address, *place], stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


class PocketBase:
    """Clients of a server that was just started."""

    def __init__(self, port):
        self.port = port
        login = {"identity": LOGIN[0], "password": LOGIN[1]}
        path = "/api/collections/_superusers/auth-with-password"
        _, said = Wire(port).json("POST", path, login)
        self.headers = {"Authorization": said["token"]}
        self._prepare(self._wire())
        self.long_day = self._long_day()

    def push(self, number):
        """Create one person's entries in batches."""
        wire = self._wire()
        notes = entries(PUSH, 20)
        return [wire], lambda: self._send(wire, f"day{number}", notes)

    def cold(self, _number):
        """Read every entry of one person."""
        wire = self._wire()
        return [wire], lambda: self._pull(wire, "longday", ORDERS * ENTRIES)

    def delta(self, _number):
        """Read what changed since the last pull."""
        wire = self._wire()
        since = self._pull(wire, "longday", ORDERS * ENTRIES)[-1]["updated"]
        for id_ in self.long_day[:DELTA]:
            wire.json("PATCH", f"{RECORDS}/{id_}", {"body": {"text": "Avisado"}})
        return [wire], lambda: self._pull(wire, "longday", DELTA, since)

    def crowd(self, _number):
        """Create entries of many people at once."""
        wires = [self._wire() for _ in range(CROWD)]
        acts = [
            partial(self._send, wire, f"crew{place}", entries(CLIENT_ENTRIES, 1))
            for place, wire in enumerate(wires)
        ]
        return wires, lambda: in_threads(acts)

    def photos(self, _number):
        """Post each photo as a record with a file."""
        wire, pictures = self._wire(), photos()
        path = "/api/collections/photos/records"

        def act():
            for picture in pictures:
                wire.send_file(path, "file", picture)

        return [wire], act

    def _wire(self):
        return Wire(self.port, self.headers)

    def _prepare(self, wire):
        batch = {"enabled": True, "maxRequests": BATCH, "timeout": 30}
        wire.json("PATCH", "/api/settings", {"batch": batch})
        docs = {"name": "docs", "type": "base", "fields": FIELDS, "indexes": INDEXES}
        wire.json("POST", "/api/collections", docs)
        files = {"name": "photos", "type": "base", "fields": FILES}
        wire.json("POST", "/api/collections", files)

    def _long_day(self):
        return self._send(self._wire(), "longday", entries(ORDERS * ENTRIES, ORDERS))

    def _send(self, wire, tech, notes):
        """Create entries and return the ids that the server gave them."""
        ids = []
        for part in parts(notes, BATCH):
            asked = [self._creation(note, tech) for note in part]
            _, said = wire.json("POST", "/api/batch", {"requests": asked})
            ids += [each["body"]["id"] for each in said]
        return ids

    def _creation(self, note, tech):
        body = {"op_id": note["id"], "tech": tech, **note}
        del body["id"]
        return {"method": "POST", "url": RECORDS, "body": body}

    def _pull(self, wire, tech, expected, since=None):
        newer = f" && updated>'{since}'" if since else ""
        asked = {"filter": f"tech='{tech}'{newer}", "sort": "updated,id"}
        found, page = [], 1
        while len(found) == PAGE * (page - 1):
            paged = asked | {"perPage": PAGE, "page": page, "skipTotal": 1}
            _, said = wire.json("GET", f"{RECORDS}?{urlencode(paged)}")
            found += said["items"]
            page += 1
        assert len(found) == expected, len(found)
        return found
