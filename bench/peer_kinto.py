"""Kinto on PostgreSQL with the same entries as records, a collection a person."""

import base64
import subprocess
import uuid
from contextlib import contextmanager
from functools import partial

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

BATCH = 25
BUCKET = "/v1/buckets/bench"
SETTINGS = """[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
threads = 8
[app:main]
use = egg:kinto
kinto.userid_hmac_secret = bench
kinto.includes = kinto_attachment
kinto.attachment.base_path = {files}
kinto.attachment.base_url = http://127.0.0.1:{port}/attachments
kinto.attachment.extensions = default
kinto.attachment.gzipped = false
multiauth.policies = basicauth
kinto.bucket_create_principals = system.Authenticated
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {database}
kinto.cache_backend = kinto.core.cache.postgresql
kinto.cache_url = {database}
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {database}
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = ERROR
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(message)s
"""


@contextmanager
def kinto(programs, folder, port, database):
    """Run it on an empty PostgreSQL database; lend its process."""
    (folder / "files").mkdir()
    settings = folder / "kinto.ini"
    text = SETTINGS.format(port=port, files=folder / "files", database=database)
    settings.write_text(text)
    program, named = programs / "kinto", ["--ini", settings]
    subprocess.run([program, "migrate", *named], check=True, capture_output=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "start", *named], stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


class Kinto:
    """Clients of a server that was just started."""

    def __init__(self, port):
        self.port = port
        self._wire().json("PUT", BUCKET)
        self._collection("photos")
        self._collection("longday")
        self.long_day = entries(ORDERS * ENTRIES, ORDERS)
        self._send(self._wire(), "longday", self.long_day)

    def push(self, number):
        """Create one person's entries in batches."""
        self._collection(f"day{number}")
        wire, notes = self._wire(), entries(PUSH, 20)
        return [wire], lambda: self._send(wire, f"day{number}", notes)

    def cold(self, _number):
        """Read every entry of one person."""
        wire = self._wire()
        return [wire], lambda: self._pull(wire, ORDERS * ENTRIES)

    def delta(self, _number):
        """Read what changed since the last pull."""
        wire = self._wire()
        since = self._pull(wire, ORDERS * ENTRIES)
        changed = [{**note, "body": {"text": "Avisado"}} for note in self.long_day]
        self._send(wire, "longday", changed[:DELTA], is_new=False)
        return [wire], lambda: self._pull(wire, DELTA, since)

    def crowd(self, number):
        """Create entries of many people at once."""
        names = [f"crew{number}-{place}" for place in range(CROWD)]
        for name in names:
            self._collection(name)
        wires = [self._wire() for _ in names]
        acts = [
            partial(self._send, wire, name, entries(CLIENT_ENTRIES, 1))
            for wire, name in zip(wires, names, strict=True)
        ]
        return wires, lambda: in_threads(acts)

    def photos(self, _number):
        """Post each photo as a record with an attachment."""
        wire, pictures = self._wire(), photos()

        def act():
            for picture in pictures:
                path = f"{BUCKET}/collections/photos/records/{uuid.uuid4()}/attachment"
                wire.send_file(path, "attachment", picture)

        return [wire], act

    def _wire(self):
        basic = base64.b64encode(b"bench:bench").decode()
        return Wire(self.port, {"Authorization": f"Basic {basic}"})

    def _collection(self, name):
        self._wire().json("PUT", f"{BUCKET}/collections/{name}")

    def _send(self, wire, name, notes, *, is_new=True):
        path = f"/buckets/bench/collections/{name}/records"
        headers = {"If-None-Match": "*"} if is_new else {}
        for part in parts(notes, BATCH):
            asked = [
                {"path": f"{path}/{note['id']}", "body": {"data": _without_id(note)}}
                for note in part
            ]
            defaults = {"method": "PUT", "headers": headers}
            batch = {"defaults": defaults, "requests": asked}
            _, said = wire.json("POST", "/v1/batch", batch)
            refused = [each for each in said["responses"] if each["status"] >= 300]
            assert not refused, refused[:2]

    def _pull(self, wire, expected, since=None):
        """Read a feed to its end; return where it ends."""
        path = f"{BUCKET}/collections/longday/records"
        answer, said = wire.json("GET", path + (f"?_since={since}" if since else ""))
        found = list(said["data"])
        while next_page := answer.headers.get("Next-Page"):
            answer, said = wire.json("GET", next_page.split(str(self.port), 1)[1])
            found += said["data"]
        assert len(found) == expected, len(found)
        return answer.headers["ETag"].strip('"')


def _without_id(note):
    return {name: value for name, value in note.items() if name != "id"}
