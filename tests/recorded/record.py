"""Writes what phones of this release send, once, when a release is made.

    .venv/bin/python tests/recorded/record.py 0.1.0

The file is committed and never made again: `test_recorded_traffic.py` sends it to every
later server.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

sys.path.insert(0, str(Path(__file__).parents[1]))

import builders
from backends import Backend
from company import Company

FOLDER = Path(__file__).parent
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
HERE = {
    "position": {
        "latitude": "-18.918600",
        "longitude": "-48.241200",
        "accuracy_m": 12,
        "taken_at": "2026-11-24T12:00:00.000Z",
    }
}
NOWHERE = {"position": builders.NO_FIX}


class Recorder:
    """One phone, one office and a clock that goes on by a minute a request."""

    def __init__(self, company):
        self.company = company
        self.now = START
        self.tick()
        self.phone = company.phone(company.marcos)
        self.orders, self.requests, self.sending = [], [], []

    def tick(self):
        self.now += timedelta(minutes=1)
        os.environ["FIELDAPP_NOW"] = self.now.isoformat()

    def order(self, name):
        """Open an order whose ids every replay can give again."""
        order_id, visit_id = fixed(f"{name} order"), fixed(f"{name} visit")
        number = 48301 + len(self.orders)
        facts = builders.order_facts(order_id, number=number)
        plan = {
            "visit_id": visit_id,
            "window": builders.window(self.now),
            "template_version_id": self.edition(),
        }
        self.orders.append({"order": facts, "visit": plan})
        marcos = self.company.marcos
        technician = {"id": marcos.id, "name": marcos.name}
        self.company.act("create_work_order", order_id, facts)
        visit = {**plan, "technician": technician}
        self.company.act("schedule_visit", order_id, visit)
        return order_id, visit_id

    def edition(self):
        return str(uuid5(NAMESPACE_URL, "repair 7"))

    def write(self, name, order_id, **arguments):
        return self.phone.write(name, arguments, order_id)

    def send(self):
        """Make one round trip and keep both sides of it."""
        self.tick()
        envelope = {**self.phone.envelope(), "epoch": None, "cursor": None}
        answer = self.phone.post(envelope)
        self.phone.take(answer.json)
        receipts = [
            [each["status"], (each["problem"] or {}).get("code")]
            for each in answer.json["receipts"]
        ]
        request = {**envelope, "heads": {}}
        self.requests.append(
            {"at": self.now.isoformat(), "request": request, "receipts": receipts}
        )


def whole_visit(recorder):
    """Make a visit with every act that ends in a signature."""
    order_id, visit_id = recorder.order("signed")
    recorder.send()
    write = recorder.write
    write("acknowledge_visit", order_id, visit_id=visit_id)
    write("request_change", order_id, field="window", wanted="Amanhã cedo")
    write("start_travel", order_id, visit_id=visit_id, **HERE)
    recorder.send()
    write("arrive_on_site", order_id, visit_id=visit_id, **NOWHERE)
    step = write("start_work", order_id, visit_id=visit_id)
    write("undo", order_id, operation_id=step["id"])
    write("start_work", order_id, visit_id=visit_id)
    write("pause_work", order_id, visit_id=visit_id, reason_code="lunch")
    write("resume_work", order_id, visit_id=visit_id)
    for item_id, value in (("drop_ok", True), ("cn", "9.2"), ("remark", "Ação! 漢😀")):
        arguments = {"visit_id": visit_id, "item_id": item_id, "value": value}
        write("answer_checklist_item", order_id, **arguments, note="à mão")
    recorder.send()
    first, second = (
        recorder.phone.keep(b"\xff\xd8\xff" + each) for each in (b"1", b"2")
    )
    write("attach_evidence", order_id, **builders.photo(visit_id, first))
    write(
        "attach_evidence", order_id, **builders.photo(visit_id, second, repeats=first)
    )
    write(
        "remove_evidence", order_id, visit_id=visit_id, sha256=first, reason="tremida"
    )
    write("scan_device", order_id, code="A1B2", symbology="qr_code", source="typed")
    write("add_note", order_id, text="Cachorro bravo", visit_id=visit_id)
    manifest = recorder.phone.keep(b'{"format":1}')
    write("sign_off", order_id, **builders.absence(visit_id, manifest))
    write("finish_visit", order_id, visit_id=visit_id)
    recorder.send()


def given_up(recorder):
    """Make a visit that nobody opens the door to."""
    order_id, visit_id = recorder.order("given up")
    recorder.send()
    write = recorder.write
    write("start_travel", order_id, visit_id=visit_id, **HERE)
    write("arrive_on_site", order_id, visit_id=visit_id, **HERE)
    attempt = {"visit_id": visit_id, "channel": "phone", "outcome": "no_answer"}
    write("record_contact_attempt", order_id, **attempt)
    door = recorder.phone.keep(b"\xff\xd8\xff door")
    write("attach_evidence", order_id, **builders.photo(visit_id, door, item_id="door"))
    write(
        "report_cannot_complete",
        order_id,
        visit_id=visit_id,
        reason_code="customer_absent",
        evidence=[door],
        **HERE,
    )
    recorder.send()


def fixed(name):
    return str(uuid5(NAMESPACE_URL, f"recorded {name}"))


def main(release):
    with (
        tempfile.TemporaryDirectory() as folder,
        Backend.on_sqlite(Path(folder)) as backend,
        backend.app.app_context(),
    ):
        recorder = Recorder(Company(backend))
        whole_visit(recorder)
        given_up(recorder)
        content = {"orders": recorder.orders, "requests": recorder.requests}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (FOLDER / f"{release}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
