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


def can_step(visit: Document, step: str) -> bool:
    """Tell whether the phase of the visit allows the step."""
    return visit["phase"] in MOVES[step]["source"]


def refuse_illegal(visit: Document, step: str) -> None:
    """Raise Problem transition_illegal when the visit cannot take the step.

    One that the office took away takes every step: it is late work, never refused.
    """
    if not is_gone(visit) and not can_step(visit, step):
        raise Problem("transition_illegal", step=step, phase=visit["phase"])
