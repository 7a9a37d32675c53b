"""Whoever touches the record, past the triggers, is found and the row is named."""

import os
from datetime import timedelta

import pytest
from flask.cli import ScriptInfo
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fieldapp import clock, database
from fieldapp.cli import main
from fieldapp.models import LedgerEntry
from fieldapp.services import anchors, audit, ledger, signing_key

pytestmark = pytest.mark.both_databases


@pytest.fixture
def key(app):
    return signing_key.load(app.config["SETTINGS"].signing_key_path)


@pytest.fixture
def order(company, key):
    """Give an order six events, of which the first four are anchored."""
    order = company.order(company.marcos)
    visit = {"visit_id": order["visits"][0]["id"]}
    for step in ("acknowledge_visit", "start_work"):
        company.act(step, order["id"], visit, company.marcos)
    anchors.make(key)
    for value in ("9.2", "12.5"):
        answer = {**visit, "item_id": "cn", "value": value}
        company.act("answer_checklist_item", order["id"], answer, company.marcos)
    return order


@pytest.fixture
def tamper(backend):
    return backend.tamper


def found(key):
    with database.reading() as connection:
        return audit.verify(connection, {signing_key.public_hex(key)})


def places(result):
    return [(each.reason, each.rev) for each in result.breaks]


def test_an_untouched_record_is_whole(order, key):
    result = found(key)

    assert result.is_whole
    assert result.entries == 6
    assert result.anchors == 1


def test_an_instant_finer_than_a_millisecond_leaves_the_record_whole(
    company, order, key
):
    phone = company.phone(company.marcos)
    phone.sync()
    fine = "2026-11-24T12:06:38.123456Z"
    phone.write("add_note", {"text": "Portão azul"}, order["id"], happened_at=fine)
    phone.sync()

    assert found(key).entries == 7
    assert found(key).is_whole


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("actor_role = 'supervisor'", ("changed", 3)),
        ("status = 'rejected'", ("changed", 3)),
        ("received_at = '2020-01-01 00:00:00'", ("changed", 3)),
        ("was_assigned = NOT was_assigned", ("changed", 3)),
        ("clock_offset_ms = 7", ("changed", 3)),
        ("problem_code = 'role'", ("changed", 3)),
        ("body_sha256 = hash", ("changed", 3)),
    ],
)
def test_a_changed_column_names_its_row(order, key, tamper, change, expected):
    tamper("UPDATE ledger SET " + change + " WHERE rev = 3")  # noqa: S608 # ours

    assert places(found(key))[0] == expected


def test_a_row_that_is_gone_is_named_by_the_next(order, key, tamper):
    tamper(
        "DELETE FROM ledger_bodies WHERE operation_id IN "
        "(SELECT operation_id FROM ledger WHERE rev = 3)",
        "DELETE FROM ledger WHERE rev = 3",
    )

    assert places(found(key)) == [("missing", 4)]


def test_changed_content_is_named(order, key, tamper):
    tamper(
        "UPDATE ledger_bodies SET body = replace(body, '12.5', '13.5') WHERE "
        "operation_id IN (SELECT operation_id FROM ledger WHERE rev = 6)"
    )

    assert places(found(key)) == [("body_changed", 6)]


def test_a_cut_end_is_named(order, key, tamper):
    tamper("DELETE FROM ledger WHERE rev = 6")

    assert places(found(key)) == [("end_missing", 5)]


def test_a_cut_end_with_a_matching_head_shows_in_the_anchor(order, key, tamper):
    """Somebody who also repairs the order's head does not reach what was signed."""
    tamper(
        "DELETE FROM ledger WHERE rev > 3",
        "UPDATE work_orders SET rev = 3, "
        "head = (SELECT hash FROM ledger WHERE rev = 3)",
    )

    assert places(found(key)) == [("not_as_anchored", 4)]


def test_a_rewritten_chain_shows_in_the_anchor(order, key, tamper):
    rewrite(tamper, "dispatcher")

    assert places(found(key)) == [("not_as_anchored", 4)]


def rewrite(tamper, role):
    """Change the second row and link everything after it again, as a thief would."""
    query = LedgerEntry.__table__.select().order_by(LedgerEntry.rev)
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    rows[1]["actor_role"] = role + " "
    head = ledger.ZERO_HEAD
    for row in rows:
        linked = ledger.link(head, row)
        head = linked["hash"]
        tamper(
            "UPDATE ledger SET actor_role = :role, previous = :previous, hash = :hash "
            "WHERE operation_id = :id",
            role=linked["actor_role"],
            previous=linked["previous"],
            hash=head,
            id=row["operation_id"],
        )
    tamper("UPDATE work_orders SET head = :head", head=head)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE anchors SET made_at = '2020-01-01 00:00:00'", "not_signed"),
        ("UPDATE anchors SET size = size + 1", "not_signed"),
        ("UPDATE anchored_heads SET rev = rev + 1", "leaves_changed"),
        ("DELETE FROM anchored_heads", "leaves_changed"),
    ],
)
def test_a_changed_anchor_is_named(order, key, tamper, statement, reason):
    tamper(statement)

    faults = [(each.number, each.reason) for each in found(key).anchor_faults]
    assert faults == [(1, reason)]


def test_a_missing_anchor_is_named_by_the_next(order, key, tamper):
    anchors.make(key)
    tamper(
        "DELETE FROM anchored_heads WHERE anchor_number = 1",
        "DELETE FROM anchors WHERE number = 1",
    )

    assert [(f.number, f.reason) for f in found(key).anchor_faults] == [(2, "missing")]


def test_an_anchor_of_another_key_is_named(order):
    stranger = signing_key.Ed25519PrivateKey.generate()

    assert [fault.reason for fault in found(stranger).anchor_faults] == ["other_key"]


def test_erased_content_keeps_the_record_whole(order, key):
    with database.writing() as connection:
        connection.execute(text("DELETE FROM ledger_bodies"))

    result = found(key)

    assert result.is_whole
    assert result.erased == 6


def test_a_body_can_be_erased_but_not_rewritten(order):
    with (
        pytest.raises(DBAPIError, match="only grows"),
        database.writing() as connection,
    ):
        connection.execute(text("UPDATE ledger_bodies SET body = '{}'"))


def test_only_what_changed_is_anchored(order, key):
    assert anchors.make(key) == 1
    assert anchors.make(key) == 0


def test_an_anchor_is_due_every_hour(company, app, key, monkeypatch):
    company.order(company.marcos)
    job = app.extensions["jobs"].anchor
    job()
    company.order(company.danilo)
    later = clock.now() + timedelta(minutes=59)

    monkeypatch.setitem(os.environ, "FIELDAPP_NOW", clock.to_text(later))
    job()
    assert len(anchors.changed(signing_key.public_hex(key))) == 1
    later += timedelta(minutes=1)
    monkeypatch.setitem(os.environ, "FIELDAPP_NOW", clock.to_text(later))
    job()
    assert anchors.changed(signing_key.public_hex(key)) == []


def test_the_key_is_for_its_owner_only_and_stays(app, key):
    path = app.config["SETTINGS"].signing_key_path

    assert path.stat().st_mode & 0o777 == 0o600
    assert signing_key.public_hex(signing_key.load(path)) == signing_key.public_hex(key)


def test_a_replaced_key_anchors_everything_once_and_the_old_one_counts(order, app, key):
    anchors.make(key)
    assert "New key" in run(app, "audit", "replace-key").output
    path = app.config["SETTINGS"].signing_key_path
    new = signing_key.load(path)

    assert signing_key.earlier(path) == {signing_key.public_hex(key)}
    assert anchors.make(new) == 1
    assert anchors.make(new) == 0
    answer = run(app, "audit", "verify")
    assert "Record intact" in answer.output
    assert signing_key.own(path) in answer.output


def test_the_key_of_a_server_that_was_lost_is_told_by_hand(order, app):
    path = app.config["SETTINGS"].signing_key_path
    old = signing_key.own(path)
    path.unlink()
    assert "a key that is not ours" in run(app, "audit", "verify").output

    assert run(app, "audit", "earlier-key", old.upper()).exit_code == 0
    assert "Record intact" in run(app, "audit", "verify").output
    assert path.with_name(signing_key.EARLIER_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "x" * 64, "ab" * 31, "ab" * 33, "../key"])
def test_what_is_no_key_is_not_taken_for_an_earlier_one(app, text):
    answer = run(app, "audit", "earlier-key", text)

    assert answer.exit_code == 1
    assert "64 hexadecimal digits" in answer.output


def test_the_command_names_the_first_broken_row(order, app, tamper):
    tamper("UPDATE ledger SET actor_role = 'auditor' WHERE rev = 3")

    answer = run(app, "audit", "verify")

    assert answer.exit_code == 1
    assert f"order {order['number']} " in answer.output
    assert "event 3, operation " in answer.output
    assert "this row was changed" in answer.output


def test_the_command_shows_heads_that_went_backwards(company, order, app):
    phone = company.phone(company.marcos)
    phone.sync()
    envelope = phone.envelope()
    envelope["heads"] = {order["id"]: [99, "ab" * 32]}
    phone.post(envelope)

    answer = run(app, "audit", "verify")

    assert answer.exit_code == 0
    assert "Record intact" in answer.output
    assert f"order {order['number']}, event 99, seen by Marcos Sales" in answer.output


def run(app, *arguments):
    """Run a command as the shell would, on the application of the test."""
    found = ScriptInfo(create_app=lambda: app)
    return app.test_cli_runner().invoke(main, arguments, obj=found)
