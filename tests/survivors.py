"""One phone, one visit, a server that dies, and what must be true afterwards."""

import json
import time
from contextlib import contextmanager

import builders
from invariants import check_completed_orders, entries
from live import LiveBrowser, NoAnswerError
from phone import Phone
from replay import replayed
from server import Server
from sqlalchemy import select
from waiting import wait_until

from fieldapp import database
from fieldapp.models import Blob, WorkOrder
from fieldapp.sync import reconciler

FIX = {"position": builders.NO_FIX}
PATIENCE_S = 120
REST_S = 0.05


@contextmanager
def serving(backend, **settings):
    """Run a server on a backend's database and folder; it never stays behind."""
    (backend.folder / reconciler.FILE).unlink(missing_ok=True)
    url = backend.app.config["SETTINGS"].database_url
    settings = {"FIELDAPP_DATABASE_URL": url, **settings}
    server = Server(backend.folder, settings).start()
    try:
        yield server
    finally:
        server.stop()


def phone_of(server, someone):
    return Phone(LiveBrowser(server.port).sign_in(someone.email), someone)


def write_visit(phone, order, name):
    """Write a whole visit with two photos; nothing is sent."""
    visit_id, order_id = order["visits"][0]["id"], order["id"]
    say = {"visit_id": visit_id}
    phone.write("start_travel", {**say, **FIX}, order_id)
    phone.write("arrive_on_site", {**say, **FIX}, order_id)
    phone.write("start_work", say, order_id)
    for item_id, value in (("drop_ok", True), ("cn", "12.5"), ("remark", name)):
        answer = {**say, "item_id": item_id, "value": value}
        phone.write("answer_checklist_item", answer, order_id)
    for number in (1, 2):
        photo = phone.keep(b"\xff\xd8\xff\xe0" + f"{name} {number}".encode() * 2000)
        phone.write("attach_evidence", builders.photo(visit_id, photo), order_id)
    manifest = phone.keep(json.dumps({"format": 1, "of": name}).encode())
    phone.write("sign_off", builders.absence(visit_id, manifest), order_id)
    phone.write("finish_visit", say, order_id)


def send_everything(phone):
    """Make the round trips of a phone until nothing is left; raises NoAnswerError."""
    phone.sync(batch=4)
    phone.upload_all()
    phone.sync()


def send_until_it_dies(phone):
    """Return whether the server died under it."""
    try:
        send_everything(phone)
    except NoAnswerError:
        return True
    return False


def send_until_done(phone):
    """Try again after every cut, as a phone does.

    A dead server refuses at once: attempts say nothing about how long it was away.
    """
    deadline = time.monotonic() + PATIENCE_S
    while send_until_it_dies(phone):
        assert time.monotonic() < deadline, "still not sent"
        time.sleep(REST_S)


def leaves_nothing_half_done(backend, store):
    """Wait until what runs at start has mended what the crash left."""
    wait_until((backend.folder / reconciler.FILE).exists, 60, "nobody looked")
    again = reconciler.run(store, backend.folder)
    assert again.findings == [], "I8: half done after a new start"


def check_everything_arrived(company, phone, order, store):
    """Compare what the phone wrote with ledger, document, blobs and folder."""
    rows = entries()
    mine = [
        row.operation_id
        for row in rows
        if (row.stream_id, row.actor_id) == (order["id"], phone.someone.id)
    ]
    assert mine == [each["id"] for each in phone.sent], "I1, I3: lost, doubled, moved"
    assert {each["status"] for each in phone.receipts.values()} == {"applied"}
    document = company.document(order["id"])
    assert document["phase"] == "completed"
    assert phone.order(order["id"]) == document, "I6"
    with database.reading() as connection:
        stored = select(WorkOrder.document).where(WorkOrder.id == order["id"])
        text = connection.execute(stored).scalar_one()
        assert replayed(connection, order["id"]) == json.loads(text), "I5"
        here = set(connection.execute(select(Blob.sha256)).scalars())
    assert set(phone.blobs) <= here, "I7"
    for digest, content in phone.blobs.items():
        assert b"".join(store.read(digest)) == content, "I7"
    check_completed_orders()
    assert not list(store.parts.glob("*.part"))
