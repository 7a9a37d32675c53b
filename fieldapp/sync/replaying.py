"""An order as it was, made again from the ledger by the same pure functions."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, select

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.models import LedgerBody, LedgerEntry, User
from fieldapp.operations.context import Context
from fieldapp.operations.registry import OPERATIONS, parse_arguments
from fieldapp.services import documents

TOOK_EFFECT = ("applied", "conflict")


def replay(
    connection: Connection, work_order_id: str, includes: Callable[[Row[Any]], bool]
) -> Document | None:
    """Return the order after those of its operations that `includes` lets in.

    None when it did not exist yet, or when the content of one was erased.
    """
    order: Document | None = None
    for row in _rows(connection, work_order_id):
        if not includes(row):
            continue
        if row.body is None:
            return None
        order = _performed(connection, order, row)
    return order


def _performed(
    connection: Connection, order: Document | None, row: Row[Any]
) -> Document:
    operation = OPERATIONS[row.name]
    arguments = json.loads(row.body)["arguments"]
    context = _context(connection, order, row, arguments.get("visit_id"))
    parsed = parse_arguments(operation, arguments, row.version)
    return operation.apply(order, parsed, context)


def _context(
    connection: Connection, order: Document | None, row: Row[Any], visit_id: object
) -> Context:
    versions = {
        visit["id"]: visit["template_version_id"]
        for visit in (order or {}).get("visits", [])
    }
    version_id = versions.get(visit_id)
    return Context(
        operation_id=row.operation_id,
        actor={"id": row.actor_id, "name": row.actor_name, "role": row.actor_role},
        client_id=row.client_id,
        happened_at=clock.to_text(row.happened_at),
        tie_at=clock.to_text(row.tie_at),
        rev=row.rev,
        base_rev=row.base_rev,
        was_assigned=row.was_assigned,
        template_version=documents.template_version(connection, version_id),
        catalogue=documents.catalogue(connection),
    )


def _rows(connection: Connection, work_order_id: str) -> list[Row[Any]]:
    query = (
        select(LedgerEntry.__table__, LedgerBody.body, User.name.label("actor_name"))
        .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .outerjoin(User, User.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.stream_kind == "work_order",
            LedgerEntry.stream_id == work_order_id,
            LedgerEntry.status.in_(TOOK_EFFECT),
        )
        .order_by(LedgerEntry.rev)
    )
    return list(connection.execute(query))
