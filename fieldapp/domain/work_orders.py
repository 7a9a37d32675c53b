"""Orders follow their visits (mirror: service_worker/domain/work_orders.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import ACTIVE_PHASES, FINISHED_PHASES, WAITING_PHASES

STARTED_PHASES = [*ACTIVE_PHASES, "paused"]


def follow_visits(order: Document) -> None:
    """Set the order's phase from the office's acts and from its visits."""
    order["phase"] = _phase_of(order)


def _phase_of(order: Document) -> str:
    if order.get("cancelled"):
        return "cancelled"
    if order.get("closed"):
        return "closed"
    phases = [visit["phase"] for visit in order["visits"]]
    if any(phase in STARTED_PHASES for phase in phases):
        return "in_progress"
    if any(phase in WAITING_PHASES for phase in phases):
        return "scheduled"
    return _phase_after(order)


def _phase_after(order: Document) -> str:
    finished = [visit for visit in order["visits"] if visit["phase"] in FINISHED_PHASES]
    if not finished:
        return "open"
    last = finished[-1]
    if last["phase"] == "completed":
        return "completed" if order.get("completed_at") else "completing"
    return "closed" if last["cannot_complete"].get("sla") == "closes" else "open"
