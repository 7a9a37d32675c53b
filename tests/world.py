"""Phones, an office and a bad network, at random: the protocol's invariants hold.

Invariants are numbered as in protocol.md section 7.
"""

import copy
import os
import shutil
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import builders
import invariants
from backends import Backend
from company import Company
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from fieldapp import clock, database
from fieldapp.extensions import db
from fieldapp.services import documents, installation, ledger

START = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEPS = ["acknowledge_visit", "start_travel", "arrive_on_site", "start_work"]
PHONES = st.sampled_from(["marcos 1", "marcos 2", "danilo"])
TECHNICIANS = st.sampled_from(["marcos", "danilo"])
ORDERS = st.integers(0, 2)
FAULTS = st.sampled_from(
    ["none", "none", "none", "request lost", "answer lost", "twice", "reordered"]
)
SKEWS = {
    "marcos 1": timedelta(hours=-2),
    "marcos 2": timedelta(days=400),
    "danilo": timedelta(0),
}


class World(RuleBasedStateMachine):
    """Three phones of two technicians, one dispatcher, three orders."""

    @initialize()
    def open(self):
        self.stack = ExitStack()
        folder = tempfile.mkdtemp(prefix="visada-")
        self.stack.callback(shutil.rmtree, folder, ignore_errors=True)
        self.stack.callback(os.environ.pop, "FIELDAPP_NOW", None)
        self.now = START
        self.tick()
        self.backend = shared_backend()
        self.backend.reset()
        self.stack.enter_context(self.backend.app.app_context())
        self.company = Company(self.backend)
        self.phones = {name: self._phone(name) for name in SKEWS}
        people = [self.company.marcos, self.company.marcos, self.company.danilo]
        self.orders = [self.company.order(someone)["id"] for someone in people]
        self.visits, self.written, self.ever, self.requests = {}, {}, set(), []
        self.backup = None
        for name in self.phones:
            self.sync(name, "none", 250)

    def _phone(self, name):
        someone = getattr(self.company, name.split()[0])
        phone = self.company.phone(someone)
        phone.skew = SKEWS[name]
        return phone

    def tick(self, **span):
        self.now += timedelta(**(span or {"seconds": 7}))
        os.environ["FIELDAPP_NOW"] = clock.to_text(self.now)

    # What people do on their phones, online or not.

    def write(self, name, verb, arguments, number):
        phone = self.phones[name]
        operation = phone.write(verb, arguments, self.orders[number])
        self.written[operation["id"]] = (phone.someone.id, operation)
        self.ever.add(operation["id"])

    def visit_of(self, name, number):
        """Return the visit that the phone shows, or the last that it showed."""
        phone, order_id = self.phones[name], self.orders[number]
        key = (name, order_id)
        if ("work_order", order_id) in phone.documents:
            mine = [
                visit["id"]
                for visit in phone.order(order_id)["visits"]
                if visit["technician"]["id"] == phone.someone.id
            ]
            self.visits[key] = mine[-1]
        return self.visits.get(key, phone.someone.id)

    @rule(name=PHONES, number=ORDERS, value=st.sampled_from("12345"))
    def answer(self, name, number, value):
        visit = self.visit_of(name, number)
        arguments = {"visit_id": visit, "item_id": "cn", "value": value}
        self.write(name, "answer_checklist_item", arguments, number)

    @rule(name=PHONES, number=ORDERS)
    def note(self, name, number):
        self.write(name, "add_note", {"text": "Portão azul 💙"}, number)

    @rule(name=PHONES, number=ORDERS, step=st.sampled_from(STEPS))
    def step(self, name, number, step):
        arguments = {"visit_id": self.visit_of(name, number)}
        if step in ("start_travel", "arrive_on_site"):
            arguments["position"] = builders.NO_FIX
        self.write(name, step, arguments, number)

    @rule(name=PHONES, number=ORDERS, content=st.binary(min_size=1, max_size=2))
    def photo(self, name, number, content):
        digest = self.phones[name].keep(content)
        photo = builders.photo(self.visit_of(name, number), digest)
        self.write(name, "attach_evidence", photo, number)

    @rule(name=PHONES, number=ORDERS)
    def finish(self, name, number):
        visit = self.visit_of(name, number)
        manifest = self.phones[name].keep(b'{"text": %d}' % len(self.written))
        self.write(name, "sign_off", builders.absence(visit, manifest), number)
        self.write(name, "finish_visit", {"visit_id": visit}, number)

    @rule(name=PHONES, number=ORDERS, verb=st.sampled_from(["levitate", "add_note"]))
    def poison(self, name, number, verb):
        self.write(name, verb, {"text": 1}, number)

    # What the office does.

    @rule(number=ORDERS, login=TECHNICIANS)
    def reassign(self, number, login):
        order = self.company.document(self.orders[number])
        if order["visits"][-1]["phase"] in ("planned", "acknowledged", "working"):
            self.company.reassign(order, getattr(self.company, login))

    @rule(number=ORDERS)
    def cancel(self, number):
        order = self.company.document(self.orders[number])
        if order["phase"] in ("scheduled", "in_progress"):
            self.company.cancel(order)

    # What the network does.

    @rule(name=PHONES, fault=FAULTS, batch=st.sampled_from([1, 3, 250]))
    def sync(self, name, fault, batch):
        self.tick()
        phone = self.phones[name]
        operations = copy.deepcopy(phone.outbox[:batch])
        if fault == "reordered":
            operations.reverse()
        envelope = phone.envelope(operations)
        if fault == "request lost":
            return
        self.requests.append((name, envelope))
        answer = self.post(name, envelope)
        if fault == "twice":
            answer = self.post(name, envelope)
        if fault != "answer lost":
            phone.take(answer)

    def post(self, name, envelope):
        answer = self.phones[name].post(envelope)
        assert answer.status_code == 200, answer.text
        return answer.json

    @rule(name=PHONES)
    def upload(self, name):
        self.phones[name].upload_all()

    @precondition(lambda self: self.requests)
    @rule(pick=st.integers(0, 1000))
    def replay_an_old_request(self, pick):
        self.post(*self.requests[pick % len(self.requests)])

    # Macros: rare histories that uniform choice hardly ever reaches.

    @rule(name=PHONES, number=ORDERS, is_photo_first=st.booleans())
    def whole_job(self, name, number, is_photo_first):
        self.sync(name, "none", 250)
        self.step(name, number, "start_work")
        self.photo(name, number, b"whole job")
        if is_photo_first:
            self.sync(name, "none", 250)
            self.upload(name)
        self.finish(name, number)
        self.sync(name, "answer lost", 250)

    @rule(number=ORDERS)
    def there_and_back(self, number):
        for login in ("danilo", "marcos", "danilo"):
            self.reassign(number, login)
            for name in self.phones:
                self.sync(name, "none", 250)

    @rule(number=ORDERS)
    def two_phones_answer_offline(self, number):
        for name, value in (("marcos 1", "1"), ("marcos 2", "2")):
            self.sync(name, "none", 250)
            self.answer(name, number, value)
        self.sync("marcos 2", "none", 250)
        self.sync("marcos 1", "none", 250)

    @rule(name=PHONES, number=ORDERS)
    def a_batch_arrives_reordered(self, name, number):
        for _ in range(2):
            self.note(name, number)
        self.sync(name, "reordered", 250)

    @precondition(lambda self: self.backup is None)
    @rule()
    def back_up(self):
        """Keep a copy of the database, as an operator would."""
        db.engine.dispose()
        self.backup = (self.backend.folder / "fieldapp.db").read_bytes()

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self):
        """Lose everything since the copy; phones still hold what they sent."""
        db.engine.dispose()
        documents.forget()
        for leftover in self.backend.folder.glob("fieldapp.db*"):
            leftover.unlink()
        (self.backend.folder / "fieldapp.db").write_bytes(self.backup)
        with database.writing() as connection:
            installation.begin_epoch(connection)
        self.backup, self.requests = None, []

    # What holds at every moment.

    @invariant()
    def chains_are_whole(self):
        """I4: revisions are contiguous, the hash covers every field."""
        with database.reading() as connection:
            assert list(ledger.broken_entries(connection)) == []

    @invariant()
    def completed_orders_have_their_evidence(self):
        invariants.check_completed_orders()

    # What holds once everybody is back online.

    def teardown(self):
        if not hasattr(self, "phones"):
            return
        try:
            self.quiesce()
            invariants.check_the_ledger(self)
            invariants.check_the_documents(self)
            invariants.check_the_evidence(self)
            invariants.check_the_phones(self)
        finally:
            self.stack.close()

    def quiesce(self):
        for _ in range(6):
            for name, phone in self.phones.items():
                while phone.outbox:
                    self.sync(name, "none", 250)
                self.sync(name, "none", 250)
                phone.upload_all()
        for phone in self.phones.values():
            phone.sync()


_shared = ExitStack()
_backends = []


def shared_backend():
    """Return one application for all examples; each resets its database."""
    if not _backends:
        folder = Path(_shared.enter_context(tempfile.TemporaryDirectory()))
        _backends.append(_shared.enter_context(Backend.on_sqlite(folder)))
    return _backends[0]
