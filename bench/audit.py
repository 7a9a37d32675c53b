"""Reading the whole ledger: 102,000 rows, every hash and every content."""

import os
import tempfile
import time
from uuid import uuid4

from flask_migrate import upgrade
from sqlalchemy import insert

from bench.report import median, table
from fieldapp import clock, config, create_app, database
from fieldapp.models import LedgerBody, LedgerEntry
from fieldapp.services import audit, installation, ledger

STREAMS, EVENTS = 1700, 60
GOAL_S = 5


def measure(repeat):
    """Write a long ledger and read it as `fieldapp audit verify` does."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            config.from_environment({**os.environ, "FIELDAPP_DATA_DIR": folder})
        )
        with app.app_context():
            upgrade()
            fill()
            times = [once() for _ in range(min(repeat, 5))]
    rows = [("verify 102,000 rows", median(times), GOAL_S, "s")]
    table("Audit", rows)


def once():
    """Return the seconds that one pass takes."""
    start = time.perf_counter()
    with database.reading() as connection:
        found = audit.verify(connection, set())
    assert found.entries == STREAMS * EVENTS
    assert not found.breaks
    return time.perf_counter() - start


def fill():
    """Write the ledger."""
    entries, bodies = [], []
    for _ in range(STREAMS):
        head, stream = ledger.ZERO_HEAD, str(uuid4())
        for rev in range(1, EVENTS + 1):
            body, row = event(stream, rev)
            entries.append(ledger.link(head, row))
            bodies.append(body)
            head = entries[-1]["hash"]
    with database.writing() as connection:
        installation.establish(connection)
        connection.execute(insert(LedgerEntry), entries)
        connection.execute(insert(LedgerBody), bodies)


def event(stream, rev):
    """Return the body and the row of one operation."""
    now, operation_id = clock.now(), str(uuid4())
    content = f'{{"arguments":{{"item_id":"cn","value":"9.2"}},"id":"{operation_id}"}}'
    salt, body_sha256 = ledger.seal(content)
    body = {
        "operation_id": operation_id,
        "salt": salt,
        "body": content,
        "problem_details": None,
    }
    row = {
        "operation_id": operation_id,
        "stream_kind": "work_order",
        "stream_id": stream,
        "rev": rev,
        "client_id": installation.SYSTEM_ID,
        "sequence": rev,
        "actor_id": stream,
        "actor_role": "technician",
        "was_assigned": True,
        "name": "answer_checklist_item",
        "version": 1,
        "base_rev": rev - 1,
        "happened_at": now,
        "tie_at": now,
        "received_at": now,
        "clock_offset_ms": 12,
        "status": "applied",
        "problem_code": None,
        "body_sha256": body_sha256,
    }
    return body, row
