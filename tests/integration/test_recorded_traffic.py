"""Phones of every release are understood for ever: what they sent is replayed."""

import json
from pathlib import Path

import pytest

from fieldapp.operations.registry import OPERATIONS

pytestmark = pytest.mark.both_databases
RELEASES = sorted((Path(__file__).parents[1] / "recorded").glob("*.json"))


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def recording(request):
    return json.loads(request.param.read_text("utf-8"))


@pytest.fixture
def phone(company, recording, monkeypatch):
    """Hold a phone in the recording's morning, with its orders planned."""
    monkeypatch.setenv("FIELDAPP_NOW", recording["requests"][0]["at"])
    marcos = {"id": company.marcos.id, "name": company.marcos.name}
    for each in recording["orders"]:
        order_id = each["order"]["work_order_id"]
        company.act("create_work_order", order_id, each["order"])
        visit = {**each["visit"], "technician": marcos}
        company.act("schedule_visit", order_id, visit)
    return company.phone(company.marcos)


def test_every_recorded_request_gets_the_receipts_it_got(recording, phone, monkeypatch):
    for round_trip in recording["requests"]:
        monkeypatch.setenv("FIELDAPP_NOW", round_trip["at"])

        answer = phone.post(round_trip["request"])

        assert answer.status_code == 200, answer.text
        assert answer.json["error"] is None
        assert receipts_of(answer) == round_trip["receipts"]


def test_a_recording_sent_again_changes_nothing(company, recording, phone):
    for _ in range(2):
        answers = [phone.post(each["request"]) for each in recording["requests"]]
        assert all(answer.json["error"] is None for answer in answers)

    for each in recording["orders"]:
        assert len(company.document(each["order"]["work_order_id"])["visits"]) == 1


def test_the_newest_recording_holds_every_client_operation():
    newest = json.loads(RELEASES[-1].read_text("utf-8"))
    sent = {
        operation["name"]
        for each in newest["requests"]
        for operation in each["request"]["operations"]
    }
    client = {name for name, each in OPERATIONS.items() if each.is_client}
    assert client - sent == {"resolve_issue"}  # it answers an issue of its own server


def receipts_of(answer):
    return [
        [each["status"], (each["problem"] or {}).get("code")]
        for each in answer.json["receipts"]
    ]
