"""One flat row per visit (mirror: service_worker/domain/summaries.js).

The phone reads the rows of a day in one go; whole orders would take ten times longer.
"""

from fieldapp.domain.checklists import expand, progress
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import shifted
from fieldapp.domain.phases import MOVES

REPEAT_DAYS = 90
SHORT_NOTE = 80


def queue_row(
    order: Document, visit: Document, template_version: Document | None = None
) -> Document:
    """Return what the queue shows of a visit; without its template no progress."""
    site = order["site"]
    return {
        "visit_id": visit["id"],
        "work_order_id": order["id"],
        "number": order["number"],
        "customer_name": order["customer"]["name"],
        "title": order["title"],
        "service_type": order["service_type"],
        "priority": order["priority"],
        "technician_id": visit["technician"]["id"],
        "district": site["district"],
        "street": site["street"],
        "site_number": site["number"],
        "access_note_short": _short(site.get("access_note") or ""),
        "distance_from_base_m": site.get("distance_from_base_m"),
        "order_phase": order["phase"],
        "phase": visit["phase"],
        "phase_at": _phase_at(visit),
        "paused_from": visit["pause"]["from_phase"] if visit["pause"] else None,
        "is_signed": bool(visit["sign_offs"]),
        "window_start_at": visit["window"]["start_at"],
        "window_end_at": visit["window"]["end_at"],
        "due_at": order["due_at"],
        "completed_at": visit["completed_at"],
        "ended_at": visit["ended_at"],
        "has_exception": visit["has_exception"],
        "late_work": visit["late_work"],
        "repeat_visits": _repeat_visits(order, visit),
        **_progress(order, visit, template_version),
    }


def _phase_at(visit: Document) -> str | None:
    at = {move["target"]: move["at"] for move in MOVES.values()}.get(visit["phase"])
    found: str | None = visit[at] if at else None
    return found


def _short(text: str) -> str:
    if len(text) <= SHORT_NOTE:
        return text
    return f"{text[: SHORT_NOTE - 1].rstrip(' ')}…"


def _repeat_visits(order: Document, visit: Document) -> int:
    """Count the earlier visits of the same site in the 90 days before this one."""
    since = shifted(visit["window"]["start_at"], -REPEAT_DAYS * 24 * 60)
    return sum(since <= earlier["happened_at"] for earlier in order["previous_visits"])


def _progress(
    order: Document, visit: Document, template_version: Document | None
) -> Document:
    if template_version is None:
        return {"answered": None, "required": None}
    return dict(progress(expand(template_version, order), visit))
