"""In which order a technician meets her visits.

Mirror: service_worker/domain/queue.js.
"""

from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import shifted
from fieldapp.domain.phases import ACTIVE_PHASES, UNFINISHED_PHASES

CLOSING_MINUTES = 120
FAR_M = 2**53 - 1


def order_queue(rows: list[Document], now: str) -> list[Document]:
    """Return the rows of `queue_row` in the order of domain.md section 7.

    The current visit, a paused one, overdue ones, windows that close within 2 hours,
    the others; each by window start, then distance, then number. Finished ones last, in
    the order in which they ended.
    """
    open_rows = [row for row in rows if row["phase"] in UNFINISHED_PHASES]
    done = [row for row in rows if row["phase"] not in UNFINISHED_PHASES]
    open_rows.sort(key=lambda row: _place(row, now))
    done.sort(key=lambda row: (row["ended_at"] or "", row["visit_id"]))
    return open_rows + done


def is_overdue(row: Document, now: str) -> bool:
    """Tell whether the window or the order's date has passed before she started."""
    return bool(row["window_end_at"] < now or row["due_at"] < now)


def is_closing(row: Document, now: str) -> bool:
    """Tell whether the window closes within two hours."""
    return bool(row["window_end_at"] < shifted(now, CLOSING_MINUTES))


def _place(row: Document, now: str) -> tuple[Any, ...]:
    distance = row["distance_from_base_m"]
    return (
        _rank(row, now),
        row["window_start_at"],
        FAR_M if distance is None else distance,
        row["number"],
        row["visit_id"],
    )


def _rank(row: Document, now: str) -> int:
    if row["phase"] in ACTIVE_PHASES:
        return 0
    if row["phase"] == "paused":
        return 1
    if is_overdue(row, now):
        return 2
    return 3 if is_closing(row, now) else 4
