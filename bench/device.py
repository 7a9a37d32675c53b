"""A scripted phone: speaks the protocol over one connection and counts its bytes."""

import gzip
import http.client
import json
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field

from fieldapp.domain.canonical import FIRST_CHAIN, chain_hash

PASSWORD = "demonstracao"  # noqa: S105 # the demo company's, printed at start
BATCH = 250


@dataclass
class Device:
    """One signed-in client with an outbox."""

    port: int
    email: str = "marcos@cerrado.example"
    client_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    cursor: str | None = None
    epoch: str | None = None
    sequence: int = 0
    chain: str = FIRST_CHAIN
    outbox: list[dict] = field(default_factory=list)
    documents: dict = field(default_factory=dict)
    requests: int = 0
    waited_s: float = 0
    bytes_up: int = 0
    bytes_down: int = 0

    def __post_init__(self):
        """Open the connection and sign in."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        form = urllib.parse.urlencode({"email": self.email, "password": PASSWORD})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = self.request("POST", "/login", form.encode(), kind)
        assert answer.status == http.HTTPStatus.SEE_OTHER, answer.status
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.forget_counts()

    cookie = ""

    def request(self, method, path, body=b"", headers=None):
        """Send one request; return the answer and its body as it came."""
        own = {"Origin": f"http://127.0.0.1:{self.port}", "Accept-Encoding": "gzip"}
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        sent = own | cookie | (headers or {})
        start = time.monotonic()
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        content = answer.read()
        self.waited_s += time.monotonic() - start
        self.requests += 1
        self.bytes_up += len(body) + len(method + path) + head_bytes(sent.items())
        self.bytes_down += len(content) + head_bytes(answer.getheaders())
        return answer, content

    def forget_counts(self):
        """Begin a new measurement."""
        self.requests = self.bytes_up = self.bytes_down = 0
        self.waited_s = 0

    def add(self, name, work_order_id, **arguments):
        """Put an operation into the outbox, chained to the one before."""
        self.sequence += 1
        operation = {
            "id": uuid7(),
            "sequence": self.sequence,
            "name": name,
            "version": 1,
            "work_order_id": work_order_id,
            "base_rev": self.documents[work_order_id]["rev"],
            "happened_at": "2026-11-24T12:06:38.000Z",
            "arguments": arguments,
        }
        self.chain = chain_hash(self.chain, operation)
        self.outbox.append(operation | {"chain": self.chain})

    def sync(self):
        """Send what waits and take in what changed, until both are empty."""
        more = True
        while more or self.outbox:
            batch = self.outbox[:BATCH]
            reply = self.round_trip(batch)
            assert reply["error"] is None, reply["error"]
            self.outbox = self.outbox[len(batch) :]
            self.take_in(reply)
            more = reply["more"]

    def round_trip(self, batch):
        """Make one `POST /sync`."""
        return self.post(self.envelope(batch))

    def envelope(self, batch):
        """Return the body of one `POST /sync`, zipped."""
        wall = {"wall_ms": int(time.time() * 1000)}
        envelope = {
            "protocol": 1,
            "client_id": self.client_id,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "clock": wall,
            "operations": batch,
        }
        return gzip.compress(json.dumps(envelope).encode(), 6)

    def post(self, body):
        """Send a body that is ready; return the reply."""
        kinds = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        answer, content = self.request("POST", "/sync", body, kinds)
        if answer.headers["Content-Encoding"] == "gzip":
            content = gzip.decompress(content)
        assert answer.status == http.HTTPStatus.OK, content[:500]
        return json.loads(content)

    def take_in(self, reply):
        """Store changed documents and the new place in the feed."""
        refused = [r for r in reply["receipts"] if r["status"] != "applied"]
        assert not refused, refused[:3]
        self.cursor, self.epoch = reply["cursor"], reply["epoch"]
        self.documents |= {change["id"]: change for change in reply["changes"]}

    def orders(self):
        """Return the work orders held, newest state."""
        held = self.documents.values()
        return [
            c["document"] for c in held if c["kind"] == "work_order" and "document" in c
        ]


def head_bytes(headers):
    """Return what headers take on the wire, first line and blank line roughly in."""
    return 20 + sum(len(name) + len(value) + 4 for name, value in headers)


def uuid7():
    """Return a UUID of version 7: milliseconds first, so that it sorts by time."""
    milliseconds = int(time.time() * 1000)
    rest = uuid.uuid4().int & ((1 << 80) - 1)
    value = (milliseconds << 80) | rest
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=value))
