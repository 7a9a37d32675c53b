"""A reference client of the protocol, as small as the protocol allows."""

import copy
import gzip
import hashlib
import json
from uuid import uuid4

import builders

from fieldapp import clock
from fieldapp.domain.canonical import sha256
from fieldapp.services.json_text import hashed_text

ZERO = "0" * 64
SAME_ORIGIN = {"Origin": "http://localhost"}


class Phone:
    """The durable state of one installed browser and its round trip."""

    def __init__(self, browser, someone, skew=None):
        self.browser, self.someone, self.skew = browser, someone, skew
        self.outbox, self.sent, self.receipts = [], [], {}
        self.documents, self.gone = {}, {}
        self.blobs = {}
        self.cursor = self.epoch = None
        self.enrol()

    def enrol(self):
        self.client_id, self.sequence, self.chain = str(uuid4()), 0, ZERO

    def write(self, name, arguments, order_id=None, **facts):
        """Keep one operation; nothing is sent yet."""
        self.sequence += 1
        happened_at = clock.now() + self.skew if self.skew else clock.now()
        known = self.documents.get(("work_order", order_id), {"rev": 0})
        operation = builders.operation(
            name,
            arguments,
            work_order_id=order_id,
            sequence=self.sequence,
            **{
                "base_rev": known["rev"],
                "happened_at": clock.to_text(happened_at),
                **facts,
            },
        )
        return self._link(operation)

    def reenrol(self):
        """Take a new client id; the same operations follow under new numbers."""
        old, self.outbox = self.outbox, []
        self.enrol()
        for operation in old:
            self.sequence += 1
            bare = {k: v for k, v in operation.items() if k != "chain"}
            self._link({**bare, "sequence": self.sequence})

    def envelope(self, operations=None):
        heads = {
            id_: [found["rev"], found["head"]]
            for (kind, id_), found in self.documents.items()
            if kind == "work_order"
        }
        return {
            "protocol": 1,
            "client_id": self.client_id,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "clock": {"wall_ms": clock.now_ms(), "offset_ms": 0},
            "heads": heads,
            "operations": self.outbox if operations is None else operations,
        }

    def post(self, envelope, **headers):
        """Send an envelope as it is and return the HTTP answer."""
        return self.browser.post(
            "/sync",
            data=json.dumps(envelope),
            headers={"Content-Type": "application/json", **SAME_ORIGIN, **headers},
        )

    def post_zipped(self, envelope):
        return self.browser.post(
            "/sync",
            data=gzip.compress(json.dumps(envelope).encode()),
            headers={
                "Content-Type": "application/json",
                "Content-Encoding": "gzip",
                **SAME_ORIGIN,
            },
        )

    def sync(self, batch=250):
        """Make round trips until both sides have everything; return the last answer."""
        while True:
            answer = self.post(self.envelope(self.outbox[:batch]))
            assert answer.status_code == 200, answer.text
            self.take(answer.json)
            if not (answer.json["more"] or self.outbox):
                return answer.json

    def take(self, body):
        """Store what a round trip answered."""
        if self.epoch not in (None, body["epoch"]):
            self.outbox = self.sent + self.outbox
            self.sent = []
            self.reenrol()
            self.documents, self.gone, self.cursor = {}, {}, None
            self.epoch = body["epoch"]
            return
        self.epoch = body["epoch"]
        if body["reset"]:
            self.documents = {}
        self._take_receipts(body["receipts"])
        for change in body["changes"]:
            self._take_change(change)
        self.cursor = body["cursor"]
        if body["error"]:
            self.reenrol()

    def order(self, order_id):
        return self.documents["work_order", order_id]["document"]

    def orders(self):
        return {id_ for kind, id_ in self.documents if kind == "work_order"}

    def issues(self):
        return [
            found["document"]
            for (kind, _), found in self.documents.items()
            if kind == "issue"
        ]

    def receipt(self, operation):
        return self.receipts[operation["id"]]

    def keep(self, content):
        """Keep a photo or a signature and return its digest."""
        digest = hashlib.sha256(content).hexdigest()
        self.blobs[digest] = content
        return digest

    def missing(self):
        answer = self.browser.post(
            "/sync/evidence/missing",
            json={"sha256": list(self.blobs)},
            headers=SAME_ORIGIN,
        )
        assert answer.status_code == 200, answer.text
        return answer.json["missing"]

    def upload_all(self):
        for each in self.missing():
            answer = self.upload(each["sha256"], each["offset"])
            assert answer.status_code == 204, answer.text

    def upload(self, digest, offset=0, *, content=None, length=None):
        whole = self.blobs[digest]
        part = whole[offset:] if content is None else content
        return self.browser.patch(
            f"/sync/evidence/{digest}",
            data=part,
            headers={
                "Content-Type": "application/octet-stream",
                "Upload-Offset": str(offset),
                "Upload-Length": str(len(whole) if length is None else length),
                **SAME_ORIGIN,
            },
        )

    def _link(self, operation):
        self.chain = sha256(self.chain + hashed_text(operation))
        linked = {**operation, "chain": self.chain}
        self.outbox.append(linked)
        return copy.deepcopy(linked)

    def _take_receipts(self, receipts):
        for receipt in receipts:
            self.receipts[receipt["id"]] = receipt
        done = {receipt["id"] for receipt in receipts}
        self.sent += [each for each in self.outbox if each["id"] in done]
        self.outbox = [each for each in self.outbox if each["id"] not in done]

    def _take_change(self, change):
        key = change["kind"], change["id"]
        if "gone" in change:
            self.gone[key] = change
            self.documents.pop(key, None)
        else:
            self.gone.pop(key, None)
            self.documents[key] = change
