"""The technician's day as a timetable; mirror: service_worker/screens/queue.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day
from fieldapp.domain.phases import ACTIVE_PHASES, FINISHED_PHASES, UNFINISHED_PHASES
from fieldapp.domain.queue import order_queue
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.names import short_name
from fieldapp.screens.steps import next_steps
from fieldapp.screens.stops import stop_view


def queue_screen(rows: list[Document], scene: Document) -> Document:
    """Return today's stops, what is done, and the dock.

    Takes summary rows (domain/summaries) of the technician's own visits.
    """
    now, zone = scene["now"], scene["zone"]
    today = local_day(now, zone)
    rows = order_queue(rows, now)
    waiting = [row for row in rows if row["phase"] in UNFINISHED_PHASES]
    current = current_row(waiting)
    others = [row for row in waiting if row is not current]
    following = [row for row in others if _day(row, zone) <= today]
    later = [row for row in others if _day(row, zone) > today]
    done = [row for row in rows if _ended_on(row, zone) == today]
    under_way = [current] if current else []
    return {
        "tab": "queue",
        "today": local_or_none(now, zone),
        "done_count": len(done),
        "active_count": len(under_way),
        "total_count": len(done) + len(under_way) + len(following),
        "last_window": _last_window([*under_way, *following], zone),
        "segments": _segments(done, under_way, following),
        "now_stops": [stop_view(row, scene) for row in under_way],
        "next_stops": [stop_view(row, scene) for row in following],
        "done_stops": [stop_view(row, scene) for row in reversed(done)],
        "later_stops": [stop_view(row, scene) for row in later],
        "is_empty": not waiting and not done,
        "dock": dock(rows, scene),
    }


def dock(rows: list[Document], scene: Document) -> Document | None:
    """Return the current order with its next step, None when nothing is under way."""
    row = current_row(order_queue(rows, scene["now"]))
    if row is None:
        return None
    return {
        "visit_id": row["visit_id"],
        "name": short_name(row["customer_name"]),
        "phase": row["phase"],
        "since": local_or_none(row["phase_at"], scene["zone"]),
        "steps": next_steps(
            row["visit_id"],
            row["phase"],
            paused_from=row["paused_from"],
            missing=_missing(row),
            is_signed=row["is_signed"],
        ),
    }


def current_row(rows: list[Document]) -> Document | None:
    """Return the visit she is on: the first active one, else the first paused one."""
    under_way = [*ACTIVE_PHASES, "paused"]
    return next((row for row in rows if row["phase"] in under_way), None)


def _segments(
    done: list[Document], under_way: list[Document], following: list[Document]
) -> list[str]:
    return ["done"] * len(done) + ["now"] * len(under_way) + ["todo"] * len(following)


def _missing(row: Document) -> int:
    """Count what the checklist still wants; without its template something."""
    if row["required"] is None:
        return 1
    left: int = row["required"] - row["answered"]
    return left


def _last_window(rows: list[Document], zone: str) -> str | None:
    ends = [row["window_end_at"] for row in rows]
    return local_or_none(max(ends), zone) if ends else None


def _day(row: Document, zone: str) -> str:
    return local_day(row["window_start_at"], zone)


def _ended_on(row: Document, zone: str) -> str | None:
    if row["phase"] not in FINISHED_PHASES:
        return None
    return local_day(row["completed_at"] or row["ended_at"], zone)
