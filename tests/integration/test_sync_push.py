"""What a phone sends becomes ledger rows, once, in order, with receipts."""

import pytest
from sqlalchemy import select

from fieldapp import database
from fieldapp.models import LedgerEntry
from fieldapp.services import ledger

pytestmark = pytest.mark.both_databases


@pytest.fixture
def visit_id(order):
    return order["visits"][0]["id"]


@pytest.fixture
def phone(company, order):
    phone = company.phone(company.marcos)
    phone.sync()
    return phone


def entries(*columns):
    with database.reading() as connection:
        return connection.execute(select(*columns)).all()


def names_on(order):
    with database.reading() as connection:
        query = select(LedgerEntry.name).where(LedgerEntry.stream_id == order["id"])
        return list(connection.execute(query.order_by(LedgerEntry.rev)).scalars())


def answer(visit_id, value="9.5", item_id="cn"):
    return {"visit_id": visit_id, "item_id": item_id, "value": value}


def test_an_answer_is_applied_and_comes_back_in_the_document(phone, order, visit_id):
    operation = phone.write("answer_checklist_item", answer(visit_id), order["id"])

    phone.sync()

    assert phone.receipt(operation) == {
        "id": operation["id"],
        "status": "applied",
        "rev": 3,
        "problem": None,
    }
    assert phone.order(order["id"])["visits"][0]["answers"]["cn"]["value"] == "9.5"


def test_the_same_push_twice_gives_the_same_receipts_and_one_effect(
    phone, order, visit_id
):
    """A phone that loses the reply sends the same operations again."""
    phone.write("answer_checklist_item", answer(visit_id), order["id"])
    phone.write("start_work", {"visit_id": visit_id}, order["id"])
    envelope = phone.envelope()

    first, again = phone.post(envelope).json, phone.post(envelope).json

    assert first["receipts"] == again["receipts"]
    assert again["last_sequence"] == 2
    assert names_on(order).count("answer_checklist_item") == 1


def test_a_reenrolled_phone_sends_the_same_ids_and_nothing_doubles(
    phone, order, visit_id
):
    phone.write("answer_checklist_item", answer(visit_id), order["id"])
    first = phone.post(phone.envelope()).json
    phone.reenrol()

    again = phone.post(phone.envelope()).json

    assert again["receipts"] == first["receipts"]
    assert again["last_sequence"] == 1
    assert names_on(order).count("answer_checklist_item") == 1


def test_a_gap_stops_the_batch_and_the_right_operation_goes_on(phone, order, visit_id):
    phone.write("answer_checklist_item", answer(visit_id), order["id"])
    skipped = phone.write("start_work", {"visit_id": visit_id}, order["id"])
    phone.write("answer_checklist_item", answer(visit_id, "8"), order["id"])
    first, _, third = phone.outbox

    body = phone.post(phone.envelope([first, third])).json

    assert body["error"]["code"] == "sequence_gap"
    assert (body["error"]["sequence"], body["error"]["expected_sequence"]) == (3, 2)
    assert body["error"]["message"]
    assert [receipt["id"] for receipt in body["receipts"]] == [first["id"]]
    assert body["last_sequence"] == 1
    healed = phone.post(phone.envelope([skipped, third])).json
    assert healed["error"] is None
    assert healed["last_sequence"] == 3


def test_a_sequence_used_for_another_operation_is_refused(phone, order, visit_id):
    phone.write("answer_checklist_item", answer(visit_id), order["id"])
    phone.post(phone.envelope())
    phone.outbox.clear()
    phone.sequence, phone.chain = 0, "0" * 64
    phone.write("answer_checklist_item", answer(visit_id, "1"), order["id"])

    body = phone.post(phone.envelope()).json

    assert body["error"]["code"] == "sequence_reused"
    assert body["receipts"] == []


def test_a_broken_chain_changes_nothing(phone, order, visit_id):
    phone.write("answer_checklist_item", answer(visit_id), order["id"])
    forged = {**phone.outbox[0], "arguments": answer(visit_id, "99")}

    body = phone.post(phone.envelope([forged])).json

    assert body["error"]["code"] == "chain_broken"
    assert body["last_sequence"] == 0
    assert "answer_checklist_item" not in names_on(order)


def test_the_same_id_with_other_content_is_rejected(phone, order, visit_id):
    first = phone.write("answer_checklist_item", answer(visit_id), order["id"])
    phone.sync()
    phone.write(
        "answer_checklist_item", answer(visit_id, "3"), order["id"], id=first["id"]
    )

    body = phone.post(phone.envelope()).json

    assert body["receipts"][0]["status"] == "rejected"
    assert body["receipts"][0]["problem"]["code"] == "operation_id_reused"
    assert body["last_sequence"] == 2
    assert names_on(order).count("answer_checklist_item") == 1


def test_another_persons_client_is_refused_and_tells_nothing(company, phone, order):
    phone.write("add_note", {"text": "oi"}, order["id"])
    phone.post(phone.envelope())
    thief = company.phone(company.danilo)
    thief.client_id = phone.client_id

    body = thief.post(thief.envelope(phone.outbox)).json

    assert body["error"]["code"] == "client_user_mismatch"
    assert (body["last_sequence"], body["receipts"]) == (0, [])


def test_unknown_and_foreign_orders_give_one_answer(company, phone):
    """Nobody can find out by probing which orders exist."""
    foreign = company.order(company.danilo)
    unknown = "0198c1b2-7c1e-7d40-9a41-3f1f2b9f0d11"
    for order_id in (foreign["id"], unknown):
        phone.write("add_note", {"text": "?"}, order_id)

    first, second = phone.post(phone.envelope()).json["receipts"]

    assert first["status"] == second["status"] == "parked"
    assert first["rev"] is second["rev"] is None
    assert first["problem"] == second["problem"]


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"name": "paint_it_blue"}, "parked", "operation_unknown"),
        ({"version": 2}, "parked", "newer_version"),
        ({"arguments": {"text": 5}}, "rejected", "arguments_invalid"),
        ({"arguments": {"text": "x", "rev": 9}}, "rejected", "arguments_invalid"),
        ({"arguments": {"text": "x" * 10_001}}, "rejected", "arguments_invalid"),
        ({"arguments": {"text": 1.5}}, "rejected", "arguments_invalid"),
        ({"arguments": {"text": [[2**60]]}}, "rejected", "arguments_invalid"),
        ({"happened_at": "yesterday"}, "rejected", "arguments_invalid"),
        ({"name": "confirm_evidence", "arguments": {}}, "rejected", "role"),
        ({"name": "cancel_work_order"}, "rejected", "role"),
    ],
)
def test_poison_is_stored_and_the_others_go_on(phone, order, facts, status, code):
    poison = phone.write(
        **{"name": "add_note", "arguments": {"text": "x"}}
        | {"order_id": order["id"], **facts}
    )
    good = phone.write("add_note", {"text": "depois"}, order["id"])

    phone.sync()

    assert phone.receipt(poison)["status"] == status
    assert phone.receipt(poison)["problem"]["code"] == code
    assert phone.receipt(good)["status"] == "applied"
    assert [issue["operation_id"] for issue in phone.issues()] == [poison["id"]]


@pytest.mark.parametrize("years", [-10, 10])
def test_any_clock_is_accepted_and_nothing_is_reordered(phone, order, visit_id, years):
    moment = f"{2026 + years}-11-24T12:00:00.000Z"
    for value in ("1", "2"):
        phone.write(
            "answer_checklist_item",
            answer(visit_id, value),
            order["id"],
            happened_at=moment,
        )

    phone.sync()

    kept = phone.order(order["id"])["visits"][0]["answers"]["cn"]
    assert (kept["value"], kept["happened_at"]) == ("2", moment)


def test_the_ledger_verifies_and_one_flipped_byte_names_the_entry(
    backend, phone, order, visit_id
):
    operation = phone.write("answer_checklist_item", answer(visit_id), order["id"])
    phone.sync()

    with database.reading() as connection:
        assert list(ledger.broken_entries(connection)) == []
    backend.tamper(
        "UPDATE ledger_bodies SET body = body || ' ' WHERE operation_id = :id",
        id=operation["id"],
    )
    with database.reading() as connection:
        assert list(ledger.broken_entries(connection)) == [operation["id"]]
