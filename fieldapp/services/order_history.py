"""The ledger of an order or a device, for reading; whether it is what was written."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.models import Client, ClientKind, LedgerBody, LedgerEntry, User, WorkOrder
from fieldapp.services import clients, ledger


@dataclass(frozen=True, slots=True)
class Integrity:
    """How many events there are, and the first that does not follow, counted from 1.

    `position` is None with `is_intact` False when events are missing at the end.
    """

    count: int
    is_intact: bool
    position: int | None = None


def entries(
    connection: Connection, stream_id: str, kind: str = "work_order"
) -> list[Document]:
    """Return what happened on a stream, oldest first; erased content is None."""
    return [_entry(row) for row in rows(connection, stream_id, kind)]


def verify(connection: Connection, work_order_id: str) -> Integrity:
    """Recompute the chain of an order from its first event to the order's head."""
    found = rows(connection, work_order_id)
    previous, rev = ledger.ZERO_HEAD, 0
    for position, row in enumerate(found, start=1):
        if not ledger.follows(row, rev, previous):
            return Integrity(len(found), is_intact=False, position=position)
        previous, rev = row["hash"], row["rev"] or rev
    is_whole = (rev, previous) == _head(connection, work_order_id)
    return Integrity(len(found), is_intact=is_whole)


def rows(
    connection: Connection, stream_id: str, kind: str = "work_order"
) -> list[dict[str, Any]]:
    """Return a stream's ledger with bodies and the names of authors."""
    query = (
        select(
            LedgerEntry.__table__,
            LedgerBody.salt,
            LedgerBody.body,
            User.name.label("actor_name"),
            Client.kind.label("client_kind"),
        )
        .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .outerjoin(User, User.id == LedgerEntry.actor_id)
        .outerjoin(Client, Client.id == LedgerEntry.client_id)
        .where(LedgerEntry.stream_kind == kind, LedgerEntry.stream_id == stream_id)
        .order_by(LedgerEntry.rev)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _head(connection: Connection, work_order_id: str) -> tuple[int, str] | None:
    query = select(WorkOrder.rev, WorkOrder.head).where(WorkOrder.id == work_order_id)
    found = connection.execute(query).one_or_none()
    return (found.rev, found.head) if found else None


def _corrected(claimed: datetime, offset_ms: int | None) -> datetime:
    """Return the server's time of what a client's clock called `claimed`."""
    return claimed + timedelta(milliseconds=offset_ms or 0)


def _entry(row: dict[str, Any]) -> Document:
    offset_ms = row["clock_offset_ms"]
    return {
        "operation_id": row["operation_id"],
        "name": row["name"],
        "status": row["status"],
        "problem_code": row["problem_code"],
        "actor_name": row["actor_name"],
        "actor_role": row["actor_role"],
        "is_from_phone": row["client_kind"] == ClientKind.PHONE,
        "happened_at": clock.to_text(row["happened_at"]),
        "received_at": clock.to_text(row["received_at"]),
        "corrected_at": clock.to_text(_corrected(row["happened_at"], offset_ms)),
        "clock_offset_ms": offset_ms,
        "clock_suspect": clients.is_clock_suspect(offset_ms),
        "arguments": json.loads(row["body"])["arguments"] if row["body"] else None,
    }
