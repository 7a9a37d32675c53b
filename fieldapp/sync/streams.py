"""Streams that one transaction holds, and the document that grows on each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, bindparam, select

from fieldapp.domain.documents import Document
from fieldapp.id_lists import among
from fieldapp.models import Assignment, Stream, WorkOrder
from fieldapp.operations.context import Context
from fieldapp.operations.registry import Operation
from fieldapp.services import projections
from fieldapp.services.ledger import ZERO_HEAD
from fieldapp.services.projections import Rows

Step = tuple[Operation, Any, Context]

ORDERS = (
    select(WorkOrder.id, WorkOrder.rev, WorkOrder.head, WorkOrder.document)
    .where(among(WorkOrder.id, "ids"))
    .order_by(WorkOrder.id)
    .with_for_update()
)
OTHER = (
    select(Stream.rev, Stream.head, Stream.document)
    .where(Stream.kind == bindparam("kind"), Stream.id == bindparam("id"))
    .with_for_update()
)
ASSIGNED = select(Assignment.work_order_id).where(
    Assignment.user_id == bindparam("user_id"),
    among(Assignment.work_order_id, "order_ids"),
)


@dataclass(slots=True)
class Held:
    """One locked stream: its place in the ledger and its document.

    `apply` may change the document before it refuses. The text of the last good
    state and the steps since then bring it back, so that the many good operations
    need no copy each.
    """

    kind: str
    id: str
    rev: int
    head: str
    text: str | None
    document: Document | None
    visits_before: Rows = field(default_factory=dict)
    holders_before: dict[str, list[str]] = field(default_factory=dict)
    is_new: bool = False
    steps: list[Step] = field(default_factory=list)

    def perform(self, operation: Operation, arguments: Any, context: Context) -> None:
        """Apply one operation whole, or leave the document as it was."""
        operation.authorize(self.document, arguments, context)
        try:
            self.document = operation.apply(self.document, arguments, context)
        except BaseException:
            self._restore()
            raise
        self.steps.append((operation, arguments, context))

    def _restore(self) -> None:
        document = json.loads(self.text) if self.text else None
        for operation, arguments, context in self.steps:
            again = replace(context, notices=[])
            document = operation.apply(document, arguments, again)
        self.document = document
        self.text = json.dumps(document) if document is not None else None
        self.steps = []


def hold_orders(connection: Connection, ids: Iterable[str]) -> dict[str, Held]:
    """Lock the orders, in sorted order, and read their documents."""
    rows = connection.execute(ORDERS, {"ids": sorted(ids)}).all()
    return {row.id: _order(row) for row in rows}


def hold_other(connection: Connection, kind: str, id_: str) -> Held:
    """Lock a stream that is no order; one that does not exist yet starts at 0."""
    row = connection.execute(OTHER, {"kind": kind, "id": id_}).one_or_none()
    if row is None:
        return Held(kind, id_, 0, ZERO_HEAD, None, None, is_new=True)
    document = json.loads(row.document) if row.document else None
    return Held(kind, id_, row.rev, row.head, row.document, document)


def new_order(id_: str) -> Held:
    """Return the stream of an order that the next operation creates."""
    return Held("work_order", id_, 0, ZERO_HEAD, None, None, is_new=True)


def assigned_orders(
    connection: Connection, user_id: str, order_ids: Iterable[str]
) -> set[str]:
    """Return which of the orders this user was ever sent to."""
    named = {"user_id": user_id, "order_ids": list(order_ids)}
    return set(connection.execute(ASSIGNED, named).scalars())


def _order(row: Any) -> Held:
    document = json.loads(row.document)
    held = Held("work_order", row.id, row.rev, row.head, row.document, document)
    held.visits_before = projections.visit_rows(document)
    return held
