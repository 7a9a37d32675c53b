"""Finding and judging visits (mirror: service_worker/domain/visits.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import GONE_PHASES, MOVES
from fieldapp.problem import Problem


def find_visit(order: Document, visit_id: str) -> Document:
    """Return the visit of this id; raises Problem visit_unknown."""
    for visit in order["visits"]:
        if visit["id"] == visit_id:
            found: Document = visit
            return found
    raise Problem("visit_unknown", visit_id=visit_id)


def is_gone(visit: Document) -> bool:
    """Tell whether the office took the visit away from its technician."""
    return visit["phase"] in GONE_PHASES


def refuse_gone(visit: Document) -> None:
    """Raise Problem work_order_moved or work_order_cancelled for a visit taken away."""
    if visit["phase"] == "cancelled":
        raise Problem("work_order_cancelled", visit_id=visit["id"])
    if visit["phase"] == "reassigned":
        to = visit["moved_to"]
        raise Problem(
            "work_order_moved",
            visit_id=visit["id"],
            to_name=to["name"],
            at=to["at"],
        )


def can_step(visit: Document, step: str) -> bool:
    """Tell whether the phase of the visit allows the step."""
    return visit["phase"] in MOVES[step]["source"]


def refuse_illegal(visit: Document, step: str) -> None:
    """Raise the Problem that keeps the visit from taking the step, if any."""
    refuse_gone(visit)
    if not can_step(visit, step):
        raise Problem("transition_illegal", step=step, phase=visit["phase"])
