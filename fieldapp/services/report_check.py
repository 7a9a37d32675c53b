"""Whether a report, its file and the record behind it still are what was issued."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.models import WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import order_history, reports
from fieldapp.services.evidence import shown
from fieldapp.services.evidence_store import EvidenceStore


class Verdict(StrEnum):
    """What holds; `strange` is whole, but sealed by a key that is not ours."""

    GENUINE = "genuine"
    EARLIER = "earlier"
    STRANGE = "strange"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Keys:
    """The public key that signs now, and those that signed before."""

    own: str
    earlier: set[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be told to somebody who holds the paper; `later` counts newer events."""

    verdict: Verdict
    number: int = 0
    events: int = 0
    later: int = 0
    photos: list[str] = field(default_factory=list)


def check(
    connection: Connection, store: EvidenceStore, row: Any, keys: Keys
) -> Checked:
    """Hold a report against its signature, its file and the order's whole chain."""
    found = order_history.rows(connection, row.work_order_id)
    at = {entry["rev"]: entry["hash"] for entry in found}
    is_whole = (
        reports.is_as_signed(row)
        and at.get(row.rev) == row.head
        and order_history.verify(connection, row.work_order_id).is_intact
        and _is_file_intact(store, row.pdf_sha256)
    )
    query = select(WorkOrder.number, WorkOrder.document)
    which = query.where(WorkOrder.id == row.work_order_id)
    order = connection.execute(which).one_or_none()
    if order is None or not is_whole:
        return Checked(Verdict.ALTERED)
    verdict = _verdict(row.public_key, keys)
    if verdict == Verdict.STRANGE:
        return Checked(verdict)
    return Checked(
        verdict,
        number=order.number,
        events=row.rev,
        later=sum(rev > row.rev for rev in at if rev is not None),
        photos=sorted(shown(json.loads(order.document))),
    )


def _verdict(public_key: str, keys: Keys) -> Verdict:
    if public_key == keys.own:
        return Verdict.GENUINE
    return Verdict.EARLIER if public_key in keys.earlier else Verdict.STRANGE


def _is_file_intact(store: EvidenceStore, digest: str) -> bool:
    try:
        return store.is_intact(digest)
    except (OSError, Problem):
        return False
