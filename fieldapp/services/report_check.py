"""Whether a report, its file and the record behind it still are what was issued."""

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.models import WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import order_history, reports
from fieldapp.services.evidence import shown
from fieldapp.services.evidence_store import EvidenceStore


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be told to somebody who holds the paper; `later` counts newer events."""

    is_genuine: bool
    number: int = 0
    events: int = 0
    later: int = 0
    photos: list[str] = field(default_factory=list)


ALTERED = Checked(is_genuine=False)


def check(
    connection: Connection, store: EvidenceStore, row: Any, trusted: set[str]
) -> Checked:
    """Hold a report against its signature, its file and the order's whole chain."""
    found = order_history.rows(connection, row.work_order_id)
    at = {entry["rev"]: entry["hash"] for entry in found}
    is_genuine = (
        reports.is_as_signed(row, trusted)
        and at.get(row.rev) == row.head
        and order_history.verify(connection, row.work_order_id).is_intact
        and _is_file_intact(store, row.pdf_sha256)
    )
    query = select(WorkOrder.number, WorkOrder.document)
    which = query.where(WorkOrder.id == row.work_order_id)
    order = connection.execute(which).one_or_none()
    if order is None or not is_genuine:
        return ALTERED
    return Checked(
        is_genuine=True,
        number=order.number,
        events=row.rev,
        later=sum(rev > row.rev for rev in at if rev is not None),
        photos=sorted(shown(json.loads(order.document))),
    )


def _is_file_intact(store: EvidenceStore, digest: str) -> bool:
    try:
        return store.is_intact(digest)
    except (OSError, Problem):
        return False
