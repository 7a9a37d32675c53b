"""Undo the last step (mirror: service_worker/operations/undo.js)."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_assigned, require_own_visit
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class Undo(Arguments):
    """The step to undo; the ten seconds live on the screen."""

    operation_id: Id


def authorize(order: Document, undo: Undo, context: Context) -> None:
    """Only the technician of the visit takes her own step back."""
    require_assigned("perform_visit", context)
    visit = _visit_of(order, undo.operation_id)
    if visit:
        require_own_visit(order, visit["id"], context)


def apply(order: Document, undo: Undo, _context: Context) -> Document:
    """Put the visit back as it was, when nothing of that visit followed."""
    visit = _visit_of(order, undo.operation_id)
    if visit is None:
        raise Problem("undo_too_late")
    visit.update(visit["undo"]["before"])
    visit["undo"] = None
    follow_visits(order)
    return order


def _visit_of(order: Document, operation_id: str) -> Document | None:
    for visit in order["visits"]:
        if visit["undo"] and visit["undo"]["operation_id"] == operation_id:
            found: Document = visit
            return found
    return None
