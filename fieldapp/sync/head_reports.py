"""Heads that a phone has seen and the ledger no longer holds."""

import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from fieldapp import clock, database
from fieldapp.models import HeadReport
from fieldapp.services import ledger_places

log = logging.getLogger(__name__)

Heads = dict[UUID, tuple[int, str]]


def check(connection: Connection, heads: Heads) -> list[tuple[str, int, str]]:
    """Return the heads that went backwards or changed: order, revision, hash."""
    seen = [(str(order), rev, head) for order, (rev, head) in heads.items() if rev]
    places = [(order, rev) for order, rev, _ in seen]
    entries = ledger_places.entries_at(connection, places)
    held = {(row.stream_id, row.rev, row.hash) for row in entries}
    return [each for each in seen if each not in held]


def report(client_id: str, backwards: list[tuple[str, int, str]]) -> None:
    """Keep what went backwards for the office; a restore or a hand in the ledger."""
    if not backwards:
        return
    now: datetime = clock.now()
    log.warning("client %s has seen %d heads that are gone", client_id, len(backwards))
    rows = [
        {
            "client_id": client_id,
            "work_order_id": order,
            "rev": rev,
            "head": head,
            "reported_at": now,
        }
        for order, rev, head in backwards
    ]
    with database.writing() as connection:
        connection.execute(database.insert(HeadReport).on_conflict_do_nothing(), rows)
