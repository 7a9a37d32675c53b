"""A visit that the office took away; mirror: service_worker/screens/gone.js."""

from fieldapp.domain.documents import Document
from fieldapp.screens.moments import local_or_none

TAKEN_AWAY = ("late_work", "work_order_moved", "work_order_cancelled")


def gone_of(visit: Document, zone: str) -> Document | None:
    """Return how the visit went and to whom; None while it is its technician's."""
    if visit["phase"] == "cancelled":
        return _gone("cancelled", None, visit["ended_at"], zone)
    if visit["phase"] == "reassigned":
        to = visit["moved_to"] or {}
        return _gone("moved", to.get("name"), to.get("at"), zone)
    return None


def gone_in(issue: Document, zone: str) -> list[Document]:
    """Return the same of the visit that an issue is about; empty for all others."""
    reason, details = issue["reason"], issue["details"] or {}
    if reason not in TAKEN_AWAY or (reason == "late_work" and not details.get("at")):
        return []
    is_moved = issue["to_name"] or reason == "work_order_moved"
    kind = "moved" if is_moved else "cancelled"
    return [_gone(kind, issue["to_name"], details.get("at"), zone)]


def _gone(kind: str, name: str | None, at: str | None, zone: str) -> Document:
    return {"kind": kind, "name": name, "at": local_or_none(at, zone)}
