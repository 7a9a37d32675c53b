"""Looks for what a crash left half done, mends it, and names what it cannot mend.

Runs at start and every hour. A file that nothing names is put aside, never deleted.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, func, or_, select

from fieldapp import clock, database
from fieldapp.models import Blob, Evidence, LedgerEntry, Stream, WorkOrder
from fieldapp.services import change_feed, evidence, feed_window
from fieldapp.services.evidence_store import EvidenceStore, alone_on
from fieldapp.sync import settling, uploads

FILE = "reconciled.json"
OVERDUE_AFTER = timedelta(hours=24)
MOST_FINDINGS = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that did not agree; `is_mended` when it does now."""

    kind: str
    subject: str
    is_mended: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found."""

    at: str
    findings: list[Finding]


def run(store: EvidenceStore, folder: Path) -> Report:
    """Compare store, rows and ledger; keep the report for the office to see."""
    findings = [
        *_files_without_row(store),
        *_rows_without_file(store),
        *_unsettled_orders(),
        *_operations_without_effect(),
        *_overdue(clock.now()),
    ]
    for finding in findings:
        log.warning("reconciler: %s", finding)
    report = Report(clock.now_text(), findings[:MOST_FINDINGS])
    _keep(report, folder / FILE)
    return report


def last(folder: Path) -> Report | None:
    """Return the last report, None before the first run."""
    try:
        written = json.loads((folder / FILE).read_text())
        findings = [Finding(**each) for each in written["findings"]]
        return Report(written["at"], findings)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _files_without_row(store: EvidenceStore) -> Iterator[Finding]:
    """Give a file its row after a crash between the two."""
    for digest, size in list(store.files()):
        with alone_on(digest):
            if _is_known(digest):
                continue
            if not _is_announced(digest) or not store.is_intact(digest):
                store.set_aside(digest)
                yield Finding("file_unannounced", digest, is_mended=True)
                continue
            uploads.finish(store, digest, size, store.media_type_of(digest))
        yield Finding("file_without_row", digest, is_mended=True)


def _rows_without_file(store: EvidenceStore) -> Iterator[Finding]:
    """Drop the row, so that phones are asked for the file again."""
    with database.reading() as connection:
        rows = connection.execute(select(Blob.sha256, Blob.size_bytes)).all()
    for digest, size in rows:
        with alone_on(digest):
            if store.size_of(digest) == size:
                continue
            _forget(digest)
        yield Finding("row_without_file", digest, is_mended=False)


def _unsettled_orders() -> Iterator[Finding]:
    """Settle orders after a crash between the last commit and the look at them."""
    query = select(WorkOrder.id).where(WorkOrder.phase == "completing")
    with database.reading() as connection:
        waiting = set(connection.execute(query).scalars())
    settling.settle(waiting)
    with database.reading() as connection:
        still = set(connection.execute(query).scalars())
    for order_id in sorted(waiting - still):
        yield Finding("order_unsettled", order_id, is_mended=True)


def _operations_without_effect() -> Iterator[Finding]:
    """Name documents that are not where their ledger ends."""
    with database.reading() as connection:
        for model, kind in ((WorkOrder, "work_order"), (Stream, None)):
            yield from _disagreeing(connection, model, kind)


def _disagreeing(
    connection: Connection, model: type[WorkOrder | Stream], kind: str | None
) -> Iterator[Finding]:
    ends = (
        select(
            LedgerEntry.stream_kind,
            LedgerEntry.stream_id,
            func.max(LedgerEntry.rev).label("rev"),
        )
        .where(LedgerEntry.rev.is_not(None))
        .group_by(LedgerEntry.stream_kind, LedgerEntry.stream_id)
        .subquery()
    )
    is_of_kind = (
        ends.c.stream_kind == kind
        if kind
        else ends.c.stream_kind.not_in(["work_order", "quarantine"])
    )
    is_same = (model.id == ends.c.stream_id) & (
        Stream.kind == ends.c.stream_kind if model is Stream else True
    )
    query = (
        select(ends.c.stream_id)
        .outerjoin_from(ends, model, is_same)
        .where(is_of_kind, or_(model.rev.is_(None), model.rev != ends.c.rev))
    )
    for stream_id in connection.execute(query).scalars():
        yield Finding("operation_without_effect", stream_id, is_mended=False)


def _overdue(now: datetime) -> Iterator[Finding]:
    """Name what was announced a day ago and is not here."""
    query = (
        select(Evidence.sha256)
        .outerjoin(Blob, Blob.sha256 == Evidence.sha256)
        .where(Blob.sha256.is_(None), Evidence.announced_at < now - OVERDUE_AFTER)
        .distinct()
        .order_by(Evidence.sha256)
    )
    with database.reading() as connection:
        found = list(connection.execute(query.limit(MOST_FINDINGS)).scalars())
    for digest in found:
        yield Finding("delivery_overdue", digest, is_mended=False)


def _is_known(digest: str) -> bool:
    with database.reading() as connection:
        return digest in evidence.received(connection, [digest])


def _is_announced(digest: str) -> bool:
    query = select(Evidence.sha256).where(Evidence.sha256 == digest).limit(1)
    with database.reading() as connection:
        return connection.execute(query).scalar() is not None


def _forget(digest: str) -> None:
    now = clock.now()
    with database.writing() as connection:
        connection.execute(delete(Blob).where(Blob.sha256 == digest))
        orders = evidence.orders_with(connection, digest)
        news = feed_window.news_about(connection, orders, now)
        change_feed.announce(connection, news, now)


def _keep(report: Report, path: Path) -> None:
    unfinished = path.with_suffix(".partial")
    unfinished.write_text(json.dumps(asdict(report)))
    unfinished.replace(path)
