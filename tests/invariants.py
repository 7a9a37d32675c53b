"""What must hold once every phone is back online (protocol.md section 7)."""

import json

from replay import replayed
from sqlalchemy import select

from fieldapp import database
from fieldapp.models import Blob, Issue, LedgerBody, LedgerEntry, WorkOrder
from fieldapp.services import evidence, installation
from fieldapp.services.json_text import hashed_text


def check_the_ledger(world):
    rows = entries()
    by_id = {row.operation_id: row for row in rows}
    for id_, (author, operation) in world.written.items():
        assert id_ in by_id, f"I1, I10: {operation['name']} is lost"
        bare = {k: v for k, v in operation.items() if k not in ("sequence", "chain")}
        assert by_id[id_].body == hashed_text(bare), "I1: content changed"
        assert by_id[id_].actor_id == author
    offices = {each.client for each in world.company.people.values()}
    sent = {
        row.operation_id
        for row in rows
        if row.client_id not in {*offices, installation.SYSTEM_ID}
    }
    assert sent <= world.ever, "I2: nobody wrote this"
    check_sequences(rows)
    check_no_silent_overwrite(rows)


def check_completed_orders():
    """I8: an order is completed only when every referenced file is here."""
    query = select(WorkOrder.document).where(WorkOrder.phase == "completed")
    with database.reading() as connection:
        here = set(connection.execute(select(Blob.sha256)).scalars())
        for text in connection.execute(query).scalars():
            assert evidence.needed(json.loads(text)) <= here, "I8"


def check_the_documents(world):
    for id_ in world.orders:
        with database.reading() as connection:
            stored = connection.execute(
                select(WorkOrder.document).where(WorkOrder.id == id_)
            ).scalar_one()
            again = replayed(connection, id_)
            order = json.loads(stored)
            needed = evidence.needed(order)
            here = set(connection.execute(select(Blob.sha256)).scalars())
        assert again == order, "I5: the ledger gives another document"
        is_all_here = needed <= here
        assert order["phase"] != "completed" or is_all_here, "I8"
        assert order["phase"] != "completing" or not is_all_here, "I8"


def check_the_evidence(world):
    """I10: every photo and signature that a phone kept has arrived."""
    kept = set().union(*(phone.blobs for phone in world.phones.values()))
    with database.reading() as connection:
        here = set(connection.execute(select(Blob.sha256)).scalars())
    assert kept <= here, "I10: a photo never came"


def check_the_phones(world):
    for phone in world.phones.values():
        me = phone.someone.id
        for id_ in world.orders:
            order = world.company.document(id_)
            is_mine = any(
                visit["technician"]["id"] == me and visit["phase"] != "reassigned"
                for visit in order["visits"]
            )
            assert (id_ in phone.orders()) is is_mine, "I11"
            if is_mine:
                assert phone.order(id_) == order, "I6"
        named = {issue["operation_id"] for issue in phone.issues()}
        failed = {
            row.operation_id
            for row in entries()
            if row.actor_id == me and row.status != "applied"
        }
        assert failed <= named, "I9: an issue that its author does not see"
    with database.reading() as connection:
        for_office = set(connection.execute(select(Issue.operation_id)).scalars())
    assert {r.operation_id for r in entries() if r.status != "applied"} <= for_office


def entries():
    query = (
        select(LedgerEntry.__table__, LedgerBody.body, LedgerBody.problem_details)
        .join(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .order_by(LedgerEntry.stream_kind, LedgerEntry.stream_id, LedgerEntry.rev)
    )
    with database.reading() as connection:
        return connection.execute(query).all()


def check_sequences(rows):
    """I3: operations of one client keep their order inside each order's history."""
    seen = {}
    for row in rows:
        key = (row.stream_kind, row.stream_id, row.client_id)
        if row.rev is not None:
            assert row.sequence > seen.get(key, 0), "I3"
            seen[key] = row.sequence


def check_no_silent_overwrite(rows):
    """I7: a value goes by a later write, or with a conflict that names it."""
    standing = {}
    for row in rows:
        took_effect = row.status in ("applied", "conflict")
        if row.name != "answer_checklist_item" or not took_effect:
            continue
        arguments = json.loads(row.body)["arguments"]
        key = (arguments["visit_id"], arguments["item_id"])
        before = standing.get(key)
        standing[key] = row
        if before is None or row.status == "conflict":
            continue
        is_later = row.base_rev >= before.rev or row.client_id == before.client_id
        is_same = json.loads(before.body)["arguments"]["value"] == arguments["value"]
        assert is_later or is_same or before.status == "conflict", "I7: lost silently"
