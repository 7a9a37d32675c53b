"""Reads the whole ledger and its anchors and names what does not follow."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from fieldapp.models import Stream, WorkOrder
from fieldapp.services import anchor_audit, audit_rows, ledger
from fieldapp.services.anchors import Head
from fieldapp.services.audit_rows import AuditRow
from fieldapp.services.ledger import ZERO_HEAD

SENTENCES = {
    "changed": "this row was changed",
    "does_not_follow": "this row or the one before it was changed or replaced",
    "missing": "a row before this one is missing",
    "body_changed": "the content of this row was changed",
    "end_missing": "rows after this one are missing",
    "not_as_anchored": "the signed anchor names another row at this place",
}


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the ledger is not what was written."""

    reason: str
    stream_kind: str
    stream_id: str
    rev: int | None
    operation_id: str | None
    received_at: str | None = None

    @property
    def sentence(self) -> str:
        """What happened there."""
        return SENTENCES[self.reason]


@dataclass(slots=True)
class Audit:
    """What a pass over everything found; the earliest break comes first."""

    entries: int = 0
    streams: int = 0
    erased: int = 0
    breaks: list[Break] = field(default_factory=list)
    anchors: int = 0
    anchor_faults: list[anchor_audit.Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.breaks and not self.anchor_faults


def verify(connection: Connection, trusted: set[str]) -> Audit:
    """Read every row once; `trusted` are the public keys that may sign anchors."""
    audit = Audit()
    anchored = anchor_audit.heads(connection)
    ends = _ends(connection)
    for stream, rows in audit_rows.streams(connection):
        audit.streams += 1
        _follow(audit, stream, rows, anchored, ends.pop(stream, None))
    _report_vanished(audit, ends)
    audit.breaks += [
        Break("not_as_anchored", head.kind, head.id, head.rev, None)
        for head in anchored.values()
    ]
    audit.breaks.sort(key=_earliest)
    faults = anchor_audit.verify(connection, trusted)
    audit.anchors, audit.anchor_faults = faults
    return audit


def _follow(
    audit: Audit,
    stream: tuple[str, str],
    rows: list[AuditRow],
    anchored: dict[str, Head],
    end: tuple[int, str] | None,
) -> None:
    """Walk one stream; after a break go on from what is there."""
    rev, head = 0, ZERO_HEAD
    for row in rows:
        audit.entries += 1
        audit.erased += row.salt is None
        if reason := _reason(row, rev, head):
            audit.breaks.append(_break(reason, row, stream))
        anchored.pop(row.hash, None)
        rev, head = row.field("rev") or rev, row.hash
    if end is not None and end != (rev, head):
        audit.breaks.append(_break("end_missing", rows[-1], stream))


def _reason(row: AuditRow, rev: int, head: str) -> str | None:
    if row.field("rev") not in (None, rev + 1):
        return "missing"
    if row.hash != ledger.hash_over(row.previous, row.fields):
        return "changed"
    if row.previous != head:
        return "does_not_follow"
    if row.salt is None:
        return None
    is_same = ledger.sealed(row.salt, row.body) == row.field("body_sha256")
    return None if is_same else "body_changed"


def _break(reason: str, row: AuditRow, stream: tuple[str, str]) -> Break:
    named = (row.field(name) for name in ("rev", "operation_id", "received_at"))
    return Break(reason, *stream, *named)


def _ends(connection: Connection) -> dict[tuple[str, str], tuple[int, str]]:
    """Return revision and head that each stream should end with."""
    orders = select(WorkOrder.id, WorkOrder.rev, WorkOrder.head)
    others = select(Stream.kind, Stream.id, Stream.rev, Stream.head)
    ends = {
        ("work_order", row.id): (row.rev, row.head)
        for row in connection.execute(orders)
    }
    ends |= {
        (row.kind, row.id): (row.rev, row.head)
        for row in connection.execute(others.where(Stream.head != ZERO_HEAD))
    }
    return ends


def _report_vanished(
    audit: Audit, ends: dict[tuple[str, str], tuple[int, str]]
) -> None:
    """Name streams of which the ledger holds nothing any more."""
    audit.breaks += [Break("end_missing", kind, id_, 0, None) for kind, id_ in ends]


def _earliest(found: Break) -> tuple[bool, str, str]:
    return (found.received_at is None, found.received_at or "", found.stream_id)
